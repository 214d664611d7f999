"""Indicators on one scale: from today, at the left, to the target, at the right.

Each has its own unit: what is drawn is the way done. A tick shows where the plan wanted it.
On a phone, names stand over the bars and figures under them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import rows as row_names
from kit.display import style
from kit.display.paper import Paper
from kit.display.rows import narrow

_NAMES = 2.0  # [in] widest column of names
_ROW = 0.46  # [in]
_THICK = 0.17
_TOP = 0.3  # [in] for the headings
_LINE = 0.16  # [in] a line of words
_FIGURE = 1.0  # [in] widest figure at an end
_LEAST, _MOST = -0.15, 1.15  # of the way: what is beyond is drawn at the edge
_COLORS = {"reached": style.GAIN, "on_track": style.MAIN, "late": style.COST}


@dataclass(frozen=True, slots=True)
class Bullet:
    label: str
    way: float  # share of the way done
    planned: float | None  # share planned by then
    today: str  # figures, already written with their unit
    value: str  # the last reading, and what is thought of it
    target: str
    status: str  # reached, on_track, late


@dataclass(frozen=True, slots=True)
class _Place:
    """Where today and the target stand, and the words at both ends [in]."""

    left: float  # room of the bars
    right: float
    zero: float
    one: float


def bullets(rows: Sequence[Bullet], heads: tuple[str, str, str], prefix: str) -> str:
    """The rows as SVG; *heads*: what stands over the two ends, and what the tick is."""
    with style.drawing():
        top = _TOP + _LINE if narrow() else _TOP
        labels = [(row.label, False) for row in rows]
        bar = _LINE + _THICK + _LINE + 0.04 if narrow() else _THICK
        names = row_names.named(labels, _NAMES, top=top, least=_ROW, bar=bar)
        place = _place(rows, heads, names.left)
        sheet, paper = style.canvas(names.bottom + 0.05)
        row_names.write(paper, names)
        _heads(paper, heads, place, names)
        for row, name in zip(rows, names.rows, strict=True):
            y = name.middle
            _ends(paper, row, place, y)
            size = (place.one - place.zero, _THICK)
            paper.add_patch(Rectangle((place.zero, y - _THICK / 2), *size, color=style.PALE, lw=0))
            _bar(paper, row, place, y)
        return style.to_svg(sheet, prefix)


def _place(rows: Sequence[Bullet], heads: tuple[str, str, str], left: float) -> _Place:
    """On a page the figures stand left and right of the bars; on a phone under them."""
    right = style.width()
    if not narrow():
        before = max(style.measure(text, style.SMALL) for text in (*_todays(rows), heads[0]))
        after = max(style.measure(text, style.SMALL) for text in (*_targets(rows), heads[1]))
        left, right = left + before + 0.12, right - after - 0.14
    span = right - left
    zero = left + span * -_LEAST / (_MOST - _LEAST)
    return _Place(left, right, zero, left + span * (1 - _LEAST) / (_MOST - _LEAST))


def _todays(rows: Sequence[Bullet]) -> list[str]:
    return [style.cut(row.today, _FIGURE, style.SMALL) for row in rows]


def _targets(rows: Sequence[Bullet]) -> list[str]:
    return [style.cut(row.target, _FIGURE, style.SMALL) for row in rows]


def _heads(paper: Paper, heads: tuple[str, str, str], place: _Place, names: row_names.Rows) -> None:
    """ "Today", "Target" over the ends, and what the tick is: between them, or over them."""
    today, target, tick = heads
    y = 0.13 + (_LINE if narrow() else 0)
    room = (style.width() - 0.1) if narrow() else place.one - place.zero
    taken = 0.1 if narrow() else (_half(today) + _half(target) + 0.3)
    _text(paper, max(place.zero, _half(today)), y, today, "center")
    _text(paper, min(place.one, style.width() - _half(target)), y, target, "center")
    text = style.cut(tick, max(room - taken, 0.5), style.SMALL)
    middle = style.width() / 2 if narrow() else (place.zero + place.one) / 2
    x = middle - _half(text) - 0.08
    paper.plot([x, x], [0.06, 0.2], color=style.INK, lw=1.6)
    _text(paper, middle, 0.13, text, "center")
    for x in (place.zero, place.one):
        for row in names.rows:
            ends = [row.middle - _THICK, row.middle + _THICK]
            paper.plot([x, x], ends, color=style.LINE, lw=0.8, zorder=0)


def _half(text: str) -> float:
    return style.measure(text, style.SMALL) / 2


def _ends(paper: Paper, row: Bullet, place: _Place, y: float) -> None:
    today, target = _todays([row])[0], _targets([row])[0]
    if narrow():
        under = y + _THICK / 2 + 0.03 + _LINE / 2
        _text(paper, max(place.zero, _half(today)), under, today, "center")
        _text(paper, min(place.one, style.width() - _half(target)), under, target, "center")
    else:
        _text(paper, place.left - 0.06, y, today, "right")
        _text(paper, place.right + 0.06, y, target, "left")


def _bar(paper: Paper, row: Bullet, place: _Place, y: float) -> None:
    color = _COLORS[row.status]
    way = min(max(row.way, _LEAST), _MOST)
    x = place.zero + (place.one - place.zero) * way
    start, width = min(place.zero, x), abs(x - place.zero)
    paper.add_patch(Rectangle((start, y - _THICK / 2), width, _THICK, color=color, lw=0, zorder=2))
    if row.planned is not None:
        at = place.zero + (place.one - place.zero) * min(max(row.planned, _LEAST), _MOST)
        under = _THICK / 2 + 0.02 if narrow() else _THICK  # on a phone, figures stand there
        paper.plot([at, at], [y - _THICK, y + under], color=style.INK, lw=1.8, zorder=4)
    value = style.cut(row.value, place.right - place.left, style.SMALL)
    half = style.measure(value, style.SMALL, "bold") / 2
    low, high = place.left + half, place.right - half
    paper.text(
        max(min(x, high), low),
        y - _THICK,
        value,
        ha="center",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=color,
        zorder=5,
        bbox={"boxstyle": "square,pad=0.08", "fc": style.PAPER, "ec": "none"},
    )


def _text(paper: Paper, x: float, y: float, text: str, side: str) -> None:
    paper.text(x, y, text, ha=side, va="center", size=style.SMALL, color=style.MUTED)
