"""How many clients this machine does at the same time."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

MOST = 4  # unless told otherwise (libraries.md)
ONE_CLIENT = 1 << 30  # [bytes] at most for the process of a client and its kernel
_CGROUP = Path("/sys/fs/cgroup/memory.max")  # a container's limit; "max": none


def width(asked: int) -> int:
    """*asked*; 0: what the cores and the free memory allow, one at least and MOST at most."""
    return asked or max(1, min(cores(), MOST, free_memory() // ONE_CLIENT))


def cores() -> int:
    """The cores this process may use, which a container or a batch queue may have bound."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def free_memory() -> int:
    """Bytes that may be taken without swapping, within the limit of a container."""
    free: int = psutil.virtual_memory().available
    try:
        return min(free, int(_CGROUP.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return free
