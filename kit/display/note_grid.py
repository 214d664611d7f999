"""The jury's mean notes by criterion and solution, the darker the better, and the total.

A criterion's weight stands beside it. A ring says that the jury is split, a cross that the
note is under the smallest one accepted: neither is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from kit.display import style

# From 1 to 5, one hue: told apart in grey too. White figures from the fourth on.
TONES = ("#F4F7FA", "#D6E4F0", "#A9C7E0", "#4F86B3", "#1F5A8A")
_DARK_FROM = 4
_NAMES, _WEIGHTS = 2.0, 0.55  # [in] columns of the criteria and of their weights
_ROW, _HEAD, _TOTAL, _KEY = 0.36, 0.62, 0.42, 0.34  # [in] heights
_MARK = 0.055  # [in] radius of a ring


@dataclass(frozen=True, slots=True)
class Note:
    text: str  # "4,3"
    tone: int | None  # 1..5, the mean rounded; None: nobody noted it
    split: bool = False
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion: its notes in the order of the solutions."""

    name: str
    weight: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class GridWords:
    weight: str
    score: str
    low: str
    high: str
    split: str
    veto: str


def note_grid(
    solutions: Sequence[str],
    lines: Sequence[Line],
    scores: Sequence[str],
    words: GridWords,
    prefix: str,
) -> str:
    """The table as SVG; *scores* in the order of *solutions*, blank when there is none."""
    with style.drawing():
        height = _HEAD + len(lines) * _ROW + _TOTAL + _KEY
        sheet, axes = style.canvas(height)
        wide = (style.WIDTH - _NAMES - _WEIGHTS) / len(solutions)
        _heads(axes, solutions, wide, words)
        for at, line in enumerate(lines):
            y = _HEAD + (at + 0.5) * _ROW
            name = style.wrapped(line.name, _NAMES - 0.1, 2, style.SMALL)
            axes.text(0, y, name, va="center", size=style.SMALL, linespacing=1.0)
            axes.text(
                _NAMES + _WEIGHTS - 0.12, y, line.weight, ha="right", va="center",
                size=style.SMALL, color=style.MUTED,
            )  # fmt: skip
            for column, note in enumerate(line.notes):
                _cell(axes, note, _NAMES + _WEIGHTS + column * wide, y, wide)
        _totals(axes, scores, _HEAD + len(lines) * _ROW + _TOTAL / 2, wide, words)
        marks = (
            any(note.split for line in lines for note in line.notes),
            any(note.vetoed for line in lines for note in line.notes),
        )
        _key(axes, words, height - _KEY / 2 + 0.04, marks)
        return style.to_svg(sheet, prefix)


def _heads(axes: Axes, solutions: Sequence[str], wide: float, words: GridWords) -> None:
    y = _HEAD - 0.08
    axes.text(
        _NAMES + _WEIGHTS - 0.12, y, words.weight, ha="right", va="bottom",
        size=style.SMALL, color=style.MUTED,
    )  # fmt: skip
    for at, name in enumerate(solutions):
        x = _NAMES + _WEIGHTS + (at + 0.5) * wide
        written = style.wrapped(name, wide - 0.08, 3, style.SMALL, "bold")
        axes.text(
            x, y, written, ha="center", va="bottom", size=style.SMALL, weight="bold",
            linespacing=1.0,
        )  # fmt: skip


def _cell(axes: Axes, note: Note, left: float, y: float, wide: float) -> None:
    color = "white" if note.tone is None else TONES[note.tone - 1]
    axes.add_patch(
        Rectangle(
            (left + 0.02, y - _ROW / 2 + 0.02),
            wide - 0.04,
            _ROW - 0.04,
            facecolor=color,
            edgecolor=style.LINE,
            lw=0.5,
        )
    )
    ink = "white" if note.tone is not None and note.tone >= _DARK_FROM else style.INK
    x = left + wide / 2
    axes.text(x, y, note.text, ha="center", va="center", size=style.SIZE, color=ink)
    side = x + style.measure(note.text) / 2 + 0.14
    if note.split:
        _ring(axes, side, y, ink)
    if note.vetoed:
        _cross(axes, side + (0.17 if note.split else 0.0), y, ink)


def _ring(axes: Axes, x: float, y: float, color: str) -> None:
    axes.add_patch(Circle((x, y), _MARK, facecolor="none", edgecolor=color, lw=1.2, zorder=3))


def _cross(axes: Axes, x: float, y: float, color: str) -> None:
    for up in (-1, 1):
        axes.plot([x - _MARK, x + _MARK], [y - up * _MARK, y + up * _MARK], color=color, lw=1.4)


def _totals(axes: Axes, scores: Sequence[str], y: float, wide: float, words: GridWords) -> None:
    axes.plot([0, style.WIDTH], [y - _TOTAL / 2 + 0.04] * 2, color=style.LINE, lw=0.8)
    axes.text(0, y, words.score, va="center", weight="bold")
    for at, score in enumerate(scores):
        x = _NAMES + _WEIGHTS + (at + 0.5) * wide
        axes.text(x, y, score, ha="center", va="center", weight="bold")


def _key(axes: Axes, words: GridWords, y: float, marks: tuple[bool, bool]) -> None:
    """The scale, then what a ring and a cross mean when there is one."""
    x = 0.0
    small: dict[str, Any] = {"size": style.SMALL, "color": style.MUTED, "va": "center"}
    axes.text(x, y, words.low, **small)
    x += style.measure(words.low, style.SMALL) + 0.1
    for tone in TONES:
        axes.add_patch(
            Rectangle((x, y - 0.07), 0.2, 0.14, facecolor=tone, edgecolor=style.LINE, lw=0.5)
        )
        x += 0.22
    axes.text(x + 0.08, y, words.high, **small)
    x += style.measure(words.high, style.SMALL) + 0.35
    for there, draw, said in zip(marks, (_ring, _cross), (words.split, words.veto), strict=True):
        if there:
            draw(axes, x, y, style.INK)
            axes.text(x + 0.12, y, said, **small)
            x += style.measure(said, style.SMALL) + 0.4
