"""The register as the CNIL's model prints it: front page, list, then one record a processing.

Every record repeats the row of the register by formulas: it is corrected there, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.deliverable.register_sheet import KEYS, asked, entries_of, heading, texts_of
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_WIDTHS = (34, 82)  # [characters]
_FRONT = 3  # row, from 0
_SCORES = ("inherent", "residual")  # numbers, blank while nobody has rated them


def write_records(sheet: Sheet, words: Words, places: Sequence[Mapping[str, str]]) -> None:
    """*places*: for each row of the register, heading key → reference of its cell."""
    text, entries = words.texts, entries_of(words)
    key = "deliverable.plan"
    sheet.widths(_WIDTHS)
    sheet.raw.set_portrait()
    client = words.client.company.name
    sheet.head(text(f"{key}.register.front", client=client), "")
    register = text[f"{key}.sheet.register"]
    sheet.wide(1, 1, text(f"{key}.records.intro", sheet=register))
    row = _front(sheet, words, _FRONT)
    row = _list(sheet, words, row + 1, places)
    breaks = []
    for at, entry in zip(places, entries, strict=True):
        breaks.append(row + 1)
        row = _record(sheet, words, row + 1, at, texts_of(words, entry), len(breaks))
    sheet.raw.set_h_pagebreaks(breaks)


def _front(sheet: Sheet, words: Words, row: int) -> int:
    """Who keeps the register: what the workbook says, else the question to ask."""
    rows = list(_organisation(words))
    for at, (key, said, open_) in enumerate(rows, row):
        sheet.text(at, 0, words.texts[f"deliverable.plan.register.{key}"], "label")
        sheet.text(at, 1, said, "status" if open_ else "text")
    return row + len(rows)


def _organisation(words: Words) -> Iterator[tuple[str, str, bool]]:
    """(what, what is said of it, whether it is still to ask)."""
    text, company = words.texts, words.client.company
    yield "held_by", company.name, False
    for key, said in (
        ("activity", company.activity),
        ("controller", None),
        ("dpo", words.client.plan.data_protection),
    ):
        yield key, said or asked(words, key), not said
    none = text["deliverable.plan.register.no_representative"]
    yield "representative", words("register.proposed", text=none), True
    yield "made_on", words.numbers.date_medium(words.analysis.as_of), False


def _list(sheet: Sheet, words: Words, row: int, places: Sequence[Mapping[str, str]]) -> int:
    text = words.texts
    sheet.text(row, 0, text["deliverable.plan.records.list"], "part")
    labels = [Column(heading(words, key), 0) for key in ("automation", "purpose")]
    sheet.headings(row + 1, labels, resize=False)
    for number, (at, entry) in enumerate(zip(places, entries_of(words), strict=True), 1):
        said = texts_of(words, entry)
        for column, key in enumerate(("automation", "purpose")):
            sheet.formula(row + 1 + number, column, f"={at[key]}", said[key], "text")
    return row + 2 + len(places)


def _record(
    sheet: Sheet,
    words: Words,
    row: int,
    at: Mapping[str, str],
    said: Mapping[str, str],
    number: int,
) -> int:
    """One processing on its own page; the row after it."""
    text, key = words.texts, "deliverable.plan.records"
    title = text(f"{key}.card", number=number, name=said["automation"])
    sheet.text(row, 0, title, "part")
    labels = [Column(text[f"{key}.{one}"], 0) for one in ("field", "content")]
    sheet.headings(row + 1, labels, resize=False)
    fields = [one for one in KEYS if one not in ("reference", "automation")]
    for line, one in enumerate(fields, row + 2):
        sheet.text(line, 0, heading(words, one), "label")
        formula = f'=IF({at[one]}="","",{at[one]})'
        value: str | float = said.get(one, "")
        if one in _SCORES:
            value = _score(words, number, one)
        sheet.formula(line, 1, formula, value, "text")
    return row + 2 + len(fields)


def _score(words: Words, number: int, key: str) -> str | float:
    entry = entries_of(words)[number - 1]
    found = entry.inherent if key == "inherent" else entry.residual
    return "" if found.criticality is None else found.criticality
