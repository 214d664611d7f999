"""Entries of the catalogue shown to a client that nobody checked for too long (method M18.13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kit.analysis.model import (
    AidResult,
    AutomationResult,
    DeadlineResult,
    StaleEntry,
    UseCaseResult,
)
from kit.analysis.settings import Settings
from kit.catalogue import Catalogue


def stale_entries(
    aids: Sequence[AidResult],
    deadlines: Sequence[DeadlineResult],
    automations: Sequence[AutomationResult],
    uses: Sequence[UseCaseResult],
    settings: Settings,
    as_of: date,
) -> tuple[StaleEntry, ...]:
    """Aids, deadlines, tool prices and uses older on *as_of* than catalogue.stale_after_days.

    Prices of tools are shown, all of them, as soon as there is an automation.
    """
    shown = {
        "aid": {aid.id for aid in aids},
        "deadline": {one.id for one in deadlines},
        "tool": {tool.id for tool in settings.catalogue.tools if automations and tool.automates},
        "use_case": {use.id for use in uses},
    }
    found = []
    for kind, id, checked in _dated(settings.catalogue):
        days = (as_of - checked).days
        if id in shown[kind] and days > settings["catalogue.stale_after_days"]:
            found.append(StaleEntry(kind, id, checked, days))
    return tuple(found)


def _dated(catalogue: Catalogue) -> Iterator[tuple[str, str, date]]:
    for aid in catalogue.aids:
        yield "aid", aid.id, date.fromisoformat(aid.checked)
    for deadline in catalogue.deadlines:
        yield "deadline", deadline.id, date.fromisoformat(deadline.checked)
    for tool in catalogue.tools:
        yield "tool", tool.id, date.fromisoformat(str(tool.date))
    for use in catalogue.use_cases:
        yield "use_case", use.id, date.fromisoformat(use.date)
