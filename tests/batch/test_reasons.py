"""What an error is told as: a sentence that says what to do, never what the error quotes."""

from __future__ import annotations

import errno
import pickle
from multiprocessing import Pipe
from pathlib import Path

import pytest

from kit.batch import client_run, inside
from kit.batch import job as status
from kit.batch.job import Job, Outcome
from kit.batch.reasons import explained
from kit.batch.summary import why
from kit.errors import (
    CannotWrite,
    ContentError,
    InUse,
    NotebookFailed,
    UsageError,
    WorkbookRejected,
)
from kit.texts import LANGUAGES, Texts
from kit.workbook.problems import Problem
from tests.batch.small import job

SECRET = "chiffre-confidentiel"


@pytest.fixture
def one(tmp_path: Path) -> Job:
    return job(tmp_path / "in" / "dupont.xlsx", tmp_path / "out")


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except BaseException as caught:
        return caught


ERRORS = {
    "notebook": NotebookFailed("failed.ipynb", f"ValueError: {SECRET}", "/tmp/x/dupont/a.ipynb"),
    "notebook_lost": NotebookFailed("failed.ipynb", f"ValueError: {SECRET}"),
    "kernel_died": NotebookFailed("failed.ipynb", "DeadKernelError: Kernel died"),
    "memory": MemoryError(SECRET),
    "disk_full": OSError(errno.ENOSPC, SECRET, "/out/x.pdf"),
    "denied": PermissionError(errno.EACCES, SECRET, "/out/x.pdf"),
    "system": OSError(errno.EIO, SECRET, "/out/x.pdf"),
    "vanished": UsageError("commands.usage.no_file", {"path": "dupont.xlsx"}),
    "usage": UsageError("commands.usage.notebook_missing", {"notebook": "a.ipynb"}),
    "content": ContentError("plan.toml", "pilot.day", SECRET),
    "in_use": InUse("run", "out/dupont", "12", "poste-3", "2026-03-02 10:00"),
    "unwritable": CannotWrite("unwritable", "out", "Read-only file system"),
    "temp_full": CannotWrite("temp_full", "/tmp", "No space left on device"),
    "error": ValueError(SECRET),
}


@pytest.mark.parametrize("key", ERRORS)
def test_each_error_has_its_sentence_which_quotes_nothing(one: Job, key: str) -> None:
    outcome = explained(one, raised(ERRORS[key]))
    assert (outcome.status, outcome.why) == (status.FAILED, key)
    for texts in map(Texts, LANGUAGES):
        assert len(why(outcome, texts)) > 30
    assert SECRET not in repr(outcome)
    assert pickle.loads(pickle.dumps(outcome)) == outcome


def test_what_a_library_wraps_is_found(one: Job) -> None:
    """XlsxWriter gives the system's error as an argument, others as a cause."""
    full = OSError(errno.ENOSPC, "full", "/out/x.xlsx")
    assert explained(one, raised(RuntimeError(full))).why == "disk_full"
    assert explained(one, raised(RuntimeError("no"), raised(RuntimeError("no"), full))).why == (
        "disk_full"
    )


def test_an_unknown_error_is_told_by_its_class_and_its_place_in_our_code(one: Job) -> None:
    try:
        Texts("fr")("commands.nowhere")
    except KeyError as error:
        outcome = explained(one, error)
    assert outcome.params["error"] == "KeyError"
    assert outcome.params["place"].startswith("texts.py:")


def test_the_kept_copy_is_told_where_it_ends_up(one: Job) -> None:
    """Made aside when the outputs are a URL: the last two parts are its name there."""
    outcome = explained(one, ERRORS["notebook"])
    assert outcome.params["kept"] == str(Path(one.outputs) / "dupont" / "a.ipynb")


def test_a_refused_workbook_counts_faults_and_remarks(one: Job) -> None:
    problems = (
        Problem("not_a_choice", sheet="Plan", cell="D3", found=SECRET),
        Problem("not_a_choice", sheet="Plan", cell="D4", found=SECRET, severity="warning"),
    )
    outcome = explained(one, WorkbookRejected("dupont.xlsx", problems))
    assert (outcome.status, outcome.faults, outcome.remarks) == (status.REFUSED, 1, 1)
    assert outcome.places == ("Plan!D3 (not_a_choice)",)
    assert SECRET not in repr(outcome)


def test_credentials_of_a_url_are_told_nowhere(one: Job) -> None:
    there = job(Path("x"), Path("out"))
    url = "sftp://ann:motdepasse@files.example.org/a.xlsx"
    for error in ERRORS.values():
        outcome = explained(Job(1, url, "a.xlsx", there.request, "out"), error)
        assert "motdepasse" not in repr(outcome)


# ---------------------------------------------------------------- the answer of a process


def answered(one: Job, outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.setattr(client_run, "client_run", lambda job: outcome)
    near, far = Pipe(duplex=False)
    with near, far:
        inside._reply(far, one)
        answer: Outcome = near.recv()
        return answer


def test_an_answer_that_cannot_be_sent_is_a_row(one: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    strange = Outcome(1, one.source, one.name, status.DELIVERED, params={"odd": lambda: 0})  # type: ignore[dict-item]
    answer = answered(one, strange, monkeypatch)
    assert (answer.status, answer.why) == (status.FAILED, "error")


def test_nobody_to_answer_to_is_no_error(one: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    fine = Outcome(1, one.source, one.name, status.DELIVERED)
    monkeypatch.setattr(client_run, "client_run", lambda job: fine)
    near, far = Pipe(duplex=False)
    near.close()
    with far:
        inside._reply(far, one)
