import json
import pickle
import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from kit.analysis.results import results
from kit.analysis.tools import PREFERENCES
from kit.catalogue import load_catalogue
from kit.texts import LANGUAGES, Texts
from tests.clients import (
    a_client,
    a_company,
    a_cost,
    a_plan,
    a_priority,
    a_process,
    a_ready_process,
    a_register_line,
    a_role,
    a_step,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
    analysed,
    answers,
)
from tests.workbook.engagements import engagements

CONTRACT = {
    "diagnostic": {"ticked", "domains", "advice"},
    "processes": {
        "id", "name", "domain", "volume_month", "minutes", "hours_month", "hours_year",
        "hourly_cost", "cost_year", "role_share", "ready", "missing", "reasons",
    },
    "priorities": {
        "process", "impact", "effort", "risk", "score", "stars", "quick_win", "rank", "reason",
    },
    "prerequisites": {"ticked", "applicable", "unanswered", "share", "passed"},
    "gdpr": {"ticked", "applicable", "unanswered", "share", "passed", "blocking"},
    "business_case": {
        "gross_month", "net_month", "hours_month", "cost_first_year", "gain_first_year",
        "roi_first_year", "payback_month", "npv", "irr", "lines",
    },
    "plan": {"key", "plan_day", "date", "task", "owner", "output", "automation", "blocked_by"},
    "findings": {"code", "place", "written", "computed", "effect"},
}  # fmt: skip


def a_full_client(**parts):
    return a_worked_example(
        **{
            "company": a_company(department="67", tools=("Gmail", "Sage 100"), tool_budget=40.0),
            "roles": (a_role(), a_role("Technicien", hourly_cost=None)),
            "processes": (
                a_ready_process(personal_data=True),
                a_process("Relances", minutes=None),
                a_process("Tournées", role="Technicien"),
            ),
            "steps": (a_step(), a_step(action="Envoyer")),
            "priorities": (a_priority(), a_priority("Tournées"), a_priority("Relances", risk=None)),
            "automations": (an_automation(level="hybrid"),),
            "register": (a_register_line(outside_eu=True, dpa_signed=True),),
            "gains": (
                a_time_gain(automation="Devis automatiques"),
                an_error_gain(),
                a_time_gain(role="Technicien", label="Tournées"),
                a_time_gain(label="Sans volume", volume=None),
            ),
            "costs": (a_cost(), a_cost(rhythm="once", unit_price=900.0, quantity=2.0)),
            "answers": (
                *answers("pains", 12),
                *answers("prerequisites", 12),
                *answers("gdpr", 8),
                *answers("testing", 2),
            ),
            "plan": a_plan(),
            **parts,
        }
    )


def test_results_hold_the_keys_of_the_contract():
    found = results(analysed(a_full_client()))
    for section, keys in CONTRACT.items():
        rows = found[section] if isinstance(found[section], list) else [found[section]]
        assert rows
        for row in rows:
            assert keys <= row.keys()
    assert set(found["diagnostic"]["domains"]) == {"admin", "hr", "sales", "support", "operations"}
    assert found["diagnostic"]["domains"]["admin"] == {"ticked": 8, "of": 8}


def test_parts_that_were_not_filled_are_absent():
    found = results(analysed(a_client()))
    assert found.keys() == {"schema", "client", "as_of", "plan", "findings", "provenance"}


def test_results_are_json_with_iso_dates_and_full_precision():
    analysis = analysed(a_full_client())
    found = json.loads(json.dumps(results(analysis), allow_nan=False))
    assert found["as_of"] == "2026-02-20"
    assert found["business_case"]["gross_month"] == analysis.business_case.gross_month
    assert found["plan"][0]["date"] == "2026-03-02"


def test_the_same_workbook_gives_the_same_results():
    one, two = analysed(a_full_client()), analysed(a_full_client())
    assert one == two
    assert json.dumps(results(one)) == json.dumps(results(two))


