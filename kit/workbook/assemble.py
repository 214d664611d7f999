"""Checked records into the frozen Client, with the cell each value was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.catalogue import Catalogue
from kit.client import Answer, Client
from kit.workbook.layout import Layout
from kit.workbook.locate import Found
from kit.workbook.records import filled, merge
from kit.workbook.rows import Record


def client_of(
    catalogue: Catalogue,
    layout: Layout,
    found: Mapping[str, Found],
    records: Mapping[str, Sequence[Record]],
    lang: str,
) -> Client:
    """The client; *records* hold no error any more. Answers come in the catalogue's order."""
    values: dict[str, Any] = {}
    cells: dict[str, str] = {}
    answers: dict[str, Record] = {}
    for block in layout.blocks:
        rows = records.get(block.key, ())
        sheet = found[block.key].sheet.name if block.key in found else ""
        for index, record in enumerate(rows):
            owner = f"answers/{record.item}" if block.checklists else f"{block.key}/{index}"
            path = block.key if block.form else owner
            cells |= {f"{path}/{key}": f"{sheet}!{cell}" for key, cell in record.places.items()}
            if record.item is not None:
                answers[record.item] = record
        if not block.checklists:
            merge(values, filled(block, [record.values for record in rows]))
    order = [item.id for checklist in catalogue.checklists.values() for item in checklist.items]
    values["answers"] = tuple(
        Answer(item=item, **answers[item].values) for item in order if item in answers
    )
    return Client(lang=lang, cells=cells, **values)
