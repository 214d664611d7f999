"""Options side by side, in columns: what each costs and brings, at its lowest and highest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.analysis.model import OptionResult
from kit.deliverable.option_lines import OptionLines, write_lines
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_HEADINGS = 3
_RANGES = ("set_up", "run_year", "gain_year", "net")
_FIGURES = (
    ("roi", "total_percent"),
    ("marginal_cost", "money"),
    ("marginal_net", "money"),
    ("marginal_roi", "total_percent"),
)


AFTER = _HEADINGS + 19  # first row under the comparison


def write_options(
    sheet: Sheet, words: Words, blocks: Sequence[OptionLines], at: Mapping[str, str]
) -> None:
    """*at*: figure → reference of its value. *blocks*: lines that stand under the table."""
    text, options = words.texts, words.analysis.options
    label = "deliverable.plan.options"
    columns = [Column(text[f"{label}.figure"], 44)]
    for option in options:
        columns.append(Column(f"{option.name}, {text[f'{label}.low']}", 22))
        columns.append(Column(f"{option.name}, {text[f'{label}.high']}", 22))
    sheet.head(text["deliverable.plan.sheet.options"], text[f"{label}.intro"])
    sheet.headings(_HEADINGS, columns)
    sheet.raw.freeze_panes(_HEADINGS + 1, 1)
    rows = ("retained", "months", *_RANGES, "payback", *(key for key, _ in _FIGURES), "over")
    claims = ("band", "claimed_net", "claimed_roi", "claimed_payback")
    for row, key in enumerate((*rows, *claims), _HEADINGS + 1):
        sheet.text(row, 0, text[f"{label}.{key}"], "total_label")
    for n, option in enumerate(options):
        _option(sheet, words, 1 + 2 * n, option, f"options.{n + 1}", at)
    for block in blocks:
        write_lines(sheet, words, block, at)


def _option(
    sheet: Sheet,
    words: Words,
    column: int,
    option: OptionResult,
    figure: str,
    at: Mapping[str, str],
) -> None:
    row = _HEADINGS + 1
    sheet.text(row, column, words.yes_no(option.retained), "center")
    sheet.number(row + 1, column, option.months, "number")
    row += 2
    for key in _RANGES:
        ends = getattr(option, key)
        for end, name in enumerate(("low", "high")):
            value = None if ends is None else ends[end]
            place = at.get(f"{figure}.{key}.{name}")
            _figure(sheet, words, (row, column + end), place, value, "money")
        row += 1
    for end in (0, 1):
        value = None if option.payback is None else option.payback[end]
        sheet.number(row, column + end, value, "decimal")
    row += 1
    for key, look in _FIGURES:
        value = getattr(option, key)
        if key == "roi" or option.over is not None:
            _figure(sheet, words, (row, column), at.get(f"{figure}.{key}"), value, look)
        row += 1
    sheet.text(row, column, option.over or "")
    for end in (0, 1):
        sheet.number(row + 1, column + end, option.band[end], "money")
    sheet.number(row + 2, column, option.claimed_net, "money")
    sheet.number(row + 3, column, option.claimed_roi, "percent")
    sheet.number(row + 4, column, option.claimed_payback, "decimal")


def _figure(
    sheet: Sheet,
    words: Words,
    where: tuple[int, int],
    place: str | None,
    value: float | None,
    look: str,
) -> None:
    """A reference to where it is recomputed; a figure that cannot be says so."""
    if value is None:
        sheet.text(*where, words.numbers.missing)
    elif place:
        sheet.formula(*where, f"={place}", value, look)
    else:
        sheet.number(*where, value, look)
