"""Who the engagement is for, what was answered to checklists, when the plan starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# When something starts or ends: a date, a month of the project (1 = the first), or the name
# of a phase (a gain then starts the month after that phase ends).
Moment = date | int | str


@dataclass(frozen=True, slots=True)
class Company:
    """Who the engagement is for, and what the choice of tools depends on."""

    name: str
    activity: str | None = None
    sector: str | None = None  # choice: agriculture, retail, construction, …
    staff: int | None = None  # people
    department: str | None = None  # French département code, "67", "2A", "974": local holidays
    contact: str | None = None  # role of the client's contact, not a personal name
    consultant: str | None = None
    firm: str | None = None  # the consultant's firm
    confidentiality: str | None = None  # line printed on every page
    office_suite: str | None = None  # choice: microsoft, google, other
    tools: tuple[str, ...] = ()  # software in use today, to be connected
    tool_budget: float | None = None  # [EUR/month]
    hosting: str | None = None  # choice: free, europe, self_hosted
    technical_skills: bool | None = None  # someone in-house can run a server
    working_days: float | None = None  # [days/year]; default in content/thresholds.toml
    working_weeks: float | None = None  # [weeks/year]; default in content/thresholds.toml


@dataclass(frozen=True, slots=True)
class Role:
    """A job in the company, not a person."""

    name: str
    hourly_cost: float | None = None  # [EUR/h], loaded (gross pay + employer's charges)
    yearly_hours: float | None = None  # [h/year] worked by one person of the role
    headcount: float | None = None  # people


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one item of a checklist. Only answered items are kept."""

    item: str  # "<checklist>.<item>", unique over all checklists
    value: str | None = None  # "yes", "partly", "no", "na", "1".."5"; None: left blank
    comment: str | None = None
    frequency: str | None = None  # choice; pains only
    minutes: float | None = None  # [min] each time; pains only
    who: str | None = None  # a role; pains only
    pain: int | None = None  # 1 (bearable) to 5 (unbearable); pains only


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """When the plan starts and who does what (roles or first names)."""

    start: date | None = None
    lead: str | None = None  # project lead, steers the plan
    sponsor: str | None = None  # decides, lifts obstacles
    builder: str | None = None  # builds the automations
    data_protection: str | None = None  # answers for GDPR
    users: str | None = None  # test users
    closed_days: tuple[str, ...] = ()  # weekdays the client never works: "monday"…


@dataclass(frozen=True, slots=True)
class Closure:
    """Days the client is closed, both ends included."""

    first: date
    last: date
    label: str | None = None
