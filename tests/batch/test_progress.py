"""What is said while a batch goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from kit.batch import job as status
from kit.batch.job import Outcome
from kit.batch.progress import Progress, _clock
from kit.texts import LANGUAGES, Texts

FINE = Outcome(1, "in/a.xlsx", "a.xlsx", status.DELIVERED, seconds=8.25)
SAME = Outcome(2, "in/b.xlsx", "b.xlsx", status.UNCHANGED)
BAD = Outcome(3, "in/c.xlsx", "c.xlsx", status.FAILED, seconds=1, why="memory")
STOPPED = Outcome(4, "in/d.xlsx", "d.xlsx", status.STOPPED, why="stopped", params={"path": "d"})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, lang: str = "fr", quiet: bool = False
) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(Texts(lang), quiet=quiet) as progress:
        progress.began(4, "2026-03-02")
        for outcome in (FINE, SAME, BAD, STOPPED):
            progress.told(outcome, 4)
    return stream.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_off_a_terminal_each_client_is_a_line(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    texts = Texts(lang)
    lines = said(monkeypatch, io.StringIO(), lang=lang).splitlines()
    assert len(lines) == 4  # a stop is said once, at the end
    assert "2026-03-02" in lines[0]
    assert lines[1].startswith("1/4 a.xlsx")
    assert f"8{texts['commands.decimal']}2" in lines[1]
    assert texts["commands.batch.why.memory"] in lines[3]
    assert "\r" not in "".join(lines)


def test_on_a_terminal_a_bar_goes_on_below_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    written = said(monkeypatch, Terminal())
    texts = Texts("fr")
    assert texts("commands.batch.starting", done=0, asked=4) in written
    assert "2/4" in written
    assert "clients/min" in written
    assert "b.xlsx" not in written  # nothing to see to
    assert texts["commands.batch.why.memory"] in written
    assert "\x1b[3" not in written  # no colour


def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, io.StringIO(), quiet=True) == ""
    assert said(monkeypatch, Terminal(), quiet=True) == ""


def test_what_costs_nothing_says_nothing_of_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    """900 clients found unchanged in a second do not promise the rest in as little."""
    texts = Texts("en")
    monkeypatch.setattr(sys, "stderr", Terminal())
    progress = Progress(texts)
    monkeypatch.setattr("kit.batch.progress.time.monotonic", lambda: 0.0)
    progress.began(1000, "")
    monkeypatch.setattr("kit.batch.progress.time.monotonic", lambda: 60.0)
    for _ in range(900):
        progress.told(SAME, 1000)
    assert "? left" in progress._state(1000)
    for _ in range(10):
        progress.told(FINE, 1000)
    assert "10.0 clients/min" in progress._state(1000)
    assert "9:00 left" in progress._state(1000)
    progress.__exit__(None, None, None)


@pytest.mark.parametrize(("seconds", "told"), [(0, "0:00"), (65.4, "1:05"), (3723, "1:02:03")])
def test_a_time_is_told_as_on_a_clock(seconds: float, told: str) -> None:
    assert _clock(seconds) == told
