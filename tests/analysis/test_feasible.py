"""Horizons beside the lines of gains, modules beside the set-up of their option (method M11)."""

from __future__ import annotations

from typing import Any

import pytest

from kit.client import Horizon, Option, OptionModule
from tests.clients import a_role, a_time_gain, analysed
from tests.examples import client_of


def test_horizons_come_from_the_nearest_with_the_months_of_the_method() -> None:
    rows = (Horizon("long", ("Prévisions",)), Horizon("short", ("Agenda",), 300.0, 400.0))
    found = analysed(horizons=rows).horizons
    assert [(one.horizon, one.first, one.last) for one in found] == [
        ("short", 0, 6),
        ("long", 18, 24),
    ]
    assert (found[0].hours_low, found[0].hours_high) == (300.0, 400.0)
    assert (found[1].hours_low, found[1].over) == (None, None)  # nothing written: nothing said


def test_rows_of_one_horizon_add_up_and_a_blank_high_is_the_low() -> None:
    rows = (Horizon("short", (), 100.0, 150.0), Horizon("short", (), 40.0))
    [one] = analysed(horizons=rows).horizons
    assert (one.hours_low, one.hours_high) == (140.0, 190.0)


@pytest.mark.parametrize(("written", "over"), [(129.0, False), (131.0, True)])
def test_hours_written_are_compared_with_those_of_the_lines(written: float, over: bool) -> None:
    """The worked example frees 650 min a month: 130 h a year."""
    [one] = analysed(
        roles=(a_role(),), gains=(a_time_gain(),), horizons=(Horizon("short", (), written),)
    ).horizons
    assert one.hours_lines == pytest.approx(130.0)
    assert one.over is over


def test_the_electricians_medium_and_long_terms_are_more_than_his_lines() -> None:
    found = analysed(client_of("exemple-electricien")).horizons
    assert [(one.hours_low, one.over) for one in found] == [
        (300.0, False),
        (800.0, True),
        (1200.0, True),
    ]
    assert found[0].hours_lines == pytest.approx(660 + 132)  # 10 h x 44 weeks x 30 % of calls


def an_option(**fields: Any) -> Option:
    return Option("A", **fields)


def modules(*costs: tuple[float | None, float | None]) -> tuple[OptionModule, ...]:
    return tuple(OptionModule("A", f"M{n}", low, high) for n, (low, high) in enumerate(costs))


def test_modules_add_up_from_low_to_high() -> None:
    [one] = analysed(
        options=(an_option(set_up_low=15_000.0, set_up_high=20_000.0),),
        option_modules=modules((10_000.0, 15_000.0), (5_000.0, None)),
    ).option_contents
    assert (one.set_up, one.stated, one.agrees) == (
        (15_000.0, 20_000.0),
        (15_000.0, 20_000.0),
        True,
    )


def test_a_difference_with_the_set_up_stated_is_told_once() -> None:
    found = analysed(
        options=(an_option(set_up_low=15_000.0, set_up_high=20_000.0),),
        option_modules=modules((10_000.0, 25_000.0), (5_000.0, None)),
    )
    assert found.option_contents[0].agrees is False
    assert [f.code for f in found.findings].count("modules_off") == 1


def test_a_module_without_a_price_leaves_the_sum_open() -> None:
    [one] = analysed(
        options=(an_option(set_up_low=15_000.0),), option_modules=modules((1.0, 1.0), (None, None))
    ).option_contents
    assert (one.unpriced, one.agrees) == (1, None)


def test_an_option_without_modules_has_no_contents() -> None:
    assert analysed(options=(an_option(set_up_low=1.0),)).option_contents == ()


def test_the_electricians_option_a_is_ten_thousand_euros_short_at_its_top() -> None:
    found = {one.option: one for one in analysed(client_of("exemple-electricien")).option_contents}
    assert found["Option A"].set_up == (105_000.0, 140_000.0)
    assert found["Option A"].agrees is False
    assert found["Option B"].set_up == (20_000.0, 20_000.0) and found["Option B"].agrees
    assert found["Option B"].run_year == 1260.0
    assert found["Option C"].agrees
