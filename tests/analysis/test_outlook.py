import math
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis.options import compare_options
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.catalogue import load_catalogue
from kit.client import Action, Cost, Finance, FlowRow, Gain, Kpi, Option, Phase
from tests.clients import (
    AS_OF,
    a_case,
    a_client,
    a_cost,
    a_process,
    a_role,
    a_time_gain,
    a_worked_example,
    an_automation,
)

OUTLOOK = ("stacks", "scenarios", "distribution", "tornado", "break_even")
DRAWS = {"range.draws": 50}


def outlook_of(case):
    return [getattr(case, name) for name in OUTLOOK]


@pytest.mark.parametrize(
    "parts",
    [
        {"costs": ()},
        {"gains": ()},
        {"costs": (a_cost(unit_price=None),)},
        {"gains": (a_time_gain(before=None),)},
        {"roles": (a_role(hourly_cost=None),), "gains": (a_time_gain(),)},
    ],
)
def test_with_nothing_to_compute_there_is_no_outlook(parts):
    assert outlook_of(a_case(a_worked_example(**parts), DRAWS)) == [None, (), None, (), ()]


def test_the_outlook_is_that_of_the_corrected_case():
    """Gains claimed from month 1 by a phase that ends in month 6: 18 months of them."""
    client = a_worked_example(
        gains=(a_time_gain(start=1, action="Relances"),),
        phases=(Phase("Phase 1", 1, 6),),
        actions=(Action("Relances", phase="Phase 1"),),
    )
    case = a_case(client, DRAWS)
    assert case.corrected is not None
    assert case.scenarios[1].returns == case.corrected.returns
    assert case.stacks.steps[1].returns.gain == pytest.approx(18 * 0.7 * 1300 / 3)


ANY = st.none() | st.floats(-1e9, 1e9) | st.sampled_from([0.0, -1.0, 1e-12, 1e9])
SHARE = st.none() | st.floats(0, 5)
MOMENT = st.none() | st.integers(-5, 150) | st.dates(date(2024, 1, 1), date(2040, 1, 1))
NAMES = st.sampled_from([(), ("A",), ("B",), ("A", "B")])
PERIOD = st.sampled_from([None, "day", "week", "month", "quarter", "year"])

GAINS = st.builds(
    Gain,
    label=st.just("Gain"),
    kind=st.sampled_from(["hours", "errors", "cash", "margin", "revenue", "risk"]),
    automation=st.sampled_from([None, "Devis automatiques"]),
    role=st.sampled_from([None, "Assistant", "Sans coût"]),
    options=NAMES,
    volume=ANY,
    period=PERIOD,
    before=ANY,
    after=ANY,
    per=st.sampled_from([None, "run", "day", "year"]),
    reuse=st.none() | st.floats(0, 1),
    error_before=SHARE,
    error_after=SHARE,
    rate=SHARE,
    unit_value=ANY,
    margin_rate=SHARE,
    start=MOMENT | st.just("Phase 1"),
    ramp_months=st.none() | st.floats(0, 120),
    low=SHARE,
    high=SHARE,
    confidence=st.sampled_from([None, "measured", "declared", "assumed"]),
)
COSTS = st.builds(
    Cost,
    label=st.just("Coût"),
    rhythm=st.sampled_from(["once", "month", "year"]),
    nature=st.sampled_from([None, "contingency"]),
    automation=st.sampled_from([None, "Devis automatiques"]),
    options=NAMES,
    phase=st.sampled_from([None, "Phase 1", "Phase 2"]),
    unit_price=ANY,
    quantity=ANY,
    months=st.none() | st.floats(0, 150),
    start=MOMENT,
    low=SHARE,
    high=SHARE,
)
FLOWS = st.builds(
    FlowRow,
    label=st.just("Ligne"),
    side=st.sampled_from(["gain", "cost"]),
    kind=st.sampled_from([None, "hours", "risk"]),
    options=NAMES,
    initial=ANY,
    year_1=ANY,
    year_5=ANY,
    day=st.none() | st.dates(),
    amount=ANY,
)
OPTIONS = st.builds(
    Option,
    name=st.just("A"),
    band_low=ANY,
    band_high=ANY,
    set_up_low=ANY,
    set_up_high=ANY,
    run_low=ANY,
    gain_low=ANY,
    gain_high=ANY,
    claimed_months=st.none() | st.floats(0, 120),
)


@st.composite
def odd_clients(draw):
    return a_client(
        roles=(a_role(), a_role("Sans coût", hourly_cost=None)),
        processes=(a_process(),),
        automations=(an_automation(),),
        gains=tuple(draw(st.lists(GAINS, max_size=3))),
        costs=tuple(draw(st.lists(COSTS, max_size=3))),
        flows=tuple(draw(st.lists(FLOWS, max_size=2))),
        phases=(Phase("Phase 1", draw(MOMENT), draw(MOMENT), draw(SHARE)), Phase("Phase 2")),
        kpis=(Kpi("Temps", unit="hours_day", today=6.0, target=3.0, role="Assistant"),),
        options=draw(st.sampled_from([(), (draw(OPTIONS), Option("B"))])),
        finance=Finance(
            horizon_months=draw(st.none() | st.integers(1, 120)),
            discount_rate=draw(st.none() | st.floats(0, 1)),
            discounting=draw(st.sampled_from([None, "monthly", "by_date"])),
            distribution=draw(st.sampled_from([None, "pert"])),
            target_roi=draw(st.none() | st.floats(0, 20)),
            target_payback_months=draw(st.none() | st.integers(1, 120)),
            contingency=draw(SHARE),
        ),
    )


def numbers(value):
    """Every float inside a result."""
    if isinstance(value, float):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from numbers(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers(one)


@given(odd_clients())
@settings(max_examples=60, deadline=None)
def test_an_odd_client_gets_figures_or_none_never_an_error(client):
    case = a_case(client, DRAWS)
    chosen = Settings.of(load_catalogue(), client.company, {}, client.finance)
    options = compare_options(case, client, chosen, Timeline.of(client, chosen, AS_OF))
    assert len(options) == len(client.options)
    found = [*options, *(outlook_of(case) if case else ())]
    assert all(math.isfinite(number) for one in found for number in numbers(one))
    if case and case.stacks:
        assert len(case.scenarios) == 3
        _, likely, ambitious = (one.returns.net for one in case.scenarios)
        assert likely <= ambitious + 1e-9 * abs(likely) + 0.01
        assert case.distribution.draws == 50
        for spread in (case.distribution.net, case.distribution.npv, case.distribution.set_up):
            assert spread.p10 <= spread.p50 <= spread.p90
