"""The formula of one line's cells in the cash flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import MoneyLine
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.deliverable.cash_layout import AMOUNT, END, HEADINGS, RAMP, START, Cash

At = Mapping[str, str]  # figure → reference of its value; "<figure>:<term>" → of a term


@dataclass(frozen=True, slots=True)
class Amounts:
    """How *line*, at *row*, is spread over the months."""

    line: MoneyLine
    row: int
    source: str  # reference of its amount: by month, or in all
    amount: float
    years: tuple[str, ...]  # references of the amounts of a row of years
    dated: int | None  # month of a dated amount

    @classmethod
    def of(cls, laid: Cash, position: int, at: At) -> Amounts:
        line, row = laid.lines[position], laid.line_row(position)
        if line.yearly is not None:
            field, amount = "total", line.computed or 0.0
        elif line.once is not None:
            field, amount = "once", line.once
        else:
            field, amount = "month", line.month or 0.0
        figure = f"{laid.prefix}.{line.id}.{field}"
        names = ("initial", *(f"year_{n}" for n in range(1, len(line.yearly or ()))))
        years = tuple(
            at.get(f"{figure}:{name}", repr(float(one)))
            for name, one in zip(names, line.yearly or (), strict=False)
        )
        dated = laid.timeline.index_of(line.dated[0]) if line.dated is not None else None
        return cls(line, row, at.get(figure, repr(float(amount))), amount, years, dated)

    def formula(self, month: int, column: int) -> str:
        if self.line.yearly is not None:
            since = month - self.line.late
            year = -(-since // MONTHS_PER_YEAR)
            if since < 0 or year >= len(self.years):
                return "=0"
            return f"={self.years[year]}" + (f"/{MONTHS_PER_YEAR}" if since else "")
        at = (cell(self.row, where, False, True) for where in (AMOUNT, START, END, RAMP))
        amount, start, end, ramp = at
        if self.line.dated is not None:
            return f"={amount}" if month == self.dated else "=0"
        heading = cell(HEADINGS, column, True)
        if self.line.once is not None:
            share = f"{amount}/({end}-{start}+1)"
            if month == 0:  # what was paid before the start is counted today
                return f"=IF({start}<=0,{share}*(MIN({end},0)-{start}+1),0)"
            return f"=IF(AND({heading}>={start},{heading}<={end}),{share},0)"
        if month == 0:
            return "=0"
        effect = f"MIN(1,({heading}-{start}+1)/({ramp}+1))"
        return f"=IF({heading}>={start},{amount}*{effect},0)"
