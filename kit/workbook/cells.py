"""One cell into the value its column is about. Pure: a Cell in, a value or Fault out.

The types are those of kit.client: rates are fractions, durations minutes, choices codes,
"lines" and "choices" tuples. A blank is None and never reaches the parsers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kit.client import Rating
from kit.texts import Texts
from kit.workbook.amounts import euros
from kit.workbook.dates import FIRST_YEAR, LAST_YEAR, day
from kit.workbook.durations import minutes
from kit.workbook.layout import Column
from kit.workbook.measures import measure
from kit.workbook.moments import MONTHS, moment
from kit.workbook.quantities import Fault, bare_rate, count, rate
from kit.workbook.ratings import rating
from kit.workbook.raw import Cell
from kit.workbook.words import choice_words, clean, fold, nearest, singular, truths

SCALE = range(1, 6)  # what the kind "scale" means
_EPOCH = 1900  # year of the first days of a spreadsheet: "4" in a cell meant for a date
_NOISE = 1e-9  # left by a spreadsheet's own arithmetic on a whole number
_ERRORS = re.compile(
    r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|N/D|NOM\?|NUL!|NOMBRE!|VALEUR!|PROPAGATION!|#+)"
)
_FREE = frozenset({"text", "lines", "item"})


@dataclass(frozen=True, slots=True)
class Speech:
    """What the cells are written in: the workbook's language, and the codes of each list."""

    lang: str
    choices: Mapping[str, tuple[str, ...]]

    @property
    def texts(self) -> Texts:
        return Texts(self.lang)


def is_blank(cell: Cell | None) -> bool:
    """Nothing, or spaces and invisible characters only."""
    return cell is None or (
        cell.kind == "text" and not cell.value[:1].isalnum() and not clean(cell.value)
    )


def parse(column: Column, cell: Cell, speech: Speech) -> Any:
    """The value of *cell* for *column*; raises Fault."""
    free = column.kind in _FREE or column.table is not None  # "#N/A" may be a client's word
    pasted = cell.kind == "text" and not free
    if cell.kind == "error" or (pasted and _ERRORS.fullmatch(clean(cell.value))):
        raise Fault("cell_error")
    if cell.kind == "uncalculated":
        raise Fault("not_calculated")
    value = _PARSERS[column.kind](column, cell, speech)
    if isinstance(value, float) and column.kind != "scale":
        _check_range(column, value)
    return value


def shown(cell: Cell, lang: str) -> str:
    """*cell* as its reader sees it, roughly: for messages and for texts."""
    match cell.kind:
        case "number":
            percent = cell.family == "percent"
            figure = f"{Decimal(repr(cell.value)) * (100 if percent else 1):f}"
            figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
            figure = figure.replace(".", ",") if lang == "fr" else figure
            return f"{figure} {'%' if percent else cell.unit}".strip()
        case "bool":
            return Texts(lang)["workbook.yes" if cell.value else "workbook.no"]
        case "date":
            return "/".join(reversed(cell.value[:10].split("-")))
        case "time":
            whole, seconds = divmod(round(cell.value), 60)
            hours, rest = divmod(whole, 60)
            return f"{hours:02}:{rest:02}" + (f":{seconds:02}" if seconds else "")
    return clean(cell.value)


def _text(column: Column, cell: Cell, speech: Speech) -> str:
    return shown(cell, speech.lang)


def _lines(column: Column, cell: Cell, speech: Speech) -> tuple[str, ...]:
    entries = re.split(r"[\n;]", shown(cell, speech.lang))
    return tuple(entry.strip() for entry in entries if entry.strip())


def _figure(cell: Cell) -> Decimal | None:
    """The number of a number cell; None when the text is to be parsed; else Fault."""
    match cell.kind:
        case "number":
            return Decimal(repr(cell.value))
        case "text":
            return None
        case "date":
            raise Fault("date_in_number")
        case "time":
            raise Fault("time_in_number")
    raise Fault("text_in_number")


def _number(column: Column, cell: Cell, speech: Speech) -> float:
    figure = _figure(cell)
    if figure is None:
        return float(count(cell.value, speech.lang, column.unit))
    if cell.family == "percent":
        raise Fault("percent_in_number")
    if "%" in cell.unit or "‰" in cell.unit:
        raise Fault("percent_in_number")
    if cell.unit and any(char.isalnum() for char in cell.unit):  # 5.4 shown as "5,4 k"
        count(f"1 {cell.unit}", speech.lang, column.unit)
    return float(cell.value)


def _integer(column: Column, cell: Cell, speech: Speech) -> int:
    value = _number(column, cell, speech)
    if abs(value - round(value)) > _NOISE:
        raise Fault("not_whole")
    _check_range(column, value)
    return round(value)


def _money(column: Column, cell: Cell, speech: Speech) -> float:
    figure = _figure(cell)
    per = column.unit or None
    if figure is None:
        return float(euros(cell.value, speech.lang, per))
    if cell.family == "percent":
        raise Fault("percent_in_number")
    return float(cell.value) * float(euros(f"1 {cell.unit}", speech.lang, per))


def _minutes(column: Column, cell: Cell, speech: Speech) -> float:
    if cell.kind == "time":
        # "00:15" shown over a whole day and a quarter of an hour: which one was meant?
        if cell.value < 0 or (cell.family == "time" and cell.value >= 86_400):
            raise Fault("time_in_number")
        return float(round(cell.value, 3) / 60)
    figure = _figure(cell)
    if figure is None:
        return float(minutes(cell.value, speech.lang))
    if cell.family == "percent":
        raise Fault("percent_in_number")
    return float(cell.value) * float(minutes(f"1 {cell.unit}", speech.lang))


