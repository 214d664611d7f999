"""Jupyter's own server with other manners: it stops when told to, and asks nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

from jupyter_server.serverapp import ServerApp

_STOPS = ("SIGINT", "SIGTERM", "SIGHUP")  # Ctrl-C, a kill, the terminal that closes


class KitServer(ServerApp):
    """Stops at the first signal, its kernels ended; at a second one, wherever it is."""

    def init_signal(self) -> None:
        """None of Jupyter's: it would ask whether Ctrl-C was meant."""

    def run(self, listening: Callable[[], None]) -> None:
        """Serve until stopped; *listening* is called once it answers."""
        usual = {}
        for name in _STOPS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup
                usual[number] = signal.signal(number, self._end)
        self.io_loop.add_callback(listening)
        try:
            self.start()
        finally:
            for number, handler in usual.items():
                signal.signal(number, handler)

    def _end(self, received: int, frame: Any) -> None:
        if self._stopping:
            raise KeyboardInterrupt
        self.stop(from_signal=True)
