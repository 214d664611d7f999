"""Run the composed notebook once, through papermill, in one fresh kernel.

Papermill's traps, each closed here (design.md, safety.md): a kernel of another
installation is never used; a notebook that stops on ``sys.exit(0)`` is a failure; a dead
kernel and a time-out are caught beside cell errors; nothing of this machine stays in the
executed notebook's metadata.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from kit.deliverable.compose import Scalar
from kit.errors import NotebookFailed
from kit.places import OWN_CONTENT, own_content

CELL_TIMEOUT = 300  # [s] one cell; a section of a normal client takes a second
START_TIMEOUT = 120  # [s] a loaded machine may start a kernel slowly


def execute(notebook: NotebookNode, parameters: Mapping[str, Scalar], folder: Path) -> NotebookNode:
    """The executed notebook. It runs in *folder*, a private folder that holds the workbook.

    Raises NotebookFailed with the cell's error; ``folder / "failed.ipynb"`` then holds
    the notebook as far as it went.
    """
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillException

    output = folder / "failed.ipynb"
    with _own_jupyter(folder):
        try:
            done = _run(notebook, parameters, folder, output)
        except PapermillException as error:
            raise NotebookFailed("failed.ipynb", _one_line(error)) from error
        except (CellTimeoutError, DeadKernelError, NoSuchKernel, RuntimeError, OSError) as error:
            raise NotebookFailed("failed.ipynb", _one_line(error)) from error
    _assert_complete(done)
    output.unlink(missing_ok=True)
    return _without_machine(done)


def _run(
    notebook: NotebookNode, parameters: Mapping[str, Scalar], folder: Path, output: Path
) -> NotebookNode:
    import papermill
    from traitlets.config import Config

    config = Config()
    if os.name == "posix":  # unix sockets: nobody else on the machine can listen
        config.KernelManager.transport = "ipc"
    done: NotebookNode = papermill.execute_notebook(
        notebook,
        str(output),
        parameters=dict(parameters),
        kernel_name="python3",
        cwd=str(folder),
        progress_bar=False,
        log_output=False,
        start_timeout=START_TIMEOUT,
        execution_timeout=CELL_TIMEOUT,
        request_save_on_cell_execute=False,
        extra_arguments=["--IPKernelApp.log_level=50"],  # its shutdown is not the user's news
        config=config,
    )
    return done


@contextmanager
def _own_jupyter(folder: Path) -> Iterator[None]:
    """Jupyter's and IPython's working files in *folder*; the kernel of this installation."""
    ours = {
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "MPLBACKEND": "agg",
    }
    if (added := own_content()) is not None:
        ours[OWN_CONTENT] = str(added)  # the kernel works in another folder
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
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
    """Papermill writes paths, times and parameters in the metadata: kept are the parameters."""
    clean: NotebookNode = nbformat.from_dict(notebook)
    parameters = clean.metadata.get("papermill", {}).get("parameters", {})
    clean.metadata["papermill"] = {"parameters": parameters}
    for cell in clean.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return clean


def _one_line(error: BaseException) -> str:
    name = getattr(error, "ename", type(error).__name__)
    value = str(getattr(error, "evalue", error)).strip().splitlines()
    return f"{name}: {value[-1] if value else ''}"[:300]
