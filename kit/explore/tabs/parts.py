"""A tab that shows parts of the deliverable as they are (kit.display.contents)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.view import BlockView

Part = tuple[str, str]  # kind and key: ("chart", "tornado")


def of_parts(exploration: Exploration, parts: Sequence[Part]) -> Tab:
    """The tab of *parts*."""
    view = BlockView()

    def draw() -> None:
        show = exploration.now.show
        view.draw(block for kind, key in parts for block in show.blocks(kind, key))

    return Tab(view, draw)
