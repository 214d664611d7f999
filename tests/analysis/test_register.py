"""The register made from cards: what is written wins, what is derived is marked, the rest asked."""

from __future__ import annotations

from typing import Any

import pytest

from kit.analysis.model import PrivacyResult, Recipient, RegisterEntry
from kit.catalogue import load_catalogue
from kit.client import SupplierAnswer
from tests.clients import (
    a_process,
    a_register_line,
    a_role,
    an_automation,
    analysed,
    answers,
)

CNIL = (
    "purpose",
    "people",
    "data",
    "legal_basis",
    "recipients",
    "outside_eu",
    "transfer_tool",
    "dpa",
    "retention",
    "security",
)


def privacy(process: Any = None, automation: Any = None, **parts: Any) -> PrivacyResult | None:
    return analysed(
        processes=(process or a_process(personal_data=True),),
        automations=(automation or an_automation(tools=("Make",)),),
        **parts,
    ).privacy


def entry_of(**parts: Any) -> RegisterEntry:
    found = privacy(**parts)
    assert found is not None
    [entry] = found.register
    return entry


def said(entry: RegisterEntry, key: str) -> tuple[object, str]:
    field = entry.field(key)
    return field.value, field.origin


def test_without_personal_data_there_is_no_register() -> None:
    assert privacy(a_process(personal_data=False)) is None


def test_a_card_without_a_line_makes_one_with_the_columns_of_the_cnil() -> None:
    entry = entry_of(answers=answers("gdpr", 9))
    assert entry.line is None and entry.id == "proposed-devis-automatiques"
    assert tuple(field.key for field in entry.fields) == CNIL
    assert said(entry, "purpose") == ("Devis", "proposed")
    assert said(entry, "people") == ("analysis.register.people.prospects", "proposed")
    assert said(entry, "recipients") == ((Recipient("Make", ("europe", "us")),), "proposed")
    assert said(entry, "outside_eu") == (None, "unknown")  # Make leaves the choice of the zone
    assert said(entry, "transfer_tool") == (None, "none")
    assert entry.unknown == ("data", "legal_basis", "outside_eu", "dpa", "retention")
    measures, origin = said(entry, "security")
    assert isinstance(measures, tuple) and len(measures) == 4 and origin == "proposed"


def test_what_the_workbook_says_wins() -> None:
    line = a_register_line(
        purpose="Chiffrer vite",
        people="Prospects",
        legal_basis="contract",
        recipients="Bureau, Make",
        provider="Make",
        outside_eu=False,
        dpa_signed=True,
        retention_months=12.0,
        security="Deux facteurs",
    )
    entry = entry_of(register=(line,), answers=answers("gdpr", 9))
    assert entry.id == "register-1" and entry.line == line
    assert {field.origin for field in entry.fields} == {"written", "none"}
    assert said(entry, "retention") == ((12.0, "months"), "written")
    assert said(entry, "transfer_tool") == (None, "none")  # nothing leaves: nothing to cover
    assert entry.unknown == ()


def test_a_supplier_left_out_of_the_recipients_is_added_to_them() -> None:
    line = a_register_line(recipients="Bureau", provider="Brevo")
    assert said(entry_of(register=(line,)), "recipients") == (
        (Recipient("Bureau"), Recipient("Brevo")),
        "written",
    )
    named = a_register_line(recipients="Bureau, Mistral AI", provider="Mistral (France)")
    entry = entry_of(register=(named,), automation=an_automation(tools=("Mistral API",)))
    assert said(entry, "recipients") == ("Bureau, Mistral AI", "written")


@pytest.mark.parametrize(
    ("tools", "outside"),
    [
        (("OpenAI API",), (True, "proposed")),
        (("Mistral API",), (False, "proposed")),
        (("Mistral API", "OpenAI API"), (True, "proposed")),
        (("Mistral API", "Logiciel maison"), (None, "unknown")),
        ((), (None, "unknown")),
    ],
)
def test_where_data_go_is_proposed_from_where_the_catalogue_hosts_the_tools(
    tools: tuple[str, ...], outside: tuple[object, str]
) -> None:
    assert said(entry_of(automation=an_automation(tools=tools)), "outside_eu") == outside


@pytest.mark.parametrize(
    ("tool", "origin"), [("adequacy", "written"), ("clauses", "written"), ("none", "unknown")]
)
def test_an_agreement_is_no_transfer_tool(tool: str, origin: str) -> None:
    line = a_register_line(outside_eu=True, dpa_signed=True, transfer_tool=tool)
    entry = entry_of(register=(line,))
    assert said(entry, "transfer_tool")[1] == origin
    assert said(entry, "dpa") == (True, "written")


