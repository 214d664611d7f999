"""Going on with a batch: what is done from the same inputs is not touched, the rest is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kit.batch import flow
from kit.batch import job as status
from kit.batch.job import Job, Order, Outcome
from kit.batch.resume import FOLDER, Records, dated, digest_of, records_of, shaped_by
from kit.batch.storage import place_of
from kit.places import folder_of
from kit.run import Request
from tests.batch.small import job, order, workbook

NAMES, FOLDERS = ("flash",), (folder_of("notebooks"),)


def made(outputs: Path, client: str, one: Job) -> Outcome:
    """A run as `publish` leaves it, and its row."""
    folder = outputs / client / "2026-03-02-0123abcd"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.ics").write_text("BEGIN", encoding="utf-8")
    files = {"ics": {"name": "plan.ics", "bytes": 5}}
    (folder / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return Outcome(
        number=one.number,
        source=one.source,
        name=one.name,
        status=status.DELIVERED,
        client=client.title(),
        run=str(folder),
        files={"ics": str(folder / "plan.ics")},
        roi=0.25,
        quick_wins=2,
        remarks=3,
        seconds=9.0,
    )


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def one(tmp_path: Path, outputs: Path) -> Job:
    source = tmp_path / "in" / "dupont.xlsx"
    source.parent.mkdir()
    source.write_bytes(b"a workbook")
    return job(source, outputs)


@pytest.fixture
def records(outputs: Path) -> Records:
    return Records(place_of(str(outputs)), "shaped")


def record(outputs: Path) -> Path:
    (path,) = (one for one in (outputs / FOLDER).iterdir() if one.name != "batch.json")
    return path


def test_a_run_that_stands_is_unchanged_with_the_figures_of_its_row(
    one: Job, records: Records, outputs: Path
) -> None:
    row = made(outputs, "dupont", one)
    records.keep(one, "digest", row)
    kept = records.row(replace(one, number=7), "digest")
    assert kept == replace(row, number=7, status=status.UNCHANGED, seconds=0.0)


def test_outputs_moved_as_a_whole_are_found_again(
    one: Job, records: Records, outputs: Path
) -> None:
    records.keep(one, "digest", made(outputs, "dupont", one))
    there = outputs.with_name("elsewhere")
    outputs.rename(there)
    moved = Records(place_of(str(there)), "shaped").row(replace(one, outputs=str(there)), "digest")
    assert moved is not None
    assert moved.run == str(there / "dupont" / "2026-03-02-0123abcd")


@pytest.mark.parametrize("digest", ["another workbook", ""])
def test_another_workbook_or_one_that_cannot_be_read_is_done_again(
    one: Job, records: Records, outputs: Path, digest: str
) -> None:
    records.keep(one, "digest", made(outputs, "dupont", one))
    assert records.row(one, digest) is None


def test_what_is_shaped_otherwise_is_made_anew(one: Job, records: Records, outputs: Path) -> None:
    records.keep(one, "digest", made(outputs, "dupont", one))
    other = Records(place_of(str(outputs)), "other")
    assert other.row(one, "digest") is None
    assert other.is_outdated(one)
    assert not records.is_outdated(one)


@pytest.mark.parametrize("harm", ["no manifest", "no file", "cut short", "no folder"])
def test_a_run_that_is_no_longer_whole_does_not_count(
    one: Job, records: Records, outputs: Path, harm: str
) -> None:
    row = made(outputs, "dupont", one)
    records.keep(one, "digest", row)
    folder = Path(row.run)
    if harm == "no manifest":
        (folder / "manifest.json").unlink()
    elif harm == "no file":
        (folder / "plan.ics").unlink()
    elif harm == "cut short":
        (folder / "plan.ics").write_text("BEG", encoding="utf-8")
    else:
        folder.rename(folder.with_name("away"))
    assert records.row(one, "digest") is None


def test_a_format_that_was_not_made_is_asked_for(one: Job, records: Records, outputs: Path) -> None:
    records.keep(one, "digest", made(outputs, "dupont", one))
    more = replace(one, request=replace(one.request, formats=("ics", "pdf")))
    assert records.row(more, "digest") is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"schema": 1}', '{"schema": 99}', "\udc80"]
)
def test_half_a_record_or_a_strange_one_is_none(
    one: Job, records: Records, outputs: Path, content: str
) -> None:
    records.keep(one, "digest", made(outputs, "dupont", one))
    path = record(outputs)
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert records.row(one, "digest") is None
    assert records_of(place_of(str(outputs)), "dupont") == ()


@pytest.mark.parametrize("name", ["status", "run", "files", "roi", "places"])
def test_a_record_without_one_of_its_keys_is_none(
    one: Job, records: Records, outputs: Path, name: str
) -> None:
    records.keep(one, "digest", made(outputs, "dupont", one))
    path = record(outputs)
    content = json.loads(path.read_text(encoding="utf-8"))
    del content[name]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert records.row(one, "digest") is None


def test_a_refused_workbook_stays_refused_until_it_changes(one: Job, records: Records) -> None:
    row = Outcome(
        1,
        one.source,
        one.name,
        status.REFUSED,
        faults=1,
        places=("Plan!D3 (not_a_date)",),
        why="refused",
        params={"path": one.source},
    )
    records.keep(one, "digest", row)
    assert records.row(one, "digest") == row
    assert records.row(one, "corrected") is None


@pytest.mark.parametrize("how", [status.FAILED, status.LATE, status.CRASHED, status.STOPPED])
def test_what_went_wrong_is_tried_again(one: Job, records: Records, how: str) -> None:
    records.keep(one, "digest", Outcome(1, one.source, one.name, how, why="memory"))
    assert records.row(one, "digest") is None


def test_the_records_of_a_client_are_found_by_the_folder_of_its_runs(
    one: Job, records: Records, outputs: Path
) -> None:
    other = replace(one, source=f"{one.source}-2")
    records.keep(one, "digest", made(outputs, "dupont", one))
    records.keep(other, "digest", made(outputs, "durand", other))
    place = place_of(str(outputs))
    (found,) = records_of(place, "durand")
    assert json.loads(place.read_text(found))["client"] == "Durand"
    assert records_of(place, "nobody") == ()


def test_a_record_says_nothing_of_the_path_of_the_workbook(
    one: Job, records: Records, outputs: Path
) -> None:
    records.keep(one, "digest", made(outputs, "acme", one))
    kept = f"{record(outputs).name} {record(outputs).read_text(encoding='utf-8')}"
    assert "dupont" not in kept
    assert str(outputs) not in kept


# ---------------------------------------------------------------- what shapes a run


def test_all_that_is_asked_shapes_a_run(tmp_path: Path) -> None:
    asked = Request(Path())
    others = [
        replace(asked, **one)
        for one in (
            {"document": "flash"},
            {"lang": "en"},
            {"formats": ("html",)},
            {"as_of": "2026-03-02"},
            {"settings": {"horizon_months": "12"}},
            {"versions": ("lead",)},
            {"paper": "letter"},
            {"watermark": "projet"},
            {"password": "ouvre-toi"},
        )
    ]
    digests = {shaped_by(one, NAMES, FOLDERS) for one in (asked, *others)}
    assert len(digests) == len(others) + 1


def test_where_it_is_made_and_the_password_itself_shape_nothing() -> None:
    asked = Request(Path(), password="ouvre-toi")
    same = replace(asked, workbook=Path("a"), outputs=Path("b"), force=True, password="autre")
    assert shaped_by(asked, NAMES, FOLDERS) == shaped_by(same, NAMES, FOLDERS)


def test_own_notebooks_and_packages_shape_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Request(Path())
    usual = shaped_by(asked, NAMES, FOLDERS)
    own = tmp_path / "flash.ipynb"
    own.write_bytes((FOLDERS[0] / "flash.ipynb").read_bytes())
    assert shaped_by(asked, NAMES, (tmp_path, *FOLDERS)) == usual
    own.write_bytes(own.read_bytes() + b"\n")
    assert shaped_by(asked, NAMES, (tmp_path, *FOLDERS)) != usual
    monkeypatch.setattr("kit.deliverable.manifest.packages", lambda: {"typst": "99"})
    assert shaped_by(asked, NAMES, FOLDERS) != usual


def test_a_workbook_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    assert digest_of(str(tmp_path / "nowhere.xlsx")) == ""


# ---------------------------------------------------------------- a batch gone on with


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that are really done, each delivered at once."""
    jobs: list[Job] = []

    class Crew:
        width = 2

        def submit(self, one: Job) -> Future[Outcome]:
            jobs.append(one)
            future: Future[Outcome] = Future()
            future.set_result(made(Path(one.outputs), f"client-{one.number}", one))
            return future

        def stop(self) -> None: ...

    @contextmanager
    def crew_of(*_: object) -> Iterator[Crew]:
        yield Crew()

    monkeypatch.setattr(flow, "crew_of", crew_of)
    return jobs


