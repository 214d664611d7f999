"""Colours and cell formats of the workbook: the brand's, on white.

One colour and one border for what the client fills, another border for what is computed:
nothing is told by colour alone.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kit.brand import WHITE, load_brand
from kit.colours import edge_of, mixed
from kit.texts import Texts

_BRAND = load_brand()
PAPER = WHITE
DARK = _BRAND["accent"]
LIGHT, LINE = mixed(DARK, PAPER, 0.16), mixed(DARK, PAPER, 0.5)
OPTIONAL = mixed(DARK, PAPER, 0.32)  # tab of a sheet that most engagements do without
TINTS = (mixed(DARK, PAPER, 0.09), mixed(_BRAND["cost"], PAPER, 0.08))  # groups, in turn
INPUT, CLAIMED = _BRAND["input"], mixed(_BRAND["main_soft"], PAPER, 0.5)
INK, MUTED, PALE = _BRAND["ink"], _BRAND["muted"], _BRAND["pale"]
_THIN = mixed(INK, PAPER, 0.28)  # the frame of what only stands there

_BOX = {"text_wrap": True, "valign": "vcenter", "border": 1}
_BASES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": DARK, "valign": "vcenter"},
    "subtitle": {"bold": True, "font_size": 13, "font_color": DARK, "valign": "vcenter"},
    "intro": {"font_color": INK},
    "plain": {"valign": "vcenter"},
    "said": {"valign": "vcenter", "align": "left", "indent": 1},
    "hint": {
        "italic": True,
        "font_color": MUTED,
        "valign": "vcenter",
        "align": "left",
        "indent": 1,
    },
    "link": {"font_color": _BRAND["info"], "underline": 1, "valign": "vcenter"},
    "progress": {"italic": True, "font_color": INK, "valign": "vcenter"},
    "required": {**_BOX, "bold": True, "bg_color": DARK, "font_color": PAPER, "border_color": LINE},
    "optional": {**_BOX, "bold": True, "bg_color": LIGHT, "font_color": DARK, "border_color": LINE},
    "mark": {**_BOX, "font_color": MUTED, "border_color": _THIN, "align": "left"},
    "input": {**_BOX, "bg_color": INPUT, "border_color": edge_of(INPUT, PAPER), "locked": False},
    "claimed": {
        **_BOX,
        "border": 9,
        "bg_color": CLAIMED,
        "border_color": _BRAND["main"],
        "locked": False,
    },
    "claimed_heading": {
        **_BOX,
        "bold": True,
        "bg_color": _BRAND["main_soft"],
        "font_color": INK,
        "border_color": _BRAND["main"],
    },
    "band": {
        "bold": True,
        "valign": "vcenter",
        "align": "left",
        "font_color": DARK,
        "bottom": 2,
        "left": 2,
        "border_color": LINE,
    },
    "band_on": {"bottom": 2, "border_color": LINE},
    "example": {
        **_BOX,
        "italic": True,
        "bg_color": PALE,
        "font_color": MUTED,
        "border_color": _THIN,
    },
    "computed": {**_BOX, "border": 4, "bg_color": PALE, "border_color": MUTED},
    "tint0": {**_BOX, "bg_color": TINTS[0], "border_color": _THIN},
    "tint1": {**_BOX, "bg_color": TINTS[1], "border_color": _THIN},
    "missing": {"bg_color": _BRAND["levels.3"], "border": 3, "border_color": _BRAND["win"]},
    "done": {"bg_color": _BRAND["gain_soft"], "bold": True},
    "key": {"font_color": MUTED},
}
_CENTRED = {"align": "center"}


class Styles:
    """The formats of one workbook, made once each: ``styles.of("input", "money")``."""

    def __init__(self, book: Workbook, texts: Texts) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Format] = {}
        self._kinds: dict[str, dict[str, Any]] = {
            "number": {},
            "integer": {"num_format": "0"},
            "money": {"num_format": "#,##0.00"},
            "minutes": {},
            "measure": {},
            "moment": _CENTRED,  # a date typed there takes the date format by itself
            "month": {"num_format": "0", **_CENTRED},
            "phase": {"num_format": "@", **_CENTRED},
            "percent": {"num_format": texts["workbook.format.percent"]},
            "scale": {"num_format": "0", **_CENTRED},
            "rating": _CENTRED,
            "date": {"num_format": texts["workbook.format.date"], **_CENTRED},
            "clock": {"num_format": "hh:mm", **_CENTRED},
            "boolean": {"num_format": "@", **_CENTRED},
            "hours": {"num_format": "0.0"},
            "score": {"num_format": "0", **_CENTRED},
            "any": {},
        }

    def of(self, base: str, kind: str = "any") -> Format:
        """The format of a cell: its look (*base*) and what it holds (*kind* of column).

        Free text, choices and references get the text format, so that "01000" and "=1+1"
        stay what was typed.
        """
        if (base, kind) not in self._made:
            kept = self._kinds.get(kind, {"num_format": "@"})
            self._made[base, kind] = self._book.add_format({**_BASES[base], **kept})
        return self._made[base, kind]
