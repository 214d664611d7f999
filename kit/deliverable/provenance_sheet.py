"""The sheet of provenance: each traced figure on a row, recomputed from its terms.

A term that is another figure refers to the row of that figure, one that was typed on the
sheet of gains and costs to its cell there, a threshold to the assumptions: a number stands
once in the workbook, and what it changes follows everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import Trace
from kit.deliverable.formulas import FORMULAS
from kit.deliverable.sheets import Column, Sheet
from kit.display.figures import formula_of, group_of, name_of, places
from kit.display.sections import scenario
from kit.display.words import Words, opening

_HEADINGS = 3  # row, from 0
_COLUMNS = (
    ("group", 30),
    ("figure", 46),
    ("value", 18),
    ("formula", 62),
    ("cells", 34),
    ("id", 46),
)
_VALUE = 2  # column of the recomputed figure
_TERMS = len(_COLUMNS)  # first column of the terms: name, value, name, value…
_ALL = "*"  # the figures that a sum adds up
_LOOKS = {"EUR": "money", "EUR/h": "money", "h": "hours", "min": "decimal", "share": "percent"}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where each figure stands on its sheet, before anything is written."""

    name: str  # of the sheet
    traces: tuple[Trace, ...]

    def row(self, position: int) -> int:
        return _HEADINGS + 1 + position

    def places(self) -> dict[str, str]:
        """figure → reference of its value, usable from any sheet."""
        return {
            trace.figure: f"'{self.name}'!{cell(self.row(n), _VALUE, True, True)}"
            for n, trace in enumerate(self.traces)
        }


def write_provenance(
    sheet: Sheet,
    words: Words,
    laid: Provenance,
    at: Mapping[str, str],
    ranges: Mapping[str, Mapping[str, str]],
) -> None:
    """*at*: references of figures, of thresholds (``assumptions.<key>``) and of terms typed
    on another sheet (``<figure>:<term>``). *ranges*: prefix of the figures → names of the
    cash-flow ranges they are computed on.
    """
    text = words.texts
    most = max((len(trace.terms) for trace in laid.traces), default=0)
    columns = [Column(text[f"deliverable.plan.provenance.{key}"], width) for key, width in _COLUMNS]
    for _ in range(most):
        columns.append(Column(text["deliverable.plan.provenance.term"], 24))
        columns.append(Column(text["deliverable.plan.provenance.term_value"], 14))
    replaced = scenario.replaced_cells(words)
    intro = " ".join(filter(None, (text["deliverable.plan.provenance.intro"], replaced)))
    sheet.head(text["deliverable.plan.sheet.provenance"], intro)
    sheet.table(_HEADINGS, columns, len(laid.traces))
    # On paper the terms would leave the rest too small to read: the formula has them already.
    sheet.raw.print_area(0, 0, _HEADINGS + len(laid.traces), _TERMS - 1)
    for n, trace in enumerate(laid.traces):
        row = laid.row(n)
        sheet.text(row, 0, group_of(words, trace.figure))
        sheet.text(row, 1, opening(name_of(words, trace.figure)))
        sheet.text(row, 3, formula_of(words, trace))
        sheet.text(row, 4, places(trace.cells) or words("trace.no_cell"))
        sheet.text(row, 5, trace.figure)
        local: dict[str, str] = {}
        for position, name in enumerate(trace.terms):
            column = _TERMS + 2 * position
            sheet.text(row, column, text[f"deliverable.plan.term.{name}"])
            _term(sheet, row, column + 1, trace, name, at)
            local[name] = cell(row, column + 1)
        euros = [place for name, place in local.items() if trace.terms[name][1] == "EUR"]
        local["amounts"] = "+".join(euros) or "0"
        local |= _range_of(trace, ranges)
        local |= _sum_of(trace, laid) | _lines_of(trace, local)
        formula = "=" + FORMULAS[trace.rule].format_map(local)
        sheet.formula(row, _VALUE, formula, trace.value, _LOOKS.get(trace.unit, "number"))


def _term(
    sheet: Sheet, row: int, column: int, trace: Trace, name: str, at: Mapping[str, str]
) -> None:
    """A reference where the number stands elsewhere; else the number, which may be changed."""
    value, unit = trace.terms[name]
    look, source = _LOOKS.get(unit, "number"), str(trace.inputs.get(name))
    if look == "number" and not value.is_integer():
        look = "decimal"
    typed, place = at.get(f"{trace.figure}:{name}"), at.get(source)
    if typed:
        sheet.formula(row, column, f"={typed}", value, look)
    elif place:
        # 220 days a year are a number seen by month.
        months = "/12" if unit == "twelfths" else ""
        sheet.formula(row, column, f"={place}{months}", value, look)
    elif _counts(trace, name):
        sheet.number(row, column, value, f"input_{'decimal' if look == 'hours' else look}")
    else:
        sheet.number(row, column, value, look)


def _counts(trace: Trace, name: str) -> bool:
    """Whether changing the term changes the figure; a number of lines only says how many."""
    formula = FORMULAS[trace.rule]
    return f"{{{name}}}" in formula or ("{amounts}" in formula and trace.terms[name][1] == "EUR")


def _sum_of(trace: Trace, laid: Provenance) -> dict[str, str]:
    """ "sum": the values of the figures a total adds up, as few ranges as may be."""
    listed = trace.inputs.get(_ALL, ())
    rows = {other.figure: laid.row(n) for n, other in enumerate(laid.traces)}
    found = sorted(rows[figure] for figure in listed if figure in rows)
    return {"sum": f"SUM({','.join(_runs(found))})" if found else "0"}


def _lines_of(trace: Trace, known: Mapping[str, str]) -> dict[str, str]:
    """ "cash_sum": what the lines a total adds up come to on their sheet of cash flow."""
    ids = [figure.split(".")[-2] for figure in trace.inputs.get(_ALL, ()) if "." in figure]
    cells = [known[key] for id in ids if (key := f"cash_total:{id}") in known]
    return {"cash_sum": "+".join(cells) or "0"}


def _runs(rows: Sequence[int]) -> list[str]:
    """ "B5:B8", "B12": rows that follow each other together."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [
        cell(first, _VALUE) if first == last else f"{cell(first, _VALUE)}:{cell(last, _VALUE)}"
        for first, last in runs
    ]


def _range_of(trace: Trace, ranges: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The cash-flow ranges of the case the figure belongs to: the longest prefix that fits."""
    fitting = [prefix for prefix in ranges if trace.figure.startswith(prefix)]
    return dict(ranges[max(fitting, key=len)]) if fitting else {}
