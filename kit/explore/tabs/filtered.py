"""A tab that is filters above, and what they leave below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ipywidgets import VBox

from kit.explore.filter_bar import FilterBar
from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.view import ExplorerView, Piece


def filtered(
    exploration: Exploration,
    bears: Sequence[str],
    sentences: Callable[[Exploration], Iterable[str]],
    pieces: Callable[[Exploration], Sequence[Piece]],
) -> Tab:
    """The tab of *pieces*, under the filters it *bears* and what they say."""
    bar, view = FilterBar(exploration, bears), ExplorerView(exploration)

    def draw() -> None:
        bar.draw(sentences(exploration))
        view.draw(pieces(exploration))

    return Tab(VBox([bar.widget, view]), draw)
