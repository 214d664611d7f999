"""Numbers, counts and rates as people write them, in French or in English.

Pure: text in, number out, or Fault. What may be read in two ways is refused, never
guessed: "1.234" is one thousand or one and a bit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from kit.workbook.words import fold, listed, tidy


class Fault(Exception):
    """A cell that cannot be understood: the `code` and params of its Problem."""

    def __init__(self, code: str, params: Mapping[str, str] | None = None) -> None:
        super().__init__(code, dict(params or {}))
        self.code, self.params = code, dict(params or {})


_LONGEST = 60  # characters; no figure is longer
_SPLIT = re.compile(r"([-+]? ?(?:[0-9.,]|(?<=[0-9])[ '](?=[0-9]))+)(.*)", re.DOTALL)
_FORMS = tuple(  # (pattern of the unsigned number, sign of thousands, decimal sign)
    (re.compile(pattern), thousands, decimal)
    for pattern, thousands, decimal in (
        (r"[0-9]+", "", "."),
        (r"[0-9]*\.[0-9]+", "", "."),
        (r"[0-9]*,[0-9]+", "", ","),
        (r"[0-9]{1,3}( [0-9]{3})+(,[0-9]+)?", " ", ","),
        (r"[0-9]{1,3}( [0-9]{3})+\.[0-9]+", " ", "."),
        (r"[0-9]{1,3}('[0-9]{3})+(\.[0-9]+)?", "'", "."),
        (r"[0-9]{1,3}('[0-9]{3})+,[0-9]+", "'", ","),
        (r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", ".", ","),
        (r"[0-9]{1,3}(\.[0-9]{3}){2,}", ".", ","),
        (r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", ",", "."),
        (r"[0-9]{1,3}(,[0-9]{3}){2,}", ",", "."),
    )
)
_TWO_READINGS = re.compile(r"([0-9]{1,3})([.,])[0-9]{3}")
PERCENT = re.compile(r"%|pour ?cent|per ?cent|pct", re.IGNORECASE)


def number(text: str, lang: str) -> Decimal:
    """The number that *text* writes, and nothing else beside it.

    >>> number("1 234,56", "fr"), number("1.234.567,8", "fr"), number("−2", "fr")
    (Decimal('1234.56'), Decimal('1234567.8'), Decimal('-2'))
    """
    value, rest = split(tidy(text), lang)
    if rest:
        raise Fault("text_in_number")
    return value


def split(written: str, lang: str) -> tuple[Decimal, str]:
    """The leading number of a tidied text and what follows it; Fault when there is none."""
    match = _SPLIT.fullmatch(written) if len(written) <= _LONGEST else None
    if match is None:
        raise Fault("text_in_number")
    return _signed(match[1], lang), match[2].strip()


def _signed(written: str, lang: str) -> Decimal:
    sign = -1 if written.startswith("-") else 1
    digits = written.lstrip("+- ")
    for pattern, thousands, decimal in _FORMS:
        if pattern.fullmatch(digits):
            _refuse_two_readings(digits, lang)
            plain = digits.replace(thousands, "") if thousands else digits
            return sign * Decimal(plain.replace(decimal, "."))
    raise Fault("text_in_number")


def _refuse_two_readings(digits: str, lang: str) -> None:
    # "1.234": thousands for some, decimals for others; so is "1,234" in an English workbook.
    match = _TWO_READINGS.fullmatch(digits)
    if match and match[1].strip("0") and (match[2] == "." or lang == "en"):
        raise Fault("ambiguous_number")


@cache
def unit_words() -> Mapping[str, str]:
    """Folded word -> unit: "heures" -> "hour"."""
    units = ("minute", "hour", "day", "week", "month", "quarter", "year", "people", "times")
    return {word: unit for unit in units for word in listed(f"units.{unit}")}


def count(text: str, lang: str, unit: str = "") -> Decimal:
    """A number that may be followed by the *unit* its column is in: "220 jours", "400 h/an".

    >>> count("220 jours", "fr", "day")
    Decimal('220')
    """
    value, suffix = split(tidy(text), lang)
    if units_in(suffix) - {*unit.split(), "times"}:
        raise Fault("other_unit")
    return value


def units_in(suffix: str) -> frozenset[str]:
    """The units that *suffix* names: "h/an" -> hour, year; Fault for any other word."""
    words = re.sub(r"/|\bpar\b|\bper\b", " ", suffix).split()
    units = {unit_words().get(fold(word), "") for word in words}
    if "" in units or (suffix and not words):
        raise Fault("text_in_number")
    return frozenset(units)


def rate(text: str, lang: str) -> Decimal:
    """A share of 1: "8 %" and "0,08" say the same, "8" alone may be 8 or 800 %.

    >>> rate("8 %", "fr"), rate("0,08", "fr")
    (Decimal('0.08'), Decimal('0.08'))
    """
    value, suffix = split(tidy(text), lang)
    if PERCENT.fullmatch(suffix):
        return value / 100
    if suffix:
        raise Fault("text_in_number")
    return bare_rate(value)


def bare_rate(value: Decimal) -> Decimal:
    """A share written without a % sign: nobody can tell 1 from 1 % or 100 %."""
    if abs(value) >= 1:
        raise Fault("ambiguous_percent")
    return value
