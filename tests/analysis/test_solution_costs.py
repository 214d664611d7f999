"""What a solution costs over the run, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.settings import Settings
from kit.analysis.solution_costs import cost_of
from kit.catalogue import load_catalogue
from kit.client import GridCost
from tests.clients import a_company

SET_UP = GridCost("A", "Mise en place", "set_up", "once", unit_price=15_000.0)
LICENCES = GridCost("A", "Licences", "licences", "month", quantity=2.0, unit_price=45.0)
UPKEEP = GridCost("A", "Maintenance", "maintenance", "year", unit_price=1200.0)
DAYS = GridCost("A", "Formation", "staff", "once", client_days=10.0, day_rate=350.0)


def cost(*lines, months=24):
    settings = Settings.of(load_catalogue(), a_company(), {"business.horizon_months": months})
    return cost_of("A", lines, settings)


def test_two_licences_for_two_years_are_not_two_licences_a_month():
    assert cost(LICENCES).total == 2 * 45 * 24 == 2160


def test_a_year_and_a_half_of_maintenance_is_one_and_a_half():
    assert cost(UPKEEP, months=18).total == 1800


def test_own_days_are_staff_whatever_their_line_is():
    found = cost(
        SET_UP, GridCost("A", "Reprise des données", "set_up", "once", None, 500.0, 2.0, 300.0)
    )
    assert found.natures == {"set_up": 15_500.0, "staff": 600.0}
    assert (found.total, found.staff_days) == (16_100.0, 2.0)


def test_the_whole_grid_adds_up_by_nature_in_the_order_of_the_list():
    found = cost(DAYS, UPKEEP, LICENCES, SET_UP)
    assert list(found.natures) == ["set_up", "licences", "maintenance", "staff"]
    assert found.total == sum(found.natures.values()) == 15_000 + 2160 + 2400 + 3500
    assert (found.months, found.staff_days, found.missing) == (24, 10.0, ())


@pytest.mark.parametrize(
    "line",
    [
        GridCost("A", "À chiffrer", "maintenance", "year"),
        GridCost("A", "À chiffrer", "licences", "month", quantity=3.0),
        GridCost("A", "À chiffrer", "staff", "once", client_days=4.0),
        GridCost("A", "À chiffrer", "licences", "month", quantity=3.0, client_days=1.0,
                 day_rate=300.0),
    ],
)  # fmt: skip
def test_a_missing_price_is_said_and_is_not_zero(line):
    found = cost(SET_UP, line)
    assert found.missing == ("À chiffrer",)
    assert found.total is None
    assert found.known >= 15_000


def test_a_free_licence_is_a_price():
    free = GridCost("A", "Licence gratuite", "licences", "month", unit_price=0.0)
    assert (cost(free).total, cost(free).missing) == (0.0, ())


def test_the_lines_of_another_solution_do_not_count():
    assert cost(GridCost("B", "Licences", "licences", "month", unit_price=10.0)) is None


@given(st.integers(1, 120), st.floats(0, 1e6))
def test_a_monthly_price_is_a_twelfth_of_a_yearly_one(months, price):
    by_month = GridCost("A", "x", "licences", "month", unit_price=price)
    by_year = GridCost("A", "x", "licences", "year", unit_price=12 * price)
    assert cost(by_month, months=months).total == pytest.approx(cost(by_year, months=months).total)
