"""Stable identifiers from the names people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def slug(name: str) -> str:
    """*name* in lower-case ASCII letters, digits and hyphens; empty when nothing is left.

    >>> slug("Relances clients : impayés n° 2")
    'relances-clients-impayes-n-2'
    """
    bare = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "oe"))
    ascii_only = bare.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def unique_ids(names: Iterable[str], fallback: str) -> tuple[str, ...]:
    """One id per name, in order; a repeated slug is numbered, an empty one is *fallback*.

    >>> unique_ids(["Devis", "devis !", "発注"], "process")
    ('devis', 'devis-2', 'process')
    """
    taken: set[str] = set()
    ids = []
    for name in names:
        base = slug(name) or fallback
        candidate, count = base, 1
        while candidate in taken:
            count += 1
            candidate = f"{base}-{count}"
        taken.add(candidate)
        ids.append(candidate)
    return tuple(ids)


@lru_cache(maxsize=4_096)
def fold(name: str) -> str:
    """*name* for comparing what people typed: no case, no accents, no punctuation.

    >>> fold("  Pennylane ") == fold("PENNYLANE")
    True
    """
    return slug(name) or name.strip().casefold()
