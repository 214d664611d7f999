"""Colours and cell formats of the workbook.

One colour and one border for what the client fills, another border for what is computed:
nothing is told by colour alone.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kit.texts import Texts

DARK, LIGHT, PAPER, LINE = "#1F3864", "#D6E0F0", "#FFFFFF", "#8497B0"
OPTIONAL = "#B4BFD1"  # tab of a sheet that most engagements do without
TINTS = ("#E8EEF7", "#F6F1E7")  # groups of a checklist, in turn

_BOX = {"text_wrap": True, "valign": "vcenter", "border": 1}
_BASES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": DARK, "valign": "vcenter"},
    "subtitle": {"bold": True, "font_size": 13, "font_color": DARK, "valign": "vcenter"},
    "intro": {"font_color": "#404040"},
    "plain": {"valign": "vcenter"},
    "said": {"valign": "vcenter", "align": "left", "indent": 1},
    "hint": {
        "italic": True,
        "font_color": "#505050",
        "valign": "vcenter",
        "align": "left",
        "indent": 1,
    },
    "link": {"font_color": "#1F4E9E", "underline": 1, "valign": "vcenter"},
    "progress": {"italic": True, "font_color": "#404040", "valign": "vcenter"},
    "required": {**_BOX, "bold": True, "bg_color": DARK, "font_color": PAPER, "border_color": LINE},
    "optional": {**_BOX, "bold": True, "bg_color": LIGHT, "font_color": DARK, "border_color": LINE},
    "mark": {**_BOX, "font_color": "#707070", "border_color": "#BFBFBF", "align": "left"},
    "input": {**_BOX, "bg_color": "#FFF8D6", "border_color": "#A88F2E", "locked": False},
    "claimed": {
        **_BOX,
        "border": 9,
        "bg_color": "#ECE4F4",
        "border_color": "#6B4E8E",
        "locked": False,
    },
    "claimed_heading": {
        **_BOX,
        "bold": True,
        "bg_color": "#D9CBE8",
        "font_color": "#3F2A5C",
        "border_color": "#6B4E8E",
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
        "bg_color": "#EFEFEF",
        "font_color": "#595959",
        "border_color": "#BFBFBF",
    },
    "computed": {**_BOX, "border": 4, "bg_color": "#EFEFEF", "border_color": "#595959"},
    "tint0": {**_BOX, "bg_color": TINTS[0], "border_color": "#BFBFBF"},
    "tint1": {**_BOX, "bg_color": TINTS[1], "border_color": "#BFBFBF"},
    "missing": {"bg_color": "#F4B183", "border": 3, "border_color": "#9C3A00"},
    "done": {"bg_color": "#D9EAD3", "bold": True},
    "key": {"font_color": "#808080"},
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
