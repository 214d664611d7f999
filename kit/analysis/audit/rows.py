"""A written total and the written rows it is the sum of, checked apart (method M11)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.analysis.audit.agreement import Range, holds, sums_to
from kit.analysis.audit.claim_finding import finding_of
from kit.analysis.audit.claims import amount_of, hours_of
from kit.analysis.audit.findings import cell
from kit.analysis.audit.ground import Ground
from kit.analysis.case_lines import retained_option
from kit.analysis.claimed import written_amount
from kit.analysis.model import Finding
from kit.analysis.settings import Settings
from kit.client import Claim


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a written total, in its unit."""

    place: str | None
    written: float
    computed: float | None  # from its own cells
    right: float | None  # once what cannot be is set right

    def says(self, value: float | None, claim: Claim, settings: Settings) -> bool:
        """What was written is *value*, give or take its rounding."""
        if value is None:
            return False
        return holds(claim.figure, self.written, (value, value), settings)

    @property
    def gap(self) -> float:
        return 0.0 if self.computed is None else self.written - self.computed


def written_rows(ground: Ground, claim: Claim) -> Sequence[Row]:
    """The written rows a written total is the sum of; none when one of them is not written."""
    if claim.figure not in ("hours_year", "gains_year"):
        return ()
    client, hours = ground.analysis.client, claim.figure == "hours_year"
    option = claim.option or retained_option(client)
    lines = {line.id: line for line in ground.case.all_lines}
    right = lines | {line.id: line for line in ground.lines}
    of = hours_of if hours else amount_of
    rows: list[Row] = []
    for number, gain in enumerate(client.gains, 1):
        line, row = lines[f"gain-{number}"], f"gains/{number - 1}"
        if gain.options and option not in gain.options:
            continue
        if hours and (gain.kind != "hours" or (gain.claimed_hours is None and gain.claimed_amount)):
            continue  # its author did not count it in hours
        value = gain.claimed_hours if hours else written_amount(line)
        if value is None:
            return ()
        fields = ("claimed_hours",) if hours else ("claimed_amount", "claimed_hours")
        place = cell(client, row, *fields)
        rows.append(Row(place, value, of(line), of(right[line.id])))
    return rows


def sum_of_rows(
    ground: Ground, position: int, claim: Claim, written: float, rows: Sequence[Row]
) -> Iterator[Finding]:
    """The written total against the written rows; then a right total of wrong rows.

    A total that is right although one of its rows is not: the row is told, not the total.
    """
    if len(rows) < 2:
        return
    settings, total = ground.settings, math.fsum(row.written for row in rows)
    known = [row.computed for row in rows if row.computed is not None]
    found = math.fsum(known)
    right = len(known) == len(rows) and holds(claim.figure, written, (found, found), settings)
    off = [
        row
        for row in rows
        if row.computed is not None and not row.says(row.computed, claim, settings)
    ]
    if not sums_to(written, [row.written for row in rows], settings):
        if not (right and off):
            places = tuple(row.place for row in rows if row.place)
            yield finding_of(ground, position, claim, "sum_off", total, places=places)
    elif right and _cancel(off, written, settings):
        places = tuple(row.place for row in off if row.place)
        count = (len(off), "number")
        yield finding_of(
            ground, position, claim, "errors_cancel", found, places=places, count=count
        )


def _cancel(off: Sequence[Row], written: float, settings: Settings) -> bool:
    """Rows too high beside rows too low, by more than the total's own rounding."""
    above = math.fsum(row.gap for row in off if row.gap > 0)
    below = math.fsum(-row.gap for row in off if row.gap < 0)
    return min(above, below) > settings["audit.tolerance"] * abs(written)


def figure_of(ground: Ground, claim: Claim, rows: Sequence[Row]) -> Range | None:
    """What the claim should say: the sum of its own rows when they are all written."""
    right = [row.right for row in rows if row.right is not None]
    if not right:
        return ground.figure(claim)
    total = math.fsum(right)
    return total, total
