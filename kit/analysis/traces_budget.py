"""Where the budget of each phase comes from (methods M11 and M18.8)."""

from __future__ import annotations

from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.ledger import CASE, Ledger, Terms
from kit.analysis.model import Analysis


def trace_budget(ledger: Ledger, analysis: Analysis) -> None:
    """Lines, contingency, total of each phase: figures "budget.<position>.<field>"."""
    case = analysis.business_case
    for position, phase in enumerate(case.budget if case else (), 1):
        figure = f"budget.{position}"
        of = [f"{CASE}.{id}.once" for id, amount in phase.lines if amount is not None]
        counted: Terms = {"lines": (float(len(of)), "number")}
        ledger.add(f"{figure}.subtotal", "sum_once", counted, phase.subtotal, "EUR", of=of)
        kept = [
            f"{CASE}.{line.id}.once"
            for line in (case.lines if case else ())
            if line.kind == CONTINGENCY and line.phase == phase.phase
        ]
        counted = {"lines": (float(len(kept)), "number")}
        ledger.add(
            f"{figure}.contingency", "sum_contingency", counted, phase.contingency, "EUR", of=kept
        )
        terms: Terms = {
            "subtotal": (phase.subtotal, "EUR"),
            "contingency": (phase.contingency, "EUR"),
        }
        inputs = {name: f"{figure}.{name}" for name in terms}
        ledger.add(f"{figure}.total", "budget_total", terms, phase.total, "EUR", inputs=inputs)
