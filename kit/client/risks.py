"""What may go wrong in the project, and what suppliers answered about personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.client.company import Moment


@dataclass(frozen=True, slots=True)
class Rating:
    """A note from 1 to 5, or the words typed instead of one."""

    note: int | None = None  # 1..5; None: words were typed
    words: str | None = None  # as typed: "faible à moyenne"
    levels: tuple[str, ...] = ()  # choice rating: what the words say; two: between them


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that may go wrong, what prevents it, what is done if it happens all the same."""

    name: str
    kind: str | None = None  # choice: technical, business, organisational
    probability: Rating | None = None
    impact: Rating | None = None
    mitigation: str | None = None
    backup: str | None = None
    owner: str | None = None
    residual_probability: Rating | None = None  # once the mitigation is in place
    residual_impact: Rating | None = None
    claimed_criticality: float | None = None  # 1..25, as written
    due: Moment | None = None  # when the mitigation must be in place
    automation: str | None = None


@dataclass(frozen=True, slots=True)
class SupplierAnswer:
    """What a supplier answered to one question about personal data."""

    provider: str
    question: str  # choice: supplier_question
    answer: str | None = None
    day: date | None = None
