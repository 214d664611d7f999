"""How far a batch is, on stderr: a bar with its rate and the time left, lines off a terminal."""

from __future__ import annotations

import sys
from types import TracebackType

from kit.batch.job import Outcome
from kit.texts import Texts


class Progress:
    """`told(outcome, asked)` for each client that came out; quiet: nothing is shown."""

    def __init__(self, texts: Texts, *, quiet: bool = False) -> None:
        self._texts, self._quiet, self._done = texts, quiet, 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.stderr.flush()

    def told(self, outcome: Outcome, asked: int) -> None:
        self._done += 1
        if self._quiet:
            return
        state = self._texts(f"commands.batch.status.{outcome.status}")
        line = self._texts(
            "commands.batch.line", done=self._done, asked=asked, name=outcome.name, status=state
        )
        sys.stderr.write(line + "\n")
