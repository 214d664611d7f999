"""What does not hold together, where, and what setting it right would change."""

from __future__ import annotations

import math
from contextlib import suppress

from kit.analysis.cells import ranges
from kit.analysis.model import Finding
from kit.deliverable.sheets import Column, Sheet
from kit.display.figures import places
from kit.display.sections import audit
from kit.display.words import Words

_HEADINGS = 3
_COLUMNS = (
    ("severity", 13),
    ("place", 26),
    ("finding", 74),
    ("written", 14),
    ("computed", 14),
    ("effect", 48),
    ("change", 20),
    ("other_places", 30),
)
_LOOKS = {"EUR": "money", "h": "hours", "share": "percent"}
_WORDED, _NUMBERS = (0, 1, 2, 5, 6, 7), (3, 4)  # columns


def write_findings(sheet: Sheet, words: Words) -> None:
    """One row a finding, errors first, as the report sorts them. Nothing here is a formula."""
    text = words.texts
    found = [one for severity in audit.SEVERITIES for one in audit.found(words, severity)]
    columns = [Column(text[f"deliverable.plan.findings.{key}"], width) for key, width in _COLUMNS]
    sheet.head(text["deliverable.plan.sheet.findings"], text["deliverable.plan.findings.intro"])
    sheet.table(_HEADINGS, columns, len(found))
    for row, finding in enumerate(found, _HEADINGS + 1):
        change = finding.change
        shown = (
            text[f"deliverable.plan.severity.{finding.severity}"],
            finding.place or words("findings.whole"),
            audit.sentence(words, finding),
            words.sentence(finding.effect, finding.params) if finding.effect else "",
            words.quantity(change, finding.change_unit) if change is not None else "",
            places(ranges(finding.places)),
        )
        for column, value in zip(_WORDED, shown, strict=True):
            sheet.text(row, column, value)
        for column, written in zip(_NUMBERS, (finding.written, finding.computed), strict=True):
            _number(sheet, row, column, written, finding)


def _number(sheet: Sheet, row: int, column: int, written: str | None, finding: Finding) -> None:
    """A figure as a number; what is not one is in the sentence already."""
    value: float | None = None
    with suppress(ValueError):
        value = float(written or "")
    if value is not None and not math.isfinite(value):  # a name that Python reads as one: "NaN"
        value = None
    unit = "" if value is None else audit.unit_of(finding, value).partition("/")[0]
    whole = "number" if value is None or value.is_integer() else "decimal"
    sheet.number(row, column, value, _LOOKS.get(unit, whole))
