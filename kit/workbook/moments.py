"""When something starts or ends, as people write it: a date, a month of the project, a name.

A month of the project is a small whole number: "4", "M4", "mois 4", "month 4".
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kit.texts import LANGUAGES
from kit.workbook.dates import day
from kit.workbook.quantities import Fault
from kit.workbook.words import fold, listed, tidy

MONTHS = range(1, 121)  # of a project; what is larger is no month
_SIGNS = frozenset("+-/.,")  # "M+4" counts from something else, "M4-5" is two months


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, listed("words.month_number")))
    return re.compile(rf"(?:(?:{words}) ?)?(\d{{1,3}})", re.ASCII)


def month_in(text: str) -> int | None:
    """The month of the project that *text* writes, None when it writes something else.

    >>> month_in("M4"), month_in("mois n° 12"), month_in("M+4"), month_in("Phase 1")
    (4, 12, None, None)
    """
    written = tidy(text)
    found = None if _SIGNS & set(written) else _pattern().fullmatch(fold(written))
    return int(found[1]) if found and int(found[1]) in MONTHS else None


def moment(text: str, lang: str, named: bool) -> date | int | str:
    """The moment that *text* writes; *named*: it may be a name, which others will check.

    >>> moment("M4", "fr", False), moment("3 mars 2027", "fr", False)
    (4, datetime.date(2027, 3, 3))
    """
    number = month_in(text)
    if number is not None:
        return number
    try:
        return day(text, lang)
    except Fault as fault:
        if fault.code != "not_a_date":
            raise
    if named:
        return text
    raise Fault("not_a_moment")


def is_moment(name: str) -> bool:
    """Would *name* be read as a month or a date, rather than as a name?"""
    try:
        return any(not isinstance(moment(name, lang, named=True), str) for lang in LANGUAGES)
    except Fault:  # a date all the same, that cannot be kept
        return True
