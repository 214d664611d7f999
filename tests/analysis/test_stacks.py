import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.client import Gain
from tests.clients import (
    a_case,
    a_cost,
    a_process,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
)


def a_gain(kind, amount, **fields):
    """*amount* EUR a month."""
    return Gain(
        **{
            "label": kind,
            "kind": kind,
            "volume": 1.0,
            "period": "month",
            "unit_value": amount,
            "margin_rate": 1.0,
            "error_before": 1.0,
            "error_after": 0.0,
            **fields,
        }
    )


def hours_worth(amount, **fields):
    """Freed hours worth *amount* EUR a month: at 40 EUR/h, 1.5 min a euro."""
    return a_time_gain(volume=1.0, before=amount * 1.5, after=0.0, **fields)


def ladder(*gains, overrides=None, **parts):
    parts = {"costs": (a_cost(rhythm="once", unit_price=1000.0), a_cost()), **parts}
    return a_case(a_worked_example(gains=gains, **parts), overrides)


def test_each_step_adds_its_class_to_those_below():
    """Worked by hand: 100 + 0.7 x 200 + 50 x 40 % + 30 a month; costs 1 000 + 30 a month."""
    stacks = ladder(
        a_gain("risk", 30.0),
        a_gain("revenue", 50.0, margin_rate=0.4),
        hours_worth(200.0),
        a_gain("cash", 100.0),
    ).stacks
    assert [step.key for step in stacks.steps] == ["cash", "capacity", "margin", "risk"]
    assert [step.gain_year for step in stacks.steps] == pytest.approx([1200, 1680, 240, 360])
    assert [step.total_year for step in stacks.steps] == pytest.approx([1200, 2880, 3120, 3480])
    nets = [step.returns.net for step in stacks.steps]  # 24 months, 1 720 of costs
    assert nets == pytest.approx([680, 4040, 4520, 5240])
    assert stacks.steps[0].returns.payback_month == 15  # 1 000 / 70 a month: 14.3
    assert stacks.not_reused_year == pytest.approx(0.3 * 2400)


def test_the_floor_is_said_even_when_nothing_is_cash():
    floor = ladder(hours_worth(200.0)).stacks.steps[0]
    assert (floor.key, floor.gain_year, floor.returns.roi) == ("cash", 0.0, -1.0)
    assert floor.returns.payback_month is None


def test_a_stated_share_of_reuse_wins_over_the_default():
    stacks = ladder(hours_worth(200.0, reuse=0.5)).stacks
    assert stacks.steps[1].gain_year == pytest.approx(1200)
    assert stacks.not_reused_year == 0  # its gross is the re-used part already
    assert stacks.reuse == 0.7


def test_errors_avoided_are_capacity_in_full():
    stacks = ladder(an_error_gain()).stacks
    assert stacks.steps[1].gain_year == pytest.approx(2400)
    assert stacks.not_reused_year == 0


def test_hours_that_are_added_are_spent_in_full():
    longer = a_time_gain(volume=60.0, before=1.0, after=2.0)  # one more hour, 40 EUR
    stacks = ladder(longer, a_gain("cash", 100.0)).stacks
    assert stacks.steps[1].gain_year == pytest.approx(-480)
    assert stacks.not_reused_year == 0


def test_upkeep_is_paid_on_every_step():
    parts = {"processes": (a_process(),), "automations": (an_automation(),)}
    gain = hours_worth(200.0, automation="Devis automatiques")
    with_it, without = ladder(gain, **parts), ladder(gain)
    assert with_it.stacks.upkeep_year == 1440.0  # 3 h a month at 40 EUR
    for one, other in zip(with_it.stacks.steps, without.stacks.steps, strict=True):
        assert other.returns.cost - one.returns.cost == pytest.approx(-2880)


amounts = st.floats(-1e6, 1e6)
gains = st.one_of(
    st.builds(a_gain, st.sampled_from(["cash", "margin", "revenue", "risk", "errors"]), amounts),
    st.builds(
        lambda before, after, reuse: a_time_gain(before=before, after=after, reuse=reuse),
        st.floats(0, 1e4),
        st.floats(0, 1e4),
        st.none() | st.floats(0, 1),
    ),
)


@given(st.lists(gains, min_size=1, max_size=8), st.floats(0, 1))
def test_the_ladder_and_what_it_leaves_out_make_the_gross_of_a_year(lines, reuse):
    case = ladder(*lines, overrides={"business.reuse": reuse, "range.draws": 0})
    counted = case.corrected or case  # of more hours than the role has, what it has
    stacks, gross = case.stacks, counted.gross_month * 12
    size = 1 + sum(abs(line.month or 0) for line in case.lines) * 12
    assert stacks.steps[-1].total_year + stacks.not_reused_year == pytest.approx(
        gross, abs=1e-12 * size
    )
    assert sum(step.gain_year for step in stacks.steps) == pytest.approx(
        stacks.steps[-1].total_year, abs=1e-12 * size
    )
    assert stacks.not_reused_year >= -1e-12 * size
