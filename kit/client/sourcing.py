"""What becomes of each process, and what is entrusted to somebody outside (method M10)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contract:
    """A process that is done outside, or is about to be: what was agreed with the provider."""

    process: str
    provider: str | None = None
    scope: str | None = None  # what the provider does, and what stays here
    report_frequency: str | None = None  # choice: daily, weekly, monthly, …
    report_format: str | None = None
    report_to: str | None = None  # a role
    sla: str | None = None  # service level promised
    review_frequency: str | None = None  # choice: daily, weekly, monthly, …
    escalation: str | None = None  # whom to call when it goes wrong, and how fast
    conductor: str | None = None  # a role inside: steers, approves, files
    integrations: tuple[str, ...] = ()  # choices: finance, hr, legal
    # choices: boards, documents, reporting, integration, hr_payroll
    tool_families: tuple[str, ...] = ()
    remote_access: bool | None = None  # the provider works inside the client's software
    nda: bool | None = None  # confidentiality signed, personal data included
    notice_months: float | None = None  # [months]
    exit_terms: str | None = None  # what is handed back, and how
    price_year: float | None = None  # [EUR/year]


@dataclass(frozen=True, slots=True)
class Disposition:
    """What could become of one process, with the figures of each route, and what was decided.

    Yearly shares are of today's time. What is left blank is not known: never 0.
    """

    process: str
    needed: bool | None = None  # somebody would miss it
    duplicate_of: str | None = None  # the process that already does the same
    simplified_minutes: float | None = None  # [min/run] once made lighter
    simplify_cost: float | None = None  # [EUR] one-off
    level: str | None = None  # choice: no_code, ai, hybrid
    automation_share: float | None = None  # of the time removed, 0..1
    automation_cost: float | None = None  # [EUR] one-off
    automation_run: float | None = None  # [EUR/year] subscriptions and upkeep
    tool_name: str | None = None
    tool_share: float | None = None  # of the time removed, 0..1
    tool_cost: float | None = None  # [EUR] one-off
    tool_run: float | None = None  # [EUR/year]
    outsource_share: float | None = None  # of the time that leaves; the rest steers, 0..1
    outsource_cost: float | None = None  # [EUR] one-off
    outsource_price: float | None = None  # [EUR/year]
    know_how: bool | None = None  # what sets the company apart from others
    notice_months: float | None = None  # [months] before an outside provider may be left
    exit_cost: float | None = None  # [EUR] to take the process back
    choice: str | None = None  # choice: drop, simplify, automate, equip, outsource, keep
    comment: str | None = None
