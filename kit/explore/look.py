"""The look of the explorer: the blocks' own style sheet, then that of its page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kit.display.show import look as look_of_blocks


@cache
def look() -> str:
    """A ``<style>`` element; every rule of the page is under ``.kit-explore``."""
    own = (files("kit") / "explore/explore.css").read_text("utf-8")
    return f"<style>{look_of_blocks()}\n{own}</style>"
