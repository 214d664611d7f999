"""Ctrl-C during a batch: noted and obeyed, not raised in the middle of whatever is going on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")  # those there are on this system


class Stop:
    """Whether the batch was asked to end. A second Ctrl-C finds it asked already."""

    def __init__(self) -> None:
        self.asked = False  # a plain flag: a lock may not be taken in a signal handler

    def ask(self) -> None:
        self.asked = True

    def __call__(self) -> bool:
        return self.asked


@contextmanager
def heeded() -> Iterator[Stop]:
    """A Stop that the signals which end a process ask, for as long as the block lasts.

    Outside the main thread signals are somebody else's: nothing is asked by itself then.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def heed(_number: int, _frame: FrameType | None) -> None:
        stop.ask()

    before = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            before[number] = signal.signal(number, heed)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
