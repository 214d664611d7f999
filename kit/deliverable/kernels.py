"""Kernels forked from a process that has everything loaded; still one fresh process each.

An ordinary kernel starts Python and imports for seconds what its owner has loaded already.
Here the kernel is a copy of a warm process:

* of the one that asks, made by `kernel_ahead()` just before papermill begins (no thread and
  no event loop yet): it inherits the imports and the workbook's analysis;
* or of a fork server that has imported `kit.warmed`: `papermill -k kit`, JupyterLab.

Elsewhere than on Linux (fork is missing on Windows, unsafe on macOS), or with
KIT_PLAIN_KERNELS=1, it is started as Jupyter always does. Same results. No message can be
read by others on the machine: unix sockets, else encrypted.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
import uuid
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, get_context
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from queue import Empty
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Type

from kit.deliverable.kernel_process import WATCHING, Launch, kernel_process

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, ForkServerContext

PLAIN = "KIT_PLAIN_KERNELS"  # environment variable: start kernels the ordinary way
PRELOADED = "kit.warmed"  # what the fork server has loaded
_LAUNCHER = "ipykernel_launcher"
_PATIENCE = 30.0  # [s] for a forked kernel to listen; then the client's own time limit serves
_POLL = 0.003  # [s]

_ahead: list[ForkedKernel] = []  # the kernel process that waits to be used


def can_fork() -> bool:
    """Whether kernels are forked here."""
    return sys.platform == "linux" and os.environ.get(PLAIN, "").strip() in ("", "0")


@contextmanager
def warm() -> Iterator[None]:
    """For the block the fork server loads what kernels need before one is asked for.

    It ends with the block, at once: left to itself it would first load the rest.
    """
    if not can_fork():
        yield
        return
    _start_server()
    try:
        yield
    finally:
        if (pid := getattr(forkserver._forkserver, "_forkserver_pid", None)) is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)


class ForkedKernel:
    """A kernel's process, with the manners of subprocess.Popen that jupyter_client expects."""

    stdin = stdout = stderr = None

    def __init__(self, context: ForkContext | ForkServerContext) -> None:
        self._owner = os.getpid()
        self._orders, far = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=kernel_process, args=(far,), name="kit-kernel"
        )
        self._process.start()
        far.close()
        # Before multiprocessing waits, at exit, for its children to end by themselves.
        self._at_exit = Finalize(None, self.kill, exitpriority=100)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    async def launch(self, launch: Launch) -> None:
        """Make it a kernel; returns once it listens, is dead, or was given time enough."""
        with suppress(BrokenPipeError):
            self._orders.send(launch)
        until = time.monotonic() + _PATIENCE
        while not self._orders.poll() and time.monotonic() < until:
            await asyncio.sleep(_POLL)
        self._orders.close()

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        self._process.join(timeout)
        if self._process.exitcode is not None:
            self._at_exit.cancel()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        """To the process and to what it started."""
        if self.poll() is None and os.getpid() == self._owner:
            try:
                os.killpg(self.pid, signum)
            except OSError:  # it has no group of its own yet
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it now; what it started too."""
        self.send_signal(signal.SIGKILL)
        if os.getpid() == self._owner:
            self.wait(_PATIENCE)


@contextmanager
def kernel_ahead() -> Iterator[None]:
    """Fork this process now: the kernel started inside is that copy, and ends with the block."""
    if not can_fork():
        yield
        return
    if not _is_alone():  # another thread may hold a lock that its copy would never get back
        _start_server()
        yield
        return
    with warnings.catch_warnings():  # Python 3.12 counts the threads that only wait, too
        warnings.simplefilter("ignore", DeprecationWarning)
        kernel = ForkedKernel(get_context("fork"))
    _ahead.append(kernel)
    try:
        yield
    finally:
        if kernel in _ahead:
            _ahead.remove(kernel)
        kernel.kill()


class KitProvisioner(LocalProvisioner):
    """Jupyter's provisioner `kit-fork`: forks kernels of this installation."""

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """As usual, with encrypted messages where they would go over TCP in clear."""
        if self.parent is not None and self.parent.transport == "tcp":
            kwargs.setdefault("transport_encryption", "auto")
        prepared: dict[str, Any] = await super().pre_launch(**kwargs)
        return prepared

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel, or start one with *cmd* where forking cannot give the same."""
        if not can_fork() or cmd[:3] != [sys.executable, "-m", _LAUNCHER]:
            return await super().launch_kernel(cmd, **kwargs)
        kernel = _ahead.pop() if _ahead else await _from_server_beside()
        self.process: Any = kernel
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd") or os.getcwd()  # noqa: PTH109
        env = dict(kwargs.get("env") or os.environ)
        await kernel.launch(Launch(tuple(cmd[3:]), env, str(self.cwd)))
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel; it is gone when this returns."""
        if isinstance(self.process, ForkedKernel):
            self.process.kill()
        else:
            await super().kill(restart)


class KitKernelClient(AsyncKernelClient):
    """Ready as soon as the kernel answers: the usual client waits for 0.2 s of silence."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        until = time.monotonic() + (timeout or float("inf"))
        while time.monotonic() < until:
            asked = self.kernel_info()
            with suppress(Empty):
                await self.shell_channel.get_msg(timeout=1)
                while True:  # what it publishes reaches us too
                    said = await self.iopub_channel.get_msg(timeout=0.2)
                    if _is_idle(said, asked):
                        return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready


class KitKernelManager(AsyncKernelManager):
    """The kernel of this very installation, whatever kernels the machine has to offer."""

    client_factory = Type(klass=KitKernelClient, default_value=KitKernelClient)

    @property
    def kernel_spec(self) -> KernelSpec:
        """Whatever name is asked for."""
        return _OURS

    async def _async_pre_start_kernel(self, **kw: Any) -> Any:
        self.kernel_id = self.kernel_id or str(uuid.uuid4())
        if self.provisioner is None:  # at the first start
            self.provisioner = KitProvisioner(
                kernel_id=self.kernel_id, kernel_spec=_OURS, parent=self
            )
        return await super()._async_pre_start_kernel(**kw)


_OURS = KernelSpec(
    argv=[sys.executable, "-m", _LAUNCHER, "-f", "{connection_file}"],
    display_name="Kit",
    language="python",
    metadata={"supported_encryption": ["curve"]},
)


def _is_idle(message: dict[str, Any], asked: str) -> bool:
    state = message["content"].get("execution_state")
    return bool(state == "idle" and message["parent_header"].get("msg_id") == asked)


def _is_alone() -> bool:
    """No thread but the main one and those that only wait for the end of our owner."""
    return {thread.name for thread in threading.enumerate()} <= {"MainThread", WATCHING}


def _start_server() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    forkserver.ensure_running()
    return context


async def _from_server_beside() -> ForkedKernel:
    """In a thread that is gone afterwards: the server takes seconds to start, once."""
    with ThreadPoolExecutor(1) as beside:
        return await asyncio.get_running_loop().run_in_executor(beside, _from_server)


def _from_server() -> ForkedKernel:
    context = _start_server()
    # The owner's main script, of JupyterLab say, is not to be imported again in each kernel.
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return ForkedKernel(context)
    finally:
        sys.modules["__main__"] = main
