"""What the description of the workbook is made of: columns, blocks, sheets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

LOCKED = frozenset({"item", "shown", "computed"})  # kinds that nobody fills


@dataclass(frozen=True, slots=True)
class Column:
    """One input: a column of a table, a line of a form.

    `kind` is one of:
    text (one line), lines (several entries, one per line or separated by ";"),
    number, integer, money [EUR], minutes, percent (kept as 0..1), scale (1..5), date,
    rating (1..5, or words of the list `choices`: "faible à moyenne"),
    measure (a number whose unit another column tells: "75 %" is kept as 75),
    boolean (yes/no), choice (of `choices`), choices (several of them),
    reference (a name of the table `table`), references (several of them),
    moment (a date, a month of the project, or with a `table` one of its names),
    item (the label of a checklist item, locked),
    shown (words of the catalogue beside an item, locked: never read),
    computed (a live formula of the template: never read).
    """

    key: str
    kind: str = "text"
    required: bool = False
    choices: str | None = None  # list of content/choices.toml
    table: str | None = None  # block a reference points to
    minimum: float | None = None
    maximum: float | None = None
    width: int = 18  # characters
    unit: str = ""  # what a figure may repeat after it: "day", "hour year" (reader.units)
    since: int = 1  # schema version that first asked it: older workbooks do without
    claimed: bool = False  # written by whoever proposes: checked, never counted


@dataclass(frozen=True, slots=True)
class Block:
    """A form (label and value, one line per column) or a table (one record per row)."""

    key: str
    columns: tuple[Column, ...]
    form: bool = False
    rows: int = 0  # blank rows offered by the template
    example: bool = False  # first row is an example, marked as such and never read
    unique: str | None = None  # column whose values may not repeat
    checklists: tuple[str, ...] = ()  # a row per item of these checklists
    # Titles over neighbouring headings of a wide table: (name, key of its first column).
    bands: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()  # a row says at least one of these
    brief: bool = False  # a few of its columns, for a short workbook (kit.workbook.brief)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    @property
    def answered_by(self) -> str:
        """Of a checklist: the column that answers an item, words where there is no choice."""
        return "value" if any(column.key == "value" for column in self.columns) else "comment"

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns somebody fills."""
        return tuple(column for column in self.columns if column.kind not in LOCKED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its blocks from top to bottom, at most one table, last."""

    key: str
    blocks: tuple[Block, ...]
    optional: bool = False  # most engagements do without


@dataclass(frozen=True, slots=True)
class Layout:
    sheets: tuple[Sheet, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for sheet in self.sheets for block in sheet.blocks)

    def only(self, sheets: Collection[str]) -> Layout:
        """The same without the other sheets."""
        return Layout(tuple(sheet for sheet in self.sheets if sheet.key in sheets))

    def block(self, key: str) -> Block:
        return next(block for block in self.blocks if block.key == key)
