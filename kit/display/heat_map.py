"""The heat map of risks: probability × impact, five by five, a numbered disc per risk.

A cell is tinted by the level of its product, and says both. Discs stay inside the cell of
their two notes; those of proposed risks are hollow. Their numbers are those of the tables
beside the map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Circle, Rectangle

from kit.display import style
from kit.display.five_by_five import NOTES, Field, Sides, draw_sides, field, left_out
from kit.display.key import Sign, draw_key, key_height
from kit.display.packing import packed
from kit.display.paper import Paper

_CELL_H = 0.62  # [in]
_TOP = 0.06
_STRIP = 0.15  # [in] of a cell, for its product and level
_RADIUS, _LEAST = 0.135, 0.085  # [in] of a disc; below, its number cannot be read
_WORDS = 6.5  # [pt] of the level and the product
_TINTS = dict(zip(("low", "moderate", "high", "critical"), style.LEVELS, strict=True))


@dataclass(frozen=True, slots=True)
class Spot:
    rank: int
    probability: int
    impact: int
    proposed: bool


@dataclass(frozen=True, slots=True)
class HeatWords:
    probability: str
    impact: str
    low: str
    high: str
    levels: Mapping[str, str]  # level → its name, lowest first
    written: str
    proposed: str


def heat_map(
    spots: Sequence[Spot],
    levels: Mapping[tuple[int, int], str],
    words: HeatWords,
    prefix: str,
) -> str:
    """The map as SVG. *levels*: (probability, impact) → level, for all 25 cells."""
    with style.drawing():
        at = field(_TOP, _CELL_H)
        signs = _signs(words) if any(spot.proposed for spot in spots) else []
        sheet, paper = style.canvas(at.end + key_height(signs) + 0.04)
        for probability in NOTES:
            for impact in NOTES:
                _cell(paper, at, (impact, probability), levels[probability, impact], words)
        draw_sides(paper, at, Sides(words.probability, words.impact, words.low, words.high))
        cells: dict[tuple[int, int], list[Spot]] = {}
        for spot in spots:
            cells.setdefault((spot.impact, spot.probability), []).append(spot)
        for notes, members in cells.items():
            _discs(paper, members, at, notes)
        draw_key(paper, signs, at.end, at.left)
        return style.to_svg(sheet, prefix)


def _cell(paper: Paper, at: Field, notes: tuple[int, int], level: str, words: HeatWords) -> None:
    """The tint of a level, its name at the left, the product at the right."""
    x, y = at.corner(*notes)
    tint: dict[str, Any] = {"fc": _TINTS[level], "ec": style.PAPER, "lw": 1.5}
    paper.add_patch(Rectangle((x, y), at.cell_w, at.cell_h, **tint))
    product = str(notes[0] * notes[1])
    room = at.cell_w - style.measure(product, _WORDS) - 0.14
    line = y + 0.02 + _STRIP / 2
    small: dict[str, Any] = {"va": "center", "size": _WORDS, "color": style.INK}
    paper.text(x + 0.05, line, style.cut(words.levels[level], room, _WORDS), ha="left", **small)
    paper.text(x + at.cell_w - 0.05, line, product, ha="right", **small)


def _discs(paper: Paper, spots: Sequence[Spot], at: Field, notes: tuple[int, int]) -> None:
    """The risks of one cell under its words; when there is no room, how many more."""
    x, y = at.centre(*notes)
    y += _STRIP / 2 + 0.005
    fit = packed(len(spots), at.cell_w - 0.03, at.cell_h - _STRIP - 0.03, _RADIUS, _LEAST)
    shown = spots[: len(fit.places) - bool(fit.left_out)]
    for spot, (right, down) in zip(shown, fit.places, strict=False):
        _disc(paper, (x + right, y + down), fit.radius, str(spot.rank), spot.proposed)
    left_out(paper, (x, y), fit)


def _disc(paper: Paper, at: tuple[float, float], radius: float, text: str, proposed: bool) -> None:
    paper.add_patch(
        Circle(
            at,
            radius,
            facecolor=style.PAPER if proposed else style.INK,
            edgecolor=style.INK,
            lw=1.1,
            linestyle=(0, (2, 1.2)) if proposed else "solid",
            zorder=3,
        )
    )
    if text:
        paper.text(
            *at,
            text,
            ha="center",
            va="center_baseline",
            size=min(7.5, 7.5 * 1.66 * radius / style.measure(text, 7.5, "bold")),
            weight="bold",
            color=style.INK if proposed else style.PAPER,
            zorder=4,
        )


def _signs(words: HeatWords) -> list[Sign]:
    """What a full and a hollow disc mean."""

    def sign(text: str, hollow: bool) -> Sign:
        return Sign(lambda paper, x, y: _disc(paper, (x + 0.08, y), 0.08, "", hollow), 0.16, text)

    return [sign(words.written, hollow=False), sign(words.proposed, hollow=True)]
