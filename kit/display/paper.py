"""The paper charts are drawn on: inches from the top left, matplotlib's own words.

Axes would bring limits, ticks and spines to every chart, that none of them shows: here is
what is drawn, in the order it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from kit.display.svg import EdgedText, Spot

_ABOVE = 9  # all that is seen


class Paper:
    """A blank sheet of *width* × *height* [in]; what is drawn on it goes to its `figure`."""

    def __init__(self, width: float, height: float) -> None:
        self.figure = Figure(figsize=(width, height), facecolor="none")
        self._inches = Affine2D().scale(1, -1).translate(0, height) + self.figure.dpi_scale_trans

    def plot(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        """A line from point to point, or the marks on them."""
        self._add(Line2D(xs, ys, **look))

    def fill(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        """The inside of the points."""
        self.add_patch(Polygon(list(zip(xs, ys, strict=True)), closed=True, **look))

    def add_patch(self, patch: Patch) -> None:
        """Any shape of matplotlib.patches."""
        self._add(patch)

    def text(self, x: float, y: float, text: str, **look: Any) -> None:
        """Words at a point, on as many lines as they hold."""
        self._add(Text(x, y, text, **look))

    def edged_text(
        self, x: float, y: float, text: str, edge: str, edge_width: float, **look: Any
    ) -> None:
        """Words on an *edge* of that colour and width [pt], for a line may pass behind them."""
        self._add(EdgedText(x, y, text, edge=edge, edge_width=edge_width, **look))

    def tip(
        self, x: float, y: float, width: float, height: float, tip: str, pick: str | None = None
    ) -> None:
        """What is said when that box, its top left corner at a point, is pointed at.

        Blank: nothing is drawn. *pick*: what who clicks on it asks for.
        """
        if tip:
            self._add(Spot((x, y), width, height, tip=tip, gid=pick, zorder=_ABOVE))

    def _add(self, artist: Line2D | Patch | Text) -> None:
        artist.set_transform(self._inches)
        self.figure.add_artist(artist)
