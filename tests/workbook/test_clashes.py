"""What rows say against each other, in a workbook at its cell, in data at its path."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.client import Action, Milestone
from kit.errors import WorkbookRejected
from kit.texts import Texts
from kit.workbook.data import client_from_data
from kit.workbook.read import check_workbook, read_workbook
from tests.workbook.files import (
    Editor,
    a_full_client,
    a_workbook,
    codes,
    edited,
    faults,
    only_fault,
    warnings,
)

COMPANY = {"name": "Atelier Fictif"}


@pytest.mark.parametrize(
    ("block", "field", "row", "typed", "code", "told_at"),
    [
        ("phases", "end", 0, 0.5, "not_a_moment", "end"),
        ("phases", "start", 0, "bientôt", "not_a_moment", "start"),
        ("phases", "start", 0, 9, "ends_before", "end"),
        ("phases", "end", 1, datetime(2026, 8, 1), "ends_before", "end"),
        ("phases", "name", 2, "M2", "name_is_moment", "name"),
        ("phases", "name", 2, "phase 1", "duplicate_name", "name"),
        ("gains", "low", 0, "98 %", "low_above_high", "high"),
        ("gains", "high", 0, "600 %", "above_maximum", "high"),
        ("gains", "start", 0, "Phase 3", "unknown_moment_near", "start"),
        ("gains", "start", 0, "un jour", "unknown_moment", "start"),
        ("gains", "start", 0, 46082, "unknown_moment", "start"),
        ("gains", "action", 0, "Relier les outil", "unknown_reference_near", "action"),
        ("gains", "options", 0, "Option A ; Option Z", "unknown_reference_near", "options"),
        ("costs", "high", 0, "50 %", "low_above_high", "high"),
        ("options", "set_up_low", 0, 3000, "low_above_high", "set_up_high"),
        ("options", "retained", 1, "oui", "two_retained", "retained"),
        ("actions", "problem", 0, None, "row_says_nothing", "consequence"),
        ("milestones", "after", 1, "Essai", "circular_reference", "after"),
        ("milestones", "part_of", 0, "Choix de l’outil", "circular_reference", "part_of"),
        ("flows", "amount", 1, None, "half_dated", "day"),
        ("flows", "day", 0, datetime(2026, 6, 1), "half_dated", "day"),
        ("votes", "process", 0, "Facturation", "unknown_reference", "process"),
        ("tests", "status", 0, "peut-être", "not_a_choice", "status"),
        ("finance", "horizon_months", 0, "24 ans", "other_unit", "horizon_months"),
        ("kpis", "due", 0, "Phase 9", "unknown_moment_near", "due"),
    ],
)
def test_a_clash_is_told_at_its_cell_in_french(
    tmp_path: Path, block: str, field: str, row: int, typed: Any, code: str, told_at: str
) -> None:
    path = a_workbook(tmp_path)
    editor = Editor(path)
    editor.put("costs", "low", 0.9, shown="0 %")
    editor.put(block, field, typed, row, "dd/mm/yyyy" if isinstance(typed, date) else "")
    problems = faults(editor.save())
    place = editor.place(block, told_at, row)
    assert [(problem.code, problem.cell) for problem in problems] == [(code, place)]
    assert problems[0].message(Texts("fr")).startswith(f"{problems[0].sheet}!{place}\u202f: ")


def test_milestones_that_wait_for_each_other_are_told_at_both(tmp_path: Path) -> None:
    path = edited(
        a_workbook(tmp_path), lambda e: e.put("milestones", "after", "Choix de l’outil", 1)
    )
    assert codes(path) == ["circular_reference"] * 2


def test_a_participant_votes_once_for_a_process(tmp_path: Path) -> None:
    def vote_again(editor: Editor) -> None:
        editor.put("votes", "juror", "GERANTE", 1)
        editor.put("votes", "process", "Devis", 1)

    path = edited(a_workbook(tmp_path), vote_again)
    assert only_fault(path) == ("duplicate_vote", Editor(path).place("votes", "juror", 1))


def test_a_claim_without_its_figure_is_a_warning(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda editor: editor.put("claims", "value", None))
    assert check_workbook(path)[0] is not None
    assert warnings(path) == {"claim_missing"}


def test_names_are_written_as_their_own_table_writes_them(tmp_path: Path) -> None:
    def type_in(editor: Editor) -> None:
        editor.put("gains", "options", "OPTION B;option a\noption b")
        editor.put("gains", "start", "PHASE  2")
        editor.put("milestones", "after", "ESSAI")

    client = read_workbook(edited(a_workbook(tmp_path), type_in))
    assert client.gains[0].options == ("Option B", "Option A")
    assert client.gains[0].start == "Phase 2"
    assert client.milestones[0].after == "Essai"


def test_a_problem_may_stand_without_an_action(tmp_path: Path) -> None:
    client = read_workbook(a_workbook(tmp_path))
    assert client.actions == a_full_client().actions
    assert client.actions[0] == Action(problem="Devis en retard", consequence="Clients perdus")


def test_a_total_among_problems_is_told(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.put("actions", "problem", "Total", 2))
    assert only_fault(path)[0] == "total_row"


# ------------------------------------------------------------------ structured data


def refused(**data: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(WorkbookRejected) as caught:
        client_from_data({"company": COMPANY, **data}, load_catalogue())
    for problem in caught.value.problems:
        assert "{" not in problem.message(Texts("fr"))
    return [(problem.code, problem.sheet) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"phases": [{"name": "A", "start": 6, "end": 2}]}, ("ends_before", "phases[0].end")),
        ({"actions": [{"name": "A", "start": 6, "end": 2}]}, ("ends_before", "actions[0].end")),
        (
            {"availability": [{"who": "Léa", "start": "2027-03-01", "end": "2027-02-01"}]},
            ("ends_before", "availability[0].end"),
        ),
        ({"phases": [{"name": "A", "start": "B"}]}, ("data_not_a_moment", "phases[0].start")),
        ({"phases": [{"name": "A", "start": "M+1"}]}, ("data_not_a_moment", "phases[0].start")),
        ({"phases": [{"name": "A", "start": 121}]}, ("data_not_a_month", "phases[0].start")),
        ({"phases": [{"name": "A", "start": True}]}, ("data_not_a_moment", "phases[0].start")),
        ({"phases": [{"name": "M4"}]}, ("name_is_moment", "phases[0].name")),
        ({"actions": [{"comment": "?"}]}, ("row_says_nothing", "actions[0].comment")),
        ({"actions": [{"problem": "Total"}]}, ("data_total", "actions[0].problem")),
        (
            {"actions": [{"name": "A", "start": "Phase 1"}]},
            ("data_unknown_name", "actions[0].start"),
        ),
        (
            {"actions": [{"name": "A", "options": ["B"]}]},
            ("data_unknown_name", "actions[0].options"),
        ),
        (
            {"milestones": [{"name": "A", "after": "B"}, {"name": "B", "after": "A"}]},
            ("circular_reference", "milestones[0].after"),
        ),
        (
            {"options": [{"name": "A", "run_low": 2, "run_high": 1}]},
            ("low_above_high", "options[0].run_high"),
        ),
    ],
)
def test_a_clash_in_data_is_told_at_its_path(data: Any, expected: tuple[str, str]) -> None:
    assert refused(**data)[0] == expected


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (4, 4),
        (4.0, 4),
        ("2027-03-03", date(2027, 3, 3)),
        (date(2027, 3, 3), date(2027, 3, 3)),
        ("PHASE 1", "Phase 1"),
        (None, None),
    ],
)
def test_a_moment_in_data_is_a_date_a_month_or_a_phase(given: Any, kept: Any) -> None:
    data = {
        "company": COMPANY,
        "phases": [{"name": "Phase 1"}],
        "milestones": [{"name": "Essai", "when": given}],
    }
    assert client_from_data(data, load_catalogue()).milestones == (Milestone("Essai", when=kept),)
