"""`kit report --scenario --votes`: the deliverable follows them, and says so."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from openpyxl import load_workbook

from kit.__main__ import main
from kit.analysis.analyse import analyse
from kit.analysis.results import results
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.client import Vote
from kit.client.scenario import Change, Scenario, StatedChange
from kit.display.show import open_engagement
from kit.places import folder_of
from kit.run import Delivered, Request, report
from kit.workbook.read import read_workbook
from kit.workbook.scenarios import save_scenario, scenario_file
from kit.workbook.votes import VotesTaken, save_votes

EXAMPLE = folder_of("data_templates") / "exemple-comptable.xlsx"
AS_OF = "2026-11-23"
NAME = "Prudent / été « A&B » <1>"
GAIN = "Temps de qualification des demandes"
DAY = date(2026, 11, 20)
SCENARIO = Scenario(
    NAME,
    (
        StatedChange(Change("gains.volume", 40.0, GAIN), 50.0, "Creux de l’été <b>", "Ana", DAY),
        StatedChange(
            Change("roles.hourly_cost", 41.0, "Chargé de développement"), 39.0, "Paie", "Ana", DAY
        ),
        StatedChange(Change("business.discount_rate", 0.12), 0.08),
        StatedChange(
            Change("priorities.impact", 5.0, "Tri des candidatures des missions RH"), 3.0, "Comité"
        ),
    ),
    "Ana",
    DAY,
    "Demande de la banque",
)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("client") / "client.xlsx"
    shutil.copy(EXAMPLE, copy)
    save_scenario(copy, SCENARIO)
    return copy


@pytest.fixture(scope="module")
def delivered(workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    formats = ("html", "pdf", "xlsx", "pptx", "docx")
    out = tmp_path_factory.mktemp("out")
    asked = Request(workbook, out, as_of=AS_OF, scenario=NAME.upper(), formats=formats)
    return report(replace(asked, versions=("lead", "owner")))


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def told(delivered: Delivered) -> dict[str, object]:
    found: dict[str, object] = json.loads(delivered.files["results"].read_text("utf-8"))
    return found


def test_the_results_are_those_of_analyse_for_the_same_changes(
    delivered: Delivered, workbook: Path
) -> None:
    catalogue = load_catalogue()
    changes = (one.change for one in SCENARIO.changes)
    client, thresholds = applied(read_workbook(workbook), catalogue, changes)
    expected = results(analyse(client, catalogue, date.fromisoformat(AS_OF), thresholds))
    found = told(delivered)
    own = json.loads(json.dumps(expected))
    for key in ("business_case", "processes", "prerequisites", "options", "grids"):
        assert found.get(key) == own.get(key), key
    assert found["priorities"] == own["priorities"]
    trace = found["provenance"]["business_case.gross_month"]  # type: ignore[index]
    assert trace["value"] == own["business_case"]["gross_month"]


def test_every_override_and_its_reason_are_in_the_results(delivered: Delivered) -> None:
    found = told(delivered)["scenario"]
    assert isinstance(found, dict)
    assert (found["name"], found["author"], found["day"]) == (NAME, "Ana", "2026-11-20")
    volume, cost, rate, _ = found["changes"]
    assert volume == {
        "lever": "gains.volume",
        "of": GAIN,
        "nth": 1,
        "unit": "number",
        "cell": "Gains!G9",
        "workbook": 50.0,
        "stated": True,
        "was": 50.0,
        "value": 40.0,
        "reason": "Creux de l’été <b>",
        "author": "Ana",
        "day": "2026-11-20",
        "stale": False,
        "overruled": False,
    }
    assert (cost["workbook"], cost["was"], cost["stale"]) == (40.0, 39.0, True)
    assert (rate["workbook"], rate["stated"], rate["reason"]) == (0.08, False, None)
    figures = {one["figure"]: one for one in found["figures"]}
    gross = figures["business_case.gross_month"]
    assert gross["workbook"] == pytest.approx(633.33, abs=0.005)
    assert gross["scenario"] == told(delivered)["business_case"]["gross_month"]  # type: ignore[index]
    moved = {one["process"]: (one["workbook"], one["scenario"]) for one in found["ranks"]}
    assert moved["Tri des candidatures des missions RH"] == (14, 11)


def test_page_and_document_state_them_and_cannot_be_taken_for_the_workbook_s(
    delivered: Delivered,
) -> None:
    from pypdf import PdfReader

    page = plain(delivered.files["html"].read_text("utf-8"))
    assert "<title>" in page
    head = page.partition("<title>")[2].partition("</title>")[0]
    assert "scénario « Prudent / été « A&amp;B » &lt;1&gt; »" in head
    assert "Ce document suit le scénario" in page
    assert "Creux de l’été &lt;b&gt;" in page  # a reason is text, never markup
    assert "Gains!G9" in page
    assert "Demande de la banque" in page
    reader = PdfReader(delivered.files["pdf"])
    pages = [plain(" ".join(one.extract_text().split())) for one in reader.pages]
    assert "4 hypothèses changées" in pages[0]
    foot = "Scénario « Prudent / été « A&B » <1> »"
    assert all(foot in one for one in pages[1:])
    owner = plain(delivered.files["owner_html"].read_text("utf-8"))
    assert "Ce document suit le scénario" in owner
    assert "Creux de l’été &lt;b&gt;" in owner


def test_a_stale_change_is_said_in_the_document_and_to_the_consultant(
    delivered: Delivered,
) -> None:
    page = plain(delivered.files["html"].read_text("utf-8"))
    assert "1 hypothèse du classeur a changé depuis que le scénario a été écrit" in page
    assert "39 € quand le scénario a été écrit, 40 € aujourd’hui" in page
    assert [one.code for one in delivered.warnings][-1] == "scenario_stale"


def test_formulas_and_their_cells_follow_the_scenario(delivered: Delivered) -> None:
    page = plain(delivered.files["html"].read_text("utf-8"))
    assert "les cellules Gains!G9, Entreprise!D32 et Priorités!D20 sont remplacées" in page
    book = load_workbook(delivered.files["xlsx"], data_only=True)
    assert NAME in str(book.properties.title)
    rows = [[str(cell.value or "") for cell in row] for row in book["Scénario"].iter_rows()]
    [volume] = [row for row in rows if GAIN in row[0]]
    assert (plain(volume[1]), volume[2], volume[3]) == ("50 (Gains!G9)", "40", "Creux de l’été <b>")
    hypotheses = {row[0].value: row for row in book["Hypothèses"].iter_rows()}
    [rate] = [row for label, row in hypotheses.items() if str(label).startswith("Taux d’actual")]
    assert rate[1].value == 0.12
    assert NAME in plain(str(rate[2].value))


def test_slides_and_word_say_the_scenario(delivered: Delivered) -> None:
    from docx import Document
    from pptx import Presentation

    for slide in Presentation(str(delivered.files["pptx"])).slides:
        shown = plain(
            " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        )
        assert f"Scénario « {NAME} »" in shown
    document = Document(str(delivered.files["docx"]))
    assert NAME in plain(document.core_properties.title)
    written = plain(" ".join(one.text for one in document.paragraphs))
    assert f"Ce document suit le scénario « {NAME} »" in written


def test_no_path_and_no_scenario_file_of_this_machine_is_delivered(
    delivered: Delivered, workbook: Path
) -> None:
    for path in delivered.run.rglob("*"):
        if path.is_file():
            assert str(workbook.parent).encode() not in path.read_bytes(), path.name
    assert not list(delivered.run.rglob("*.toml"))


# -- what makes another run ---------------------------------------------------------------------


@pytest.fixture
def flash(workbook: Path, tmp_path: Path) -> Request:
    """Two pages, of a copy that a test may change."""
    copy = tmp_path / "in" / "client.xlsx"
    copy.parent.mkdir()
    shutil.copy(workbook, copy)
    shutil.copy(scenario_file(workbook), scenario_file(copy))
    return Request(
        copy, tmp_path / "out", document="flash", as_of=AS_OF, formats=("html",), scenario=NAME
    )


def test_the_same_scenario_gives_the_same_bytes_another_one_another_run(flash: Request) -> None:
    first = report(flash)
    page = first.files["html"].read_bytes()
    assert "Ce document suit le scénario" in page.decode()
    path = scenario_file(flash.workbook)
    path.write_text(path.read_text("utf-8") + "\n# relu le 3\n", "utf-8")  # it says the same
    again = report(replace(flash, force=True))
    assert (again.run, again.files["html"].read_bytes()) == (first.run, page)
    path.write_text(path.read_text("utf-8").replace("value = 40", "value = 41"), "utf-8")
    other = report(flash)
    assert other.run != first.run
    without = report(replace(flash, scenario=""))
    assert without.run not in (first.run, other.run)
    assert NAME.partition(" ")[0] not in plain(without.files["html"].read_text("utf-8"))
    manifest = json.loads(without.files["manifest"].read_text("utf-8"))
    assert not {"scenario", "votes"} & manifest.keys()


def test_votes_of_a_file_are_counted_and_said(flash: Request) -> None:
    votes = flash.workbook.with_name("atelier du 20.toml")
    name = "Tri des candidatures des missions RH"
    taken = VotesTaken(
        votes=(Vote("Associée", name, 5, 1, 1), Vote("Paie", name, 4, 1, 2)), day=DAY
    )
    save_votes(votes, taken)
    done = report(replace(flash, scenario="", votes=votes))
    page = plain(done.files["html"].read_text("utf-8"))
    assert "Ce document compte les votes d’un atelier" in page
    assert "2 participants ont voté le 20 novembre 2026 (atelier du 20.toml)" in page
    assert told(done)["votes"] == {
        "file": "atelier du 20.toml",
        "day": "2026-11-20",
        "voters": 2,
        "ideas": 0,
        "processes": 2,
    }
    manifest = json.loads(done.files["manifest"].read_text("utf-8"))
    assert manifest["votes"]["name"] == "atelier du 20.toml"
    save_votes(votes, replace(taken, votes=taken.votes[:1]))
    assert report(replace(flash, scenario="", votes=votes)).run != done.run


def test_the_scenario_s_changes_go_over_the_votes_and_the_parameters_over_both(
    workbook: Path, tmp_path: Path
) -> None:
    votes = tmp_path / "v.toml"
    save_votes(votes, VotesTaken(votes=(Vote("Associée", "Déclaration de TVA", 5, 1, 1),)))
    asked = open_engagement(
        workbook, as_of=AS_OF, scenario=NAME, votes=str(votes), discount_rate=0.03
    )
    case, over = asked.analysis.business_case, asked.analysis.scenario
    assert case is not None
    assert over is not None
    assert case.discount_rate == 0.03
    assert [one.change.lever for one in over.overruled] == ["business.discount_rate"]
    assert [lever.value for one, lever in over.moved if one in over.overruled] == [0.08]
    assert asked.analysis.votes is not None
    assert Vote("Associée", "Déclaration de TVA", 5, 1, 1) in asked.client.votes
    assert asked.without_scenario is not None
    assert asked.without_scenario.analysis.scenario is None
    again = open_engagement(
        workbook, as_of=AS_OF, scenario=NAME, votes=str(votes), discount_rate=0.03, lang="en"
    )
    assert again.analysis is asked.analysis  # remembered by content


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kernels are forked on POSIX only")
def test_the_kernel_finds_the_scenario_analysed_and_an_analyst_s_copy_follows_it(
    flash: Request, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    source = folder_of("notebooks") / "scenario.ipynb"
    notebook = nbformat.read(source, as_version=4)
    notebook.cells.append(
        new_code_cell("from kit.display import beside\nprint(beside.moved.cache_info())")
    )
    nbformat.write(notebook, folder / "scenario.ipynb")
    # In a process of its own: one of the test run may have threads, and is not forked.
    source = (
        "import pickle, sys; from kit.run import report; from kit.display import beside\n"
        "print(report(pickle.loads(bytes.fromhex(sys.argv[1]))).run)\n"
        "print(beside.moved.cache_info().misses)"
    )
    asked = pickle.dumps(replace(flash, notebooks=folder)).hex()
    done = subprocess.run(
        [sys.executable, "-c", source, asked], capture_output=True, text=True, check=True
    )
    run, misses = done.stdout.splitlines()
    ran = nbformat.read(Path(run) / "notebooks" / "flash.ipynb", as_version=4)
    said = [
        output.text
        for cell in ran.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream" and "CacheInfo" in output.text
    ]
    assert len(said) == 1 and int(misses) > 0
    assert f"misses={misses}," in said[0]  # none but its owner's


# -- the commands -------------------------------------------------------------------------------


def test_an_unknown_scenario_is_a_usage_error(
    flash: Request, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["report", str(flash.workbook), "-o", str(flash.outputs), "--scenario", "Zut"])
    assert code == 2
    said = plain(capsys.readouterr().err)
    assert "Scénario inconnu : « Zut »" in said
    assert NAME in said


def test_a_faulty_scenario_is_refused_with_all_that_is_to_correct(
    flash: Request, capsys: pytest.CaptureFixture[str]
) -> None:
    path = scenario_file(flash.workbook)
    text = path.read_text("utf-8").replace("value = 40", "value = nan")
    path.write_text(text.replace(f'of = "{GAIN}"', 'of = "Zut"'), "utf-8")
    asked = ["report", str(flash.workbook), "-o", str(flash.outputs), "--scenario", NAME]
    assert main([*asked, "--json", "--lang", "en"]) == 3
    out, err = capsys.readouterr()
    assert [one["code"] for one in json.loads(out)["problems"]] == [
        "scenario_unknown_row",
        "data_not_a_number",
    ]
    assert "client.scenarios.toml: 2 points to correct" in err
    assert not flash.outputs.exists()
    # Without it the workbook is sound: the check says so, and what is wrong beside it.
    assert main(["check", str(flash.workbook)]) == 0
    said = plain(capsys.readouterr().out)
    assert "rien à corriger" in said
    assert "« Zut »" in said


def test_check_refuses_wrong_votes_with_the_workbook_s_problems(
    flash: Request, capsys: pytest.CaptureFixture[str]
) -> None:
    votes = flash.workbook.with_name("v.toml")
    votes.write_text('[[vote]]\njuror = "A"\nprocess = "Zut"\nimpact = 9\n', "utf-8")
    assert main(["check", str(flash.workbook), "--votes", str(votes), "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    errors = [one["code"] for one in found["problems"] if one["severity"] == "error"]
    assert errors == ["data_not_a_note", "unknown_reference"]
    votes.write_text("", "utf-8")
    assert main(["check", str(flash.workbook), "--votes", str(votes)]) == 0
    absent = votes.with_name("absent.toml")
    assert main(["check", str(flash.workbook), "--votes", str(absent)]) == 2
    assert main(["report", str(flash.workbook), "--votes", str(absent)]) == 2


def test_notebooks_older_than_scenarios_are_refused(flash: Request, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    notebook = nbformat.read(folder_of("notebooks") / "flash.ipynb", as_version=4)
    cell = notebook.cells[0]
    kept = [line for line in cell.source.splitlines() if not line.startswith(("scenario", "votes"))]
    cell.source = "\n".join(kept)
    nbformat.write(notebook, folder / "flash.ipynb")
    asked = ["report", str(flash.workbook), "-o", str(flash.outputs), "--document", "flash"]
    assert main([*asked, "--notebooks", str(folder), "--scenario", NAME]) == 2
