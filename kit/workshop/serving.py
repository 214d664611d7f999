"""How Voilà serves the page: its template, its words before the kernel answers. See kit.lab."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from kit.texts import Texts

NOTEBOOK = "present.ipynb"
TEMPLATE = "kit"
_EXTENSIONS = (
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
)
_IDLE = 1800  # [s] without a page: the kernel of a closed window is stopped
_LOOKED = 300  # [s] between two looks


def share() -> Path:
    """A folder of Jupyter data (for JUPYTER_PATH) that holds Voilà's template `kit`."""
    return Path(str(files("kit") / "workshop" / "share"))


def voila_settings(lang: str, client: str) -> dict[str, dict[str, Any]]:
    """Settings by class of Voilà, for a page of *client* in *lang*."""
    from kit.workshop.view import page_look

    say = Texts(lang)
    told = {
        "title": say("present.title", client=client),
        "opening": say["present.opening"],
        "failed": say["present.failed"],
        "look": page_look(),
    }
    return {
        "VoilaConfiguration": {
            "template": TEMPLATE,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "theme": "light",
            "strip_sources": True,
            "show_tracebacks": False,
            "file_allowlist": [],
            "extension_allowlist": list(_EXTENSIONS),
            "resources": {"kit": told},
        },
        "VoilaExporter": {"language_code": lang},
        "MappingKernelManager": {"cull_idle_timeout": _IDLE, "cull_interval": _LOOKED},
    }
