"""The workbook opened, recalculated and saved by LibreOffice, then looked at and read again."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.analysis.analyse import analyse
from kit.catalogue import load_catalogue
from kit.client import SCHEMA_VERSION, Answer, Client, Company, Priority, Process, Role
from kit.places import folder_of
from kit.texts import LANGUAGES, Texts
from kit.workbook.data import client_from_data, load_data
from kit.workbook.fill import write_filled
from kit.workbook.layout import layout
from kit.workbook.read import read_workbook
from kit.workbook.template import offered, write_template

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
NOTES = {"Devis": (5, 2, 1), "Relances": (3, 5, 5), "Paie": (4, 3, 2), "Stock": (2, 3, 3)}


def converted(path: Path, kind: str = "xlsx") -> Path:
    """*path* as LibreOffice saves it, from a fresh profile."""
    folder = path.parent / "saved"
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", folder, path], check=True, capture_output=True, timeout=180
    )
    return folder / f"{path.stem}.{kind}"


def a_client() -> Client:
    names = list(NOTES)
    return Client(
        company=Company("Dupont", staff=14),
        roles=(Role("Assistante", 32.0),),
        processes=tuple(
            Process(name, "admin", volume_month=50.0, minutes=15.0 + n)
            for n, name in enumerate(names)
        ),
        priorities=tuple(Priority(name, *notes) for name, notes in NOTES.items()),
        answers=(Answer("pains.onboarding", "yes"), Answer("gdpr.retention", "no")),
    )


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "client.xlsx"
    write_filled(path, a_client())
    return converted(path)


def opened(path: Path, *, values: bool = True) -> Workbook:
    return load_workbook(path, data_only=values)


def sheet_of(book: Workbook, key: str, lang: str = "fr") -> Worksheet:
    found = book[Texts(lang)[f"workbook.sheet.{key}.name"]]
    assert isinstance(found, Worksheet)
    return found


def column_of(book: Workbook, block: str, key: str, rows: int) -> list[Any]:
    """The first *rows* cells of a table's column, under the example row."""
    sheet = sheet_of(book, block)
    keys = {cell.value: cell.row for cell in sheet["A"]}
    heads = {cell.value: cell.column for cell in sheet[keys[f"kit:table:{block}"]]}
    first = keys[f"kit:table:{block}"] + 3
    return [sheet.cell(first + n, heads[f"kit:{block}.{key}"]).value for n in range(rows)]


def test_live_formulas_say_what_the_analysis_says(saved: Path) -> None:
    book = opened(saved)
    analysis = analyse(a_client(), load_catalogue(), date(2026, 11, 22))
    hours = column_of(book, "processes", "hours_month", len(NOTES))
    assert hours == pytest.approx([result.hours_month for result in analysis.processes])
    ranked = {result.name: result for result in analysis.priorities}
    assert column_of(book, "priorities", "score", 4) == [ranked[name].score for name in NOTES]
    stars = [str(word).count("★") for word in column_of(book, "priorities", "stars", 4)]
    assert stars == [ranked[name].stars for name in NOTES]
    assert column_of(book, "priorities", "score", 5)[4] in (None, "")  # a blank row stays blank


def test_progress_is_counted_on_the_welcome_page(saved: Path) -> None:
    texts = Texts("fr")
    welcome = opened(saved).worksheets[0]
    told = {row[2]: row[4:7] for row in welcome.iter_rows(max_col=7, values_only=True) if row[2]}
    assert told["Entreprise"] == (2, 16, texts["workbook.state.started"])
    assert told["Processus"] == (4, None, texts["workbook.state.started"])
    assert told["RGPD"] == (1, 9, texts["workbook.state.started"])
    assert told["Pertes de temps"][0] == 1
    assert told["Coûts"] == (0, None, texts["workbook.state.empty"])


@pytest.mark.parametrize("modules", [None, ["all"], ["flash"]], ids=["core", "all", "flash"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_cell_of_the_blank_template_shows_an_error(
    tmp_path: Path, lang: str, modules: list[str] | None
) -> None:
    path = tmp_path / "blank.xlsx"
    write_template(path, lang, modules)
    book = opened(converted(path))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "e"]


def test_names_rules_tables_and_protection_survive(saved: Path) -> None:
    """All but the lock of the structure, which LibreOffice 7.4 forgets: sheets stay locked."""
    book = opened(saved, values=False)
    names = set(book.defined_names)
    assert {"ref_roles", "ref_processes", "list_domain", "list_scale"} <= names
    assert book.custom_doc_props["kit_schema_version"].value == SCHEMA_VERSION
    whole, catalogue = layout(), load_catalogue()
    for spec in whole.only(offered(catalogue, whole)).sheets:
        sheet = sheet_of(book, spec.key)
        assert sheet.protection.sheet and sheet.data_validations.dataValidation, spec.key
        tables = {f"tbl_{block.key}" for block in spec.blocks if not block.form}
        assert tables == set(sheet.tables)


def test_input_cells_stay_unlocked_and_the_rest_locked(saved: Path) -> None:
    steps = sheet_of(opened(saved, values=False), "steps")
    last = steps.max_row
    assert not steps.cell(last, 3).protection.locked
    assert steps.cell(2, 3).protection.locked


def test_what_libreoffice_saved_reads_back_equal(saved: Path) -> None:
    assert read_workbook(saved) == a_client()


def test_an_ods_copy_reads_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "client.xlsx"
    write_filled(path, a_client())
    assert read_workbook(converted(path, "ods")) == a_client()


@pytest.mark.parametrize(
    "source",
    sorted((folder_of("data_templates") / "exemples").glob("*.yaml")),
    ids=lambda p: p.stem,
)
def test_the_examples_survive_libreoffice(source: Path, tmp_path: Path) -> None:
    client = client_from_data(load_data(source), load_catalogue())
    path = tmp_path / "example.xlsx"
    write_filled(path, client)
    assert read_workbook(converted(path)) == client


def test_the_template_prints(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_template(path)
    assert converted(path, "pdf").read_bytes().startswith(b"%PDF")
