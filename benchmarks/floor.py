"""(e) the floor: the same cells in one warm Python process, one HTML and one PDF conversion.

    python -m benchmarks.floor AS_OF LANG DOCUMENT WORKBOOK…

No kernel, no process to start, no file to write: what remains is the work itself. The first
workbook warms the process and is not counted. Prints one line of JSON a client: CPU seconds
of the cells and of the two conversions.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat import NotebookNode
from traitlets.config import Config

from kit.deliverable.compose import compose, is_tagged
from kit.deliverable.html import KitHTMLExporter
from kit.deliverable.pdf import KitPDFExporter
from kit.deliverable.versions import LEAD, version_of
from kit.display.show import Engagement, open_engagement
from kit.places import notebook_folders
from kit.run import _document, _sections


def cost(
    shell: InteractiveShell, workbook: Path, lang: str, document: str, as_of: str
) -> dict[str, float]:
    """CPU seconds of one client: its cells, its page, its PDF."""
    begun = time.process_time()
    engagement = open_engagement(workbook, lang=lang, as_of=as_of)
    asked = _document(document)
    notebook = compose(_sections(asked, engagement.client), notebook_folders(None), asked.shift)
    shell.reset(new_session=False)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        _run(shell, cell)
        if is_tagged(cell, "parameters"):
            shell.push({"workbook": str(workbook), "lang": lang, "as_of": as_of})
    ran = time.process_time()
    notebook.metadata["kit"] = _said(engagement, document)
    page = version_of(notebook, LEAD, asked.owner)
    KitHTMLExporter().from_notebook_node(page)
    drawn = time.process_time()
    KitPDFExporter().from_notebook_node(page)
    ended = time.process_time()
    return {"cpu": ended - begun, "cells": ran - begun, "html": drawn - ran, "pdf": ended - drawn}


def _run(shell: InteractiveShell, cell: NotebookNode) -> None:
    with capture_output() as captured:
        result = shell.run_cell(cell.source)
    result.raise_error()
    cell.execution_count = 1
    cell.outputs = [
        nbformat.v4.new_output("display_data", data=rich.data, metadata=rich.metadata)
        for rich in captured.outputs
    ]


def _said(engagement: Engagement, document: str) -> dict[str, str]:
    return {
        "lang": engagement.lang,
        "title": engagement.words.document(document),
        "client": engagement.client.company.name,
        "as_of": engagement.analysis.as_of.isoformat(),
        "version": engagement.version,
    }


def main(argv: Sequence[str]) -> int:
    as_of, lang, document, *workbooks = argv
    with tempfile.TemporaryDirectory() as room:
        os.environ |= {"IPYTHONDIR": room, "MPLBACKEND": "agg"}
        config = Config()
        config.HistoryManager.enabled = False
        shell = InteractiveShell.instance(config=config)
        for position, workbook in enumerate(workbooks):
            found = cost(shell, Path(workbook), lang, document, as_of)
            if position:
                print(json.dumps({"workbook": Path(workbook).name, **found}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