def _percent(column: Column, cell: Cell, speech: Speech) -> float:
    figure = _figure(cell)
    if figure is None:
        return float(rate(cell.value, speech.lang))
    if cell.family == "percent":
        return float(cell.value)
    if cell.unit:
        return float(rate(f"{figure:f} {cell.unit}", speech.lang))
    return float(bare_rate(figure))


def _measure(column: Column, cell: Cell, speech: Speech) -> float:
    value = _figure(cell)
    if value is None:
        return float(measure(cell.value, speech.lang)[0])
    if cell.family == "percent":  # 0.75 shown as "75 %"
        return float(value * 100)
    factor, _ = measure(f"1 {cell.unit}", speech.lang)
    return float(value * factor)


def units_of(cell: Cell, lang: str) -> frozenset[str]:
    """The units that a cell of the kind "measure", already read, repeats."""
    if cell.family == "percent":
        return frozenset({"percent"})
    text = cell.value if cell.kind == "text" else f"1 {cell.unit}"
    return measure(text, lang)[1]


def _scale(column: Column, cell: Cell, speech: Speech) -> int:
    if cell.kind == "text":
        text = re.sub(r"\s*(/|sur|out of)\s*5$", "", clean(cell.value))
        cell = Cell("text", text)
    try:
        value = _number(column, cell, speech)
    except Fault as fault:
        if fault.code in ("date_in_number", "percent_in_number"):
            raise
        raise Fault("not_on_scale") from None
    if value not in SCALE:
        raise Fault("not_on_scale")
    return int(value)


def _rating(column: Column, cell: Cell, speech: Speech) -> Rating:
    """A note, or the words typed instead of one."""
    try:
        return Rating(note=_scale(column, cell, speech))
    except Fault as fault:
        if cell.kind != "text" or fault.code != "not_on_scale":
            raise
    name = column.choices or ""
    found = rating(shown(cell, speech.lang), name, speech.choices[name])
    if found is None:
        raise Fault("not_a_rating")
    return found


def _date(column: Column, cell: Cell, speech: Speech) -> date:
    if cell.kind == "text":
        return day(cell.value, speech.lang)
    if cell.kind != "date":
        raise Fault("not_a_date")
    found = date.fromisoformat(cell.value[:10])
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Fault("date_out_of_range")
    return found


def _moment(column: Column, cell: Cell, speech: Speech) -> date | int | str:
    """A name, when the column takes one, is checked against its table by `rules`."""
    match cell.kind:
        case "text":
            return moment(shown(cell, speech.lang), speech.lang, column.table is not None)
        case "date" if int(cell.value[:4]) <= _EPOCH:
            raise Fault("month_as_date")
        case "date":
            return _date(column, cell, speech)
        case "number" if cell.family != "percent" and not cell.unit:
            if cell.value in MONTHS:
                return int(cell.value)
            if column.table:  # "2027" may name a phase
                return shown(cell, speech.lang)
    raise Fault("not_a_moment")


def _boolean(column: Column, cell: Cell, speech: Speech) -> bool:
    if cell.kind == "bool":
        return bool(cell.value)
    text = shown(cell, speech.lang)
    truth = truths().get(fold(text))
    if truth is None or "?" in text:  # "oui ?" asks, it does not answer
        raise Fault("not_yes_or_no")
    return truth


def _choice(column: Column, cell: Cell, speech: Speech) -> str:
    return _chosen(column, shown(cell, speech.lang), speech)


def _chosen(column: Column, text: str, speech: Speech) -> str:
    name = column.choices or ""
    codes = speech.choices[name]
    words = choice_words(name, codes)
    key = fold(text)
    found = words.get(key) or words.get(singular(key)) or frozenset()
    if len(found) > 1:  # a word of both languages: the workbook's own decides
        own = {code for code in found if fold(speech.texts[f"choices.{name}.{code}"]) == key}
        found = frozenset(own)
    if len(found) == 1 and "?" not in text:
        return next(iter(found))
    close = nearest(text, (speech.texts[f"choices.{name}.{code}"] for code in codes))
    if close:
        raise Fault("not_a_choice_near", {"near": close})
    raise Fault("not_a_choice")


def _choices(column: Column, cell: Cell, speech: Speech) -> tuple[str, ...]:
    parts = re.split(r"[\n;,/+&]|\bet\b|\band\b", shown(cell, speech.lang))
    chosen = (_chosen(column, part.strip(), speech) for part in parts if part.strip())
    return tuple(dict.fromkeys(chosen))


def _check_range(column: Column, value: float) -> None:
    low, high = column.minimum, column.maximum
    scale, unit = (100, " %") if column.kind == "percent" else (1, "")
    if low is not None and value < low:
        raise Fault("below_minimum", {"limit": f"{low * scale:,.10g}{unit}".replace(",", " ")})
    if high is not None and value > high:
        raise Fault("above_maximum", {"limit": f"{high * scale:,.10g}{unit}".replace(",", " ")})


_PARSERS: Mapping[str, Callable[[Column, Cell, Speech], Any]] = {
    "text": _text,
    "reference": _text,
    "item": _text,
    "lines": _lines,
    "references": _lines,
    "number": _number,
    "integer": _integer,
    "money": _money,
    "minutes": _minutes,
    "percent": _percent,
    "measure": _measure,
    "scale": _scale,
    "rating": _rating,
    "date": _date,
    "moment": _moment,
    "boolean": _boolean,
    "choice": _choice,
    "choices": _choices,
}
