"""Days of work by person and month: a cell per month, filled by how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kit.display import style

_NAMES = 1.9  # [in]
_LEFT = _NAMES + 0.1
_HEAD = 0.26
_ROW = 0.34
_WIDEST = 0.55  # [in] of a cell
_FOOT = 0.36
_LOOKS = {
    # state: face, edge, text
    "under": (style.MINT, style.TEAL, style.INK),
    "over": (style.ORANGE, style.ORANGE, "#FFFFFF"),
    "unknown": (style.PALE, style.LINE, style.INK),
}


@dataclass(frozen=True, slots=True)
class LoadRow:
    name: str
    cells: Sequence[tuple[int, str, str]]  # (month, days written, state: under, over, unknown)


def load_chart(
    rows: Sequence[LoadRow], months: Sequence[tuple[int, str]], key: dict[str, str], prefix: str
) -> str:
    """The load as SVG. *months*: (number, name) of each column; *key*: words by state."""
    with style.drawing():
        step = min((style.WIDTH - _LEFT) / len(months), _WIDEST)
        bottom = _HEAD + _ROW * len(rows)
        sheet, axes = style.canvas(bottom + _FOOT)
        at = {month: n for n, (month, _) in enumerate(months)}
        for month, name in months:
            _word(axes, _LEFT + (at[month] + 0.5) * step, _HEAD - 0.12, name, style.MUTED)
        for n, row in enumerate(rows):
            top = _HEAD + n * _ROW
            axes.plot([0, style.WIDTH], [top, top], color=style.LINE, lw=0.4)
            name = style.wrapped(row.name, _NAMES, 2, style.SMALL)
            axes.text(0, top + _ROW / 2, name, va="center", size=style.SMALL, linespacing=1.0)
            for month, days, state in row.cells:
                _cell(axes, _LEFT + at[month] * step, top, step, days, state)
        seen = [state for state in _LOOKS if any(state == c[2] for row in rows for c in row.cells)]
        _key(axes, [(state, key[state]) for state in seen], bottom + 0.2)
        return style.to_svg(sheet, prefix)


def _cell(axes: Axes, x: float, top: float, step: float, days: str, state: str) -> None:
    face, edge, ink = _LOOKS[state]
    axes.add_patch(
        Rectangle(
            (x + 0.015, top + 0.04),
            step - 0.03,
            _ROW - 0.08,
            facecolor=face,
            edgecolor=edge,
            lw=0.6,
        )
    )
    weight = "bold" if state == "over" else "normal"
    _word(axes, x + step / 2, top + _ROW / 2, days, ink, weight)


def _word(axes: Axes, x: float, y: float, text: str, color: str, weight: str = "normal") -> None:
    axes.text(x, y, text, ha="center", va="center", size=style.SMALL, color=color, weight=weight)


def _key(axes: Axes, words: Sequence[tuple[str, str]], y: float) -> None:
    x = 0.0
    for state, word in words:
        face, edge, _ = _LOOKS[state]
        axes.add_patch(Rectangle((x, y - 0.07), 0.2, 0.14, facecolor=face, edgecolor=edge, lw=0.6))
        axes.text(x + 0.27, y, word, va="center", size=style.SMALL, color=style.MUTED)
        x += 0.27 + style.measure(word, style.SMALL) + 0.22
