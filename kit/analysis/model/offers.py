"""What the catalogue proposes to a client: uses of AI, public aids; what must be rechecked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Day = date


@dataclass(frozen=True, slots=True)
class UseCaseResult:
    """A use of the catalogue that answers something the client ticked."""

    id: str
    pains: tuple[str, ...]  # items ticked that it answers, heaviest first
    hours_month: float | None  # [h/month] told for these pains; None: for none of them
    for_sector: bool  # made for the client's sector
    deadlines: tuple[str, ...]  # ids of the legal deadlines that bear on these pains


@dataclass(frozen=True, slots=True)
class AidResult:
    """An aid that the client's headcount does not rule out."""

    id: str
    size_known: bool  # False: it has a limit of size, and the headcount is not known


@dataclass(frozen=True, slots=True)
class StaleEntry:
    """An entry shown to this client that nobody checked for too long."""

    kind: str  # aid, deadline, tool, use_case
    id: str
    checked: Day
    days: int  # since then
