"""The analyst's notebooks: bound to one client, kept when changed, of use to `kit report`."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest

from kit.__main__ import main
from kit.deliverable.compose import declared_parameters, is_tagged
from kit.lab.working_copy import WorkingCopy, bound, working_copy
from kit.places import EXAMPLES, folder_of
from kit.purge import purge
from kit.retention import WORKING, past
from kit.run import Exploring

SLUG = "cabinet-orneval"
COMMENT = "Mon avis **motivé** sur ce cabinet."


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return Path(shutil.copy(folder_of("data_templates") / EXAMPLES["fr"], tmp_path))


def opened(workbook: Path, **asked: Any) -> WorkingCopy:
    """The copy as a session finds it, the session over."""
    outputs = workbook.parents[0] / "outputs"
    with working_copy(Exploring(workbook, asked.pop("outputs", outputs), **asked), SLUG) as copy:
        return copy


def commented(path: Path) -> None:
    """As JupyterLab saves it: a Markdown cell more, an output, a remark on the language."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell(COMMENT))
    executed(path, notebook)


def executed(path: Path, notebook: Any = None) -> None:
    notebook = notebook or nbformat.read(path, as_version=4)
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="Cabinet Orneval")]
            cell.execution_count = 1
    nbformat.write(notebook, path)


def parameters(path: Path) -> dict[str, Any]:
    [cell] = [c for c in nbformat.read(path, as_version=4).cells if is_tagged(c, "parameters")]
    told: dict[str, Any] = {}
    exec(cell.source, told)
    return told


def test_every_notebook_of_the_kit_is_copied_and_bound_to_the_client(workbook: Path) -> None:
    kit = folder_of("notebooks")
    before = {path.name: path.read_bytes() for path in kit.glob("*.ipynb")}
    votes = workbook.with_name("votes.toml")
    copy = opened(workbook, lang="en", as_of="2026-11-23", scenario='dit « "bas" »', votes=votes)

    assert (copy.kept, copy.apart) == ((), False)
    copied = {path.name for path in copy.folder.glob("*.ipynb")}
    assert copied == {name for name in before if name != "visite-guidee.ipynb"}
    told = parameters(copy.folder / "explore.ipynb")
    assert (copy.folder / told["workbook"]).resolve() == workbook
    assert (copy.folder / told["votes"]).resolve() == votes
    assert (told["lang"], told["as_of"], told["scenario"]) == ("en", "2026-11-23", 'dit « "bas" »')
    assert (told["horizon_months"], told["discount_rate"]) == (0, -1.0)
    notebook = nbformat.read(copy.folder / "diagnostic.ipynb", as_version=4)
    assert notebook.metadata["kernelspec"]["name"] == "kit"
    assert {path.name: path.read_bytes() for path in kit.glob("*.ipynb")} == before


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_folder_is_the_analysts_alone_and_its_record_says_nothing_of_the_client(
    workbook: Path,
) -> None:
    folder = opened(workbook).folder
    folder.chmod(0o755)
    folder = opened(workbook).folder
    assert folder.stat().st_mode & 0o777 == 0o700
    record = (folder / ".copie.json").read_text("utf-8")
    assert "orneval" not in record.lower()
    assert workbook.stem not in record
    assert json.loads(record)["opened"] == date.today().isoformat()


