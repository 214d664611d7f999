"""A figure whose unit stands in another column: "75 %", "15 min", "4 500 €/an", "52"."""

from __future__ import annotations

import re
from decimal import Decimal

from kit.workbook.amounts import euros
from kit.workbook.quantities import PERCENT, split, units_in
from kit.workbook.words import tidy

_EURO = re.compile(r"€|\b(eur|euros?)\b", re.IGNORECASE)
_RHYTHM = re.compile(r"(.+?) ?(?:/|\bpar\b|\bper\b) ?([^\W\d]+)", re.IGNORECASE)


def measure(text: str, lang: str) -> tuple[Decimal, frozenset[str]]:
    """The figure that *text* writes, and the units it repeats.

    >>> measure("75 %", "fr"), measure("4,5 k€", "fr")
    ((Decimal('75'), frozenset({'percent'})), (Decimal('4500.0'), frozenset({'eur'})))
    """
    written = tidy(text)
    if not _EURO.search(written):
        value, suffix = split(written, lang)
        share = PERCENT.fullmatch(suffix)
        return value, frozenset({"percent"}) if share else units_in(suffix)
    per = _RHYTHM.fullmatch(written)
    units = units_in(per[2]) if per else frozenset()
    return euros(per[1] if per else written, lang, None), units | {"eur"}
