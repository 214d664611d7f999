from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.audit.findings import plain
from kit.client import Answer
from tests.clients import (
    a_closure,
    a_cost,
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_register_line,
    a_role,
    a_step,
    a_time_gain,
    a_whole_card,
    a_worked_example,
    an_automation,
    analysed,
    answers,
)


def findings(client=None, **parts):
    return {finding.code: finding for finding in analysed(client, **parts).findings}


def test_a_sound_engagement_has_no_finding():
    found = analysed(
        a_worked_example(
            processes=(a_ready_process(personal_data=False),),
            steps=(a_step(),),
            priorities=(a_priority(),),
            automations=(a_whole_card(),),
            answers=(*answers("prerequisites", 16), *answers("pains", 7)),
        )
    )
    assert found.findings == ()


def test_a_process_that_takes_more_than_the_whole_role():
    cells = {"processes/0/volume_month": "Processus!J7"}
    found = findings(processes=(a_process(volume_month=600.0),), roles=(a_role(),), cells=cells)
    finding = found["process_over_role"]
    assert finding.place == "Processus!J7"
    assert (finding.written, finding.computed) == ("600", "1800")  # 600 x 15 min x 12
    assert finding.params["share"] == (1800 / 1600, "share")


def test_processes_that_together_take_more_than_the_role_has():
    processes = tuple(a_process(name, volume_month=300.0) for name in ("A", "B"))
    finding = findings(processes=processes, roles=(a_role(),))["role_overbooked"]
    assert (finding.written, finding.computed) == ("1600", "1800")
    assert "process_over_role" not in findings(processes=processes, roles=(a_role(),))


def test_hours_within_the_role_are_no_finding():
    assert "role_overbooked" not in findings(processes=(a_process(),), roles=(a_role(),))


def test_a_volume_of_zero():
    assert "zero_volume" in findings(processes=(a_process(volume_month=0.0),))


def test_more_pains_than_advised():
    assert "many_pains" in findings(answers=answers("pains", 11))
    assert "many_pains" not in findings(answers=answers("pains", 10))


def test_a_quick_win_whose_card_is_not_ready():
    finding = findings(processes=(a_process(),), priorities=(a_priority(),))["quick_win_not_ready"]
    assert finding.params["missing"] == (
        "analysis.missing.trigger",
        "analysis.missing.steps",
        "analysis.missing.owner",
        "analysis.missing.exceptions",
    )


def test_an_automation_on_a_process_that_is_not_ready():
    """Not a quick win (4, 2, 2), and nothing said of how it runs."""
    parts = {
        "processes": (a_process(),),
        "priorities": (a_priority(impact=4, risk=2),),
        "automations": (an_automation(),),
        "cells": {"automations/0/process": "Automatisations!D7"},
    }
    finding = findings(**parts)["automation_not_ready"]
    assert finding.place == "Automatisations!D7"
    assert finding.computed is None  # the sentence lists what is missing, in words
    assert len(finding.params["missing"]) == 4
    as_quick_win = findings(**{**parts, "priorities": (a_priority(),)})
    assert "quick_win_not_ready" in as_quick_win
    assert "automation_not_ready" not in as_quick_win  # said once


def test_an_automation_on_a_process_that_says_nothing_of_personal_data():
    automations = (an_automation(),)
    assert "personal_data_unknown" in findings(processes=(a_process(),), automations=automations)
    for said in ({"personal_data": False}, {"personal_data": True}, {"sensitive_data": True}):
        process = (a_process(**said),)
        found = findings(processes=process, automations=automations)
        assert "personal_data_unknown" not in found


def test_automations_without_their_prerequisites():
    parts = {"processes": (a_process(),), "automations": (an_automation(),)}
    assert "prerequisites_blank" in findings(**parts)
    assert "prerequisites_blank" not in findings(**parts, answers=answers("prerequisites", 3))


def test_one_process_automated_twice():
    automations = (an_automation("Un"), an_automation("Deux"))
    found = findings(processes=(a_process(),), automations=automations)
    assert found["same_process"].params["automations"] == ("Un", "Deux")


def test_a_processing_agreement_alone_does_not_allow_a_transfer():
    parts = {"processes": (a_process(),), "automations": (an_automation(),)}
    signed = (a_register_line(outside_eu=True, dpa_signed=True),)
    unsigned = (a_register_line(outside_eu=True),)
    assert "dpa_alone" in findings(**parts, register=signed)
    assert "transfer_uncovered" in findings(**parts, register=unsigned)


