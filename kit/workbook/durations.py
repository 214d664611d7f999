"""Durations in minutes, as people write them: "12h30", "15 min", "1,5 h", "1 h 15", "90"."""

from __future__ import annotations

import re
from decimal import Decimal

from kit.workbook.quantities import Fault, split
from kit.workbook.words import tidy

_HOUR = r"(?:h|hr|hrs|heure|heures|hour|hours)\b\.?"
_MINUTE = r"(?:(?:min|mins|mn|minute|minutes)\b\.?|')"
_SECOND = r"(?:(?:s|sec|secs|seconde|secondes|second|seconds)\b\.?|\"|'')"
_HOURS_MINUTES = re.compile(
    r"([0-9]{1,4}) ?(?:h|hr|hrs|heure|heures|hour|hours)\.? ?(?:et |and )?"
    rf"([0-9]{{1,2}}) ?{_MINUTE}?",
    re.IGNORECASE,
)
_MINUTES_SECONDS = re.compile(
    r"([0-9]{1,4}) ?(?:min|mins|mn|minute|minutes|')\.? ?(?:et |and )?"
    rf"([0-9]{{1,2}}) ?{_SECOND}?",
    re.IGNORECASE,
)
_COLONS = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")
# "1,30 h": 78 minutes, or an hour and thirty minutes badly written? ("1,5 h", "0,25 h" are clear.)
_TWO_READINGS = re.compile(r"[0-9]+[.,](?:[0-5]5|[1-4]0)")
_UNITS = (
    (re.compile(_HOUR, re.IGNORECASE), Decimal(60)),
    (re.compile(_MINUTE, re.IGNORECASE), Decimal(1)),
    (re.compile(_SECOND, re.IGNORECASE), 1 / Decimal(60)),
)


def minutes(text: str, lang: str) -> Decimal:
    """The minutes that *text* writes. "1:30" is read as a spreadsheet does: an hour and a half.

    >>> minutes("12h30", "fr"), minutes("1,5 h", "fr"), minutes("15 min", "fr")
    (Decimal('750'), Decimal('90.0'), Decimal('15'))
    """
    written = tidy(text)
    colons = _COLONS.fullmatch(written)
    if colons:
        return _sexagesimal(colons[1], colons[2]) + _sexagesimal("0", colons[3] or "0") / 60
    hours = _HOURS_MINUTES.fullmatch(written)
    if hours:
        return _sexagesimal(hours[1], hours[2])
    short = _MINUTES_SECONDS.fullmatch(written)
    if short:
        return _sexagesimal(short[1], short[2]) / 60
    value, suffix = split(written, lang)
    if not suffix:
        return value
    for unit, factor in _UNITS:
        if unit.fullmatch(suffix):
            if factor == 60 and _looks_like_minutes(written):
                raise Fault("ambiguous_duration")
            return value * factor
    raise Fault("text_in_number")


def _looks_like_minutes(written: str) -> bool:
    match = _TWO_READINGS.match(written)
    return match is not None and not match[0].endswith("25")


def _sexagesimal(large: str, small: str) -> Decimal:
    """60 x *large* + *small*; "1h75" is a slip of the pen or of the decimals."""
    if int(small) >= 60:
        raise Fault("text_in_number")
    return Decimal(int(large) * 60 + int(small))
