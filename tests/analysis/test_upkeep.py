from dataclasses import replace

import pytest

from kit.client import Phase
from tests.clients import (
    a_case,
    a_cost,
    a_process,
    a_role,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
)


def upkeep_of(**parts):
    return case_of(**parts).upkeep


def case_of(overrides=None, **parts):
    defaults = {
        "processes": (a_process(),),
        "automations": (an_automation(),),
        "gains": (a_time_gain(automation="Devis automatiques"),),
    }
    return a_case(a_worked_example(**{**defaults, **parts}), overrides)


def test_an_automation_costs_three_hours_a_month_of_the_role_it_frees():
    upkeep = upkeep_of()
    assert upkeep.automations == (("devis-automatiques", 3.0, 120.0),)  # 3 h at 40 EUR
    assert (upkeep.hours_month, upkeep.cost_month) == (3.0, 120.0)


def test_the_hours_are_a_threshold():
    assert upkeep_of(overrides={"upkeep.hours_month": 2.0}).cost_month == 80.0


def test_without_a_role_on_its_gains_the_process_says_what_an_hour_costs():
    gains = (an_error_gain(automation="Devis automatiques"),)
    own = (a_process(hourly_cost=25.0),)
    assert upkeep_of(gains=gains).cost_month == 120.0  # the process's role
    assert upkeep_of(gains=gains, processes=own).cost_month == 75.0  # its own cost wins


def test_hours_without_a_known_cost_stay_hours():
    upkeep = upkeep_of(
        roles=(a_role(hourly_cost=None),),
        gains=(an_error_gain(automation="Devis automatiques"),),
    )
    assert upkeep.automations == (("devis-automatiques", 3.0, None),)
    assert (upkeep.hours_month, upkeep.cost_month) == (3.0, None)


def test_what_is_known_is_summed_when_one_automation_has_no_cost():
    upkeep = upkeep_of(
        processes=(a_process(), a_process("Paie", role=None)),
        automations=(an_automation(), an_automation("Paie automatique", process="Paie")),
        costs=(a_cost(automation="Paie automatique"),),
    )
    assert (upkeep.hours_month, upkeep.cost_month) == (6.0, 120.0)


def test_only_automations_the_case_rests_on_are_looked_after():
    cards = (an_automation(), an_automation("Relances"))
    assert [id for id, _, _ in upkeep_of(automations=cards).automations] == ["devis-automatiques"]
    assert upkeep_of(gains=(a_time_gain(),), automations=cards) is None


def test_staff_time_the_client_counts_himself_is_not_counted_twice():
    own = a_cost(label="Entretien", nature="staff", unit_price=80.0)
    assert upkeep_of(costs=(own,)) is None
    assert upkeep_of(costs=(replace(own, automation="Devis automatiques"),)) is None
    for other in (
        replace(own, rhythm="once"),  # preparing is not looking after
        replace(own, months=6.0),
        replace(own, nature="service"),
        replace(own, unit_price=None),
    ):
        assert upkeep_of(costs=(other,)).cost_month == 120.0
    cards = (an_automation(), an_automation("Relances"))
    tied = replace(own, automation="Relances")
    found = upkeep_of(automations=cards, costs=(tied,))
    assert [id for id, _, _ in found.automations] == ["devis-automatiques"]


def test_upkeep_starts_with_the_first_effect():
    """Gains from month 7 on: 18 months of 120 EUR in 24, none before."""
    gains = (a_time_gain(automation="Devis automatiques", start="Phase 1"),)
    case = case_of(gains=gains, phases=(Phase("Phase 1", 1, 6),))
    prudent = case.scenarios[0].flows.costs
    assert prudent[1:7] == pytest.approx([33.0] * 6)
    assert prudent[7:] == pytest.approx([153.0] * 18)
    assert case.stacks.upkeep_year == 1440.0
