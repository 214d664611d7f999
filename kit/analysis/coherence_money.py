"""What does not hold together in the lines of gains and costs (method M13)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from kit.analysis.model import Analysis, Finding, MoneyLine, ProcessResult, TextKey
from kit.analysis.money_lines import Books
from kit.analysis.processes import hours_pool
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.client import Gain


def plain(value: float | None) -> str | None:
    """A number as a person writes it, whatever the language: "10", "9.166667".

    >>> plain(10.0), plain(55 / 6), plain(-0.0), plain(None)
    ('10', '9.166667', '0', None)
    """
    if value is None:
        return None
    if 0 < abs(value) < 1e-6:
        return repr(value)  # so little is not nothing
    written = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


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
    yield from _shared_hours(analysis, lines, books, settings)
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
            written=plain(getattr(gain, after)),
            computed=plain(amount),
            effect="analysis.effect.negative_gain",
            params={"label": gain.label},
        )
    spent = result.hours_month if result else None
    gained = line.hours_month
    if result and spent is not None and gained is not None and exceeds(gained, spent):
        yield Finding(
            code="gain_over_process",
            place=cells.get(f"{path}/volume"),
            written=plain(gained),
            computed=plain(spent),
            effect="analysis.effect.overstated",
            params={
                "label": gain.label,
                "process": result.process.name,
                "gained": (gained, "h"),
                "spent": (spent, "h"),
            },
        )


def _shared_hours(
    analysis: Analysis, lines: Mapping[str, MoneyLine], books: Books, settings: Settings
) -> Iterator[Finding]:
    """The same hours freed by several lines: of one process, or of one role, against its hours."""
    gains = [(gain, lines[f"gain-{n}"]) for n, gain in enumerate(analysis.client.gains, 1)]
    timed = [(gain, line.hours_month) for gain, line in gains if line.hours_month is not None]
    for result in analysis.processes:
        own = [
            (gain.label, hours)
            for gain, hours in timed
            if books.process_of(gain) is result and hours > 0
        ]
        gained, spent = math.fsum(hours for _, hours in own), result.hours_month
        if spent is None or not exceeds(gained, spent) or len(own) < 2:
            continue
        if any(exceeds(hours, spent) for _, hours in own):
            continue  # said of that line already
        yield Finding(
            code="gains_over_process",
            place=None,
            written=plain(gained),
            computed=plain(spent),
            effect="analysis.effect.double_count",
            params={
                "labels": tuple(label for label, _ in own),
                "process": result.process.name,
                "gained": (gained, "h"),
                "spent": (spent, "h"),
            },
        )
    for position, role in enumerate(analysis.client.roles):
        pool, _ = hours_pool(role, settings)
        gained = MONTHS_PER_YEAR * math.fsum(h for gain, h in timed if gain.role == role.name)
        if pool is not None and exceeds(gained, pool):
            yield Finding(
                code="gains_over_role",
                place=analysis.client.cells.get(f"roles/{position}/yearly_hours"),
                written=plain(gained),
                computed=plain(pool),
                effect="analysis.effect.overstated",
                params={"role": role.name, "gained": (gained, "h"), "pool": (pool, "h")},
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
