"""Titles of the second page of a flash audit."""

from __future__ import annotations

from kit.analysis.model import Flash
from kit.display.sections.flash import prepared
from kit.display.words import Words


def more(words: Words) -> str | None:
    count = len(prepared(words))
    return words.plural("headline.flash_more", count) if count else None


def tools(words: Words) -> str | None:
    """The price of a month, beside the budget given."""
    found = words.analysis.flash
    if found is None or found.tool_cost is None:
        return None
    price = words.numbers.money_range(*found.tool_cost)
    return words(f"headline.flash_tools.{_fits(words, found, found.tool_cost[1])}", price=price)


def _fits(words: Words, found: Flash, high: float) -> str:
    budget = words.client.company.tool_budget
    if budget is None:
        return "unknown"
    if not found.within_budget:
        return "over"
    return "within" if high <= budget else "entry"


def gdpr(words: Words) -> str | None:
    """What to check before personal data is touched, or whether anything says it is."""
    found = words.analysis.flash
    if found is None or not found.candidates:
        return None
    if found.concerned:
        left = len(found.checks)
        return (
            words.plural("headline.flash_gdpr", left) if left else words("headline.flash_gdpr_met")
        )
    if found.unasked:
        return words.plural("headline.flash_gdpr_ask", len(found.unasked))
    return words("headline.flash_gdpr_free")


def following(words: Words) -> str | None:
    return words("headline.flash_next") if words.analysis.flash else None
