"""Small clients and the accidents planted in their notebooks, for batches run as users do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from kit.analysis.names import slug
from kit.places import folder_of
from kit.workbook.fill import write_filled
from kit.workbook.read import read_workbook

KIT = (sys.executable, "-m", "kit")
SMALL = ("--document", "flash", "--formats", "html,ics", "--as-of", "2026-03-02")


def workbooks(folder: Path, *names: str) -> Path:
    """*folder* with a workbook a company of *names*: that of the flash example otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    client = read_workbook(folder_of("data_templates") / "exemple-flash.xlsx")
    for name in names:
        company = replace(client.company, name=name)
        write_filled(folder / f"{slug(name)}.xlsx", replace(client, company=company))
    return folder


def planted(folder: Path, accidents: Mapping[str, str]) -> Path:
    """*folder* with a flash notebook in which the company of each name meets its accident."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(folder_of("notebooks") / "flash.ipynb", as_version=4)
    lines = ["import os, time", "name = engagement.client.company.name"]
    for name, accident in accidents.items():
        lines += [f"if name == {name!r}:", f"    {accident}"]
    notebook.cells.insert(2, nbformat.v4.new_code_cell("\n".join(lines)))
    nbformat.write(notebook, folder / "flash.ipynb")
    return folder


def batch(*arguments: object, temporary: Path, lang: str = "en") -> tuple[int, dict[str, Any]]:
    """The exit code of ``kit batch``, and its document ("clients" by company's file name)."""
    done = finished(*arguments, temporary=temporary, lang=lang)
    assert done.stdout, done.stderr
    document = json.loads(done.stdout)
    rows = {Path(row["source"]).stem: row for row in document["clients"]}
    return done.returncode, {**document, "clients": rows}


def finished(
    *arguments: object, temporary: Path, lang: str = "en"
) -> subprocess.CompletedProcess[str]:
    """``kit batch`` run to its end."""
    temporary.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        [*KIT, "batch", *map(str, arguments), *SMALL, "--lang", lang, "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary)},
    )


def hidden(outputs: Path) -> list[str]:
    """What killed runs may leave under *outputs*: locks, halves, things set aside."""
    prefixes = (".en-cours-", ".ancien-", ".a-jeter-", ".verrou-")
    return sorted(path.name for path in outputs.rglob(".*") if path.name.startswith(prefixes))


def working_in(folder: Path) -> list[int]:
    """The processes whose environment names *folder*: those of a batch that had it as TMPDIR."""
    found = []
    for process in psutil.process_iter():
        try:
            if str(folder) in process.environ().get("TMPDIR", ""):
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


@contextmanager
def small_disk(folder: Path, *options: str) -> Iterator[Path]:
    """A disk of its own at *folder*, of *options* of tmpfs; skips where none can be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    if mount is None or not remount(folder, *options):
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(folder: Path, *options: str) -> bool:
    command: Sequence[str] = ("mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder))
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