def test_a_line_that_cannot_be_counted_says_why_and_where():
    cells = {"gains/0/label": "Gains!C5", "costs/0/label": "Coûts!C5"}
    found = findings(
        a_worked_example(
            gains=(a_time_gain(volume=None),), costs=(a_cost(unit_price=None),), cells=cells
        )
    )
    gain, cost = found["gain_not_counted"], found["cost_not_counted"]
    assert (gain.place, gain.params["reason"]) == ("Gains!C5", "analysis.reason.no_volume")
    assert (cost.place, cost.params["reason"]) == ("Coûts!C5", "analysis.reason.no_price")


def test_a_negative_gain():
    assert "negative_gain" in findings(a_worked_example(gains=(a_time_gain(after=20.0),)))


def test_a_gain_cannot_free_more_time_than_is_spent():
    gain = a_time_gain(volume=100.0, process="Devis")
    finding = findings(a_worked_example(gains=(gain,), processes=(a_process(),)))[
        "gain_over_process"
    ]
    assert finding.params["spent"] == (12.5, "h")
    within = a_time_gain(process="Devis")
    client = a_worked_example(gains=(within,), processes=(a_process(),))
    assert "gain_over_process" not in findings(client)


def test_several_gains_cannot_share_the_hours_of_one_process():
    """50 runs of 15 min are 12.5 h: 10.83 h and 5 h are 15.83 h."""
    second = a_time_gain(label="Relecture", before=6.0, after=0.0, process="Devis")
    client = a_worked_example(
        gains=(a_time_gain(process="Devis"), second), processes=(a_process(),)
    )
    finding = findings(client)["gains_over_process"]
    assert (finding.written, finding.computed) == ("15.833333", "12.5")
    assert finding.params["labels"] == ("Qualification des demandes", "Relecture")
    assert "gain_over_process" not in findings(client)


def test_gains_cannot_free_more_hours_than_a_role_works():
    """1 000 times 13 min a month are 2 600 h a year, for one person at 1 600 h."""
    finding = findings(a_worked_example(gains=(a_time_gain(volume=1000.0),)))["hours_over_pool"]
    assert (finding.written, finding.computed) == ("2600", "1600")
    assert (finding.change, finding.change_unit) == (-1000, "h/year")
    assert "hours_over_pool" not in findings(a_worked_example())


@pytest.mark.parametrize(
    ("value", "written"),
    [(10.0, "10"), (55 / 6, "9.166667"), (-216.5, "-216.5"), (1e15, "1000000000000000"),
     (0.0, "0"), (1e-9, "1e-09"), (None, None)],
)  # fmt: skip
def test_figures_of_findings_are_written_as_people_write_them(value, written):
    assert plain(value) == written


@given(st.integers(1, 400), st.integers(1, 100), st.sampled_from(["day", "week", "year"]))
def test_freeing_exactly_the_time_spent_is_never_a_finding(volume, minutes, period):
    """Whatever the period the same volume is given in, and however floats round it."""
    a_month = {"day": 220 / 12, "week": 44 / 12, "year": 1 / 12}[period]
    process = a_process(volume_month=volume * a_month, minutes=float(minutes))
    gain = a_time_gain(
        volume=float(volume), period=period, before=float(minutes), after=0.0, process="Devis"
    )
    client = a_worked_example(gains=(gain,), processes=(process,))
    assert "gain_over_process" not in findings(client)


def test_gains_without_any_cost():
    assert "no_costs" in findings(a_worked_example(costs=()))


def test_a_plan_that_starts_before_the_report():
    late = findings(plan=a_plan(date(2026, 3, 2)), as_of=date(2026, 3, 3))
    on_time = findings(plan=a_plan(date(2026, 3, 2)), as_of=date(2026, 3, 2))
    assert late["plan_in_past"].written == "2026-03-02"
    assert "plan_in_past" not in on_time


def test_a_week_of_seven_closed_days():
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    assert "always_closed" in findings(plan=a_plan(closed_days=days))
    assert "always_closed" not in findings(plan=a_plan(closed_days=("monday", "saturday")))


def test_a_closure_that_ends_before_it_begins():
    closures = (a_closure(date(2026, 3, 9), date(2026, 3, 8)),)
    assert "closure_unusable" in findings(closures=closures)


def test_findings_never_change_what_the_client_wrote():
    client = a_worked_example(gains=(a_time_gain(volume=None),))
    assert analysed(client).client == client


def test_an_answer_to_an_item_nobody_asks_is_left_alone():
    assert findings(answers=(Answer("pains.unheard_of", "yes"),)) == {}
