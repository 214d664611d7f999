"""Rows that carry a name: left of the drawing on a page, above it on a phone. In inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.display import style
from kit.display.paper import Paper

GAP = 0.12  # between names and drawing
EDGE = 0.06  # between a bar and its figure
_LINE = 0.16  # a line of names
_AIR = 0.13  # around the names of a row
_UNDER = 0.03  # between a name and what stands under it
_FIGURES = 0.5  # of what the names leave: the widest a figure may be before it takes two lines


@dataclass(frozen=True, slots=True)
class Row:
    """One name and the middle of its bar."""

    name: str
    x: float
    y: float
    side: str  # where the name ends: "right" before the drawing, "left" from the edge
    strong: bool
    top: float
    middle: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows, where their drawings may start, and where the last one ends."""

    rows: tuple[Row, ...]
    left: float
    bottom: float


def narrow() -> bool:
    """Whether charts are drawn for a phone now."""
    return style.width() < style.WIDTH


def named(
    names: Sequence[tuple[str, bool]],
    widest: float,
    *,
    top: float = 0.03,
    least: float = 0.0,
    bar: float = 0.19,
    size: float = style.SIZE,
) -> Rows:
    """Rows for *names* (name, bold), over two lines at most.

    *widest*: of the column of names on a page; *least*: height of a row there; *bar*: height
    of what is drawn, which stands under its name on a phone.
    """
    room = style.width() if narrow() else widest
    fitted = [style.wrapped(name, room, 2, size, _weight(strong)) for name, strong in names]
    column = max(
        (
            style.extent(name, size, _weight(strong))[0]
            for name, (_, strong) in zip(fitted, names, strict=True)
        ),
        default=0.0,
    )
    rows = []
    for name, (_, strong) in zip(fitted, names, strict=True):
        high = _LINE * (name.count("\n") + 1)
        if narrow():
            bottom = top + high + _UNDER + bar + _AIR
            middle = top + high + _UNDER + bar / 2
            rows.append(Row(name, 0.0, top + high / 2, "left", strong, top, middle, bottom))
        else:
            bottom = top + max(least, high + _AIR)
            middle = (top + bottom) / 2
            rows.append(Row(name, column, middle, "right", strong, top, middle, bottom))
        top = bottom
    return Rows(tuple(rows), 0.01 if narrow() else column + GAP, top)


def write(paper: Paper, rows: Rows, size: float = style.SIZE) -> None:
    """The names, each where its row wants it."""
    for row in rows.rows:
        paper.text(
            row.x,
            row.y,
            row.name,
            ha=row.side,
            va="center",
            size=size,
            weight=_weight(row.strong),
            linespacing=1.05,
            zorder=5,
        )


def fitted_figures(texts: Sequence[str], left: float, size: float = style.SIZE) -> list[str]:
    """Figures to stand at the end of bars that start at *left*; long ones take two lines."""
    room = (style.width() - left) * _FIGURES
    return [style.wrapped(text, room, 2, size, "bold") for text in texts]


def scale_for(
    ends: Sequence[float], texts: Sequence[str], low: float, left: float, size: float = style.SIZE
) -> float:
    """Inches per unit, so that each bar from *low* to its end leaves room for its figure."""
    right = style.width() - 0.02
    scales = [
        (right - left - EDGE - style.extent(text, size, "bold")[0]) / (end - low)
        for end, text in zip(ends, texts, strict=True)
        if end - low > 0
    ]
    return min(scales, default=0.0)


def _weight(strong: bool) -> str:
    return "bold" if strong else "normal"
