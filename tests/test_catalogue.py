"""The content of the method is what it says, and a slip in a file is told by file and key."""

from __future__ import annotations

import pickle
import shutil
import tempfile
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.catalogue import Catalogue, load_catalogue
from kit.client import PlanSettings
from kit.content_files import OWNERS, read_catalogue
from kit.errors import ContentError
from kit.places import CONTENT
from kit.texts import Texts
from kit.workbook.layout import layout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content, texts left out: the kit's are used."""
    return shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("texts"))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r} any more: the test must follow"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault_of(folder: Path) -> ContentError:
    with pytest.raises(ContentError) as caught:
        load_catalogue(folder)
    fault = caught.value
    assert fault.file in str(fault)
    assert fault.key in str(fault)
    return fault


# ------------------------------------------------------------------ what the method says


@pytest.mark.parametrize(
    ("checklist", "sizes", "gate", "sheet"),
    [
        ("pains", {"admin": 8, "hr": 6, "sales": 8, "support": 5, "operations": 3}, None, "pains"),
        (
            "prerequisites",
            {"data": 5, "access": 4, "documentation": 4, "governance": 3},
            0.8,
            "prerequisites",
        ),
        ("design", {"card": 5}, None, None),
        ("gdpr", {"personal_data": 5, "technical": 4}, 1.0, "gdpr"),
        ("testing", {"tests": 4}, None, "launch"),
        ("deployment", {"rollout": 4}, None, "launch"),
        ("change_before", {"before": 5}, None, "launch"),
        ("change_after", {"after": 4}, None, "launch"),
        ("ai_selftest", {"sector": 3, "structure": 3, "internal": 3}, None, "ai_selftest"),
        ("ai_state", {"data": 4, "skills": 2, "finance": 2, "strategy": 2}, None, "ai_state"),
        ("ai_framing", {"framing": 4}, 0.8, "ai_project"),
        ("ai_feasibility", {"technical": 9, "organisation": 3}, 0.8, "ai_project"),
        ("ai_trial", {"trial": 6}, 0.8, "ai_project"),
        ("ai_deployment", {"deployment": 4}, 0.8, "ai_project"),
        ("ai_run", {"governance": 6}, 0.8, "ai_project"),
        ("ai_ethics", {"ethics": 5}, None, "ai_ethics"),
        ("crm_needs", {"needs": 4}, None, "crm_needs"),
        ("crm_steps", {"steps": 8}, None, "crm_steps"),
        ("crm_kpis", {"kpis": 6}, None, "crm_kpis"),
        ("outsourcing_practices", {"practices": 6}, None, "outsourcing"),
        ("outsourcing_pitfalls", {"pitfalls": 5}, None, "outsourcing"),
        ("outsourcing_questions", {"questions": 4}, None, "outsourcing_questions"),
    ],
)
def test_checklists_have_the_boxes_groups_and_gates_of_the_method(
    checklist: str, sizes: dict[str, int], gate: float | None, sheet: str | None
) -> None:
    found = load_catalogue().checklists[checklist]
    counted = {group: [item.group for item in found.items].count(group) for group in found.groups}
    assert counted == sizes
    assert (found.gate, found.sheet) == (gate, sheet)


def test_checklists_come_in_the_order_their_files_ask_for() -> None:
    assert list(load_catalogue().checklists) == [
        "pains",
        "prerequisites",
        "design",
        "gdpr",
        "testing",
        "deployment",
        "change_before",
        "change_after",
        "ai_selftest",
        "ai_state",
        "ai_framing",
        "ai_feasibility",
        "ai_trial",
        "ai_deployment",
        "ai_run",
        "ai_ethics",
        "crm_needs",
        "crm_steps",
        "crm_kpis",
        "outsourcing_practices",
        "outsourcing_pitfalls",
        "outsourcing_questions",
    ]


def test_item_ids_are_unique_over_all_checklists() -> None:
    ids = [item.id for one in load_catalogue().checklists.values() for item in one.items]
    core, ai, crm, outsourcing = (
        (30, 16, 5, 9, 4, 4, 5, 4),
        (9, 10, 4, 12, 6, 4, 6, 5),
        (4, 8, 6),
        (6, 5, 4),
    )
    assert len(ids) == len(set(ids)) == sum((*core, *ai, *crm, *outsourcing))


