"""The fonts of the PDF: where they are, what they can write, how wide a text is.

The brand's family first, the kit's Source Sans Pro (package font-source-sans-pro), then
DejaVu Sans (it comes with matplotlib) for what these lack: arrows, ticks, stars, Arabic, many
emoji. No font of the machine is used, so the PDF is the same everywhere. Under PDF/A and
PDF/UA a character that no font can write stops the compiler: it is replaced here by a visible
mark first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from kit.brand import load_brand
from kit.font_files import FALLBACK, KIT_FAMILY, folders_at_hand, regular_of

SUBSTITUTE = "□"
FAMILIES = tuple(dict.fromkeys((load_brand().family, KIT_FAMILY, FALLBACK)))  # in this order
LONGEST_WORD = 24  # characters; beyond, a word may be broken anywhere

_SPACES = re.compile("([ \n])")
_AFTER_SLASH = re.compile(r"(?<=\w/)")
_UNBROKEN = "\u200b"  # zero-width space: a line may end here
_PLAIN = {"\t": " ", "\v": " ", "\f": " ", "\r": "", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
# Not in the fonts, and rightly so: they shape their neighbours and have no glyph.
_SILENT = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\u00ad\n")
_REFUSED = frozenset("\ufeff\ufffe\uffff")  # PDF/A and PDF/UA forbid them in a text


def font_paths() -> list[Path]:
    """What the compiler may take fonts from: the firm's files, the folders of the packages."""
    return [*load_brand().font_files, *folders_at_hand()]


@cache
def compiler_fonts() -> Any:
    """Those folders as Typst wants them: read once, nothing of the machine."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=font_paths()
    )


@dataclass(slots=True)
class Substitution:
    """Makes texts writable, and remembers every character it had to replace."""

    replaced: set[str] = field(default_factory=set)

    def everywhere(self, data: Any) -> Any:
        """A copy of the JSON value *data* with every string made writable."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, Mapping):
            return {key: self.everywhere(value) for key, value in data.items()}
        if isinstance(data, Sequence):
            return [self.everywhere(value) for value in data]
        return data

    def text(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        composed = unicodedata.normalize("NFC", text)
        return "".join(self._character(character) for character in composed)

    def _character(self, character: str) -> str:
        if character in _SILENT or character in _PLAIN:
            return _PLAIN.get(character, character)
        category = unicodedata.category(character)
        if ord(character) in covered() and category != "Co" and character not in _REFUSED:
            return character  # Co: private use, forbidden by PDF/A-2a whatever the font
        if category == "Cf" or category == "Cc":
            return ""
        self.replaced.add(character)
        return SUBSTITUTE


@cache
def covered() -> frozenset[int]:
    """Code points that the text fonts can write."""
    return frozenset(code for family in FAMILIES for code in _cmap(family))


def soften(text: str) -> str:
    """*text* with places to break its endless words (an address, a key, a typing error).

    >>> soften("court"), len(soften("x" * 60))
    ('court', 64)
    """
    parts = _SPACES.split(text)
    return "".join(_soften(part) if len(part) > LONGEST_WORD else part for part in parts)


def _soften(word: str) -> str:
    """An address breaks after its slashes; a part still too long, every few characters."""
    step = LONGEST_WORD // 2
    parts = [
        piece[start : start + step] if len(piece) > LONGEST_WORD else piece
        for piece in _AFTER_SLASH.split(word)
        for start in range(0, len(piece) if len(piece) > LONGEST_WORD else 1, step)
    ]
    return _UNBROKEN.join(part for part in parts if part)


def width_of(text: str) -> float:
    """Width of *text* on one line [em], in the regular weight, without kerning."""
    widths = _advances()
    return sum(widths.get(ord(character), 0.6) for character in text)


@cache
def _advances() -> Mapping[int, float]:
    widths: dict[int, float] = {}
    for family in reversed(FAMILIES):
        widths |= _em_widths(family)
    return widths


def _em_widths(family: str) -> dict[int, float]:
    font = _font(family)
    glyphs, em = font["hmtx"], font["head"].unitsPerEm
    return {code: glyphs[glyph][0] / em for code, glyph in _cmap(family).items()}


@cache
def _cmap(family: str) -> Mapping[int, str]:
    table: Mapping[int, str] = _font(family).getBestCmap()
    return table


@cache
def _font(family: str) -> Any:
    from fontTools.ttLib import TTFont

    path = regular_of(family, load_brand().font_files)
    return TTFont(BytesIO(path.read_bytes()), lazy=True)  # no file is left open
