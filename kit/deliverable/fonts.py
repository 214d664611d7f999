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
from functools import cache, lru_cache
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


def warm() -> None:
    """Read the fonts ahead. Nothing is drawn: Typst starts threads when it first draws."""
    compiler_fonts()
    _fine()
    _advances()


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
        if _fine().issuperset(composed):  # nearly every text is
            return composed
        return "".join(self._character(character) for character in composed)

    def _character(self, character: str) -> str:
        if character in _SILENT or character in _PLAIN:
            return _PLAIN.get(character, character)
        if _written(character):
            return character
        if unicodedata.category(character) in ("Cf", "Cc"):
            return ""
        self.replaced.add(character)
        return SUBSTITUTE


def _written(character: str) -> bool:
    """Whether a font writes *character*, and the standards let it."""
    private = unicodedata.category(character) == "Co"  # PDF/A-2a forbids it whatever the font
    return ord(character) in covered() and not private and character not in _REFUSED


@cache
def _fine() -> frozenset[str]:
    """The characters that stay as they are."""
    written = {character for character in map(chr, covered()) if _written(character)}
    return frozenset((written | _SILENT) - _PLAIN.keys())


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


@lru_cache(maxsize=1 << 14)  # the same words come again and again, in tables above all
def width_of(text: str) -> float:
    """Width of *text* on one line [em], in the regular weight, without kerning."""
    return sum(map(_advances().__getitem__, text))


class _Advances(dict[str, float]):
    """The width [em] of each character; of one that no font has, that of a mark in its place."""

    def __missing__(self, character: str) -> float:
        return 0.6


@cache
def _advances() -> _Advances:
    widths = _Advances()
    for family in reversed(FAMILIES):
        font = _font(family)
        glyphs, em = font["hmtx"], font["head"].unitsPerEm
        widths |= {chr(code): glyphs[glyph][0] / em for code, glyph in _cmap(family).items()}
    return widths


@cache
def _cmap(family: str) -> Mapping[int, str]:
    table: Mapping[int, str] = _font(family).getBestCmap()
    return table


@cache
def _font(family: str) -> Any:
    from fontTools.ttLib import TTFont

    path = regular_of(family, load_brand().font_files)
    font = TTFont(BytesIO(path.read_bytes()), lazy=True)  # no file is left open
    # Glyphs by their number: their names, which nobody asks, take ten times as long to read.
    font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
    return font