def test_pains_are_grouped_by_the_domains_of_the_workbook() -> None:
    catalogue = load_catalogue()
    assert catalogue.checklists["pains"].groups == catalogue.choices["domain"]


def test_each_design_box_is_answered_by_its_field_of_the_card() -> None:
    answered = {item.id: item.field for item in load_catalogue().checklists["design"].items}
    assert answered == {
        f"design.{name}": name for name in ("trigger", "rules", "exceptions", "human_check", "logs")
    }


def test_thresholds_have_the_values_of_the_method() -> None:
    catalogue = load_catalogue()
    expected = {
        "pains.few_below": 5,
        "pains.many_above": 10,
        "candidates.few_below": 10,
        "candidates.many_above": 15,
        "quick_wins.few_below": 2,
        "priorities.weight_impact": 2,
        "priorities.weight_effort": -1,
        "priorities.weight_risk": -1,
        "priorities.quick_win_above": 5,
        "priorities.stars_five_above": 5,
        "priorities.stars_four_from": 3,
        "priorities.stars_three_from": 0,
        "priorities.stars_two_from": -3,
        "gates.prerequisites": 0.8,
        "gates.gdpr": 1.0,
        "year.working_days": 220,
        "year.working_weeks": 44,
        "year.hours": 1607,
        "year.months": 12,
        "business.target_roi": 3.0,
        "business.target_net_month": 500,
        "business.target_success": 0.99,
        "business.target_automations": 3,
        "business.horizon_months": 24,
        "business.discount_rate": 0.08,
        "reader.max_bytes": 20 * 2**20,
        "reader.max_unpacked_bytes": 200 * 2**20,
        "limits.horizon_months": 120,
        "limits.discount_rate": 1,
        "limits.draws": 200_000,
        "limits.irr": 10,
        "limits.logo_bytes": 262_144,
        "limits.logo_pixels": 2_000,
        "year.hours_day": 7,
        "business.target_payback_months": 12,
        "business.contingency": 0.1,
        "business.reuse": 0.7,
        "business.volume_reach": 2,
        "range.measured": 0.1,
        "range.declared": 0.25,
        "range.assumed": 0.5,
        "range.cost": 0.1,
        "range.delay_months": 3,
        "range.draws": 10_000,
        "range.seed": 20_261_122,
        "range.together": 0.3,
        "range.contingency_chance": 0.9,
        **{
            f"calibration.{kind}": 1
            for kind in ("hours", "errors", "cash", "margin", "revenue", "risk")
        },
        "upkeep.hours_month": 3,
        "firmness.draws": 2_000,
        "firmness.spread": 0.5,
        "firmness.top": 3,
        "firmness.firm_from": 0.8,
        "audit.tolerance": 0.02,
        "audit.rounding": 0.1,
        "baseline.days": 10,
        "baseline.sample_time": 30,
        "baseline.sample_rate": 100,
        "plan.measure_first_day": 1,
        "plan.lift_first_day": 6,
        "plan.lift_last_day": 7,
        "reader.max_ratio": 300,
        "reader.max_entries": 2000,
        "reader.max_side_bytes": 4 * 2**20,
        "reader.max_cells": 400_000,
        "reader.timeout_s": 30,
        "reader.memory_mb": 2048,
        "gdpr.max_fine_share": 0.04,
        "gdpr.max_fine_eur": 20_000_000,
        "adoption.target": 0.7,
        "flash.saving_low": 0.3,
        "flash.saving_high": 0.5,
        "flash.few_below": 3,
        "flash.most": 5,
        "flash.report_days": 2,
        "flash.unready": 0.5,
        "feasible.short_until": 6,
        "feasible.medium_until": 18,
        "feasible.long_until": 24,
        "follow_up.on_track": 0.9,
        "follow_up.first_day": 14,
        "follow_up.second_day": 30,
        "follow_up.quarter_months": 3,
        "catalogue.stale_after_days": 365,
        "catalogue.use_cases": 6,
        "votes.disagreement": 3,
        "votes.stickers": 3,
        "votes.top": 3,
        "change.communication_above": 200,
        "change.fear_days": 30,
        "change.disappointment_days": 15,
        "change.daily_use_days": 60,
        "governance.committee_least_months": 3,
        "governance.committee_most_months": 6,
        "governance.supplier_review_months": 3,
        "gdpr.dpia_criteria": 2,
        **{
            f"ratings.{word}": note
            for note, word in enumerate(("very_low", "low", "medium", "high", "very_high"), 1)
        },
        "risks.moderate_from": 5,
        "risks.high_from": 10,
        "risks.critical_from": 15,
        "roadmap.urgent_from": 1,
        "roadmap.urgent_to": 3,
        "roadmap.important_from": 4,
        "roadmap.important_to": 6,
        "roadmap.structuring_from": 7,
        "roadmap.structuring_to": 18,
        "load.step_share": 0.5,
        "load.measure_share": 0.1,
        "load.slack_days": 0.5,
        "plan.meeting_hour": 9.5,
        "plan.meeting_minutes": 30,
        **dict.fromkeys(
            (
                "gates.ai_framing",
                "gates.ai_feasibility",
                "gates.ai_trial",
                "gates.ai_deployment",
                "gates.ai_run",
            ),
            0.8,
        ),
        "ai.selftest_right_above": 3,
        "ai.in_house_low": 6,
        "ai.in_house_high": 24,
    }
    assert {key: threshold.value for key, threshold in catalogue.thresholds.items()} == expected
    assert catalogue.threshold("priorities.quick_win_above") == 5


