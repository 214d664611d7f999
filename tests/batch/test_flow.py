"""A batch in which everything goes wrong for somebody: one row each, the others go on."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kit import run
from kit.batch import flow
from kit.batch import job as status
from kit.batch.job import Job, Outcome, Portfolio
from kit.batch.summary import as_data, why
from kit.display import asked
from kit.errors import InUse, UsageError
from kit.texts import LANGUAGES, Texts
from kit.workbook import dates
from tests.batch.small import FAULTY, gone, notebooks, order, workbook

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")
SECRET = "chiffre-confidentiel"
BURNT = 4.0  # [s] of CPU in one notebook
NOTED = "import os, pathlib; pathlib.Path(r'{pids}', str(os.getpid())).touch(); "


@dataclass(frozen=True)
class Done:
    portfolio: Portfolio
    told: list[tuple[Outcome, int]]
    outputs: Path
    pids: Path

    def __getitem__(self, name: str) -> Outcome:
        return next(one for one in self.portfolio.outcomes if one.name == f"{name}.xlsx")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("batch")
    clients, pids, outputs = folder / "in", folder / "pids", folder / "out"
    pids.mkdir()
    noted = NOTED.format(pids=pids)
    own = notebooks(
        folder / "notebooks",
        {
            "Va bien": f"import time\nwhile time.process_time() < {BURNT}: pass",
            "Lève": f"raise ValueError('{SECRET}')",
            "Meurt": f"{noted}import signal; os.kill(os.getpid(), signal.SIGKILL)",
            "Tue": f"{noted}import signal; os.kill(os.getppid(), signal.SIGKILL); signal.pause()",
        },
    )
    for name, company in {"a": "Va bien", "b": "Lève", "c": "Meurt", "d": "Tue"}.items():
        workbook(clients / f"{name}.xlsx", company)
    (clients / "e.xlsx").write_bytes(FAULTY.read_bytes())
    told: list[tuple[Outcome, int]] = []
    whole = order(clients, outputs=outputs, request={"notebooks": own}, jobs=2)
    portfolio = run.batch(whole, lambda outcome, of: told.append((outcome, of)))
    return Done(portfolio, told, outputs, pids)


@posix
def test_every_client_is_a_row_told_once(done: Done) -> None:
    assert [one.number for one in done.portfolio.outcomes] == [1, 2, 3, 4, 5]
    assert {one.number for one, _ in done.told} == {1, 2, 3, 4, 5}
    assert {of for _, of in done.told} == {5}
    assert not done.portfolio.interrupted
    assert done.portfolio.failed == 4


@posix
def test_a_client_who_came_out_well_has_its_figures(done: Done) -> None:
    fine = done["a"]
    assert (fine.status, fine.client, fine.tries) == (status.DELIVERED, "Va bien", 1)
    assert Path(fine.files["ics"]).is_file()
    assert Path(fine.files["manifest"]).parent == Path(fine.run)
    assert fine.quick_wins is not None
    assert fine.cpu_seconds > 0
    assert fine.memory_mb > 0


@posix
def test_the_cpu_of_the_kernel_is_that_of_its_client(done: Done) -> None:
    assert done["a"].cpu_seconds > BURNT


@posix
def test_a_refused_workbook_tells_places_and_codes(done: Done) -> None:
    refused = done["e"]
    assert refused.status == status.REFUSED
    assert refused.faults == len(refused.places) > 10
    assert "Entreprise!D16 (not_a_choice)" in refused.places


@posix
def test_a_failing_cell_is_told_without_what_it_says_and_its_copy_is_kept(done: Done) -> None:
    failed = done["b"]
    assert (failed.status, failed.why, failed.tries) == (status.FAILED, "notebook", 1)
    assert failed.params["error"] == "ValueError"
    assert SECRET in Path(failed.params["kept"]).read_text(encoding="utf-8")


@posix
def test_a_dead_kernel_and_a_killed_process_are_tried_once_more(done: Done) -> None:
    assert (done["c"].status, done["c"].why, done["c"].tries) == (status.FAILED, "kernel_died", 2)
    assert (done["d"].status, done["d"].why, done["d"].tries) == (status.CRASHED, "killed", 2)
    assert done["d"].params["signal"] == f"{signal.SIGKILL.value} (SIGKILL)"


@posix
def test_no_kernel_survives_its_client(done: Done) -> None:
    pids = [int(path.name) for path in done.pids.iterdir()]
    assert len(pids) == 4
    assert gone(pids)


@posix
def test_nothing_told_or_kept_of_the_batch_quotes_a_client(done: Done) -> None:
    for texts in map(Texts, LANGUAGES):
        assert SECRET not in str(as_data(done.portfolio, texts))
    kept = [path for path in done.outputs.rglob("*") if path.is_file()]
    written = [path for path in kept if path.suffix in {".json", ".csv", ".html"}]
    assert len(written) > 5
    assert not [path for path in written if SECRET in path.read_text(encoding="utf-8")]


@posix
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_failure_is_explained_in_both_languages(done: Done, lang: str) -> None:
    texts = Texts(lang)
    told = {one.name: why(one, texts) for one in done.portfolio.outcomes}
    assert told.pop("a.xlsx") == ""
    assert all(len(sentence) > 40 for sentence in told.values())


@posix
def test_the_portfolio_is_written_and_nothing_half_made_is_left(done: Done) -> None:
    assert Path(done.portfolio.table).is_file()
    assert Path(done.portfolio.page).is_file()
    left = [path.name for path in done.outputs.rglob(".*") if path.name != ".kit-batch"]
    assert {name for name in left if not name.startswith(".client.json")} == set()


# ---------------------------------------------------------------- without any process


class Crew:
    """Does jobs as they are asked for, and counts how many wait."""

    def __init__(self, width: int) -> None:
        self.width, self.waiting, self.most, self.jobs = width, [], 0, []  # type: ignore[var-annotated]

    def submit(self, job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        self.jobs.append(job)
        self.waiting.append((job, future))
        self.most = max(self.most, len(self.waiting))
        if len(self.waiting) == 2 * self.width:
            self.finish()  # never more: else the batch would wait for ever
        return future

    def finish(self) -> None:
        for job, future in self.waiting:
            future.set_result(
                Outcome(job.number, job.source, job.name, status.FAILED, why="memory")
            )
        self.waiting.clear()

    def stop(self) -> None:
        self.finish()


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch) -> Crew:
    found = Crew(2)

    @contextmanager
    def crew_of(*_: object) -> Iterator[Crew]:
        yield found

    monkeypatch.setattr(flow, "crew_of", crew_of)
    return found


def blanks(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.xlsx").write_bytes(b"%d" % number)
    return folder


def test_jobs_are_handed_out_a_few_at_a_time(crew: Crew, tmp_path: Path) -> None:
    clients = blanks(tmp_path / "in", 400)
    portfolio = flow.batch(order(clients, outputs=tmp_path / "out"))
    assert crew.most == 4
    assert [one.number for one in portfolio.outcomes] == list(range(1, 401))


def test_asked_to_stop_nothing_more_is_begun_and_the_rest_are_rows(
    crew: Crew, tmp_path: Path
) -> None:
    clients = blanks(tmp_path / "in", 40)

    def told(outcome: Outcome, _: int) -> None:
        if outcome.number == 8:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)  # twice: no more than once

    before = signal.getsignal(signal.SIGINT)
    portfolio = flow.batch(order(clients, outputs=tmp_path / "out"), told)
    assert signal.getsignal(signal.SIGINT) is before
    assert portfolio.interrupted
    assert len(crew.jobs) < 16
    assert len(portfolio.outcomes) == 40
    assert portfolio.count(status.STOPPED) == 40 - len(crew.jobs)
    assert Path(portfolio.page).is_file()


def test_a_lost_machine_is_a_row(crew: Crew, tmp_path: Path) -> None:
    clients = blanks(tmp_path / "in", 1)

    def submit(job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_exception(ConnectionError("gone"))
        return future

    crew.submit = submit  # type: ignore[method-assign]
    (row,) = flow.batch(order(clients, outputs=tmp_path / "out")).outcomes
    assert (row.status, row.why, row.params["error"]) == ("crashed", "lost", "ConnectionError")


@pytest.mark.parametrize(
    "request_",
    [
        {"document": "roman"},
        {"settings": {"horizon_month": "12"}},
        {"settings": {"horizon_months": "douze"}},
        {"notebooks": Path("nowhere")},
        {"settings": {"discount_rate": "nan"}},
        {"settings": {"plan_start": "2199-01-01"}},
        {"as_of": "demain"},
    ],
    ids=str,
)
def test_what_no_client_could_do_is_refused_before_the_first(
    crew: Crew, tmp_path: Path, request_: dict[str, object]
) -> None:
    clients = blanks(tmp_path / "in", 2)
    with pytest.raises(UsageError):
        flow.batch(order(clients, outputs=tmp_path / "out", request=request_))
    assert crew.jobs == []
    assert not (tmp_path / "out").exists()


def test_dates_are_bounded_as_in_a_workbook() -> None:
    assert (asked.FIRST_YEAR, asked.LAST_YEAR) == (dates.FIRST_YEAR, dates.LAST_YEAR)


def test_an_empty_batch_is_refused(crew: Crew, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        flow.batch(order(blanks(tmp_path / "in", 0), outputs=tmp_path / "out"))


def test_a_second_batch_on_the_same_outputs_is_refused(crew: Crew, tmp_path: Path) -> None:
    clients = blanks(tmp_path / "in", 4)
    whole = order(clients, outputs=tmp_path / "out")
    seen: list[str] = []

    def told(outcome: Outcome, _: int) -> None:
        if not seen:
            with pytest.raises(InUse) as caught:
                flow.batch(replace(whole, jobs=1))
            seen.append(caught.value.what)

    flow.batch(whole, told)
    assert seen == ["batch"]
