"""Titles that say what their section concludes, for those whose module has none of its own.

Each returns None when there is nothing to conclude: the plain title then stands.
"""

from __future__ import annotations

from kit.analysis.model import BusinessCase
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.display.sections import decision, outlook, processes, trusted
from kit.display.sections import needs as audit_needs
from kit.display.sections.business_case import left_out_of
from kit.display.words import NAME, Block, Words, inside


def summary(words: Words) -> str | None:
    """What is at stake, then what is left of it in euros."""
    timed, case = processes.by_hours(words), words.analysis.business_case
    hours = sum(result.hours_month or 0 for result in timed)
    net = trusted.net_month(case) if case is not None else None
    if case is not None and net is not None and _worth_it(case, net):
        amount = words.numbers.money(net)
        if left_out_of(case, "net_month"):
            return words("headline.summary_partly", hours=words.numbers.hours(hours))
        if not hours:
            return words("headline.summary_net", net=amount)
        return words("headline.summary_whole", net=amount, hours=words.numbers.hours(hours))
    if not hours:
        return None
    said = words.numbers.hours(hours)
    if case is None or net is None:
        return words("headline.summary_hours", hours=said)
    months = words.numbers.number(case.horizon)
    return words("headline.summary_lost", hours=said, months=months)


def _worth_it(case: BusinessCase, net_month: float) -> bool:
    returns = trusted.returns_of(case)
    return net_month > 0 and (returns is None or returns.net > 0)


def horizon(words: Words) -> str | None:
    case = words.analysis.business_case
    returns = trusted.returns_of(case) if case is not None else None
    if case is None or returns is None or not returns.cost:
        return None
    if returns.payback_month is None or returns.payback_month > case.horizon:
        return words("headline.horizon_never", months=words.numbers.number(case.horizon))
    if not returns.payback_month:
        return words("headline.horizon_at_once")
    months = words.plural("card.payback_months", returns.payback_month)
    return words("headline.horizon", months=months)


def range_of(words: Words) -> str | None:
    case = words.analysis.business_case
    spread = outlook.spread_of(case) if case is not None else None
    if spread is None or not words.ranges:
        return None
    about = words.numbers.money_about
    return words("headline.outlook", low=about(spread.p10), high=about(spread.p90))


def drivers(words: Words) -> str | None:
    case = words.analysis.business_case
    first = outlook.first_driver(words, case) if case is not None else None
    return words("headline.drivers", name=inside(first)) if first else None


def options(words: Words) -> str | None:
    """The option that returns most for its money, when several can be compared."""
    known = [one for one in words.analysis.options if one.roi is not None]
    if len(known) < 2:
        return None
    best = max(known, key=lambda one: one.roi or 0.0)
    if len(best.name) > NAME:
        return None
    return words("headline.options", name=best.name, roi=words.numbers.share(best.roi))


def audit_options(words: Words) -> str | None:
    """How many options there are and what they take to start; their return is told below."""
    known = [one.set_up for one in words.analysis.options if one.set_up is not None]
    if len(known) < 2 or len(known) < len(words.analysis.options):
        return None
    lowest, highest = min(low for low, _ in known), max(high for _, high in known)
    spread = words.range_of(lowest, highest, "EUR")
    return words("headline.audit_options", count=words.numbers.number(len(known)), range=spread)


def budget(words: Words) -> str | None:
    case = words.analysis.business_case
    if case is None or len(case.budget) < 2:
        return None
    most = max(case.budget, key=lambda phase: phase.total)
    if not most.total or not most.phase or len(most.phase) > NAME:
        return None
    return words("headline.budget", name=most.phase, total=words.numbers.money(most.total))


def audit_budget(words: Words) -> str | None:
    """What the set-up takes, then a year; how it is spread over the phases is told below."""
    case = words.analysis.business_case
    once = sum(phase.total for phase in case.budget) or case.cost_once if case else None
    if case is None or not once:
        return None
    total = words.numbers.money(once)
    if not case.cost_month:
        return words("headline.audit_budget", total=total)
    cost = words.numbers.money(case.cost_month * MONTHS_PER_YEAR)
    return words("headline.audit_budget_run", total=total, cost=cost)


def running(words: Words) -> str | None:
    case = words.analysis.business_case
    if case is None or not case.cost_month:
        return None
    return words("headline.running", cost=words.numbers.money(case.cost_month * MONTHS_PER_YEAR))


def load(words: Words) -> str | None:
    found = words.analysis.load
    if found is None:
        return None
    over = [one.who for one in found.people if any(month.over for month in one.months)]
    if over:
        return words("headline.load_over", names=words.listed(over))
    return words("headline.load_fine") if any(one.known for one in found.people) else None


def pains(words: Words) -> str | None:
    count = len(rows_of(audit_needs.problems(words)))
    return words.plural("headline.audit_pains", count) if count else None


def needs(words: Words) -> str | None:
    count = len(rows_of(audit_needs.needs(words)))
    return words.plural("headline.audit_needs", count) if count else None


def rows_of(tables: list[Block]) -> list[list[str]]:
    return [row for one in tables for row in one.get("rows", ())]


def actions(words: Words) -> str | None:
    count = sum(1 for one in words.client.actions if one.name)
    return words.plural("headline.audit_actions", count) if count else None


def recommendations(words: Words) -> str | None:
    """The option advised; without options, where the decision of the first page stands."""
    return words("headline.recommended", choice=_choice(words))


def conclusion(words: Words) -> str | None:
    """The same verdict, as the last word of the audit."""
    return words("headline.conclusion", choice=_choice(words))


def _choice(words: Words) -> str:
    found = words.analysis.verdict
    if found is None:
        tone = decision.decision(words)[0]["tone"]
        return words(f"headline.asked.{tone}")
    if found.option is not None:
        return words("headline.choose", name=found.option)
    if found.proposed:
        return words("headline.choose_not", name=found.proposed)
    return words("headline.choose_none")
