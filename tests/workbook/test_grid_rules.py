"""Criteria, jurors and stickers: told at their cell in a workbook, at their path in data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.client import GridNote
from kit.errors import WorkbookRejected
from kit.texts import LANGUAGES, Texts
from kit.workbook.data import client_from_data, client_to_data
from kit.workbook.fill import write_filled
from kit.workbook.read import check_workbook, read_workbook
from kit.workbook.template import write_template

DATA: dict[str, Any] = {
    "company": {"name": "Atelier Fictif"},
    "solutions": [{"name": "Alpha", "grid": "crm"}],
    "grid_notes": [{"solution": "Alpha", "criterion": "Sécurité des données", "note_1": 4}],
    "ideas": [{"name": "Résumer"}, {"name": "Trier"}],
}


def problems(**parts: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(WorkbookRejected) as caught:
        client_from_data({**DATA, **parts}, load_catalogue())
    return [(problem.code, problem.sheet) for problem in caught.value.problems]


def a_note(criterion: str, **fields: Any) -> dict[str, Any]:
    return {"solution": "Alpha", "criterion": criterion, **fields}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_criterion_of_the_catalogue_is_found_however_it_is_typed(lang: str) -> None:
    word = Texts(lang)["grids.crm.security"]
    client = client_from_data({**DATA, "grid_notes": [a_note(f" {word.upper()} ")]},
                              load_catalogue())  # fmt: skip
    assert client.grid_notes == (GridNote("Alpha", word),)


def test_a_grid_with_criteria_of_its_own_has_no_other() -> None:
    own = [{"grid": "crm", "name": "Délai de livraison"}]
    assert problems(grid_criteria=own) == [("unknown_criterion", "grid_notes[0].criterion")]
    client = client_from_data(
        {**DATA, "grid_criteria": own, "grid_notes": [a_note("delai de LIVRAISON")]},
        load_catalogue(),
    )
    assert client.grid_notes[0].criterion == "Délai de livraison"


def test_the_criteria_of_another_grid_are_not_those_of_this_one() -> None:
    notes = [a_note(Texts("fr")["grids.tools.budget"])]
    assert problems(grid_notes=notes) == [("unknown_criterion", "grid_notes[0].criterion")]


def test_a_near_criterion_is_proposed() -> None:
    with pytest.raises(WorkbookRejected) as caught:
        client_from_data({**DATA, "grid_notes": [a_note("Sécurité des donnée")]}, load_catalogue())
    [problem] = caught.value.problems
    assert problem.code == "unknown_criterion_near"
    said = problem.message(Texts("fr"))
    assert "« CRM »" in said.replace("\u202f", " ") and "Sécurité des données" in said


@pytest.mark.parametrize(
    ("parts", "code", "path"),
    [
        (
            {"grid_notes": [a_note("Sécurité des données"), a_note("sécurité des DONNÉES")]},
            "duplicate_note",
            "grid_notes[1].solution",
        ),
        (
            {
                "grid_notes": [],
                "grid_criteria": [
                    {"grid": "ai", "name": "Prix"},
                    {"grid": "crm", "name": "Prix"},
                    {"grid": "crm", "name": "prix"},
                ],
            },
            "duplicate_criterion",
            "grid_criteria[2].grid",
        ),
        (
            {"jury": [{"number": 1, "role": "Gérante"}, {"number": 1, "role": "Comptable"}]},
            "juror_two_roles",
            "jury[1].role",
        ),
        ({"jury": [{"number": 9}]}, "data_above", "jury[0].number"),
        (
            {
                "idea_votes": [
                    {"juror": "1", "idea": "Trier", "stickers": 2},
                    {"juror": "2", "idea": "Trier", "stickers": 3},
                    {"juror": "1", "idea": "Résumer", "stickers": 2},
                ]
            },
            "too_many_stickers",
            "idea_votes[2].stickers",
        ),
        (
            {"idea_votes": [{"juror": "1", "idea": "Trier"}, {"juror": "1", "idea": "trier"}]},
            "duplicate_idea_vote",
            "idea_votes[1].juror",
        ),
        ({"idea_votes": [{"juror": "1", "idea": "Vendre"}]}, "data_unknown_name",
         "idea_votes[0].idea"),
    ],
)  # fmt: skip
def test_rows_that_clash_are_told(parts: dict[str, Any], code: str, path: str) -> None:
    assert problems(**parts) == [(code, path)]


def test_a_juror_may_say_several_things_and_have_one_job() -> None:
    jury = [
        {"number": 1, "role": "Gérante", "solution": "Alpha", "comment": "Bien"},
        {"number": 1, "comment": "À revoir"},
        {"number": 1, "role": "gérante"},
    ]
    assert len(client_from_data({**DATA, "jury": jury}, load_catalogue()).jury) == 3


def test_a_filled_workbook_says_the_same_and_an_unknown_criterion_has_its_cell(
    tmp_path: Path,
) -> None:
    import openpyxl

    client = client_from_data(DATA, load_catalogue())
    path = tmp_path / "grid.xlsx"
    write_filled(path, client)
    assert client_to_data(read_workbook(path)) == client_to_data(client)
    book = openpyxl.load_workbook(path)
    sheet = book[Texts("fr")["workbook.sheet.grid_notes.name"]]
    [cell] = [c for row in sheet for c in row if c.value == "Sécurité des données"]
    cell.value = "Beauté du logo"
    book.save(path)
    found, told = check_workbook(path)
    assert found is None
    [problem] = [one for one in told if one.severity == "error"]
    assert (problem.code, problem.cell, problem.found) == (
        "unknown_criterion",
        cell.coordinate,
        "Beauté du logo",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("modules", [("selection",), ("ideas",), ("selection", "ideas")])
def test_a_blank_workbook_of_these_modules_alone_is_read_without_a_word(
    tmp_path: Path, modules: tuple[str, ...], lang: str
) -> None:
    """The table of costs is not taken for that of the business case, absent here."""
    path = tmp_path / "blank.xlsx"
    write_template(path, lang, modules)
    _, told = check_workbook(path)
    assert [one.code for one in told] == ["missing_value"]  # the company's name
