"""Hypothesis: any engagement a client could fill, drawn from the layout itself.

``engagements()`` gives valid Clients as ``client_from_data`` makes them: trimmed texts, 15
significant digits, names that differ by more than case or accents, references that exist.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kit.catalogue import Catalogue, load_catalogue
from kit.client import Client
from kit.workbook.clashes import clashes
from kit.workbook.data import RECORDS, client_from_data
from kit.workbook.layout import Block, Column, layout
from kit.workbook.moments import MONTHS
from kit.workbook.words import clean, is_total, name_key

# What people, and people who wish harm, put in a cell.
ODD_TEXTS = (
    "=1+1",
    "#N/A",
    "#DIV/0!",
    "+33 6 12",
    "-",
    "@SUM(A1)",
    "01000",
    "1e5",
    "TRUE",
    "NULL",
    "12:30",
    "2026-03-03",
    "3,5 %",
    '"quoted"',
    "l'été « œuvre »",
    "L’Haÿ-les-Roses",
    "Émoi 👩‍🔧 ✓ ★",
    "مرحبا",
    "日本語",
    "first line\nsecond line",
    "a\n\nb",
    "un ; deux",
    "{client} %s $x #",
    "<b>&amp;</b>",
    "_x0041_",
    "http://example.org/?a=b",
    "file:///etc/passwd",
    "a\tb",
    "narrow\u202fand\u00a0no-break",
    "é decomposed e\u0301",
    "kit:example",
    "Exemple",
    "long " * 400 + "end",
)
_ALPHABET = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"
)
RATINGS = ("faible", "Moyenne à élevée", "low-medium", "VERY HIGH", "peu probable")
DEPARTMENTS = ("01", "67", "2A", "974")
_MOST_RECORDS = 3
# Tables come before those that refer to them: the order of drawing, not of the sheets.
_FIRST = ("company", "roles", "processes", "automations", "phases", "options", "actions")


def texts() -> SearchStrategy[str]:
    """A text as it is kept: trimmed, never empty."""
    free = st.text(_ALPHABET, min_size=1, max_size=40)
    return (st.sampled_from(ODD_TEXTS) | free).map(clean).filter(bool)


def names() -> SearchStrategy[str]:
    """A name that no reader takes for a total row."""
    return texts().filter(lambda name: not is_total(name))


def numbers(column: Column) -> SearchStrategy[float]:
    """A figure a spreadsheet holds, within the bounds of *column*."""
    low = -1e12 if column.minimum is None else column.minimum
    high = 1e12 if column.maximum is None else column.maximum
    plain = st.floats(low, high, allow_subnormal=False) | st.integers(int(low), int(high))
    return plain.map(lambda value: float(f"{float(value):.15g}")).filter(
        lambda value: low <= value <= high and (value == 0 or abs(value) > 1e-300)
    )


def values(column: Column, catalogue: Catalogue) -> SearchStrategy[Any]:
    """A value of *column*, in data form; references are drawn by `engagements`."""
    codes = catalogue.choices[column.choices] if column.choices else ()
    match column.kind:
        case "number" | "money" | "minutes" | "percent" | "measure":
            return numbers(column)
        case "integer":
            return st.integers(int(column.minimum or 0), int(column.maximum or 10**9))
        case "scale":
            return st.integers(1, 5)
        case "rating":
            return st.integers(1, 5) | st.sampled_from(RATINGS)
        case "date":
            return st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat)
        case "moment":
            return st.dates(date(2000, 1, 1), date(2099, 12, 31)) | st.sampled_from(MONTHS)
        case "boolean":
            return st.booleans()
        case "choice":
            return st.sampled_from(codes)
        case "choices":
            return st.lists(st.sampled_from(codes), min_size=1, unique=True)
        case "lines":
            entries = texts().filter(lambda entry: not set(";\n") & set(entry))
            return st.lists(entries, min_size=1, max_size=4)
    return names()  # what stands first in a row decides whether it is a total


@st.composite
def engagements(draw: DrawFn, lang: str | None = None) -> Client:
    """Any valid client; *lang* fixes the language of the workbook."""
    catalogue = load_catalogue()
    data: dict[str, Any] = {"lang": lang or draw(st.sampled_from(("fr", "en")))}
    known: dict[str, list[str]] = {}
    asked = layout(catalogue)
    for key in dict.fromkeys((*_FIRST, *RECORDS)):
        block = asked.block(key)
        rows = 1 if block.form else draw(st.integers(0, _MOST_RECORDS))
        records = []
        for _ in range(rows):  # a table may refer to its own earlier rows
            record = _record(draw, block, catalogue, known)
            if record and key == "grid_notes":
                offered = _criteria(data, record["solution"], catalogue)
                record["criterion"] = draw(st.sampled_from(offered))
            records = _kept(records if record is None else [*records, record], block)
            known[key] = [record["name"] for record in records if "name" in record]
        data[key] = records[0] if block.form else records
    data["answers"] = _answers(draw, catalogue)
    return client_from_data(data, catalogue)


def _record(
    draw: DrawFn, block: Block, catalogue: Catalogue, known: dict[str, list[str]]
) -> dict[str, Any] | None:
    """One record; None when a name it needs to refer to does not exist."""
    record: dict[str, Any] = {}
    first = next((column.key for column in block.columns if column.required), None)
    for column in block.inputs:
        if not column.required and draw(st.booleans()):
            continue
        names_known = known.get(column.table or "", [])
        if column.kind == "reference":
            if names_known:
                record[column.key] = draw(st.sampled_from(names_known))
            elif column.required:
                return None
        elif column.kind == "references":
            listed_names = [name for name in names_known if not set(";\n") & set(name)]
            if listed_names:
                several = st.lists(st.sampled_from(listed_names), min_size=1, unique=True)
                record[column.key] = draw(several)
        elif column.kind == "moment" and names_known and draw(st.booleans()):
            record[column.key] = draw(st.sampled_from(names_known))
        elif column.key == "department":
            record[column.key] = draw(st.sampled_from(DEPARTMENTS))
        elif column.kind == "text" and (column.key == first or column.key in block.needs):
            record[column.key] = draw(names())
        else:
            record[column.key] = draw(values(column, catalogue))
    if block.key == "closures":
        record["first"], record["last"] = sorted((record["first"], record["last"]))
    return record


def _criteria(data: dict[str, Any], solution: str, catalogue: Catalogue) -> list[str]:
    """What a note about *solution* may call its criterion."""
    grid = next(one["grid"] for one in data["solutions"] if one["name"] == solution)
    own = [one["name"] for one in data["grid_criteria"] if one["grid"] == grid]
    return own or [word for one in catalogue.grids[grid].criteria for word in one.words]


def _kept(records: list[dict[str, Any]], block: Block) -> list[dict[str, Any]]:
    """*records* without the last one when it repeats a name or clashes with the others."""
    if block.unique:
        named = [name_key(record[block.unique]) for record in records]
        if len(set(named)) < len(named):
            return records[:-1]
    wrong = [clash for clash in clashes(block, records) if clash.severity == "error"]
    return records[:-1] if wrong else records


def _answers(draw: DrawFn, catalogue: Catalogue) -> dict[str, Any]:
    blocks = [block for block in layout(catalogue).blocks if block.checklists]
    answers: dict[str, Any] = {}
    for block in blocks:
        items = [item.id for key in block.checklists for item in catalogue.checklists[key].items]
        for item in draw(st.lists(st.sampled_from(items), max_size=_MOST_RECORDS, unique=True)):
            record = _record(draw, block, catalogue, {})
            if record:
                answers[item] = record
    return answers