def test_opened_again_what_the_analyst_changed_is_kept_the_rest_made_anew(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "firm"
    shutil.copytree(folder_of("notebooks"), own / "notebooks")
    (own / "notebooks" / "risks.ipynb").unlink()
    monkeypatch.setenv("KIT_CONTENT", str(own))
    folder = opened(workbook).folder
    commented(folder / "diagnostic.ipynb")
    executed(folder / "priorities.ipynb")  # run and saved, not changed
    (folder / "processes.ipynb").unlink()
    (folder / "aids.ipynb").write_text("{ cut short", encoding="utf-8")
    (folder / "mes notes.ipynb").write_text("his own", encoding="utf-8")
    newer(own / "notebooks" / "diagnostic.ipynb")
    newer(own / "notebooks" / "gdpr.ipynb")

    copy = opened(workbook, lang="en")
    assert [path.name for path in copy.kept] == ["aids.ipynb", "diagnostic.ipynb"]
    diagnostic = nbformat.read(folder / "diagnostic.ipynb", as_version=4)
    assert diagnostic.cells[-1].source == COMMENT
    assert diagnostic.cells[0].outputs  # what he saw
    assert parameters(folder / "diagnostic.ipynb")["lang"] == "en"
    priorities = nbformat.read(folder / "priorities.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in priorities.cells)
    assert "Newer" in (folder / "gdpr.ipynb").read_text("utf-8")
    assert (folder / "processes.ipynb").is_file()
    assert (folder / "aids.ipynb").read_text("utf-8") == "{ cut short"
    assert (folder / "mes notes.ipynb").read_text("utf-8") == "his own"
    assert [path.name for path in opened(workbook).kept] == ["aids.ipynb", "diagnostic.ipynb"]


def newer(path: Path) -> None:
    """The kit's own notebook, in its next version."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Newer"))
    nbformat.write(notebook, path)


def test_a_copy_cut_short_is_not_taken_for_the_analysts_work(workbook: Path) -> None:
    folder = opened(workbook).folder
    (folder / ".copie.json").unlink()
    assert opened(workbook).kept == ()


def test_parameters_the_analyst_set_himself_stay(workbook: Path) -> None:
    path = opened(workbook).folder / "explore.ipynb"
    notebook = nbformat.read(path, as_version=4)
    source = notebook.cells[0].source.replace("horizon_months: int = 0", "horizon_months: int = 36")
    notebook.cells[0].source = source
    nbformat.write(notebook, path)
    assert [kept.name for kept in opened(workbook, as_of="2026-11-23").kept] == ["explore.ipynb"]
    told = parameters(path)
    assert (told["horizon_months"], told["as_of"]) == (36, "2026-11-23")


def test_a_parameters_cell_that_is_no_python_is_left_to_its_author() -> None:
    cell = nbformat.v4.new_code_cell("workbook: str =", metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    assert bound(notebook, {"workbook": "x"}).cells[0].source == "workbook: str ="


def test_another_workbook_of_the_same_client_name_has_its_notebooks_apart(
    workbook: Path, tmp_path: Path
) -> None:
    outputs = tmp_path / "outputs"
    first = opened(workbook)
    commented(first.folder / "diagnostic.ipynb")
    (tmp_path / "b").mkdir()
    other = Path(shutil.copy(workbook, tmp_path / "b"))
    apart = opened(other, outputs=outputs)
    assert apart.apart
    assert apart.folder != first.folder
    assert COMMENT not in (apart.folder / "diagnostic.ipynb").read_text("utf-8")
    assert opened(other, outputs=outputs).folder == apart.folder
    assert opened(workbook).folder == first.folder

    workbook.rename(tmp_path / "renamed.xlsx")  # the same client, its file renamed
    again = opened(tmp_path / "renamed.xlsx")
    assert (again.folder, again.apart) == (first.folder, False)
    assert [path.name for path in again.kept] == ["diagnostic.ipynb"]


def test_report_carries_the_analysts_comment_and_purge_removes_it(
    workbook: Path, tmp_path: Path
) -> None:
    outputs = tmp_path / "outputs"
    folder = opened(workbook).folder
    commented(folder / "flash.ipynb")
    (folder / ".ipynb_checkpoints").mkdir()
    asked = ["report", str(workbook), "-o", str(outputs), "--notebooks", str(folder), "-q"]
    assert main([*asked, "--document", "flash", "--formats", "html", "--versions", "lead"]) == 0
    [page] = outputs.glob(f"{SLUG}/*/report.html")
    assert "Mon avis <strong>motivé</strong> sur ce cabinet." in page.read_text("utf-8")

    working = purge(SLUG, str(outputs), do=True, working=True)
    assert "copy" in {one.kind for one in working.items}
    assert not folder.exists()
    assert page.exists()
    opened(workbook)
    assert "copy" in {one.kind for one in purge(SLUG, str(outputs), do=True).items}
    assert not list(outputs.glob(f"{SLUG}*"))


def test_notebooks_nobody_opened_for_long_are_told_past_their_date(workbook: Path) -> None:
    folder = opened(workbook).folder
    outputs = workbook.parent / "outputs"
    today = date.today()
    assert past(outputs, today) == ()
    [one] = past(outputs, today.replace(year=today.year + 1, day=1))
    assert (one.run, one.part) == (f"{SLUG}/carnets", WORKING)
    assert str(folder) in one.told


def test_the_parameters_that_are_bound_are_those_of_every_notebook() -> None:
    bindings = {"workbook", "lang", "as_of", "scenario", "votes"}
    for path in folder_of("notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        if "lang" not in notebook.metadata:  # a guided tour has a client of its own
            assert bindings <= set(declared_parameters(notebook)), path.name