def test_results_hold_the_worked_examples_of_the_method():
    found = results(
        analysed(a_worked_example(processes=(a_process(),), priorities=(a_priority(),)))
    )
    assert found["priorities"][0]["score"] == 7
    assert found["business_case"]["gross_month"] == pytest.approx(633.333333)
    assert found["business_case"]["net_month"] == pytest.approx(603.333333)


def test_an_analysis_survives_the_way_to_another_process():
    analysis = analysed(a_full_client())
    assert pickle.loads(pickle.dumps(analysis)) == analysis


def test_cells_never_change_a_figure():
    client = a_full_client()
    moved = replace(client, cells={"gains/0/volume": "Gains!F9"})
    assert results(analysed(client))["business_case"] == results(analysed(moved))["business_case"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(engagements())
def test_any_engagement_can_be_analysed_and_written_down(client):
    found = analysed(client)
    written = json.dumps(results(found), allow_nan=False)
    assert json.loads(written)["client"] == client.company.name
    assert len(found.priorities) == len(client.processes)
    assert len({result.id for result in found.processes}) == len(client.processes)
    for one in found.traces:
        assert "{" not in Texts("fr")[f"analysis.formula.{one.rule}"].format(
            **dict.fromkeys(one.terms, "0")
        )


def test_launch_checklists_are_scored_when_answered():
    found = analysed(a_full_client()).launch
    assert found.keys() == {"testing"}
    assert (found["testing"].total.ticked, found["testing"].total.of) == (2, 4)


def test_a_company_and_nothing_else_can_be_analysed():
    found = analysed(a_client())
    assert found.diagnostic is found.prerequisites is found.gdpr is found.business_case is None
    assert found.processes == found.priorities == found.automations == found.traces == ()
    assert found.plan.tasks


def test_assumptions_show_the_values_really_used():
    found = analysed(
        a_client(company=a_company(working_days=210.0)), overrides={"business.discount_rate": 0.05}
    )
    used = {key: (value, unit) for key, value, unit in found.assumptions}
    assert used["year.working_days"] == (210, "days")
    assert used["business.discount_rate"] == (0.05, "share")
    assert not [key for key in used if key.startswith("reader.")]


# -- traces --------------------------------------------------------------------------------


def traces(client):
    return {one.figure: one for one in analysed(client).traces}


def test_every_figure_of_the_case_and_of_the_processes_can_be_traced():
    found = traces(a_full_client())
    expected = {f"business_case.{name}" for name in CONTRACT["business_case"] - {"lines"}}
    expected |= {"business_case.gain-1.month", "business_case.gain-1.hours_month"}
    expected |= {"business_case.gain-3.hours_month", "business_case.cost-2.once"}
    expected |= {f"processes.devis.{name}" for name in ("hours_month", "hours_year", "cost_year")}
    expected |= {"priorities.devis.score"}
    assert expected <= found.keys()
    assert "business_case.gain-3.month" not in found  # no hourly cost
    assert "processes.relances.hours_month" not in found


def test_a_trace_has_the_clients_numbers_and_their_cells():
    cells = {
        "gains/0/volume": "Gains!F7",
        "gains/0/before": "Gains!H7",
        "processes/0/minutes": "Processus!L7",
        "roles/0/hourly_cost": "Entreprise!D22",
    }
    found = traces(a_full_client(cells=cells))
    hours = found["business_case.gain-1.hours_month"]
    assert hours.terms["before"] == (15, "min")
    assert hours.cells == ("Gains!F7", "Gains!H7")
    assert found["processes.devis.cost_year"].cells == ("Processus!L7", "Entreprise!D22")
    value = found["business_case.gain-1.month"]
    assert value.cells == ("Gains!F7", "Gains!H7", "Entreprise!D22")
    assert value.terms["hourly_cost"] == (40, "EUR/h")
    assert found["business_case.gross_month"].cells == value.cells


def test_totals_rest_on_the_cells_of_their_own_lines_only():
    cells = {
        "gains/0/before": "Gains!I7",
        "gains/0/after": "Gains!J7",
        "gains/1/unit_value": "Gains!O8",
        "costs/0/unit_price": "Coûts!G7",
        "costs/1/unit_price": "Coûts!G8",
    }
    found = traces(a_full_client(cells=cells))

    def cells_of(name):
        return found[f"business_case.{name}"].cells

    assert cells_of("hours_month") == ("Gains!I7:J7",)
    assert cells_of("gross_month") == ("Gains!I7:J7", "Gains!O8")
    assert (cells_of("cost_month"), cells_of("cost_once")) == (("Coûts!G7",), ("Coûts!G8",))
    assert cells_of("cost_first_year") == ("Coûts!G7:G8",)
    assert cells_of("net_month") == ("Gains!I7:J7", "Gains!O8", "Coûts!G7")


def test_a_trace_recomputes_its_figure():
    found = traces(a_full_client())

    def terms(figure):
        return {name: value for name, (value, _) in found[figure].terms.items()}

    hours = terms("business_case.gain-1.hours_month")
    assert hours["volume"] * hours["times"] * (hours["before"] - hours["after"]) / 60 == (
        pytest.approx(found["business_case.gain-1.hours_month"].value)
    )
    assert found["business_case.gain-1.hours_month"].terms["times"] == (1, "twelfths")
    net = terms("business_case.net_month")
    assert net["gross"] - net["costs"] == found["business_case.net_month"].value
    roi = terms("business_case.roi_first_year")
    assert (roi["gains"] - roi["costs"]) / roi["costs"] == found[
        "business_case.roi_first_year"
    ].value


# -- texts ---------------------------------------------------------------------------------


def placeholders(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


AT_HOME = a_company(hosting="self_hosted", technical_skills=False, tool_budget=1.0)
CLIENTS = (
    a_full_client(),
    a_full_client(costs=(), answers=()),
    a_full_client(plan=a_plan(date(2020, 1, 1), closed_days=("monday", "wednesday", "friday"))),
    a_full_client(
        company=a_company(hosting="self_hosted", technical_skills=False, tool_budget=1.0)
    ),
    a_full_client(company=a_company(office_suite="microsoft", hosting="europe")),
    a_client(),
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("client", CLIENTS)
def test_everything_said_has_its_text_and_the_values_it_names(lang, client):
    texts, found = Texts(lang), analysed(client)
    for finding in found.findings:
        assert placeholders(texts[f"analysis.finding.{finding.code}"]) <= finding.params.keys()
        assert texts[finding.effect]
    for one in found.traces:
        assert placeholders(texts[f"analysis.formula.{one.rule}"]) <= one.terms.keys()
    for result in found.automations:
        for advice in result.tools:
            for key, params in advice.reasons:
                assert placeholders(texts[key]) <= params.keys()
    keys = [reason for result in found.processes for reason in result.reasons.values()]
    keys += [row.reason for row in found.priorities]
    if found.business_case:
        keys += list(found.business_case.reasons.values())
        keys += [line.reason for line in found.business_case.lines if line.reason]
    keys += [task.moved for task in found.plan.tasks if task.moved]
    keys += (
        [found.diagnostic.advice, found.diagnostic.candidates_advice] if found.diagnostic else []
    )
    assert all(texts[key] for key in keys)


def test_reasons_tools_and_ties_have_a_text_for_every_code_of_the_content():
    texts = Texts("fr")
    for complexity in load_catalogue().choices["complexity"]:
        assert f"analysis.tool.for.{complexity}" in texts
        assert f"analysis.tool.against.{complexity}" in texts
    for criterion in (*PREFERENCES, "order"):
        assert f"analysis.tool.behind.{criterion}" in texts
    for decided in ("none", "impact", "risk", "effort", "hours", "order", "incomplete"):
        assert f"analysis.tie.{decided}" in texts