def test_plan_has_the_days_of_the_method_for_14_then_30_days() -> None:
    plan = {step.key: (step.day, step.last_day) for step in load_catalogue().plan}
    assert plan == {
        "diagnostic": (1, 2),
        "cards": (3, 4),
        "matrix": (5, 5),
        "design_1": (8, 9),
        "build_1": (10, 11),
        "test_1": (12, 13),
        "pilot_1": (14, 14),
        "monitor_1": (15, 19),
        "lessons_1": (19, 19),
        "build_2": (20, 23),
        "pilot_2": (24, 24),
        "build_3": (25, 28),
        "news": (26, 26),
        "training": (27, 28),
        "pilot_3": (29, 29),
        "review": (30, 30),
        "backlog": (30, 30),
    }
    assert {step.key for step in load_catalogue().plan if step.horizon == 14} == {
        key for key, (_, last) in plan.items() if last <= 14
    }


def test_building_testing_and_switching_on_wait_for_both_gates() -> None:
    for step in load_catalogue().plan:
        kind = step.key.partition("_")[0]
        gated = kind in ("build", "test", "pilot")
        assert step.gates == (("prerequisites", "gdpr") if gated else ()), step.key
        assert step.go_live == (kind == "pilot"), step.key


def test_owners_of_steps_are_fields_of_the_plan_settings() -> None:
    assert all(isinstance(getattr(PlanSettings(), owner, 0), str | None) for owner in OWNERS)


def test_tools_keep_the_published_facts_of_the_method() -> None:
    tools = {tool.id: tool for tool in load_catalogue().tools}
    prices = {id: (tool.price_low, tool.price_high) for id, tool in tools.items()}
    assert prices["zapier"] == (20, 50)
    assert prices["make"] == (10, 30)
    platforms = [id for id, tool in tools.items() if tool.automates]
    assert [id for id in platforms if "loops" not in tools[id].complexity] == ["zapier"]
    assert tools["power_automate"].suites == ("microsoft",)
    crm = {id for id, tool in tools.items() if tool.family == "crm"}
    assert crm == {"hubspot", "zoho", "dynamics_365", "salesforce", "pipedrive", "simple_crm"}
    assert crm.isdisjoint(platforms) and all(tools[id].per_user for id in crm)
    assert [id for id, tool in tools.items() if tool.needs_skills] == ["n8n"]
    assert "self_hosted" in tools["n8n"].hosting
    assert {id for id, tool in tools.items() if tool.family == "ai"} == {
        "openai",
        "anthropic",
        "mistral",
    }
    assert tools["mistral"].hosting == ("europe",)
    assert all(tool.source and tool.date for tool in tools.values())


