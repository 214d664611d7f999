"""The examples: made from their sources, read without a fault, analysed as the method says."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kit.analysis.analyse import analyse
from kit.analysis.model import Analysis
from kit.analysis.results import results
from kit.catalogue import load_catalogue
from kit.texts import NARROW, Texts
from kit.workbook.problems import Problem
from kit.workbook.read import check_workbook, read_workbook
from tests.examples import (
    EXAMPLES,
    FAULT_LIST,
    FAULTY,
    TEMPLATES,
    client_of,
    planted,
    with_fault_table,
    write_examples,
)

AS_OF = date(2026, 11, 23)
LATER = {"exemple-comptable-j30": date(2027, 2, 8)}  # after the readings it holds
GOLDEN = Path(__file__).parent / "golden"
# What the reader says of each example without refusing it.
WARNINGS: dict[str, set[str]] = {name: set() for name in EXAMPLES}
_SHOP = {
    "few_candidates": "8 processes listed, the method looks for 10 to 15",
    "target_without_baseline": "the share of baskets recovered is not measured yet",
}
# What the audit finds in each example, and why it is right to say so.
FINDINGS: dict[str, dict[str, str]] = {
    "exemple-comptable": {
        "critical_idea_alone": "sorting CVs is given to a machine alone, in human resources",
        "target_without_baseline": "the time before a call-back is aimed at, and not measured yet",
    },
    "exemple-comptable-j30": {
        "target_without_baseline": "what customers think is aimed at, and not measured",
    },
    "exemple-batiment": {
        "automation_without_owner": "nobody was named for one of the three automations",
        "many_pains": "14 boxes ticked, 5 to 10 are advised",
        "few_quick_wins": "a single quick win, the 14-day plan wants two or three",
        "gain_not_counted": "the error rate after automation is blank until the trial",
        "cost_not_counted": "the price of the field application is not known yet",
    },
    "exemple-commerce": _SHOP,
    "exemple-electricien": {
        "choice_before_grid": "the CRM is chosen, its grid is not filled in full",
        "person_overloaded": "the assistant has 4 days a month, 19.9 are asked of her in month 1",
        "action_out_of_window": "documents are ranked months 4 to 6 and planned for month 10",
        # What method M11 lists; cell by cell in test_electrician.py.
        "claim_hours_off": "91.7, 165 and 275 h are written 183",
        "errors_cancel": "and their total is right all the same",
        "claim_cost_off": "licences at ten times their price",
        "claim_amount_off": "hours a week multiplied by the days of a year",
        "revenue_as_gain": "200 000 € of revenue without a margin",
        "gain_before_go_live": "gains from month 1, phases over in months 6 and 12",
        "gains_counted_in_full": "787 800 € is two full years of gains",
        "hours_over_kpi": "1 304 h freed, the target frees 660",
        "horizons_differ": "costs of 18 months, gains of 24",
        "option_net_off": "A: 126 to 171 k€, written 180; B: 76, written 78",
        "option_roi_off": "A returns 70 to 127 %, written 282",
        "cheaper_returns_more": "B returns more per euro than A",
        "decision_before_gate": "A is chosen in month 1, its trial is in month 2",
        # What else is there.
        "option_under_band": "B costs 20 k€, its budget is said to be 30 to 50",
        "option_set_up_off": "A is announced at 105 to 130 k€, its phases add up to 190",
        "modules_off": "A: 105 to 130 k€ written, its modules make 105 to 140",
        "option_run_off": "A: 15 to 25 k€ a year written, lines 7.6; B: 2, lines 1.3",
        "option_gain_off": "A: 153 k€ a year in the table, the lines give 167",
        "users_differ": "licences for two people, then for three",
        "action_hours_off": "150, 400 and 900 h by horizon, not what the gains of each add up to",
        "claim_yearly_off": "393 900 € a year",
        "claim_total_off": "206 400 € of costs, 581 400 € of net",
        "claim_return_off": "282 %",
        "claim_payback_off": "six months",
        "roi_without_range": "282 % to the point, and no line has a range",
        "claims_conflict": "153 k€ a year and ten months in the table of options",
        "staff_time_missing": "eighteen months of project, no day of the client's own staff",
        "target_without_baseline": "twelve targets have no value today",
        "few_automations": "two cards, the 30-day plan counts on three",
    },
    "example-shop-en": _SHOP,
    "exemple-flash": {},  # five lines after a call: nothing that could hang together badly
}


def workbook_of(name: str) -> Path:
    return TEMPLATES / f"{name}.xlsx"


@cache
def analysis_of(name: str) -> Analysis:
    return analyse(read_workbook(workbook_of(name)), load_catalogue(), LATER.get(name, AS_OF))


def results_of(name: str) -> dict[str, Any]:
    # Through JSON, as results.json is: tuples become lists, floats are written in full.
    written: dict[str, Any] = json.loads(json.dumps(results(analysis_of(name))))
    return written


def content(path: Path) -> dict[str, dict[str, object]]:
    """All that is typed or drawn in a workbook: values and formulas by sheet and cell."""
    book = load_workbook(path)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        | {"merged": sorted(str(span) for span in sheet.merged_cells.ranges)}
        for sheet in book.worksheets
    }


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    write_examples(folder)
    return folder


@pytest.mark.parametrize("name", [*EXAMPLES, *(faulty for faulty, _ in FAULTY.values())])
def test_the_workbook_in_the_repository_is_what_its_source_gives(
    name: str, regenerated: Path
) -> None:
    assert content(workbook_of(name)) == content(regenerated / f"{name}.xlsx")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_without_a_fault_and_says_what_its_source_says(name: str) -> None:
    client, problems = check_workbook(workbook_of(name))
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert {problem.code for problem in problems} == WARNINGS[name]
    assert client == client_of(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_audit_says_what_is_truly_there_and_nothing_else(name: str) -> None:
    assert {finding.code for finding in analysis_of(name).findings} == FINDINGS[name].keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_results_are_the_golden_ones(name: str, update_golden: bool) -> None:
    golden = GOLDEN / f"{name}.json"
    found = results_of(name)
    if update_golden:
        text = json.dumps(found, ensure_ascii=False, indent=2)
        golden.write_text(text + "\n", encoding="utf-8", newline="\n")
    assert_same(found, json.loads(golden.read_text(encoding="utf-8")), "")


def assert_same(found: Any, expected: Any, place: str) -> None:
    """Equal, floats to 1e-9; says where it is not."""
    if isinstance(expected, dict):
        assert list(found) == list(expected), place
        for key, value in expected.items():
            assert_same(found[key], value, f"{place}/{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), place
        for index, value in enumerate(expected):
            assert_same(found[index], value, f"{place}/{index}")
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9), place
    else:
        assert found == expected and type(found) is type(expected), place


def test_the_worked_example_of_the_method_is_in_the_accounting_firm() -> None:
    case = results_of("exemple-comptable")["business_case"]
    assert case["gross_month"] == pytest.approx(1900 / 3, abs=1e-9)  # 433.33 + 200
    assert case["net_month"] == pytest.approx(1900 / 3 - 30, abs=1e-9)
    assert round(case["gross_month"], 2) == 633.33
    assert round(case["net_month"], 2) == 603.33
    assert case["hours_month"] == pytest.approx(650 / 60, abs=1e-9)
    assert case["cost_once"] <= 1540  # the largest set-up that leaves 300 % (method M18)
    assert case["roi_first_year"] > 3
    assert case["targets"] == {"roi": True, "net_month": True, "payback": True}


@pytest.mark.parametrize(
    ("notes", "score", "stars", "quick_win"), [((5, 2, 1), 7, 5, True), ((3, 5, 5), -4, 1, False)]
)
def test_the_two_ends_of_the_priority_scale_are_in_the_accounting_firm(
    notes: tuple[int, int, int], score: int, stars: int, quick_win: bool
) -> None:
    rows = results_of("exemple-comptable")["priorities"]
    row = next(r for r in rows if (r["impact"], r["effort"], r["risk"]) == notes)
    assert (row["score"], row["stars"], row["quick_win"]) == (score, stars, quick_win)


def test_thirteen_prerequisites_of_sixteen_pass() -> None:
    gate = results_of("exemple-comptable")["prerequisites"]
    assert (gate["ticked"], gate["applicable"], gate["share"]) == (13, 16, 0.8125)
    assert gate["passed"] is True


def test_twelve_prerequisites_of_sixteen_stop_and_name_what_is_missing() -> None:
    gate = results_of("exemple-batiment")["prerequisites"]
    assert (gate["ticked"], gate["applicable"], gate["passed"]) == (12, 16, False)
    assert gate["missing"] == [
        "prerequisites.structured",
        "prerequisites.service_accounts",
        "prerequisites.process_written",
        "prerequisites.error_cases",
    ]


def test_what_does_not_apply_leaves_the_denominator_in_the_shop() -> None:
    gate = results_of("exemple-commerce")["prerequisites"]
    assert (gate["ticked"], gate["applicable"], gate["passed"]) == (12, 15, True)


def test_gdpr_is_complete_in_the_firm_and_holds_back_personal_data_elsewhere() -> None:
    assert results_of("exemple-comptable")["gdpr"]["passed"] is True
    assert all(not card["blocked_by"] for card in results_of("exemple-comptable")["automations"])
    contractor = results_of("exemple-batiment")
    assert contractor["gdpr"]["passed"] is False
    assert all("gdpr" in card["blocked_by"] for card in contractor["automations"])
    assert len(contractor["gdpr"]["without_register"]) == 2
    shop = {
        card["id"]: card["blocked_by"] for card in results_of("exemple-commerce")["automations"]
    }
    assert shop["relance-automatique-des-paniers"] == ["gdpr"]
    assert shop["ebauches-de-fiches-produits"] == []  # no personal data: nothing holds it back


def test_the_contractor_has_one_quick_win_and_processes_that_are_not_ready() -> None:
    found = results_of("exemple-batiment")
    assert [row["rank"] for row in found["priorities"] if row["quick_win"]] == [1]
    assert sum(not process["ready"] for process in found["processes"]) >= 3
    assert found["business_case"]["reasons"]["net_month"] == "lines_left_out"


@pytest.mark.parametrize("name", EXAMPLES)
def test_nobody_works_on_a_day_off_and_nothing_goes_live_on_a_friday(name: str) -> None:
    analysis = analysis_of(name)
    closed = analysis.client.plan.closed_days
    off = {day for day, _ in analysis.plan.days_off}
    for task in analysis.plan.tasks:
        assert task.date.weekday() < 5 and task.date not in off, task.key
        assert task.date.strftime("%A").lower() not in closed, task.key
        assert not (task.go_live and task.date.weekday() == 4), task.key


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_automation_frees_more_hours_than_its_process_takes(name: str) -> None:
    analysis = analysis_of(name)
    case = analysis.business_case
    if case is None:
        assert not analysis.client.gains
        return
    spent = {result.process.name: result.hours_month for result in analysis.processes}
    for line, gain in zip(case.lines, analysis.client.gains, strict=False):
        if gain.kind == "hours":
            assert line.hours_month <= spent[gain.process], gain.label


def test_both_shops_have_the_same_figures() -> None:
    french, english = results_of("exemple-commerce"), results_of("example-shop-en")
    assert figures(french) == figures(english)


def figures(found: Any) -> Any:
    """The numbers and truths of a result, in order, words left out."""
    if isinstance(found, dict):
        return [figures(value) for value in found.values()]
    if isinstance(found, list):
        return [figures(value) for value in found]
    return None if isinstance(found, str) else found


# ------------------------------------------------------------------ the faulty workbooks


def expected_faults(lang: str) -> set[tuple[str, str, str]]:
    listed = json.loads(FAULT_LIST.read_text(encoding="utf-8"))
    return {(f["sheet"], f["cell"], f["code"]) for f in listed if f["lang"] == lang}


@pytest.mark.parametrize("lang", FAULTY)
def test_every_planted_fault_is_reported_at_its_cell_in_one_run_and_nothing_else(lang: str) -> None:
    faulty, _ = FAULTY[lang]
    _, problems = check_workbook(workbook_of(faulty))
    errors: list[Problem] = [problem for problem in problems if problem.severity == "error"]
    found = {(str(problem.sheet), str(problem.cell), problem.code) for problem in errors}
    assert found == expected_faults(lang)
    assert len(errors) == len(found)  # each said once


@pytest.mark.parametrize("lang", FAULTY)
def test_each_fault_is_told_in_the_language_of_the_workbook(lang: str) -> None:
    _, problems = check_workbook(workbook_of(FAULTY[lang][0]))
    messages = [problem.message(Texts(lang)) for problem in problems]
    assert all(messages) and not any("{" in message for message in messages)


def test_the_messages_quoted_in_the_consultants_guide_are_those_of_the_faulty_workbooks() -> None:
    said = {
        problem.message(Texts(lang)).replace(NARROW, " ")
        for lang, (faulty, _) in FAULTY.items()
        for problem in check_workbook(workbook_of(faulty))[1]
    }
    guide = (TEMPLATES.parent / "docs" / "workbook.md").read_text(encoding="utf-8")
    quoted = [line.strip() for line in guide.splitlines() if re.match(r"    \w+![A-Z]+\d", line)]
    assert len(quoted) == 8
    assert set(quoted) <= said


def test_the_list_of_faults_and_its_table_are_up_to_date(regenerated: Path) -> None:
    listed = json.loads(FAULT_LIST.read_text(encoding="utf-8"))
    assert listed == planted(regenerated)
    readme = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    assert readme == with_fault_table(readme, listed)
