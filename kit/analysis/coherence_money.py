"""What does not hold together in the lines of gains and costs (method M13)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kit.analysis.model import Analysis, Finding, MoneyLine, ProcessResult, TextKey
from kit.analysis.money_lines import Books
from kit.analysis.settings import Settings
from kit.client import Gain


def money_findings(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Lines that could not be counted, gains below zero or beyond what is spent today."""
    case = analysis.business_case
    if case is None:
        return
    lines = {line.id: line for line in case.lines}
    books = Books.of(analysis.client, analysis.processes, {}, settings)
    for position, gain in enumerate(analysis.client.gains):
        line = lines[f"gain-{position + 1}"]
        yield from _gain(analysis, position, gain, line, books.process_of(gain))
    for position, cost in enumerate(analysis.client.costs):
        line = lines[f"cost-{position + 1}"]
        if line.reason is not None:
            yield _left_out(analysis, "cost_not_counted", f"costs/{position}", cost.label, line)
    if analysis.client.gains and not analysis.client.costs:
        yield Finding("no_costs", None, None, None, "analysis.effect.no_net")


def _gain(
    analysis: Analysis, position: int, gain: Gain, line: MoneyLine, result: ProcessResult | None
) -> Iterator[Finding]:
    cells, path = analysis.client.cells, f"gains/{position}"
    if line.reason is not None:
        yield _left_out(analysis, "gain_not_counted", path, gain.label, line)
    amount = line.hours_month if line.month is None else line.month
    if amount is not None and amount < 0:
        after = {"hours": "after", "errors": "error_after"}.get(gain.kind, "unit_value")
        yield Finding(
            code="negative_gain",
            place=cells.get(f"{path}/{after}"),
            written=_plain(getattr(gain, after)),
            computed=repr(amount),
            effect="analysis.effect.negative_gain",
            params={"label": gain.label},
        )
    spent = result.hours_month if result else None
    gained = line.hours_month
    if result and spent is not None and gained is not None and exceeds(gained, spent):
        yield Finding(
            code="gain_over_process",
            place=cells.get(f"{path}/volume"),
            written=repr(gained),
            computed=repr(spent),
            effect="analysis.effect.overstated",
            params={
                "label": gain.label,
                "process": result.process.name,
                "gained": (gained, "h"),
                "spent": (spent, "h"),
            },
        )


def exceeds(one: float, other: float) -> bool:
    """Whether *one* is more than *other* by more than a rounding of floats."""
    return one > other and not math.isclose(one, other, rel_tol=1e-9)


def _left_out(analysis: Analysis, code: str, path: str, label: str, line: MoneyLine) -> Finding:
    return Finding(
        code=code,
        place=analysis.client.cells.get(f"{path}/label"),
        written=None,
        computed=None,
        effect="analysis.effect.left_out",
        params={"label": label, "reason": TextKey(line.reason or "")},
    )


def _plain(value: float | None) -> str | None:
    return None if value is None else repr(value)