def test_report_lists_its_notebooks_in_order() -> None:
    assert load_catalogue().documents["report"].notebooks == (
        "summary",
        "diagnostic",
        "processes",
        "process_cards",
        "process_maps",
        "priorities",
        "use_cases",
        "ideas",
        "dispositions",
        "prerequisites",
        "automations",
        "outsourcing",
        "crm",
        "ai",
        "selection",
        "business_case",
        "options",
        "budget",
        "hours_pool",
        "lines",
        "left_out",
        "aids",
        "audit",
        "thread",
        "kpis",
        "roadmap",
        "action_plan",
        "tests",
        "deployment",
        "change",
        "competences",
        "risks",
        "gdpr",
        "appendix",
    )


def test_every_notebook_of_a_document_exists() -> None:
    from kit.places import folder_of

    for document in load_catalogue().documents.values():
        for notebook in document.notebooks:
            assert (folder_of("notebooks") / f"{notebook}.ipynb").is_file(), notebook


# ------------------------------------------------------------------ loading


def test_the_catalogue_is_loaded_once() -> None:
    assert load_catalogue() is load_catalogue(None) is load_catalogue(CONTENT)


def test_the_catalogue_cannot_be_changed() -> None:
    catalogue = load_catalogue()
    with pytest.raises(TypeError):
        catalogue.choices["tick"] = ()  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        catalogue.plan = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        catalogue.tools[0].name = ""  # type: ignore[misc]


def test_the_catalogue_travels_between_processes() -> None:
    catalogue = load_catalogue()
    again = pickle.loads(pickle.dumps(catalogue))
    for name in ("checklists", "choices", "thresholds", "tools", "plan", "documents"):
        assert getattr(again, name) == getattr(catalogue, name)


def test_a_copied_folder_gives_the_same_content(folder: Path) -> None:
    copied, own = load_catalogue(folder), load_catalogue()
    assert (copied.checklists, copied.plan, copied.tools) == (own.checklists, own.plan, own.tools)


CUSTOM = """
order = 90
scale = "answer"
sheet = "hygiene"
gate = 0.5
source = "method"
date = 2026-11-22

[[group]]
id = "kitchen"
items = ["fridge"]
"""
CUSTOM_TEXTS = """
[hygiene]
title = "Hygiène"
intro = "Une question : la température."
group.kitchen = "Cuisine"
item.fridge = "La température du réfrigérateur est relevée chaque jour."
short.fridge = "Température relevée"
lift.fridge = "Afficher un relevé et nommer qui le remplit."
"""


CUSTOM_SHEET = """
[sheet.hygiene]
name = "Hygiène"
title = "Hygiène de la cuisine"

[hygiene]
title = "Hygiène"
intro = "Une question."
content = "La température du réfrigérateur"
item.label = "Point"
value.label = "Réponse"
value.help = "Oui, en partie, non ou sans objet."
comment.label = "Remarque"
comment.help = "Ce qu’il faut savoir."
"""


def add_custom_checklist(folder: Path, texts: dict[str, str]) -> Catalogue:
    (folder / "checklists" / "hygiene.toml").write_text(CUSTOM, encoding="utf-8")
    for lang, text in texts.items():
        for file, content in (
            ("checklists", text),
            ("workbook", CUSTOM_SHEET),
            ("thresholds", '[gates]\nhygiene.label = "Hygiene"'),
        ):
            (folder / "texts" / lang).mkdir(parents=True, exist_ok=True)
            path = folder / "texts" / lang / f"{file}.toml"
            path.write_text(content, encoding="utf-8")
    return load_catalogue(folder)


def test_a_consultant_adds_a_checklist_with_its_texts_and_gets_its_sheet(folder: Path) -> None:
    catalogue = add_custom_checklist(folder, {"fr": CUSTOM_TEXTS, "en": CUSTOM_TEXTS})
    assert [item.id for item in catalogue.checklists["hygiene"].items] == ["hygiene.fridge"]
    assert catalogue.threshold("gates.hygiene") == 0.5
    needed = [sheet.key for sheet in layout(catalogue).sheets if not sheet.optional]
    assert needed[-1] == "hygiene"