def test_two_lines_of_one_automation_are_two_entries() -> None:
    found = privacy(register=(a_register_line(purpose="A"), a_register_line(purpose="B")))
    assert found is not None
    assert [entry.id for entry in found.register] == ["register-1", "register-2"]
    assert found.retention_gaps == found.register


def test_only_the_boxes_said_yes_are_security_measures() -> None:
    entry = entry_of(answers=answers("gdpr", 6))  # five of data, one technical
    assert said(entry, "security") == (("checklists.gdpr.short.secured_keys",), "proposed")
    assert said(entry_of(answers=answers("gdpr", 5)), "security") == (None, "unknown")


def test_the_risk_for_people_is_likelihood_times_severity() -> None:
    entry = entry_of(
        register=(
            a_register_line(inherent_likelihood=3, inherent_severity=4, residual_likelihood=1),
        )
    )
    assert (entry.inherent.criticality, entry.inherent.level) == (12, "high")
    assert entry.residual.criticality is None


# -- suppliers --------------------------------------------------------------------------------


def questions(**parts: Any) -> dict[str, tuple[str, ...]]:
    found = privacy(**parts)
    assert found is not None
    return {one.supplier: one.questions for one in found.suppliers}


EVERY = tuple(load_catalogue().supplier_questions)
NOT_AI = tuple(code for code in EVERY if code != "training")


def test_every_question_has_a_rule_and_a_place_in_the_workbook() -> None:
    assert load_catalogue().choices["supplier_question"] == EVERY
    assert len(EVERY) == 9


def test_a_supplier_nobody_asked_anything_is_asked_everything() -> None:
    assert questions() == {"Make": NOT_AI}
    assert questions(automation=an_automation(tools=("OpenAI API",), level="ai")) == {
        "OpenAI API": EVERY
    }
    assert questions(automation=an_automation(tools=("Outil maison",), level="hybrid")) == {
        "Outil maison": EVERY
    }


def test_a_european_tool_is_not_asked_how_data_leave_europe() -> None:
    asked = questions(automation=an_automation(tools=("Mistral API",)))["Mistral API"]
    assert "transfer_tool" not in asked and "training" in asked


def test_what_the_register_answers_is_not_asked_again() -> None:
    line = a_register_line(provider="Make", outside_eu=False, dpa_signed=True)
    asked = questions(register=(line,))["Make"]
    assert {"hosting", "dpa", "transfer_tool"}.isdisjoint(asked)
    unsigned = a_register_line(provider="Make", outside_eu=True, dpa_signed=False)
    assert {"dpa", "transfer_tool"} <= set(questions(register=(unsigned,))["Make"])
    covered = a_register_line(provider="Make", outside_eu=True, transfer_tool="clauses")
    assert "transfer_tool" not in questions(register=(covered,))["Make"]


def test_what_a_supplier_answered_is_not_asked_again() -> None:
    told = SupplierAnswer("make (plan Core)", "deletion", "Sous 30 jours")
    assert "deletion" not in questions(supplier_answers=(told,))["Make"]
    blank = SupplierAnswer("Make", "deletion")
    other = SupplierAnswer("Zapier", "deletion", "Sous 30 jours")
    assert "deletion" in questions(supplier_answers=(blank, other))["Make"]


@pytest.mark.parametrize(
    ("provider", "suppliers"),
    [
        (None, ["Make", "Brevo"]),
        ("Brevo et Make (données en Europe)", ["Make", "Brevo"]),
        ("Make (centre de données en Europe) et Mistral AI", ["Make", "Mistral API"]),
        ("Dupont et Fils (Lyon)", ["Dupont et Fils"]),
    ],
)
def test_suppliers_are_told_apart_only_when_the_card_or_the_catalogue_knows_them(
    provider: str | None, suppliers: list[str]
) -> None:
    found = questions(
        automation=an_automation(tools=("Make", "Brevo")),
        register=(a_register_line(provider=provider),),
    )
    assert list(found) == suppliers


def test_one_supplier_of_two_automations_is_asked_once() -> None:
    found = analysed(
        roles=(a_role(),),
        processes=(a_process(personal_data=True),),
        automations=(an_automation("A", tools=("Make",)), an_automation("B", tools=("make",))),
    ).privacy
    assert found is not None
    assert [(one.supplier, one.automations) for one in found.suppliers] == [("Make", ("a", "b"))]
