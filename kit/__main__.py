"""The commands: arguments, messages, exit codes. The only place that prints.

Results go to stdout, progress and messages to stderr. Exit codes are those of
`kit.errors`. Nothing of the kit beyond the texts is imported before a command is known,
so that ``kit --help`` stays instant.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kit.arguments import language_of, parser_of
from kit.errors import (
    CannotWrite,
    InUse,
    KitError,
    NotebookFailed,
    OutputExists,
    UsageError,
    WorkbookRejected,
)
from kit.texts import Texts, usage_sentence

if TYPE_CHECKING:
    from types import FrameType

    from kit.lab.working_copy import WorkingCopy
    from kit.run import Delivered, Request
    from kit.workbook.problems import Problem

INTERRUPTED, SOME_FAILED = 130, 4


def entry() -> NoReturn:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not be UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # ended from outside: tidy up as on Ctrl-C
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup
            signal.signal(number, _interrupt)
    gc.set_threshold(50_000, 20, 50)  # what a command loads stays: no need to look so often
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a thread per core would never be used
    sys.exit(main(sys.argv[1:]))


_asked_to_stop: list[int] = []  # the signals received


def _interrupt(received: int, _frame: FrameType | None) -> None:
    """Stop here; and at the next step, should a library on the way swallow the exception."""
    _asked_to_stop.append(received)
    logging.disable()  # what libraries have to say of their own end is no news
    raise KeyboardInterrupt


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; errors become messages, never tracebacks."""
    texts = Texts(language_of(argv))
    options = argparse.Namespace()
    try:
        parser_of(texts).parse_args(argv, options)
        return COMMANDS[options.command](options, texts)
    except WorkbookRejected as error:  # said in the workbook's language, unless told otherwise
        spoken = texts if hasattr(options, "lang") else Texts(error.lang)
        if getattr(options, "json", False):
            print(_as_json(error.problems, spoken))
        _say("\n".join(_problem_lines(error.name, error.problems, spoken)))
        return error.exit_code
    except KeyboardInterrupt:
        _say(texts("commands.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output left: `kit schema | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KitError as error:
        _say(_message(error, texts))
        return error.exit_code
    except Exception as error:
        if os.environ.get("KIT_DEBUG"):
            raise
        # XlsxWriter wraps the system's error in its own.
        system = next((e for e in (error, *error.args) if isinstance(e, OSError)), None)
        if system is not None and system.filename:
            reason = system.strerror or type(system).__name__
            _say(texts("commands.file_error", path=system.filename, reason=reason))
            return 1
        _say(texts("commands.internal", error=f"{type(error).__name__}: {error}"[:500]))
        return 1


def _template(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    named = "workshop" if options.workshop else "file"
    target = options.output or Path(texts(f"commands.template.{named}", id=options.workshop))
    modules = options.modules.split(",") if options.modules else None
    print(run.template(target, texts.lang, modules, options.force, options.workshop))
    return 0


def _schema(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    print(json.dumps(run.schema(texts.lang), ensure_ascii=False, indent=2))
    return 0


def _fill(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    modules = options.modules.split(",") if options.modules else None
    print(run.fill(options.data, options.output, options.force, modules))
    return 0


def _check(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    lang = texts.lang if hasattr(options, "lang") else None
    problems, spoken = run.check(
        options.workbook, lang, options.annotate, options.force, options.votes
    )
    faults = [problem for problem in problems if problem.severity == "error"]
    if options.json:
        print(_as_json(problems, Texts(spoken)))
    else:
        print("\n".join(_problem_lines(options.workbook.name, problems, Texts(spoken))))
    if options.annotate:
        _say(texts("commands.check.annotated", path=options.annotate))
    return WorkbookRejected.exit_code if faults else 0


def _report(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    request = _request(options, texts, options.workbook, options.output)
    delivered = run.report(request, _progress(options, texts))
    if options.json:
        print(json.dumps(_summary(delivered, texts), ensure_ascii=False, indent=2))
        return 0
    for problem in delivered.warnings:
        _say(problem.message(texts))
    for note in delivered.notes:
        _say(note)
    print("\n".join(str(path) for path in delivered.files.values()))
    return 0


def _request(options: argparse.Namespace, texts: Texts, workbook: Path, outputs: Path) -> Request:
    from kit import run

    return run.Request(
        workbook=workbook,
        outputs=outputs,
        document=options.document,
        lang=texts.lang,
        formats=options.formats,
        as_of=options.as_of,
        settings=dict(options.set),
        scenario=getattr(options, "scenario", ""),  # a batch has none
        votes=getattr(options, "votes", None),
        notebooks=options.notebooks,
        versions=options.versions,
        paper=options.paper,
        watermark=options.watermark or "",
        password=_password(options.password_file),
        force=options.force,
    )


def _batch(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run
    from kit.batch.job import Order
    from kit.batch.progress import Progress
    from kit.batch.summary import as_data, as_lines
    from kit.kept_words import past_lines

    order = Order(
        paths=tuple(options.paths),
        request=_request(options, texts, Path(), Path()),
        outputs=options.output,
        jobs=options.jobs,
        scheduler=options.scheduler,
        resume=options.resume,
        time_limit=options.time_limit,
    )
    with Progress(texts, quiet=options.quiet) as progress:
        portfolio = run.batch(order, progress.told, progress.began)
    past = run.past(order.outputs)
    if options.json:
        print(json.dumps(as_data(portfolio, texts, past), ensure_ascii=False, indent=2))
    else:
        print("\n".join(as_lines(portfolio, texts)))
        for line in past_lines(past, texts):
            _say(line)
    if portfolio.interrupted:
        _say(texts("commands.batch.interrupted"))
        return INTERRUPTED
    return SOME_FAILED if portfolio.failed else 0


def _purge(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run
    from kit.kept_words import as_data, as_lines

    purged = run.purge(options.client, options.output, do=options.yes, working=options.working)
    if options.json:
        print(json.dumps(as_data(purged), ensure_ascii=False, indent=2))
    else:
        print("\n".join(as_lines(purged, texts)))
    if not purged.done:
        _say(texts("commands.purge.not_yet"))
    return 0


def _explore(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    asked = run.Exploring(
        workbook=options.workbook,
        outputs=options.output,
        lang=texts.lang,
        as_of=options.as_of,
        scenario=options.scenario,
        votes=options.votes,
        present=options.present,
        browser=not options.no_browser and sys.stdout.isatty(),
        port=options.port,
    )
    return run.explore(
        asked,
        told=lambda address: print(address, flush=True),
        made=lambda copy: _say("\n".join(_copy_lines(copy, texts))),
    )


def _copy_lines(copy: WorkingCopy, texts: Texts) -> Iterator[str]:
    if copy.apart:
        yield texts("commands.explore.apart")
    if copy.kept:
        names = ", ".join(path.name for path in copy.kept)
        yield texts.plural("commands.explore.kept", len(copy.kept), names=names)
    yield texts("commands.explore.folder", folder=copy.folder)


def _password(file: Path | None) -> str:
    """What opens the PDF: first line of *file*, else KIT_PDF_PASSWORD; never an argument."""
    if file is None:
        return os.environ.get("KIT_PDF_PASSWORD", "")
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("commands.usage.password_file", {"path": str(file)}) from error
    if not lines or not lines[0].strip():
        raise UsageError("commands.usage.password_file", {"path": str(file)})
    return lines[0].strip()


def _demo(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    begun = time.perf_counter()
    delivered = run.demo(options.output, texts.lang, _progress(options, texts))
    seconds = f"{time.perf_counter() - begun:.1f}"
    print("\n".join(str(path.resolve()) for path in delivered.files.values()))
    _say(texts("commands.demo.done", seconds=seconds.replace(".", texts("commands.decimal"))))
    if sys.stdout.isatty() and not options.no_open:
        import webbrowser

        webbrowser.open(delivered.files["html"].resolve().as_uri())
    return 0


MARKS = {True: "ok", None: "remark", False: "bad"}


def _doctor(options: argparse.Namespace, texts: Texts) -> int:
    from kit import run

    findings = run.doctor(options.output)
    for key, found, fine in findings:
        mark = texts(f"commands.doctor.{MARKS[fine]}")
        print(
            texts(
                "commands.doctor.line", mark=mark, what=texts[f"commands.doctor.{key}"], found=found
            )
        )
    return 1 if any(fine is False for _, _, fine in findings) else 0


COMMANDS: dict[str, Callable[[argparse.Namespace, Texts], int]] = {
    "template": _template,
    "schema": _schema,
    "fill": _fill,
    "check": _check,
    "report": _report,
    "batch": _batch,
    "purge": _purge,
    "explore": _explore,
    "demo": _demo,
    "doctor": _doctor,
}


def _message(error: KitError, texts: Texts) -> str:
    if isinstance(error, OutputExists):
        return texts("commands.exists", folder=error.folder)
    if isinstance(error, InUse):
        told = {"folder": error.folder, "pid": error.pid, "machine": error.machine}
        return texts(f"commands.in_use.{error.what}", since=error.since, **told)
    if isinstance(error, CannotWrite):
        told = {"folder": error.folder, "reason": error.reason}
        return texts(f"commands.cannot_write.{error.what}", **told)
    if isinstance(error, NotebookFailed):
        kept = texts("commands.failed.kept", path=error.kept) if error.kept else ""
        return texts("commands.failed.notebook", reason=error.reason, kept=kept)
    if isinstance(error, UsageError):
        return usage_sentence(error, texts)
    return texts("commands.internal", error=str(error))


def _problem_lines(name: str, problems: Sequence[Problem], texts: Texts) -> Iterator[str]:
    faults = [problem for problem in problems if problem.severity == "error"]
    remarks = [problem for problem in problems if problem.severity != "error"]
    if faults:
        yield texts.plural("commands.check.faults", len(faults), name=name)
    else:
        yield texts("commands.check.fine", name=name)
    yield from (f"  {problem.message(texts)}" for problem in faults)
    if remarks:
        yield texts.plural("commands.check.remarks", len(remarks))
        yield from (f"  {problem.message(texts)}" for problem in remarks)


def _as_json(problems: Sequence[Problem], texts: Texts) -> str:
    fine = all(problem.severity != "error" for problem in problems)
    rows = [_row(problem, texts) for problem in problems]
    return json.dumps({"ok": fine, "problems": rows}, ensure_ascii=False, indent=2)


def _row(problem: Problem, texts: Texts) -> dict[str, str | None]:
    expected = problem.expected
    if expected and expected.startswith("problems."):
        expected = texts[expected]
    return {
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "found": problem.found,
        "expected": expected,
        "message": problem.message(texts),
    }


def _summary(delivered: Delivered, texts: Texts) -> dict[str, object]:
    warnings = [problem.message(texts) for problem in delivered.warnings]
    return {
        "run": str(delivered.run),
        "files": {kind: str(path) for kind, path in delivered.files.items()},
        "warnings": [*warnings, *delivered.notes],
    }


def _progress(options: argparse.Namespace, texts: Texts) -> Callable[[str], None]:
    def told(step: str) -> None:
        if _asked_to_stop:
            raise KeyboardInterrupt
        if not options.quiet:
            _say(texts(step))

    return told


def _say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    entry()
