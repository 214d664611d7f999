"""The brand as a style sheet's variables: one set for paper and light, one for dark.

Roles of colour are ``--kit-accent``, ``--kit-risks-3``…; steps of the type scale
``--kit-size-2`` (``--kit-size--1`` is the next smaller than the body, ``-half`` lies
between); distances ``--kit-space-3``, three times the unit.
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.brand import WHITE, Brand, hyphened
from kit.colours import contrast, mixed
from kit.palette import LEAST_CONTRAST

_SIZES = {
    "-1": -1.0,
    "-half": -0.5,
    "0": 0.0,
    "half": 0.5,
    **{str(n): float(n) for n in range(1, 7)},
}
_SPACES = {"half": 0.5, **{str(n): float(n) for n in range(1, 13)}}
_REM = 12.0  # [pt] what a browser takes for 1rem


def variables(brand: Brand) -> str:
    """The rules that define every ``--kit-…`` variable of the page."""
    light = {**brand.colours, "paper": WHITE, **_cover(brand), **_veils(brand.colours)}
    sizes = {f"size-{name}": f"{brand.ratio**step:.3f}rem" for name, step in _SIZES.items()}
    unit = brand.space / _REM
    spaces = {f"space-{name}": f"{unit * times:.4g}rem" for name, times in _SPACES.items()}
    own = {"font": brand.page_fonts, "ratio": f"{brand.ratio:g}", **sizes, **spaces}
    dark = _rules({**brand.dark, **_veils(brand.dark)})
    return (
        f":root{{color-scheme:light dark;{_rules(light)}{_rules(own)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def _cover(brand: Brand) -> dict[str, str]:
    """The cover keeps the firm's colour on a dark page too, and white words on it."""
    ground = brand["accent"]
    soft = (mixed(WHITE, ground, share) for share in (0.82, 0.88, 0.94))
    said = next((one for one in soft if contrast(one, ground) >= LEAST_CONTRAST), WHITE)
    return {"cover": ground, "on-cover": WHITE, "on-cover-soft": said, "plate": WHITE}


def _veils(colours: Mapping[str, str]) -> dict[str, str]:
    """See-through layers: the shadow of what is hidden, the line that is emphasised."""
    ink = colours["ink"]
    return {"shadow": f"{ink}33", "shadow-none": f"{ink}00", "emphasis": f"{colours['accent']}12"}


def _rules(values: Mapping[str, str]) -> str:
    return "".join(f"--kit-{hyphened(role)}:{value};" for role, value in values.items())
