"""The engagement as plain data: what `kit fill` takes and `kit schema` describes.

Keys and types are the fields of kit.client: dates in ISO form, tuples as lists, rates as
fractions, choices by their code; what is blank is absent. The answers to checklists stand
under ``answers``, by item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from kit.catalogue import Catalogue
from kit.client import Answer, Client, Rating
from kit.errors import WorkbookRejected
from kit.texts import LANGUAGES
from kit.workbook.clashes import clashes
from kit.workbook.data_file import load_data
from kit.workbook.data_values import Gathering, Refused, value_of
from kit.workbook.grid_rules import criteria_in_data
from kit.workbook.layout import Block, Layout, layout
from kit.workbook.problems import Problem
from kit.workbook.records import RECORDS, filled, merge
from kit.workbook.references import names_written
from kit.workbook.rules import department
from kit.workbook.schema import json_schema
from kit.workbook.words import is_total, name_key

__all__ = ["RECORDS", "client_from_data", "client_to_data", "json_schema", "load_data"]


def client_to_data(client: Client) -> dict[str, Any]:
    """*client* as JSON and YAML can hold it; ``client_from_data`` gives it back."""
    data: dict[str, Any] = {"lang": client.lang}
    for key in RECORDS:
        found = getattr(client, key)
        plain = [_plain(record) for record in found] if isinstance(found, tuple) else _plain(found)
        if plain:
            data[key] = plain
    for key, rows in client.extra.items():
        data[key] = [{name: _json(value) for name, value in row.items()} for row in rows]
    answers = {answer.item: _plain(answer) for answer in client.answers}
    if answers:
        data["answers"] = {
            item: {key: value for key, value in answer.items() if key != "item"}
            for item, answer in answers.items()
        }
    return data


def _plain(record: Any) -> dict[str, Any]:
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {key: _json(value) for key, value in values.items() if value not in (None, ())}


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Rating):
        return value.words if value.note is None else value.note
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def client_from_data(data: Any, catalogue: Catalogue, name: str = "data") -> Client:
    """The client that *data* describes; *name* is what messages call it.

    Numbers are kept to 15 significant digits, as a spreadsheet does; texts are trimmed.
    Raises WorkbookRejected with all problems at once, each at its path in the data.
    """
    gathering = Gathering()
    asked = layout(catalogue)
    blocks = {block.key: block for block in asked.blocks}
    tables = [key for key in blocks if not blocks[key].checklists]
    root = gathering.mapping(data, "", {"lang", "answers", *RECORDS, *tables})
    parts: dict[str, Any] = {
        key: _table(root.get(key), blocks[key], catalogue, gathering)
        for key in dict.fromkeys((*RECORDS, *tables))
        if key in blocks
    }
    _check_references(parts, blocks, gathering)
    gathering.problems += criteria_in_data(parts, catalogue)
    for key, rows in parts.items():
        _check_rows(blocks[key], rows, gathering)
    answers = _answers(root.get("answers"), asked, catalogue, gathering)
    lang = root.get("lang", "fr")
    if lang not in LANGUAGES:
        gathering.add("data_not_a_choice", "lang", lang, ", ".join(LANGUAGES))
    if gathering.problems:
        spoken = lang if lang in LANGUAGES else "fr"
        raise WorkbookRejected(name, tuple(gathering.problems), spoken)
    records: dict[str, Any] = {}
    for key, rows in parts.items():
        merge(records, filled(blocks[key], rows))
    return Client(lang=lang, answers=answers, **records)


def _table(
    data: Any, block: Block, catalogue: Catalogue, gathering: Gathering
) -> list[dict[str, Any]]:
    if block.form:
        return [_record(data, block, catalogue, block.key, gathering)]
    if data is None:
        return []
    if not isinstance(data, list):
        gathering.add("data_not_a_list", block.key, data)
        return []
    found = [
        _record(row, block, catalogue, f"{block.key}[{position}]", gathering)
        for position, row in enumerate(data)
    ]
    _check_names(found, block, gathering)
    return found


def _record(
    data: Any, block: Block, catalogue: Catalogue, path: str, gathering: Gathering
) -> dict[str, Any]:
    columns = block.inputs
    given = gathering.mapping(data, path, {column.key for column in columns})
    record: dict[str, Any] = {}
    for column in columns:
        place = f"{path}.{column.key}"
        try:
            value = value_of(column, given.get(column.key), catalogue)
        except Refused as refused:
            gathering.add(refused.code, place, given.get(column.key), refused.expected)
            continue
        if value is not None:
            record[column.key] = value
        elif column.required:
            gathering.add("data_missing", place)
    _check_record(record, block, path, gathering)
    return record


def _check_record(record: dict[str, Any], block: Block, path: str, gathering: Gathering) -> None:
    """The reader's own rules within a record: a known département, dates in order."""
    if block.key == "company" and "department" in record:
        written = record["department"]
        record["department"] = department(written)
        if record["department"] is None:
            gathering.add("data_unknown_department", f"{path}.department", written)
    if block.key == "closures" and {"first", "last"} <= record.keys():
        first, last = record["first"], record["last"]
        if last < first:
            gathering.add("data_ends_before", f"{path}.last", last.isoformat(), first.isoformat())


