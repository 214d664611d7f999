"""An AI project: its subject and its two GO / NO GO decisions (method M9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AiDecisions:
    """What the project is about, and what was decided after feasibility and after the trial."""

    use_case: str | None = None
    supplier: str | None = None  # choice ai_supplier: turnkey, platform, data_provider, in_house
    critical_domains: tuple[
        str, ...
    ] = ()  # choices critical_domain: none, hr, justice, health, credit
    feasibility_decision: str | None = None  # choice go_no_go: go, no_go, later
    feasibility_date: date | None = None
    feasibility_who: str | None = None
    trial_decision: str | None = None  # choice go_no_go
    trial_date: date | None = None
    trial_who: str | None = None
