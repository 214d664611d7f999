"""Which figures to trust: those of the corrected case where there is one, else the cells'."""

from __future__ import annotations

from kit.analysis import returns as engine
from kit.analysis.model import BusinessCase, Flows, Returns
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.display.parts import Card
from kit.display.words import Words

_NOTICED = 0.5  # [EUR] less is not shown


def returns_of(case: BusinessCase) -> Returns | None:
    return case.trusted.returns


def flows_of(case: BusinessCase) -> Flows | None:
    return case.trusted.flows


def net_month(case: BusinessCase) -> float | None:
    return case.trusted.net_month


def gross_month(case: BusinessCase) -> float | None:
    return case.trusted.gross_month


def late(case: BusinessCase) -> bool:
    """Whether some gain does not bring its full month from the first one on."""
    gains = (line for line in case.trusted.lines if line.side == "gain")
    return any(line.month and (line.start > 1 or line.ramp) for line in gains)


def differ(one: float | None, other: float | None) -> bool:
    """Whether two amounts would be seen as different; a missing one always is."""
    if one is None or other is None:
        return one is not other
    return abs(one - other) >= _NOTICED


def payback_month(case: BusinessCase) -> int | None:
    return case.corrected.returns.payback_month if case.corrected else case.payback_month


def first_year(case: BusinessCase) -> Returns | None:
    """The flows to trust cut at twelve months, by the engine that made the others."""
    flows = flows_of(case)
    if flows is None:
        return None
    return engine.returns_of(flows, MONTHS_PER_YEAR, case.discounting, case.discount_rate)


def roi_first_year(case: BusinessCase) -> float | None:
    right_one = first_year(case) if case.corrected else None
    return right_one.roi if right_one else case.roi_first_year


def overstated(case: BusinessCase) -> bool:
    """Whether setting the errors right changes the net a month or over the horizon."""
    if case.corrected is None or case.returns is None:
        return False
    right = case.corrected
    return differ(right.net_month, case.net_month) or differ(right.returns.net, case.returns.net)


def money_card(
    words: Words,
    label: str,
    figure: str,
    amounts: tuple[float | None, float | None],
    note: str,
    tone: str = "normal",
) -> Card:
    """*amounts*: as the cells give it, once corrected; the second in large where they differ."""
    stated, right = amounts
    if not differ(stated, right):
        return Card(label, words.numbers.money(right), note, tone, f"business_case.{figure}")
    before = words("card.before_correction", value=words.numbers.money(stated))
    worse = stated is not None and right is not None and right < stated
    tone, figure = "bad" if worse else tone, f"business_case.corrected.{figure}"
    return Card(label, words.numbers.money(right), before, tone, figure)


def payback(words: Words, month: int | None, horizon: int | None = None) -> str:
    """The month from which the cumulated cash stays above zero, past the *horizon* or not."""
    if month is not None and horizon is not None and month > horizon:
        return words("horizon.month_late", month=month)
    if month is None:
        return words("horizon.never")
    return words("card.payback_at_once") if month == 0 else words("horizon.month", month=month)
