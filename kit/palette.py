"""Can the colours of a brand be read, and be told apart? Pure; answers by role.

Read: WCAG 2.2, 1.4.3, every text on every ground the kit sets it on, in light and in dark;
a brand that fails is refused. Told apart: CIEDE2000 between colours as they are seen by
normal eyes and by protan, deutan (Viénot 1999) and tritan ones (Brettel 1997), wholly blind to
a hue, and CIE
lightness, which is all that grey paper leaves; a brand that fails gets a remark from
`kit doctor`, since the kit never tells a thing by its colour alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.colours import contrast, difference, lightness

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: a law of eyes, not a setting
LEAST_APART = 10.0  # CIEDE2000 between two series: told apart at a glance, and by their names
LEAST_NEXT = 7.0  # CIEDE2000 between neighbours of a scale
LEAST_GREY = 7.0  # CIE lightness between the series, in black and white
LEAST_STEP = 3.0  # CIE lightness from a note of a scale to the next
VISIONS = ("normal", "protan", "deutan", "tritan")

_TINTS = ("stop_tint", "go_tint", "info_tint", "win_tint")
_LIGHT_NOTES = ("risks.1", "risks.2", "risks.3", "scale.1", "scale.2", "scale.3")
_DARK_NOTES = ("risks.4", "risks.5", "scale.4", "scale.5")
_SOFT = ("main_soft", "gain_soft", "cost_soft")
# What text of a colour stands on somewhere: the page, a card, a call-out, a bar, a cell.
GROUNDS: Mapping[str, tuple[str, ...]] = {
    "ink": (
        *("paper", "pale", "input", *_SOFT, *_TINTS, *_LIGHT_NOTES),
        *(f"levels.{n}" for n in range(1, 5)),
    ),
    "muted": ("paper", "pale"),
    "accent": ("paper", "pale"),
    "main": ("paper", "pale"),
    "gain": ("paper", "gain_soft"),
    "cost": ("paper",),
    "stop": ("paper", "stop_tint"),
    "go": ("paper", "go_tint"),
    "info": ("paper", "info_tint"),
    "win": ("paper", "win_tint"),
    "paper": ("accent", "main", "gain", "cost", "stop", *_DARK_NOTES),
}
SERIES = ("main", "gain", "cost", "stop")  # met in one drawing
GREY_SERIES = ("main", "gain", "cost")  # a stop is said in words, and hatched
SCALES = {"risks": 5, "levels": 4, "scale": 5}


@dataclass(frozen=True, slots=True)
class Alike:
    """Two colours that some readers take for one: in `vision`, or in "grey"."""

    one: str
    other: str
    vision: str
    found: float
    needed: float


def unreadable(colours: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Text role, the role it stands on, their contrast: each one that is too low.

    *colours* holds "paper" and the tints too; a role that is not there is not asked for.
    """
    for role, grounds in GROUNDS.items():
        for ground in grounds:
            if role in colours and ground in colours:
                found = contrast(colours[role], colours[ground])
                if found < LEAST_CONTRAST:
                    yield role, ground, found


def alike(colours: Mapping[str, str]) -> tuple[Alike, ...]:
    """The pairs that cannot be told apart, worst vision of each; empty: a safe palette."""
    return (*_alike_series(colours), *_alike_scales(colours))


def _alike_series(colours: Mapping[str, str]) -> Iterator[Alike]:
    for one, other in itertools.combinations(SERIES, 2):
        yield from _seen_as_one(colours, one, other, LEAST_APART)
    for one, other in itertools.combinations(GREY_SERIES, 2):
        apart = abs(lightness(colours[one]) - lightness(colours[other]))
        if apart < LEAST_GREY:
            yield Alike(one, other, "grey", round(apart, 1), LEAST_GREY)


def _alike_scales(colours: Mapping[str, str]) -> Iterator[Alike]:
    """Each note apart from the next, and lightness going one way only."""
    for scale, count in SCALES.items():
        roles = [f"{scale}.{n}" for n in range(1, count + 1)]
        way = 1 if lightness(colours[roles[0]]) > lightness(colours[roles[-1]]) else -1
        for one, other in itertools.pairwise(roles):
            yield from _seen_as_one(colours, one, other, LEAST_NEXT)
            step = way * (lightness(colours[one]) - lightness(colours[other]))
            if step < LEAST_STEP:
                yield Alike(one, other, "grey", round(step, 1), LEAST_STEP)


def _seen_as_one(
    colours: Mapping[str, str], one: str, other: str, needed: float
) -> Iterator[Alike]:
    found, vision = min((difference(colours[one], colours[other], eye), eye) for eye in VISIONS)
    if found < needed:
        yield Alike(one, other, vision, round(found, 1), needed)
