"""Answers from left to right, a box each, group by group: what leans where, at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.key import Sign, draw_key, key_height, swatch
from kit.display.paper import Paper
from kit.display.rows import narrow

_NAMES = 2.2  # [in] widest column of names; on a phone they stand above their boxes
_GAP = 0.14
_INSET = 0.03  # [in] a box leaves free of its share on each side
_LINE = 0.16  # [in] one line of a name
_BOX_H, _BETWEEN = 0.26, 0.16  # [in] height of a box, room between two rows
_COLOURS = {
    "right": style.GAIN,
    "middle": style.MAIN_SOFT,
    "left": style.LINE,
    "blank": style.PAPER,
}
ORDER = ("right", "middle", "left", "blank")


@dataclass(frozen=True, slots=True)
class Leaning:
    """One group: how many answers lean each way, by the names of ORDER."""

    label: str
    counts: Mapping[str, int]


def leanings(rows: Sequence[Leaning], names: Mapping[str, str], prefix: str) -> str:
    """The groups as SVG; *names*: the word of each way, in its boxes when they are wide enough."""
    with style.drawing():
        phone = narrow()
        labels = [style.wrapped(row.label, style.width() if phone else _NAMES, 2) for row in rows]
        left = 0.0 if phone else max(style.extent(label)[0] for label in labels) + _GAP
        most = max(1, *(sum(row.counts.values()) for row in rows))
        width = (style.width() - left) / most
        met = [way for way in ORDER if any(row.counts.get(way) for row in rows)]
        named = all(style.measure(names[way], style.SMALL) < width - 0.12 for way in met)
        signs = [] if named else [_sign(way, names[way]) for way in met]
        above = [_LINE * (label.count("\n") + 1) if phone else 0.0 for label in labels]
        height = sum(above) + len(rows) * (_BOX_H + _BETWEEN)
        sheet, paper = style.canvas(height + key_height(signs, left + _INSET))
        top = 0.0
        for row, label, over in zip(rows, labels, above, strict=True):
            y = top + over + (_BOX_H + _BETWEEN) / 2
            if phone:
                paper.text(0, top + over / 2 + 0.03, label, va="center", linespacing=1.05)
            else:
                paper.text(left - _GAP, y, label, ha="right", va="center", linespacing=1.05)
            boxes = [way for way in ORDER for _ in range(row.counts.get(way, 0))]
            for place, way in enumerate(boxes):
                _box(paper, (left + place * width, y), width, way, names[way] if named else "")
            top += over + _BOX_H + _BETWEEN
        draw_key(paper, signs, height, left + _INSET)
        return style.to_svg(sheet, prefix)


def _box(paper: Paper, at: tuple[float, float], width: float, way: str, word: str) -> None:
    x, y = at
    gap = min(_INSET, width / 8)
    paper.add_patch(
        Rectangle(
            (x + gap, y - _BOX_H / 2),
            width - 2 * gap,
            _BOX_H,
            facecolor=_COLOURS[way],
            edgecolor=style.MUTED if way == "blank" else "none",
            linestyle="--" if way == "blank" else "-",
            lw=0.8 if way == "blank" else 0,
        )
    )
    ink = style.on(_COLOURS[way])
    paper.text(x + width / 2, y, word, ha="center", va="center", size=style.SMALL, color=ink)


def _sign(way: str, name: str) -> Sign:
    blank = way == "blank"
    edge = style.MUTED if blank else _COLOURS[way]
    return Sign(swatch(_COLOURS[way], edge, dashed=blank), 0.18, name)
