"""The annotated copy: each faulty cell coloured and commented, the original untouched."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlwt

from kit.errors import OutputExists
from kit.texts import LANGUAGES, Texts
from kit.workbook.annotate import annotate
from kit.workbook.problems import Problem
from kit.workbook.read import check_workbook
from tests.workbook.files import Editor, a_full_client, a_workbook, edited, rewritten


def a_faulty_workbook(folder: Path) -> tuple[Path, str, str]:
    """A workbook, the cell of its error, the cell of its warning."""
    path = a_workbook(folder)
    editor = Editor(path)
    error = editor.put("processes", "minutes", "=longtemps")
    editor.sheet("processes")[error].data_type = "s"
    warning = editor.put("processes", "frictions", "voir marie@example.org")
    editor.save()
    return path, error, warning


def annotated(path: Path, target: Path, lang: str = "fr") -> openpyxl.Workbook:
    annotate(path, target, check_workbook(path)[1], lang)
    return openpyxl.load_workbook(target)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_faulty_cell_is_coloured_and_says_why(tmp_path: Path, lang: str) -> None:
    path, error, warning = a_faulty_workbook(tmp_path)
    before = path.read_bytes()
    book = annotated(path, tmp_path / "copy.xlsx", lang)
    sheet = book["Processus"]
    assert path.read_bytes() == before
    problem = next(p for p in check_workbook(path)[1] if p.severity == "error")
    comment = sheet[error].comment
    assert comment is not None
    assert problem.message(Texts(lang)).endswith(comment.text)
    assert sheet[error].fill.fgColor.rgb != sheet[warning].fill.fgColor.rgb
    assert sheet[error].value == "=longtemps"
    assert sheet[error].data_type == "s"  # a text, still
    assert book.sheetnames == openpyxl.load_workbook(path).sheetnames
    assert {file.name for file in tmp_path.iterdir()} == {"client.xlsx", "copy.xlsx"}


def test_problems_without_a_cell_stand_on_a_sheet_in_front(tmp_path: Path) -> None:
    path = edited(a_workbook(tmp_path), lambda e: e.book.remove(e.sheet("costs")))
    first = annotated(path, tmp_path / "copy.xlsx").worksheets[0]
    assert first.title == Texts("fr")["problems.copy.sheet"]
    assert "Coûts" in str(first["B4"].value)


def test_the_copy_is_read_like_the_original(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    note = (Problem("hidden_sheet", "warning", "Processus"),)
    annotate(path, tmp_path / "copy.xlsx", note, "fr")
    assert check_workbook(tmp_path / "copy.xlsx")[0] == a_full_client()


def test_a_comment_of_the_client_stays(tmp_path: Path) -> None:
    path, error, _ = a_faulty_workbook(tmp_path)
    remark = openpyxl.comments.Comment("à vérifier", "Marie")

    def remember(editor: Editor) -> None:
        editor.sheet("processes")[error].comment = remark

    comment = annotated(edited(path, remember), tmp_path / "copy.xlsx")["Processus"][error].comment
    assert comment is not None
    assert "à vérifier" in comment.text


def test_a_file_openpyxl_cannot_load_is_copied_cell_by_cell(tmp_path: Path) -> None:
    path, error, _ = a_faulty_workbook(tmp_path)
    rewritten(path, {"xl/styles.xml": lambda b: b.replace(b"<fill>", b"<fill /><fill>", 1)})
    with pytest.raises(TypeError):
        openpyxl.load_workbook(path)
    sheet = annotated(path, tmp_path / "copy.xlsx")["Processus"]
    assert sheet[error].comment is not None
    assert sheet[error].value == "=longtemps"
    assert sheet[error].data_type == "s"


def test_a_file_that_cannot_be_read_gives_the_list_alone(tmp_path: Path) -> None:
    path = tmp_path / "client.xlsx"
    path.write_bytes(b"%PDF-1.7")
    book = annotated(path, tmp_path / "copy.xlsx", "en")
    assert book.sheetnames == ["To correct"]
    assert "PDF" in str(book.worksheets[0]["B4"].value)


def test_the_original_is_never_the_target(tmp_path: Path) -> None:
    path, _, _ = a_faulty_workbook(tmp_path)
    with pytest.raises(OutputExists):
        annotate(path, tmp_path / "." / "client.xlsx", check_workbook(path)[1], "fr")


def test_an_xls_is_copied_into_a_new_workbook(tmp_path: Path) -> None:
    path = tmp_path / "client.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("Feuille")
    sheet.write(1, 2, "=texte")
    book.save(str(path))
    annotate(
        path, tmp_path / "copy.xlsx", (Problem("merged_cells", sheet="Feuille", cell="C2"),), "fr"
    )
    cell = openpyxl.load_workbook(tmp_path / "copy.xlsx")["Feuille"]["C2"]
    assert (cell.value, cell.data_type) == ("=texte", "s")
    assert cell.comment is not None


def converted(path: Path, kind: str) -> Path:
    profile = path.parent / "profile"
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(path.parent / kind),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path.parent / kind / f"{path.stem}.{kind}"


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_copy_opens_in_libreoffice_with_its_comments(tmp_path: Path) -> None:
    path, error, _ = a_faulty_workbook(tmp_path)
    annotated(path, tmp_path / "copy.xlsx")
    again = openpyxl.load_workbook(converted(tmp_path / "copy.xlsx", "xlsx"))
    assert again["Processus"][error].comment is not None


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_workbook_saved_by_libreoffice_reads_the_same(tmp_path: Path, kind: str) -> None:
    client, problems = check_workbook(converted(a_workbook(tmp_path), kind))
    assert client == a_full_client(), [(p.code, p.place, p.found) for p in problems]
    expected = {"xlsx": [], "ods": ["format_ods"], "xls": ["format_xls"]}[kind]
    assert [problem.code for problem in problems] == expected
