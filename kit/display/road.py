"""A road of steps with barriers between some of them: where one is, and what holds it back.

A box a step with its progress; a lozenge where a decision is asked, open or closed. From
left to right on a page, from top to bottom on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Polygon, Rectangle

from kit.display import style
from kit.display.paper import Paper
from kit.display.rows import narrow

_GAP = 0.46  # [in] between boxes
_BOX_H, _TOP = 1.0, 0.12  # [in]
_LOW = 0.66  # [in] height of a box on a phone
_STEP, _BARRIER = 0.18, 0.62  # [in] between two boxes on a phone, without a lozenge and with one
_BAR = 0.11
_HALF_W, _HALF_H = 0.22, 0.27  # of a lozenge
# state -> (background, frame, text)
_LOOKS = {
    "done": (style.GAIN_SOFT, style.GAIN, style.GAIN),
    "doing": (style.PAPER, style.MAIN, style.MAIN),
    "waiting": (style.PAPER, style.LINE, style.MUTED),
    "held": (style.COST_SOFT, style.COST, style.COST),
    "stopped": (style.COST_SOFT, style.STOP, style.STOP),
}


@dataclass(frozen=True, slots=True)
class Station:
    number: str  # "Étape 2"
    name: str
    share: float  # 0..1 of its points
    progress: str  # "7 sur 12"
    state: str  # done, doing, waiting, held, stopped
    state_word: str
    gate: str | None = None  # word in the lozenge after it; None: no decision is asked there
    gate_open: bool = False


def road(stations: Sequence[Station], prefix: str) -> str:
    """The road as SVG."""
    with style.drawing():
        return (_down if narrow() else _across)(stations, prefix)


def _across(stations: Sequence[Station], prefix: str) -> str:
    count = len(stations)
    width = (style.width() - 0.02 - _GAP * (count - 1)) / count
    sheet, paper = style.canvas(_TOP + _BOX_H + 0.3)
    middle = _TOP + _BOX_H / 2
    _line(paper, (0.01, middle), (style.width() - 0.01, middle))
    for at, station in enumerate(stations):
        x = 0.01 + at * (width + _GAP)
        _box(paper, station, x, _TOP, width, _BOX_H)
        _station(paper, station, x, width)
        if station.gate is not None:
            _gate(paper, x + width + _GAP / 2, middle, station)
    return style.to_svg(sheet, prefix)


def _station(paper: Paper, station: Station, x: float, width: float) -> None:
    _, frame, ink = _LOOKS[station.state]
    centre = x + width / 2
    _word(paper, centre, _TOP + 0.17, station.number, style.MUTED)
    name = style.wrapped(station.name, width - 0.06, 1, weight="bold")
    paper.text(centre, _TOP + 0.38, name, weight="bold", ha="center", va="center", zorder=4)
    _progress(paper, x + 0.12, _TOP + 0.56, width - 0.24, station.share, frame)
    _word(paper, centre, _TOP + 0.83, station.progress, style.INK)
    _word(paper, centre, _TOP + _BOX_H + 0.15, station.state_word, ink, bold=True)


def _down(stations: Sequence[Station], prefix: str) -> str:
    tops = [0.02]
    for station in stations[:-1]:
        tops.append(tops[-1] + _LOW + (_STEP if station.gate is None else _BARRIER))
    last = _STEP if stations[-1].gate is None else _BARRIER
    sheet, paper = style.canvas(tops[-1] + _LOW + (last if stations[-1].gate else 0.02))
    width, centre = style.width() - 0.02, style.width() / 2
    _line(paper, (centre, tops[0] + _LOW), (centre, tops[-1]))
    for station, top in zip(stations, tops, strict=True):
        _, frame, ink = _LOOKS[station.state]
        _box(paper, station, 0.01, top, width, _LOW)
        word = style.measure(station.state_word, style.SMALL, "bold")
        number = style.measure(station.number, style.SMALL)
        _word(paper, 0.11 + number / 2, top + 0.2, station.number, style.MUTED)
        name = style.wrapped(station.name, width - number - word - 0.4, 1, weight="bold")
        paper.text(0.2 + number, top + 0.2, name, weight="bold", va="center", zorder=4)
        _word(paper, width - 0.1 - word / 2, top + 0.2, station.state_word, ink, bold=True)
        _progress(paper, 0.11, top + 0.41, width * 0.62, station.share, frame)
        said = style.measure(station.progress, style.SMALL)
        _word(paper, width - 0.1 - said / 2, top + 0.46, station.progress, style.INK)
        if station.gate is not None:
            _gate(paper, centre, top + _LOW + _BARRIER / 2, station)
    return style.to_svg(sheet, prefix)


def _line(paper: Paper, start: tuple[float, float], end: tuple[float, float]) -> None:
    paper.plot([start[0], end[0]], [start[1], end[1]], color=style.LINE, lw=3, zorder=1)


def _box(paper: Paper, station: Station, x: float, top: float, width: float, height: float) -> None:
    background, frame, _ = _LOOKS[station.state]
    paper.add_patch(
        Rectangle((x, top), width, height, facecolor=background, edgecolor=frame, lw=1.4, zorder=2)
    )


def _progress(paper: Paper, x: float, top: float, width: float, share: float, color: str) -> None:
    paper.add_patch(Rectangle((x, top), width, _BAR, color=style.PALE, lw=0, zorder=3))
    paper.add_patch(Rectangle((x, top), width * share, _BAR, color=color, lw=0, zorder=4))


def _word(paper: Paper, x: float, y: float, text: str, color: str, bold: bool = False) -> None:
    paper.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        size=style.SMALL,
        color=color,
        weight="bold" if bold else "normal",
        zorder=4,
    )


def _gate(paper: Paper, x: float, y: float, station: Station) -> None:
    colour = style.GAIN if station.gate_open else style.STOP
    corners = [(x, y - _HALF_H), (x + _HALF_W, y), (x, y + _HALF_H), (x - _HALF_W, y)]
    paper.add_patch(
        Polygon(
            corners,
            closed=True,
            facecolor=colour if station.gate_open else style.PAPER,
            edgecolor=colour,
            lw=1.6,
            zorder=5,
        )
    )
    paper.text(
        x,
        y,
        style.wrapped(station.gate or "", 1.3 * _HALF_W, 2, style.SMALL, "bold"),
        ha="center",
        va="center",
        size=style.SMALL,
        weight="bold",
        color=style.PAPER if station.gate_open else colour,
        linespacing=0.95,
        zorder=6,
    )
