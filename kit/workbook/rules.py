"""What no cell can tell alone: names that repeat, names that do not exist, order of dates.

Pure: records in, the same records with their references resolved, and problems, out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kit.workbook.clashes import clashes
from kit.workbook.grid_rules import resolve_criteria
from kit.workbook.layout import Block, Layout
from kit.workbook.locate import Found
from kit.workbook.problems import Problem
from kit.workbook.raw import address
from kit.workbook.references import resolve
from kit.workbook.rows import Record
from kit.workbook.units import other_units
from kit.workbook.words import name_key

# Official geographic code of INSEE: départements of 2026, overseas collectivities included.
_DEPARTEMENT = re.compile(r"0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[4678]")

Records = Mapping[str, Sequence[Record]]


def check(
    layout: Layout, found: Mapping[str, Found], records: Records, lang: str
) -> tuple[dict[str, list[Record]], list[Problem]]:
    """All the rules: the records as they are kept, and what is wrong between them."""
    problems = _repeated_names(layout, found, records)
    resolved, unknown = resolve(layout, found, records)
    problems += unknown
    if "grid_notes" in resolved:
        resolved["grid_notes"], unknown = resolve_criteria(found, resolved)
        problems += unknown
    units = {
        record.values["name"]: record.values["unit"]
        for record in resolved.get("kpis", ())
        if {"name", "unit"} <= record.values.keys()
    }
    for key, rows in resolved.items():
        problems += _clashes(layout.block(key), found[key], rows)
        problems += other_units(found[key], rows, lang, units)
        if key == "company":
            resolved[key] = [_with_department(found[key], row, problems) for row in rows]
        elif key == "closures":
            problems += _reversed_dates(found[key], rows)
        elif key == "gains":
            problems += _worse(found[key], rows)
        elif layout.block(key).checklists:
            problems += _repeated_items(found[key], rows)
    return resolved, problems


def _repeated_names(layout: Layout, found: Mapping[str, Found], records: Records) -> list[Problem]:
    """The names that stand twice in a table, with the cell of the first one."""
    problems = []
    for block in layout.blocks:
        if block.unique is None or block.key not in found:
            continue
        first: dict[str, Record] = {}
        for record in records.get(block.key, ()):
            name = record.values.get(block.unique)
            if name is None:
                continue
            earlier = first.setdefault(name_key(name), record)
            if earlier is not record:
                place = record.places[block.unique]
                problems.append(
                    Problem(
                        "duplicate_name",
                        sheet=found[block.key].sheet.name,
                        cell=place,
                        found=name,
                        params={"first": earlier.places[block.unique]},
                    )
                )
    return problems


def _clashes(block: Block, found: Found, records: Sequence[Record]) -> Iterator[Problem]:
    for clash in clashes(block, [record.values for record in records]):
        record = records[clash.row]
        params = dict(clash.params)
        if clash.other:
            row, key = clash.other
            params["first"] = records[row].places[key]
        named = record.values.get(clash.key)
        written = named if isinstance(named, str) else None
        yield Problem(
            clash.code,
            clash.severity,
            found.sheet.name,
            record.places[clash.key],
            written,
            None,
            params,
        )


def department(text: str) -> str | None:
    """The code of a French département in *text* ("67", "2a", "1", "67 - Bas-Rhin"), or None.

    >>> department("1"), department("2a"), department("67 - Bas-Rhin"), department("99")
    ('01', '2A', '67', None)
    """
    match = re.match(r"(\d[\dABab]{0,2})\b", text.strip())
    code = match[1].upper().zfill(2) if match else ""
    return code if _DEPARTEMENT.fullmatch(code) else None


def _with_department(found: Found, record: Record, problems: list[Problem]) -> Record:
    """The département by its code: it decides the local public holidays."""
    written = record.values.get("department")
    if written is None:
        return record
    code = department(written)
    if code is None:
        place = record.places["department"]
        problems.append(
            Problem("unknown_department", "error", found.sheet.name, place, str(written))
        )
        return record
    return replace(record, values={**record.values, "department": code})


def _reversed_dates(found: Found, records: Sequence[Record]) -> Iterator[Problem]:
    for record in records:
        first, last = record.values.get("first"), record.values.get("last")
        if first is not None and last is not None and last < first:
            yield Problem(
                "dates_reversed",
                sheet=found.sheet.name,
                cell=record.places["last"],
                found=last.strftime("%d/%m/%Y"),
                params={"first": record.places["first"]},
            )


def _worse(found: Found, records: Sequence[Record]) -> Iterator[Problem]:
    """A gain that makes things worse is possible, and worth a second look."""
    for record in records:
        for key, later in (("before", "after"), ("error_before", "error_after")):
            before, after = record.values.get(key), record.values.get(later)
            if before is not None and after is not None and after > before:
                yield Problem(
                    "worse_after",
                    "warning",
                    found.sheet.name,
                    record.places[later],
                    params={"before": record.places[key]},
                )


def _repeated_items(found: Found, records: Sequence[Record]) -> Iterator[Problem]:
    """A checklist item answered on two rows: which answer counts?"""
    first: dict[str, Record] = {}
    for record in records:
        earlier = first.setdefault(record.item or str(record.row), record)
        if earlier is not record:
            column = found.columns["item"]
            place, other = address(record.row, column), address(earlier.row, column)
            yield Problem(
                "duplicate_item", sheet=found.sheet.name, cell=place, params={"first": other}
            )
