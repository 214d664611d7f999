"""The key of a chart: marks and what they mean, on as many lines as the sheet asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from kit.display import style
from kit.display.paper import Paper

LINE = 0.2  # [in] one line of a key
_FIRST = 0.02  # [in] of the first sign: half a line stays on the sheet
_SIDE, _BETWEEN = 0.07, 0.24  # [in] from a mark to its text, from one sign to the next

Draw = Callable[[Paper, float, float], None]


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark drawn from its left end (x, y), `width` wide [in], and its meaning."""

    draw: Draw
    width: float
    text: str


def key_height(signs: Sequence[Sign], left: float = _FIRST) -> float:
    """What the key takes under a chart [in]; nothing without signs."""
    return LINE * (1 + max((line for line, _, _, _ in _placed(signs, left)), default=-1))


def draw_key(paper: Paper, signs: Sequence[Sign], top: float, left: float = _FIRST) -> None:
    """The *signs* from *left* on, their first line just under *top* [in]."""
    for line, x, sign, text in _placed(signs, left):
        y = top + (line + 0.5) * LINE
        sign.draw(paper, x, y)
        beside = x + sign.width + (_SIDE if sign.width else 0)
        paper.text(beside, y, text, va="center", size=style.SMALL, color=style.MUTED)


def swatch(fill: str, edge: str, dashed: bool = False, width: float = 0.18) -> Draw:
    """A small rectangle as a mark."""

    def draw(paper: Paper, x: float, y: float) -> None:
        paper.add_patch(
            Rectangle(
                (x, y - 0.06), width, 0.12, fc=fill, ec=edge, lw=0.8, ls="--" if dashed else "-"
            )
        )

    return draw


def _placed(signs: Sequence[Sign], left: float) -> Iterator[tuple[int, float, Sign, str]]:
    """Line, x, sign and its text, cut when a whole line could not hold it."""
    line, x, right = 0, left, style.width()
    for sign in signs:
        before = sign.width + (_SIDE if sign.width else 0)
        text = style.cut(sign.text, right - left - before, style.SMALL)
        taken = before + style.measure(text, style.SMALL)
        if x > left and x + taken > right:
            line, x = line + 1, left
        yield line, x, sign, text
        x += taken + _BETWEEN
