"""The cells of the client's workbook in words: their sheet, column, heading and row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kit.analysis.what_if import named
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.texts import Texts
from kit.workbook.layout import Block, Column, layout

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_PLAIN = re.compile(r"\w+")  # the name of a sheet that needs no quotes
_ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, or an area that `column` and `row` do not describe."""

    name: str  # "Gains!F7"
    sheet: str
    column: str = ""  # "F"
    row: str = ""  # "7"
    path: str = ""  # "gains/0/volume"; blank: nobody filled it
    heading: str = ""  # of the column, or of the line of a form
    of: str = ""  # what its row is about: the name of a gain, an item of a checklist
    form: bool = False  # one cell per line: its heading says it all

    @property
    def typed(self) -> str:
        """What the name box of a spreadsheet takes: the sheet quoted where it must be."""
        quoted = self.sheet.replace("'", "''")
        area = self.name.rpartition("!")[2]
        plain = not self.sheet or _PLAIN.fullmatch(self.sheet)
        return self.name if plain else f"'{quoted}'!{area}"

    def said(self, texts: Texts) -> str:
        """ "feuille « Gains », colonne F « Volume », ligne 7 « Relances »"."""
        if not self.column:
            area = self.name.rpartition("!")[2]
            return texts("explore.cell.area", sheet=self.sheet, area=area)
        if self.form:
            return texts("explore.cell.field", sheet=self.sheet, heading=self.heading)
        params = {"sheet": self.sheet, "letters": self.column, "row": self.row}
        if not self.heading:
            return texts("explore.cell.column", **params)
        if not self.of:
            return texts("explore.cell.named", heading=self.heading, **params)
        return texts("explore.cell.named_of", heading=self.heading, name=self.of, **params)

    @property
    def called(self) -> str:
        """ "Relances : Volume" without its place: what the cell is about."""
        return " · ".join(filter(None, (self.of, self.heading))) or self.name


class Places:
    """The cells that *client* was read from."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._texts = Texts(client.lang)  # headings are those of the workbook
        self._paths = {cell: path for path, cell in client.cells.items()}
        # A blank cell is known by its neighbours: the heading of its column, the name of its row.
        self._columns: dict[tuple[str, str], tuple[str, str]] = {}  # sheet, column → block, field
        self._rows: dict[tuple[str, str], tuple[str, str]] = {}  # sheet, row → block, record
        for path, cell in client.cells.items():
            block, record, field = _parts(path)
            sheet, _, address = cell.rpartition("!")
            found = _ADDRESS.fullmatch(address)
            if found and record:
                self._columns.setdefault((sheet, found[1]), (block, field))
                self._rows.setdefault((sheet, found[2]), (block, record))

    def of(self, cell: str) -> Place:
        """What is known of *cell*, filled or not; an area is named by its sheet alone."""
        sheet, _, address = cell.rpartition("!")
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return Place(cell, sheet)
        path = self._paths.get(cell, "")
        block, record, field = _parts(path)
        if not path:
            block, field = self._columns.get((sheet, found[1]), ("", ""))
            beside, record = self._rows.get((sheet, found[2]), ("", ""))
            record = record if beside == block else ""
        return Place(
            cell,
            sheet,
            found[1],
            found[2],
            path,
            self._heading(block, record, field),
            self._name(block, record),
            form=bool(path) and not record,
        )

    def value(self, path: str, client: Client | None = None) -> tuple[Any, Column | None]:
        """What stands at *path*, of *client* if another than the workbook's; and its column."""
        block, record, field = _parts(path)
        row = _row(client or self._client, block, record)
        return getattr(row, field, None), _column(block, record, field)

    def _heading(self, block: str, record: str, field: str) -> str:
        described = _block(block, record)
        key = f"workbook.{described.key}.{field}.label" if described else ""
        return self._texts.get(key, "")

    def _name(self, block: str, record: str) -> str:
        if block == _ANSWERS:
            checklist, _, item = record.partition(".")
            key = f"checklists.{checklist}.short.{item}"
            return self._texts.get(key, "")
        row = _row(self._client, block, record) if record else None
        return "" if row is None else self._called(row, block)

    def _called(self, row: Any, block: str) -> str:
        """The name of a *row*; of one without, what its first column says."""
        try:
            return named(row)
        except StopIteration:
            first = (
                next(iter(described.columns), None) if (described := _block(block, "")) else None
            )
        said = getattr(row, first.key, None) if first else None
        if not isinstance(said, str) or first is None:
            return ""
        return self._texts[f"choices.{first.choices}.{said}"] if first.choices else said


def _parts(path: str) -> tuple[str, str, str]:
    """Block, record (blank in a form), field of "gains/0/volume" or "company/name"."""
    block, _, rest = path.partition("/")
    record, slash, field = rest.rpartition("/")
    return block, record if slash else "", field


def _row(client: Client, block: str, record: str) -> Any:
    held = getattr(client, block, None)
    if block == _ANSWERS:
        return next((one for one in client.answers if one.item == record), None)
    if not isinstance(held, tuple):
        return held
    return held[int(record)] if record.isdecimal() and int(record) < len(held) else None


@cache
def _blocks() -> Mapping[str, Block]:
    return {one.key: one for one in layout(load_catalogue()).blocks}


def _block(key: str, record: str) -> Block | None:
    blocks = _blocks()
    if key != _ANSWERS:
        return blocks.get(key)
    checklist = record.partition(".")[0]
    return next((one for one in blocks.values() if checklist in one.checklists), None)


def _column(key: str, record: str, field: str) -> Column | None:
    block = _block(key, record)
    columns = block.columns if block else ()
    return next((one for one in columns if one.key == field), None)
