"""A change goes where the workbook's own figure is, and nowhere else."""

from __future__ import annotations

import math
import pickle
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis.analyse import analyse
from kit.analysis.model import Analysis
from kit.analysis.what_if import Refused, UnknownChange, applied
from kit.catalogue import load_catalogue
from kit.client import Client, FlowRow, Phase
from kit.client.scenario import Change
from tests.clients import (
    AS_OF,
    FAST,
    a_client,
    a_cost,
    a_plan,
    a_priority,
    a_process,
    a_role,
    a_time_gain,
    a_worked_example,
    an_error_gain,
)
from tests.examples import client_of
from tests.rich import a_rich_client


def moved(client: Client, *changes: Change) -> Analysis:
    own, thresholds = applied(client, load_catalogue(), changes)
    return analyse(own, load_catalogue(), AS_OF, {**FAST, **thresholds})


def as_it_is(client: Client) -> Analysis:
    return analyse(client, load_catalogue(), AS_OF, FAST)


def net_of(analysis: Analysis) -> float:
    case = analysis.business_case
    assert case is not None and case.trusted.returns is not None
    return case.trusted.returns.net


def bar(analysis: Analysis, key: str) -> tuple[float, float]:
    assert analysis.business_case is not None
    one = next(one for one in analysis.business_case.tornado if one.key == key)
    return one.low, one.high


# -- worked by hand, on the accountants' example ----------------------------------------------
# 50 requests a month, 15 -> 2 min at 40 EUR/h, errors 8 % -> 0.5 % at 53.33 EUR: 433.33 + 200
# EUR a month; 1 320 EUR of set-up and 30 EUR a month, 1 680 EUR in the first year.


def test_six_cases_of_ten_through_the_automation_bring_six_tenths_of_each_gain() -> None:
    analysis = moved(client_of("exemple-comptable"), Change("adoption", 0.6))
    case = analysis.business_case
    assert case is not None
    assert [line.month for line in case.lines[:2]] == pytest.approx([260.0, 120.0])
    assert case.roi_first_year == pytest.approx((0.6 * 7_600 - 1_680) / 1_680)
    gain, errors = analysis.client.gains
    # Seven cases in ten at 2 min would be 5.9: six at 2 and four at 15 are 7.2 on average.
    assert gain.after == pytest.approx(7.2)
    assert gain.volume == 50.0
    assert errors.error_after == pytest.approx(0.6 * 0.005 + 0.4 * 0.08)


def test_gains_three_months_late_lose_three_months_of_the_first_year() -> None:
    case = moved(client_of("exemple-comptable"), Change("delay", 3)).business_case
    assert case is not None and case.returns is not None
    assert [line.start for line in case.lines[:2]] == [4, 4]
    assert case.roi_first_year == pytest.approx((9 * 7_600 / 12 - 1_680) / 1_680)
    assert case.returns.net == pytest.approx(21 * 7_600 / 12 - 1_320 - 24 * 30)


def test_effort_counted_twice_brings_the_quick_reminders_level_with_the_first() -> None:
    client = client_of("exemple-comptable")
    before = {row.name: row.score for row in as_it_is(client).priorities}
    after = {
        row.name: row.score
        for row in moved(client, Change("priorities.weight_effort", 2.0)).priorities
    }
    first, reminders = "Qualification des demandes", "Relance des honoraires"
    names = {
        name: next(one for one in before if one.startswith(name)) for name in (first, reminders)
    }
    assert [before[names[name]] for name in (first, reminders)] == [7.0, 6.0]  # 5-2-1, 4-1-1
    assert [after[names[name]] for name in (first, reminders)] == [5.0, 5.0]


def test_the_adoption_of_the_break_even_meets_its_goal_and_no_more() -> None:
    client = client_of("exemple-comptable")
    case = as_it_is(client).business_case
    assert case is not None
    goal = next(one for one in case.break_even if one.goal == "roi")
    assert goal.adoption is not None
    at_the_point = moved(client, Change("adoption", goal.adoption)).business_case
    assert at_the_point is not None
    assert at_the_point.roi_first_year == pytest.approx(goal.target)


# -- adoption, re-use, delay, against the engine's own ------------------------------------------

