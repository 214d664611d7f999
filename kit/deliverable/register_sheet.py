"""The register of processing, ready to be kept: a row a processing, the CNIL's columns."""

from __future__ import annotations

from kit.analysis.model import RegisterEntry, RegisterField
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections.register import shown, verdict
from kit.display.words import Words

_HEADINGS = 3  # row, from 0
_COLUMNS = (
    ("purpose", 34),
    ("people", 26),
    ("data", 34),
    ("legal_basis", 24),
    ("recipients", 34),
    ("outside_eu", 18),
    ("transfer_tool", 28),
    ("dpa", 22),
    ("retention", 22),
    ("security", 36),
)
_BESIDE = (("assessment", 28), ("inherent", 14), ("residual", 14))


def write_register(sheet: Sheet, words: Words) -> None:
    """What is proposed or to ask is marked, in cells of the colour of answers."""
    text, found = words.texts, words.analysis.privacy
    entries = found.register if found else ()
    columns = [
        Column(text["deliverable.plan.register.automation"], 34),
        *(Column(words(f"register.field.{key}"), width) for key, width in _COLUMNS),
        *(Column(text[f"deliverable.plan.register.{key}"], width) for key, width in _BESIDE),
    ]
    intro = text("deliverable.plan.register.intro", client=words.client.company.name)
    sheet.head(text["deliverable.plan.sheet.register"], intro)
    sheet.table(_HEADINGS, columns, len(entries))
    for row, entry in enumerate(entries, _HEADINGS + 1):
        _line(sheet, words, row, entry)


def _line(sheet: Sheet, words: Words, row: int, entry: RegisterEntry) -> None:
    sheet.text(row, 0, words.automation(entry.automation))
    for column, (key, _) in enumerate(_COLUMNS, 1):
        field = entry.field(key)
        look = "text" if field.origin in ("written", "none") else "status"
        sheet.text(row, column, _said(words, field), look)
    beside = len(_COLUMNS) + 1
    sheet.text(row, beside, verdict(words, entry))
    for column, found in enumerate((entry.inherent, entry.residual), beside + 1):
        sheet.number(row, column, found.criticality, "score")


def _said(words: Words, field: RegisterField) -> str:
    said = shown(words, field)
    if field.origin == "proposed":
        return words("register.proposed", text=said)
    if field.origin == "unknown":
        return words("register.to_ask", question=said)
    return said
