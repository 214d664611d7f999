"""Days of work by person and month: a cell per month, filled by how it stands.

On a page, months stand in columns, those without work too. On a phone each person has a
line of their months with work, each cell with the name of its month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.key import Sign, draw_key, key_height, swatch
from kit.display.paper import Paper
from kit.display.rows import narrow

_NAMES = 1.9  # [in]
_LEFT = _NAMES + 0.1
_HEAD = 0.26
_ROW = 0.34
_WIDEST = 0.55  # [in] of a cell
_ON_PHONE = 7  # cells of a line on a phone
_TITLE = 0.139  # [in] one line of a name
_CELL = 0.42  # [in] height of a cell that holds the name of its month
_MARK = 0.2
_LOOKS = {
    # state: face, edge, text
    "under": (style.GAIN_SOFT, style.GAIN, style.INK),
    "over": (style.COST, style.COST, style.PAPER),
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
    seen = [state for state in _LOOKS if any(state == c[2] for row in rows for c in row.cells)]
    signs = [Sign(swatch(*_LOOKS[state][:2], width=_MARK), _MARK, key[state]) for state in seen]
    with style.drawing():
        draw = _on_phone if narrow() else _on_page
        return draw(rows, months, signs, prefix)


def _on_page(
    rows: Sequence[LoadRow], months: Sequence[tuple[int, str]], signs: Sequence[Sign], prefix: str
) -> str:
    step = min((style.width() - _LEFT) / len(months), _WIDEST)
    bottom = _HEAD + _ROW * len(rows)
    sheet, paper = style.canvas(bottom + 0.1 + key_height(signs))
    at = {month: n for n, (month, _) in enumerate(months)}
    for month, name in months:
        _word(paper, _LEFT + (at[month] + 0.5) * step, _HEAD - 0.12, name, style.MUTED)
    for n, row in enumerate(rows):
        top = _HEAD + n * _ROW
        _rule(paper, top)
        name = style.wrapped(row.name, _NAMES, 2, style.SMALL)
        paper.text(0, top + _ROW / 2, name, va="center", size=style.SMALL, linespacing=1.0)
        for month, days, state in row.cells:
            x = _LEFT + at[month] * step
            _cell(paper, x, top + 0.04, step, _ROW - 0.08, state)
            _days(paper, x + step / 2, top + _ROW / 2, days, state)
    draw_key(paper, signs, bottom + 0.08)
    return style.to_svg(sheet, prefix)


def _on_phone(
    rows: Sequence[LoadRow], months: Sequence[tuple[int, str]], signs: Sequence[Sign], prefix: str
) -> str:
    names = [style.wrapped(row.name, style.width(), 2, style.SMALL) for row in rows]
    titles = [_TITLE * (name.count("\n") + 1) for name in names]
    lines = [-(-len(row.cells) // _ON_PHONE) for row in rows]
    heights = [title + _CELL * n + 0.16 for title, n in zip(titles, lines, strict=True)]
    step = style.width() / _ON_PHONE
    said = dict(months)
    sheet, paper = style.canvas(sum(heights) + 0.1 + key_height(signs))
    top = 0.0
    for row, name, title, height in zip(rows, names, titles, heights, strict=True):
        _rule(paper, top + 0.01)
        middle = top + 0.06 + title / 2
        paper.text(0, middle, name, va="center", size=style.SMALL, linespacing=1.0)
        for n, (month, days, state) in enumerate(row.cells):
            x, y = n % _ON_PHONE * step, top + 0.1 + title + n // _ON_PHONE * _CELL
            _cell(paper, x, y, step, _CELL - 0.04, state)
            _word(paper, x + step / 2, y + 0.11, said[month], _LOOKS[state][2])
            _days(paper, x + step / 2, y + 0.27, days, state)
        top += height
    draw_key(paper, signs, top + 0.06)
    return style.to_svg(sheet, prefix)


def _rule(paper: Paper, y: float) -> None:
    paper.plot([0, style.width()], [y, y], color=style.LINE, lw=0.4)


def _cell(paper: Paper, x: float, top: float, step: float, height: float, state: str) -> None:
    face, edge, _ = _LOOKS[state]
    patch = Rectangle((x + 0.015, top), step - 0.03, height, facecolor=face, edgecolor=edge, lw=0.6)
    paper.add_patch(patch)


def _days(paper: Paper, x: float, y: float, days: str, state: str) -> None:
    _word(paper, x, y, days, _LOOKS[state][2], "bold" if state == "over" else "normal")


def _word(paper: Paper, x: float, y: float, text: str, color: str, weight: str = "normal") -> None:
    paper.text(x, y, text, ha="center", va="center", size=style.SMALL, color=color, weight=weight)
