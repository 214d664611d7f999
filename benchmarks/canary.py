"""Canary test: no byte of one client in what another gets, nor in what is shared.

Batches of several documents, languages, formats and readers; in each, two clients have the
same name, one workbook is faulty and one client's notebook fails quoting its cells. Then every
file is searched: the run folders, all that stands beside them, what the batch printed, the
temporary folder and the home it was given. A client's folder holds its own words only; what
is shared holds names of companies, never a cell.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.canaries import cell_words, marked, name_word, owners, words_in, words_of
from benchmarks.crashes import plant
from benchmarks.engagement import engagement
from benchmarks.faults import type_in
from benchmarks.machine import program
from kit.catalogue import load_catalogue
from kit.workbook.data import client_from_data
from kit.workbook.fill import write_filled

FINE = frozenset({"delivered", "unchanged"})
# Made of the client's texts, so each delivered one must hold some of its own words: else the
# search is blind.
TELLING = frozenset({".html", ".pdf", ".xlsx", ".docx", ".pptx", ".csv", ".bpmn", ".ipynb"})
# Places and codes only, even in the client's own folder.
DRY = frozenset({"run.log", "manifest.json", ".client.json"})
SEARCHED = ("outputs", "private", "said", "cwd")  # the rest of the room is what we gave
_SEED = 6


@dataclass(frozen=True, slots=True)
class Batch:
    """One ``kit batch``: what is asked of it, how many clients."""

    document: str
    clients: int
    lang: str = "fr"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A client of the test: its number, the number of its name, its workbook, its fate."""

    number: int
    group: int
    path: Path
    fate: str  # good, faulty, failing


@dataclass(slots=True)
class Found:
    """What the search saw: sentences that must not be, how far it looked, whose runs these are."""

    marked: Sequence[Marked]
    runs: Mapping[Path, Marked]
    wrong: list[str]
    files: int = 0

    @property
    def clients(self) -> int:
        return len(self.marked)

    @property
    def delivered(self) -> int:
        return len(self.runs)


def batches(clients: int) -> tuple[Batch, ...]:
    """A mix of *clients* over every document, language, format and version."""
    everything = ("--formats", "html,pdf,xlsx,ics,docx,pptx,csv,bpmn")
    readers = ("--versions", "lead,owner,internal")
    kinds = (
        ("report", "fr", ()),
        ("report", "en", (*everything, *readers)),
        ("audit", "fr", (*everything, "--watermark", "PROJET")),
        ("flash", "en", ()),
        ("follow-up", "fr", (*readers, "--paper", "letter")),
        ("workshop", "fr", everything),
    )
    each, more = divmod(clients, len(kinds))
    return tuple(
        Batch(document, each + (at < more), lang, options)
        for at, (document, lang, options) in enumerate(kinds)
        if each + (at < more)
    )


def canary(room: Path, asked: Sequence[Batch], told: Callable[[str], None]) -> Found:
    """Run the batches of *asked* in *room* (made anew by the caller) and search everything."""
    room = room.resolve()
    clients: list[Marked] = []
    rows: dict[str, Mapping[str, Any]] = {}
    for at, batch in enumerate(asked):
        here = clients_of(room / f"batch-{at}", batch, len(clients))
        clients += here
        rows |= _run(room, at, batch, here)
        told(f"batch {at + 1} of {len(asked)}: {batch.document}, {len(here)} clients")
    found = Found(clients, *_came_out(clients, rows))
    found.files = len(_files(room))
    found.wrong += leaks_in(room, found)
    return found


def clients_of(folder: Path, batch: Batch, before: int) -> list[Marked]:
    """Write the workbooks of *batch*: the second has the first's name, the third a fault…"""
    (folder / "workbooks").mkdir(parents=True)
    found = []
    for place in range(batch.clients):
        number = before + place
        group = before if place == 1 else number  # the second has the name of the first
        data = engagement(_SEED, number + 1)
        data["company"]["name"] = data["company"]["name"][:40]
        if place == 1:
            data["company"]["name"] = engagement(_SEED, number)["company"]["name"][:40]
        client = client_from_data(marked(data, number, group), load_catalogue())
        path = folder / "workbooks" / f"{number:04}.xlsx"
        write_filled(path, client)
        fate = {2: "faulty", 3: "failing"}.get(place, "good")
        if fate == "faulty":
            type_in(path, "processes", "minutes", f"environ {cell_words(number)}zzz")
        found.append(Marked(number, group, path, fate))
    return found