def many(tmp_path: Path, count: int) -> Order:
    clients = tmp_path / "in"
    clients.mkdir()
    for number in range(count):
        (clients / f"{number}.xlsx").write_bytes(b"%d" % number)
    return order(clients, outputs=tmp_path / "out")


def test_a_batch_that_is_done_does_nothing_again_and_opens_no_workbook(
    tmp_path: Path, asked_for: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = many(tmp_path, 150)
    flow.batch(whole)
    assert len(asked_for) == 150
    opened: list[str] = []
    monkeypatch.setattr(
        "kit.workbook.sandbox.read_grid", lambda path, limits: opened.append(str(path))
    )
    again = flow.batch(replace(whole, resume=True))
    assert len(asked_for) == 150
    assert opened == []
    assert again.count(status.UNCHANGED) == len(again.outcomes) == 150
    assert [one.client for one in again.outcomes] == [f"Client-{n}" for n in range(1, 151)]


def test_only_what_changed_is_done_again(tmp_path: Path, asked_for: list[Job]) -> None:
    whole = many(tmp_path, 6)
    flow.batch(whole)
    del asked_for[:]
    (tmp_path / "in" / "2.xlsx").write_bytes(b"corrected")
    (tmp_path / "in" / "new.xlsx").write_bytes(b"new")
    again = flow.batch(replace(whole, resume=True))
    assert sorted(one.name for one in asked_for) == ["2.xlsx", "new.xlsx"]
    assert [one.number for one in again.outcomes] == list(range(1, 8))
    assert not any(one.request.force for one in asked_for)


def test_a_package_of_another_version_has_its_runs_made_anew(
    tmp_path: Path, asked_for: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would have the same name: without force they would pass for unchanged."""
    whole = many(tmp_path, 2)
    flow.batch(whole)
    del asked_for[:]
    monkeypatch.setattr("kit.deliverable.manifest.packages", lambda: {"typst": "99"})
    flow.batch(replace(whole, resume=True))
    assert [one.request.force for one in asked_for] == [True, True]


def test_without_resume_all_is_asked_for(tmp_path: Path, asked_for: list[Job]) -> None:
    whole = many(tmp_path, 2)
    flow.batch(whole)
    flow.batch(whole)
    assert len(asked_for) == 4


def test_the_date_of_the_batch_gone_on_with_is_kept_and_told(
    tmp_path: Path, asked_for: list[Job]
) -> None:
    whole = many(tmp_path, 1)
    undated = replace(whole, request=replace(whole.request, as_of=""), resume=True)
    flow.batch(whole)
    said: list[tuple[int, str]] = []
    again = flow.batch(undated, began=lambda asked, resumed: said.append((asked, resumed)))
    assert again.as_of == "2026-03-02"
    assert said == [(1, "2026-03-02")]
    assert len(asked_for) == 1
    later = replace(whole, request=replace(whole.request, as_of="2026-04-01"), resume=True)
    assert flow.batch(later).as_of == "2026-04-01"
    assert len(asked_for) == 2
    assert dated(place_of(whole.outputs)) == "2026-04-01"


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"as_of": 3}'])
def test_a_batch_without_a_date_that_can_be_read_is_of_today(tmp_path: Path, content: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "batch.json").write_text(content, encoding="utf-8")
    assert dated(place_of(str(tmp_path))) == ""


def test_a_real_client_comes_out_unchanged_then_anew(tmp_path: Path) -> None:
    """Delivered; unchanged without --resume; made anew when a file of its run is gone."""
    source = workbook(tmp_path / "in" / "a.xlsx", "Va bien")
    whole = order(source, outputs=tmp_path / "out")
    (first,) = flow.batch(whole).outcomes
    assert first.status == status.DELIVERED
    bytes_ = {path.name: path.read_bytes() for path in Path(first.run).glob("*.*")}
    (second,) = flow.batch(whole).outcomes
    assert (second.status, second.run, second.client) == (status.UNCHANGED, first.run, "Va bien")
    assert second.quick_wins == first.quick_wins
    Path(first.files["ics"]).unlink()
    (third,) = flow.batch(replace(whole, resume=True)).outcomes
    assert (third.status, third.run) == (status.DELIVERED, first.run)
    assert {path.name: path.read_bytes() for path in Path(third.run).glob("*.*")} == bytes_


def test_a_password_is_kept_nowhere(tmp_path: Path, asked_for: list[Job]) -> None:
    whole = many(tmp_path, 1)
    flow.batch(replace(whole, request=replace(whole.request, password="ouvre-toi")))
    kept = [path.read_text(encoding="utf-8") for path in (tmp_path / "out" / FOLDER).iterdir()]
    assert len(kept) == 2
    assert "ouvre-toi" not in "".join(kept)


def test_records_that_cannot_be_written_stop_nothing(
    tmp_path: Path, asked_for: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kit.batch.storage.Folder.write_text", full)
    portfolio = flow.batch(many(tmp_path, 3))
    assert portfolio.count(status.DELIVERED) == 3
    assert portfolio.table == ""
