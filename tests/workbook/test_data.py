"""Engagement data: what `kit fill` takes, what it refuses, the schema that describes it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from kit.catalogue import load_catalogue
from kit.client import Answer, Client, Company, PlanSettings, Process
from kit.errors import UsageError, WorkbookRejected
from kit.places import folder_of
from kit.texts import Texts
from kit.workbook import data_values
from kit.workbook.data import client_from_data, client_to_data, json_schema, load_data
from kit.workbook.layout import layout
from tests.workbook.engagements import engagements

SCHEMA = json_schema(layout())
CHECKED = jsonschema.Draft202012Validator(SCHEMA)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def client_of(**data: Any) -> Client:
    return client_from_data({"company": {"name": "Dupont"}, **data}, load_catalogue())


def problems_of(data: Any) -> list[tuple[str, str]]:
    """Place and code of everything that is refused in *data*."""
    with pytest.raises(WorkbookRejected) as refused:
        client_from_data(data, load_catalogue())
    return [(problem.place, problem.code) for problem in refused.value.problems]


def refused(**data: Any) -> list[tuple[str, str]]:
    return problems_of({"company": {"name": "Dupont"}, **data})


def a_process(**fields: Any) -> dict[str, Any]:
    return {"name": "Relances", "domain": "admin", **fields}


@given(engagements())
@SLOW
def test_a_client_becomes_json_and_comes_back_equal(client: Client) -> None:
    data = json.loads(json.dumps(client_to_data(client)))
    assert client_from_data(data, load_catalogue()) == client


@given(engagements())
@SLOW
def test_the_data_of_any_client_follows_the_schema(client: Client) -> None:
    assert list(CHECKED.iter_errors(client_to_data(client))) == []


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_schema_explains_every_field_in_each_language(lang: str) -> None:
    schema = json_schema(layout(), lang=lang)
    minutes = schema["properties"]["processes"]["items"]["properties"]["minutes"]
    assert minutes["title"] and minutes["description"]
    assert minutes["maximum"] == 100_000


def test_the_schema_refuses_an_unknown_key_at_every_level() -> None:
    for data in (
        {"company": {"name": "A"}, "extra": 1},
        {"company": {"name": "A", "extra": 1}},
        {"company": {"name": "A"}, "processes": [{"name": "B", "domain": "admin", "extra": 1}]},
        {"company": {"name": "A"}, "answers": {"pains.unknown": {"value": "yes"}}},
    ):
        assert not CHECKED.is_valid(data), data


@pytest.mark.parametrize(
    "source",
    sorted((folder_of("data_templates") / "exemples").glob("*.yaml")),
    ids=lambda p: p.stem,
)
def test_the_shipped_examples_are_valid_data(source: Path) -> None:
    data = load_data(source)
    assert list(CHECKED.iter_errors(data)) == []
    assert client_from_data(data, load_catalogue()).company.name


def test_only_the_company_name_is_needed() -> None:
    assert client_of() == Client(company=Company(name="Dupont"), lang="fr", plan=PlanSettings())


def test_blanks_are_absent_not_zero() -> None:
    client = client_of(
        company={"name": "Dupont", "activity": "  ", "tools": ["", " "], "staff": None}, roles=[]
    )
    assert client.company == Company(name="Dupont")


def test_an_answer_with_nothing_in_it_is_not_kept() -> None:
    client = client_of(answers={"pains.onboarding": {}, "gdpr.retention": {"comment": "à fixer"}})
    assert client.answers == (Answer("gdpr.retention", comment="à fixer"),)


def test_answers_come_in_catalogue_order() -> None:
    client = client_of(
        answers={"testing.end_users": {"value": "no"}, "pains.onboarding": {"value": "yes"}}
    )
    assert [answer.item for answer in client.answers] == ["pains.onboarding", "testing.end_users"]


def test_texts_are_trimmed_and_their_line_ends_unified() -> None:
    client = client_of(company={"name": " Dupont\r\n& Fils\u00a0", "tools": [" Excel "]})
    assert client.company.name == "Dupont\n& Fils"
    assert client.company.tools == ("Excel",)


def test_numbers_keep_fifteen_significant_digits() -> None:
    (process,) = client_of(processes=[a_process(minutes=0.1 + 0.2, volume_month=7)]).processes
    assert (process.minutes, process.volume_month) == (0.3, 7.0)
    assert isinstance(process.volume_month, float)


def test_a_reference_takes_the_very_spelling_of_the_name_it_points_to() -> None:
    client = client_of(
        processes=[a_process(name="Relance des impayés")],
        priorities=[{"process": "RELANCE des impayes", "impact": 5}],
    )
    assert client.priorities[0].process == "Relance des impayés"


def test_all_problems_are_said_at_once_each_at_its_path() -> None:
    found = problems_of(
        {
            "lang": "de",
            "company": {"staff": "huit", "hosting": "moon"},
            "roles": [{"hourly_cost": -1}],
            "processes": [a_process(minutes="15 min"), a_process(name="RELANCES")],
            "steps": [{"process": "Devis", "action": "Écrire"}],
            "priorities": [{"process": "Relances", "impact": 6}],
            "closures": [{"first": "2027-08-20", "last": "2027-08-02"}],
            "answers": {"pains.onbording": {"value": "yes"}, "gdpr.retention": {"value": "maybe"}},
            "surprise": 1,
        }
    )
    assert set(found) == {
        ("surprise", "data_unknown_key"),
        ("lang", "data_not_a_choice"),
        ("company.name", "data_missing"),
        ("company.staff", "data_not_a_number"),
        ("company.hosting", "data_not_a_choice"),
        ("roles[0].name", "data_missing"),
        ("roles[0].hourly_cost", "data_below"),
        ("processes[0].minutes", "data_not_a_number"),
        ("processes[1].name", "data_twice"),
        ("steps[0].process", "data_unknown_name"),
        ("priorities[0].impact", "data_not_a_note"),
        ("closures[0].last", "data_ends_before"),
        ("answers.pains.onbording", "data_unknown_key_near"),
        ("answers.gdpr.retention.value", "data_not_a_choice"),
    }


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "data_not_a_number"),
        (float("nan"), "data_not_a_number"),
        (float("inf"), "data_not_a_number"),
        (10**400, "data_not_a_number"),
        ([12], "data_not_a_number"),
        (-0.5, "data_below"),
        (1e9, "data_above"),
    ],
)
def test_what_is_no_length_of_time_is_refused(value: Any, code: str) -> None:
    assert refused(processes=[a_process(minutes=value)]) == [("processes[0].minutes", code)]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "a\x07b", "data_control_character"),
        ("name", "a\x00", "data_control_character"),
        ("name", "\ud800", "data_control_character"),
        ("name", "\ufffe", "data_control_character"),
        ("name", 67, "data_not_a_text"),
        ("name", "é" * 32_768, "data_too_long"),
        ("name", "👍" * 16_384, "data_too_long"),
        ("name", "Total", "data_total"),
        ("actors", "Gérante", "data_not_a_list"),
        ("actors", ["a ; b"], "data_separator"),
        ("actors", ["a\nb"], "data_separator"),
        ("actors", ["x" * 20_000, "y" * 20_000], "data_too_long"),
        ("critical", "oui", "data_not_true_or_false"),
        ("domain", "compta", "data_not_a_choice"),
        ("domain", {"a": 1}, "data_not_a_choice"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(field: str, value: Any, code: str) -> None:
    assert refused(processes=[a_process(**{field: value})]) == [(f"processes[0].{field}", code)]


@pytest.mark.parametrize("value", ["demain", "2027-02-30", "03/03/2027", 20270303, True])
def test_what_is_no_date_is_refused(value: Any) -> None:
    assert refused(plan={"start": value}) == [("plan.start", "data_not_a_date")]


def test_a_date_of_another_century_is_refused() -> None:
    assert refused(plan={"start": "1027-03-03"}) == [("plan.start", "data_date_out_of_range")]


def test_the_department_is_kept_by_its_code() -> None:
    assert client_of(company={"name": "A", "department": "2a"}).company.department == "2A"
    found = refused(company={"name": "A", "department": "Alsace"})
    assert found == [("company.department", "data_unknown_department")]


def test_a_month_of_the_project_may_be_written_as_in_a_cell() -> None:
    phases = [{"name": "P", "start": "M4", "end": 6}]
    assert client_of(phases=phases).phases[0].start == 4
    assert list(CHECKED.iter_errors({"company": {"name": "A"}, "phases": phases})) == []


def test_an_unknown_figure_is_said_once() -> None:
    claims = [{"figure": "zzz", "rate": 2.5}]
    assert refused(claims=claims) == [("claims[0].figure", "data_not_a_choice")]


def test_a_whole_number_may_be_written_with_a_decimal_point() -> None:
    assert client_of(company={"name": "A", "staff": 14.0}).company.staff == 14
    assert refused(company={"name": "A", "staff": 14.5}) == [("company.staff", "data_not_whole")]


@pytest.mark.parametrize("data", [None, [], "text", 3, {"company": []}, {"company": "Dupont"}])
def test_data_of_another_shape_is_refused_without_a_traceback(data: Any) -> None:
    assert problems_of(data)


def test_a_misspelt_key_is_told_with_the_one_it_stands_for() -> None:
    with pytest.raises(WorkbookRejected) as error:
        client_of(processes=[a_process(volume_monht=3)])
    (problem,) = error.value.problems
    assert (problem.code, problem.expected) == ("data_unknown_key_near", "volume_month")


def test_a_table_that_is_no_list_is_refused() -> None:
    assert refused(processes={"name": "x"}) == [("processes", "data_not_a_list")]
    assert refused(processes=["x"])[0] == ("processes[0]", "data_not_an_object")


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(WorkbookRejected) as error:
        client_of(processes=[a_process(domain="x" * 500)])
    assert len(error.value.problems[0].found or "") < 100


def test_yaml_keeps_what_was_typed(tmp_path: Path) -> None:
    source = tmp_path / "data.yaml"
    source.write_text(
        "company: {name: Dupont, department: '01', technical_skills: false}\n"
        "answers:\n"
        "  pains.onboarding: {value: yes}\n"
        "  gdpr.retention: {value: no, comment: 12:30}\n"
        "plan: {start: 2027-01-04}\n",
        encoding="utf-8",
    )
    client = client_from_data(load_data(source), load_catalogue())
    assert client.company.department == "01"
    assert client.company.technical_skills is False
    assert [answer.value for answer in client.answers] == ["yes", "no"]
    assert client.answers[1].comment == "12:30"
    assert client.plan.start == date(2027, 1, 4)


def test_a_leading_zero_in_yaml_is_no_octal_number(tmp_path: Path) -> None:
    source = tmp_path / "data.yaml"
    source.write_text("company: {name: Dupont, department: 01}", encoding="utf-8")
    assert load_data(source)["company"]["department"] == "01"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data.json", '{"company": '),
        ("data.json", '{"lang": "fr", "lang": "en"}'),
        ("data.yaml", "a: [1"),
        ("data.yaml", "lang: fr\nlang: en\n"),
        ("data.yaml", "a: !!python/object/apply:os.getcwd []"),
    ],
)
def test_an_unreadable_file_is_a_usage_error(tmp_path: Path, name: str, content: str) -> None:
    source = tmp_path / name
    source.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load_data(source)
    assert error.value.key == "commands.usage.data_unreadable"


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load_data(tmp_path / "nothing.yaml")
    assert error.value.key == "commands.usage.no_file"


def test_process_records_have_the_fields_of_the_layout() -> None:
    inputs = {c.key for c in layout().block("processes").columns if c.kind != "computed"}
    assert inputs == set(Process.__dataclass_fields__)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_refusal_has_its_sentence(lang: str) -> None:
    folder = Path(data_values.__file__).parent
    source = "".join((folder / name).read_text("utf-8") for name in ("data.py", "data_values.py"))
    codes = set(re.findall(r'"(data_\w+)"', source)) | {"data_unknown_key", "data_unknown_key_near"}
    assert {code for code in codes if f"problems.{code}" not in Texts(lang)} == set()
    texts = {key for key in Texts(lang) if key.startswith("problems.data_")}
    assert texts == {f"problems.{code}" for code in codes}


def test_a_refusal_says_where_what_and_how_to_mend_it() -> None:
    with pytest.raises(WorkbookRejected) as error:
        client_of(processes=[a_process(domain="compta")])
    said = error.value.problems[0].message(Texts("fr"))
    assert "processes[0].domain" in said and "compta" in said and "admin, hr" in said


def test_a_row_that_says_nothing_is_no_record() -> None:
    data = {"company": {"name": "Dupont Plomberie"}, "actions": [{}, {"name": "Trier"}]}
    client = client_from_data(data, load_catalogue())
    assert [action.name for action in client.actions] == ["Trier"]
