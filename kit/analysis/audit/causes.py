"""Why a written figure is not the computed one: known slips, tried one by one (method M18.1).

A hypothesis is a cause and the figure it would have given; the first that gives the written
one is named. When none does, the figure cannot be derived from its own line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.analysis.audit.agreement import agrees, close
from kit.analysis.model import MoneyLine, TextKey
from kit.analysis.settings import MINUTES_PER_HOUR, MONTHS_PER_YEAR, Settings
from kit.client import Cost, Gain, Role

Hypothesis = tuple[str, float]  # (cause: text key analysis.cause.<cause>, what it would give)

_CALENDAR_WEEKS, _CALENDAR_DAYS = 52, 365  # nobody works them all: see [year] in thresholds.toml


def cause_of(
    written: float, computed: float, hypotheses: Iterable[Hypothesis], settings: Settings
) -> TextKey:
    """The first cause that gives *written* without being *computed* itself."""
    other = [found for found in hypotheses if not agrees(found[1], computed, settings)]
    for alike in (close, agrees):  # to the point first, then as it may have been rounded
        for cause, value in other:
            if alike(written, value, settings):
                return TextKey(f"analysis.cause.{cause}")
    return TextKey("analysis.cause.unknown")


def gain_slips(
    gain: Gain, role: Role | None, computed: float, settings: Settings
) -> Iterator[Hypothesis]:
    """What a gain line would give if one thing had been forgotten or taken for another."""
    if gain.before and gain.after and gain.before != gain.after:
        yield "supervision", computed * gain.before / (gain.before - gain.after)
    if gain.error_before and gain.error_after and gain.error_before != gain.error_after:
        yield "errors_left", computed * gain.error_before / (gain.error_before - gain.error_after)
    if gain.margin_rate:
        yield "margin", computed / gain.margin_rate
    if gain.rate:
        yield "rate", computed / gain.rate
    if gain.reuse:
        yield "reuse", computed / gain.reuse
    if role is not None and role.headcount:
        yield "headcount", computed * role.headcount
        yield "headcount", computed / role.headcount
    yield from _periods(gain, computed, settings)
    yield "minutes", computed * MINUTES_PER_HOUR
    yield from scale_slips(computed)


def cost_slips(cost: Cost, computed: float) -> Iterator[Hypothesis]:
    """What a cost line would give if one factor had been forgotten."""
    for cause, factor in (("users", cost.users), ("months", cost.months)):
        if factor:
            yield cause, computed / factor
    if cost.users and cost.months:
        yield "users_and_months", computed / cost.users / cost.months
    yield from scale_slips(computed)


def scale_slips(computed: float) -> Iterator[Hypothesis]:
    """A comma that slipped, or a year taken for a month."""
    yield "ten_times", computed * 10
    yield "ten_times_less", computed / 10
    yield "year_for_month", computed * MONTHS_PER_YEAR
    yield "month_for_year", computed / MONTHS_PER_YEAR


def rounded_hours(line: MoneyLine) -> Iterator[float]:
    """Yearly amounts of a line whose monthly hours were rounded first [EUR/year].

    10.83 h written 10.8 h: 432 EUR a month instead of 433.33 (method M13).
    """
    if line.hours_month and line.month:
        for decimals in (1, 0):
            hours = round(line.hours_month, decimals)
            yield MONTHS_PER_YEAR * line.month * hours / line.hours_month


def _periods(gain: Gain, computed: float, settings: Settings) -> Iterator[Hypothesis]:
    """Days for weeks (220 for 44) and the reverse; years without holidays."""
    days, weeks = settings["year.working_days"], settings["year.working_weeks"]
    period = gain.period if gain.per in (None, "run") else gain.per
    if period == "week":
        yield "days_for_weeks", computed * days / weeks
        yield "calendar", computed * _CALENDAR_WEEKS / weeks
    if period == "day":
        yield "weeks_for_days", computed * weeks / days
        yield "calendar", computed * _CALENDAR_DAYS / days
