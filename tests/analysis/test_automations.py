import pytest

from kit.analysis.tool_need import named_tool
from kit.catalogue import load_catalogue
from tests.clients import (
    a_company,
    a_process,
    a_register_line,
    an_automation,
    analysed,
    answers,
)

FULL_CARD = {
    "trigger": "Courriel reçu",
    "rules": "Si score > 70, alerte",
    "exceptions": "Adresse invalide : file manuelle",
    "human_check": "Validation du gérant",
    "logs": "Tableur partagé",
}


def card(process=None, **fields):
    found = analysed(processes=(process or a_process(),), automations=(an_automation(**fields),))
    return found.automations[0]


def test_the_five_design_boxes_are_ticked_by_the_fields_of_the_card():
    full = card(**FULL_CARD).design.total
    assert (full.ticked, full.of, full.missing) == (5, 5, ())
    assert card().design.total.ticked == 0


@pytest.mark.parametrize("field", list(FULL_CARD))
def test_a_blank_field_is_the_box_that_is_missing(field):
    total = card(**{**FULL_CARD, field: None}).design.total
    assert total.missing == (f"design.{field}",)


@pytest.mark.parametrize(
    ("process", "register", "personal"),
    [
        ({"personal_data": True}, (), True),
        ({"sensitive_data": True}, (), True),
        ({}, (), False),
        ({"personal_data": False}, (a_register_line(),), True),
        ({}, (a_register_line(data=None),), False),
        ({}, (a_register_line("Autre"),), False),
    ],
)
def test_personal_data_is_said_of_the_process_or_shown_by_the_register(process, register, personal):
    automations = (an_automation(), an_automation("Autre", process="Vide"))
    processes = (a_process(**process), a_process("Vide"))
    found = analysed(processes=processes, automations=automations, register=register)
    assert found.automation("devis-automatiques").personal_data is personal


def test_an_automation_is_held_back_by_every_gate_not_passed():
    process = a_process(personal_data=True)
    assert card(process).blocked_by == ("prerequisites", "gdpr", "register")
    assert card().blocked_by == ("prerequisites",)


def test_nothing_holds_back_an_automation_whose_gates_are_passed():
    found = analysed(
        processes=(a_process(personal_data=True),),
        automations=(an_automation(),),
        register=(a_register_line(),),
        answers=(*answers("prerequisites", 13), *answers("gdpr", 9)),
    )
    assert found.automations[0].blocked_by == ()


# -- GDPR ----------------------------------------------------------------------------------


def gdpr(ticked=9, personal=True, register=(), **others):
    return analysed(
        processes=(a_process(personal_data=personal),),
        automations=(an_automation(),),
        register=register,
        answers=answers("gdpr", ticked, **others),
    ).gdpr


def test_the_gdpr_gate_wants_every_applicable_box():
    assert gdpr(9).checked.passed is True
    short = gdpr(8)
    assert short.checked.passed is False
    assert short.blocking == ("gdpr.least_privilege",)


def test_not_applicable_boxes_do_not_hold_the_gdpr_gate():
    assert gdpr(9, people_informed="na").checked.passed is True
    assert gdpr(9, people_informed="partly").checked.passed is False


def test_a_blank_gdpr_sheet_still_blocks_an_automation_of_personal_data():
    found = analysed(processes=(a_process(personal_data=True),), automations=(an_automation(),))
    assert found.gdpr.checked.passed is False
    assert len(found.gdpr.blocking) == found.gdpr.checked.total.unanswered == 9


def test_a_blank_gdpr_sheet_without_personal_data_is_absent():
    assert analysed(processes=(a_process(),), automations=(an_automation(),)).gdpr is None


def test_nothing_applicable_passes_only_when_no_personal_data_is_concerned():
    nothing = answers("gdpr", 0, rest="na")
    without = analysed(answers=nothing).gdpr
    assert (without.checked.passed, without.checked.total.share, without.blocking) == (
        True,
        None,
        (),
    )
    concerned = analysed(
        processes=(a_process(personal_data=True),), automations=(an_automation(),), answers=nothing
    ).gdpr
    assert concerned.checked.passed is False
    assert len(concerned.blocking) == 9  # all nine are to be answered again


def test_concerned_automations_without_a_register_line_are_named():
    assert gdpr().without_register == ("devis-automatiques",)
    assert gdpr(register=(a_register_line(),)).without_register == ()
    assert gdpr(personal=False).concerned == ()


@pytest.mark.parametrize(
    ("line", "uncovered"),
    [
        ({"outside_eu": True, "transfer_tool": "adequacy"}, False),
        ({"outside_eu": True, "transfer_tool": "clauses"}, False),
        ({"outside_eu": True, "transfer_tool": "none"}, True),
        ({"outside_eu": True}, True),
        ({"outside_eu": True, "dpa_signed": True}, True),  # a DPA is not a transfer tool
        ({"outside_eu": False}, False),
        ({}, False),
    ],
)
def test_a_transfer_outside_the_eu_needs_a_transfer_tool(line, uncovered):
    found = gdpr(register=(a_register_line(**line),))
    assert found.transfers_uncovered == (("devis-automatiques",) if uncovered else ())


