"""Answers from left to right, a box each, group by group: what leans where, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 2.2  # [in] widest column of names
_GAP = 0.14
_BOX_H, _ROW, _KEY = 0.26, 0.42, 0.34  # [in]
_COLOURS = {"right": style.TEAL, "middle": style.SKY, "left": style.LINE, "blank": "white"}
ORDER = ("right", "middle", "left", "blank")


@dataclass(frozen=True, slots=True)
class Leaning:
    """One group: how many answers lean each way, by the names of ORDER."""

    label: str
    counts: dict[str, int]


def leanings(rows: Sequence[Leaning], names: dict[str, str], prefix: str) -> str:
    """The groups as SVG; *names*: the word of each way."""
    with style.drawing():
        labels = [style.wrapped(row.label, _NAMES, 2) for row in rows]
        left = max(style.extent(label)[0] for label in labels) + _GAP
        most = max(sum(row.counts.values()) for row in rows)
        width = (style.WIDTH - left) / most
        sheet, axes = style.canvas(_ROW * len(rows) + _KEY)
        for at, (row, label) in enumerate(zip(rows, labels, strict=True)):
            y = _ROW * (at + 0.5)
            axes.text(left - _GAP, y, label, ha="right", va="center", linespacing=1.05)
            boxes = [way for way in ORDER for _ in range(row.counts.get(way, 0))]
            for place, way in enumerate(boxes):
                _box(axes, left + place * width, y, width, way)
        _key(axes, left, _ROW * len(rows) + 0.2, names, rows)
        return style.to_svg(sheet, prefix)


def _box(axes: Axes, x: float, y: float, width: float, way: str) -> None:
    axes.add_patch(
        Rectangle(
            (x + 0.03, y - _BOX_H / 2),
            width - 0.06,
            _BOX_H,
            facecolor=_COLOURS[way],
            edgecolor=style.MUTED if way == "blank" else "none",
            linestyle="--" if way == "blank" else "-",
            lw=0.8 if way == "blank" else 0,
        )
    )


def _key(axes: Axes, x: float, y: float, names: dict[str, str], rows: Sequence[Leaning]) -> None:
    """The ways that are met, each with its colour."""
    for way in ORDER:
        if not any(row.counts.get(way) for row in rows):
            continue
        axes.add_patch(
            Rectangle(
                (x + 0.03, y - 0.06),
                0.16,
                0.12,
                facecolor=_COLOURS[way],
                edgecolor=style.MUTED if way == "blank" else "none",
                lw=0.6,
            )
        )
        axes.text(x + 0.26, y, names[way], va="center", size=style.SMALL, color=style.MUTED)
        x += 0.26 + style.measure(names[way], style.SMALL) + 0.26
