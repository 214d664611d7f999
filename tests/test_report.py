"""The main job, end to end, on an example: what `kit report` publishes."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from kit.__main__ import main
from kit.errors import NotebookFailed, OutputExists
from kit.places import folder_of
from kit.run import Delivered, Request, report

EXAMPLE = folder_of("data_templates") / "exemple-comptable.xlsx"
AS_OF = "2026-11-23"


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    return report(Request(EXAMPLE, tmp_path_factory.mktemp("out"), as_of=AS_OF))


def test_the_run_folder_holds_what_the_contract_says(delivered: Delivered) -> None:
    names = {str(path.relative_to(delivered.run)) for path in delivered.run.rglob("*.*")}
    pages = "report.html report.pdf owner.html owner.pdf"
    expected = f"{pages} plan.xlsx plan.ics results.json manifest.json run.log"
    assert names == {*expected.split(), str(Path("notebooks/report.ipynb"))}
    assert delivered.run.name.startswith("2026-11-23-")


def test_the_same_figures_stand_in_results_page_and_document(delivered: Delivered) -> None:
    from pypdf import PdfReader

    case = json.loads(delivered.files["results"].read_text(encoding="utf-8"))["business_case"]
    assert case["gross_month"] == pytest.approx(633.33, abs=0.005)
    assert case["net_month"] == pytest.approx(603.33, abs=0.005)
    page = delivered.files["html"].read_text(encoding="utf-8")
    document = "".join(page.extract_text() for page in PdfReader(delivered.files["pdf"]).pages)
    for text in (page, document):
        plain = text.replace("\u202f", " ").replace("\u00a0", " ")
        assert "633,33 €" in plain
        assert "603,33 €" in plain


def test_the_same_workbook_on_the_same_date_gives_the_same_bytes(
    delivered: Delivered, tmp_path: Path
) -> None:
    again = report(Request(EXAMPLE, tmp_path, as_of=AS_OF))
    assert again.run.name == delivered.run.name
    for kind in ("html", "pdf", "xlsx", "ics", "results", "manifest"):
        assert again.files[kind].read_bytes() == delivered.files[kind].read_bytes(), kind


def test_no_delivered_file_carries_a_path_of_this_machine(delivered: Delivered) -> None:
    for path in delivered.run.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert str(delivered.run.parent.parent).encode() not in content, path.name
            assert str(EXAMPLE.parent).encode() not in content, path.name


def test_an_existing_run_is_refused_and_left_alone(delivered: Delivered) -> None:
    before = delivered.files["html"].stat().st_mtime_ns
    with pytest.raises(OutputExists):
        report(Request(EXAMPLE, delivered.run.parent.parent, as_of=AS_OF))
    assert delivered.files["html"].stat().st_mtime_ns == before


def test_json_names_the_run_its_files_and_the_warnings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["report", str(EXAMPLE), "-o", str(tmp_path), "--as-of", "2026-11-23", "--json"]
    assert main([*argv, "--formats", "ics", "--set", "horizon_months=36", "--lang", "en"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"run", "files", "warnings"}
    assert set(answer["files"]) == {"ics", "results", "manifest"}
    assert all(Path(path).is_file() for path in answer["files"].values())


def own_notebooks(tmp_path: Path, name: str, cell: nbformat.NotebookNode) -> Path:
    folder = tmp_path / "own"
    shutil.copytree(folder_of("notebooks"), folder)
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    notebook.cells.append(cell)
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return folder


def test_an_analysts_comment_comes_out_in_page_and_document(tmp_path: Path) -> None:
    from pypdf import PdfReader

    comment = new_markdown_cell("### Vu sur place\n\nLa comptable *relance* le **jeudi**.")
    folder = own_notebooks(tmp_path, "processes", comment)
    out = report(Request(EXAMPLE, tmp_path / "out", as_of=AS_OF, notebooks=folder))
    assert "<strong>jeudi</strong>" in out.files["html"].read_text(encoding="utf-8")
    document = "".join(page.extract_text() for page in PdfReader(out.files["pdf"]).pages)
    assert "Vu sur place" in document
    assert "La comptable relance le jeudi." in document.replace("\n", " ")


def test_a_failing_cell_publishes_nothing_and_keeps_the_notebook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_notebooks(tmp_path, "processes", new_code_cell("1 / 0"))
    with pytest.raises(NotebookFailed) as caught:
        report(Request(EXAMPLE, tmp_path / "out", as_of=AS_OF, notebooks=folder))
    assert Path(str(caught.value.kept)).is_file()
    assert not list((tmp_path / "out").rglob("*.html"))
    argv = ["report", str(EXAMPLE), "-o", str(tmp_path / "out"), "--notebooks", str(folder)]
    assert main(argv) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
