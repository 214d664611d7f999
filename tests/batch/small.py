"""Clients whose runs take a second or two, and notebooks that go wrong for some of them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import psutil
import yaml

from kit.batch.job import Job, Order
from kit.catalogue import load_catalogue
from kit.places import folder_of
from kit.run import Request
from kit.workbook.data import client_from_data
from kit.workbook.fill import write_filled

EXAMPLE = folder_of("data_templates") / "exemples" / "exemple-flash.yaml"
FAULTY = folder_of("data_templates") / "exemple-a-corriger.xlsx"
ASKED = ("--document", "flash", "--formats", "ics", "--as-of", "2026-03-02")


def workbook(path: Path, company: str) -> Path:
    """The short workbook of a company of that name."""
    data = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    data["company"]["name"] = company
    client = client_from_data(data, load_catalogue(), path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_filled(path, client, client.lang, ("flash",))
    return path


def notebooks(folder: Path, code: Mapping[str, str]) -> Path:
    """A folder with the flash notebook, where the client of each name runs *code* as well."""
    notebook = nbformat.read(folder_of("notebooks") / "flash.ipynb", as_version=4)
    cell = "\n".join(
        [
            f"_code = {dict(code)!r}",
            "exec(_code.get(engagement.client.company.name, ''))",
        ]
    )
    notebook.cells.insert(2, nbformat.v4.new_code_cell(cell))
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / "flash.ipynb")
    return folder


def order(
    *paths: Path, outputs: Path, request: Mapping[str, Any] | None = None, **how: Any
) -> Order:
    asked = Request(Path(), document="flash", formats=("ics",), as_of="2026-03-02")
    return Order(
        paths=tuple(map(str, paths)),
        request=replace(asked, **(request or {})),
        outputs=str(outputs),
        **how,
    )


def job(source: Path, outputs: Path, number: int = 1, **asked: Any) -> Job:
    one = order(source, outputs=outputs, request=asked)
    return Job(number, str(source), source.name, one.request, str(outputs))


def gone(pids: Iterable[int], patience: float = 20.0) -> bool:
    """Whether none of *pids* is at work any more, now or shortly."""
    until = time.monotonic() + patience
    left = set(pids)
    while left and time.monotonic() < until:
        left = {pid for pid in left if _is_at_work(pid)}
        time.sleep(0.05)
    return not left


def _is_at_work(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
