"""Uses drawn from what the client ticked, aids within reach, entries to check again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.analysis.model import UseCaseResult
from kit.catalogue import load_catalogue
from kit.client import Answer
from tests.clients import (
    a_company,
    a_priority,
    a_process,
    a_worked_example,
    an_automation,
    analysed,
)

CATALOGUE = load_catalogue()
AS_OF = date(2026, 11, 22)
FAR = date(2028, 1, 1)


def proposed(*pains: str, **parts: Any) -> tuple[UseCaseResult, ...]:
    ticked = tuple(
        Answer(f"pains.{pain}", "yes", frequency="monthly", minutes=minutes)
        for pain, minutes in ([*p.split(":"), None][:2] for p in pains)
        for minutes in (float(minutes) if minutes else None,)
    )
    return analysed(answers=ticked, as_of=AS_OF, **parts).use_cases


# ------------------------------------------------------------------ the catalogue


def test_the_catalogue_covers_functions_sectors_shares_and_pains() -> None:
    uses = CATALOGUE.use_cases
    assert len(uses) >= 24
    functions = [use.function for use in uses]
    for function in CATALOGUE.choices["business_function"]:
        assert functions.count(function) >= 3, function
    for sector in CATALOGUE.choices["sector"]:
        assert sum(sector in use.sectors for use in uses) >= 2, sector
    assert {use.human_share for use in uses} == set(CATALOGUE.choices["human_share"])
    assert {use.critical for use in uses} == set(CATALOGUE.choices["critical_domain"])
    pains = {item.id for item in CATALOGUE.checklists["pains"].items}
    assert {pain for use in uses for pain in use.pains} == pains


@pytest.mark.parametrize(
    ("choices", "codes"),
    [("business_function", 7), ("human_share", 5), ("critical_domain", 5), ("sector", 9)],
)
def test_the_lists_have_the_codes_of_the_method(choices: str, codes: int) -> None:
    assert len(CATALOGUE.choices[choices]) == codes


def test_every_pain_a_client_ticks_has_a_use_whatever_the_sector() -> None:
    for item in CATALOGUE.checklists["pains"].items:
        assert proposed(item.id.removeprefix("pains.")), item.id


# ------------------------------------------------------------------ what is proposed


def test_nothing_ticked_nothing_proposed() -> None:
    assert proposed() == ()
    assert analysed(answers=(Answer("pains.cv_sorting", "no"),)).use_cases == ()


def test_a_use_says_which_pains_it_answers() -> None:
    [found] = proposed("bank_reconciliation")
    assert (found.id, found.pains) == ("bank_matching", ("pains.bank_reconciliation",))
    assert found.hours_month is None and not found.for_sector


def test_the_heaviest_hours_come_first() -> None:
    found = proposed("cv_sorting:60", "bank_reconciliation:600", "proposals")
    assert [one.id for one in found] == ["bank_matching", "application_notes", "proposal_draft"]
    assert found[0].hours_month == pytest.approx(10)


def test_a_use_made_for_a_trade_waits_for_the_sector() -> None:
    without = proposed("proposals")
    assert [one.id for one in without] == ["proposal_draft"]
    builder = proposed("proposals", company=a_company(sector="construction"))
    assert [one.id for one in builder] == ["quantities_from_plans"]
    assert builder[0].for_sector
    shop = proposed("proposals", company=a_company(sector="retail"))
    assert [one.id for one in shop] == ["proposal_draft"]


def test_each_use_answers_something_the_others_do_not() -> None:
    pains = [item.id.removeprefix("pains.") for item in CATALOGUE.checklists["pains"].items]
    answered: set[str] = set()
    for one in proposed(*pains):
        assert set(one.pains) - answered
        answered |= set(one.pains)


def test_no_more_uses_than_the_threshold_says() -> None:
    pains = [item.id.removeprefix("pains.") for item in CATALOGUE.checklists["pains"].items]
    assert len(proposed(*pains)) == 6
    assert len(proposed(*pains, overrides={"catalogue.use_cases": 2})) == 2


def test_electronic_invoicing_is_told_beside_the_use_it_makes_pressing() -> None:
    [found] = proposed("invoice_entry")
    assert found.deadlines == ("einvoice_receive", "einvoice_issue")


# ------------------------------------------------------------------ aids


def aids(staff: int | None, as_of: date = AS_OF) -> dict[str, bool]:
    client = a_worked_example(company=a_company(staff=staff))
    return {one.id: one.size_known for one in analysed(client, as_of=as_of).aids}


def test_the_headcount_rules_aids_out() -> None:
    assert "diag_data_ia" not in aids(9) and "diag_data_ia" in aids(10)
    assert "opco" in aids(49) and "opco" not in aids(50)
    assert "cii" in aids(249) and "cii" not in aids(250)
    assert "cir" in aids(250)


def test_an_unknown_headcount_rules_nothing_out_and_says_so() -> None:
    found = aids(None)
    assert found.keys() == {aid.id for aid in CATALOGUE.aids}
    assert not found["cii"] and found["cir"]


def test_an_aid_that_has_ended_is_not_offered() -> None:
    assert "cii" in aids(20, date(2027, 12, 31))
    assert "cii" not in aids(20, date(2028, 1, 1))


def test_aids_are_told_only_to_whom_has_something_to_finance() -> None:
    assert analysed(company=a_company(staff=20)).aids == ()


def test_every_aid_says_where_it_was_checked_and_whether_it_could_be() -> None:
    assert {aid.id for aid in CATALOGUE.aids} >= {
        "bourse_french_tech",
        "regional",
        "diag_innovation",
        "cir",
        "cii",
    }
    assert any(aid.verified for aid in CATALOGUE.aids)
    assert any(not aid.verified for aid in CATALOGUE.aids)


# ------------------------------------------------------------------ entries to check again


def stale(as_of: date, **overrides: float) -> set[tuple[str, str]]:
    client = a_worked_example(
        company=a_company(staff=20),
        processes=(a_process(),),
        automations=(an_automation(level="no_code"),),
        priorities=(a_priority(deadline="einvoice_issue"),),
        answers=(Answer("pains.bank_reconciliation", "yes"),),
    )
    found = analysed(client, as_of=as_of, overrides=overrides).stale
    return {(one.kind, one.id) for one in found}


def test_an_entry_older_than_a_year_is_to_be_checked_again() -> None:
    assert stale(AS_OF) == set()
    old = stale(FAR)
    assert {("aid", "cir"), ("deadline", "einvoice_issue"), ("tool", "make")} <= old
    assert ("use_case", "bank_matching") in old


def test_only_what_this_client_is_shown_is_named() -> None:
    assert not any(id in ("einvoice_receive", "cii") for _, id in stale(FAR))
    assert not any(kind == "use_case" and id != "bank_matching" for kind, id in stale(FAR))


def test_the_year_is_a_threshold() -> None:
    exactly = date(2027, 11, 22)
    assert not {kind for kind, _ in stale(exactly)} & {"aid", "deadline"}
    assert {"aid", "deadline"} <= {kind for kind, _ in stale(date(2027, 11, 23))}
    assert stale(FAR, **{"catalogue.stale_after_days": 10_000}) == set()
