"""Nobody who moves a figure sees a traceback: what goes wrong is told calmly and logged."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from traitlets.log import get_logger


@contextmanager
def calmly(told: Callable[[], None]) -> Iterator[None]:
    """Run what is inside; should it fail, call *told* and log where.

    Jupyter's log is given the class of the error and the places in the code, never its
    message: that may hold a client's value. With KIT_DEBUG=1 the error leaves.
    """
    try:
        yield
    except Exception as error:
        if os.environ.get("KIT_DEBUG"):
            raise
        frames = traceback.extract_tb(error.__traceback__)
        places = "\n".join(f"  {one.filename}:{one.lineno} {one.name}" for one in frames)
        get_logger().error("kit: %s\n%s", type(error).__name__, places)
        told()
