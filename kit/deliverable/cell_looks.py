"""The looks of plan.xlsx: colours of the brand, formats of cells, the printed page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kit.brand import WHITE, load_brand

_BRAND = load_brand()
INK, ACCENT, MUTED = _BRAND["ink"], _BRAND["accent"], _BRAND["muted"]
RULE, PALE, STOP, STOP_TINT = _BRAND["rule"], _BRAND["pale"], _BRAND["stop"], _BRAND.tint("stop")
GAIN = _BRAND["gain_soft"]
INPUT = _BRAND["input"]  # what the client may change, as in the workbook he filled
_PAPERS = {"a4": 9, "letter": 1}  # Excel's numbers
_HEADER = 100  # characters of a name above a printed page; Excel takes 255 in all
# Excel writes 50 as "50," under #,##0.## : General has no such tail, and hides no decimal
# that a client types over a whole number.
_WHOLE, _DECIMAL = "General", "#,##0.00"


@dataclass(frozen=True, slots=True)
class Page:
    """How sheets are printed: a4 or letter (blank: the firm's own), and the name above."""

    paper: str = ""
    title: str = ""
    line: str = ""  # below: whom it is for

    @property
    def number(self) -> int:
        return _PAPERS[self.paper or _BRAND.paper]

    @property
    def header(self) -> str:
        """Excel reads "&" as a command, and a figure right after a size as part of it."""
        name = self._said(self.title)
        return f"&R&8 {name}" if name else ""

    @property
    def footer(self) -> str:
        line = self._said(self.line)
        return f"&L&8&A{f'&C&8 {line}' if line else ''}&R&8&P / &N"

    def _said(self, words: str) -> str:
        return " ".join(words.split())[:_HEADER].replace("&", "&&")


class Formats:
    """Cell formats by name, made once per file."""

    def __init__(self, book: Any, lang: str) -> None:
        line = {"bottom": 1, "bottom_color": RULE, "valign": "top", "font_color": INK}
        wrap = {**line, "text_wrap": True}
        euros = _signed('#,##0.00" €"' if lang == "fr" else '"€"#,##0.00')
        day = "dd/mm/yyyy" if lang == "fr" else "dd mmm yyyy"
        heading = {"bold": True, "font_color": WHITE, "bg_color": ACCENT, "valign": "vcenter"}
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 18, "font_color": ACCENT},
            "part": {"bold": True, "font_size": 13, "font_color": ACCENT},
            "intro": {"font_color": MUTED},
            "strong": {"bold": True, "font_color": INK},
            "strong_right": {"bold": True, "font_color": INK, "align": "right"},
            "heading": {
                **heading,
                "text_wrap": True,
                "border": 1,
                "border_color": ACCENT,
                "align": "left",
                "indent": 1,
            },
            "heading_right": {
                **heading,
                "text_wrap": True,
                "border": 1,
                "border_color": ACCENT,
                "align": "right",
            },
            "heading_number": {**heading, "align": "right", "num_format": "0"},
            "text": {**wrap, "align": "left", "indent": 1},
            "center": {**wrap, "align": "center"},
            "code": {**line, "font_color": MUTED, "align": "left", "indent": 1},
            "date": {**line, "num_format": day, "align": "center"},
            "number": {**line, "num_format": _WHOLE},
            "decimal": {**line, "num_format": _DECIMAL},
            "score": {**line, "num_format": "General;[Red]-General;0", "align": "center"},
            "money": {**line, "num_format": euros},
            "hours": {**line, "num_format": _signed('#,##0.00" h"')},
            "percent": {**line, "num_format": _signed("0.0%")},
            "status": {**wrap, "bg_color": INPUT, "border": 1, "border_color": RULE},
            "note": {"font_color": INK, "text_wrap": True, "valign": "top"},
            "alert": {**wrap, "bold": True, "font_color": STOP, "bg_color": STOP_TINT},
            "link": {**wrap, "font_color": ACCENT, "underline": 1, "indent": 1},
            "share": {**line, "num_format": "0%", "align": "left", "indent": 1},
            "label": {**wrap, "bold": True, "bg_color": PALE, "align": "left", "indent": 1},
            "total_label": {**line, "bold": True, "bg_color": PALE},
            "total_money": {**line, "bold": True, "bg_color": PALE, "num_format": euros},
            "total_percent": {
                **line,
                "bold": True,
                "bg_color": PALE,
                "num_format": _signed("0%"),
            },
            "total_number": {**line, "bold": True, "bg_color": PALE, "num_format": "0"},
        }
        for name in ("number", "decimal", "money", "percent", "date"):
            looks[f"input_{name}"] = {
                **looks[name],
                "bg_color": INPUT,
                "border": 1,
                "border_color": RULE,
            }
        self._book, self._line = book, line
        self._made = {name: book.add_format(look) for name, look in looks.items()}

    def __getitem__(self, name: str) -> Any:
        return self._made[name]

    def with_unit(self, before: str, after: str) -> Any:
        """A number between two words, e.g. "220 jours"; the cell keeps the bare number."""
        start, end = (f'"{word}"' if word else "" for word in (before, after))
        name = f"{start}{_WHOLE}{end}"
        if name not in self._made:
            look = {**self._line, "num_format": name, "bg_color": INPUT, "border": 1}
            self._made[name] = self._book.add_format({**look, "border_color": RULE})
        return self._made[name]

    def plain(self, **look: Any) -> Any:
        return self._book.add_format(look)


def _signed(pattern: str) -> str:
    """A loss is red and keeps its minus: colour alone says nothing on a grey print."""
    return f"{pattern};[Red]-{pattern}"