def test_a_text_missing_in_one_language_is_refused(folder: Path) -> None:
    with pytest.raises(ContentError) as caught:
        add_custom_checklist(folder, {"fr": CUSTOM_TEXTS})
    assert caught.value.file == "texts/en/checklists.toml"
    assert caught.value.key == "checklists.hygiene.title"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Température relevée", "T" * 41, "checklists.hygiene.short.fridge"),
        ("Afficher un relevé", "Afficher " * 20, "checklists.hygiene.lift.fridge"),
        ("la température.", "{temperature}.", "checklists.hygiene.intro"),
        ("la température.", "la {température.", "checklists.hygiene.intro"),
    ],
)
def test_a_text_too_long_or_with_a_stray_placeholder_is_refused(
    folder: Path, old: str, new: str, key: str
) -> None:
    faulty = CUSTOM_TEXTS.replace(old, new)
    assert faulty != CUSTOM_TEXTS
    with pytest.raises(ContentError) as caught:
        add_custom_checklist(folder, {"fr": CUSTOM_TEXTS, "en": faulty})
    assert (caught.value.file, caught.value.key) == ("texts/en/checklists.toml", key)


# ------------------------------------------------------------------ faults

PAINS, GDPR, DESIGN = (f"checklists/{name}.toml" for name in ("pains", "gdpr", "design"))


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        # checklists
        (PAINS, 'sheet = "pains"', 'sheets = "pains"', "sheets"),
        (PAINS, 'scale = "tick"\n', "", "scale"),
        (PAINS, 'scale = "tick"', 'scale = "stars"', "scale"),
        (PAINS, 'scale = "tick"', "scale = 5", "scale"),
        ("checklists/prerequisites.toml", "order = 20", "order = 10", "order"),
        (PAINS, "order = 10", 'order = "10"', "order"),
        (PAINS, "date = 2026-11-22", 'date = "2026-11-22"', "date"),
        (PAINS, "date = 2026-11-22", "date = 2026-11-22T10:00:00", "date"),
        (PAINS, 'source = "method"', 'source = ""', "source"),
        (GDPR, "gate = 1.0", "gate = 1.1", "gate"),
        (GDPR, "gate = 1.0", "gate = -0.1", "gate"),
        (GDPR, "gate = 1.0", "gate = nan", "gate"),
        (GDPR, "gate = 1.0", "gate = true", "gate"),
        (GDPR, 'id = "technical"', 'id = "personal_data"', "group.personal_data.id"),
        (GDPR, 'id = "technical"', 'id = "Technical!"', "group.Technical!.id"),
        (GDPR, 'id = "technical"', 'name = "technical"', "group.2.id"),
        (GDPR, '"secured_keys"', '"legal_basis"', "group"),
        (GDPR, '"secured_keys"', '"encrypted_flows"', "group.technical.items"),
        (GDPR, '"secured_keys"', "7", "group.technical.items"),
        (GDPR, 'id = "technical"', 'id = "technical"\ncolour = "red"', "group.technical.colour"),
        (
            DESIGN,
            'items = ["trigger", "rules", "exceptions", "human_check", "logs"]',
            "items = []",
            "group.card.items",
        ),
        (DESIGN, 'rules = "rules"', 'ruless = "rules"', "fields.ruless"),
        (DESIGN, 'rules = "rules"', 'rules = "rulez"', "fields.rules"),
        (DESIGN, "[[group]]", "[group]", "group"),
        (DESIGN, "[[group]]", "[[group", "-"),
        # choices
        ("choices.toml", '"yes", "no"]', '"yes", "yes"]', "tick"),
        ("choices.toml", 'tick = ["yes", "no"]', 'tick = "yes"', "tick"),
        ("choices.toml", 'tick = ["yes", "no"]', "tick = []", "tick"),
        ("choices.toml", 'tick = ["yes", "no"]', 'tick = ["yes", "No!"]', "tick"),
        ("choices.toml", 'tick = ["yes", "no"]', 'tick = ["yes"]', "tick.no"),
        ("choices.toml", 'rhythm = ["once", "month", "year"]\n', "", "rhythm.once"),
        # thresholds
        ("thresholds.toml", "few_below = { value = 5,", "few_below = {", "pains.few_below.value"),
        ("thresholds.toml", "{ value = 5,", '{ value = "5",', "pains.few_below.value"),
        ("thresholds.toml", "{ value = 5,", "{ value = inf,", "pains.few_below.value"),
        ("thresholds.toml", 'unit = "number"', 'unit = "boxes"', "pains.few_below.unit"),
        ("thresholds.toml", "{ value = 5,", "{ value = 5, low = 1,", "pains.few_below.low"),
        ("thresholds.toml", "few_below", "fewer_below", "pains.few_below"),
        ("thresholds.toml", "[pains]", "[Pains]", "Pains"),
        ("thresholds.toml", "[adoption]", "adoption = 3\n[other]", "gdpr.adoption"),
        # tools
        ("tools.toml", "price_low = 10", "price_low = 40", "make.price_low"),
        ("tools.toml", "price_low = 10\n", "", "make.price_low"),
        ("tools.toml", 'family = "no_code"', 'family = "robot"', "make.family"),
        ("tools.toml", 'hosting = ["europe", "us"]', 'hosting = ["mars"]', "make.hosting"),
        ("tools.toml", 'hosting = ["europe", "us"]', "hosting = []", "make.hosting"),
        ("tools.toml", '"branches", "loops"]', '"branches", "curves"]', "make.complexity"),
        ("tools.toml", "suites = []", 'suites = ["lotus"]', "make.suites"),
        ("tools.toml", '"airtable"', '"Airtable"', "make.connectors"),
        ("tools.toml", "needs_skills = false", 'needs_skills = "no"', "make.needs_skills"),
        ("tools.toml", 'name = "Make"\n', "", "make.name"),
        ("tools.toml", 'name = "Make"', 'name = "Make"\nprize = 3', "make.prize"),
        # plan
        ("plan.toml", "last_day = 2", "last_day = 0", "step.diagnostic.last_day"),
        ("plan.toml", "day = 1\n", "day = 1.5\n", "step.diagnostic.day"),
        ("plan.toml", "day = 5", "day = 2", "step.matrix.day"),
        ("plan.toml", 'owner = "lead"', 'owner = "boss"', "step.diagnostic.owner"),
        ("plan.toml", "automation = 1", "automation = 4", "step.design_1.automation"),
        (
            "plan.toml",
            'gates = ["prerequisites", "gdpr"]',
            'gates = ["design"]',
            "step.build_1.gates",
        ),
        ("plan.toml", "horizon = 14", "horizon = 15", "step.diagnostic.horizon"),
        ("plan.toml", "last_day = 13\n", "last_day = 15\n", "step.test_1.horizon"),
        ("plan.toml", "go_live = true", "go_live = 1", "step.pilot_1.go_live"),
        ("plan.toml", 'key = "cards"', 'key = "diagnostic"', "step.diagnostic.key"),
        ("plan.toml", "day = 1\n", "day = 1\nhour = 9\n", "step.diagnostic.hour"),
        ("plan.toml", "[[step]]", "[[stage]]", "stage"),
        # deadlines
        ("deadlines.toml", '"pains.invoice_entry"', '"pains.taxes"', "einvoice_receive.pains"),
        ("deadlines.toml", "staff_below = 250", "staff_below = 0", "einvoice_issue.staff_below"),
        ("deadlines.toml", "staff_below = 250\n", "", "einvoice_issue.date_above"),
        ("deadlines.toml", "date = 2026-09-01", 'date = "2026"', "einvoice_receive.date"),
        # documents
        ("documents.toml", '"diagnostic"', '"summary"', "report.notebooks"),
        ("documents.toml", "notebooks = [", "sections = [", "report.notebooks"),
        ("documents.toml", "[report]", "report = 1\n[other]", "report"),
        ("documents.toml", "processes = 1", "process = 1", "audit.shift.process"),
        ("documents.toml", "processes = 1", "processes = 3", "audit.shift.processes"),
        ("modules/flash.toml", "rows = 5", 'rows = "5"', "brief.rows"),
        ("modules/flash.toml", '"name",', '"Name!",', "brief.company"),
    ],
)
def test_a_faulty_file_is_told_by_file_and_key(
    folder: Path, file: str, old: str, new: str, key: str
) -> None:
    edit(folder, file, old, new)
    fault = fault_of(folder)
    assert (fault.file, fault.key) == (file, key)


