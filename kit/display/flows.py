"""Process maps: trigger → steps with who does them → decisions with two branches → end.

Nodes are laid out in rows, left to right, like a text; a long process takes more rows. A
decision takes two places: its diamond, then its two answers, one above the other, which
meet again before the next node. All in inches, drawn with plain shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Polygon

from kit.display import style

_SHORT = 12  # places: up to here four to a row, beyond it five smaller ones
_GAP = 0.26  # [in] between two places, room for an arrow
_TURN = 0.2  # [in] kept left and right for the line that goes to the next row
_BRANCH = 0.38  # [in] from the middle of a row to the middle of an answer
_PAGE = 8.2  # [in] tallest map; a longer one goes on in another
_BELOW = 0.2  # [in] between two rows
_PADDING = 0.14  # [in] left and right of a box's text
_DIAMOND = 0.62  # of its width: the widest rectangle of three lines inside a diamond


@dataclass(frozen=True, slots=True)
class Node:
    """`kind`: start, step, decision or end. Only a decision has answers: (answer, what then)."""

    kind: str
    text: str
    actor: str = ""
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> int:
        return 2 if self.kind == "decision" else 1


@dataclass(frozen=True, slots=True)
class _Row:
    nodes: tuple[Node, ...]
    half: float  # [in] from its middle to its top or bottom


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: int
    size: float  # [pt]

    @property
    def width(self) -> float:
        """[in] of one place."""
        return (style.WIDTH - 2 * _TURN - (self.columns - 1) * _GAP) / self.columns

    def left(self, place: int) -> float:
        return _TURN + place * (self.width + _GAP)


def process_maps(nodes: Sequence[Node], prefix: str) -> list[str]:
    """The map of *nodes*, in order, as SVG: one drawing, or several when it is too tall."""
    short = sum(node.places for node in nodes) <= _SHORT
    grid = _Grid(4, 8.0) if short else _Grid(5, 7.2)
    pages: list[list[_Row]] = [[]]
    for row in _rows(nodes, grid.columns):
        if pages[-1] and _height([*pages[-1], row]) > _PAGE:
            pages.append([])
        pages[-1].append(row)
    return [_drawn(rows, grid, f"{prefix}-{n}") for n, rows in enumerate(pages, 1)]


def _height(rows: Sequence[_Row]) -> float:
    return sum(2 * row.half for row in rows) + _BELOW * (len(rows) - 1) + 0.06


def _drawn(rows: Sequence[_Row], grid: _Grid, prefix: str) -> str:
    with style.drawing():
        sheet, axes = style.canvas(_height(rows))
        top, exit_point = 0.03, None
        for row in rows:
            middle = top + row.half + 0.06
            place = 0
            for node in row.nodes:
                entry = (grid.left(place), middle)
                if exit_point is not None:
                    _connect(axes, exit_point, entry, top - _BELOW / 2, place == 0)
                exit_point = _draw(axes, node, grid, place, middle)
                place += node.places
            top += 2 * row.half + _BELOW
        return style.to_svg(sheet, prefix)


def _rows(nodes: Sequence[Node], columns: int) -> list[_Row]:
    rows: list[list[Node]] = [[]]
    for node in nodes:
        if sum(one.places for one in rows[-1]) + node.places > columns:
            rows.append([])
        rows[-1].append(node)
    if len(rows) > 1 and len(rows[-1]) == 1 < len(rows[-2]):
        rows[-1].insert(0, rows[-2].pop())  # the end is not left alone on its row
    return [_Row(tuple(row), 0.74 if _has_decision(row) else 0.4) for row in rows]


def _has_decision(row: Sequence[Node]) -> bool:
    return any(node.kind == "decision" for node in row)


def _draw(axes: Axes, node: Node, grid: _Grid, place: int, middle: float) -> tuple[float, float]:
    """Draw one node; the point where the line to the next one leaves."""
    x, width = grid.left(place), grid.width
    if node.kind == "decision":
        return _decision(axes, node, grid, place, middle)
    if node.kind == "step":
        _box(axes, x, middle, width, 0.52, node.text, 3, grid.size, "white", style.BLUE)
        _actor(axes, node.actor, x, middle - 0.33, width, grid.size)
    else:
        color = style.BLUE if node.kind == "start" else style.MUTED
        _box(axes, x, middle, width, 0.52, node.text, 3, grid.size, color, color, "white", 0.2)
    return x + width, middle


def _decision(
    axes: Axes, node: Node, grid: _Grid, place: int, middle: float
) -> tuple[float, float]:
    x, width = grid.left(place), grid.width
    half = 0.44
    corners = [
        (x, middle),
        (x + width / 2, middle - half),
        (x + width, middle),
        (x + width / 2, middle + half),
    ]
    axes.add_patch(
        Polygon(corners, closed=True, facecolor=style.SAND, edgecolor=style.ORANGE, lw=1)
    )
    text = style.wrapped(node.text, width * _DIAMOND, 3, grid.size - 0.4)
    _text(axes, x + width / 2, middle, text, grid.size - 0.4)
    _actor(axes, node.actor, x, middle - half - 0.09, width, grid.size)
    answers_left = grid.left(place + 1)
    end = answers_left + width + _GAP * 0.45
    for (answer, then), side in zip(node.answers, (-1, 1), strict=True):
        level = middle + side * _BRANCH
        branch = x + width + 0.06
        _line(axes, [(x + width, middle), (branch, middle), (branch, level)])
        _arrow(axes, (branch, level), (answers_left, level))
        said = (branch + answers_left) / 2, level - 0.07
        _text(axes, *said, answer, grid.size - 0.8, style.MUTED, bold=True)
        size = grid.size - 0.4
        _box(axes, answers_left, level, width, 0.54, then, 3, size, style.PALE, style.LINE)
        _line(axes, [(answers_left + width, level), (end, level), (end, middle)])
    return end, middle


def _box(
    axes: Axes,
    x: float,
    middle: float,
    width: float,
    height: float,
    text: str,
    lines: int,
    size: float,
    fill: str,
    edge: str,
    ink: str = style.INK,
    round_by: float = 0.05,
) -> None:
    """A rounded box with centred text."""
    axes.add_patch(
        FancyBboxPatch(
            (x + round_by, middle - height / 2 + round_by),
            width - 2 * round_by,
            height - 2 * round_by,
            boxstyle=f"round,pad={round_by},rounding_size={round_by}",
            facecolor=fill,
            edgecolor=edge,
            lw=1,
            zorder=2,
        )
    )
    fitted = style.wrapped(text, width - _PADDING, lines, size)
    _text(axes, x + width / 2, middle, fitted, size, ink)


def _actor(axes: Axes, actor: str, x: float, y: float, width: float, size: float) -> None:
    if actor:
        _text(axes, x + width / 2, y, style.cut(actor, width, size - 1), size - 1, style.MUTED)


def _text(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    size: float,
    ink: str = style.INK,
    bold: bool = False,
) -> None:
    axes.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        size=size,
        color=ink,
        weight="bold" if bold else "normal",
        linespacing=1.0,
        zorder=3,
    )


def _connect(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    between: float,
    new_row: bool,
) -> None:
    """The arrow to the next node: straight on, or around to the start of the next row."""
    if not new_row:
        _arrow(axes, start, end)
        return
    right, left = style.WIDTH - 0.05, 0.05
    _line(
        axes,
        [start, (right, start[1]), (right, between), (left, between), (left, end[1])],
    )
    _arrow(axes, (left, end[1]), end)


def _line(axes: Axes, points: Sequence[tuple[float, float]]) -> None:
    xs, ys = zip(*points, strict=True)
    axes.plot(xs, ys, color=style.MUTED, lw=1, zorder=1, solid_joinstyle="round")


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=7,
            color=style.MUTED,
            lw=1,
            shrinkA=0,
            shrinkB=0,
            zorder=1,
        )
    )
