"""Titles of the follow-up: what is measured, what is off, what it brought."""

from __future__ import annotations

from kit.display.sections.follow_up import followed
from kit.display.sections.follow_up_page import to_measure
from kit.display.sections.headlines import rows_of
from kit.display.words import Words


def summary(words: Words) -> str | None:
    """How much of the promise is kept; before any measure, what is to be read."""
    found = words.analysis.follow_up
    if found is None:
        return None
    if not found.measured:
        count = len(rows_of(to_measure(words)))
        return words.plural("headline.follow_up_waiting", count) if count else None
    if found.ratio is None:
        return None
    return words("headline.follow_up_summary", ratio=words.numbers.share(found.ratio))


def off(words: Words) -> str | None:
    """How many gaps, and how many of them nothing is decided about."""
    found = followed(words)
    listed = found.corrections if found else ()
    left = sum(one.correction is None for one in listed)
    if not listed:
        return None
    if 0 < left < len(listed):
        every = words.numbers.number(len(listed))
        return words.plural("headline.follow_up_off_part", left, all=every)
    key = "follow_up_off_none" if left else "follow_up_off"
    return words.plural(f"headline.{key}", len(listed))


def realised(words: Words) -> str | None:
    found = followed(words)
    if found is None or found.gain is None or found.cost is None:
        return None
    money = words.numbers.money
    return words("headline.follow_up_return", gain=money(found.gain), cost=money(found.cost))


def periods(words: Words) -> str | None:
    found = followed(words)
    lasts = [period.last for one in found.automations for period in one.periods] if found else []
    if not lasts:
        return None
    return words("headline.follow_up_periods", date=words.numbers.date_medium(max(lasts)))


def readings(words: Words) -> str | None:
    found = followed(words)
    told = [one for one in found.kpis if len(one.measures) > 1] if found else []
    if not told:
        return None
    last = max(day for one in told for day, _ in one.measures)
    return words("headline.kpi_readings", date=words.numbers.date_medium(last))


def kinds(words: Words) -> str | None:
    """The kind of gain that keeps its promise best."""
    found = followed(words)
    known = [one for one in found.kinds if one.ratio is not None] if found else []
    if not known:
        return None
    best = max(known, key=lambda one: one.ratio or 0.0)
    said = {
        "kind": words.choice("gain_kind", best.kind),
        "ratio": words.numbers.share(best.ratio),
    }
    return words(f"headline.{'kind_ratios' if len(known) > 1 else 'kind_ratios_single'}", **said)
