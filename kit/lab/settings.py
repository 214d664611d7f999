"""How Jupyter is set up here: closed to others, quiet, in the reader's language, asking no net."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from traitlets.config import Config

HERE = "127.0.0.1"
LOG = "journal"  # what Jupyter has to say, in the room: read when it fails
_TOKEN_BYTES = 32
_LOCALES = {"fr": "fr_FR", "en": "en"}
_THEIRS = ("JUPYTER", "JPY_", "VOILA")  # how names of their variables begin
_NO_SCRIPT = "data:text/javascript,//"  # in place of the one Voilà would fetch from the net
_DISABLED = (  # what a page of the kit has no use for, or that would ask the net
    "@voila-dashboards/jupyterlab-preview",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/lsp-extension",  # language servers: none is there, it would ask all the same
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/notebook-extension:language-server",
)


@contextmanager
def own_jupyter(room: Path, *share: Path) -> Iterator[None]:
    """For the block, Jupyter knows *room* and *share* alone: nothing the user has set for others.

    A token, a password or an extension set for another use must not open this server.
    """
    usual, folder = dict(os.environ), tempfile.tempdir
    for name in usual:
        if name.startswith(_THEIRS):
            del os.environ[name]
    os.environ["JUPYTER_NO_CONFIG"] = "1"  # an empty folder in the temporary one: *room*
    os.environ["JUPYTER_DATA_DIR"] = str(room / "data")
    os.environ["JUPYTER_RUNTIME_DIR"] = str(room / "run")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(map(str, share))
    tempfile.tempdir = str(room)
    try:
        yield
    finally:
        tempfile.tempdir = folder
        os.environ.clear()
        os.environ.update(usual)


def server_config(root: Path, room: Path, port: int) -> Config:
    """Of the server: this machine alone, a token of its own, *root* and nothing else shown."""
    config = Config()
    config.ServerApp.update(
        ip=HERE,
        port=port,
        port_retries=0,
        root_dir=str(root),
        allow_origin="",
        allow_origin_pat="",
        allow_remote_access=False,
        allow_unauthenticated_access=False,
        allow_root=True,  # a container's user
        disable_check_xsrf=False,
        terminals_enabled=False,
        kernel_spec_manager_class="kit.lab.kernel.KitSpecs",
    )
    config.IdentityProvider.token = secrets.token_urlsafe(_TOKEN_BYTES)
    config.PasswordIdentityProvider.hashed_password = ""
    config.MappingKernelManager.default_kernel_name = "kit"
    config.FileContentsManager.delete_to_trash = False  # a client's data would outlive its folder
    config.Application.logging_config = _journal(room / LOG)
    return config


def lab_config(room: Path, opened: str, lang: str, page: Mapping[str, Any]) -> Config:
    """Of JupyterLab, which shows *opened*; *page* is told to the kit's extension of it."""
    settings = room / "lab" / "settings"
    settings.mkdir(parents=True)
    _write(settings / "overrides.json", _overrides(lang))
    disabled = dict.fromkeys(_DISABLED, True)
    _write(settings / "page_config.json", {"disabledExtensions": disabled, "kit": json.dumps(page)})
    config = Config()
    config.LabApp.update(
        default_url=opened,
        app_settings_dir=str(settings),
        user_settings_dir=str(room / "lab" / "user-settings"),
        workspaces_dir=str(room / "lab" / "workspaces"),
        extra_labextensions_path=[str(Path(__file__).parent / "labextensions")],
        extension_manager="readonly",
        news_url=None,
        check_for_updates_class="jupyterlab.handlers.announcements.NeverCheckForUpdate",
    )
    return config


def page_config(opened: str, lang: str, client: str) -> Config:
    """Of Voilà, which shows *opened*, the workshop page of *client*."""
    from kit.workshop.serving import voila_settings

    server = {"default_url": opened, "tornado_settings": {"mathjax_url": _NO_SCRIPT}}
    return Config({"ServerApp": server, **voila_settings(lang, client)})


def _journal(file: Path) -> dict[str, Any]:
    """Nothing of Jupyter's talk in the terminal."""
    handler = {"class": "logging.FileHandler", "filename": str(file), "encoding": "utf-8"}
    loggers = {name: {"handlers": ["journal"]} for name in ("KitServer", "LabApp")}
    return {"handlers": {"journal": handler}, "loggers": loggers}


def _overrides(lang: str) -> dict[str, dict[str, Any]]:
    """The settings a user finds; those he changes are his own for the time of the session."""
    comment = {"name": "kit-comment", "command": "kit:comment", "rank": 20.5}
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[lang]},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        # Short notebooks: every cell is drawn at once, none while the reader is at work.
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        "@jupyterlab/notebook-extension:panel": {"toolbar": [comment]},
    }


def _write(path: Path, told: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(told), encoding="utf-8")
