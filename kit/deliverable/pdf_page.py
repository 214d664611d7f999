"""The sheet of paper: its size, its margins, the room they leave. All in points."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 482.4  # [pt] of the text on any paper: charts are drawn that wide (display/style.py)
TOP, BOTTOM = 64.0, 56.0  # [pt] margins; the page's number stands in the lower one


@dataclass(frozen=True, slots=True)
class Page:
    """One paper size; `width` and `height` are those of the text, margins taken off."""

    paper: str  # the name Typst knows it by
    across: float  # the sheet
    down: float
    width: float = WIDTH

    @property
    def side(self) -> float:
        """The margin on the left and on the right."""
        return round((self.across - self.width) / 2, 2)

    @property
    def height(self) -> float:
        return round(self.down - TOP - BOTTOM, 1)

    @property
    def chart_height(self) -> float:
        """The tallest chart, so that its caption stays on the page."""
        return self.height - 100.0

    @property
    def most_room(self) -> float:
        """What the page holds under the title of a section."""
        return self.height - 60.0


A4 = Page("a4", 595.28, 841.89)
LETTER = Page("us-letter", 612.0, 792.0)
PAGES = {"a4": A4, "letter": LETTER}
