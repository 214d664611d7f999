"""What is missing of an outsourced process, on its six sides."""

from __future__ import annotations

from typing import Any

import pytest

from kit.analysis.model import ContractResult
from kit.analysis.outsourcing import covers_data, covers_failure, covers_know_how
from kit.catalogue import load_catalogue
from kit.client import Answer, Contract
from tests.clients import a_ready_process, a_step, an_automation, analysed

COMPLETE: dict[str, Any] = {
    "provider": "Cabinet",
    "report_frequency": "monthly",
    "report_format": "Tableau",
    "report_to": "Gérant",
    "sla": "4 h",
    "review_frequency": "quarterly",
    "escalation": "Directeur",
    "conductor": "Assistante",
    "integrations": ("finance",),
    "tool_families": ("documents",),
    "remote_access": False,
    "nda": True,
    "notice_months": 3.0,
    "exit_terms": "Dossiers rendus",
    "price_year": 3600.0,
}


def reviewed(contract: dict[str, Any] | None = None, **parts: Any) -> ContractResult:
    process = a_ready_process(**parts.pop("process", {}))
    written = Contract("Devis", **{**COMPLETE, **(contract or {})})
    whole = {"processes": (process,), "steps": (a_step(),), "contracts": (written,), **parts}
    [found] = analysed(**whole).contracts
    return found


def lacking(found: ContractResult) -> dict[str, list[str]]:
    return {
        side.key: [key.rpartition(".")[2] for key in side.missing]
        for side in found.dimensions
        if side.missing
    }


def test_a_complete_contract_holds_on_the_six_sides_of_the_method() -> None:
    found = reviewed()
    assert [side.key for side in found.dimensions] == [
        "mapped",
        "automated",
        "reporting",
        "supplier",
        "conductor",
        "integration",
    ]
    assert (found.held, found.exposed) == (6, ())


@pytest.mark.parametrize(
    ("field", "side"),
    [
        ("report_frequency", "reporting"),
        ("report_format", "reporting"),
        ("report_to", "reporting"),
        ("sla", "supplier"),
        ("review_frequency", "supplier"),
        ("escalation", "supplier"),
        ("conductor", "conductor"),
    ],
)
def test_each_blank_is_asked_for_on_its_side(field: str, side: str) -> None:
    assert lacking(reviewed({field: None})) == {side: [field]}


def test_lists_left_blank_are_asked_for() -> None:
    assert lacking(reviewed({"integrations": ()})) == {"integration": ["integrations"]}
    assert lacking(reviewed({"tool_families": ()})) == {"automated": ["tool_families"]}


def test_an_automation_of_the_process_covers_its_second_side() -> None:
    found = reviewed({"tool_families": ()}, automations=(an_automation(),))
    assert lacking(found) == {}


def test_a_process_that_is_not_described_is_not_ready_to_leave() -> None:
    assert lacking(reviewed(process={"exceptions": None})) == {"mapped": ["exceptions"]}


@pytest.mark.parametrize(
    ("contract", "process", "codes"),
    [
        ({"nda": None}, {}, []),
        ({"nda": None}, {"personal_data": True}, ["nda_unknown"]),
        ({"nda": False}, {"sensitive_data": True}, ["nda"]),
        ({"nda": False, "remote_access": True}, {}, ["nda"]),
        ({"remote_access": None}, {}, ["remote_access"]),
        ({"notice_months": None, "exit_terms": None}, {}, ["notice_months", "exit_terms"]),
        ({"price_year": None}, {}, ["price_year"]),
        ({"notice_months": 0.0, "price_year": 0.0}, {}, []),
    ],
)
def test_what_leaves_the_company_uncovered_is_told(
    contract: dict[str, Any], process: dict[str, Any], codes: list[str]
) -> None:
    found = reviewed(contract, process=process)
    assert [key.rpartition(".")[2] for key in found.exposed] == codes


def test_only_a_signature_a_promise_or_a_way_back_covers() -> None:
    assert covers_data(Contract("x", nda=True)) and not covers_data(Contract("x"))
    assert covers_failure(Contract("x", sla="4 h", escalation="y"))
    assert not covers_failure(Contract("x", sla="4 h"))
    assert not covers_know_how(Contract("x", exit_terms="y"))
    assert not any(covers(None) for covers in (covers_data, covers_failure, covers_know_how))


def test_the_lists_are_those_of_the_method() -> None:
    lists = load_catalogue().checklists
    assert len(lists["outsourcing_practices"].items) == 6
    assert len(lists["outsourcing_pitfalls"].items) == 5
    assert len(lists["outsourcing_questions"].items) == 4
    assert lists["outsourcing_pitfalls"].inverted
    assert lists["outsourcing_questions"].scale == "open"
    assert len(load_catalogue().choices["tool_family"]) == 5


def test_a_pitfall_is_avoided_by_saying_no() -> None:
    answers = (
        Answer("outsourcing_pitfalls.self_assessed", "no"),
        Answer("outsourcing_pitfalls.nobody_trained", "yes"),
    )
    checked = analysed(answers=answers).checklists["outsourcing_pitfalls"]
    assert checked.total.ticked == 1
    assert "outsourcing_pitfalls.nobody_trained" in checked.total.missing
