"""PATH… → the workbooks of a batch: folders, globs, lists, single files; paths or URLs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from kit.batch.lists import is_list, read_lists
from kit.batch.storage import local_path, shown
from kit.batch.trees import under
from kit.errors import UsageError


def workbooks(paths: Sequence[str], outputs: str = "") -> tuple[str, ...]:
    """The workbooks that *paths* name, in order, each once.

    Where they name a folder that holds *outputs*, that one is passed over. Raises UsageError
    with every path that names no workbook, and for a URL that does not answer.
    """
    found: dict[str, str] = {}
    idle = []
    for named in read_lists(paths):
        try:
            inside = () if is_list(named.path) else under(named.path, outputs)
            told = shown(named.path)
        except OSError as error:
            inside, told = (), str(error.filename)
        if not inside:
            idle.append(f"\n  {named.line}{told}")
        for one in inside:
            found.setdefault(identity(one), one)
    if idle:
        raise UsageError("commands.usage.no_workbook", {"paths": "".join(idle)})
    return tuple(found.values())


def identity(source: str) -> str:
    """The same for every spelling of a workbook: relative, by a link, with other credentials."""
    path = local_path(source)
    return shown(source) if path is None else os.path.normcase(path.resolve())


def names_of(sources: Sequence[str]) -> tuple[str, ...]:
    """What rows call each of *sources*: the shortest end of its path that no other shares.

    >>> names_of(("2026/dupont/plan.ods", "2026/martin/plan.ods", "s3://bucket/durand.xlsx"))
    ('dupont/plan.ods', 'martin/plan.ods', 'durand.xlsx')
    """
    parts = [PurePosixPath(shown(one).replace(os.sep, "/")).parts for one in sources]
    most = max(map(len, parts), default=0)
    ends = {size: Counter(one[-size:] for one in parts) for size in range(1, most + 1)}
    return tuple(
        next(("/".join(one[-size:]) for size in ends if ends[size][one[-size:]] == 1), whole)
        for one, whole in zip(parts, map(shown, sources), strict=True)
    )
