"""Run the composed notebook once, through papermill, in one fresh kernel.

Papermill's traps, each closed here (design.md, safety.md): a kernel of another
installation is never used; a notebook that stops on ``sys.exit(0)`` is a failure; a dead
kernel and a time-out are caught beside cell errors; nothing of this machine stays in the
executed notebook's metadata.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from nbformat import NotebookNode

from kit.deliverable.compose import Scalar, is_tagged
from kit.display.interactive import SESSION
from kit.errors import NotebookFailed
from kit.places import OWN_CONTENT, own_content

_INJECTED = "injected-parameters"  # papermill's tag


def execute(
    notebook: NotebookNode,
    parameters: Mapping[str, Scalar],
    folder: Path,
    meanwhile: Callable[[], None] = lambda: None,
) -> NotebookNode:
    """The executed notebook. It runs in *folder*, a private folder that holds the workbook.

    *meanwhile* is called in a thread beside: the kernel works, this process waits.

    Raises NotebookFailed with the cell's error; ``folder / "failed.ipynb"`` then holds
    the notebook as far as it went.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillException

    from kit.deliverable.engine import run_notebook
    from kit.deliverable.kernels import kernel_ahead

    output = folder / "failed.ipynb"
    with kernel_ahead(), _beside(meanwhile), _own_jupyter(folder):
        try:
            done = run_notebook(notebook, parameters, folder, output)
        except PapermillException as error:
            raise NotebookFailed("failed.ipynb", _one_line(error)) from error
        except (CellTimeoutError, DeadKernelError, RuntimeError, OSError) as error:
            raise NotebookFailed("failed.ipynb", _one_line(error)) from error
    _assert_complete(done)
    return _without_machine(done)


@contextmanager
def _beside(meanwhile: Callable[[], None]) -> Iterator[None]:
    """*meanwhile* in a thread, done when the block is left."""

    def quietly() -> None:
        with suppress(Exception):  # who needs what it prepares will meet the same, and say so
            meanwhile()

    thread = threading.Thread(target=quietly, name="kit-meanwhile")
    thread.start()
    try:
        yield
    finally:
        thread.join()


@contextmanager
def _own_jupyter(folder: Path) -> Iterator[None]:
    """Jupyter's and IPython's working files in *folder*; the kernel of this installation."""
    ours = {
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "MPLBACKEND": "agg",
    }
    if (added := own_content()) is not None:
        ours[OWN_CONTENT] = str(added)  # the kernel works in another folder
    before = {name: os.environ.get(name) for name in (*ours, SESSION)}
    os.environ.update(ours)
    os.environ.pop(SESSION, None)  # of the notebook this was asked from: nobody looks at ours
    usual, tempfile.tempdir = tempfile.tempdir, str(folder)  # the kernel's connection file
    try:
        yield
    finally:
        tempfile.tempdir = usual
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _assert_complete(notebook: NotebookNode) -> None:
    for position, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        stopped = any(output.output_type == "error" for output in cell.outputs)
        if stopped or (cell.source.strip() and cell.execution_count is None):
            raise NotebookFailed("failed.ipynb", f"cell {position + 1} did not run to its end")


def _without_machine(notebook: NotebookNode) -> NotebookNode:
    """Papermill writes paths, times and parameters in the metadata: none of it is passed on.

    The cell it puts in has an id drawn at random: it is given one of its own.
    """
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if is_tagged(cell, _INJECTED):
            cell["id"] = _INJECTED
    return notebook


def _one_line(error: BaseException) -> str:
    name = getattr(error, "ename", type(error).__name__)
    value = str(getattr(error, "evalue", error)).strip().splitlines()
    return f"{name}: {value[-1] if value else ''}"[:300]