def _run(
    room: Path, at: int, batch: Batch, clients: Sequence[Marked]
) -> dict[str, Mapping[str, Any]]:
    """The rows by workbook; what was printed is kept to be searched."""
    folder = room / f"batch-{at}"
    failing = {one.path: "error" for one in clients if one.fate == "failing"}
    section = load_catalogue().documents[batch.document].notebooks[0]
    notebooks = plant(folder / "notebooks", section, failing)
    private = {
        name: str(_private(room / "private" / name.lower()))
        for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    }
    command = [program("kit"), "batch", str(folder / "workbooks"), "-o", str(room / "outputs")]
    command += ["--lang", batch.lang, "--document", batch.document, "--as-of", "2026-12-01"]
    command += ["--notebooks", str(notebooks), *batch.options]
    said = _private(room / "said")
    prints = {"json": ["--json"], **({} if at else {"table": ["--resume"]})}
    for name, more in prints.items():
        done = subprocess.run(
            command + more,
            cwd=_private(room / "cwd"),
            env={**os.environ, **private},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        (said / f"{at}-{name}.out").write_bytes(done.stdout)
        (said / f"{at}-{name}.err").write_bytes(done.stderr)
        if done.returncode not in (0, 4):
            raise RuntimeError(f"{command}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
    told = json.loads((said / f"{at}-json.out").read_text(encoding="utf-8"))
    return {row["source"]: row for row in told["clients"]}


def _came_out(
    clients: Sequence[Marked], rows: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[Path, Marked], list[str]]:
    """Whose each run folder is, and what did not come out as it had to."""
    runs: dict[Path, Marked] = {}
    wrong = []
    for one in clients:
        row = rows.get(str(one.path), {"status": "not told"})
        wanted = {"good": FINE, "faulty": {"refused"}, "failing": {"failed"}}[one.fate]
        if row["status"] not in wanted:
            wrong.append(f"{one.path.name} ({one.fate}): {row['status']} {row.get('why')}")
        if row["status"] in FINE:
            if Path(row["run"]) in runs:
                wrong.append(f"{row['run']}: the folder of two clients")
            runs[Path(row["run"])] = one
    return runs, wrong


def leaks_in(room: Path, found: Found) -> list[str]:
    """The words that stand where they must not, in every file under *room* but the workbooks."""
    room = room.resolve()
    return [leak for path in _files(room) for leak in _leaks(path, room, found)]


def _files(room: Path) -> list[Path]:
    inside = (path for folder in SEARCHED for path in (room / folder).rglob("*"))
    return sorted(path for path in inside if path.is_file() and not path.is_symlink())


def _leaks(path: Path, room: Path, found: Found) -> Iterator[str]:
    words, place = words_of(path), path.relative_to(room)
    numbers = {cell_words(one.number): one.number for one in found.marked}
    owner = next((found.runs[folder] for folder in path.parents if folder in found.runs), None)
    if owner is not None:
        allowed, names = {owner.number}, {name_word(owner.group)}
        if path.suffix in TELLING and not owners(words, numbers):
            yield f"{place}: holds none of its own client's words"
    else:  # beside the runs: in the folder of clients of one name, or shared by all
        groups = words_in(str(place.parent).encode())
        here = [one for one in found.marked if name_word(one.group) in groups]
        allowed = {one.number for one in here}
        names = groups if here else {name_word(one.group) for one in found.marked}
    if path.name in DRY:
        allowed = set()
    if "tmpdir" in place.parts:
        yield f"{place}: left behind in the temporary folder"
    for number in sorted(owners(words, numbers) - allowed):
        some = sorted(word for word in words if word.startswith(cell_words(number)))[:3]
        yield f"{place}: words of client {number}: {', '.join(some)}"
    if others := (words & {name_word(one.group) for one in found.marked}) - names:
        yield f"{place}: names of others: {', '.join(sorted(others)[:3])}"


def _private(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
