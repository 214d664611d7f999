"""What is done today, what to automate first, and the answer designed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Process:
    """A recurring task of the client: one card."""

    name: str
    domain: str  # choice: admin, hr, sales, support, operations
    owner: str | None = None
    trigger: str | None = None
    exceptions: str | None = None
    actors: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    frequency: str | None = None  # choice: daily, weekly, monthly, quarterly, yearly, on_demand
    volume_month: float | None = None  # [runs/month]
    minutes: float | None = None  # [min/run]
    role: str | None = None  # name of a Role, whose hourly cost applies
    hourly_cost: float | None = None  # [EUR/h]; wins over the role's
    error_rate: float | None = None  # share of runs with an error, 0..1
    error_cost: float | None = None  # [EUR/error]
    frictions: str | None = None
    personal_data: bool | None = None
    sensitive_data: bool | None = None
    critical: bool | None = None  # stops the business, money or image when it fails
    repetitive: bool | None = None
    added_value: str | None = None  # choice: low, high


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process, in the order of the sheet; a decision has two branches."""

    process: str
    action: str  # what is done, or the question of a decision
    actor: str | None = None
    condition: str | None = None  # filled: this step is a decision ("amount > 500 €")
    if_yes: str | None = None  # what happens, when the condition holds
    if_no: str | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """Three notes given to a process, each 1 to 5."""

    process: str
    impact: int | None = None  # 5 = critical for revenue or customers, 1 = comfort
    effort: int | None = None  # 5 = custom development, 1 = native connector
    risk: int | None = None  # 5 = sensitive data, money or image, 1 = harmless
    deadline: str | None = None  # choice: a legal deadline of content/deadlines.toml
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """The notes one member of the workshop gave to a process: how firm is the ranking?"""

    juror: str  # a role or a number, not a personal name
    process: str
    impact: int | None = None  # 1..5
    effort: int | None = None
    risk: int | None = None


@dataclass(frozen=True, slots=True)
class Automation:
    """The designed answer to a process: one automation, one card, one owner."""

    name: str
    process: str
    owner: str | None = None
    level: str | None = None  # choice: no_code, ai, hybrid
    trigger: str | None = None
    conditions: str | None = None
    actions: tuple[str, ...] = ()  # in order
    tools: tuple[str, ...] = ()
    rules: str | None = None  # business rules, as if / then
    exceptions: str | None = None  # with their route
    human_check: str | None = None  # where a person validates
    logs: str | None = None  # where the run log goes
    complexity: str | None = None  # choice: linear, branches, loops
    critical: bool | None = None  # never switched on on a Friday or the eve of a holiday


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the GDPR register: what an automation does with personal data."""

    automation: str
    purpose: str | None = None
    people: str | None = None  # categories of people concerned
    data: str | None = None  # categories of data
    legal_basis: str | None = None  # choice: consent, contract, legal_obligation, …
    provider: str | None = None  # processor or recipient
    outside_eu: bool | None = None
    transfer_tool: str | None = None  # choice: adequacy, clauses, none (a DPA is not one)
    dpa_signed: bool | None = None
    retention_months: float | None = None  # [months]
    recipients: str | None = None  # who receives the data, inside and outside
    security: str | None = None  # technical and organisational measures
    dpia_criteria: tuple[str, ...] = ()  # choices dpia_criterion, of WP 248 rev.01
    inherent_likelihood: int | None = None  # 1..5, for people, without any protection
    inherent_severity: int | None = None
    residual_likelihood: int | None = None  # 1..5, once the measures are in place
    residual_severity: int | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of a test sheet."""

    automation: str
    scenario: str | None = None
    given: str | None = None  # input
    expected: str | None = None
    obtained: str | None = None
    status: str | None = None  # choice: ok, bug; blank: not run yet
    kind: str | None = None  # choice test_kind: nominal, limit, error
    severity: str | None = None  # choice: blocking (when blank), minor; of a bug
    tester: str | None = None  # a role
    tested_on: date | None = None
