"""What the benchmarks count, keep and write."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.measure import Failed, measured
from benchmarks.records import Records
from benchmarks.table import PAGE, lines_of, write_table
from kit.catalogue import load_catalogue

EXAMPLE = Path(__file__).parents[2] / "data_templates" / "exemple-flash.xlsx"
ORPHAN = """
import os, time
if os.fork() == 0:
    os.setsid()
    while time.process_time() < 0.5: pass
"""


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are inherited on Linux only")
def test_the_cpu_of_an_orphan_is_counted(tmp_path: Path) -> None:
    cost = measured([[[sys.executable, "-c", ORPHAN]]], cwd=tmp_path)
    assert cost.cpu >= 0.4  # counted by the system, not timed


def test_commands_in_turn_stop_at_the_first_that_fails(tmp_path: Path) -> None:
    line = [[sys.executable, "-c", "raise SystemExit(3)"], [sys.executable, "-c", "open('x','w')"]]
    with pytest.raises(Failed, match="3"):
        measured([line], cwd=tmp_path)
    assert not (tmp_path / "x").exists()
    measured([line], cwd=tmp_path, codes=(0, 3))
    assert (tmp_path / "x").exists()


def test_the_usual_peer_types_two_commands_a_section(tmp_path: Path) -> None:
    sections = peers.sections(EXAMPLE, "report")
    commands = peers.usual(EXAMPLE, "report", "fr", "2026-12-01", tmp_path)
    assert len(commands) == 2 * len(sections)
    assert set(sections) <= set(load_catalogue().documents["report"].notebooks)
    assert {Path(command[0]).name for command in commands} == {"papermill", "jupyter"}
    assert all(Path(command[0]).is_file() for command in commands)


def test_the_tuned_peer_runs_one_notebook_of_all_the_sections(tmp_path: Path) -> None:
    commands = peers.tuned(EXAMPLE, "flash", "fr", "2026-12-01", tmp_path, pdf=True)
    assert [Path(command[0]).name for command in commands] == ["papermill", "jupyter", "jupyter"]
    assert (tmp_path / "composed.ipynb").is_file()
    assert "workbook" in commands[0]


def test_what_was_measured_is_kept_and_not_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    Records(path).add("one", "a", 1, wall=8.0, cpu=6.0)
    kept = Records(path)
    assert kept.has("one", "a", 1)
    assert not kept.has("one", "a", 2)
    assert kept.machine["cores"] >= 1
    kept.forget("one", ["a"])
    assert not kept.has("one", "a", 1)


def test_ratios_are_taken_round_by_round(tmp_path: Path) -> None:
    records = Records(tmp_path / "results.json")
    for round, (peer, ours) in enumerate(((8.0, 1.0), (30.0, 3.0), (40.0, 2.0)), start=1):
        records.add("one", "a", round, wall=peer)
        records.add("one", "c", round, wall=ours)
    assert records.ratio("one", "a", "c", "wall") == 10.0  # of 8, 10 and 20
    assert records.median("one", "a", "wall") == 30.0
    assert records.ratio("one", "b", "c", "wall") is None


def test_the_page_holds_the_figures_between_its_marks(tmp_path: Path) -> None:
    records = Records(tmp_path / "results.json")
    for case, wall in (("a", 80.0), ("c", 8.0), ("c1", 4.0)):
        records.add("one", case, 1, wall=wall, cpu=wall, memory_mb=100.0, workbook="x.xlsx")
    records.add("flat", "10", 1, cpu_client=2.0, per_minute=20.0, memory_mb=9.0, peak_client_mb=3.0)
    page = tmp_path / "page.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    write_table(records, page)
    once = page.read_text(encoding="utf-8")
    assert "| 80.0 | 80.0 | 100.0 | 10.0 (10.0) | 20.0 (20.0) |" in once
    assert "| 10 | 2.00 | 20.0 | 9 | 3 |" in once
    write_table(records, page)
    assert page.read_text(encoding="utf-8") == once
    assert list(lines_of(Records(tmp_path / "none.json"))) == []
