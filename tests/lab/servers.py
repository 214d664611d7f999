"""`kit explore` as it is run, and its end: what it printed, what it left."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import psutil

PATIENCE = 120  # [s] on a machine that does many other things
_MARK = "KIT_TEST_EXPLORE"  # every process of a server inherits it


@dataclass
class Server:
    """A server that runs, or ran: what it `said` is known once it has ended."""

    process: subprocess.Popen[str]
    mark: str
    said: str = ""

    @cached_property
    def address(self) -> str:
        """The one line it prints, waited for."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line, self.process.communicate(timeout=PATIENCE)
        return line

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        [token] = parse_qs(urlsplit(self.address).query)["token"]
        return token

    def answer(
        self, path: str, token: str = "", method: str = "GET", **headers: str
    ) -> tuple[int, str]:
        """Status and body of *path*; a redirection is not followed."""
        if token:
            headers["Authorization"] = f"token {token}"
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, path, body="{}" if method == "POST" else None, headers=names)
        got = asked.getresponse()
        body = got.read().decode("utf-8", errors="replace")
        asked.close()
        return got.status, body

    def json(self, path: str, method: str = "GET") -> object:
        status, body = self.answer(path, self.token, method)
        assert status in (200, 201, 204), (status, body)
        return json.loads(body) if body else None

    def cookie(self) -> str:
        """What a browser is given when it opens the address with its token."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asked.request("GET", f"/lab?token={self.token}")
        given = asked.getresponse().msg.get_all("Set-Cookie") or []
        asked.close()
        return "; ".join(one.partition(";")[0] for one in given)

    def processes(self) -> list[psutil.Process]:
        """The server, its kernels, and what they started."""
        return [one for one in psutil.process_iter() if _mark_of(one) == self.mark]

    def end(self, signum: int = signal.SIGINT) -> int:
        """Ctrl-C; the exit code."""
        assert self.address
        self.process.send_signal(signum)
        rest, self.said = self.process.communicate(timeout=PATIENCE)
        assert rest == ""
        return self.process.returncode


@contextmanager
def explored(
    workbook: Path, outputs: Path, *options: str, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """`kit explore WORKBOOK` until the block ends; killed if it is still there."""
    mark = uuid4().hex
    command = [sys.executable, "-m", "kit", "explore", str(workbook), "-o", str(outputs)]
    process = subprocess.Popen(
        [*command, "--no-browser", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {}), _MARK: mark},
        start_new_session=True,  # a Ctrl-C here is not one there
    )
    server = Server(process, mark)
    try:
        yield server
    finally:
        for one in server.processes():
            one.kill()
        process.wait(PATIENCE)
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def _mark_of(process: psutil.Process) -> str | None:
    try:
        found: str | None = process.environ().get(_MARK)
    except psutil.Error:
        return None
    return found
