"""`kit explore` as an analyst has it: started, seen in a browser, ended.

    with lab(workbook, folder) as started:          # the server, a process of its own
        with seen(browser, started) as page:        # JupyterLab open on explore.ipynb
            explorer_drawn(page)

Whatever the page says, asks the net for or complains of is kept in a `Watched`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import psutil

START, PATIENCE, STOP = 90, 30, 30  # [s] at most, on a machine that does eight other things
MARK = "KIT_TEST_LAB"  # variable that every process of a lab inherits
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")
# Said by JupyterLab itself, whatever is opened in it.
NOT_OURS = re.compile(
    r"ResizeObserver loop|DevTools|Failed to load resource|Third-party cookie|\[WDS\]|"
    r"Deprecat|deprecat|was preloaded using link preload|WebSocket connection to"
)
FAILED = ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr'], .jp-OutputArea-error"
# Of the messages between a page and its kernel: what asks for work, what ends it, their ids.
ASKS = re.compile(rb'"msg_type":\s*"(?:comm_msg|execute_request)"')
IDLE = re.compile(rb'"execution_state":\s*"idle"')
MESSAGE = re.compile(rb'"msg_id":\s*"([^"]+)"')
TRACEBACK = re.compile(
    r"Traceback \(most recent call last\)|Error displaying widget|Javascript Error"
)


# Until the page has not changed for 100 ms.
QUIET_PAGE = """() => new Promise(done => {
    const quiet = 100, where = document.querySelector(".jp-Notebook") || document.body;
    let last = performance.now();
    const seer = new MutationObserver(() => { last = performance.now(); });
    seer.observe(where,
        {subtree: true, childList: true, characterData: true, attributes: true});
    const look = () => {
        if (performance.now() - last > quiet) { seer.disconnect(); done(); }
        else setTimeout(look, 20);
    };
    look();
})"""


@dataclass(frozen=True)
class Lab:
    """A server that runs: its address with its token, its process, what it wrote."""

    address: str
    process: subprocess.Popen[bytes]
    told: Path
    mark: str

    @property
    def origin(self) -> str:
        found = urlsplit(self.address)
        return f"{found.scheme}://{found.netloc}"

    @property
    def token(self) -> str:
        [token] = parse_qs(urlsplit(self.address).query)["token"]
        return token

    def kernel_cpu(self) -> float:
        """CPU seconds of everything but the server itself, since it was started."""
        others = [one for one in self.processes() if one.pid != self.process.pid]
        return sum(one.cpu_times().user + one.cpu_times().system for one in others)

    def processes(self) -> list[psutil.Process]:
        """The server, its kernels, and whatever they started."""
        return [one for one in psutil.process_iter() if _mark_of(one) == self.mark]


@dataclass
class Watched:
    """What a page did: the addresses it asked for, the errors it told its console.

    `pending` are its requests that the kernel has not done with.
    """

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    pending: set[bytes] = field(default_factory=set)

    def follow(self, page: Any) -> None:
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", self._socket)
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", self._console)

    def _socket(self, socket: Any) -> None:
        self.asked.append(socket.url)
        socket.on("framesent", lambda frame: self._sent(_bytes(frame)))
        socket.on("framereceived", lambda frame: self._received(_bytes(frame)))

    def _sent(self, frame: bytes) -> None:
        if ASKS.search(frame):
            self.pending.add(MESSAGE.findall(frame)[0])

    def _received(self, frame: bytes) -> None:
        if IDLE.search(frame):
            self.pending.difference_update(MESSAGE.findall(frame))

    def _answered(self, response: Any) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.said.append(f"{response.status} {response.url}")

    def _console(self, message: Any) -> None:
        if message.type == "error" and not NOT_OURS.search(message.text):
            self.said.append(message.text)

    def abroad(self) -> list[str]:
        """What was asked of any other machine than this one."""
        here = ("data:", "blob:", "about:")
        return [
            url
            for url in self.asked
            if not url.startswith(here) and urlsplit(url).hostname != "127.0.0.1"
        ]


@contextmanager
def lab(workbook: Path, outputs: Path, *options: str) -> Iterator[Lab]:
    """`kit explore WORKBOOK --no-browser` until the block ends; then nothing of it is left."""
    outputs.mkdir(parents=True, exist_ok=True)
    mark, told = uuid4().hex, outputs.parent / f"{outputs.name}.log"
    command = [sys.executable, "-m", "kit", "explore", str(workbook), "--no-browser"]
    with told.open("wb") as log:
        process = subprocess.Popen(
            [*command, "-o", str(outputs), *options],
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | {MARK: mark},
            start_new_session=True,  # a Ctrl-C here is not one there
        )
    started = Lab("", process, told, mark)
    try:
        yield Lab(_address(process, told), process, told, mark)
    finally:
        left = _ended(started)
    said = told.read_text("utf-8")
    assert process.returncode == 0 and not TRACEBACK.search(said), said
    assert left == [], left


def _address(process: subprocess.Popen[bytes], told: Path) -> str:
    until = time.monotonic() + START
    while time.monotonic() < until:
        found = ADDRESS.search(told.read_text("utf-8"))
        if found:
            return found.group()
        assert process.poll() is None, told.read_text("utf-8")
        time.sleep(0.05)
    raise AssertionError(f"no address: {told.read_text('utf-8')}")


def _ended(started: Lab) -> list[str]:
    """Ctrl-C, then what still runs a while later (and is then killed)."""
    known = started.processes()
    if started.process.poll() is None:
        started.process.send_signal(signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        started.process.wait(STOP)
    psutil.wait_procs(known, timeout=STOP)
    left = started.processes()
    told = [" ".join(one.cmdline()) for one in left]
    for one in left:
        one.kill()
    started.process.wait(STOP)
    return told


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def _mark_of(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(MARK)
    except psutil.Error:
        return None


@contextmanager
def seen(
    browser: Any, address: str, width: int = 1280, height: int = 800, **more: Any
) -> Iterator[Any]:
    """The page at *address* in a window of its own; `page.watched` is what it did."""
    context = browser.new_context(viewport={"width": width, "height": height}, **more)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.watched = Watched()
    page.watched.follow(page)
    page.goto(address)
    yield page
    context.close()


def explorer_drawn(page: Any) -> None:
    """The notebook was opened and run by itself; its page is there."""
    drawn = ".kit-explore .kit-view :is(table, svg, dl, figure, p, ul)"
    page.locator(f":is({drawn}, {FAILED})").first.wait_for()
    assert failures(page) == []
    settled(page)


def run_all(page: Any) -> None:
    """Run > Run All Cells, in whatever language the menu is, and the page it draws."""
    page.locator(".lm-MenuBar-item").nth(3).click()
    page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=busy]", state="attached")
    explorer_drawn(page)


def settled(page: Any) -> None:
    """The kernel is done with everything the page asked, and nothing of it changes any more."""
    until = time.monotonic() + PATIENCE
    while True:
        page.evaluate(QUIET_PAGE)
        if not page.watched.pending:
            return
        assert time.monotonic() < until, "the kernel does not answer"


def failures(page: Any) -> list[str]:
    """Every red text of the page: a cell's error, what a kernel wrote to stderr, a widget lost."""
    shown = page.evaluate(
        "what => [...document.querySelectorAll(what)].map(one => one.innerText)", FAILED
    )
    text = page.evaluate("document.body.innerText")
    return [*shown, *(found.group() for found in TRACEBACK.finditer(text))]
