"""The example workbooks of data_templates, written anew from their YAML sources.

``python -m tests.examples`` writes the five filled examples, the two faulty workbooks (the
shop's, with every fault of FAULTS planted by openpyxl, as a client's own spreadsheet program
would have saved it), the list of faults tests/faults.json and its table in
data_templates/README.md. test_examples.py fails when one of them is not what this gives.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.workbook.data import client_from_data, load_data
from kit.workbook.fill import write_filled
from kit.workbook.layout import layout

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "data_templates"
SOURCES = TEMPLATES / "exemples"
FAULT_LIST = Path(__file__).parent / "faults.json"
EXAMPLES = (
    "exemple-comptable",
    "exemple-comptable-j30",
    "exemple-batiment",
    "exemple-commerce",
    "exemple-electricien",
    "example-shop-en",
    "exemple-flash",
)
SHORT = {"exemple-flash": ("flash",)}  # written as the short workbook of these modules
FAULTY = {  # language -> (faulty workbook, the clean example it is made from)
    "fr": ("exemple-a-corriger", "exemple-commerce"),
    "en": ("example-to-correct-en", "example-shop-en"),
}
FIRST_INPUT = 3  # column C; A holds the machine keys, B the row numbers
FORM_INPUT = 4  # column D
MERGED = object()  # in place of a value: the cell is merged with the one below


@dataclass(frozen=True)
class Fault:
    """One thing a client may type wrong: where, what, and the code the reader answers.

    `record` is the row of the table, from 0; one more than the example holds is a new row,
    whose other cells are `beside`.
    """

    block: str
    record: int
    column: str
    typed: Any  # the same in both languages, or {"fr": …, "en": …}
    code: str
    what: str
    beside: Mapping[str, Any] = field(default_factory=dict)


FAULTS = (
    Fault(
        "company", 0, "staff", {"fr": "neuf", "en": "nine"}, "text_in_number", "a number in words"
    ),
    Fault(
        "company",
        0,
        "hosting",
        {"fr": "aux États-Unis", "en": "in the United States"},
        "not_a_choice",
        "a word that is not in the list",
    ),
    Fault("company", 0, "department", "Lyon", "unknown_department", "a town for a département"),
    Fault(
        "company",
        0,
        "tool_budget",
        {"fr": "960 € par an", "en": "€960 per year"},
        "other_rhythm",
        "a yearly amount in a monthly cell",
    ),
    Fault("company", 0, "working_days", 400, "above_maximum", "more days than a year has"),
    Fault("roles", 2, "hourly_cost", -24, "below_minimum", "a negative amount"),
    Fault(
        "processes",
        0,
        "volume_month",
        "1.234",
        "ambiguous_number",
        "“1.234”: one and a bit, or a thousand and more?",
    ),
    Fault(
        "processes",
        1,
        "minutes",
        {"fr": "environ 15", "en": "about 15"},
        "text_in_number",
        "words in a duration",
    ),
    Fault("processes", 2, "error_cost", "#DIV/0!", "cell_error", "a formula in error"),
    Fault("processes", 3, "error_rate", "8", "ambiguous_percent", "“8” in a rate: 8 % or 800 %?"),
    Fault(
        "processes",
        4,
        "frequency",
        {"fr": "tout les mois", "en": "evry month"},
        "not_a_choice_near",
        "a word of the list, misspelt",
    ),
    Fault(
        "processes",
        5,
        "critical",
        {"fr": "peut-être", "en": "maybe"},
        "not_yes_or_no",
        "neither yes nor no in a yes or no cell",
    ),
    Fault(
        "processes",
        8,
        "name",
        {"fr": "Rédaction des fiches produits", "en": "Writing product pages"},
        "duplicate_name",
        "a process listed twice",
        {"domain": {"fr": "Commerce et marketing", "en": "Sales and marketing"}},
    ),
    Fault(
        "steps",
        37,
        "process",
        {"fr": "Livraisons du dimanche", "en": "Sunday deliveries"},
        "unknown_reference",
        "a process that does not exist",
    ),
    Fault("priorities", 2, "impact", 6, "not_on_scale", "6 on a scale of 1 to 5"),
    Fault("automations", 2, "conditions", MERGED, "merged_cells", "two rows merged"),
    Fault(
        "register",
        1,
        "automation",
        {"fr": "Avis de livraisons automatique", "en": "Automatic delivery notice"},
        "unknown_reference_near",
        "the name of an automation, misspelt",
    ),
    Fault("gains", 0, "volume", "=20*3", "not_calculated", "a formula never calculated"),
    Fault("gains", 3, "kind", None, "missing_value", "a required cell left blank"),
    Fault("gains", 5, "volume", date(2027, 5, 12), "date_in_number", "12/05 turned into a date"),
    Fault("costs", 4, "unit_price", "20 $", "other_currency", "an amount in dollars"),
    Fault(
        "costs",
        5,
        "unit_price",
        {"fr": "30 € TTC", "en": "€30 incl. VAT"},
        "tax_included",
        "an amount with tax",
    ),
    Fault(
        "costs",
        9,
        "label",
        {"fr": "Total", "en": "Total"},
        "total_row",
        "a total among the rows",
        {"unit_price": 4565},
    ),
    Fault(
        "plan",
        0,
        "start",
        {"fr": "dès que possible", "en": "as soon as possible"},
        "not_a_date",
        "words for a date",
    ),
    Fault(
        "closures",
        0,
        "first",
        {"fr": "31/02/2027", "en": "31 February 2027"},
        "not_a_date",
        "a day that does not exist",
    ),
    Fault(
        "closures", 1, "last", date(2027, 8, 1), "dates_reversed", "a closure that ends too soon"
    ),
)


def client_of(example: str) -> Client:
    """What the YAML source of *example* says."""
    return client_from_data(load_data(SOURCES / f"{example}.yaml"), load_catalogue())


def write_examples(folder: Path) -> None:
    """Write the filled examples, then the faulty workbooks made from them, into *folder*."""
    for example in EXAMPLES:
        modules = SHORT.get(example)
        write_filled(folder / f"{example}.xlsx", client_of(example), modules=modules)
    for lang, (faulty, clean) in FAULTY.items():
        book = load_workbook(folder / f"{clean}.xlsx")
        for fault in FAULTS:
            _plant(fault, _cell(book, fault.block, fault.record, fault.column), lang)
            for column, typed in fault.beside.items():
                _cell(book, fault.block, fault.record, column).value = _in(lang, typed)
        target = folder / f"{faulty}.xlsx"
        book.save(target)
        _undate(target)


def planted(folder: Path) -> list[dict[str, str]]:
    """Where each fault stands in the faulty workbooks of *folder*."""
    found = []
    for lang, (faulty, _) in FAULTY.items():
        book = load_workbook(folder / f"{faulty}.xlsx")
        for fault in FAULTS:
            cell = _cell(book, fault.block, fault.record, fault.column)
            place = {"sheet": cell.parent.title, "cell": cell.coordinate}
            found.append({"lang": lang, **place, "code": fault.code})
    return found


def fault_table(faults: list[dict[str, str]]) -> str:
    """The faults as a Markdown table: one line each, both languages."""
    lines = [
        "| What is wrong | Code | `exemple-a-corriger.xlsx` | `example-to-correct-en.xlsx` |",
        "|---|---|---|---|",
    ]
    by_lang = {lang: [place for place in faults if place["lang"] == lang] for lang in FAULTY}
    for fault, fr, en in zip(FAULTS, by_lang["fr"], by_lang["en"], strict=True):
        places = " | ".join(f"{place['sheet']}!{place['cell']}" for place in (fr, en))
        lines.append(f"| {fault.what} | `{fault.code}` | {places} |")
    return "\n".join(lines)


def with_fault_table(readme: str, faults: list[dict[str, str]]) -> str:
    """*readme* with the table between its two marks made anew."""
    marks = r"(<!-- faults -->\n).*?(<!-- /faults -->)"
    return re.sub(marks, rf"\g<1>{fault_table(faults)}\n\g<2>", readme, flags=re.DOTALL)


def _plant(fault: Fault, cell: Cell, lang: str) -> None:
    if fault.typed is MERGED:
        sheet: Worksheet = cell.parent
        sheet.merge_cells(
            start_row=cell.row,
            end_row=cell.row + 1,
            start_column=cell.column,
            end_column=cell.column,
        )
    else:
        cell.value = _in(lang, fault.typed)


def _in(lang: str, typed: Any) -> Any:
    return typed[lang] if isinstance(typed, dict) else typed


def _cell(book: Workbook, block: str, record: int, column: str) -> Cell:
    """The input cell of a block, found by the machine keys of column A."""
    keys = (f"kit:{block}.{column}", f"kit:table:{block}")
    for sheet, row, key in _machine_keys(book):
        if key == keys[0]:
            return sheet.cell(row, FORM_INPUT)
        if key == keys[1]:
            example = sheet.cell(row + 2, 1).value == "kit:example"
            position = [col.key for col in layout().block(block).columns].index(column)
            return sheet.cell(row + 2 + example + record, FIRST_INPUT + position)
    raise KeyError(f"{block}.{column}")


def _machine_keys(book: Workbook) -> Iterator[tuple[Worksheet, int, str]]:
    for sheet in book.worksheets:
        for (key,) in sheet.iter_rows(max_col=1):
            if isinstance(key.value, str) and key.value.startswith("kit:"):
                yield sheet, key.row, key.value


def _undate(path: Path) -> None:
    """Take the clock out of what openpyxl saved: the same content gives the same bytes."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    saved = rb"(<dcterms:modified[^>]*>)[^<]*"
    core = "docProps/core.xml"
    parts[core] = re.sub(saved, rb"\g<1>2026-01-01T00:00:00Z", parts[core])
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(ZipInfo(name), part, ZIP_DEFLATED)


def main() -> None:
    write_examples(TEMPLATES)
    faults = planted(TEMPLATES)
    rows = ",\n".join(f"  {json.dumps(fault, ensure_ascii=False)}" for fault in faults)
    FAULT_LIST.write_text(f"[\n{rows}\n]\n", encoding="utf-8", newline="\n")
    readme = TEMPLATES / "README.md"
    written = with_fault_table(readme.read_text(encoding="utf-8"), faults)
    readme.write_text(written, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
