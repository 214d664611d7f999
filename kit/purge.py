"""All that the kit keeps of one client, and its removal."""

from __future__ import annotations

import shutil
from pathlib import Path

from kit.errors import UsageError


def purge(client: str, outputs: str, *, do: bool) -> tuple[str, ...]:
    """The paths kept of *client* (name or folder) under *outputs*; removed when *do* is true.

    Raises UsageError when nothing is kept of that client.
    """
    from kit.analysis.names import slug

    folder = Path(outputs) / slug(client)
    if not slug(client) or not folder.is_dir():
        raise UsageError("commands.usage.no_client", {"client": client, "outputs": outputs})
    kept = tuple(str(path) for path in sorted(folder.iterdir()))
    if do:
        shutil.rmtree(folder)
    return kept
