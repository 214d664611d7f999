"""``kill -9`` in the middle of a batch, a few times; benchmarks/kills.py does it fifty times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.kills import moments
from tests.batch.planted import workbooks


@pytest.mark.skipif(sys.platform == "win32", reason="killed by signals")
def test_a_killed_batch_leaves_whole_runs_and_is_resumed_to_the_same_bytes(tmp_path: Path) -> None:
    here = workbooks(tmp_path / "in", "Un", "Deux", "Trois")
    tried = list(moments(here, tmp_path, count=3, seed=4))
    assert [one.wrong for one in tried] == [(), (), ()]
    assert {one.everything for one in tried} == {True, False}
