"""Font files that a firm gives: which families they hold, and whether they may be used.

Charts, PDF and pictures draw with the files themselves, never with the machine's fonts, so
that a report is the same everywhere.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

KIT_FAMILY = "Source Sans Pro"  # package font-source-sans-pro
FALLBACK = "DejaVu Sans"  # comes with matplotlib: arrows, ticks, stars, many alphabets
# What a brand may name without giving files: the first, and matplotlib's own.
FAMILIES_AT_HAND = (KIT_FAMILY, FALLBACK, "DejaVu Serif", "STIXGeneral")
_RESTRICTED = 0x0002  # OS/2 fsType: the licence forbids embedding
_NAMES = (1, 16)  # name table: family, typographic family


class BadFont(ValueError):
    """Why a file cannot be used, and what to do."""


def folders_at_hand() -> tuple[Path, ...]:
    """The folders of the fonts that come with the packages."""
    import matplotlib

    return (
        Path(str(files("font_source_sans_pro") / "files")),
        Path(matplotlib.get_data_path()) / "fonts" / "ttf",
    )


@lru_cache(maxsize=8)
def families_of(paths: tuple[Path, ...]) -> tuple[str, ...]:
    """The families with a regular face among *paths*; raises BadFont.

    A family without one would be drawn in bold throughout.
    """
    from fontTools.ttLib import TTFont

    found: dict[str, bool] = {}
    for path in paths:
        try:
            with TTFont(BytesIO(path.read_bytes()), lazy=True) as font:
                names, described = font["name"], font["OS/2"]
                family = {name.toUnicode() for key in _NAMES if (name := names.getName(key, 3, 1))}
                regular = 350 <= described.usWeightClass <= 450 and not described.fsSelection & 1
                restricted = described.fsType & 0xF == _RESTRICTED
                moving = "fvar" in font
        except Exception as error:  # a broken file raises many kinds
            raise BadFont(f"{path.name} is no font ({type(error).__name__})") from error
        if restricted:
            raise BadFont(f"{path.name}: its licence forbids to embed it (fsType); take another")
        if moving:
            raise BadFont(f"{path.name} is a variable font: give one file a style")
        for one in family:
            found[one] = found.get(one, False) or regular
    return tuple(name for name, regular in found.items() if regular)


def regular_of(family: str, paths: tuple[Path, ...]) -> Path:
    """The file of the regular face of *family*, of *paths* else of the packages."""
    at_hand = {
        KIT_FAMILY: "SourceSansPro-Regular.otf",
        FALLBACK: "DejaVuSans.ttf",
        "DejaVu Serif": "DejaVuSerif.ttf",
        "STIXGeneral": "STIXGeneral.ttf",
    }
    for path in paths:
        if family in families_of((path,)):
            return path
    return next(
        folder / at_hand[family]
        for folder in folders_at_hand()
        if (folder / at_hand[family]).exists()
    )
