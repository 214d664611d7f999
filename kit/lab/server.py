"""JupyterLab for one client, or the workshop page: on this machine alone, with a token."""

from __future__ import annotations

import socket
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import KitError, UsageError
from kit.lab.settings import HERE, LOG, lab_config, own_jupyter, page_config, server_config

if TYPE_CHECKING:
    from traitlets.config import Config

    from kit.display.show import Engagement
    from kit.lab.application import KitServer
    from kit.lab.working_copy import WorkingCopy
    from kit.run import Exploring

EXPLORER = "explore.ipynb"
_LAST_PORT = 65535
_TAIL = 2000  # [characters] of Jupyter's journal that are told when it fails


def assert_can_serve(asked: Exploring) -> None:
    """Raises UsageError for a port or a page that cannot be had; nothing is read yet."""
    if asked.present and find_spec("voila") is None:
        raise UsageError("commands.usage.workshop_library", {})
    if asked.port > _LAST_PORT:
        raise UsageError("commands.usage.not_a_port", {"port": asked.port, "last": _LAST_PORT})
    with socket.socket() as probe:
        try:
            probe.bind((HERE, asked.port))
        except OSError as error:
            params = {"port": asked.port, "reason": error.strerror}
            raise UsageError("commands.usage.port_taken", params) from error


def serve_lab(
    asked: Exploring,
    engagement: Engagement,
    sections: Sequence[str],
    told: Callable[[str], None],
    made: Callable[[WorkingCopy], None],
) -> int:
    """JupyterLab on the working copy until it is stopped; 0: Ctrl-C is its ordinary end.

    *sections*: the notebooks of this client's report. *made* is called with the copy, *told*
    with the address.
    """
    from kit.deliverable.rooms import room_in_own
    from kit.lab.page import page
    from kit.lab.working_copy import signed, working_copy

    with working_copy(asked, engagement.slug) as copy, room_in_own() as room, own_jupyter(room):
        made(copy)
        shown = f"/lab/tree/{EXPLORER}"
        config = server_config(copy.folder, room, asked.port)
        config.merge(lab_config(room, shown, asked.lang, page(engagement, EXPLORER, sections)))
        with _server(config, "jupyterlab", "lab", room) as server:
            signed(copy, server.contents_manager.notary)
            _run(server, shown, asked.browser, told)
    return 0


def serve_page(asked: Exploring, engagement: Engagement, told: Callable[[str], None]) -> int:
    """The workshop page alone, by Voilà, until it is stopped: no notebook is offered or kept."""
    from kit.deliverable.rooms import room_in_own
    from kit.lab.working_copy import bound_notebook
    from kit.workshop.serving import NOTEBOOK, share

    with room_in_own() as room, own_jupyter(room, share()):
        folder = room / "page"
        folder.mkdir()
        bound_notebook(NOTEBOOK, asked, folder)
        shown = f"/voila/render/{NOTEBOOK}"
        config = server_config(folder, room, asked.port)
        config.merge(page_config(shown, asked.lang, engagement.client.company.name))
        with _server(config, "voila.server_extension", "", room) as server:
            _run(server, shown, asked.browser, told)
    return 0


@contextmanager
def _server(config: Config, extension: str, starter: str, room: Path) -> Iterator[KitServer]:
    """A server with *extension* alone, ready to run; what it complains of is told as KitError."""
    from jupyter_server.utils import JupyterServerAuthWarning

    from kit.lab.application import KitServer

    server = KitServer.instance(config=config, jpserver_extensions={extension: True})
    try:
        with warnings.catch_warnings():  # Voilà's own style sheets and scripts need no token
            warnings.simplefilter("ignore", JupyterServerAuthWarning)
            server.initialize([], find_extensions=False, starter_extension=starter or None)
        yield server
    except SystemExit as error:  # Jupyter's way to say that it cannot
        journal = room / LOG
        said = journal.read_text("utf-8", errors="replace") if journal.exists() else ""
        raise KitError(f"JupyterLab: {said.strip()[-_TAIL:]}") from error
    finally:
        KitServer.clear_instance()


def _run(server: KitServer, shown: str, browser: bool, told: Callable[[str], None]) -> None:
    from kit.deliverable.kernels import warm

    server.open_browser = browser
    token = server.identity_provider.token
    with warm():
        server.run(lambda: told(f"http://{HERE}:{server.port}{shown}?token={token}"))
