"""Panels: groups of sentences under a title, set as large as their column allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.deliverable.slide_fit import LINE, POINTS, Para, height_of, shortened
from kit.texts import Texts

TEXT_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)  # [pt]
PANEL_PAD, EDGE = 0.22, 0.07  # [in] room inside a panel, its coloured edge
GAP = 0.28  # [in] between two parts
_BULLET, _TITLE_LINES = 0.25, 3  # [in] of a bullet; lines of a title and the rooms between
TONES = ("stop", "go", "info", "win")


@dataclass(frozen=True, slots=True)
class Panel:
    """A group of sentences under a title; `tone` is stop, go, info, win or plain."""

    tone: str
    title: str
    text: str = ""
    items: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A panel with its paragraphs as they are set, and the height [in] it takes."""

    panel: Panel
    paras: Sequence[Para]
    height: float


def panel_paras(panel: Panel, size: float) -> list[Para]:
    """The paragraphs of *panel*, its sentences at *size* [pt]."""
    role = panel.tone if panel.tone in TONES else "accent"
    paras = [Para(panel.title, size + 1, role, bold=True)]
    if panel.text:
        paras.append(Para(panel.text, size, above=size * 0.4))
    paras += [
        Para(item, size, bullet=f"{at}." if panel.numbered else "•", above=size * 0.4)
        for at, item in enumerate(panel.items, 1)
    ]
    return paras


def fit_columns(
    columns: Sequence[Sequence[Panel]], widths: Sequence[float], height: float, texts: Texts
) -> list[list[Placed]]:
    """Panels under each other in columns, all in the largest size in which every column fits."""
    for size in TEXT_SIZES:
        made = [
            [_placed(one, width, size) for one in column]
            for column, width in zip(columns, widths, strict=True)
        ]
        if all(_total(column) <= height for column in made):
            return made
    return [
        _squeezed(column, width, height, texts)
        for column, width in zip(columns, widths, strict=True)
    ]


def _placed(panel: Panel, width: float, size: float) -> Placed:
    paras = panel_paras(panel, size)
    across, along = _pads(panel)
    return Placed(panel, paras, height_of(paras, width - across) + along)


def _total(column: Sequence[Placed]) -> float:
    return sum(one.height for one in column) + GAP * (len(column) - 1)


def _pads(panel: Panel) -> tuple[float, float]:
    tinted = panel.tone in TONES
    return (2 * PANEL_PAD + EDGE, 1.6 * PANEL_PAD) if tinted else (0.0, 0.0)


def _squeezed(column: Sequence[Panel], width: float, height: float, texts: Texts) -> list[Placed]:
    """The smallest size; who needs more than its share of the room is shortened."""
    size = TEXT_SIZES[-1]
    whole = {at: _placed(one, width, size) for at, one in enumerate(column)}
    room, made = height - GAP * (len(column) - 1), dict(whole)
    for turn, at in enumerate(sorted(whole, key=lambda at: whole[at].height)):
        share = room / (len(column) - turn)
        if whole[at].height > share:
            made[at] = _shorter(column[at], width, share, size, texts)
        room -= made[at].height
    return [made[at] for at in range(len(column))]


def _shorter(panel: Panel, width: float, height: float, size: float, texts: Texts) -> Placed:
    """Fewer points first, where their number says nothing; then shorter sentences."""
    fewest = len(panel.items) if panel.numbered else 1
    for kept in range(len(panel.items) - 1, fewest - 1, -1):
        more = texts.plural("deliverable.slides.more", len(panel.items) - kept)
        fewer = _placed(replace(panel, items=(*panel.items[:kept], more)), width, size)
        if fewer.height <= height:
            return fewer
    across, along = _pads(panel)
    room = width - across - _BULLET
    lines = max(int((height - along) * POINTS / (size * LINE)) - _TITLE_LINES, 2)
    items = panel.items[:fewest]
    share = max(lines // max(bool(panel.text) + len(items), 1), 1)
    short = replace(
        panel,
        title=shortened(panel.title, size + 1, room, 2, bold=True),
        text=shortened(panel.text, size, room, share) if panel.text else "",
        items=tuple(shortened(one, size, room, share) for one in items),
    )
    return _placed(short, width, size)
