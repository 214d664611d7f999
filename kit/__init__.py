"""The consulting analysis kit: a filled workbook in, a client deliverable out.

`__all__` is what a notebook may use. Names are imported when first asked for, so that
``kit --help`` stays instant.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "analyse": "kit.analysis.analyse",
    "load_catalogue": "kit.catalogue",
    "read_workbook": "kit.workbook.read",
    "Engagement": "kit.display.show",
    "open_engagement": "kit.display.show",
    "explorer": "kit.explore.app",
    "present": "kit.workshop.view",
    "practice": "kit.lab.practice",
}
__all__ = [
    "Engagement",
    "__version__",
    "analyse",
    "explorer",
    "load_catalogue",
    "open_engagement",
    "practice",
    "present",
    "read_workbook",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
