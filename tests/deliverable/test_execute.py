import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from kit.deliverable.execute import execute
from kit.errors import NotebookFailed


def a_notebook(*sources: str) -> NotebookNode:
    parameters = new_code_cell('workbook: str = ""', metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "language": "python", "display_name": "kit"}
    cells = [parameters, *(new_code_cell(source) for source in sources)]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def test_it_runs_in_a_kernel_of_this_installation_and_in_the_given_folder(tmp_path: Path) -> None:
    source = "import sys, os; print(workbook, sys.prefix, os.getcwd())"
    done = execute(a_notebook(source), {"workbook": "été.xlsx"}, tmp_path)
    [output] = done.cells[-1].outputs
    assert output.text.split() == ["été.xlsx", sys.prefix, str(tmp_path.resolve())]
    assert not (tmp_path / "failed.ipynb").exists()


def test_nothing_of_the_machine_stays_in_the_metadata(tmp_path: Path) -> None:
    done = execute(a_notebook("1"), {"workbook": "a.xlsx"}, tmp_path)
    assert "papermill" not in done.metadata
    assert str(tmp_path) not in str(done)


@pytest.mark.parametrize(
    "source", ["1 / 0", "import sys; sys.exit(0)", "import os; os._exit(1)", "raise SystemExit(3)"]
)
def test_a_cell_that_does_not_end_well_fails_the_run(tmp_path: Path, source: str) -> None:
    with pytest.raises(NotebookFailed):
        execute(a_notebook(source, "print('after')"), {}, tmp_path)


def test_the_failing_notebook_is_kept_as_far_as_it_went(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailed, match="ZeroDivisionError"):
        execute(a_notebook("print('before')", "1 / 0"), {}, tmp_path)
    assert "before" in (tmp_path / "failed.ipynb").read_text(encoding="utf-8")
