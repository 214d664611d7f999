"""``kill -9`` at random moments of a batch, then ``--resume``: whole runs or none, same bytes.

    python -m benchmarks.kills [--moments 50] [--seed 1] [--clients 4] [--jobs 2]

Each moment: a batch is started in an empty outputs folder and killed after a random part of
the time an undisturbed one takes. Even moments kill its process group, as a terminal or a
scheduler does; odd ones every process it started as well, as a power cut does. Then

* every run folder that can be seen holds what its manifest lists, byte for byte;
* the processes that were not killed end by themselves;
* ``kit batch --resume`` ends well, and the clients' folders hold the same bytes as those of
  the undisturbed batch, run.log and hidden files included;
* nothing is left: no hidden half, no lock, no temporary folder, no process.

Not compared: the portfolio's table and page and ``.kit-batch``, which tell how long each
client took and whether this batch or the one before it made its run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.clients import Order, write_clients
from kit.deliverable.publish import intact

SMALL = ("--document", "flash", "--formats", "html,ics", "--as-of", "2026-03-02", "--quiet")
PATIENCE = 30.0  # [s] for what was not killed to end by itself
LEFT = (".en-cours-", ".ancien-", ".a-jeter-", ".verrou-")  # of killed runs, in the outputs


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch works: workbooks, outputs, and a temporary folder of its own."""

    workbooks: Path
    outputs: Path
    temporary: Path
    jobs: int = 2

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """The batch, the leader of its own process group."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        asked = ("-o", str(self.outputs), "--jobs", str(self.jobs), *SMALL, *options)
        return subprocess.Popen(
            [sys.executable, "-m", "kit", "batch", str(self.workbooks), *asked],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(self.temporary)},
            start_new_session=True,
        )

    def runs(self) -> list[Path]:
        """The run folders that can be seen."""
        seen = self.outputs.glob("[!.]*/[!.]*")
        return sorted(path for path in seen if path.is_dir())

    def processes(self) -> list[psutil.Process]:
        """All that still works there: told by the temporary folder in their environment."""
        return [one for one in psutil.process_iter() if _names(one, str(self.temporary))]

    def left(self) -> list[str]:
        """What should not be there any more, once a batch has ended."""
        halves = [path for path in self.outputs.rglob(".*") if path.name.startswith(LEFT)]
        return sorted(map(str, (*halves, *self.temporary.iterdir())))


@dataclass(frozen=True, slots=True)
class Moment:
    """One kill, and what was wrong afterwards: nothing, if all is well."""

    number: int
    after: float  # [s] since the batch began
    everything: bool  # every process, or the group alone
    whole: int  # run folders that stood then
    left: int  # halves, locks and temporary folders found before the resume
    lingered: float  # [s] until what was not killed had ended
    wrong: tuple[str, ...]


def tree(outputs: Path) -> dict[str, str]:
    """sha256 of every file of the clients' folders, hidden ones too, by its name."""
    return {
        path.relative_to(outputs).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in outputs.glob("[!.]*/")
        for path in folder.rglob("*")
        if path.is_file()
    }


def undisturbed(place: Place) -> float:
    """A batch left alone; the seconds it took."""
    begun = time.perf_counter()
    if code := place.start().wait():
        raise SystemExit(f"the undisturbed batch ended with code {code}")
    return time.perf_counter() - begun


def moments(
    workbooks: Path, folder: Path, *, count: int, seed: int, jobs: int = 2
) -> Iterator[Moment]:
    """Kill *count* batches of *workbooks*, each in a folder of its own under *folder*."""
    reference = Place(workbooks, folder / "reference", folder / "t", jobs)
    lasts = undisturbed(reference)
    expected, chance = tree(reference.outputs), random.Random(seed)
    for number in range(1, count + 1):
        place = Place(workbooks, folder / f"killed-{number}", folder / f"t{number}", jobs)
        yield _moment(place, number, chance.uniform(0.0, lasts), bool(number % 2), expected)


def _moment(
    place: Place, number: int, after: float, everything: bool, expected: dict[str, str]
) -> Moment:
    place.outputs.mkdir()
    killed = place.start()
    time.sleep(after)
    _kill(killed, place, everything=everything)
    wrong = _halves(place)
    lingered = _ended(place)
    wrong += [f"still running: {one.pid}" for one in place.processes()]
    wrong += _halves(place)
    whole, left = len(place.runs()), len(place.left())

    code = place.start("--resume").wait()
    wrong += [f"the resume ended with code {code}"] if code else []
    found = tree(place.outputs)
    differing = expected.keys() ^ found.keys()
    differing |= {name for name in expected.keys() & found.keys() if expected[name] != found[name]}
    wrong += [f"differs: {name}" for name in sorted(differing)]
    wrong += [f"left: {path}" for path in place.left()]
    _ended(place)  # the fork server sees that the batch has gone a moment later
    wrong += [f"left running: {one.pid}" for one in place.processes()]
    return Moment(number, after, everything, whole, left, lingered, tuple(wrong))


def _kill(batch: subprocess.Popen[bytes], place: Place, *, everything: bool) -> None:
    others = place.processes() if everything else []
    os.killpg(batch.pid, signal.SIGKILL)
    for one in (*others, *(place.processes() if everything else ())):  # born meanwhile
        try:
            one.kill()
        except psutil.Error:
            continue
    batch.wait()


def _halves(place: Place) -> list[str]:
    """The run folders that can be seen and are not what their manifest says."""
    return [f"not whole: {run.name}" for run in place.runs() if not intact(run)]


def _ended(place: Place) -> float:
    """Seconds until all that was not killed had ended by itself, or our patience had."""
    begun = time.perf_counter()
    while place.processes() and time.perf_counter() - begun < PATIENCE:
        time.sleep(0.05)
    return time.perf_counter() - begun


def _names(process: psutil.Process, folder: str) -> bool:
    try:
        named = process.environ().get("TMPDIR", "")
        return (named == folder or named.startswith(f"{folder}/")) and (
            process.status() != psutil.STATUS_ZOMBIE
        )
    except psutil.Error:
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args(arguments)
    failed = []
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        workbooks = Path(name) / "workbooks"
        write_clients(Order(asked.clients, asked.seed), workbooks)
        tried = moments(
            workbooks, Path(name), count=asked.moments, seed=asked.seed, jobs=asked.jobs
        )
        for one in tried:
            how = "everything" if one.everything else "the group"
            said = "; ".join(one.wrong) or "resumed to the same bytes, nothing left"
            print(
                f"{one.number:3}  {how:10} killed after {one.after:5.2f} s: {one.whole} whole, "
                f"{one.left} leftovers, the rest ended in {one.lingered:4.2f} s; {said}",
                flush=True,
            )
            failed += [one] if one.wrong else []
    print(f"{asked.moments} moments, {len(failed)} failed (seed {asked.seed})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
