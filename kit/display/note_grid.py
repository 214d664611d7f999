"""The jury's mean notes by criterion and solution, the darker the better, and the total.

A criterion's weight stands beside it. A ring says that the jury is split, a cross that the
note is under the smallest one accepted: neither is told by colour alone. Solutions whose
names are too long for their column are letters, explained below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from matplotlib.patches import Circle, Rectangle

from kit.display import style
from kit.display.key import Sign, draw_key, key_height
from kit.display.paper import Paper
from kit.display.rows import narrow

TONES = style.SCALE  # from 1 to 5, one hue: told apart in grey too
_NAMES, _WEIGHTS = 2.0, 0.55  # [in] columns of the criteria and of their weights
_CELL, _TOTAL, _GAP = 0.36, 0.4, 0.08  # [in] heights
_LINE = 0.132  # [in] one line of a name
_MARK = 0.055  # [in] radius of a ring
_TONE = 0.22  # [in] one tone of the key


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


@dataclass(frozen=True, slots=True)
class _Places:
    """Columns of the solutions from `left` on, each `wide` [in]; criteria over their notes
    when `narrow`."""

    left: float
    wide: float
    narrow: bool

    def column(self, at: int) -> float:
        """Middle of a column."""
        return self.left + (at + 0.5) * self.wide


def note_grid(
    solutions: Sequence[str],
    lines: Sequence[Line],
    scores: Sequence[str],
    words: GridWords,
    prefix: str,
) -> str:
    """The table as SVG; *scores* in the order of *solutions*, blank when there is none."""
    with style.drawing():
        phone = narrow()
        left = 0.0 if phone else _NAMES + _WEIGHTS
        places = _Places(left, (style.width() - left) / len(solutions), phone)
        heads, letters = _heads(solutions, places.wide)
        signs = _signs(lines, words)
        head = _LINE * max(name.count("\n") + 1 for name in heads) + _GAP
        names = [_name(line, phone) for line in lines]
        over = [_LINE * (name.count("\n") + 1) + 0.07 if phone else 0.0 for name in names]
        body = head + sum(over) + len(lines) * _CELL
        total = _TOTAL + (_LINE if phone else 0.0)
        end = body + total + key_height(letters)
        sheet, paper = style.canvas(end + key_height(signs) + 0.02)
        _draw_heads(paper, heads, places, head, "" if phone else words.weight)
        top = head
        for line, name, above in zip(lines, names, over, strict=True):
            _criterion(paper, line, name, (top, above), words)
            for at, note in enumerate(line.notes):
                _cell(paper, note, places.column(at), top + above + _CELL / 2, places.wide)
            top += above + _CELL
        _totals(paper, scores, body, places, words)
        draw_key(paper, letters, body + total)
        draw_key(paper, signs, end)
        return style.to_svg(sheet, prefix)


def _heads(solutions: Sequence[str], wide: float) -> tuple[list[str], list[Sign]]:
    """The names over the columns; as letters, with what they mean, when one would be cut."""
    room = wide - 0.08
    heads = [style.wrapped(name, room, 3, style.SMALL, "bold") for name in solutions]
    whole = [style.wrapped(name, room, 9, style.SMALL, "bold") for name in solutions]
    words = (word for name in solutions for word in style.drawable(name).split())
    if heads == whole and all(style.measure(word, style.SMALL, "bold") <= room for word in words):
        return heads, []
    letters = list(ascii_uppercase[: len(solutions)])
    return letters, [
        Sign(_letter(letter), 0.12, name) for letter, name in zip(letters, solutions, strict=True)
    ]


def _letter(letter: str) -> Any:
    def draw(paper: Paper, x: float, y: float) -> None:
        paper.text(x, y, letter, va="center", size=style.SMALL, weight="bold")

    return draw


def _draw_heads(
    paper: Paper, heads: Sequence[str], places: _Places, bottom: float, weight: str
) -> None:
    y = bottom - _GAP / 2
    small: dict[str, Any] = {"va": "bottom", "size": style.SMALL, "linespacing": 1.0}
    paper.text(_NAMES + _WEIGHTS - 0.12, y, weight, ha="right", color=style.MUTED, **small)
    for at, head in enumerate(heads):
        paper.text(places.column(at), y, head, ha="center", weight="bold", **small)


def _name(line: Line, narrow: bool) -> str:
    room = style.width() - 2 * _WEIGHTS if narrow else _NAMES - 0.1
    return style.wrapped(line.name, room, 2, style.SMALL)


def _criterion(
    paper: Paper, line: Line, name: str, place: tuple[float, float], words: GridWords
) -> None:
    """Its name and weight: left of its notes, or above them on a phone."""
    top, above = place
    y = top + 0.04 + (above - 0.07) / 2 if above else top + _CELL / 2
    right = style.width() if above else _NAMES + _WEIGHTS - 0.12
    weight = f"{words.weight} {line.weight}" if above and line.weight else line.weight
    paper.text(0, y, name, va="center", size=style.SMALL, linespacing=1.0)
    paper.text(right, y, weight, ha="right", va="center", size=style.SMALL, color=style.MUTED)


def _cell(paper: Paper, note: Note, x: float, y: float, wide: float) -> None:
    """A note on its tone, with its marks beside it, all in the middle of the cell."""
    tone = style.PAPER if note.tone is None else TONES[note.tone - 1]
    paper.add_patch(
        Rectangle(
            (x - wide / 2 + 0.02, y - _CELL / 2 + 0.02),
            wide - 0.04,
            _CELL - 0.04,
            facecolor=tone,
            edgecolor=style.LINE,
            lw=0.5,
        )
    )
    marks = [draw for there, draw in ((note.split, _ring), (note.vetoed, _cross)) if there]
    written = style.measure(note.text)
    whole = written + len(marks) * 3 * _MARK
    ink = style.on(tone)
    if not style.readable(tone):  # a firm's own tone: the note stands on paper
        ink, half = style.INK, whole / 2 + 0.04
        ground = Rectangle((x - half, y - 0.1), 2 * half, 0.2, facecolor=style.PAPER, lw=0)
        paper.add_patch(ground)
    start = x - whole / 2
    paper.text(start, y, note.text, ha="left", va="center", size=style.SIZE, color=ink)
    for at, draw in enumerate(marks):
        draw(paper, start + written + (at * 3 + 2) * _MARK, y, ink)


def _ring(paper: Paper, x: float, y: float, color: str) -> None:
    paper.add_patch(Circle((x, y), _MARK, facecolor="none", edgecolor=color, lw=1.2, zorder=3))


def _cross(paper: Paper, x: float, y: float, color: str) -> None:
    for up in (-1, 1):
        paper.plot([x - _MARK, x + _MARK], [y - up * _MARK, y + up * _MARK], color=color, lw=1.4)


def _totals(
    paper: Paper, scores: Sequence[str], top: float, places: _Places, words: GridWords
) -> None:
    paper.plot([0, style.width()], [top + 0.04] * 2, color=style.LINE, lw=0.8)
    middle = top + 0.02 + _TOTAL / 2
    name = middle - 0.06 if places.narrow else middle
    paper.text(0, name, words.score, va="center", weight="bold")
    y = middle + _LINE if places.narrow else middle
    for at, score in enumerate(scores):
        paper.text(places.column(at), y, score, ha="center", va="center", weight="bold")


def _signs(lines: Sequence[Line], words: GridWords) -> list[Sign]:
    """The scale, then what a ring and a cross mean when there is one."""

    def scale(paper: Paper, x: float, y: float) -> None:
        paper.text(x, y, words.low, size=style.SMALL, color=style.MUTED, va="center")
        x += low
        for tone in TONES:
            box = Rectangle((x, y - 0.07), 0.2, 0.14, facecolor=tone, edgecolor=style.LINE, lw=0.5)
            paper.add_patch(box)
            x += _TONE

    low = style.measure(words.low, style.SMALL) + 0.08
    signs = [Sign(scale, low + _TONE * len(TONES), words.high)]
    notes = [note for line in lines for note in line.notes]
    for there, draw, said in (
        (any(note.split for note in notes), _ring, words.split),
        (any(note.vetoed for note in notes), _cross, words.veto),
    ):
        if there:
            signs.append(Sign(_marked(draw), 2 * _MARK, said))
    return signs


def _marked(draw: Any) -> Any:
    return lambda paper, x, y: draw(paper, x + _MARK, y, style.INK)
