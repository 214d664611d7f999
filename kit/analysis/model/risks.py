"""Risks of the project, and what the law asks about personal data (methods M7, M15, M18.12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.client import RegisterLine, Risk


@dataclass(frozen=True, slots=True)
class Weighed:
    """How likely, how bad, and both multiplied. None: not told."""

    probability: int | None  # 1..5
    impact: int | None  # 1..5
    criticality: int | None  # probability x impact, 1..25
    level: str | None  # low, moderate, high, critical


@dataclass(frozen=True, slots=True)
class RiskResult:
    """A risk of the workbook, or one that the answers bring up."""

    id: str  # "risk-3" (its row), or the code of a proposed one
    risk: Risk | None  # None: proposed
    # What the sentences derived_risks.<id>.name, .mitigation and .backup are filled with; a
    # tuple is a list of names. Proposed risks only.
    params: Mapping[str, object]
    kind: str | None  # choice risk_kind
    before: Weighed
    after: Weighed  # once the mitigation is in place
    rank: int | None  # by criticality, all risks together; None: no criticality
    gaps: tuple[str, ...]  # of rating, mitigation, backup, owner, residual: what is missing
    automation: str | None  # id
    place: str | None  # cell of its name

    @property
    def proposed(self) -> bool:
        return self.risk is None


@dataclass(frozen=True, slots=True)
class RiskRegister:
    """Every risk, worst first; those without a criticality last."""

    risks: tuple[RiskResult, ...]
    # Risks not proposed because one of the workbook is about the same: (code, its name).
    withheld: tuple[tuple[str, str], ...] = ()
    # The words typed instead of a note, once each, with the note read: ("faible à moyenne", 3).
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives data, by the automation card, and where the tools catalogue puts it."""

    name: str
    hosting: tuple[str, ...] = ()  # of us, europe, self_hosted; none: not known


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One column of a register line: what is known of it, and from where."""

    key: str  # purpose, people, data, legal_basis, recipients, outside_eu, …
    value: object  # raw (see kit.analysis.model); recipients: a tuple of Recipient; None: unknown
    origin: str  # written (in the workbook), proposed (derived), unknown, none (does not apply)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A line of the register: the workbook's, completed; or one made from an automation card."""

    id: str  # "register-2" (its row), or "proposed-<automation id>"
    automation: str  # id
    line: RegisterLine | None  # None: made from the card
    fields: tuple[RegisterField, ...]  # in the order of the CNIL's columns
    criteria: tuple[tuple[str, str], ...]  # (choice dpia_criterion, written or proposed)
    assessment: str  # needed, to_confirm (with proposed criteria), not_indicated
    large_scale: bool  # sensitive data at large scale: needed whatever the count
    inherent: Weighed
    residual: Weighed
    place: str | None  # cell of its automation

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(field.key for field in self.fields if field.origin == "unknown")

    def field(self, key: str) -> RegisterField:
        return next(one for one in self.fields if one.key == key)


@dataclass(frozen=True, slots=True)
class SupplierQuestions:
    """What is still to be asked of one supplier."""

    supplier: str
    automations: tuple[str, ...]  # ids
    questions: tuple[str, ...]  # choice supplier_question
    answered: tuple[str, ...]  # those the workbook answers


@dataclass(frozen=True, slots=True)
class PrivacyResult:
    """The register as it stands, and what is missing in it."""

    register: tuple[RegisterEntry, ...]  # by automation, in the workbook's order
    suppliers: tuple[SupplierQuestions, ...] = field(default=())

    @property
    def retention_gaps(self) -> tuple[RegisterEntry, ...]:
        return tuple(one for one in self.register if "retention" in one.unknown)
