"""The lines of an option whose figures come from them, at their worst and at their best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.cashflow import line_months
from kit.analysis.gaps import recurring, set_up
from kit.analysis.model import Analysis, MoneyLine, OptionResult
from kit.analysis.options import lines_of
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.analysis.variants import best, worst
from kit.catalogue import Catalogue
from kit.deliverable.formulas import FORMULAS
from kit.deliverable.sheets import Column, Sheet
from kit.display.figures import label_of
from kit.display.words import Words

_COLUMNS = ("line", "once", "month", "counted", "total", "worst", "best")
_AT = {key: at for at, key in enumerate(_COLUMNS)}
_SIDES = ("gain", "cost")


@dataclass(frozen=True, slots=True)
class OptionLines:
    """The block of one option: its lines by side, from row *first*."""

    sheet: str
    option: OptionResult
    first: int
    lines: Mapping[str, tuple[MoneyLine, ...]]
    timeline: Timeline

    def start(self, side: str) -> int:
        """First row of a side; one row stays free for a side without a line."""
        gains = max(1, len(self.lines["gain"]))
        return self.first + 2 + (gains if side == "cost" else 0)

    @property
    def end(self) -> int:
        """First row after the block, one left blank."""
        return self.start("cost") + max(1, len(self.lines["cost"])) + 1

    def ranges(self) -> dict[str, str]:
        """Names that the formulas of the provenance use → ranges of this sheet."""
        made = {}
        for side in _SIDES:
            first = self.start(side)
            last = first + max(1, len(self.lines[side])) - 1
            for key in _COLUMNS[1:]:
                ends = (cell(row, _AT[key], True, True) for row in (first, last))
                made[f"{side}s_{key}"] = f"'{self.sheet}'!{':'.join(ends)}"
        return made


def lay_out(sheet: str, analysis: Analysis, catalogue: Catalogue, row: int) -> list[OptionLines]:
    """A block for each option that rests on its lines, one under the other."""
    case, client = analysis.business_case, analysis.client
    if case is None:
        return []
    used = {key: value for key, value, _ in analysis.assumptions}  # what-ifs included
    settings = Settings.of(catalogue, client.company, used, client.finance)
    start = case.flows.dates[0] if case.flows is not None else analysis.plan.start
    timeline = Timeline.of(client, settings, start)
    blocks = []
    stated = {option.name: option for option in client.options}
    for position, result in enumerate(analysis.options, 1):
        if not _on_lines(analysis, f"options.{position}."):
            continue
        lines = lines_of(stated[result.name], result.retained, case, client, timeline)
        known = [line for line in lines if line.reason is None]
        sides = {side: tuple(one for one in known if one.side == side) for side in _SIDES}
        blocks.append(OptionLines(sheet, result, row, sides, timeline))
        row = blocks[-1].end
    return blocks


def _on_lines(analysis: Analysis, prefix: str) -> bool:
    """Whether a figure of the option is a formula over the block of its lines."""
    own = (trace for trace in analysis.traces if trace.figure.startswith(prefix))
    return any(f"{{{side}s_" in FORMULAS[trace.rule] for trace in own for side in _SIDES)


def write_lines(sheet: Sheet, words: Words, laid: OptionLines, at: Mapping[str, str]) -> None:
    """*at*: figure → reference of its value."""
    text = words.texts
    title = text("deliverable.plan.options.lines", name=laid.option.name)
    sheet.text(laid.first, 0, title, "part")
    headings = [Column(text[f"deliverable.plan.options.{key}"], 0) for key in _COLUMNS]
    sheet.headings(laid.first + 1, headings, resize=False)
    for side in _SIDES:
        for row, line in enumerate(laid.lines[side], laid.start(side)):
            _line(sheet, words, laid, row, line, at)


def _line(
    sheet: Sheet,
    words: Words,
    laid: OptionLines,
    row: int,
    line: MoneyLine,
    at: Mapping[str, str],
) -> None:
    """Its amounts refer to their figures; contingency of another option has none."""
    sheet.text(row, 0, label_of(words, line))
    cost = line.side == "cost"
    amounts = {
        "once": line.once if cost and set_up([line]) else None,
        "month": line.month if not cost or recurring([line]) else None,
    }
    for key, amount in amounts.items():
        place = _place(words, line, key, amount, at)
        if place and amount is not None:
            sheet.formula(row, _AT[key], f"={place}", amount, "money")
        else:
            sheet.number(row, _AT[key], amount, "input_money")
    key = "month" if line.yearly is None and line.once is None else "once"
    total = sum(line_months(line, laid.option.months, laid.timeline))
    if line.yearly is not None:
        sheet.number(row, _AT["counted"], None, "number")
        sheet.number(row, _AT["total"], total, "input_money")
    else:
        amount = (line.month if key == "month" else line.once) or 0.0
        counted = total / amount if amount else 0.0
        sheet.number(row, _AT["counted"], counted, "input_decimal")
        source = cell(row, _AT[key])
        if amounts[key] is None:  # a dated gain has no month
            source = repr(float(amount))
        formula = f"={source}*{cell(row, _AT['counted'])}"
        sheet.formula(row, _AT["total"], formula, total, "money")
    sheet.number(row, _AT["worst"], worst(line, laid.option.months), "input_percent")
    sheet.number(row, _AT["best"], best(line, laid.option.months), "input_percent")


def _place(
    words: Words, line: MoneyLine, key: str, amount: float | None, at: Mapping[str, str]
) -> str | None:
    """Where the amount of the line is recomputed: corrected, else as the cells give it."""
    values = {trace.figure: trace.value for trace in words.analysis.traces}
    for prefix in ("business_case.corrected", "business_case"):
        figure = f"{prefix}.{line.id}.{key}"
        if figure in at and values.get(figure) == amount:
            return at[figure]
    return None