def _check_names(found: list[dict[str, Any]], block: Block, gathering: Gathering) -> None:
    """Refuse a name given twice, and one that a reader would take for a total row."""
    seen: dict[str, int] = {}
    for position, record in enumerate(found):
        place = f"{block.key}[{position}]"
        first = next((c.key for c in block.inputs if isinstance(record.get(c.key), str)), "")
        if first and is_total(record[first]):
            gathering.add("data_total", f"{place}.{first}", record[first])
        name = record.get(block.unique or "")
        if name and seen.setdefault(name_key(name), position) != position:
            gathering.add("data_twice", f"{place}.{block.unique}", name)


def _check_references(
    parts: Mapping[str, list[dict[str, Any]]], blocks: Mapping[str, Block], gathering: Gathering
) -> None:
    """Replace each reference by the very name it points to; refuse one that leads nowhere."""
    names = {
        key: {name_key(record["name"]): record["name"] for record in found if "name" in record}
        for key, found in parts.items()
    }
    for key, position, record in _rows(parts):
        for column in blocks[key].columns:
            known = names.get(column.table or "", {})
            resolved: list[str] = []
            for written in names_written(column, record.get(column.key)):
                name = known.get(name_key(written))
                if name is None:
                    place = f"{key}[{position}].{column.key}"
                    gathering.add("data_unknown_name", place, written, column.table)
                resolved.append(name or written)
            if resolved:
                several = tuple(dict.fromkeys(resolved))
                record[column.key] = several if column.kind == "references" else resolved[0]


def _check_rows(block: Block, rows: list[dict[str, Any]], gathering: Gathering) -> None:
    """What the rows of *block* say against each other; warnings are for the reader."""
    for clash in clashes(block, rows):
        if clash.severity == "error":
            other = f"{block.key}[{clash.other[0]}].{clash.other[1]}" if clash.other else ""
            path = f"{block.key}[{clash.row}].{clash.key}"
            params = {**clash.params, "first": other}
            written = rows[clash.row].get(clash.key)
            gathering.problems.append(
                Problem(clash.code, sheet=path, found=str(written), params=params)
            )


def _rows(parts: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for key, found in parts.items():
        for position, record in enumerate(found):
            yield key, position, record


def _answers(
    data: Any, asked: Layout, catalogue: Catalogue, gathering: Gathering
) -> tuple[Answer, ...]:
    block_of = {checklist: block for block in asked.blocks for checklist in block.checklists}
    items = {
        item.id: block_of[checklist.id]
        for checklist in catalogue.checklists.values()
        if checklist.id in block_of
        for item in checklist.items
    }
    given = gathering.mapping(data, "answers", items)
    answers = []
    for item, block in items.items():
        if item in given:
            record = _record(given[item], block, catalogue, f"answers.{item}", gathering)
            if record:
                answers.append(Answer(item, **record))
    return tuple(answers)
