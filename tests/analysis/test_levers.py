"""What may be moved in a workbook: each lever within its bounds, each bar with its levers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis.analyse import analyse
from kit.analysis.lever_reach import settled
from kit.analysis.levers import levers_of
from kit.analysis.model import Analysis, Driver
from kit.analysis.model.what_if import Lever
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.client import Client, Finance
from kit.client.scenario import Change, Moved
from kit.workbook.read import read_workbook
from tests.clients import FAST, a_client, a_cost, a_plan, a_time_gain, a_worked_example, analysed
from tests.examples import EXAMPLES, TEMPLATES
from tests.rich import a_rich_client

AS_OF = date(2026, 12, 1)
WORKBOOKS = (*EXAMPLES, "rich")


@cache
def client_of(name: str) -> Client:
    return a_rich_client() if name == "rich" else read_workbook(TEMPLATES / f"{name}.xlsx")


@cache
def base_of(name: str) -> Analysis:
    return analyse(client_of(name), load_catalogue(), AS_OF, FAST)


@cache
def levers(name: str) -> tuple[Lever, ...]:
    return levers_of(base_of(name), load_catalogue())


def at(name: str, lever: Lever, value: Moved) -> Analysis:
    change = Change(lever.lever, value, lever.of, lever.nth)
    client, thresholds = applied(client_of(name), load_catalogue(), [change])
    return analyse(client, load_catalogue(), AS_OF, {**FAST, **thresholds})


def one(analysis: Analysis, id: str, of: str = "") -> Lever:
    found = levers_of(analysis, load_catalogue())
    return next(lever for lever in found if (lever.lever, lever.of) == (id, of))


# -- every bar of the tornado -------------------------------------------------------------------


def bars(analysis: Analysis) -> dict[str, Driver]:
    case = analysis.business_case
    return {bar.key: bar for bar in case.tornado} if case else {}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_bar_has_a_lever_that_moves_it(name: str) -> None:
    before = bars(base_of(name))
    assert before or name == "exemple-flash"
    for key, bar in before.items():
        named = [lever for lever in levers(name) if key in lever.drivers]
        assert named, key
        assert any(
            bars(at(name, lever, end)).get(key) != bar
            for lever in named
            for end in (lever.low, lever.high)
            if end != lever.value
        ), key


@pytest.mark.parametrize("name", WORKBOOKS)
def test_what_a_lever_says_it_moves_it_moves(name: str) -> None:
    """Of the levers of a line: some end of the slider changes the bar it names."""
    before = bars(base_of(name))
    told = [lever for lever in levers(name) if set(lever.drivers) & before.keys()]
    for lever in told[:: max(1, len(told) // 12)]:
        ends = [bars(at(name, lever, end)) for end in (lever.low, lever.high)]
        still = {key for key in lever.drivers if key in before}
        assert any(end.get(key) != before[key] for end in ends for key in still), lever


# -- the slider ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_slider_comes_back_to_the_workbooks_figure(name: str) -> None:
    assert levers(name)
    for lever in levers(name):
        low, high, value = lever.low, lever.high, lever.value
        if isinstance(value, date):
            assert isinstance(low, date) and isinstance(high, date) and low < value < high
            continue
        assert isinstance(value, int | float) and not isinstance(low, date)
        assert not isinstance(high, date)
        assert low <= value <= high and low < high, lever
        steps = (value - low) / lever.step
        assert steps == pytest.approx(round(steps), abs=1e-6), lever
        assert settled(lever, low + round(steps) * lever.step) == value
        assert lever.floor is None or low >= lever.floor - 1e-9, lever
        assert lever.ceiling is None or high <= lever.ceiling + 1e-9, lever
        assert 4 <= (high - low) / lever.step <= 201, lever


@pytest.mark.parametrize("name", WORKBOOKS)
def test_whole_figures_stay_whole(name: str) -> None:
    whole = {kind.id for kind in load_catalogue().levers.values() if kind.whole}
    for lever in levers(name):
        if lever.lever in whole and not isinstance(lever.value, date):
            ends = (lever.low, lever.high, lever.value)
            assert all(type(end) is int for end in ends), lever
            assert settled(lever, float(lever.high)) == lever.high  # type: ignore[arg-type]
            assert type(settled(lever, float(lever.high))) is int  # type: ignore[arg-type]


def test_a_line_is_moved_at_least_as_far_as_its_own_range() -> None:
    gain = a_time_gain(low=0.2, high=3.0)
    analysis = analysed(a_worked_example(gains=(gain,)))
    lever = one(analysis, "gains.volume", gain.label)
    assert (lever.low, lever.high) == (10.0, 150.0)  # 50 x 0.2, 50 x 3
    plain = one(analysed(a_worked_example()), "gains.volume", gain.label)
    assert (plain.low, plain.high) == (25.0, 75.0)  # half either side: content/levers.toml


# -- what stands for a blank --------------------------------------------------------------------


def test_a_blank_shows_the_default_in_use() -> None:
    analysis = analysed(a_worked_example())
    gain = analysis.client.gains[0].label
    for id, of, value in (
        ("gains.reuse", gain, 1.0),  # plain figures value all of the time
        ("gains.ramp_months", gain, 0.0),
        ("gains.start", gain, 1),
        ("costs.quantity", "Abonnement", 1.0),
        ("business.horizon_months", "", 24),
        ("plan.start", "", analysis.as_of),
    ):
        lever = one(analysis, id, of)
        assert (lever.value, lever.stated, lever.cell) == (value, False, None)


def test_a_blank_without_a_default_has_no_lever() -> None:
    """A missing figure is asked for, not assumed."""
    client = a_client(gains=(a_time_gain(volume=None),), costs=(a_cost(unit_price=None),))
    ids = {lever.lever for lever in levers_of(analysed(client), load_catalogue())}
    assert {"gains.volume", "costs.unit_price", "costs.quantity"} & ids == set()


def test_a_weight_against_the_score_is_moved_by_its_size() -> None:
    lever = one(base_of("exemple-comptable"), "priorities.weight_effort")
    assert (lever.value, lever.floor) == (1, 0)


def test_what_the_workbook_states_is_told_with_its_cell() -> None:
    analysis = base_of("exemple-electricien")
    horizon = one(analysis, "business.horizon_months")
    assert (horizon.value, horizon.stated) == (24, True)
    assert horizon.cell == analysis.client.cells["finance/horizon_months"]
    assert (
        one(analysis, "gains.before", "Rendez-vous").cell == analysis.client.cells["gains/0/before"]
    )
    asked = analyse(analysis.client, load_catalogue(), AS_OF, {"business.horizon_months": 36.0})
    horizon = one(asked, "business.horizon_months")
    assert (horizon.value, horizon.stated, horizon.cell) == (36, False, None)


def test_a_start_asked_for_is_what_the_lever_stands_at() -> None:
    client = a_worked_example(plan=a_plan(date(2026, 3, 2)))
    asked = date(2026, 6, 1)
    found = levers_of(analysed(client, plan_start=asked), load_catalogue(), asked)
    lever = next(lever for lever in found if lever.lever == "plan.start")
    assert (lever.value, lever.stated) == (asked, False)


def test_two_rows_of_one_name_have_a_lever_each() -> None:
    client = a_worked_example(costs=(a_cost(), a_cost(unit_price=50.0)))
    found = levers_of(analysed(client), load_catalogue())
    prices = [lever for lever in found if lever.lever == "costs.unit_price"]
    assert [(lever.of, lever.nth, lever.value) for lever in prices] == [
        ("Abonnement", 1, 30.0),
        ("Abonnement", 2, 50.0),
    ]


def test_a_gate_nobody_answered_for_and_money_nobody_listed_have_no_lever() -> None:
    ids = {lever.lever for lever in levers("exemple-flash")}
    assert not any(
        id.startswith(("business.", "gains.", "costs.")) or id in ("adoption", "delay")
        for id in ids
    )
    assert "gates.ai_run" not in {lever.lever for lever in levers("exemple-batiment")}


# -- whatever is moved --------------------------------------------------------------------------


def figures(value: Any) -> Iterator[float]:
    """Every float of an analysis, however deep."""
    if isinstance(value, float):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from figures(getattr(value, field.name))
    elif isinstance(value, dict):
        for own in value.values():
            yield from figures(own)
    elif isinstance(value, tuple | list):
        for own in value:
            yield from figures(own)


def values(lever: Lever) -> st.SearchStrategy[Moved]:
    """Anything its bounds allow: along the slider, at its ends, far out."""
    if isinstance(lever.value, date):
        assert isinstance(lever.low, date) and isinstance(lever.high, date)
        return st.dates(lever.low, lever.high)
    assert not isinstance(lever.low, date) and not isinstance(lever.high, date)
    floor = lever.low - 1e6 if lever.floor is None else lever.floor
    ceiling = lever.high + 1e6 if lever.ceiling is None else lever.ceiling
    if load_catalogue().levers[lever.lever].whole:
        return st.integers(int(floor), int(ceiling))
    return st.floats(floor, ceiling) | st.sampled_from([lever.low, lever.high, floor, ceiling])


@given(data=st.data())
@settings(max_examples=150)
def test_whatever_is_moved_the_analysis_holds(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(WORKBOOKS))
    moved = data.draw(st.lists(st.sampled_from(levers(name)), min_size=1, max_size=3, unique=True))
    changes = [
        Change(lever.lever, data.draw(values(lever)), lever.of, lever.nth) for lever in moved
    ]
    client, thresholds = applied(client_of(name), load_catalogue(), changes)
    analysis = analyse(client, load_catalogue(), AS_OF, {**FAST, **thresholds})
    assert all(map(math.isfinite, figures(analysis)))


@given(data=st.data())
@settings(max_examples=40)
def test_moving_there_and_back_gives_the_very_same_analysis(data: st.DataObject) -> None:
    """A figure of the workbook put back in its cell: the analysis, cells and all."""
    name = data.draw(st.sampled_from([name for name in WORKBOOKS if name != "exemple-flash"]))
    lever = data.draw(st.sampled_from([one for one in levers(name) if _is_a_cell(one)]))
    assert lever.value is not None
    there = at(name, lever, data.draw(values(lever))).client
    change = Change(lever.lever, lever.value, lever.of, lever.nth)
    back, _ = applied(there, load_catalogue(), [change])
    assert analyse(back, load_catalogue(), AS_OF, FAST) == base_of(name)
    assert back.cells == client_of(name).cells


def _is_a_cell(lever: Lever) -> bool:
    catalogue = load_catalogue()
    return lever.stated and lever.lever not in (*catalogue.thresholds, "flows.factor")


def test_a_blank_share_for_the_unforeseen_moves_the_phases_that_state_none() -> None:
    client = a_rich_client(finance=Finance())
    lever = one(analysed(client), "finance.contingency")
    bars = ("contingency-0", "contingency-2")  # Socle, phase 1, states its own
    assert (lever.value, lever.stated, lever.drivers) == (0.0, False, bars)
    change = Change("finance.contingency", 0.2)
    case = analysed(applied(client, load_catalogue(), [change])[0]).business_case
    assert case is not None
    kept = {line.id for line in case.lines if line.kind == "contingency"}
    assert kept == {"contingency-0", "contingency-1", "contingency-2"}
