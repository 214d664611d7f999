"""What a call is enough to say (method M16): worked by hand, then whatever the processes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis.flash import flash_audit
from kit.analysis.model import Flash
from kit.analysis.processes import measure_processes
from kit.analysis.settings import Settings
from kit.catalogue import load_catalogue
from kit.client import Client
from tests.clients import (
    a_client,
    a_closure,
    a_company,
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_role,
    a_step,
    an_automation,
    analysed,
    answers,
)

CALL = date(2026, 11, 20)  # a Friday


def flash_of(client: Client, as_of: date = CALL) -> Flash:
    """Straight through the function: the rest of the analysis is not needed."""
    rules = Settings.of(load_catalogue(), client.company, {}, client.finance)
    found = flash_audit(client, measure_processes(client, rules), (), (), None, rules, as_of)
    assert found is not None
    return found


def test_one_process_by_hand() -> None:
    """50 runs of 15 min are 12 h 30; 30 to 50 % are 3 h 45 to 6 h 15; at 40 EUR, 150 to 250 EUR."""
    [one] = flash_of(a_client(roles=(a_role(),), processes=(a_process(),))).candidates
    assert one.hours_month == 12.5
    assert one.saved == pytest.approx((3.75, 6.25))
    assert one.worth == pytest.approx((150.0, 250.0))


def test_the_range_is_that_of_the_method() -> None:
    catalogue = load_catalogue()
    ends = (catalogue.threshold("flash.saving_low"), catalogue.threshold("flash.saving_high"))
    assert ends == (0.3, 0.5)
    assert (catalogue.threshold("flash.few_below"), catalogue.threshold("flash.most")) == (3, 5)


def test_without_an_hourly_cost_nothing_is_valued() -> None:
    found = flash_of(a_client(processes=(a_process(role=None),)))
    assert found.candidates[0].worth is None and found.worth is None
    assert found.uncosted == ("devis",)
    assert "analysis.flash.prepare.cost" in dict(found.prepare)


def test_five_at_most_the_heaviest_first_the_others_named() -> None:
    processes = tuple(a_process(f"P{n}", minutes=float(n)) for n in range(1, 8))
    found = flash_of(a_client(roles=(a_role(),), processes=processes))
    assert [one.process for one in found.candidates] == ["p7", "p6", "p5", "p4", "p3"]
    assert found.others == ("p2", "p1")
    assert not found.few


@pytest.mark.parametrize(("count", "few"), [(1, True), (2, True), (3, False)])
def test_fewer_than_three_candidates_are_said(count: int, few: bool) -> None:
    processes = tuple(a_process(f"P{n}") for n in range(count))
    assert flash_of(a_client(processes=processes)).few is few


def test_a_process_without_time_is_no_candidate_and_must_be_measured() -> None:
    found = flash_of(a_client(processes=(a_process(minutes=None), a_process("Saisie"))))
    assert [one.process for one in found.candidates] == ["saisie"]
    assert found.untimed == ("devis",)
    assert ("analysis.flash.prepare.time", {"names": ("Devis",)}) in found.prepare


def test_a_priority_weighs_when_it_is_known() -> None:
    """12 h 30 with five stars is worth 20 h 50 of an unknown one: it passes before 15 h."""
    processes = (a_process("Lourd", minutes=18.0), a_process("Devis"))
    rated = (a_priority("Devis"),)
    plain = analysed(processes=processes).flash
    ranked = analysed(processes=processes, priorities=rated).flash
    assert plain is not None and ranked is not None
    assert [one.process for one in plain.candidates] == ["lourd", "devis"]
    assert [one.process for one in ranked.candidates] == ["devis", "lourd"]
    assert ranked.candidates[0].weight == pytest.approx(12.5 * 5 / 3)


def test_a_card_begun_and_incomplete_weighs_half_a_card_not_begun_weighs_whole() -> None:
    begun = a_process("Commencé", owner="Gérant")
    ready = a_ready_process("Prêt", minutes=14.0)
    found = flash_of(
        a_client(processes=(begun, ready, a_process("Appel")), steps=(a_step("Prêt"),))
    )
    weights = {one.process: one.weight for one in found.candidates}
    assert weights["commence"] == weights["appel"] / 2
    assert weights["pret"] == pytest.approx(50 * 14 / 60)


def test_the_report_is_due_two_working_days_after_the_call() -> None:
    client = a_client(processes=(a_process(),))
    assert flash_of(client).due == date(2026, 11, 24)  # Friday's call: Tuesday
    closed = a_client(
        processes=(a_process(),),
        closures=(a_closure(date(2026, 11, 23), date(2026, 11, 24)),),
        plan=a_plan(),
    )
    assert flash_of(closed).due == date(2026, 11, 26)
    assert flash_of(client, date(2026, 12, 23)).due == date(2026, 12, 28)  # Christmas is a Friday


def test_tools_come_from_the_clients_answers_and_their_price_is_a_month_of_them() -> None:
    company = a_company(office_suite="google", hosting="europe", tool_budget=60.0)
    found = flash_of(a_client(company=company, processes=(a_process(), a_process("Saisie"))))
    assert found.tools == ("make",)
    assert found.tool_cost == (10, 30)
    assert found.within_budget is True
    assert flash_of(a_client(processes=(a_process(),))).within_budget is None


def test_the_tools_of_the_cards_win_over_those_of_the_answers() -> None:
    found = analysed(
        processes=(a_process(),), automations=(an_automation(level="hybrid", tools=("Zapier",)),)
    ).flash
    assert found is not None
    assert found.candidates[0].tools[0] == "zapier"
    assert len(found.tools) == 2  # a language model beside it: billed by use, it has no price
    assert found.tool_cost == (20, 50)


def test_personal_data_are_told_concerned_free_or_to_be_asked() -> None:
    processes = tuple(
        a_process(name, personal_data=said)
        for name, said in (("Oui", True), ("Non", False), ("Inconnu", None))
    )
    found = flash_of(a_client(processes=processes))
    assert (found.concerned, found.unasked) == (("oui",), ("inconnu",))
    assert found.checks == tuple(
        f"gdpr.{name}"
        for name in ("data_identified", "legal_basis", "minimised", "retention", "people_informed")
    )


def test_gdpr_boxes_already_ticked_are_not_asked_again() -> None:
    found = analysed(
        processes=(a_process(personal_data=True),),
        answers=answers("gdpr", 9, retention="no"),
    ).flash
    assert found is not None
    assert found.checks == ("gdpr.retention",)


def test_without_any_process_there_is_nothing_to_say() -> None:
    assert analysed().flash is None


@given(
    times=st.lists(
        st.tuples(
            st.none() | st.floats(0, 10_000, allow_nan=False),
            st.none() | st.floats(0, 5_000, allow_nan=False),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_process_is_a_candidate_another_or_untimed(
    times: list[tuple[float | None, float | None]],
) -> None:
    processes = tuple(
        a_process(f"P{n}", volume_month=volume, minutes=minutes)
        for n, (volume, minutes) in enumerate(times)
    )
    found = flash_of(a_client(roles=(a_role(),), processes=processes))
    told = [*(one.process for one in found.candidates), *found.others, *found.untimed]
    assert len(told) == len(set(told)) <= len(processes)  # a time of zero is no candidate
    assert len(found.candidates) <= 5
    for one in found.candidates:
        low, high = one.saved
        assert 0 < low <= high < one.hours_month
    if found.saved:
        assert found.saved[0] == pytest.approx(sum(one.saved[0] for one in found.candidates))
        assert found.saved[0] <= found.saved[1] <= (found.hours_month or 0)
