"""The panel of assumptions: each control moves its own figure, and refuses what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from kit.explore.controls import Controls, heaviest
from kit.explore.typed import name_of
from kit.texts import NARROW
from tests.clients import a_client
from tests.explore.pages import asks, exploration_of, lever_of, state_of


@pytest.fixture
def controls() -> Controls:
    return Controls(exploration_of())


def value_of(controls: Controls, id: str, of: str = ""):
    return controls.exploration.value_of(lever_of(controls.exploration, id, of))


@pytest.mark.parametrize("example", ["exemple-batiment", "exemple-electricien"])
def test_each_slider_moves_its_own_lever_and_no_other(example) -> None:
    controls = Controls(exploration_of(example))
    assert len(controls.exploration.levers) > 100
    for lever in controls.exploration.levers:
        shown = state_of(controls, lever)
        end = shown["max"] if shown["value"] != shown["max"] else shown["min"]
        asks(controls, (lever, "slide", end))
        (change,) = controls.exploration.changes
        assert change.key == lever.key
        asked = date.fromisoformat(end) if shown["kind"] == "date" else pytest.approx(end)
        assert change.value == asked
        assert state_of(controls, lever)["moved"], lever
        asks(controls, (lever, "reset", None))
        assert controls.exploration.changes == ()


def test_what_a_control_shows_can_be_typed_again(controls) -> None:
    for lever in controls.exploration.levers:
        shown = state_of(controls, lever)
        asks(controls, (lever, "type", f" {shown['written']} "))
        assert not shown["written"] or state_of(controls, lever)["problem"] == "", shown


@pytest.mark.parametrize(
    ("id", "of", "typed", "value"),
    [
        ("costs.unit_price", "Abonnement Make", "1 200,5", 1200.5),
        ("costs.unit_price", "Abonnement Make", "1\u202f200,50 €", 1200.5),
        ("costs.unit_price", "Abonnement Make", "1,2 k€", 1200.0),
        ("roles.hourly_cost", "Gérant", "72 €/h", 72.0),
        ("business.discount_rate", "", "12 %", 0.12),
        ("business.discount_rate", "", "0,12", 0.12),
        ("processes.minutes", "", "1 h 30", 90.0),
        ("plan.start", "", "12/03/2027", date(2027, 3, 12)),
        ("plan.start", "", "1er mars 2027", date(2027, 3, 1)),
        ("gains.start", "", "M4", 4),
        ("delay", "", "3 mois", 3),
    ],
)
def test_figures_are_typed_as_people_write_them(controls, id, of, typed, value) -> None:
    lever = lever_of(controls.exploration, id, of)
    asks(controls, (lever, "type", typed))
    assert state_of(controls, lever)["problem"] == ""
    moved = controls.exploration.value_of(lever)
    assert moved == (value if isinstance(value, date) else pytest.approx(value))


@pytest.mark.parametrize(
    ("id", "typed", "said"),
    [
        ("costs.unit_price", "beaucoup", "n’est pas une valeur"),
        ("costs.unit_price", "", "cellule vide"),
        ("costs.unit_price", "1.234", "deux façons"),
        ("costs.unit_price", "100 $", "pas en euros"),
        ("business.discount_rate", "8", f"Ajoutez le signe{NARROW}%"),
        ("business.discount_rate", "-1 %", f"le minimum est 0{NARROW}%"),
        ("business.discount_rate", "120 %", f"le maximum est 100{NARROW}%"),
        ("business.horizon_months", "12,5", "pas un nombre entier"),
        ("plan.start", "31/02/2027", "pas une date"),
        ("plan.start", "12/03/1027", "plausible"),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence_and_changes_nothing(
    controls, id, typed, said
) -> None:
    lever = lever_of(controls.exploration, id)
    before = controls.exploration.value_of(lever)
    asks(controls, (lever, "type", typed))
    shown = state_of(controls, lever)
    assert said in shown["problem"]
    assert shown["typed"] == typed, "what was typed stays, to be corrected"
    assert controls.exploration.value_of(lever) == before
    assert controls.exploration.changes == ()


def test_a_refusal_goes_with_the_next_good_value(controls) -> None:
    lever = lever_of(controls.exploration, "business.discount_rate")
    asks(controls, (lever, "type", "huit"))
    assert state_of(controls, lever)["problem"]
    asks(controls, (lever, "type", "8 %"))
    assert state_of(controls, lever)["problem"] == ""


def test_the_workbook_stays_beside_whatever_is_moved(controls) -> None:
    lever = lever_of(controls.exploration, "roles.hourly_cost", "Gérant")
    asks(controls, (lever, "type", "70"))
    shown = state_of(controls, lever)
    assert shown["original"] == f"Classeur{NARROW}: 60{NARROW}€"
    assert shown["cell"] == lever.cell
    assert shown["written"] == f"70{NARROW}€"
    assert shown["change"] == f"60{NARROW}€ → 70{NARROW}€"


def test_a_blank_cell_says_that_a_usual_value_stands_for_it(controls) -> None:
    lever = lever_of(controls.exploration, "business.discount_rate")
    assert not lever.stated
    assert state_of(controls, lever)["original"].startswith("Valeur par défaut")


def test_the_slider_finds_the_workbooks_own_figure_again(controls) -> None:
    lever = lever_of(controls.exploration, "costs.unit_price", "Abonnement Make")
    shown = state_of(controls, lever)
    asks(controls, (lever, "slide", shown["max"]))
    asks(controls, (lever, "slide", lever.value + lever.step / 4))
    assert controls.exploration.changes == ()


def test_whole_figures_have_whole_steps_and_values(controls) -> None:
    lever = lever_of(controls.exploration, "business.horizon_months")
    shown = state_of(controls, lever)
    assert all(float(shown[key]).is_integer() for key in ("min", "max", "step"))
    asks(controls, (lever, "slide", 36.0))
    assert controls.exploration.value_of(lever) == 36
    assert isinstance(controls.exploration.value_of(lever), int)


def test_all_is_set_back_at_once(controls) -> None:
    first, second = controls.exploration.levers[3:5]
    asks(controls, (first, "slide", 1), (second, "slide", 2))
    assert len(controls.exploration.changes) == 2
    assert controls.widget.summary == "2 hypothèses changées"
    asks(controls, (None, "reset_all", None))
    assert controls.exploration.changes == ()
    assert controls.widget.state == {}
    assert controls.widget.summary.startswith("Aucune hypothèse changée")


def test_several_requests_in_one_message_are_all_answered(controls) -> None:
    first, second = controls.exploration.levers[3:5]
    asks(controls, (first, "type", "n’importe quoi"), (second, "slide", 2))
    assert state_of(controls, first)["problem"]
    assert [change.key for change in controls.exploration.changes] == [second.key]


def test_what_weighs_most_comes_first_in_the_order_of_the_tornado(controls) -> None:
    bars = [bar.key for bar in controls.exploration.base.analysis.business_case.tornado]
    first = heaviest(controls.exploration)
    assert 3 <= len(first) <= 12
    places = [min(bars.index(bar) for bar in lever.drivers) for lever in first]
    assert places[0] == 0
    assert controls.widget.sections[0]["key"] == "heaviest"
    listed = [controls.widget.levers[id]["name"] for id in controls.widget.sections[0]["ids"]]
    assert listed == [name_of(controls.exploration.base.words, lever) for lever in first]


def test_every_lever_stands_in_one_group_and_can_be_searched(controls) -> None:
    held = [id for section in controls.widget.sections[1:] for id in section["ids"]]
    assert sorted(held) == sorted(controls.widget.order)
    assert len(set(held)) == len(held) == len(controls.exploration.levers)


def test_a_figure_that_asks_for_its_assumption_brings_up_its_control(controls) -> None:
    lever = lever_of(controls.exploration, "gains.volume")
    controls.exploration.want(lever)
    assert controls.widget.levers[controls.widget.wanted["id"]]["name"].endswith(lever.of)
    count = controls.widget.wanted["count"]
    controls.exploration.want(lever)
    assert controls.widget.wanted["count"] == count + 1, "asked again, it comes again"


def test_a_client_without_money_has_controls_and_nothing_that_weighs() -> None:
    from kit.analysis.analyse import analyse
    from kit.catalogue import load_catalogue
    from kit.display.show import Engagement
    from kit.explore.state import Exploration

    analysis = analyse(a_client(), load_catalogue(), date(2026, 3, 2))
    exploration = Exploration(Engagement(analysis, "fr", "1.0"))
    assert heaviest(exploration) == []
    assert {section["key"] for section in Controls(exploration).widget.sections} <= {
        "hours", "volumes", "adoption", "prices", "dates", "weights", "gates", "terms",
    }  # fmt: skip
