"""Clients whose run goes wrong on purpose: a copy of a section notebook ends it its own way.

The copy looks its workbook up in a plan, a file beside it: {sha256 of the workbook: what}.
Emptying the plan heals them all, the notebook being the same: a resume then tries them again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import nbformat

from kit.places import notebook_folders

# What is planted → how such a client may come out of `kit batch`.
KINDS: Mapping[str, frozenset[str]] = {
    "kernel": frozenset({"failed", "crashed"}),  # the kernel's process vanishes
    "process": frozenset({"crashed"}),  # the client's own process vanishes
    "late": frozenset({"late"}),  # a cell that never ends
    "error": frozenset({"failed"}),  # a cell that raises, quoting the client
}
_CELL = """import hashlib, json, os, signal, time
from pathlib import Path

import psutil

plan = json.loads(Path({plan!r}).read_text(encoding="utf-8"))
what = plan.get(hashlib.sha256(Path(workbook).read_bytes()).hexdigest(), "")
if what == "kernel":
    os.kill(os.getpid(), signal.SIGKILL)
if what == "process":  # kernel < client < the process that forks < kit batch
    above = psutil.Process().parents()
    batch = next(at for at, one in enumerate(above) if "batch" in one.cmdline())
    above[batch - 2].kill()
    time.sleep(60)
if what == "late":
    time.sleep(1_000_000)
if what == "error":
    raise ValueError(engagement.client.processes[0].name)
"""


def plant(folder: Path, section: str, planned: Mapping[Path, str]) -> Path:
    """A folder for ``--notebooks`` whose copy of *section* does to workbooks what is *planned*."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder.resolve() / "plan.json"
    found = {_sha256(workbook): what for workbook, what in planned.items()}
    plan.write_text(json.dumps(found), encoding="utf-8")
    source = next(
        path for one in notebook_folders(None) if (path := one / f"{section}.ipynb").is_file()
    )
    notebook = nbformat.read(source, as_version=4)
    set_up = next(
        at for at, cell in enumerate(notebook.cells) if "setup" in cell.metadata.get("tags", ())
    )
    cell = nbformat.v4.new_code_cell(_CELL.format(plan=str(plan)), id="planted")
    notebook.cells.insert(set_up + 1, cell)
    nbformat.write(notebook, folder / f"{section}.ipynb")
    return folder


def heal(folder: Path) -> None:
    """From now on no workbook has anything planned."""
    (folder / "plan.json").write_text("{}", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