CASES = {
    "comptable": client_of("exemple-comptable"),
    "commerce": client_of("exemple-commerce"),
    "électricien": client_of("exemple-electricien"),  # gains set right to their go-live
    "rich": a_rich_client(),  # every kind of gain, rows of amounts, ramps
    "by-date": a_rich_client("by_date"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_delay_gives_what_the_bar_of_the_tornado_says(name: str) -> None:
    """From where the analysis really starts them: corrections of go-lives included."""
    late = load_catalogue().threshold("range.delay_months")
    low, _ = bar(as_it_is(CASES[name]), "delay")
    assert net_of(moved(CASES[name], Change("delay", int(late)))) == pytest.approx(low)


@pytest.mark.parametrize("name", [name for name in CASES if name != "comptable"])
def test_the_time_re_used_gives_what_the_bar_of_the_tornado_says(name: str) -> None:
    client = CASES[name]
    low, _ = bar(as_it_is(client), "reuse")
    share = load_catalogue().threshold("business.reuse")
    now = moved(client, Change("reuse", share))
    assert net_of(now) == pytest.approx(low)
    assert now.business_case is not None  # each line says its share: nothing left to drive
    assert "reuse" not in {one.key for one in now.business_case.tornado}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("share", [0.0, 0.35, 1.0])
def test_adoption_takes_its_share_of_every_line_of_gain(name: str, share: float) -> None:
    client = CASES[name]
    before, after = as_it_is(client), moved(client, Change("adoption", share))
    assert before.business_case is not None and after.business_case is not None
    now = {line.id: line for line in after.business_case.all_lines}
    for line in before.business_case.all_lines:
        times = share if line.side == "gain" else 1.0
        for field in ("hours_month", "month", "once"):
            expected = pytest.approx((getattr(line, field) or 0.0) * times, abs=1e-9)
            assert (getattr(now[line.id], field) or 0.0) == expected, (line.id, field)
        assert now[line.id].reason == line.reason


@given(shares=st.tuples(*[st.floats(0, 1)] * 2))
@settings(max_examples=30)
def test_raising_adoption_never_lowers_the_gross_gains(shares: tuple[float, float]) -> None:
    """Where no line takes more time than today."""
    less, more = sorted(shares)
    found = []
    for share in (less, more):
        case = moved(CASES["rich"], Change("adoption", share)).business_case
        assert case is not None and case.gross_month is not None
        found.append(case.gross_month)
    assert found[0] <= found[1] + 1e-6


def test_a_row_of_years_is_delayed_month_by_month() -> None:
    row = FlowRow("Ventes", "gain", initial=100.0, year_1=1_200.0, year_2=2_400.0)
    client = a_client(flows=(row,), costs=(a_cost(),), plan=a_plan())
    case = moved(client, Change("delay", 5)).business_case
    assert case is not None and case.flows is not None
    months = case.flows.gains
    assert months[:7] == (0.0,) * 5 + (100.0, 100.0)
    assert months[17:19] == (100.0, 200.0)


def test_the_order_of_the_changes_does_not_matter() -> None:
    changes = (
        Change("adoption", 0.5),
        Change("gains.before", 20.0, "Qualification des demandes"),
        Change("delay", 2),
        Change("reuse", 0.8),
        Change("flows.factor", 0.5, "Ventes"),
    )
    client = a_worked_example(flows=(FlowRow("Ventes", "gain", year_1=1_200.0),))
    ways = [applied(client, load_catalogue(), way)[0] for way in (changes, changes[::-1])]
    assert ways[0] == ways[1]
    gain = ways[0].gains[0]
    assert (gain.before, gain.after, gain.reuse, gain.late) == (20.0, 11.0, 0.8, 2)
    assert ways[0].flows[0].year_1 == 1_200.0 * 0.5 * 0.5


# -- the same as the cell changed by hand -------------------------------------------------------


def test_a_gain_moved_is_the_client_with_that_cell_changed() -> None:
    client = client_of("exemple-comptable")
    gains = (replace(client.gains[0], volume=80.0), *client.gains[1:])
    change = Change("gains.volume", 80.0, client.gains[0].label)
    assert moved(client, change) == as_it_is(replace(client, gains=gains))


def test_notes_and_hours_moved_are_the_client_with_these_cells_changed() -> None:
    client = a_client(
        roles=(a_role(),),
        processes=(a_process(), a_process("Relances")),
        priorities=(a_priority(), a_priority("Relances", impact=4)),
        gains=(a_time_gain(process="Devis", role=None), an_error_gain()),
        costs=(a_cost(),),
    )
    by_hand = replace(
        client,
        roles=(a_role(hourly_cost=55.0),),
        priorities=(a_priority(risk=5), a_priority("Relances", impact=4)),
    )
    changes = Change("roles.hourly_cost", 55.0, "Assistant"), Change("priorities.risk", 5, "Devis")
    assert moved(client, *changes) == as_it_is(by_hand)


def test_a_horizon_and_a_rate_moved_win_over_those_of_the_workbook() -> None:
    client = CASES["électricien"]  # states a horizon of 24 months
    changes = Change("business.horizon_months", 36), Change("business.discount_rate", 0.03)
    case = moved(client, *changes).business_case
    assert case is not None
    assert (case.horizon, case.discount_rate) == (36, 0.03)
    by_hand = replace(client.finance, horizon_months=36, discount_rate=0.03)
    expected = as_it_is(replace(client, finance=by_hand)).business_case
    assert expected is not None and case.npv == expected.npv


def test_the_days_worked_move_though_the_workbook_states_its_own() -> None:
    client = CASES["électricien"]
    assert client.company.working_days is not None
    change = Change("year.working_days", client.company.working_days / 2)
    cases = as_it_is(client).business_case, moved(client, change).business_case
    hours = [case.lines[0].hours_month for case in cases if case is not None]
    assert hours[0] and hours[1] == pytest.approx(hours[0] / 2)


def test_the_plan_starts_on_the_date_it_is_moved_to() -> None:
    client = a_worked_example(plan=a_plan(date(2026, 3, 2)))
    assert moved(client, Change("plan.start", date(2026, 9, 7))).plan.start == date(2026, 9, 7)


def test_a_gate_moved_opens_or_closes() -> None:
    client = client_of("exemple-comptable")
    verdicts = []
    for share in (0.0, 1.0):
        checked = moved(client, Change("gates.prerequisites", share)).prerequisites
        assert checked is not None
        verdicts.append(checked.passed)
    assert verdicts == [True, False]


def test_of_two_rows_of_the_same_name_the_one_asked_for_is_moved() -> None:
    client = a_client(costs=(a_cost(), a_cost(unit_price=50.0)), gains=(a_time_gain(),))
    own, _ = applied(client, load_catalogue(), [Change("costs.unit_price", 9.0, "Abonnement", 2)])
    assert [cost.unit_price for cost in own.costs] == [30.0, 9.0]


def test_without_a_change_nothing_moves_and_cells_stay() -> None:
    client = replace(client_of("exemple-commerce"), cells={"gains/0/volume": "Gains!G7"})
    own, thresholds = applied(client, load_catalogue(), ())
    assert own is client and not thresholds
    own, _ = applied(client, load_catalogue(), [Change("adoption", 0.5)])
    assert own.cells == client.cells


# -- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        Change("gains.colour", 3.0, "Qualification des demandes"),
        Change("range.draws", 0.0),  # a threshold that nobody may move
        Change("gains.volume", 3.0, "Une autre ligne"),
        Change("gains.volume", 3.0, "Qualification des demandes", 2),
        Change("gains.volume", 3.0, "Qualification des demandes", 0),
        Change("business.discount_rate", 0.1, "Qualification des demandes"),
        Change("adoption", 0.5, nth=2),
        Change("plan.start", date(2026, 5, 4), "Devis"),
    ],
    ids=lambda change: f"{change.lever}-{change.of}-{change.nth}",
)
def test_what_the_workbook_does_not_have_is_unknown(change: Change) -> None:
    with pytest.raises(UnknownChange) as raised:
        applied(a_worked_example(), load_catalogue(), [change])
    assert raised.value.args == (change.key,)


