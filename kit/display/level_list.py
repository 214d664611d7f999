"""Levels as a list: a dot for today, a diamond for what is expected, a competence a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Circle, Polygon

from kit.display import style
from kit.display.key import Sign, draw_key, key_height
from kit.display.paper import Paper
from kit.display.profiles import LEVELS, Profile, RadarWords, Spoke
from kit.display.rows import narrow

_SCALE = 0.36  # share of the width for the levels
_NAMES = 3.6  # [in] widest column of names
_GAP = 0.14  # [in]
_LINE = 0.132  # [in] one line of a name
_ROOM = 19  # names of two lines that a page holds
_ROW, _TITLE, _HEAD = 0.14, 0.26, 0.22  # [in] around a name, of a person's name, of the levels
_DOT, _DIAMOND = 0.055, 0.095  # [in]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where the levels stand [in], and the figures after them."""

    names: float
    left: float
    right: float
    lowest: int  # 0 when somebody is below the first level

    @property
    def levels(self) -> range:
        return range(self.lowest, LEVELS[-1] + 1)

    def at(self, level: int) -> float:
        step = (self.right - self.left) / (len(self.levels) - 1)
        return self.left + (level - self.lowest) * step


def level_list(profiles: Sequence[Profile], words: RadarWords, prefix: str) -> str:
    """The profiles one under the other as SVG; call it inside `style.drawing()`."""
    scale = _scale(profiles)
    signs = _signs(words)
    long = sum(len(profile.spokes) for profile in profiles) > _ROOM
    lines = 3 if narrow() else 1 if long else 2
    names = [
        [style.wrapped(spoke.label, scale.names, lines, style.SMALL) for spoke in profile.spokes]
        for profile in profiles
    ]
    several = len(profiles) > 1
    above = (_TITLE if several else 0.0) + _HEAD
    height = sum(above + sum(map(_height, rows)) + _GAP for rows in names)
    sheet, paper = style.canvas(height + key_height(signs))
    top = 0.0
    for profile, rows in zip(profiles, names, strict=True):
        if several:
            title = style.wrapped(profile.title, style.width(), 1, style.SIZE, "bold")
            paper.text(0, top + _TITLE / 2, title, va="center", weight="bold")
        for level in scale.levels:
            place = (scale.at(level), top + above - _HEAD / 2)
            _text(paper, place, str(level), "center", color=style.MUTED)
        top += above
        for spoke, name in zip(profile.spokes, rows, strict=True):
            _row(paper, spoke, name, scale, top)
            top += _height(name)
        top += _GAP
    draw_key(paper, signs, height)
    return style.to_svg(sheet, prefix)


def _scale(profiles: Sequence[Profile]) -> _Scale:
    width = style.width()
    lowest = min(level for p in profiles for one in p.spokes for level in (one.today, one.target))
    figures = style.measure("4 → 4", style.SMALL, "bold")
    right = width - figures - _GAP - _DIAMOND
    left = right - width * _SCALE
    names = min(_NAMES, left - _GAP - _DIAMOND)
    return _Scale(names, left, right, min(lowest, LEVELS[0]))


def _height(name: str) -> float:
    return _LINE * (name.count("\n") + 1) + _ROW


def _row(paper: Paper, spoke: Spoke, name: str, scale: _Scale, top: float) -> None:
    """A name, the way from today to what is expected, both figures."""
    y = top + _height(name) / 2
    paper.plot([0, style.width()], [top, top], color=style.LINE, lw=0.4)
    _text(paper, (0, y), name, "left", color=style.INK)
    paper.plot([scale.left, scale.right], [y, y], color=style.LINE, lw=0.8, zorder=1)
    ends = [scale.at(spoke.today), scale.at(spoke.target)]
    paper.plot(ends, [y, y], color=style.MAIN_SOFT, lw=3, zorder=2)
    _expected(paper, ends[1], y)
    _today(paper, ends[0], y)
    _text(paper, (style.width(), y), spoke.figures, "right", color=style.INK, weight="bold")


def _today(paper: Paper, x: float, y: float) -> None:
    paper.add_patch(Circle((x, y), _DOT, fc=style.MAIN, ec=style.PAPER, lw=0.5, zorder=4))


def _expected(paper: Paper, x: float, y: float) -> None:
    half = _DIAMOND
    corners = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]
    look = {"fc": style.PAPER, "ec": style.COST, "lw": 1.3, "zorder": 3}
    paper.add_patch(Polygon(corners, closed=True, **look))


def _signs(words: RadarWords) -> list[Sign]:
    return [
        Sign(lambda paper, x, y: _today(paper, x + _DOT, y), 2 * _DOT, words.today),
        Sign(lambda paper, x, y: _expected(paper, x + _DIAMOND, y), 2 * _DIAMOND, words.target),
    ]


def _text(paper: Paper, at: tuple[float, float], text: str, ha: str, **look: Any) -> None:
    paper.text(*at, text, ha=ha, va="center", size=style.SMALL, linespacing=1.0, **look)
