"""Where things are: the kit's notebooks, examples and content, and a firm's own content."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
CONTENT = _PACKAGE / "content"
OWN_CONTENT = "KIT_CONTENT"  # folder of a firm's own content, laid over the kit's
# Of data_templates, the client of `kit demo` and of the guided tour, by language.
EXAMPLES = {"fr": "exemple-comptable.xlsx", "en": "example-shop-en.xlsx"}


def folder_of(name: str) -> Path:
    """The folder `notebooks` or `data_templates`: shipped in the wheel, else the checkout's."""
    shipped = _PACKAGE / "share" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


def own_content() -> Path | None:
    """The folder that the environment variable KIT_CONTENT names; None without one."""
    named = os.environ.get(OWN_CONTENT, "").strip()
    return Path(named).resolve() if named else None


def content_folders() -> tuple[Path, ...]:
    """The kit's content, then the firm's own: what comes later wins, key by key."""
    own = own_content()
    return (CONTENT,) if own is None else (CONTENT, own)


def notebook_folders(own: Path | None) -> tuple[Path, ...]:
    """Where a section notebook is looked for: *own* copies first, the kit's last."""
    added = own_content()
    beside = () if added is None else (added / "notebooks",)
    return (*(() if own is None else (own,)), *beside, folder_of("notebooks"))
