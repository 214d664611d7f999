"""Every rule of a trace has a formula and a sentence, with the same terms."""

from __future__ import annotations

import math
from string import Formatter

import pytest

from kit.deliverable.formulas import FORMULAS
from kit.texts import LANGUAGES, Texts
from tests.clients import a_worked_example, analysed
from tests.rich import a_rich_client

_ELSEWHERE = {"sum", "amounts", "guess", "cash_sum"}
_NEW_IN_EXCEL = ("LET(", "LAMBDA(", "FILTER(", "XLOOKUP(", "SEQUENCE(", "[", "#", "@")
CLIENTS = (a_worked_example(), *map(a_rich_client, ("year_end", "monthly", "by_date")))


def names_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_rule_has_its_sentence_and_each_sentence_its_formula(lang: str) -> None:
    prefix = "analysis.formula."
    said = {key.removeprefix(prefix) for key in Texts(lang) if key.startswith(prefix)}
    assert said == set(FORMULAS)


@pytest.mark.parametrize("client", CLIENTS)
def test_a_formula_only_names_its_terms_and_what_the_workbook_gives(client: object) -> None:
    sides = ("gains_", "costs_", "cash_")
    for trace in analysed(client).traces:  # type: ignore[arg-type]
        for name in names_of(FORMULAS[trace.rule]):
            assert name in trace.terms or name in _ELSEWHERE or name.startswith(sides), trace


def test_formulas_use_functions_that_any_spreadsheet_knows() -> None:
    for rule, formula in FORMULAS.items():
        assert not [word for word in _NEW_IN_EXCEL if word in formula], rule


@pytest.mark.parametrize("client", CLIENTS)
def test_a_formula_over_plain_terms_gives_the_figure(client: object) -> None:
    """What needs no range of another sheet is worked out here; LibreOffice does the rest."""
    analysis = analysed(client)  # type: ignore[arg-type]
    values = {trace.figure: trace.value for trace in analysis.traces}
    checked = 0
    for trace in analysis.traces:
        at: dict[str, object] = {name: value for name, (value, _) in trace.terms.items()}
        summed = [values[figure] for figure in trace.inputs.get("*", ())]
        at["sum"] = math.fsum(summed)
        at["amounts"] = math.fsum(value for value, unit in trace.terms.values() if unit == "EUR")
        if names_of(FORMULAS[trace.rule]) <= at.keys():
            formula = FORMULAS[trace.rule].format_map({k: f"({v!r})" for k, v in at.items()})
            got = eval(formula.replace("^", "**"), {"MIN": min, "MAX": max})
            assert got == pytest.approx(trace.value, abs=1e-9), trace
            checked += 1
    assert checked > len(analysis.traces) / 2
