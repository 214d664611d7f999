"""Uses of AI proposed from what the client ticked, never in general (method M9)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import DeadlineResult, Diagnostic, Pain, UseCaseResult
from kit.analysis.settings import Settings
from kit.catalogue import UseCase
from kit.client import Client


def propose_uses(
    client: Client,
    diagnostic: Diagnostic | None,
    deadlines: Sequence[DeadlineResult],
    settings: Settings,
) -> tuple[UseCaseResult, ...]:
    """Those that answer a pain the client ticked, the heaviest hours first.

    Nothing ticked: nothing proposed. A use made for some sectors is left out for the others,
    and while the sector is not known. Two uses for the same pains alone: the one made for the
    sector stays, else the first of the catalogue.
    """
    if diagnostic is None:
        return ()
    pains = {pain.item: pain for pain in diagnostic.pains}
    matched = [
        _match(use, pains, deadlines)
        for use in settings.catalogue.use_cases
        if not use.sectors or client.company.sector in use.sectors
    ]
    ordered = sorted((found for found in matched if found.pains), key=_weight)
    kept: list[UseCaseResult] = []
    answered: set[str] = set()
    for found in ordered:
        if set(found.pains) - answered:  # each one brings something more
            kept.append(found)
            answered |= set(found.pains)
    return tuple(kept[: int(settings["catalogue.use_cases"])])


def _match(
    use: UseCase, pains: dict[str, Pain], deadlines: Sequence[DeadlineResult]
) -> UseCaseResult:
    answered = [pain for item, pain in pains.items() if item in use.pains]
    hours = [pain.hours_month for pain in answered if pain.hours_month is not None]
    items = tuple(pain.item for pain in answered)
    return UseCaseResult(
        id=use.id,
        pains=items,
        hours_month=sum(hours) if hours else None,
        for_sector=bool(use.sectors),
        deadlines=tuple(one.id for one in deadlines if set(one.pains) & set(items)),
    )


def _weight(found: UseCaseResult) -> tuple[float, bool, int]:
    """Most hours told, then made for the sector, then most pains; ties: catalogue's order."""
    return -(found.hours_month or 0.0), not found.for_sector, -len(found.pains)
