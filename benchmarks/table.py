"""The figures of benchmarks/results.json as Markdown, between two marks of docs/benchmarks.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.machine import ROOT
from benchmarks.records import Records, Row

PAGE = ROOT / "docs" / "benchmarks.md"
_MARKS = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
WHAT: Mapping[str, str] = {
    "a": "(a) usual peer: `papermill` + `nbconvert --to html`, section by section",
    "b": "(b) tuned peer: composed notebook once, `nbconvert --to html`",
    "bp": "(b) the same, and its PDF by `nbconvert --to webpdf`",
    "c": "(c) `kit report`: two versions, HTML + PDF + xlsx + ics",
    "c1": "(c) `kit report --versions lead`: one version, as the peers",
    "d": "(d) `kit batch`: two versions, HTML + PDF + xlsx + ics",
    "d1": "(d) `kit batch --versions lead`",
    "e": "(e) floor: the cells in one warm process, one HTML, one PDF",
}


def write_table(records: Records, page: Path = PAGE) -> None:
    """Put the figures of *records* in *page*, in place of what stands there."""
    text = page.read_text(encoding="utf-8")
    figures = "\n".join(lines_of(records))
    done = _MARKS.sub(lambda found: f"{found[1]}{figures}\n{found[2]}", text)
    page.write_text(done, encoding="utf-8", newline="\n")


def lines_of(records: Records) -> Iterator[str]:
    """Machine and versions, then a table for each set that was measured."""
    if not records.rows:
        return
    yield from _machine(records)
    for heading, make in _TABLES.items():
        if rows := list(make(records)):
            yield from ("", f"## {heading}", "")
            yield from rows


def _machine(records: Records) -> Iterator[str]:
    on = records.machine
    packages = ", ".join(f"{name} {version}" for name, version in on["packages"].items())
    yield (
        f"Measured on {on['on']}: {on['processor']}, {on['cores']} cores, {on['memory_gb']} GB, "
        f"{on['system']}, Python {on['python']}; kit {on['kit']}; {packages}."
    )


def _one(records: Records) -> Iterator[str]:
    cases = [case for case in WHAT if records.of("one", case) and case != "e"]
    if not cases:
        return
    book, rounds = records.of("one")[0]["workbook"], len(records.of("one", cases[-1]))
    yield f"Workbook `{book}`, median of {rounds} runs in turn. × is how many times (c) is faster,"
    yield "in brackets how many times less CPU it takes."
    yield ""
    yield from _head("", "Wall [s]", "CPU [s]", "Memory [MB]", "× (c)", "× (c), one version")
    for case in cases:
        figures = (
            _number(records.median("one", case, key)) for key in ("wall", "cpu", "memory_mb")
        )
        yield _row(WHAT[case], *figures, _times(records, case, "c"), _times(records, case, "c1"))


def _times(records: Records, case: str, ours: str) -> str:
    wall, cpu = (records.ratio("one", case, ours, figure) for figure in ("wall", "cpu"))
    return "" if wall is None or cpu is None else f"{wall:.1f} ({cpu:.1f})"


def _batch(records: Records) -> Iterator[str]:
    cases = [case for case in WHAT if records.of("batch", case)]
    if not cases:
        return
    yield from _head(
        "", "Clients", "Clients/min", "CPU a client [s]", "Memory [MB]", "(d) is … × faster",
        "CPU a client / floor",
    )  # fmt: skip
    for case in cases:
        row = records.of("batch", case)[-1]
        slower = records.ratio("batch", "d", case, "per_minute") if case != "e" else None
        yield _row(
            WHAT[case],
            str(row["clients"]),
            _number(records.median("batch", case, "per_minute")),
            _number(records.median("batch", case, "cpu_client"), 2),
            _number(records.median("batch", case, "memory_mb")),
            _number(slower),
            _number(records.ratio("batch", case, "e", "cpu_client"), 2),
        )


def _flat(records: Records) -> Iterator[str]:
    sizes = sorted({int(row["case"]) for row in records.of("flat")})
    if not sizes:
        return
    yield "The same ten clients under as many names as the batch is large."
    yield ""
    yield from _head(
        "Clients",
        "CPU a client [s]",
        "Clients/min",
        "Memory, all processes [MB]",
        "Largest process [MB]",
    )
    for size in sizes:
        keys = (("cpu_client", 2), ("per_minute", 1), ("memory_mb", 0), ("peak_client_mb", 0))
        figures = (_number(records.median("flat", str(size), key), digits) for key, digits in keys)
        yield _row(str(size), *figures)


def _workers(records: Records) -> Iterator[str]:
    if not records.of("workers", "2"):
        return
    yield from _head("Workers", "Clients/min", "CPU a client [s]", "× one worker")
    for jobs in ("1", "2"):
        yield _row(
            jobs,
            _number(records.median("workers", jobs, "per_minute")),
            _number(records.median("workers", jobs, "cpu_client"), 2),
            _number(records.ratio("workers", jobs, "1", "per_minute"), 2),
        )


def _help(records: Records) -> Iterator[str]:
    if not records.of("help"):
        return
    yield from _head("", "Wall [ms]", "CPU [ms]")
    named = {"pass": "`python -c pass`", "help": "`kit --help`", "check": "`kit check --help`"}
    for case, what in named.items():
        found = (records.median("help", case, figure) for figure in ("wall", "cpu"))
        yield _row(what, *(_number(None if one is None else 1000 * one, 0) for one in found))


def _thousand(records: Records) -> Iterator[str]:
    named = {
        "run": "unattended, crashes planted",
        "retry": "`--resume`, crashes healed",
        "noop": "`--resume` again: nothing to do",
    }
    rows: dict[str, Row] = {row["case"]: row for row in records.of("thousand")}
    if "noop" not in rows:
        return
    yield from _head("", "Clients", "Came out", "Wall [s]", "CPU [s]", "Memory [MB]")
    for case, what in named.items():
        row = rows[case]
        counts = ", ".join(f"{status} {count}" for status, count in sorted(row["counts"].items()))
        sizes = (_number(row[key], 0) for key in ("wall", "cpu", "memory_mb"))
        yield _row(what, str(row["clients"]), counts, *sizes)
    yield ""
    yield f"Not as they should be: {rows['wrong']['count']}."


def _canary(records: Records) -> Iterator[str]:
    for row in records.of("canary")[-1:]:
        yield (
            f"{row['clients']} clients, {row['delivered']} delivered, {row['files']} files "
            f"searched: {row['wrong']} leaks."
        )


def _redraw(records: Records) -> Iterator[str]:
    rows = records.of("redraw")
    sizes = sorted({row["lines"] for row in rows})
    if not rows:
        return
    yield f"From the slider’s event to the last change of the page, {rows[0]['moves']} moves a tab:"
    yield "median, in brackets the 90th percentile, [ms]; CPU [ms] of the kernel a move."
    yield ""
    yield from _head("Tab", *(f"{size} lines{what}" for size in sizes for what in ("", ", CPU")))
    for tab in dict.fromkeys(row["tab"] for row in rows):
        found = {row["lines"]: row for row in rows if row["tab"] == tab}
        yield _row(tab, *(cell for size in sizes for cell in _redrawn(found.get(size))))


def _redrawn(row: Row | None) -> tuple[str, str]:
    if row is None:
        return "", ""
    return f"{row['median_ms']:.0f} ({row['p90_ms']:.0f})", _number(row["cpu_ms"], 0)


def _head(*names: str) -> tuple[str, str]:
    return _row(*names), "|" + "---|" * len(names)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


_TABLES: Mapping[str, Callable[[Records], Iterator[str]]] = {
    "One client, from a cold start": _one,
    "A batch": _batch,
    "Cost by number of clients": _flat,
    "Two workers": _workers,
    "At rest": _help,
    "The explorer, redrawn": _redraw,
    "A thousand clients": _thousand,
    "Canaries": _canary,
}
__all__: Sequence[str] = ("PAGE", "lines_of", "write_table")