# -- tools ---------------------------------------------------------------------------------


def tools(company=None, process=None, **fields):
    found = analysed(
        company=a_company(**(company or {})),
        processes=(a_process(**(process or {})),),
        automations=(an_automation(**fields),),
    )
    return found.automations[0].tools


def chosen(*args, **fields):
    return [advice.tool for advice in tools(*args, **fields) if advice.chosen]


def against(advices, tool):
    advice = next(advice for advice in advices if advice.tool == tool)
    return [] if advice.fit else [key.rpartition(".")[2] for key, _ in advice.reasons]


def test_the_level_of_the_automation_says_which_families_are_needed():
    for level, families in {
        None: {"no_code"},
        "no_code": {"no_code"},
        "hybrid": {"no_code", "ai"},
        "ai": {"ai"},
    }.items():
        assert {advice.family for advice in tools(level=level)} == families
        assert len(chosen(level=level)) == len(families)


def test_with_nothing_said_the_default_is_make():
    assert chosen() == ["make"]


def test_an_all_microsoft_shop_gets_power_automate():
    assert chosen({"office_suite": "microsoft"}) == ["power_automate"]
    assert "suite" in against(tools({"office_suite": "google"}), "power_automate")


def test_loops_rule_out_what_cannot_do_them():
    advices = tools(complexity="loops")
    assert "loops" in against(advices, "zapier")
    assert advices[0].tool == "make"


def test_sensitive_data_stay_in_europe_or_at_home():
    advices = tools(process={"sensitive_data": True}, level="hybrid")
    assert against(advices, "zapier") == ["sensitive"]
    assert {a.tool for a in advices if a.chosen} == {"make", "mistral"}


def test_sensitive_data_with_skills_in_house_go_to_a_server_of_ones_own():
    assert chosen({"technical_skills": True}, {"sensitive_data": True}) == ["n8n"]


def test_a_server_of_ones_own_needs_someone_to_run_it():
    advices = tools({"technical_skills": False})
    assert "skills" in against(advices, "n8n")
    both = tools({"technical_skills": False, "hosting": "self_hosted"})
    assert not any(advice.fit for advice in both)
    assert not any(advice.chosen for advice in both)
    assert set(against(both, "n8n")) == {"skills"}


def test_the_budget_rules_out_what_starts_above_it():
    advices = tools({"tool_budget": 12.0})
    assert "budget" in against(advices, "zapier")
    assert chosen({"tool_budget": 12.0}) == ["make"]
    assert chosen({"tool_budget": 9.0, "technical_skills": True}) == ["n8n"]


def test_connectors_for_the_clients_own_software_count_before_the_price():
    advices = tools({"tools": ("Gmail", "Sage 100")})
    best = next(advice for advice in advices if advice.chosen)
    reasons = dict(best.reasons)
    assert reasons["analysis.tool.for.some_connectors"]["tools"] == ("Gmail",)
    assert reasons["analysis.tool.for.some_connectors"]["missing"] == ("Sage 100",)


def test_a_tool_already_in_use_is_kept_when_it_fits():
    assert chosen({"tools": ("zapier",)}) == ["zapier"]


def test_the_tool_the_card_plans_is_kept_when_it_fits():
    """It is planned, which is not the same as being in use."""
    advices = tools(**{"tools": ("Zapier", "Gmail")})
    best = advices[0]
    assert (best.tool, best.chosen) == ("zapier", True)
    assert best.reasons[0] == ("analysis.tool.for.planned", {})
    assert tools({"hosting": "europe"}, tools=("Zapier",))[0].tool != "zapier"


def test_tools_of_the_catalogue_are_no_software_to_connect():
    advices = tools(**{"tools": ("Make (Core)", "Mistral", "Gmail")})
    reasons = dict(advices[0].reasons)
    assert reasons["analysis.tool.for.connectors"]["tools"] == ("Gmail",)


def test_a_longer_tool_name_is_not_taken_for_the_shorter_one():
    known = load_catalogue().tools
    assert named_tool("n8n Cloud", known) == "n8n_cloud"
    assert named_tool("n8n", known) == "n8n"
    assert named_tool("Makeup", known) is None


def test_branches_and_loops_say_nothing_about_a_language_model():
    for advice in tools(level="ai", complexity="loops"):
        assert not [key for key, _ in advice.reasons if key.endswith("loops")]


def test_personal_data_prefer_a_european_model():
    assert chosen(process={"personal_data": True}, level="ai") == ["mistral"]


def test_every_tool_has_its_reasons_and_the_chosen_ones_come_first():
    advices = tools({"hosting": "europe"}, level="hybrid")
    assert all(advice.reasons for advice in advices)
    order = [(not advice.chosen, not advice.fit) for advice in advices]
    assert order == sorted(order)
    also_fit = [advice for advice in advices if advice.fit and not advice.chosen]
    assert also_fit
    assert all(a.reasons[0][0].startswith("analysis.tool.behind.") for a in also_fit)
