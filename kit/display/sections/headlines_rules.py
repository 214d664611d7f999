"""Titles of what the law and the contracts ask: personal data, risks for people, suppliers."""

from __future__ import annotations

from kit.display.sections import outsourcing, prerequisites, register
from kit.display.sections.risks import LEVELS
from kit.display.words import Words


def gdpr(words: Words) -> str | None:
    """Whether personal data holds anything back, and how much is left to settle."""
    found = words.analysis.gdpr
    if found is None:
        return None
    if not found.concerned:
        return words("headline.gdpr_untouched")
    work = len(prerequisites.gdpr_work(words, found))
    if work:
        return words.plural("headline.gdpr_left", work)
    total = found.checked.total
    whole = found.checked.passed and total.applicable and not total.missing
    return words("headline.gdpr_met") if whole else None


def impact_assessment(words: Words) -> str | None:
    found = words.analysis.privacy
    if found is None or not found.register:
        return None
    of = words.numbers.number(len(found.register))
    for state, key in (("needed", "impact_needed"), ("to_confirm", "impact_likely")):
        count = sum(entry.assessment == state for entry in found.register)
        if count:
            return words.plural(f"headline.{key}", count, of=of)
    return words("headline.impact_none")


def privacy_risks(words: Words) -> str | None:
    """The highest risk left to people; unknown while one lacks its rating with measures."""
    rated = register.rated(words)
    levels = [entry.residual.level for entry in rated if entry.residual.level]
    if not rated:
        return None
    if len(levels) < len(rated):
        return words.plural("headline.privacy_risk_open", len(rated) - len(levels))
    return words(f"headline.privacy_risk.{max(levels, key=LEVELS.index)}")


def risk_words(words: Words) -> str | None:
    found = words.analysis.risks
    return words.plural("headline.risk_words", len(found.words)) if found and found.words else None


def contracts(words: Words) -> str | None:
    """How many of the six points of each contract are still to be agreed."""
    found = words.analysis.contracts
    if not found:
        return None
    of = outsourcing.SIDES * len(found)
    left = of - sum(one.held for one in found)
    if not left:
        return words("headline.outsourcing.contracts_full")
    of_them = words.numbers.number(of)
    return words.plural("headline.outsourcing.contracts_open", left, of=of_them)
