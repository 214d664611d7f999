"""How far a batch is, on stderr: a bar with its rate and the time left, lines off a terminal.

No colour and no cursor trick but the bar's own line, so NO_COLOR changes nothing.
"""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Never

from kit.batch.job import FINE, STOPPED, UNCHANGED, Outcome
from kit.batch.summary import why
from kit.texts import Texts

if TYPE_CHECKING:
    from tqdm import tqdm

_BAR = "{percentage:3.0f} % |{bar:20}| {desc}"


class Progress:
    """`told(outcome, asked)` for each client that came out; quiet: nothing is shown."""

    def __init__(self, texts: Texts, *, quiet: bool = False) -> None:
        self._texts, self._quiet = texts, quiet
        self._done = self._worked = self._failed = 0
        self._begun = time.monotonic()
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def began(self, asked: int, resumed: str) -> None:
        """*asked* clients are about to be done; *resumed*: the date kept of a former batch."""
        self._begun = time.monotonic()
        if self._quiet:
            return
        if resumed:
            self._line(self._texts("commands.batch.resumed", as_of=resumed))
        if sys.stderr.isatty():
            self._bar = _bar_of(asked, self._texts("commands.batch.starting", done=0, asked=asked))

    def told(self, outcome: Outcome, asked: int) -> None:
        """One client more: a line off a terminal, or when it must be looked at."""
        self._done += 1
        self._worked += outcome.status != UNCHANGED  # what costs nothing says nothing of the rate
        stopped = outcome.status == STOPPED  # said once for all of them, at the end
        self._failed += outcome.status not in FINE and not stopped
        if self._quiet or stopped:
            return
        if self._bar is None or outcome.status not in FINE:
            self._line(self._told(outcome, asked))
        if self._bar is not None:
            self._bar.set_description_str(self._state(asked), refresh=False)
            self._bar.update()

    def _told(self, outcome: Outcome, asked: int) -> str:
        reason = why(outcome, self._texts)
        return self._texts(
            "commands.batch.told_why" if reason else "commands.batch.told",
            done=self._done,
            asked=asked,
            name=outcome.name,
            status=self._texts[f"commands.batch.status.{outcome.status}"],
            seconds=self._decimal(outcome.seconds),
            why=reason,
        )

    def _state(self, asked: int) -> str:
        elapsed = time.monotonic() - self._begun
        rate = self._worked / elapsed if elapsed > 0 else 0.0  # [clients/s]
        left = (asked - self._done) / rate if rate else 0.0
        return self._texts(
            "commands.batch.bar",
            done=self._done,
            asked=asked,
            rate=self._decimal(60 * rate),
            left=_clock(left) if rate else "?",
            failed=self._failed,
        )

    def _decimal(self, value: float) -> str:
        return f"{value:.1f}".replace(".", self._texts["commands.decimal"])

    def _line(self, line: str) -> None:
        if self._bar is None:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
        else:
            self._bar.write(line, file=sys.stderr)


def _bar_of(asked: int, state: str) -> tqdm[Never]:
    from tqdm import tqdm

    tqdm.set_lock(threading.RLock())  # its own is shared between processes: none of ours draws
    bar: tqdm[Never] = tqdm(
        total=asked, desc=state, file=sys.stderr, bar_format=_BAR, dynamic_ncols=True, miniters=1
    )
    return bar


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds left: "1:02:03", "4:05"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
