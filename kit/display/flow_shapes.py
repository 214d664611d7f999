"""What a process map is drawn with: boxes, questions, branches and the arrows between them.

Every shape knows its height before it is drawn, from the lines its texts take [in].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from kit.display import style
from kit.display.paper import Paper

Point = tuple[float, float]

LINE = style.SMALL * 1.25 / 72  # [in] one line of text
SLOPE = 0.13  # [in] of the pointed ends of a question
RADIUS = 0.1  # [in] of the circle that says where the map goes on
_SIDE = 0.07  # [in] left and right of a text
_ABOVE = 0.06  # [in] above and below a text
_TEXT, _WHO, _CRITERION = 6, 3, 4  # lines kept at most


@dataclass(frozen=True, slots=True)
class Said:
    """Lines of one text with their look."""

    lines: tuple[str, ...]
    color: str = style.INK
    bold: bool = False

    @property
    def height(self) -> float:
        return LINE * len(self.lines)


def said(
    text: str, width: float, lines: int = _TEXT, color: str = style.INK, bold: bool = False
) -> Said:
    """*text* over lines of *width* [in]."""
    weight = "bold" if bold else "normal"
    rows = style.wrapped(text, width, lines, style.SMALL, weight).split("\n")
    return Said(tuple(row for row in rows if row), color, bold)


@dataclass(frozen=True, slots=True)
class Box:
    """A step: who does it in a band above what is done. Without a band, a start or an end."""

    band: Said
    body: Said
    fill: str
    edge: str
    tint: str  # of the band
    round_by: float

    @property
    def height(self) -> float:
        band = self.band.height + 0.05 if self.band.lines else 0.0
        return band + self.body.height + 2 * _ABOVE

    def draw(self, paper: Paper, x: float, middle: float, width: float, height: float) -> None:
        top = middle - height / 2
        _rounded(paper, x, top, width, height, self.fill, self.edge, self.round_by)
        band = self.band.height + 0.05 if self.band.lines else 0.0
        if band:
            _band(paper, x, top, width, band, self.tint, self.round_by)
            _rounded(paper, x, top, width, height, "none", self.edge, self.round_by, 4)
            _write(paper, x + width / 2, top + band / 2, (self.band,))
        _write(paper, x + width / 2, top + band + (height - band) / 2, (self.body,))


def step(who: str, what: str, width: float, automated: bool) -> Box:
    """*who* and *what* in a box of *width*; a step no person does stands out."""
    edge, tint = (style.GAIN, style.GAIN_SOFT) if automated else (style.MAIN, style.MAIN_SOFT)
    band = said(who, width - 2 * _SIDE, _WHO)
    return Box(band, said(what, width - 2 * _SIDE), style.PAPER, edge, tint, 0.05)


def terminal(text: str, width: float, start: bool) -> Box:
    """Where the map begins, or ends."""
    color = style.MAIN if start else style.MUTED
    body = said(text, width - 0.28, color=style.PAPER)
    return Box(Said(()), body, color, color, color, 0.2)


def answer(label: str, then: str, width: float, silent: bool) -> Box:
    """What follows an answer, under the answer itself; *silent*: nobody said."""
    band = said(label, width - 2 * _SIDE, 1, bold=True)
    body = said(then, width - 2 * _SIDE, color=style.MUTED if silent else style.INK)
    return Box(band, body, style.PAPER, style.LINE, style.PALE, 0.05)


@dataclass(frozen=True, slots=True)
class Question:
    """A decision: who takes it, what is asked, and on what."""

    texts: tuple[Said, ...]

    @property
    def height(self) -> float:
        gaps = 0.04 * (len(self.texts) - 1)
        return max(sum(one.height for one in self.texts) + gaps + 2 * _ABOVE, 0.5)

    def draw(self, paper: Paper, x: float, middle: float, width: float) -> None:
        half = self.height / 2
        corners = [
            (x, middle),
            (x + SLOPE, middle - half),
            (x + width - SLOPE, middle - half),
            (x + width, middle),
            (x + width - SLOPE, middle + half),
            (x + SLOPE, middle + half),
        ]
        paper.add_patch(
            Polygon(
                corners,
                closed=True,
                facecolor=style.COST_SOFT,
                edgecolor=style.COST,
                lw=1,
                zorder=2,
            )
        )
        _write(paper, x + width / 2, middle, self.texts, 0.04)


def question(who: str, asked: str, criterion: str, width: float) -> Question:
    """The texts of a decision in a shape of *width*."""
    inside = width - 2 * SLOPE
    texts = (
        said(who, inside, _WHO),
        said(asked, inside, bold=True),
        said(criterion, inside, _CRITERION),
    )
    return Question(tuple(one for one in texts if one.lines))


def line(paper: Paper, points: Sequence[Point]) -> None:
    xs, ys = zip(*points, strict=True)
    paper.plot(xs, ys, color=style.MUTED, lw=1, zorder=1, solid_joinstyle="round")


def arrow(paper: Paper, start: Point, end: Point) -> None:
    paper.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=7,
            color=style.MUTED,
            lw=1,
            shrinkA=0,
            shrinkB=0,
            zorder=1,
        )
    )


def mark(paper: Paper, at: Point, letter: str) -> None:
    """The circle that ends a drawing, and opens the next one with the same letter."""
    paper.add_patch(Circle(at, RADIUS, fc=style.PAPER, ec=style.MUTED, lw=1, zorder=3))
    _write(paper, *at, (Said((letter,), style.MUTED, bold=True),))


def _write(paper: Paper, x: float, middle: float, texts: Sequence[Said], gap: float = 0.0) -> None:
    """The texts one under the other, centred."""
    top = middle - (sum(one.height for one in texts) + gap * (len(texts) - 1)) / 2
    for one in texts:
        paper.text(
            x,
            top + one.height / 2,
            "\n".join(one.lines),
            ha="center",
            va="center",
            size=style.SMALL,
            color=one.color,
            weight="bold" if one.bold else "normal",
            linespacing=1.0,
            zorder=5,
        )
        top += one.height + gap


def _rounded(
    paper: Paper,
    x: float,
    top: float,
    width: float,
    height: float,
    fill: str,
    edge: str,
    round_by: float,
    zorder: float = 2,
) -> None:
    by = min(round_by, height / 2, width / 2)
    paper.add_patch(
        FancyBboxPatch(
            (x + by, top + by),
            width - 2 * by,
            height - 2 * by,
            boxstyle=f"round,pad={by},rounding_size={by}",
            facecolor=fill,
            edgecolor=edge,
            lw=1,
            zorder=zorder,
        )
    )


def _band(
    paper: Paper, x: float, top: float, width: float, height: float, tint: str, by: float
) -> None:
    """A tinted band that follows the round corners of the top of its box."""
    corners = [
        (Path.MOVETO, (x, top + height)),
        (Path.LINETO, (x, top + by)),
        (Path.CURVE3, (x, top)),
        (Path.CURVE3, (x + by, top)),
        (Path.LINETO, (x + width - by, top)),
        (Path.CURVE3, (x + width, top)),
        (Path.CURVE3, (x + width, top + by)),
        (Path.LINETO, (x + width, top + height)),
        (Path.CLOSEPOLY, (x, top + height)),
    ]
    path = Path([point for _, point in corners], [int(code) for code, _ in corners])
    paper.add_patch(PathPatch(path, facecolor=tint, lw=0, zorder=3))
