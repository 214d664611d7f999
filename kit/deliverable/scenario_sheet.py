"""The sheet of plan.xlsx that says what its figures rest on besides the workbook."""

from __future__ import annotations

from kit.deliverable.sheets import Column, Sheet
from kit.display.sections import scenario
from kit.display.words import Block, Words

_ROW = 3  # row, from 0
_WIDTHS = (52, 30, 30, 48, 30)  # [characters]


def write_scenario(sheet: Sheet, words: Words) -> None:
    """The assumptions changed and why, then what comes of it; the votes. No formula here."""
    text = words.texts
    title = text["deliverable.plan.sheet.scenario"]
    sheet.widths(_WIDTHS)
    sheet.head(title, _intro(words))
    row = _ROW
    for make in (scenario.changes, scenario.figures, scenario.ranks):
        for block in make(words):
            row = _table(sheet, block, row) + 2


def _intro(words: Words) -> str:
    text, applied = words.texts, words.analysis.scenario
    said = []
    if applied is not None:
        said.append(text("deliverable.plan.scenario.intro", name=applied.scenario.name))
    for block in scenario.votes(words):
        said.append(text("deliverable.plan.scenario.votes", votes=block["text"]))
    return " ".join(said)


def _table(sheet: Sheet, block: Block, row: int) -> int:
    """*block* from *row* on; the row after it."""
    sheet.text(row, 0, block["caption"], "part")
    columns = [Column(column["label"], 0) for column in block["columns"]]
    sheet.headings(row + 1, columns, resize=False)
    for at, cells in enumerate(block["rows"], row + 2):
        for place, cell in enumerate(cells):
            sheet.text(at, place, cell)
    return row + 2 + len(block["rows"])
