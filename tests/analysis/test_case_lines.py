from datetime import date

import pytest

from kit.analysis.case_lines import lines_of_option, retained_option
from kit.analysis.timeline import Timeline
from kit.client import Finance, FlowRow, Option, Phase
from tests.clients import a_case, a_client, a_cost, a_time_gain

PHASES = (Phase("P1", 1, 6, contingency=0.1), Phase("P2", 7, 12))


def once(price, **fields):
    return a_cost(rhythm="once", unit_price=price, **fields)


def contingency_of(*costs, general=None, phases=PHASES):
    case = a_case(costs=costs, phases=phases, finance=Finance(contingency=general))
    return {line.id: line.once for line in case.lines if line.kind == "contingency"}


def flow_of(side="gain", **fields):
    return a_case(flows=(FlowRow("Ligne", side, **fields),)).lines[0]


def test_the_contingency_of_a_phase_is_a_share_of_its_priced_set_up():
    case = a_case(
        costs=(
            once(1000.0, phase="P1"),
            a_cost(unit_price=45.0, users=2.0, months=6.0, phase="P1"),  # 540, stops: set-up
            a_cost(unit_price=10.0, phase="P1"),  # recurring: not
            once(None, phase="P1"),
        ),
        phases=PHASES,
    )
    line = case.lines[-1]
    assert (line.id, line.label, line.phase, line.kind) == (
        "contingency-1", "P1", "P1", "contingency",
    )  # fmt: skip
    assert line.once == line.computed == pytest.approx(154)
    assert (line.start, line.end) == (1, 6)
    assert case.cost_once == pytest.approx(1694)


def test_without_a_share_stated_nothing_is_kept_for_the_unforeseen():
    assert contingency_of(once(1000.0, phase="P2"), once(500.0)) == {}


def test_the_finance_sheets_share_is_that_of_phases_without_one_and_of_the_rest():
    costs = (once(1000.0, phase="P1"), once(1000.0, phase="P2"), once(500.0))
    assert contingency_of(*costs, general=0.2) == pytest.approx(
        {"contingency-0": 100, "contingency-1": 100, "contingency-2": 200}
    )


def test_a_contingency_already_listed_is_not_added_again():
    listed = once(150.0, phase="P2", nature="contingency")
    costs = (once(1000.0, phase="P2"), listed, once(500.0))
    assert contingency_of(*costs, general=0.2) == {}


def test_a_share_on_the_phase_is_kept_and_not_taken_on_the_contingency_listed():
    costs = (once(1000.0, phase="P1"), once(150.0, phase="P1", nature="contingency"))
    assert contingency_of(*costs) == pytest.approx({"contingency-1": 100})


OPTIONS = (Option("A"), Option("B", retained=True), Option("C"))


def test_the_case_is_about_the_option_marked_else_the_first():
    assert retained_option(a_client()) is None
    assert retained_option(a_client(options=OPTIONS)) == "B"
    assert retained_option(a_client(options=OPTIONS[::2])) == "A"


def test_only_the_lines_of_the_retained_option_count():
    costs = (once(100.0), once(10.0, options=("A", "B")), once(1.0, options=("C",)))
    case = a_case(costs=costs, options=OPTIONS, gains=(a_time_gain(options=("A",)),))
    assert (case.option, case.cost_once, case.gross_month) == ("B", 110, None)
    assert [line.id for line in case.lines] == ["cost-1", "cost-2"]
    assert [line.id for line in case.other_lines] == ["gain-1", "cost-3"]
    assert len(case.all_lines) == 4


def test_another_option_has_its_own_lines_and_its_own_contingency():
    costs = (once(100.0, phase="P1"), once(50.0, phase="P1", options=("C",)))
    client = a_client(costs=costs, options=OPTIONS, phases=PHASES)
    case = a_case(client)
    timeline = Timeline(date(2026, 1, 1), 24, {"P1": (1, 6), "P2": (7, 12)})
    other = lines_of_option(case.all_lines, "C", client, timeline)
    assert {line.id: line.once for line in case.lines} == {"cost-1": 100, "contingency-1": 10}
    assert {line.id: line.once for line in other} == {
        "cost-1": 100, "cost-2": 50, "contingency-1": 15,
    }  # fmt: skip


def test_a_row_of_years_keeps_its_amounts_and_says_its_average_month():
    line = flow_of(initial=-500.0, year_1=600.0, year_2=1800.0, claimed_total=1900.0)
    assert line.yearly == (-500, 600, 1800)
    assert (line.id, line.kind, line.value_class) == ("flow-1", "cash", "cash")
    assert (line.month, line.once, line.computed, line.claimed) == (100, -500, 1900, 1900)


def test_a_blank_year_before_another_is_no_amount_and_the_row_stops_at_its_last():
    line = flow_of(year_1=600.0, year_3=600.0)
    assert line.yearly == (0, 600, 0, 600)
    assert (line.once, line.month) == (None, pytest.approx(1200 / 36))


def test_costs_printed_with_minus_signs_are_costs():
    line = flow_of("cost", initial=-70_000.0, year_1=-500.0, claimed_total=-70_500.0)
    assert (line.yearly, line.computed, line.claimed) == ((70_000, 500), 70_500, 70_500)
    assert flow_of("cost", initial=70_000.0, year_1=-500.0).yearly == (70_000, -500)  # a credit


def test_a_dated_amount_is_one_amount():
    line = flow_of(day=date(2026, 5, 1), amount=900.0)
    assert (line.dated, line.once, line.month) == ((date(2026, 5, 1), 900), 900, None)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "no_amount"),
        ({"day": date(2026, 5, 1)}, "no_amount"),
        ({"amount": 900.0}, "no_day"),
        ({"year_1": 1.0, "day": date(2026, 5, 1), "amount": 900.0}, "years_and_day"),
    ],
)
def test_a_row_that_does_not_say_enough_is_not_counted(fields, why):
    line = flow_of(**fields)
    assert (line.reason, line.month, line.once) == (f"analysis.reason.{why}", None, None)


def test_rows_of_years_say_that_a_month_is_an_average():
    case = a_case(
        flows=(FlowRow("Gains", "gain", year_1=1200.0), FlowRow("Coûts", "cost", initial=100.0))
    )
    assert (case.gross_month, case.cost_month, case.cost_once) == (100, 0, 100)
    assert case.reasons["gross_month"] == "analysis.reason.average_month"
    assert "cost_month" not in case.reasons
