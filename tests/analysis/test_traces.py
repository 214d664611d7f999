"""Where each figure comes from: the analysis's own value, from terms that stand elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from kit.analysis.model import Trace
from kit.client import Client, Option, Phase
from tests.clients import (
    a_client,
    a_cost,
    a_priority,
    a_process,
    a_role,
    a_time_gain,
    a_worked_example,
    an_error_gain,
    analysed,
)
from tests.figures import value_in
from tests.rich import a_rich_client
from tests.workbook.engagements import engagements

CLIENTS = (a_worked_example(), *map(a_rich_client, ("year_end", "monthly", "by_date")))


def traced(client: Client) -> dict[str, Trace]:
    return {trace.figure: trace for trace in analysed(client).traces}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_trace_says_the_figure_the_analysis_holds(client: Client) -> None:
    analysis = analysed(client)
    for trace in analysis.traces:
        held = value_in(analysis, trace.figure)
        assert held is None or held == pytest.approx(trace.value, abs=1e-9), trace


@pytest.mark.parametrize("client", CLIENTS)
def test_a_term_that_is_a_figure_has_its_value_and_its_cells(client: Client) -> None:
    analysis = analysed(client)
    found = {trace.figure: trace for trace in analysis.traces}
    used = {f"assumptions.{key}": value for key, value, _ in analysis.assumptions}
    for trace in found.values():
        for term, source in trace.inputs.items():
            for figure in (source,) if isinstance(source, str) else source:
                if figure.startswith("assumptions."):
                    value, unit = trace.terms[term]
                    assert value == pytest.approx(
                        used[figure] / 12 if unit == "twelfths" else used[figure]
                    )
                    continue
                assert figure in found, trace
                if term != "*":
                    assert trace.terms[term][0] == pytest.approx(found[figure].value), trace


@pytest.mark.parametrize("client", CLIENTS)
def test_a_figure_is_traced_once_and_never_from_itself(client: Client) -> None:
    listed = [trace.figure for trace in analysed(client).traces]
    assert len(set(listed)) == len(listed)
    seen: set[str] = set()
    for trace in analysed(client).traces:
        for source in trace.inputs.values():
            for figure in (source,) if isinstance(source, str) else source:
                assert figure.startswith("assumptions.") or figure in seen, trace
        seen.add(trace.figure)


def test_the_business_case_is_traced_to_its_last_figure() -> None:
    """What the report shows of a case with everything in it."""
    found = traced(a_rich_client()).keys()
    case = (
        "hours_month gross_month cost_month net_month cost_once gain_first_year cost_first_year"
        " roi_first_year payback_month npv irr returns.gain returns.cost returns.net returns.roi"
        " corrected.gross_month corrected.net_month corrected.returns.npv corrected.returns.net"
        " corrected.returns.payback_month stacks.cash.total_year stacks.risk.net"
        " break_even.payback.set_up hours_pool.1.counted upkeep.cost_month"
    )
    wanted = {f"business_case.{name}" for name in case.split()}
    wanted |= {f"budget.{n}.{end}" for n in (1, 2) for end in ("subtotal", "contingency", "total")}
    ranged = ("set_up", "run_year", "gain_year", "net")
    wanted |= {f"options.{n}.{k}.{e}" for n in (1, 2, 3) for k in ranged for e in ("low", "high")}
    wanted |= {f"options.{n}.roi" for n in (1, 2, 3)}
    wanted |= {f"options.{n}.marginal_{key}" for n in (2, 3) for key in ("cost", "net", "roi")}
    assert wanted <= found


def test_licences_are_price_by_users_by_months() -> None:
    """2 users x 45 EUR x 6 months is 540 EUR, not 5 400."""
    cost = a_cost(rhythm="month", unit_price=45.0, users=2.0, months=6.0)
    trace = traced(a_client(costs=(cost,)))["business_case.cost-1.once"]
    assert trace.value == 540
    assert trace.rule == "cost_month_users_months"
    assert {name: value for name, (value, _) in trace.terms.items()} == {
        "quantity": 1,
        "unit_price": 45,
        "users": 2,
        "months": 6,
    }


def test_minutes_a_day_come_back_on_working_days() -> None:
    """30 -> 5 min a day is 25 min x 220 days: 91.67 h a year."""
    gain = a_time_gain(per="day", volume=None, period=None, before=30.0, after=5.0)
    trace = traced(a_client(roles=(a_role(),), gains=(gain,)))["business_case.gain-1.hours_month"]
    assert trace.value * 12 == pytest.approx(91.6667, abs=1e-4)
    assert trace.rule == "gain_hours_per"
    assert trace.inputs == {"times": "assumptions.year.working_days"}


def test_clients_days_are_a_part_of_their_own() -> None:
    cost = a_cost(rhythm="once", unit_price=800.0, client_days=3.0, day_rate=290.0)
    found = traced(a_client(costs=(cost,)))
    assert found["business_case.cost-1.bought"].value == 800
    assert found["business_case.cost-1.once"].value == 1670
    assert found["business_case.cost-1.once"].inputs == {"bought": "business_case.cost-1.bought"}


def test_twelve_equal_months_are_said_as_such_and_a_ramp_is_not() -> None:
    steady = traced(a_worked_example())
    assert steady["business_case.gain_first_year"].rule == "gain_first_year"
    late = traced(a_worked_example(gains=(a_time_gain(start=4), an_error_gain())))
    assert late["business_case.gain_first_year"].rule == "gain_first_year_flows"
    assert late["business_case.gain_first_year"].value == pytest.approx(
        433.3333 * 9 + 2400, abs=0.1
    )


def test_contingency_is_a_share_of_its_phase() -> None:
    client = a_client(
        phases=(Phase("Socle", start=1, end=3, contingency=0.1),),
        costs=(a_cost(rhythm="once", unit_price=5200.0, phase="Socle"),),
    )
    found = traced(client)
    assert found["business_case.contingency-1.once"].terms["rate"] == (0.1, "share")
    assert found["budget.1.contingency"].value == 520
    assert found["budget.1.total"].value == 5720


def test_the_marginal_return_is_what_an_option_brings_over_the_cheaper_one() -> None:
    options = (
        Option("Simple", set_up_low=1000.0, run_low=0.0, gain_low=1500.0),
        Option("Complète", set_up_low=5000.0, run_low=0.0, gain_low=4000.0),
    )
    found = traced(a_worked_example(options=options))
    assert found["options.2.marginal_cost"].value == 4000
    assert found["options.2.marginal_net"].value == pytest.approx(3000 - 2000)
    assert found["options.2.marginal_roi"].value == pytest.approx(0.25)


@pytest.mark.parametrize("grant", [-456.0, 0.0, 900.0])
def test_the_largest_set_up_is_traced_whatever_the_sign_of_the_set_up(grant: float) -> None:
    """A grant is a cost below 0: the break-even starts from it."""
    costs = (a_cost(), a_cost(label="Départ", rhythm="once", unit_price=grant))
    analysis = analysed(a_worked_example(costs=costs))
    found = {trace.figure: trace.value for trace in analysis.traces}
    case = analysis.business_case
    assert case is not None
    by_return, by_payback = case.break_even
    assert found["business_case.break_even.roi.set_up"] == pytest.approx(by_return.set_up)
    assert found["business_case.break_even.roi.set_up"] == pytest.approx(1540)
    assert found["business_case.break_even.payback.set_up"] == pytest.approx(by_payback.set_up)


def test_what_cannot_be_computed_has_no_trace() -> None:
    client = a_client(
        roles=(a_role(hourly_cost=None),),
        processes=(a_process(minutes=None),),
        priorities=(a_priority(impact=None),),
        gains=(a_time_gain(), an_error_gain(unit_value=None)),
        costs=(a_cost(unit_price=None),),
    )
    assert traced(client).keys() == {
        "business_case.cost_once",  # costs are listed, none of them to start with: 0
        "business_case.gain-1.hours_month",
        "business_case.hours_month",
        "business_case.hours_pool.1.freed",
        "business_case.hours_pool.1.pool",
        "business_case.hours_pool.1.counted",
        "business_case.hours_pool.1.share",
    }


def test_a_total_leads_to_the_cells_of_its_lines() -> None:
    cells = {
        "gains/0/volume": "Gains!F9",
        "gains/1/unit_value": "Gains!M10",
        "costs/0/unit_price": "Coûts!F7",
    }
    client = replace(a_worked_example(), cells=cells)
    found = traced(client)
    assert found["business_case.gross_month"].cells == ("Gains!F9", "Gains!M10")
    assert set(found["business_case.npv"].cells) == set(cells.values())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(engagements())
def test_any_engagement_is_traced_to_the_values_it_holds(client: Client) -> None:
    analysis = analysed(client)
    for trace in analysis.traces:
        held = value_in(analysis, trace.figure)
        assert held is None or held == pytest.approx(trace.value, rel=1e-9, abs=1e-6), trace
