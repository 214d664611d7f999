"""Rows on a calendar: names left of their bars on a page, above them on a phone; today's line.

All in inches from the top left of the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Polygon

from kit.display import style
from kit.display.paper import Paper
from kit.display.rows import GAP, narrow

TODAY = 0.2  # [in] under the rows for the name of today's line
DIAMOND = 0.085  # [in] half the height of a mark on one day
_LINE = 0.139  # one line of a name
_AIR = 0.09  # around the name of a row
_BAR = 0.22  # what a bar takes under its name, on a phone
_TEXT_AIR = 0.04  # left and right of the words beside a mark
_LEAST = 0.3  # room for the words beside a mark, under which they are left out


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: its name, and the middle of its bar."""

    name: str
    strong: bool
    top: float
    written: float  # middle of its name
    middle: float  # middle of its bar
    bottom: float


def left_of(names: float) -> float:
    """Where bars may start, beside a column of *names* [in]."""
    return 0.01 if narrow() else names + GAP


def lanes_of(names: Sequence[tuple[str, bool]], column: float, top: float) -> tuple[Lane, ...]:
    """A row for each of *names* (name, bold), over two lines at most, from *top* down."""
    made = []
    for name, strong in names:
        weight = "bold" if strong else "normal"
        room = style.width() if narrow() else column
        fitted = style.wrapped(name, room, 2, style.SMALL, weight)
        high = _LINE * (fitted.count("\n") + 1)
        if narrow():
            bottom = top + high + _BAR + _AIR
            places = top + _AIR / 2 + high / 2, bottom - _AIR / 2 - _BAR / 2
        else:
            bottom = top + high + _AIR
            places = (top + bottom) / 2, (top + bottom) / 2
        made.append(Lane(fitted, strong, top, *places, bottom))
        top = bottom
    return tuple(made)


def write(paper: Paper, lanes: Sequence[Lane]) -> None:
    """The names, and a fine rule above each row and under the last."""
    for lane in lanes:
        rule(paper, lane.top)
        word(paper, 0, lane.written, lane.name, strong=lane.strong)
    rule(paper, lanes[-1].bottom)


def rule(paper: Paper, y: float) -> None:
    paper.plot([0, style.width()], [y, y], color=style.LINE, lw=0.4, zorder=1)


def word(
    paper: Paper,
    x: float,
    y: float,
    text: str,
    color: str = style.INK,
    strong: bool = False,
    clear: bool = False,
) -> None:
    """*text* from *x* on; *clear*: on a ground of its own, where a line may pass behind it."""
    weight = "bold" if strong else "normal"
    look: dict[str, Any] = {"va": "center", "size": style.SMALL, "color": color, "weight": weight}
    look |= {"linespacing": 1.0, "zorder": 5}
    if clear:
        paper.edged_text(x, y, text, style.PAPER, 2.5, **look)
    else:
        paper.text(x, y, text, **look)


def beside(
    paper: Paper, start: float, end: float, y: float, text: str, least: float, inside: bool
) -> None:
    """*text* right of what ends at *end*, else left of its *start*, else *inside* it.

    *least*: no further left than that. Cut when there is nowhere room for all of it, left out
    when not even a word would fit.
    """
    text = style.drawable(text)
    wanted = style.measure(text, style.SMALL)
    after = style.width() - end - 2 * _TEXT_AIR
    before = start - least - 2 * _TEXT_AIR
    if inside and max(before, after) < wanted <= end - start - 2 * _TEXT_AIR:
        word(paper, (start + end - wanted) / 2, y, text, style.PAPER)
        return
    on_right = after >= min(wanted, before)
    fitted = style.cut(text, max(after if on_right else before, 0.1), style.SMALL)
    if max(after, before) < _LEAST or not fitted:
        return
    x = end + _TEXT_AIR if on_right else start - _TEXT_AIR - style.measure(fitted, style.SMALL)
    word(paper, x, y, fitted, clear=True)


def today(paper: Paper, x: float, top: float, bottom: float, text: str) -> None:
    """The line of the report's date, named under the rows."""
    paper.plot([x, x], [top, bottom + 0.05], color=style.INK, lw=1, ls=(0, (2, 2)), zorder=4)
    fitted = style.cut(text, style.width(), style.SMALL)
    width = style.measure(fitted, style.SMALL)
    at = min(max(x - width / 2, 0.0), style.width() - width)
    word(paper, at, bottom + 0.05 + TODAY / 2, fitted)


def diamond(paper: Paper, x: float, y: float, fill: str, edge: str, hatched: bool = False) -> None:
    """What happens on one day."""
    half = DIAMOND
    corners = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]
    hatch = "//////" if hatched else None
    paper.add_patch(
        Polygon(corners, closed=True, facecolor=fill, edgecolor=edge, hatch=hatch, lw=0.8, zorder=5)
    )
