"""Titles of the parts of the business case: what the money says, in one line each."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.model import MoneyLine
from kit.display.sections import trusted, value_ladder
from kit.display.words import Words, named

_NOTICED = 0.5  # [EUR] less is not shown


def ladder(words: Words) -> str | None:
    """The net when only money that comes in or stays counts."""
    case, stacks = value_ladder.stacks_of(words)
    if case is None or stacks is None:
        return None
    net = words.numbers.money(stacks.steps[0].returns.net)
    return words("headline.value_ladder", net=net, months=words.numbers.number(case.horizon))


def lines(words: Words) -> str | None:
    """The gain that weighs most in a month, once the errors are corrected."""
    case = words.analysis.business_case
    if case is None:
        return None
    known = [line for line in case.trusted.lines if line.side == "gain" and line.month]
    if len(known) < 2 or any((line.month or 0) < 0 for line in known):
        return None
    first = max(known, key=lambda line: line.month or 0.0)
    share = words.numbers.share((first.month or 0.0) / sum(line.month or 0.0 for line in known))
    after = "_corrected" if case.corrected else ""
    return named(words, "headline.lines", first.label, after=after, share=share)


def first_year(words: Words) -> str | None:
    """Whether twelve months pay for themselves, the errors corrected."""
    case = words.analysis.business_case
    if case is None or case.gain_first_year is None or case.cost_first_year is None:
        return None
    net = case.gain_first_year - case.cost_first_year
    true = trusted.first_year(case) if trusted.overstated(case) else None
    net = true.gain - true.cost if true else net
    if abs(net) < _NOTICED:
        return None
    key = "first_year_gain" if net > 0 else "first_year_loss"
    return words(f"headline.{key}", net=words.numbers.money(abs(net)))


def aids(words: Words) -> str | None:
    count = len(words.analysis.aids)
    return words.plural("headline.aids", count) if count else None


def budget_lines(words: Words) -> str | None:
    """The item that costs most to set up."""
    case = words.analysis.business_case
    if case is None:
        return None
    listed = {line.id: line for line in (*case.lines, *case.other_lines)}
    amounts = {id: amount for phase in case.budget for id, amount in phase.lines if amount}
    amounts |= {one.id: one.once for one in case.lines if _apart(one) and one.once}
    items = [(amount, listed[id].label) for id, amount in amounts.items() if _item(listed[id])]
    return _largest(words, "headline.audit_budget_lines", items)


def _apart(line: MoneyLine) -> bool:
    return line.side == "cost" and line.phase is None


def _item(line: MoneyLine) -> bool:
    return line.kind != CONTINGENCY


def _largest(words: Words, key: str, items: Sequence[tuple[float, str]]) -> str | None:
    if len(items) < 2:
        return None
    amount, label = max(items, key=lambda one: one[0])
    return named(words, key, label, amount=words.numbers.money(amount))


def modules(words: Words) -> str | None:
    """Options that their modules do not add up to; else from the cheapest to the dearest."""
    found = words.analysis.option_contents
    off = sum(one.agrees is False for one in found)
    if off:
        return words.plural("headline.audit_modules_off", off)
    spans = [one.set_up for one in found if one.set_up is not None and not one.unpriced]
    if len(found) < 2 or len(spans) < len(found):
        return None
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    if low == high:
        return None
    money = words.numbers.money
    return words("headline.audit_modules", low=money(low), high=money(high))
