"""Scenarios side by side: the figures that change, and which change bears on each."""

from __future__ import annotations

from datetime import date

import pytest

from kit.analysis.analyse import analyse
from kit.analysis.levers import levers_of
from kit.analysis.model import Analysis, Compared
from kit.analysis.what_if import applied
from kit.analysis.what_if_compare import applied_scenario, compared, key_figures
from kit.catalogue import load_catalogue
from kit.client import Client, Cost, Gain, Priority, Process, Role
from kit.client.scenario import Change, Moved, Scenario, StatedChange
from tests.clients import a_client

AS_OF = date(2026, 3, 2)
CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def client() -> Client:
    return a_client(
        roles=(Role("Comptable", 30.0),),
        processes=(
            Process("Saisie", "admin", volume_month=100, minutes=6, role="Comptable"),
            Process("Relances", "admin", volume_month=20, minutes=15, role="Comptable"),
        ),
        priorities=(Priority("Saisie", 5, 2, 2), Priority("Relances", 3, 2, 2)),
        gains=(
            Gain(
                "Temps gagné",
                "hours",
                volume=100.0,
                period="month",
                before=6.0,
                after=1.0,
                role="Comptable",
            ),
        ),
        costs=(Cost("Mise en place", "once", unit_price=1200.0),),
    )


def a_scenario(name: str, *changes: tuple[str, str, Moved, Moved | None]) -> Scenario:
    stated = (StatedChange(Change(lever, value, of), was) for lever, of, value, was in changes)
    return Scenario(name, tuple(stated))


def made(client: Client, scenario: Scenario) -> Analysis:
    moved, thresholds = applied(client, CATALOGUE, (one.change for one in scenario.changes))
    return analyse(moved, CATALOGUE, AS_OF, thresholds)


def row(rows: tuple[Compared, ...], what: str) -> Compared:
    return next(one for one in rows if one.what == what)


MORE = a_scenario("Plus", ("gains.volume", "Temps gagné", 200.0, 100.0))
BOTH = a_scenario(
    "Deux",
    ("gains.volume", "Temps gagné", 110.0, 100.0),
    ("costs.unit_price", "Mise en place", 9_000.0, 1_200.0),
    ("priorities.impact", "Relances", 5.0, 3.0),
    ("priorities.impact", "Saisie", 1.0, 5.0),
)


def test_each_figure_is_that_of_analyse_for_the_same_changes(client: Client) -> None:
    rows = compared(client, CATALOGUE, AS_OF, (MORE, BOTH))
    base = analyse(client, CATALOGUE, AS_OF).business_case
    assert base is not None
    for path in ("gross_month", "net_month", "npv", "roi_first_year", "cost_once"):
        one = row(rows, f"business_case.{path}")
        assert one.base == getattr(base, path)
        assert one.values == tuple(
            getattr(made(client, scenario).business_case, path) for scenario in (MORE, BOTH)
        )


def test_only_the_changes_that_bear_on_a_figure_are_named_the_strongest_first(
    client: Client,
) -> None:
    rows = compared(client, CATALOGUE, AS_OF, (MORE, BOTH))

    def why(what: str) -> list[list[str]]:
        return [[one.change.lever for one in each] for each in row(rows, what).why]

    assert why("business_case.gross_month") == [["gains.volume"], ["gains.volume"]]
    assert why("business_case.cost_once") == [[], ["costs.unit_price"]]
    assert why("business_case.npv") == [["gains.volume"], ["costs.unit_price", "gains.volume"]]
    unchanged = row(rows, "processes.hours_month")
    assert (unchanged.changed, unchanged.why) == (False, ((), ()))


def test_a_rank_that_changes_says_which_notes_did_it(client: Client) -> None:
    rows = compared(client, CATALOGUE, AS_OF, (MORE, BOTH))
    first = row(rows, "Saisie")
    assert (first.unit, first.base, first.values) == ("rank", 1, (1, 2))
    assert {one.change.lever for one in first.why[1]} == {"priorities.impact"}
    assert compared(client, CATALOGUE, AS_OF, (MORE,))[-1].unit != "rank"  # none changes


def test_parameters_of_the_run_win_over_a_scenario(client: Client) -> None:
    far = a_scenario("Loin", ("business.discount_rate", "", 0.3, 0.08))
    rows = compared(client, CATALOGUE, AS_OF, (far,), {"business.discount_rate": 0.05})
    npv = row(rows, "business_case.npv")
    assert npv.values == (npv.base,)
    assert not npv.changed


def test_what_is_applied_says_the_figures_of_both_and_what_is_stale(client: Client) -> None:
    base = analyse(client, CATALOGUE, AS_OF)
    levers = levers_of(base, CATALOGUE)
    old = a_scenario(
        "Vieux",
        ("gains.volume", "Temps gagné", 200.0, 90.0),
        ("roles.hourly_cost", "Comptable", 31.0, 30.0),
        ("business.discount_rate", "", 0.1, 0.09),
    )
    found = applied_scenario(base, made(client, old), old, levers, {"business.discount_rate"})
    figures = {path: (before, after) for path, _, before, after in found.figures}
    case = base.business_case
    assert case is not None
    assert figures["business_case.gross_month"][0] == case.gross_month
    assert (
        figures["business_case.gross_month"][1]
        == key_figures(made(client, old))["business_case.gross_month"][1]
    )
    assert [one.change.lever for one in found.stale] == ["gains.volume"]
    assert [one.change.lever for one in found.overruled] == ["business.discount_rate"]
    assert [lever.value for _, lever in found.moved] == [100.0, 30.0, 0.08]
