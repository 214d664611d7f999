"""Reading in a child process with limits of memory and time.

A 7 KB file can make a reader ask for billions of cells and abort the whole process: no
``try`` protects a batch from it (measured, safety.md). So the file is opened only in a
child (`python -m kit.workbook.sandbox`), which answers with one line of JSON. Whatever
happens to the child, the parent gets a Grid or Refused.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kit.workbook.package import Limits, Refused, check_file
from kit.workbook.raw import Grid, from_json, to_json

_MEGABYTE = 1 << 20
_STARTING = 5.0  # [s] given to the interpreter to start on a busy machine, beside the reading


def read_grid(path: Path, limits: Limits) -> Grid:
    """What stands in the cells of *path*; raises Refused."""
    check_file(path, limits)
    return from_json(_ask({"do": "read", "path": _absolute(path)}, limits))


def write_copy(
    source: Path | None,
    target: Path,
    notes: Sequence[Mapping[str, str | None]],
    words: Mapping[str, str],
    limits: Limits,
) -> None:
    """Write an annotated copy of *source*, None: the notes alone; raises Refused."""
    path = None if source is None else _absolute(source)
    request = {"do": "annotate", "path": path, "target": _absolute(target)}
    _ask({**request, "notes": notes, "words": words}, limits)


def _absolute(path: Path) -> str:
    return str(path.absolute())  # the child's working directory is another


def _ask(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    package_folder = Path(__file__).resolve().parents[2]
    paths = [str(package_folder), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    try:
        child = subprocess.run(
            # -P: a file of the client's folder called openpyxl.py is never imported.
            [sys.executable, "-P", "-m", "kit.workbook.sandbox"],
            input=json.dumps({**request, "limits": limits.to_json()}).encode("ascii"),
            capture_output=True,
            timeout=limits.timeout_s + _STARTING,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused("reading_too_long") from None
    except OSError:  # no process can be started
        raise Refused("reading_stopped") from None
    try:
        answer = json.loads(child.stdout)
    except ValueError:  # killed, out of memory, aborted in a library
        raise Refused("reading_stopped") from None
    if "refused" in answer:
        raise Refused(answer["refused"], answer["params"])
    return dict(answer)


def _limit(limits: Limits) -> None:
    """Bound this process; Windows has no such limits, there the time limit alone serves."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(limits.timeout_s) + 1
    wanted = {
        resource.RLIMIT_AS: limits.memory_mb * _MEGABYTE,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
    }
    for what, value in wanted.items():
        _, hard = resource.getrlimit(what)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(what, (bound, bound))
        except (OSError, ValueError):  # macOS refuses RLIMIT_AS
            continue


def _read(path: Path, limits: Limits) -> Grid:
    from kit.workbook.package import Package, document_kind, kind_of

    if kind_of(path) == "xls":
        from kit.workbook.xls import read_xls

        return read_xls(path, limits)
    package = Package(path, limits)
    if document_kind(package) == "ods":
        from kit.workbook.ods import read_ods

        return read_ods(package, limits)
    from kit.workbook.xlsx import read_xlsx

    return read_xlsx(package, limits)


def _annotate(request: Mapping[str, Any], limits: Limits) -> None:
    from kit.workbook import comments

    target, notes, words = Path(request["target"]), request["notes"], request["words"]
    try:
        path = Path(request["path"] or "")
        check_file(path, limits)
        grid = _read(path, limits)
    except Exception:  # it cannot be read at all: `notes` says why
        comments.list_only(target, notes, words)
        return
    if grid.format == "xlsx":
        try:
            comments.copy_file(path, target, notes, words)
            return
        except Exception:  # openpyxl dies on styles that Excel accepts: copy the cells
            target.write_bytes(b"")
    comments.copy_cells(grid, target, notes, words)


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    limits = Limits(**request["limits"])
    _limit(limits)
    try:
        if request["do"] == "annotate":
            _annotate(request, limits)
            return {}
        return to_json(_read(Path(request["path"]), limits))
    except Refused as refusal:
        return {"refused": refusal.code, "params": refusal.params}
    except MemoryError:
        return {"refused": "reading_stopped", "params": {}}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a Rust panic is not an Exception
        return {"refused": "damaged", "params": {}}


def main() -> None:
    """The child: one request on standard input, one answer on standard output."""
    answer = _answer(json.loads(sys.stdin.buffer.read()))
    # The answer is whole or absent: the parent takes half a line for a death.
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
