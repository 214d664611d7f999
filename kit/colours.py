"""Colours by numbers: contrast, likeness, mixing, and the twin of a colour on a dark page.

Pure; coloraide does the arithmetic (OKLCH, WCAG contrast, CIEDE2000, the filters of Viénot
and Brettel for colour-blind sight). Colours are "#RRGGBB".
"""

from __future__ import annotations

import re
from functools import lru_cache

from coloraide import Color

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_READABLE = 4.6  # a little above WCAG's 4.5, for what rounding to eight bits takes away
_UNDER_WHITE = 4.5  # from this contrast on, charts write on the colour in white
_SEEN = 3.0  # WCAG 2.2, 1.4.11: the frame of a field
_UNDER = 0.575  # [OKLCH lightness] about the lightest colour that carries white text
_DIMMEST, _BRIGHTEST = 0.62, 0.92  # [OKLCH lightness] of its twins on a dark page
_STEP = 0.01  # of OKLCH lightness


def is_colour(value: str) -> bool:
    return _HEX.fullmatch(value) is not None


@lru_cache(maxsize=1024)
def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    return round(Color(one).contrast(other), 6)


@lru_cache(maxsize=4096)
def difference(one: str, other: str, vision: str = "normal") -> float:
    """CIEDE2000 between two colours, as seen by that *vision*: normal, protan, deutan, tritan.

    >>> difference("#000000", "#000000")
    0.0
    """
    seen = [
        Color(each) if vision == "normal" else Color(each).filter(vision) for each in (one, other)
    ]
    return float(seen[0].delta_e(seen[1], method="2000"))


@lru_cache(maxsize=512)
def lightness(colour: str) -> float:
    """CIE lightness, 0 black to 100 white: what is left of a colour in black and white.

    >>> lightness("#FFFFFF") > 99.9 and lightness("#000000") == 0
    True
    """
    return float(Color(colour).convert("lab")["lightness"])


def edge_of(colour: str, paper: str) -> str:
    """*colour* made darker or lighter until a line of it is seen on *paper* (3:1, WCAG 1.4.11)."""
    line = Color(colour).convert("oklch")
    line["chroma"] = line["chroma"] * 2
    way = -_STEP if lightness(paper) > 50 else _STEP
    while contrast(_hex(line), paper) < _SEEN and 0.02 < line["lightness"] < 0.98:
        line["lightness"] = line["lightness"] + way
    return _hex(line)


def mixed(colour: str, paper: str, share: float) -> str:
    """*share* of *colour* (0 to 1) on *paper*."""
    return _hex(Color(paper).mix(colour, share, space="srgb"))


def carries_white(colour: str) -> bool:
    """Whether charts write on *colour* in the colour of the paper, rather than in ink."""
    return contrast(colour, "#FFFFFF") >= _UNDER_WHITE


@lru_cache(maxsize=512)
def dark_of(colour: str, paper: str, ink: str) -> str:
    """What *colour* becomes on the dark *paper*, written on with the light *ink*.

    A colour dark enough for white text becomes light enough for text of the paper's
    colour; a lighter one becomes dark enough for *ink* to be read on it. So what could be
    read still can, and what stood back still does.
    """
    twin = Color(colour).convert("oklch")
    twin["chroma"] = twin["chroma"] * 0.85
    if carries_white(colour):
        # The darkest become the lightest, as far apart as they were: series stay told apart.
        turned = _DIMMEST + (_UNDER - twin["lightness"]) * 1.05
        twin["lightness"] = min(max(turned, _DIMMEST), _BRIGHTEST)
        return _until(twin, paper, _STEP)
    twin["lightness"] = Color(paper).convert("oklch")["lightness"] + (1 - twin["lightness"]) * 1.1
    return _until(twin, ink, -_STEP)


def _until(colour: Color, other: str, step: float) -> str:
    """*colour* made lighter or darker, step by step, until it can be read with *other*."""
    while contrast(_hex(colour), other) < _READABLE and 0.02 < colour["lightness"] < 0.98:
        colour["lightness"] = colour["lightness"] + step
    return _hex(colour)


def _hex(colour: Color) -> str:
    return str(colour.convert("srgb").fit().to_string(hex=True)).upper()
