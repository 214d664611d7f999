"""Who the numbers of a chart are: a list under it, in one column on a phone, else in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kit.display import style
from kit.display.paper import Paper
from kit.display.rows import narrow

MOST = 12  # names: more would be the table beside the chart again
_GAP = 0.12  # [in] between two columns, and under the list
_NUMBER = 0.26  # [in] column of the numbers
_LINE = 0.132  # [in] one line of a name


@dataclass(frozen=True, slots=True)
class _Entry:
    number: str
    name: str  # over one or two lines

    @property
    def height(self) -> float:
        return _LINE * (self.name.count("\n") + 1) + 0.04


@dataclass(frozen=True, slots=True)
class NameList:
    """The first of the names, column by column, and a line about the others."""

    columns: tuple[tuple[_Entry, ...], ...]
    rest: str

    @classmethod
    def of(cls, names: Sequence[tuple[str, str]], rest: Callable[[int], str]) -> NameList:
        """*names*: (number, name) in their order; *rest* says how many are not listed."""
        columns = 1 if narrow() else 2
        room = (style.width() - (columns - 1) * _GAP) / columns - _NUMBER
        entries = [
            _Entry(number, style.wrapped(name, room, 2, style.SMALL))
            for number, name in names[:MOST]
        ]
        half = -(-len(entries) // columns) or 1
        made = tuple(tuple(entries[at : at + half]) for at in range(0, len(entries), half))
        left = len(names) - len(entries)
        return cls(made, style.cut(rest(left), style.width(), style.SMALL) if left else "")

    @property
    def height(self) -> float:
        """What it takes under a chart [in]; nothing without names."""
        listed = max((sum(one.height for one in column) for column in self.columns), default=0.0)
        return listed + (_LINE + _GAP if self.rest else 0.0)

    def draw(self, paper: Paper, top: float) -> None:
        size, end = style.SMALL, top
        for place, column in enumerate(self.columns):
            x, y = place * (style.width() + _GAP) / len(self.columns), top
            for entry in column:
                middle = y + _LINE / 2
                number: dict[str, Any] = {
                    "ha": "right",
                    "va": "center",
                    "size": size,
                    "weight": "bold",
                }
                paper.text(x + _NUMBER - 0.06, middle, entry.number, **number)
                for line, row in enumerate(entry.name.split("\n")):
                    paper.text(x + _NUMBER, middle + line * _LINE, row, va="center", size=size)
                y += entry.height
            end = max(end, y)
        if self.rest:
            paper.text(0, end + _LINE / 2, self.rest, va="center", size=size, color=style.MUTED)
