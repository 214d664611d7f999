"""Workshops: the agenda adds up, the sheets are filled on site and read back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.catalogue import load_catalogue
from kit.errors import ContentError, UsageError
from kit.texts import LANGUAGES, Texts
from kit.workbook.layout import layout
from kit.workbook.read import check_workbook
from kit.workbook.template import write_workshop

WORKSHOPS = load_catalogue().workshops


def test_the_four_workshops_last_what_the_method_says() -> None:
    assert {id: shop.minutes for id, shop in WORKSHOPS.items()} == {
        "ideation": 150,
        "prioritisation": 120,
        "impact": 150,
        "culture": 120,
    }
    assert [step.minutes for step in WORKSHOPS["prioritisation"].steps] == [10, 90, 20]
    assert WORKSHOPS["ideation"].people == (5, 7)


@pytest.mark.parametrize("workshop", WORKSHOPS.values(), ids=lambda shop: shop.id)
def test_the_steps_add_up_and_every_sheet_exists(workshop) -> None:  # type: ignore[no-untyped-def]
    assert sum(step.minutes for step in workshop.steps) == workshop.minutes
    assert set(workshop.sheets) <= {sheet.key for sheet in layout().sheets}
    assert {step.sheet for step in workshop.steps} - {None} <= set(workshop.sheets)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", WORKSHOPS)
def test_the_workbook_has_its_agenda_and_is_read_without_a_word(
    tmp_path: Path, id: str, lang: str
) -> None:
    path, texts = tmp_path / "atelier.xlsx", Texts(lang)
    write_workshop(path, id, lang)
    book = load_workbook(path)
    agenda = book[texts["workshops.sheet.name"]]
    said = [cell.value for row in agenda.iter_rows() for cell in row if cell.value is not None]
    workshop = WORKSHOPS[id]
    assert said[0] == texts[f"workshops.{id}.title"]
    for step in workshop.steps:
        assert texts[f"workshops.{id}.{step.key}.title"] in said
    minutes = [value for value in said if isinstance(value, int) and value > 1]
    assert minutes == [step.minutes for step in workshop.steps]
    assert f"=SUM(C10:C{9 + len(workshop.steps)})" in said
    # A company without a name is the one thing to fill before it can be read.
    _, problems = check_workbook(path)
    assert {problem.code for problem in problems if problem.severity == "error"} <= {
        "missing_value"
    }


def test_what_was_written_on_site_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "atelier.xlsx"
    write_workshop(path, "culture")
    book = load_workbook(path)
    texts = Texts("fr")
    for row in book[texts["workbook.sheet.company.name"]].iter_rows():
        if row[0].value == "kit:company.name":
            row[3].value = "Atelier Pont-Neuf"
    sheet = book[texts["workbook.sheet.tasks.name"]]
    [example] = [row[0].row for row in sheet.iter_rows() if row[0].value == "kit:example"]
    for at, value in enumerate(("Ressaisir les bons", "Assistante", "oui", "faible"), start=3):
        sheet.cell(example + 1, at).value = value
    book.save(path)
    client, problems = check_workbook(path)
    assert problems == ()
    assert client is not None
    [task] = client.tasks
    assert (task.name, task.repetitive, task.added_value) == ("Ressaisir les bons", True, "low")


def test_an_unknown_workshop_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_workshop(tmp_path / "x.xlsx", "yoga")
    assert "ideation" in str(caught.value.params["known"])


def test_an_agenda_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    from kit.content_checks import Sentences
    from kit.content_workshops import read_workshops
    from kit.places import CONTENT

    text = (CONTENT / "workshops.toml").read_text(encoding="utf-8")
    (tmp_path / "workshops.toml").write_text(text.replace("minutes = 90", "minutes = 80"))
    with pytest.raises(ContentError) as caught:
        read_workshops((tmp_path,), Sentences((CONTENT,)))
    assert caught.value.key == "prioritisation.minutes"


def test_the_command_names_its_file_and_refuses_two_wishes(tmp_path: Path) -> None:
    import sys

    def kit(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kit", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
        )

    assert kit("template", "--workshop", "culture").stdout.strip() == "atelier-culture.xlsx"
    assert kit("template", "--workshop", "culture", "--modules", "ai").returncode == 2
    assert kit("template", "--workshop", "yoga").returncode == 2