def test_the_lists_of_one_sheet_are_answered_the_same_way(folder: Path) -> None:
    edit(folder, "checklists/testing.toml", 'scale = "answer"', 'scale = "tick"')
    fault = fault_of(folder)
    assert (fault.file, fault.key) == ("checklists/deployment.toml", "scale")


def test_notes_are_not_asked_on_a_sheet_of_boxes(folder: Path) -> None:
    edit(folder, "checklists/crm_kpis.toml", 'scale = "tick"', 'scale = "note"')
    assert fault_of(folder).key == "scale"


@pytest.mark.parametrize(
    ("file", "old", "new", "text", "key"),
    [
        (
            "checklists/ai_state.toml",
            'scale = "answer"',
            'scale = "side"',
            "checklists",
            "checklists.ai_state.side.collection.left",
        ),
        (
            "checklists/ai_run.toml",
            '"usage_report"',
            '"song"',
            "checklists",
            "checklists.ai_run.output.song",
        ),
        (PAINS, '"cv_sorting"', '"new_pain"', "checklists", "checklists.pains.item.new_pain"),
        (PAINS, 'source = "method"', 'source = "rumour"', "thresholds", "thresholds.source.rumour"),
        (
            "choices.toml",
            '"low", "high"',
            '"low", "high", "top"',
            "choices",
            "choices.low_high.top",
        ),
        (
            "thresholds.toml",
            "[adoption]",
            '[adopted]\nrate = { value = 1, unit = "share", source = "kit", date = 2026-11-22 }\n'
            "[adoption]",
            "thresholds",
            "thresholds.adopted.rate.label",
        ),
        ("tools.toml", "[make]", "[maker]", "tools", "tools.maker.strength"),
        ("plan.toml", 'key = "news"', 'key = "party"', "plan", "plan.party.task"),
        # "{automation}" is named by the texts of a step that works on none
        ("plan.toml", "automation = 2\n", "", "plan", "plan.build_2.task"),
    ],
)
def test_content_without_its_texts_is_refused(
    folder: Path, file: str, old: str, new: str, text: str, key: str
) -> None:
    edit(folder, file, old, new)
    fault = fault_of(folder)
    assert (fault.file, fault.key) == (f"texts/fr/{text}.toml", key)


