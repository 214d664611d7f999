"""Dates as people write them: "3 mars 2026", "03/03/26", "2026-03-03", "1er mai 2026"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from babel.dates import get_day_names, get_month_names

from kit.texts import LANGUAGES
from kit.workbook.quantities import Fault
from kit.workbook.words import fold, tidy

# Two-digit years belong to this century; a plan outside it is a slip ("0206", "2206").
FIRST_YEAR, LAST_YEAR = 2000, 2099
_LONGEST = 60  # characters; no date is longer
_CLOCK = re.compile(r"[T ]\d{1,2}[:h]\d{2}(:\d{2})?(\.0+)?Z?$", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2}) ?(?:er|st|nd|rd|th)? (?:of )?(\D+?) (\d{4}|\d{2})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\D+?) (\d{1,2}) ?(?:st|nd|rd|th)? (\d{4})", re.ASCII)


def day(text: str, lang: str) -> date:
    """The date that *text* writes: day before month, as in France.

    In an English workbook "03/04/2026" has two readings and is refused; "13/04/2026" has one.

    >>> day("1er mai 2026", "fr"), day("03/04/26", "fr")
    (datetime.date(2026, 5, 1), datetime.date(2026, 4, 3))
    """
    written = _CLOCK.sub("", tidy(text))
    if len(written) > _LONGEST:
        raise Fault("not_a_date")
    iso = _ISO.fullmatch(written)
    if iso:
        return checked(int(iso[1]), int(iso[2]), int(iso[3]))
    figures = _FIGURES.fullmatch(written)
    if figures:
        first, second = int(figures[1]), int(figures[3])
        if lang == "en" and first != second and max(first, second) <= 12:
            raise Fault("ambiguous_date")
        if lang == "en" and second > 12:
            first, second = second, first
        return checked(_year(figures[4]), second, first)
    return _in_words(fold(written))


def _in_words(words: str) -> date:
    found = _parts(words)
    if found is not None:
        return checked(*found)
    weekday, _, rest = words.partition(" ")
    found = _parts(rest)
    if found is None or weekday not in _names("day"):
        raise Fault("not_a_date")
    named = checked(*found)
    if named.weekday() != _names("day")[weekday]:
        raise Fault("wrong_weekday")
    return named


def _parts(words: str) -> tuple[int, int, int] | None:
    """Year, month and number of "3 mars 2026" or "march 3 2026"."""
    by_day, by_month = _DAY_FIRST.fullmatch(words), _MONTH_FIRST.fullmatch(words)
    if by_day:
        number, month, year = by_day[1], by_day[2], by_day[3]
    elif by_month:
        month, number, year = by_month[1], by_month[2], by_month[3]
    else:
        return None
    index = _names("month").get(month.strip())
    return None if index is None else (_year(year), index, int(number))


def checked(year: int, month: int, number: int) -> date:
    """The date, when the calendar has it and it can be that of a plan."""
    try:
        found = date(year, month, number)
    except ValueError:
        raise Fault("not_a_date") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Fault("date_out_of_range")
    return found


def _year(digits: str) -> int:
    return int(digits) + (FIRST_YEAR if len(digits) == 2 else 0)


@cache
def _names(what: str) -> Mapping[str, int]:
    """Folded names and abbreviations of months (1..12) or weekdays (Monday = 0), fr and en."""
    of = get_month_names if what == "month" else get_day_names
    return {
        fold(name): index
        for lang in LANGUAGES
        for width in ("wide", "abbreviated")
        for index, name in of(width, locale=lang).items()
    } | ({"sept": 9} if what == "month" else {})
