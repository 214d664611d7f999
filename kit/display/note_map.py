"""A map of two notes, 1 to 5: a bubble per thing noted, its rank inside, its name beside it.

Processes by impact and effort, ideas by value and feasibility. Size and colour tell a third
figure, a dark ring what stands out.

Bubbles and names stay inside the cell of their two notes, so that none hides another. Where
there is no room for names (many in a cell, a phone), the ranks alone are on the map and a
list under it says who they are, the first of them; the table beside has the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.patches import Circle

from kit.display import style
from kit.display.five_by_five import NOTES, Field, Sides, draw_sides, field, left_out
from kit.display.key import Sign, draw_key, key_height, swatch
from kit.display.name_list import NameList
from kit.display.packing import packed
from kit.display.paper import Paper
from kit.display.rows import narrow

_CELL_H = 0.84  # [in]
_GAP = 0.1  # [in] between the parts of the sheet
_NAMED = 3  # things of one cell that are named in it
_LEAST = 0.085  # [in] the smallest bubble whose rank can be read
_INSIDE = 0.02  # [in] of a cell that bubbles leave free
_RING = 1.6  # [pt]
_SAMPLE = 0.24  # [in] one bubble of the key


@dataclass(frozen=True, slots=True)
class Point:
    """`up`, `across` and `size` are whole notes, 1 to 5."""

    rank: int
    name: str
    up: int
    across: int
    size: int
    ringed: bool
    pick: str | None = None  # what who clicks on it asks for; None: a drawing only
    tip: str = ""  # said when it is pointed at


@dataclass(frozen=True, slots=True)
class MapWords:
    across: str  # "Effort"
    up: str  # "Impact"
    low: str
    high: str
    zone: str  # "gains rapides"
    size: str  # "Risque"
    ring: str  # what the dark ring means
    marks: tuple[str, ...] = ("1", "2", "3", "4", "5")  # what each size stands for
    rest: Callable[[int], str] = "+{}".format  # "and 8 others", under the list


@dataclass(frozen=True, slots=True)
class _Bubble:
    x: float
    y: float
    radius: float


def note_map(
    points: Sequence[Point],
    zone: Sequence[tuple[int, int]],
    words: MapWords,
    prefix: str,
    tones: Sequence[str] = style.RISKS,
) -> str:
    """The map as SVG. *zone*: the (up, across) cells to look at first; *tones* by size."""
    with style.drawing():
        zone_words = _zone_words(words) if zone else ""
        top = style.extent(zone_words, style.SMALL)[1] + _GAP if zone else _GAP
        at = field(top, _CELL_H)
        cells, signs = _cells(points), _signs(words, tones)
        unnamed = [point for point in points if not _is_named(cells[point.up, point.across])]
        names = [(str(one.rank), one.name) for one in sorted(unnamed, key=lambda one: one.rank)]
        listed = NameList.of(names, words.rest)
        key = at.end + _GAP / 2
        below = key + key_height(signs) + _GAP
        sheet, paper = style.canvas(below + listed.height)
        _grid(paper, at, zone, zone_words)
        draw_sides(paper, at, Sides(words.across, words.up, words.low, words.high))
        for notes, members in cells.items():
            draw = _named if _is_named(members) else _crowd
            draw(paper, members, at, notes, tones)
        draw_key(paper, signs, key)
        listed.draw(paper, below)
        return style.to_svg(sheet, prefix)


def _cells(points: Sequence[Point]) -> dict[tuple[int, int], list[Point]]:
    """What stands in each (up, across), in the order given."""
    cells: dict[tuple[int, int], list[Point]] = {}
    for point in points:
        cells.setdefault((point.up, point.across), []).append(point)
    return cells


def _is_named(members: Sequence[Point]) -> bool:
    """Whether a cell with these has room for their names."""
    return len(members) <= _NAMED and not narrow()


def _radius(size: int) -> float:
    return 0.105 + 0.012 * size


# -- the field ------------------------------------------------------------------------------


def _zone_words(words: MapWords) -> str:
    return style.wrapped(words.zone, style.width() - 0.3, 2, style.SMALL)


def _grid(paper: Paper, at: Field, zone: Sequence[tuple[int, int]], said: str) -> None:
    """The cells; the zone tinted and framed, named above: inside, it would cross the names."""
    for notes in zone:
        x, y = at.corner(*notes)
        paper.fill(
            [x, x + at.cell_w, x + at.cell_w, x],
            [y, y, y + at.cell_h, y + at.cell_h],
            color=style.GAIN_SOFT,
            lw=0,
        )
    for step in range(6):
        x, y = at.left + step * at.cell_w, at.top + step * at.cell_h
        paper.plot([x, x], [at.top, at.bottom], color=style.LINE, lw=0.6)
        paper.plot([at.left, at.right], [y, y], color=style.LINE, lw=0.6)
    for notes in zone:
        _frame(paper, at, notes, set(zone))
    if zone:
        middle = (at.top - _GAP / 2) / 2
        swatch(style.GAIN_SOFT, style.GAIN)(paper, 0.02, middle)
        _text(paper, (0.27, middle), said, "left", "center", style.GAIN)


def _frame(paper: Paper, at: Field, notes: tuple[int, int], zone: set[tuple[int, int]]) -> None:
    """The sides of a cell of the zone that are the edge of the zone."""
    (up, across), (x, y) = notes, at.corner(*notes)
    sides = {
        (up + 1, across): ((x, x + at.cell_w), (y, y)),
        (up - 1, across): ((x, x + at.cell_w), (y + at.cell_h, y + at.cell_h)),
        (up, across - 1): ((x, x), (y, y + at.cell_h)),
        (up, across + 1): ((x + at.cell_w, x + at.cell_w), (y, y + at.cell_h)),
    }
    for neighbour, (xs, ys) in sides.items():
        if neighbour not in zone:
            paper.plot(xs, ys, color=style.GAIN, lw=1.2, solid_capstyle="projecting", zorder=2)


# -- what stands in a cell ------------------------------------------------------------------


def _named(
    paper: Paper,
    points: Sequence[Point],
    at: Field,
    notes: tuple[int, int],
    tones: Sequence[str] = style.RISKS,
) -> None:
    """The few things of one cell, with their names, all inside that cell.

    One: its name under it. Two or three: one under the other, names beside.
    """
    x, y = at.centre(*notes)
    if len(points) == 1:
        name = style.wrapped(points[0].name, at.cell_w - 0.1, 3, style.SMALL)
        raised = 0.22 if name.count("\n") > 1 else 0.14
        bubble = _Bubble(x, y - raised, _radius(points[0].size))
        _bubble(paper, points[0], bubble, tones)
        _text(paper, (x, bubble.y + bubble.radius + 0.04), name, "center", "top")
        return
    size, lines = style.SMALL - 1, 3 if len(points) == 2 else 2
    step = (at.cell_h - 0.06) / len(points)
    widest = 0.46 * step
    left = x - at.cell_w / 2 + 0.05 + min(widest, _radius(NOTES[-1]))
    beside = left + min(widest, _radius(NOTES[-1])) + 0.04
    for line, point in enumerate(points):
        middle = y + (line - (len(points) - 1) / 2) * step
        _bubble(paper, point, _Bubble(left, middle, min(_radius(point.size), widest)), tones)
        name = style.wrapped(point.name, x + at.cell_w / 2 - 0.03 - beside, lines, size)
        _text(paper, (beside, middle), name, "left", "center", style.INK, size)


def _crowd(
    paper: Paper,
    points: Sequence[Point],
    at: Field,
    notes: tuple[int, int],
    tones: Sequence[str],
) -> None:
    """Ranks only, side by side; when even they have no room, how many more there are."""
    x, y = at.centre(*notes)
    room = (at.cell_w - _INSIDE, at.cell_h - _INSIDE)
    fit = packed(len(points), *room, _radius(NOTES[-1]), _LEAST)
    shown = points[: len(fit.places) - bool(fit.left_out)]
    for point, (right, down) in zip(shown, fit.places, strict=False):
        radius = max(_LEAST, min(_radius(point.size), fit.radius))
        _bubble(paper, point, _Bubble(x + right, y + down, min(radius, fit.radius)), tones)
    left_out(paper, (x, y), fit)


def _bubble(
    paper: Paper, point: Point, bubble: _Bubble, tones: Sequence[str], mark: str | None = None
) -> None:
    """A bubble with its rank; on a tone that nothing is read on, the rank has paper behind it."""
    tone = tones[point.size - 1]
    clear = style.readable(tone)
    disc = partial(Circle, (bubble.x, bubble.y), zorder=3)
    edge, line = (style.INK, _RING) if point.ringed else (style.MUTED, 0.5)
    paper.add_patch(disc(bubble.radius, facecolor=tone, edgecolor=edge, lw=line))
    side = 2 * bubble.radius
    left, top = bubble.x - bubble.radius, bubble.y - bubble.radius
    paper.tip(left, top, side, side, point.tip, point.pick)
    if not clear:
        paper.add_patch(disc(bubble.radius * 0.8, facecolor=style.PAPER, lw=0))
    written = str(point.rank) if mark is None else mark
    if not written:
        return
    room = 1.66 * bubble.radius * (1.0 if clear else 0.8)
    paper.text(
        bubble.x,
        bubble.y,
        written,
        ha="center",
        va="center_baseline",
        size=min(7.5, 7.5 * room / style.measure(written, 7.5, "bold")),
        weight="bold",
        color=style.on(tone) if clear else style.INK,
        zorder=4,
    )


# -- under the map --------------------------------------------------------------------------


def _signs(words: MapWords, tones: Sequence[str]) -> list[Sign]:
    """What size and colour stand for, and what the dark ring means."""

    def sizes(paper: Paper, x: float, y: float) -> None:
        for at, size in enumerate(NOTES):
            sample = Point(size, "", 1, 1, size, ringed=False)
            mark = words.marks[at] if at < len(words.marks) else ""
            place = _Bubble(x + (at + 0.5) * _SAMPLE, y, _radius(size) * 0.6)
            _bubble(paper, sample, place, tones, mark)

    def ring(paper: Paper, x: float, y: float) -> None:
        paper.add_patch(Circle((x + 0.09, y), 0.075, fc=style.PAPER, ec=style.INK, lw=_RING))

    return [Sign(sizes, _SAMPLE * len(NOTES), words.size), Sign(ring, 0.18, words.ring)]


def _text(
    paper: Paper,
    place: tuple[float, float],
    text: str,
    ha: str,
    va: str,
    color: str = style.INK,
    size: float = style.SMALL,
) -> None:
    paper.text(*place, text, ha=ha, va=va, size=size, color=color, linespacing=1.0, zorder=5)
