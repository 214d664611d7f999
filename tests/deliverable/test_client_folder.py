"""Whose folder is whose: two clients of the same name never meet."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kit.deliverable.client_folder import MARKER, claimed, folders_of, source_id
from kit.deliverable.publish import staged
from kit.errors import InUse

FIRST, SECOND, THIRD = (source_id(f"in/{name}.xlsx", "out") for name in "abc")
BATCH = frozenset({FIRST, SECOND})


def publish(
    outputs: Path, source: str, rivals: frozenset[str] = frozenset(), run: str = "run"
) -> str:
    """The name of the client folder where a run of the client *source* was made."""
    with claimed(outputs, "dupont", run, source, rivals) as folder, staged(folder, force=True):
        pass
    return folder.parent.name


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_two_clients_of_the_same_name_in_a_batch_get_a_folder_each(tmp_path: Path) -> None:
    apart = f"dupont-{SECOND[:4]}"
    assert publish(tmp_path, FIRST, BATCH) == "dupont"
    assert publish(tmp_path, SECOND, BATCH) == apart
    assert names(tmp_path) == ["dupont", apart]


def test_each_keeps_its_folder_whoever_comes_first_the_next_time(tmp_path: Path) -> None:
    before = [publish(tmp_path, source, BATCH) for source in (FIRST, SECOND)]
    after = [publish(tmp_path, source, BATCH, "next") for source in (SECOND, FIRST)]
    assert after[::-1] == before


def test_a_single_report_finds_the_folder_its_workbook_has_already(tmp_path: Path) -> None:
    publish(tmp_path, FIRST, BATCH)
    apart = publish(tmp_path, SECOND, BATCH)
    assert publish(tmp_path, SECOND) == apart
    assert publish(tmp_path, FIRST) == "dupont"


def test_a_renamed_workbook_is_the_same_client(tmp_path: Path) -> None:
    publish(tmp_path, FIRST, BATCH)
    assert publish(tmp_path, THIRD, frozenset({SECOND, THIRD}), "next") == "dupont"
    marker = json.loads((tmp_path / "dupont" / MARKER).read_text(encoding="utf-8"))
    assert marker == {"source": THIRD}


def test_a_folder_made_before_there_were_markers_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "dupont" / "2026-01-05-1a2b3c4d").mkdir(parents=True)
    (tmp_path / "dupont" / MARKER).write_text("{not json")
    assert publish(tmp_path, FIRST, BATCH) == "dupont"


def test_another_client_that_has_the_suffixed_name_by_chance_is_not_met(tmp_path: Path) -> None:
    """A company called « Dupont 1a2b »."""
    publish(tmp_path, FIRST, BATCH)
    taken = tmp_path / f"dupont-{SECOND[:4]}"
    taken.mkdir()
    (taken / MARKER).write_text(json.dumps({"source": THIRD}))
    assert publish(tmp_path, SECOND, BATCH) == f"dupont-{SECOND[:8]}"


def test_clients_that_come_at_the_same_moment_never_meet(tmp_path: Path) -> None:
    sources = [source_id(f"in/{number}.xlsx", "out") for number in range(12)]
    with ThreadPoolExecutor(12) as crew:
        made = list(crew.map(lambda one: publish(tmp_path, one, frozenset(sources)), sources))
    assert len(set(made)) == 12
    assert names(tmp_path) == sorted(made)
    assert sorted(made) == [path.name for path in folders_of(tmp_path, "dupont")]


def test_folders_of_a_name_leave_out_clients_whose_name_merely_begins_so(tmp_path: Path) -> None:
    publish(tmp_path, FIRST, BATCH)
    apart = publish(tmp_path, SECOND, BATCH)
    (tmp_path / "dupont-et-fils").mkdir()
    (tmp_path / "dupont-et-fils" / MARKER).write_text(json.dumps({"source": THIRD}))
    assert [path.name for path in folders_of(tmp_path, "dupont")] == ["dupont", apart]


def test_a_run_that_fails_leaves_no_folder_and_no_claim(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError),
        claimed(tmp_path, "dupont", "run", FIRST) as folder,
        staged(folder, force=False),
    ):
        raise ValueError
    assert names(tmp_path) == []


def test_the_same_run_twice_at_a_time_is_refused_another_run_is_not(tmp_path: Path) -> None:
    with claimed(tmp_path, "dupont", "run", FIRST) as folder, staged(folder, force=False):
        with (
            pytest.raises(InUse) as caught,
            claimed(tmp_path, "dupont", "run", FIRST),
        ):
            pytest.fail("twice at a time")
        assert caught.value.folder == str(folder)
        publish(tmp_path, FIRST, run="another")
    assert names(tmp_path / "dupont") == [MARKER, "another", "run"]


def test_an_abandoned_run_takes_the_claim_of_no_other(tmp_path: Path) -> None:
    with claimed(tmp_path, "dupont", "run", FIRST) as folder:
        with pytest.raises(ValueError), claimed(tmp_path, "dupont", "another", FIRST):
            raise ValueError
        assert (folder.parent / MARKER).exists()
    assert names(tmp_path) == []


def test_the_marker_tells_nothing_of_the_client(tmp_path: Path) -> None:
    source = source_id(str(tmp_path / "Dupont SARL.xlsx"), str(tmp_path / "out"))
    publish(tmp_path, source)
    marker = (tmp_path / "dupont" / MARKER).read_text(encoding="utf-8")
    assert set(json.loads(marker)) == {"source"}
    assert "upont" not in marker


# ------------------------------------------------------------------ the same on every machine


def test_a_file_counts_by_its_path_seen_from_the_outputs(tmp_path: Path) -> None:
    """Wherever the disk that holds both is mounted, and however the path is written."""
    for disk in ("laptop", "server"):
        (tmp_path / disk / "clients").mkdir(parents=True)
    ids = {
        source_id(str(tmp_path / disk / "clients" / "é.xlsx"), str(tmp_path / disk / "out"))
        for disk in ("laptop", "server")
    }
    roundabout = tmp_path / "laptop" / "out" / ".." / "clients" / "e\N{COMBINING ACUTE ACCENT}.xlsx"
    ids.add(source_id(str(roundabout), str(tmp_path / "laptop" / "out")))
    ids.add(source_id(f"file://{tmp_path}/laptop/clients/%C3%A9.xlsx", f"{tmp_path}/laptop/out"))
    assert len(ids) == 1


def test_a_url_counts_without_its_credentials_wherever_the_outputs_are() -> None:
    url = "sftp://{}host/in/a.xlsx"
    ids = {
        source_id(url.format(who), outputs)
        for who in ("", "me:secret@")
        for outputs in ("out", "/srv/out", "s3://bucket/out")
    }
    assert len(ids) == 1
    assert source_id("sftp://host/in/b.xlsx", "out") not in ids
