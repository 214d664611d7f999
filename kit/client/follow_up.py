"""What is measured once automations run: the indicators, and each automation by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.client.company import Moment


@dataclass(frozen=True, slots=True)
class KpiMeasure:
    """One value of an indicator on one day. No value: the measure is still to be taken."""

    kpi: str  # name of a Kpi
    on: date | None = None
    value: float | None = None  # in the indicator's unit
    cause: str | None = None  # choice gap_cause: why it is not where the plan puts it
    comment: str | None = None
    correction: str | None = None  # what will be done about it
    owner: str | None = None  # who does it
    due: Moment | None = None  # by when


@dataclass(frozen=True, slots=True)
class RunMeasure:
    """What one automation did between two days, both included.

    Time is counted from `hours_saved` when it is given, else from `minutes` and `runs`.
    """

    automation: str  # name of an Automation
    first: date | None = None
    last: date | None = None
    runs: float | None = None  # over the period
    successes: float | None = None  # of these runs
    users: float | None = None  # people who really use it
    expected_users: float | None = None  # people who should
    minutes: float | None = None  # [min/run] of people's time left, supervision included
    hours_saved: float | None = None  # [h] over the period, when counted directly
    amount: float | None = None  # [EUR] gained over the period beside time
    cost: float | None = None  # [EUR] really paid over the period, up-front costs apart
    cause: str | None = None  # choice gap_cause
    correction: str | None = None
    owner: str | None = None
    due: Moment | None = None
    comment: str | None = None