@pytest.mark.parametrize(
    ("lever", "of", "value"),
    [
        ("adoption", "", 1.2),
        ("adoption", "", -0.1),
        ("delay", "", 2.5),
        ("delay", "", date(2026, 5, 4)),
        ("gains.volume", "Qualification des demandes", -1.0),
        ("gains.volume", "Qualification des demandes", math.nan),
        ("gains.volume", "Qualification des demandes", math.inf),
        ("gains.volume", "Qualification des demandes", True),
        ("gains.volume", "Qualification des demandes", "50"),
        ("business.horizon_months", "", 0),
        ("business.horizon_months", "", 24.5),
        ("priorities.weight_effort", "", -1.0),
        ("plan.start", "", 3.0),
        ("plan.start", "", date(1826, 5, 4)),
        ("plan.start", "", datetime(2026, 5, 4, 9)),
        ("gains.start", "Qualification des demandes", 0),
    ],
)
def test_a_value_that_cannot_be_is_refused(lever: str, of: str, value: object) -> None:
    change = Change(lever, value, of)  # type: ignore[arg-type]
    with pytest.raises(Refused) as raised:
        applied(a_worked_example(), load_catalogue(), [change])
    assert raised.value.args[0] == change.key
    again = pickle.loads(pickle.dumps(raised.value))
    assert repr(again.args) == repr(raised.value.args)


def test_a_change_that_stands_twice_is_refused() -> None:
    twice = [Change("delay", 1), Change("delay", 2)]
    with pytest.raises(Refused):
        applied(a_worked_example(), load_catalogue(), twice)


def test_the_workbooks_own_figure_may_always_be_typed_again() -> None:
    """A contingency over 100 % is odd, but it is what they have."""
    client = a_worked_example(phases=(Phase("Socle", start=1, end=3, contingency=1.5),))
    own, _ = applied(client, load_catalogue(), [Change("phases.contingency", 1.5, "Socle")])
    assert own == client
