"""The section notebooks: stripped, tagged, alike, without logic; each runs alone."""

from __future__ import annotations

import ast
import html
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from kit.catalogue import load_catalogue
from kit.deliverable.versions import DETAIL
from kit.display.blocks import BLOCK_MIME
from kit.display.contents import MAKERS, SECTIONS
from kit.places import EXAMPLES
from kit.workbook.scenarios import read_scenarios, scenario_file
from tests.examples import SOURCES, TEMPLATES

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
TOURS = {"visite-guidee": "fr", "guided-tour": "en"}  # the guided tour, and its language
PAGES = {"explore", "present"}  # of kit explore
SECTION_NOTEBOOKS = [path for path in NOTEBOOKS if path.stem not in PAGES | set(TOURS)]
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.Try,
    ast.With,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
)
# Parts that the accountants did not fill: these notebooks are run on the electrician's audit.
SILENT = frozenset(
    {"options", "budget", "left_out", "audit_horizons", "audit_modules", "audit_options"}
)
ELECTRICIAN = {"workbook": "../data_templates/exemple-electricien.xlsx"}
SHOWN = {"cards": "cards", "text": "text", "callout": "callout", "table": "table", "chart": "chart"}


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def code_of(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def calls_of(notebook: NotebookNode) -> list[tuple[str, str | None]]:
    """(method, key) of each ``show.method("key")``, in order."""
    found = []
    for source in code_of(notebook):
        for node in ast.parse(source).body:
            if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
                continue
            call = node.value
            assert isinstance(call.func, ast.Attribute)
            arguments = [ast.literal_eval(argument) for argument in call.args]
            found.append((call.func.attr, arguments[0] if arguments else None))
    return found


def executed(path: Path, room: Path, cwd: Path, asked: dict[str, str]) -> NotebookNode:
    """The notebook at *path* run by papermill in the folder *cwd*; it writes in *room* alone."""
    import papermill

    before = dict(os.environ)
    os.environ |= {
        "IPYTHONDIR": str(room / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(room / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    try:
        return papermill.execute_notebook(
            str(path),
            str(room / path.name),
            parameters=asked,
            kernel_name="python3",
            cwd=str(cwd),
            progress_bar=False,
            start_timeout=120,
        )
    finally:
        os.environ.clear()
        os.environ |= before


def test_there_is_one_notebook_per_section_of_the_report() -> None:
    assert {path.stem for path in SECTION_NOTEBOOKS} >= set(
        load_catalogue().documents["report"].notebooks
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "nbstripout", "--verify", str(path)], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("path", SECTION_NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_parameters_set_up_and_calls(path: Path) -> None:
    notebook = read(path)
    tags = [cell.metadata.get("tags", []) for cell in notebook.cells]
    assert tags[0] == ["parameters"] and tags[1] == ["setup"]
    assert all(set(one) <= {DETAIL} for one in tags[2:])  # the owner's version leaves those out
    assert notebook.metadata.kernelspec.name == "python3"
    for source in code_of(notebook):
        for node in ast.walk(ast.parse(source)):
            assert not isinstance(node, FORBIDDEN), ast.dump(node)
            if isinstance(node, ast.Import):
                raise AssertionError(ast.unparse(node))
            if isinstance(node, ast.ImportFrom):
                assert node.module == "kit"
    for source in code_of(notebook)[1:]:
        assert "#" not in source  # prose belongs to content/texts


def test_the_parameters_and_set_up_cells_are_the_same_everywhere() -> None:
    heads = {tuple(code_of(read(path))[:2]) for path in SECTION_NOTEBOOKS}
    assert len(heads) == 1


def test_each_parameter_is_on_a_line_of_its_own_with_a_type_and_a_comment() -> None:
    for line in code_of(read(SECTION_NOTEBOOKS[0]))[0].splitlines():
        declaration, _, comment = line.partition("  # ")
        assert isinstance(ast.parse(declaration).body[0], ast.AnnAssign)
        assert comment and "=" not in comment  # papermill's parser stumbles on it


def test_the_notebooks_show_everything_there_is_to_show_once() -> None:
    made = [call for path in SECTION_NOTEBOOKS for call in calls_of(read(path))]
    assert len(made) == len(set(made))
    assert {key for method, key in made if method == "section"} == set(SECTIONS)
    for kind in SHOWN:
        assert {key for method, key in made if method == kind} == set(MAKERS[kind])


@pytest.mark.parametrize("path", SECTION_NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_alone_with_its_default_parameters(path: Path, tmp_path: Path) -> None:
    asked = {"as_of": "2026-03-02", **(ELECTRICIAN if path.stem in SILENT else {})}
    done = executed(path, tmp_path, FOLDER, asked)
    setup, *shown = [cell for cell in done.cells if cell.get("outputs")]
    [look] = setup.outputs
    assert setup.metadata.tags == ["setup"]
    assert look.data["text/html"].startswith("<style>")
    outputs = [output for cell in shown for output in cell.outputs]
    assert outputs
    for output in outputs:
        assert output.output_type == "display_data", output
        assert {"text/html", "text/plain", BLOCK_MIME} == set(output.data)


def shown_in(notebook: NotebookNode) -> list[str]:
    """What each code cell put in its output, as plain text."""
    found = []
    for cell in notebook.cells:
        texts = [
            one.get("text") or one.get("data", {}).get("text/plain", "")
            for one in cell.get("outputs", [])
        ]
        found += ["\n".join(texts)] if cell.cell_type == "code" else []
    return found


@pytest.mark.parametrize("name", TOURS)
def test_a_tour_is_words_and_calls_a_beginner_can_read(name: str) -> None:
    notebook = read(FOLDER / f"{name}.ipynb")
    assert notebook.metadata.lang == TOURS[name]
    for source in code_of(notebook):
        assert len(source.splitlines()) <= 4
        for node in ast.walk(ast.parse(source.replace("%run -m", "#"))):
            assert not isinstance(node, (*FORBIDDEN, ast.Import)), ast.dump(node)
            assert not isinstance(node, ast.ImportFrom) or node.module == "kit"


def test_both_tours_make_the_same_calls_with_as_many_words_between() -> None:
    french, english = (read(FOLDER / f"{name}.ipynb") for name in TOURS)
    assert [one.cell_type for one in french.cells] == [one.cell_type for one in english.cells]
    shapes = (
        [len(one.source.split("\n## ")) for one in notebook.cells] for notebook in (french, english)
    )
    assert next(shapes) == next(shapes)


@pytest.mark.parametrize("name", TOURS)
def test_a_tour_runs_from_top_to_bottom_and_leaves_the_example_as_it_is(
    name: str, tmp_path: Path
) -> None:
    example = TEMPLATES / EXAMPLES[TOURS[name]]
    kept = SOURCES / scenario_file(example).name
    before = example.read_bytes(), kept.read_bytes()
    done = executed(FOLDER / f"{name}.ipynb", tmp_path, tmp_path, {})
    outputs = [one for cell in done.cells for one in cell.get("outputs", [])]
    assert all(one.get("name") != "stderr" for one in outputs)
    cards = [text for text in shown_in(done) if " : " in text and "24" in text]
    assert len(cards) > 1 and len(set(cards)) == len(cards)  # the scenario changes them
    [report] = tmp_path.rglob("report.html")
    [scenario] = read_scenarios(SOURCES / example.name)
    page = html.unescape(report.read_text(encoding="utf-8"))
    assert scenario.name in page
    assert all(change.reason in page for change in scenario.changes)
    assert (example.read_bytes(), kept.read_bytes()) == before
