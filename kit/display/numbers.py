"""Every figure a reader sees is rounded and written here, and nowhere else.

French: narrow no-break spaces, the euro after, decimal comma ("1 234 €", "12 h 30"), and no
line break between the day, the month and the year of a date.
English: "€1,234", "12 h 30 min". A minus is the sign U+2212, half a unit is rounded away from
zero as people do by hand, and a missing value (``None``) is always the text `report.missing`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from babel.dates import format_date
from babel.numbers import format_decimal

from kit.analysis.settings import MINUTES_PER_HOUR, MONTHS_PER_YEAR
from kit.texts import NARROW, Texts

MINUS = "\u2212"
_NO_BREAK = "\u00a0"
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_WIDE = Context(prec=400)  # digits: any float, to its last decimal
_WHOLE_EUROS_FROM = 100  # below, cents matter
_WHOLE_HOURS_ABOVE = 20  # above, minutes are noise
_ABOUT = ((10.0, 1.0), (1.0, 0.5), (0.0, 1 / 12))  # [h] from, to the nearest
_DIGITS_ABOUT = 3  # of an estimate: more would claim a precision it does not have


@dataclass(frozen=True, slots=True)
class Numbers:
    """Figures as text in the language of *texts*."""

    texts: Texts
    _locale: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_locale", _LOCALES[self.texts.lang])

    @property
    def missing(self) -> str:
        """What stands where there is no value."""
        return self.texts["report.missing"]

    # -- quantities -----------------------------------------------------------------------

    def number(self, value: float | None, decimals: int = 2) -> str:
        """At most *decimals* decimals, trailing zeros dropped: "1 234,5"."""
        if value is None:
            return self.missing
        rounded = _round(value, decimals)
        return self._plain(rounded, 0 if rounded == rounded.to_integral_value() else decimals, True)

    def money(self, value: float | None) -> str:
        """[EUR] whole euros from 100 €, cents below: "1 234 €", "45,50 €"."""
        if value is None:
            return self.missing
        rounded = _round(value, 2)
        whole = abs(rounded) >= _WHOLE_EUROS_FROM or rounded == rounded.to_integral_value()
        return self._euros(value, 0 if whole else 2)

    def money_exact(self, value: float | None) -> str:
        """[EUR] to the cent, for tables whose lines add up: "603,33 €"."""
        return self.missing if value is None else self._euros(value, 2)

    def money_whole(self, value: float | None) -> str:
        """[EUR] whole euros, however few, for the labels of a chart: "83 €"."""
        return self.missing if value is None else self._euros(value, 0)

    def money_about(self, value: float | None) -> str:
        """[EUR] three significant digits, for what was drawn or estimated: "12 100 €", "6,12 €"."""
        if value is None:
            return self.missing
        kept = min(_DIGITS_ABOUT - 1 - _round(value, 2).adjusted(), 2)
        return self.money(float(_round(value, kept)))

    def percent(self, value: float | None) -> str:
        """A rate kept as a fraction, one decimal when there is one: 0.075 is "7,5 %"."""
        if value is None:
            return self.missing
        return self._with_unit(self.number(float(Decimal(repr(float(value))) * 100), 1), "%")

    def share(self, value: float | None) -> str:
        """A share of a total, in whole per cent; "< 1 %" for what is small but not nothing."""
        if value is None:
            return self.missing
        written = self._with_unit(self.number(value * 100, 0), "%")
        if value > 0 and not _round(value * 100, 0):
            return self.texts("report.outlook.less_short", value=self._with_unit("1", "%"))
        return written

    def hours(self, value: float | None) -> str:
        """[h] "38 h" above 20 h, else hours and minutes: "12 h 30", "45 min"."""
        if value is None:
            return self.missing
        if abs(value) > _WHOLE_HOURS_ABOVE:
            return f"{self.number(value, 0)}{NARROW}h"
        return self.minutes(float(Decimal(repr(float(value))) * MINUTES_PER_HOUR))

    def hours_about(self, value: float | None) -> str:
        """[h] for an estimate: to the hour from 10 h, the half hour from 1 h, else 5 minutes."""
        if value is None:
            return self.missing
        step = next(step for least, step in _ABOUT if abs(value) >= least)
        return self.hours(float(_round(value / step, 0)) * step)

    def minutes(self, value: float | None) -> str:
        """[min] "15 min", "1 h 30"."""
        if value is None:
            return self.missing
        total = _round(abs(value), 0)
        if total == 0 and value:
            return f"{self.number(value, 1)}{NARROW}min"
        sign = MINUS if value < 0 else ""
        hours, minutes = divmod(int(total), MINUTES_PER_HOUR)
        if not hours:
            return f"{sign}{minutes}{NARROW}min"
        if not minutes:
            return f"{sign}{self.number(hours, 0)}{NARROW}h"
        tail = "" if self.texts.lang == "fr" else f"{NARROW}min"
        return f"{sign}{self.number(hours, 0)}{NARROW}h{NARROW}{minutes:02d}{tail}"

    def money_range(self, low: float | None, high: float | None) -> str:
        """[EUR] "de 10 € à 30 €"; one price when both ends are the same."""
        if low is None or high is None:
            return self.money(low if high is None else high)
        if low == high:
            return self.money(low)
        return self.texts("report.range", low=self.money(low), high=self.money(high))

    def quantity(self, value: float | None, unit: str) -> str:
        """*value* with its *unit*: EUR, h, min, share or a plain number (analysis.model.Trace).

        Written so that the reader can rework it: 18.333 twelfths as "220 ÷ 12", and hours
        that two decimals would round as "10 h 50", or with four decimals.
        """
        match unit.split("/", maxsplit=1)[0]:
            case "EUR":
                return self.money_exact(value) if _has_cents(value) else self.money(value)
            case "h":
                if value is None:
                    return self.missing
                if _is_cut(value) and not _is_cut(value * MINUTES_PER_HOUR, 0):
                    return self.minutes(value * MINUTES_PER_HOUR)
                return f"{self.number(value, 4 if _is_cut(value) else 2)}{NARROW}h"
            case "twelfths":
                if value is None:
                    return self.missing
                year = self.number(value * MONTHS_PER_YEAR)
                return f"{year}{_NO_BREAK}÷{_NO_BREAK}{MONTHS_PER_YEAR}"
            case "min":
                return self.missing if value is None else f"{self.number(value)}{NARROW}min"
            case "share" | "%":
                return self.percent(value)
            case _:
                return self.number(value)

    # -- dates ----------------------------------------------------------------------------

    def date_long(self, day: date | None) -> str:
        """ "lundi 2 mars 2026"."""
        return self._date(day, "EEEE d MMMM y")

    def date_medium(self, day: date | None) -> str:
        """ "2 mars 2026"."""
        return self._date(day, "d MMMM y")

    def date_short(self, day: date | None) -> str:
        """ "2 mars"."""
        return self._date(day, "d MMMM")

    def date_table(self, day: date | None) -> str:
        """ "lun. 2 mars", for narrow columns: it does not break."""
        return self._date(day, "EEE d MMM").replace(" ", _NO_BREAK)

    def month(self, day: date | None) -> str:
        """ "mars 2026"."""
        return self._date(day, "MMMM y")

    def month_short(self, day: date | None, year: bool = False) -> str:
        """ "mars", "janv. 2027" for the head of a chart."""
        return self._date(day, "MMM y" if year else "MMM")

    def date_range(self, first: date, last: date, year: bool = False) -> str:
        """ "2 mars", "du 2 au 4 mars", "du 30 mars au 2 avril"; with the *year* if asked."""
        end = self.date_medium(last) if year else self.date_short(last)
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            low = f"{first.day}er" if first.day == 1 and self.texts.lang == "fr" else str(first.day)
        elif year and first.year != last.year:
            low = self.date_medium(first)
        else:
            low = self.date_short(first)
        return self.texts("report.date_range", first=low, last=end)

    # -- one place each -------------------------------------------------------------------

    def _date(self, day: date | None, pattern: str) -> str:
        if day is None:
            return self.missing
        written = str(format_date(day, pattern, locale=self._locale))
        if self.texts.lang != "fr":
            return written
        if day.day == 1:
            written = written.replace("1 ", "1er ", 1)
        weekday, space, rest = written.partition(" ") if pattern[0] == "E" else ("", "", written)
        return weekday + space + rest.replace(" ", _NO_BREAK)

    def _plain(self, rounded: Decimal, decimals: int, drop_zeros: bool = False) -> str:
        tail = "." + ("#" if drop_zeros else "0") * decimals if decimals else ""
        pattern = f"#,##0{tail}"
        with localcontext(_WIDE):
            written = str(format_decimal(abs(rounded), pattern, locale=self._locale))
        return (MINUS if rounded < 0 else "") + written.replace(_NO_BREAK, NARROW)

    def _euros(self, value: float, decimals: int) -> str:
        rounded = _round(value, decimals)
        written = self._plain(abs(rounded), decimals)
        sign = MINUS if rounded < 0 else ""
        if self.texts.lang == "fr":
            return f"{sign}{written}{NARROW}€"
        return f"{sign}€{written}"

    def _with_unit(self, written: str, unit: str) -> str:
        return f"{written}{NARROW}{unit}" if self.texts.lang == "fr" else f"{written}{unit}"


def _round(value: float, decimals: int) -> Decimal:
    """Half away from zero, on the decimal a person would read (1.005 is 1.005, not 1.00499…)."""
    step = Decimal(1).scaleb(-decimals)
    exact = value if isinstance(value, Decimal) else Decimal(repr(round(float(value), 9)))
    rounded = exact.quantize(step, ROUND_HALF_UP, _WIDE)
    return abs(rounded) if rounded == 0 else rounded  # never "-0"


def _is_cut(value: float, decimals: int = 2) -> bool:
    """Whether rounding to *decimals* would change *value* (beyond the noise of floats)."""
    return _round(value, decimals) != _round(value, 6)


def _has_cents(value: float | None) -> bool:
    return value is not None and _round(value, 2) != _round(value, 0)
