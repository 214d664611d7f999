"""What is still to be measured, when and by whom; what is off the plan and who mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kit.analysis.audit.findings import cell
from kit.analysis.kpi_progress import day_of
from kit.analysis.model import AutomationProgress, Correction, KpiProgress, ToMeasure
from kit.analysis.planned_days import ONE_DAY
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline, later
from kit.analysis.working_days import WorkingDays
from kit.client import Client, KpiMeasure, RunMeasure


def measuring_points(
    go_live: date, calendar: WorkingDays, settings: Settings
) -> tuple[tuple[str, date], ...]:
    """The readings after a go-live: its 14th and 30th working day, then the quarter.

    The go-live is day 1 of its own use; a quarter that ends on a day off is read the day after.
    """
    first, second = (int(settings[f"follow_up.{name}_day"]) for name in ("first", "second"))
    months = int(settings["follow_up.quarter_months"])
    return (
        ("first", calendar.nth(go_live, first)),
        ("second", calendar.nth(go_live, second)),
        ("quarter", calendar.first(later(go_live, months))),
    )


def to_measure(
    client: Client,
    automations: Sequence[AutomationProgress],
    kpis: Sequence[KpiProgress],
    names: Mapping[str, str],
    calendar: WorkingDays,
    settings: Settings,
    as_of: date,
) -> tuple[ToMeasure, ...]:
    """By date; what has none comes last. A reading is done once a later day was measured."""
    return tuple(
        sorted(
            (
                *_of_automations(client, automations, names, calendar, settings, as_of),
                *_of_kpis(automations, kpis, calendar, settings, as_of),
            ),
            key=lambda one: (one.day is None, one.day or as_of),
        )
    )


def _of_automations(
    client: Client,
    automations: Sequence[AutomationProgress],
    names: Mapping[str, str],
    calendar: WorkingDays,
    settings: Settings,
    as_of: date,
) -> Iterator[ToMeasure]:
    owners = {one.name: one.owner for one in client.automations}
    for one in automations:
        name = names[one.id]
        if one.go_live is None:
            if not one.periods:
                yield ToMeasure("automation", name, "first", None, owners[name], overdue=False)
            continue
        for point, day in measuring_points(one.go_live, calendar, settings):
            if one.until is None or day > one.until + ONE_DAY:
                yield ToMeasure("automation", name, point, day, owners[name], day < as_of)


def _of_kpis(
    automations: Sequence[AutomationProgress],
    kpis: Sequence[KpiProgress],
    calendar: WorkingDays,
    settings: Settings,
    as_of: date,
) -> Iterator[ToMeasure]:
    """After the first go-live of the plan, and on the day the target is due."""
    lives = [one.go_live for one in automations if one.go_live is not None]
    points = measuring_points(min(lives), calendar, settings) if lives else ()
    for one in kpis:
        due = (("due", one.due_day),) if one.due_day is not None else ()
        ahead = [(p, day) for p, day in (*points, *due) if one.on is None or day > one.on]
        if not ahead and not one.measures:
            yield ToMeasure("kpi", one.kpi.name, "first", None, one.kpi.owner, overdue=False)
        for point, day in ahead:
            yield ToMeasure("kpi", one.kpi.name, point, day, one.kpi.owner, day < as_of)


def corrections(
    client: Client,
    automations: Sequence[AutomationProgress],
    kpis: Sequence[KpiProgress],
    names: Mapping[str, str],
    timeline: Timeline,
    begun: date | None,
    as_of: date,
) -> tuple[Correction, ...]:
    """What the rows say is to be corrected; then what is off the plan with nothing decided."""
    issues: dict[tuple[str, str], tuple[str, ...]] = {
        **{("automation", names[one.id]): one.issues for one in automations if one.issues},
        **{("kpi", one.kpi.name): ("behind",) for one in kpis if one.status == "late"},
    }
    found = []
    for table, row, subject, name, measure in _rows(client):
        if measure.correction is None:
            continue
        due = day_of(measure.due, timeline, begun)
        found.append(
            Correction(
                subject=subject,
                name=name,
                cause=measure.cause,
                correction=measure.correction,
                owner=measure.owner,
                due=measure.due,
                due_day=due,
                overdue=due is not None and due < as_of,
                issues=issues.get((subject, name), ()),
                place=cell(client, f"{table}/{row}", "correction"),
            )
        )
    found.sort(key=lambda one: (one.due_day is None, one.due_day or as_of))
    decided = {(one.subject, one.name) for one in found}
    causes = {(subject, name): m.cause for _, _, subject, name, m in _rows(client) if m.cause}
    undecided = (
        Correction(
            subject=subject,
            name=name,
            cause=causes.get((subject, name)),
            correction=None,
            owner=None,
            due=None,
            due_day=None,
            overdue=False,
            issues=what,
            place=None,
        )
        for (subject, name), what in issues.items()
        if (subject, name) not in decided
    )
    return (*found, *undecided)


def _rows(
    client: Client,
) -> Iterable[tuple[str, int, str, str, RunMeasure | KpiMeasure]]:
    """Every row of measures: table, position, what it is about, its name."""
    for row, run in enumerate(client.run_measures):
        yield "run_measures", row, "automation", run.automation, run
    for row, kpi in enumerate(client.kpi_measures):
        yield "kpi_measures", row, "kpi", kpi.kpi, kpi
