"""Where each figure comes from: formula, the client's numbers, their cells (method M18.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.analysis.cells import cells_of, hourly_cost_paths, ranges
from kit.analysis.ledger import Ledger
from kit.analysis.model import Analysis, Quantity, Trace
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.analysis.traces_break_even import trace_break_even
from kit.analysis.traces_budget import trace_budget
from kit.analysis.traces_lines import YEAR_OF, trace_lines
from kit.analysis.traces_money import trace_case
from kit.analysis.traces_options import trace_options
from kit.analysis.traces_outlook import trace_outlook

_NOTES = ("impact", "effort", "risk")


def trace(analysis: Analysis, settings: Settings, timeline: Timeline) -> tuple[Trace, ...]:
    """One trace per time or money figure that could be computed, in the order of the report."""
    traces = (
        *_pains(analysis, settings),
        *_processes(analysis, settings),
        *_scores(analysis, settings),
        *_money(analysis, settings, timeline),
    )
    return tuple(replace(one, cells=ranges(one.cells)) for one in traces)


def _money(analysis: Analysis, settings: Settings, timeline: Timeline) -> Iterator[Trace]:
    """Lines, then what rests on them: a figure is traced after those it is made from."""
    ledger = Ledger(analysis.client)
    trace_lines(ledger, analysis, settings)
    trace_case(ledger, analysis)
    trace_budget(ledger, analysis)
    trace_outlook(ledger, analysis, settings, timeline)
    trace_break_even(ledger, analysis, settings, timeline)
    trace_options(ledger, analysis, settings, timeline)
    yield from ledger


def _pains(analysis: Analysis, settings: Settings) -> Iterator[Trace]:
    answers = {answer.item: answer for answer in analysis.client.answers}
    for pain in analysis.diagnostic.pains if analysis.diagnostic else ():
        answer = answers[pain.item]
        if pain.hours_month is None or answer.minutes is None:
            continue
        path = f"answers/{pain.item}"
        yield Trace(
            figure=f"diagnostic.{pain.item}.hours_month",
            rule="pain_hours_monthly" if answer.frequency == "monthly" else "pain_hours",
            terms={
                "times": (settings.times_a_month(str(answer.frequency)), "twelfths"),
                "minutes": (answer.minutes, "min"),
            },
            value=pain.hours_month,
            unit="h",
            cells=cells_of(analysis.client, f"{path}/frequency", f"{path}/minutes"),
            inputs=YEAR_OF.get(str(answer.frequency), {}),
        )


def _processes(analysis: Analysis, settings: Settings) -> Iterator[Trace]:
    roles = {role.name: (n, role) for n, role in enumerate(analysis.client.roles)}
    for position, result in enumerate(analysis.processes):
        if result.hours_month is None or result.hours_year is None:
            continue
        process, path = result.process, f"processes/{position}"
        figure = f"processes.{result.id}"
        time = (f"{path}/volume_month", f"{path}/minutes")
        yield Trace(
            figure=f"{figure}.hours_month",
            rule="hours_month",
            terms={
                "volume": (process.volume_month or 0.0, "number"),
                "minutes": (process.minutes or 0.0, "min"),
            },
            value=result.hours_month,
            unit="h",
            cells=cells_of(analysis.client, *time),
        )
        yield Trace(
            figure=f"{figure}.hours_year",
            rule="hours_year",
            terms={"hours_month": (result.hours_month, "h")},
            value=result.hours_year,
            unit="h",
            cells=cells_of(analysis.client, *time),
            inputs={"hours_month": f"{figure}.hours_month"},
        )
        if result.cost_year is not None and result.hourly_cost is not None:
            yield Trace(
                figure=f"{figure}.cost_year",
                rule="cost_year",
                terms={
                    "hours_year": (result.hours_year, "h"),
                    "hourly_cost": (result.hourly_cost, "EUR/h"),
                },
                value=result.cost_year,
                unit="EUR",
                cells=cells_of(analysis.client, *time, *hourly_cost_paths(analysis.client, result)),
                inputs={"hours_year": f"{figure}.hours_year"},
            )
        if result.role_share is not None and process.role:
            at, role = roles[process.role]
            hours = settings["year.hours"] if role.yearly_hours is None else role.yearly_hours
            yield Trace(
                figure=f"{figure}.role_share",
                rule="role_share",
                terms={
                    "hours_year": (result.hours_year, "h"),
                    "yearly_hours": (hours, "h"),
                    "headcount": (role.headcount or 0.0, "number"),
                },
                value=result.role_share,
                unit="share",
                cells=cells_of(
                    analysis.client, *time, f"roles/{at}/yearly_hours", f"roles/{at}/headcount"
                ),
                inputs={"hours_year": f"{figure}.hours_year"}
                | ({"yearly_hours": "assumptions.year.hours"} if role.yearly_hours is None else {}),
            )


def _scores(analysis: Analysis, settings: Settings) -> Iterator[Trace]:
    positions = {priority.process: n for n, priority in enumerate(analysis.client.priorities)}
    for row in analysis.priorities:
        if row.score is None:
            continue
        path = f"priorities/{positions[row.name]}"
        terms: dict[str, Quantity] = {}
        for name, note in (("impact", row.impact), ("effort", row.effort), ("risk", row.risk)):
            terms[name] = (float(note or 0), "number")
            terms[f"weight_{name}"] = (settings[f"priorities.weight_{name}"], "number")
        yield Trace(
            figure=f"priorities.{row.process}.score",
            rule="score",
            terms=terms,
            value=row.score,
            unit="number",
            cells=cells_of(analysis.client, *(f"{path}/{n}" for n in _NOTES)),
            inputs={f"weight_{n}": f"assumptions.priorities.weight_{n}" for n in _NOTES},
        )
