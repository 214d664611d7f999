"""Papermill's steps for a notebook in memory, without what a kit run has no use for.

`papermill.execute_notebook` ends by writing the executed notebook, megabytes of JSON that
the exporters do not read; here only a notebook that failed is written. Outputs that are the
kit's own blocks are not checked one by one against the schema of notebooks: the delivered
notebook is checked whole.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors
from papermill.iorw import load_notebook_node, write_ipynb
from papermill.log import logger
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir
from traitlets.config import Config

from kit.deliverable.kernels import KitKernelManager
from kit.deliverable.rooms import fits_socket
from kit.display.blocks import BLOCK_MIME

CELL_TIMEOUT = 300  # [s] one cell; a section of a normal client takes a second
START_TIMEOUT = 120  # [s] a loaded machine may start a kernel slowly
_SOCKET = "tmp12345678-ipc-5"  # as jupyter_client names them
_NAME = "python3"  # whatever it is called, KitKernelManager starts this installation's


def run_notebook(
    notebook: NotebookNode, parameters: Mapping[str, Any], folder: Path, failed: Path
) -> NotebookNode:
    """*notebook* executed in *folder*, as papermill does it.

    Raises PapermillException, or what nbclient raises of a kernel that died or took too
    long. The notebook as far as it went is then in the file *failed*.
    """
    whole: NotebookNode = load_notebook_node(notebook)
    whole = parameterize_notebook(whole, dict(parameters), kernel_name=_NAME, language="python")
    whole = prepare_notebook_metadata(whole, "", str(failed))
    try:
        with chdir(str(folder)):
            _Engine.execute_notebook(whole, _NAME, progress_bar=False)
    except Exception:  # of the kernel, not of a cell
        write_ipynb(whole, str(failed))
        raise
    raise_for_execution_errors(whole, str(failed))
    return whole


class _Client(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    def output(self, outs: list[Any], msg: Any, display_id: Any, cell_index: int) -> Any:
        data = msg["content"].get("data") or {}
        asked = msg["parent_header"].get("msg_id")
        special = display_id or self.clear_before_next_output or self.output_hook_stack[asked]
        if msg["msg_type"] != "display_data" or special or BLOCK_MIME not in data:
            return super().output(outs, msg, display_id, cell_index)
        block = from_dict({"output_type": "display_data", "metadata": {}, "data": data})
        outs.append(block)
        return block


class _Engine(NBClientEngine):  # type: ignore[misc]
    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:
        config = Config()
        # Unix sockets: nobody else on the machine can listen. Too deep a folder has none.
        if os.name == "posix" and fits_socket(Path.cwd(), _SOCKET):
            config.KernelManager.transport = "ipc"
        _Client(
            nb_man,
            kernel_name=kernel_name,
            kernel_manager_class=KitKernelManager,
            shutdown_kernel="immediate",  # all it had to say has been received
            startup_timeout=START_TIMEOUT,
            timeout=CELL_TIMEOUT,
            record_timing=False,
            extra_arguments=["--IPKernelApp.log_level=50"],  # its shutdown is not the user's news
            log=logger,
            config=config,
        ).execute()
