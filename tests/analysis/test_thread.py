"""From a pain to its euros: nothing counted twice, nothing left hanging unseen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.client import Action, Answer, Kpi, Option
from tests.clients import (
    a_priority,
    a_process,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
    analysed,
)

CASE = 633.3333333333334 * 12  # the method's worked example, a year


def threaded(**parts):
    return analysed(a_worked_example(**parts))


def total(analysis):
    return sum(row.amount_year or 0 for row in analysis.thread)


def broken(analysis):
    return [row.orphan.rpartition(".")[2] for row in analysis.thread if row.orphan]


def test_the_thread_counts_only_the_hours_its_role_has():
    """130 h at 40 EUR, held to the 65 h that the target leaves: 2 600, as the corrected case."""
    kpi = Kpi("Saisie", unit="hours_month", today=65 / 12, target=0.0, role="Assistant")
    analysis = threaded(kpis=(kpi,))
    hours = sum(row.hours_year or 0 for row in analysis.thread)
    assert hours == pytest.approx(65)
    assert total(analysis) == pytest.approx(2600 + 2400)
    assert total(analysis) == pytest.approx(12 * analysis.business_case.corrected.gross_month)


def test_a_gain_leads_back_to_its_automation_and_to_what_rubs():
    analysis = threaded(
        processes=(a_process(frictions="Tout est ressaisi"),),
        automations=(an_automation(),),
        gains=(a_time_gain(automation="Devis automatiques"), an_error_gain(process="Devis")),
    )
    (row,) = analysis.thread
    assert (row.pain, row.need, row.action) == ("Tout est ressaisi", None, "Devis automatiques")
    assert row.gains == ("gain-1", "gain-2")
    assert (row.hours_year, row.amount_year) == (pytest.approx(130), pytest.approx(CASE))
    assert row.orphan is None


def test_the_table_of_actions_is_followed_when_it_is_filled():
    actions = (
        Action(problem="Relances oubliées", need="Relances automatiques", name="Relancer"),
        Action(problem="Erreurs", name="Contrôler"),
    )
    analysis = threaded(
        actions=actions, gains=(a_time_gain(action="Relancer"), an_error_gain(action="Contrôler"))
    )
    assert [(row.pain, row.need, row.action, row.gains) for row in analysis.thread] == [
        ("Relances oubliées", "Relances automatiques", "Relancer", ("gain-1",)),
        ("Erreurs", None, "Contrôler", ("gain-2",)),
    ]
    assert [row.amount_year for row in analysis.thread] == [
        pytest.approx(5200),
        pytest.approx(2400),
    ]


def test_a_gain_named_by_two_rows_counts_once():
    actions = (
        Action(problem="Relances oubliées", name="Relancer"),
        Action(problem="Clients mécontents", name="Relancer"),
    )
    gains = (a_time_gain(action="Relancer"), an_error_gain(action="Relancer"))
    analysis = threaded(actions=actions, gains=gains)
    first, second = analysis.thread
    assert first.gains == second.gains == ("gain-1", "gain-2")
    assert (second.hours_year, second.amount_year) == (None, None)
    assert total(analysis) == pytest.approx(CASE)
    assert broken(analysis) == []


def test_what_the_actions_do_not_reach_goes_through_the_cards():
    analysis = threaded(
        processes=(a_process(frictions="Tout est ressaisi"),),
        automations=(an_automation(), an_automation("Sans gain")),
        actions=(Action(problem="Erreurs", name="Contrôler"),),
        gains=(a_time_gain(automation="Devis automatiques"), an_error_gain(action="Contrôler")),
    )
    assert [row.action for row in analysis.thread] == ["Contrôler", "Devis automatiques"]
    assert total(analysis) == pytest.approx(CASE)
    assert broken(analysis) == []


@pytest.mark.parametrize(
    ("action", "orphan"),
    [
        (Action(problem="Erreurs"), "problem_without_action"),
        (Action(need="Un portail"), "need_without_action"),
        (Action(name="Contrôler"), "action_without_problem"),
        (Action(name="Contrôler", need="Un portail"), "action_without_problem"),
    ],
)
def test_a_broken_row_of_the_actions_is_told(action, orphan):
    gains = (a_time_gain(action="Relancer"), an_error_gain(action="Relancer"))
    analysis = threaded(actions=(Action(problem="P", name="Relancer"), action), gains=gains)
    assert broken(analysis) == [orphan]


def test_an_action_whose_problem_stands_on_another_row_is_whole():
    actions = (Action(problem="P", name="Relancer"), Action(need="N", name="Relancer"))
    gains = (a_time_gain(action="Relancer"), an_error_gain(action="Relancer"))
    assert broken(threaded(actions=actions, gains=gains)) == []


def test_a_gain_tied_to_nothing_is_told():
    analysis = threaded()
    assert broken(analysis) == ["gain_alone", "gain_alone"]
    assert total(analysis) == pytest.approx(CASE)


def test_a_gain_on_a_process_that_nothing_is_planned_for_is_told():
    analysis = threaded(
        processes=(a_process(frictions="Tout est ressaisi"),),
        gains=(a_time_gain(process="Devis"), an_error_gain(process="Devis")),
    )
    (row,) = analysis.thread
    assert (row.pain, row.action, row.orphan) == (
        "Tout est ressaisi",
        None,
        "analysis.orphan.gain_without_action",
    )


def test_an_automation_of_a_process_where_nothing_hurts_is_told():
    analysis = analysed(processes=(a_process(),), automations=(an_automation(),))
    assert broken(analysis) == ["action_without_problem"]


def test_the_only_pain_ticked_in_the_domain_is_the_processs():
    processes = (a_process(domain="sales"),)
    one = (Answer("pains.proposals", "yes"),)
    parts = {"processes": processes, "automations": (an_automation(),)}
    (row,) = analysed(answers=one, **parts).thread
    assert (row.pain, row.orphan) == ("checklists.pains.short.proposals", None)
    # Of two, neither is picked on its behalf; nor is the thread said to be broken.
    two = (*one, Answer("pains.sales_reporting", "yes"))
    (row,) = analysed(answers=two, **parts).thread
    assert (row.pain, row.orphan) == (None, None)


def test_a_quick_win_without_an_automation_is_told():
    processes = (a_process("Devis", frictions="X"), a_process("Relances", frictions="Y"))
    priorities = (a_priority("Devis"), a_priority("Relances"))
    analysis = analysed(processes=processes, priorities=priorities, automations=(an_automation(),))
    assert broken(analysis) == ["quick_win_without_action"]


def test_a_process_left_for_later_is_no_orphan():
    processes = (a_process("Devis", frictions="X"), a_process("Relances", frictions="Y"))
    priorities = (a_priority("Devis"), a_priority("Relances", impact=3))
    analysis = analysed(processes=processes, priorities=priorities, automations=(an_automation(),))
    assert broken(analysis) == []


def test_a_pain_ticked_where_no_process_is_described_is_told():
    analysis = analysed(
        processes=(a_process(frictions="X"),),
        automations=(an_automation(),),
        answers=(Answer("pains.cv_sorting", "yes"), Answer("pains.proposals", "yes")),
    )
    assert broken(analysis) == ["pain_without_process"]


def test_while_nothing_is_designed_there_is_no_thread():
    analysis = analysed(
        processes=(a_process(frictions="X"),), answers=(Answer("pains.cv_sorting", "yes"),)
    )
    assert analysis.thread == ()


def test_an_indicator_without_a_target_is_told():
    analysis = threaded(kpis=(Kpi("Réclamations", today=3.0), Kpi("Délai", target=4.0)))
    assert broken(analysis).count("kpi_without_target") == 1


def test_a_gain_of_another_option_is_not_counted():
    options = (Option("A", retained=True), Option("B"))
    gains = (a_time_gain(options=("A",)), an_error_gain(options=("B",)))
    analysis = threaded(options=options, gains=gains)
    assert [row.gains for row in analysis.thread] == [("gain-1",)]
    assert total(analysis) == pytest.approx(analysis.business_case.gross_month * 12)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "Relancer", "Contrôler"]),
            st.sampled_from([None, "Devis automatiques"]),
            st.sampled_from([None, "Devis", "Relances"]),
            st.integers(1, 60),
        ),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.sampled_from([None, "Relancer", "Contrôler"]), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_the_thread_adds_up_to_the_gains_of_the_case(ties, actions):
    analysis = threaded(
        processes=(a_process(), a_process("Relances")),
        automations=(an_automation(),),
        actions=tuple(Action(name=name, problem="P") for name in actions),
        gains=tuple(
            a_time_gain(action=action, automation=automation, process=process, before=60.0 + before)
            for action, automation, process, before in ties
        ),
    )
    case = analysis.business_case  # the hours of one assistant bound what may be freed
    assert total(analysis) == pytest.approx((case.corrected or case).gross_month * 12)
    counted = [id for row in analysis.thread if row.amount_year is not None for id in row.gains]
    assert sorted(counted) == sorted(f"gain-{n}" for n in range(1, len(ties) + 1))
