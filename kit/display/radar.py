"""Radars of competences: today filled, what is expected as a dashed line, one or two a row.

Everything is placed in inches. Names stand around the circle with their two figures, each
on the side it points to. On a phone, and beyond sixteen axes, the same figures are a list.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Circle, Polygon

from kit.display import style
from kit.display.key import Sign, draw_key, key_height
from kit.display.level_list import level_list
from kit.display.paper import Paper
from kit.display.profiles import LEVELS, Profile, RadarWords, Spoke
from kit.display.rows import narrow

# Axes whose names have room around a radar that shares its row, then around one that does not.
_FEW, _MOST = 10, 16
_TOGETHER = (4, 2, 1)  # radars of few axes, of many, lists: what a page can hold
_ALONE, _ABOVE, _BESIDE = 1.45, 1.2, 0.74  # [in] radius: one radar, one a row, two a row
_LINE = 0.13  # [in] one line of a name
_TITLE = 0.3  # [in] over a radar that shares its row
_GAP = 0.09  # [in] between the circle and the names
_BETWEEN = 0.02  # [in] two names of one side
_STRAIGHT = 0.01  # only a name above or below the middle is centred
_RINGS = 6.5  # [pt] of the levels on the rings
_EXPECTED: dict[str, Any] = {"ec": style.COST, "lw": 1.3, "ls": (0, (3, 2))}


@dataclass(frozen=True, slots=True)
class _Circle:
    """Where one radar stands [in]; `half` is half the width of its share of the page."""

    x: float
    y: float
    radius: float
    half: float

    @property
    def reach(self) -> float:
        """Names stay out of this circle."""
        return self.radius + _GAP

    def at(self, place: int, of: int, level: float) -> tuple[float, float]:
        """The point of *level* on spoke *place*: the first one up, then clockwise."""
        angle = 2 * math.pi * place / of
        length = self.radius * level / LEVELS[-1]
        return self.x + length * math.sin(angle), self.y - length * math.cos(angle)


def together(axes: int) -> int:
    """How many profiles of up to *axes* competences one drawing may hold: none is over a page."""
    return _TOGETHER[(axes > _FEW) + (axes > _MOST)]


def radars(profiles: Sequence[Profile], words: RadarWords, prefix: str) -> str:
    """The profiles (see `together`) as SVG: two radars a row, one if it is large, else a list."""
    most = max(len(profile.spokes) for profile in profiles)
    with style.drawing():
        if narrow() or most > _MOST:
            return level_list(profiles, words, prefix)
        alone = len(profiles) == 1
        columns = 1 if alone or most > _FEW else 2
        radius = _ALONE if alone else _ABOVE if columns == 1 else _BESIDE
        width = style.width() / columns
        lines = 2 if columns == 1 else 3
        title = 0.0 if alone else _TITLE
        made = [
            (profile, _labels(profile.spokes, _Circle(0, 0, radius, width / 2), lines))
            for profile in profiles
        ]
        rows = [made[at : at + columns] for at in range(0, len(made), columns)]
        spans = [_span([label for _, labels in row for label in labels], radius) for row in rows]
        height = sum(title + up + down + _GAP for up, down in spans)
        signs = _signs(words)
        sheet, paper = style.canvas(height + key_height(signs))
        top = 0.0
        for row, (up, down) in zip(rows, spans, strict=True):
            for column, (profile, labels) in enumerate(row):
                middle = width * (column + 0.5)
                if not alone:
                    name = style.wrapped(profile.title, width - 0.3, 1, style.SIZE, "bold")
                    place = (middle, top + title / 2)
                    paper.text(*place, name, ha="center", va="center", weight="bold")
                circle = _Circle(middle, top + title + up, radius, width / 2)
                _radar(paper, profile.spokes, circle, labels)
            top += title + up + down + _GAP
        draw_key(paper, signs, height)
        return style.to_svg(sheet, prefix)


def _span(labels: Sequence[_Label], radius: float) -> tuple[float, float]:
    """What the names take above and below the middle of their circles [in]."""
    up = max(-(label.y - label.height / 2) for label in labels)
    down = max(label.y + label.height / 2 for label in labels)
    return max(up, radius) + 0.03, max(down, radius) + 0.03


def _radar(
    paper: Paper, spokes: Sequence[Spoke], circle: _Circle, labels: Sequence[_Label]
) -> None:
    of = len(spokes)
    for level in LEVELS:
        ring = circle.radius * level / LEVELS[-1]
        paper.add_patch(Circle((circle.x, circle.y), ring, fill=False, ec=style.LINE, lw=0.6))
    for place in range(of):
        x, y = circle.at(place, of, LEVELS[-1])
        paper.plot([circle.x, x], [circle.y, y], color=style.LINE, lw=0.5, zorder=1)
    today = [circle.at(place, of, spoke.today) for place, spoke in enumerate(spokes)]
    target = [circle.at(place, of, spoke.target) for place, spoke in enumerate(spokes)]
    paper.add_patch(
        Polygon(today, closed=True, fc=style.MAIN_SOFT, ec=style.MAIN, lw=1.6, zorder=2)
    )
    paper.add_patch(Polygon(target, closed=True, fill=False, zorder=4, **_EXPECTED))
    for x, y in today:
        paper.add_patch(Circle((x, y), 0.032, fc=style.MAIN, ec=style.PAPER, lw=0.5, zorder=5))
    for level in LEVELS:
        y = circle.y - circle.radius * level / LEVELS[-1]
        _text(paper, (circle.x + 0.07, y + 0.07), str(level), "center", _RINGS, zorder=6)
    for label in labels:
        label.draw(paper, circle)


# -- the names around it --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Label:
    """A name over its figures; `side` is −1 at the left, 1 at the right, 0 above and below."""

    name: str
    figures: str
    side: int
    x: float
    y: float  # middle of the whole, both from the middle of the circle

    @property
    def height(self) -> float:
        return (self.name.count("\n") + 2) * _LINE

    def draw(self, paper: Paper, circle: _Circle) -> None:
        ha = {-1: "right", 0: "center", 1: "left"}[self.side]
        rows = self.name.split("\n")
        for at, row in enumerate([*rows, self.figures]):
            y = circle.y + self.y - self.height / 2 + (at + 0.5) * _LINE
            last = at == len(rows)
            weight = "bold" if last else "normal"
            paper.text(
                circle.x + self.x,
                y,
                row,
                ha=ha,
                va="center",
                size=style.SMALL,
                weight=weight,
                zorder=6,
            )


def _labels(spokes: Sequence[Spoke], circle: _Circle, most: int) -> list[_Label]:
    """Every name where its spoke points, those of one side moved apart.

    Names take *most* lines, or fewer when a side could not hold them.
    """
    for lines in range(most, 0, -1):
        labels = [_label(spokes, place, circle, lines) for place in range(len(spokes))]
        below = any(label.side == 0 and label.y > circle.y for label in labels)
        low = circle.y - circle.reach
        high = circle.y + circle.reach + (0 if below else (most + 1) * _LINE)
        sides = [[label for label in labels if label.side == side] for side in (-1, 1)]
        if max(sum(label.height + _BETWEEN for label in side) for side in sides) <= high - low:
            break
    straight = [label for label in labels if label.side == 0]
    return straight + [label for side in sides for label in _spread(side, circle, low, high)]


def _label(spokes: Sequence[Spoke], place: int, circle: _Circle, lines: int) -> _Label:
    angle = 2 * math.pi * place / len(spokes)
    side = 0 if abs(math.sin(angle)) < _STRAIGHT else 1 if math.sin(angle) > 0 else -1
    room = 2 * circle.half - 0.2 if side == 0 else circle.half - circle.reach - 0.04
    spoke = spokes[place]
    name = style.wrapped(spoke.label, room, lines, style.SMALL)
    y = circle.y - circle.reach * math.cos(angle)
    label = _Label(name, spoke.figures, side, circle.x, y)
    if side:
        return label
    return _at(label, circle.x, y + math.copysign(label.height / 2, y - circle.y))


def _at(label: _Label, x: float, y: float) -> _Label:
    return _Label(label.name, label.figures, label.side, x, y)


def _spread(labels: Sequence[_Label], circle: _Circle, low: float, high: float) -> list[_Label]:
    """The names of one side from *low* to *high*, none over another nor in the circle."""
    ordered = sorted(labels, key=lambda label: label.y)
    places: list[float] = []
    free = low
    for label in ordered:
        places.append(max(label.y, free + label.height / 2))
        free = places[-1] + label.height / 2 + _BETWEEN
    free = high
    for at in range(len(ordered) - 1, -1, -1):
        half = ordered[at].height / 2
        places[at] = min(places[at], free - half)
        free = places[at] - half - _BETWEEN
    return [
        _at(label, circle.x + label.side * _beside(circle, y, label.height / 2), y)
        for label, y in zip(ordered, places, strict=True)
    ]


def _beside(circle: _Circle, y: float, half: float) -> float:
    """How far from the middle a name of this height at *y* is clear of the circle."""
    away = max(0.0, abs(y - circle.y) - half)
    return math.sqrt(max(0.0, circle.reach**2 - away**2))


# -- key --------------------------------------------------------------------------------


def _signs(words: RadarWords) -> list[Sign]:
    figures = Spoke("", LEVELS[0], LEVELS[-1]).figures
    width = style.measure(figures, style.SMALL, "bold")

    def today(paper: Paper, x: float, y: float) -> None:
        paper.plot([x, x + 0.3], [y, y], color=style.MAIN, lw=1.6)
        middle = (x + 0.15, y)
        paper.add_patch(Circle(middle, 0.032, fc=style.MAIN, ec=style.PAPER, lw=0.5, zorder=5))

    def target(paper: Paper, x: float, y: float) -> None:
        paper.plot([x, x + 0.3], [y, y], color=style.COST, lw=1.3, ls=(0, (3, 2)))

    def both(paper: Paper, x: float, y: float) -> None:
        _text(paper, (x, y), figures, "left", style.SMALL, weight="bold")

    return [
        Sign(today, 0.3, words.today),
        Sign(target, 0.3, words.target),
        Sign(both, width, words.figures),
    ]


def _text(
    paper: Paper, at: tuple[float, float], text: str, ha: str, size: float, **look: Any
) -> None:
    paper.text(*at, text, ha=ha, va="center", size=size, color=style.INK, **look)
