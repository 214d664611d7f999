"""Where the kit's own notebooks and example workbooks are, in a checkout or in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder_of(name: str) -> Path:
    """The folder `notebooks` or `data_templates`: shipped in the wheel, else the checkout's."""
    shipped = _PACKAGE / "share" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
