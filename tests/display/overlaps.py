"""Are the texts of a drawing readable: inside the sheet, none upon another?

A figure is measured at the moment it becomes an SVG, with the fonts it is drawn with:

    with drawn_sheets() as sheets:          # hooks style.to_svg
        bars(rows, "x")                     # or Show(words).drawn("chart", "waterfall")
    assert sheets[0].faults() == []

`faults(figure)` alone does the same for one figure, inside `style.drawing()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from kit.display import style

ALLOWANCE = 0.02  # [in] boxes hold the room of the tallest letter: they may touch by that much
_DPI = 288  # fine enough for hinting not to matter


@dataclass(frozen=True, slots=True)
class Box:
    """A text and its place on the sheet, from the top left [in]."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing: its id prefix, its size [in], its texts."""

    prefix: str
    width: float
    height: float
    boxes: tuple[Box, ...]

    def faults(self, allowance: float = ALLOWANCE) -> list[str]:
        """What cannot be read, in words; empty when all can."""
        return [*self.escaping(allowance), *self.overlapping(allowance)]

    def escaping(self, allowance: float = ALLOWANCE) -> list[str]:
        """Texts that leave the sheet by more than *allowance* [in]."""
        return [
            f"{self.prefix}: {box.text!r} leaves the sheet"
            for box in self.boxes
            if min(box.left, box.top) < -allowance
            or box.right > self.width + allowance
            or box.bottom > self.height + allowance
        ]

    def overlapping(self, allowance: float = ALLOWANCE) -> list[str]:
        """Pairs of texts over each other by more than *allowance* [in] both ways."""
        return [
            f"{self.prefix}: {one.text!r} is upon {other.text!r}"
            for one, other in combinations(self.boxes, 2)
            if min(one.right, other.right) - max(one.left, other.left) > allowance
            and min(one.bottom, other.bottom) - max(one.top, other.top) > allowance
        ]


def measured(figure: Figure, prefix: str = "") -> Sheet:
    """The texts of *figure* where they will be drawn; call it inside `style.drawing()`."""
    canvas, dpi = figure.canvas, figure.dpi
    width, height = (float(side) for side in figure.get_size_inches())
    figure.set_dpi(_DPI)
    try:
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        boxes = []
        for text in figure.findobj(Text):
            assert isinstance(text, Text)
            if not text.get_visible() or not text.get_text().strip():
                continue
            box = text.get_window_extent(renderer)
            left, right = box.x0 / _DPI, box.x1 / _DPI
            top, bottom = height - box.y1 / _DPI, height - box.y0 / _DPI
            boxes.append(Box(text.get_text(), left, top, right, bottom))
    finally:
        figure.set_dpi(dpi)
        figure.set_canvas(canvas)
    return Sheet(prefix, width, height, tuple(boxes))


def faults(figure: Figure, allowance: float = ALLOWANCE) -> list[str]:
    """Texts of *figure* that overlap or leave it, in words."""
    return measured(figure).faults(allowance)


@contextmanager
def drawn_sheets() -> Iterator[list[Sheet]]:
    """Every sheet turned into an SVG inside the block, measured, in the order drawn."""
    sheets: list[Sheet] = []
    original = style.to_svg

    def to_svg(sheet: Figure, prefix: str) -> str:
        sheets.append(measured(sheet, prefix))
        return original(sheet, prefix)

    style.to_svg = to_svg
    try:
        yield sheets
    finally:
        style.to_svg = original


def all_faults(sheets: Sequence[Sheet], allowance: float = ALLOWANCE) -> list[str]:
    return [fault for sheet in sheets for fault in sheet.faults(allowance)]