CONTENT_FILES = ["choices.toml", "documents.toml", "plan.toml", "thresholds.toml", "tools.toml"]
CONTENT_FILES += sorted(f"checklists/{path.name}" for path in CONTENT.glob("checklists/*.toml"))


@pytest.mark.parametrize("file", CONTENT_FILES)
def test_an_unknown_key_is_refused_in_every_file(folder: Path, file: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\nzzz = 1\n", encoding="utf-8")
    fault = fault_of(folder)
    assert fault.file == file
    assert fault.key.endswith("zzz")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_but_never_breaks(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(CONTENT_FILES))
    lines = (CONTENT / file).read_text(encoding="utf-8").splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    value = data.draw(st.sampled_from(["", "0", "-1", "1e400", "[]", "{}", '""', "true", "[[1]]"]))
    lines[place] = f"{lines[place].partition('=')[0]}= {value}" if value else ""
    with tempfile.TemporaryDirectory() as temporary:
        damaged = shutil.copytree(CONTENT, Path(temporary) / "content")
        (damaged / file).write_text("\n".join(lines), encoding="utf-8")
        try:
            assert read_catalogue((damaged,)).checklists
        except ContentError as fault:
            assert fault.file
            assert fault.key


def test_two_choices_of_a_list_may_not_read_the_same(folder: Path) -> None:
    for lang in ("fr", "en"):
        (folder / "texts" / lang).mkdir(parents=True)
        texts = folder / "texts" / lang / "choices.toml"
        texts.write_text(f'[low_high]\nlow = "{Texts(lang)["choices.low_high.high"].upper()}"')
    fault = fault_of(folder)
    assert (fault.file, fault.key) == ("texts/fr/choices.toml", "choices.low_high.high")


@pytest.mark.parametrize("file", ["choices.toml", "plan.toml", "tools.toml", "documents.toml"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert fault_of(folder).file == file


def test_a_folder_without_checklists_is_refused(folder: Path) -> None:
    shutil.rmtree(folder / "checklists")
    assert fault_of(folder).file == "checklists"


def test_a_file_that_is_not_utf_8_is_refused(folder: Path) -> None:
    (folder / "choices.toml").write_bytes('a = ["é"]'.encode("latin-1"))
    assert fault_of(folder).file == "choices.toml"
