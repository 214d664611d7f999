"""Figures written as SVG as short as can be without looking different, with ids of their own.

Matplotlib's own writer names each letter with forty characters, gives coordinates six
decimals and puts a group around everything, and every page carries two dozen charts. Here
coordinates keep two decimals (a hundredth of a point), letters a thousandth of their size,
each outline stands once at the top. Same drawing in, same bytes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from typing import Any, cast

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import rgb2hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from kit.display import lettering
from kit.display.lettering import EM, OUTLINE_SCALE, Face, path_data

_POINTS = 72  # of an inch; also the side of a tile of hatching
_LETTER = f'transform="scale({OUTLINE_SCALE:g})"'
# What a style sheet would say once for all; inside an inline SVG it would rule the whole page.
_LINES = 'stroke-linejoin="round" stroke-linecap="butt"'
_ALONG = 1  # decimals of the place of a letter: a thousandth of its size
_NEAR = 6  # decimals after which two machines may differ


def svg_of(figure: Figure, prefix: str) -> str:
    """*figure* as an SVG to put in a page that holds others: every id starts with *prefix*."""
    figure.set_dpi(_POINTS)
    width, height = (side * _POINTS for side in figure.get_size_inches())
    writer = _Writer(width, height, prefix)
    figure.draw(writer)
    return writer.document()


class EdgedText(Text):
    """Words with an edge around them, so that a line may pass behind."""

    def __init__(self, *place: Any, edge: str, edge_width: float, **look: Any) -> None:
        super().__init__(*place, **look)
        self._edge, self._edge_width = edge, edge_width

    def draw(self, renderer: RendererBase) -> None:
        if isinstance(renderer, _Writer):  # others draw the words alone
            with renderer.edged(self._edge, self._edge_width):
                super().draw(renderer)
        super().draw(renderer)


class Spot(Rectangle):
    """A place of the drawing that says *tip* when it is pointed at; it is not seen."""

    def __init__(self, *place: Any, tip: str, **look: Any) -> None:
        super().__init__(*place, **look)
        self._tip = tip

    def draw(self, renderer: RendererBase) -> None:
        if isinstance(renderer, _Writer):  # others have nobody who points
            renderer.open_group("spot", self.get_gid())
            renderer.spot(self.get_transform().transform([(0, 0), (1, 1)]), self._tip)
            renderer.close_group("spot")


class _Writer(RendererBase):
    """What matplotlib asks of one who draws, answered in SVG. In points, from the top left."""

    def __init__(self, width: float, height: float, prefix: str) -> None:
        super().__init__()
        self._width, self._height, self._prefix = width, height, prefix
        self._body: list[str] = []
        self._groups: list[bool] = []  # those open; whether each is written
        self._outlines: dict[str, str] = {}  # of letters → id
        self._hatches: dict[tuple[Any, ...], str] = {}  # what they look like → id
        self._edge: tuple[str, float] | None = None
        self._flip = Affine2D().scale(1, -1).translate(0, height)

    def document(self) -> str:
        width, height = _short(self._width), _short(self._height)
        shapes = "".join(
            f'<path id="{id}" d="{outline}" {_LETTER} />' for outline, id in self._outlines.items()
        )
        defined = shapes + "".join(_tile(look, id) for look, id in self._hatches.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {_LINES} width="{width}pt" '
            f'height="{height}pt" viewBox="0 0 {width} {height}" version="1.1">'
            f"{f'<defs>{defined}</defs>' if defined else ''}{''.join(self._body)}</svg>"
        )

    @contextmanager
    def edged(self, color: str, width: float) -> Iterator[None]:
        """Texts drawn inside are their own edge, *width* [pt] wide."""
        self._edge = color, width
        try:
            yield
        finally:
            self._edge = None

    def spot(self, corners: Any, tip: str) -> None:
        """A place with its *tip*; *corners*: two opposite ones, as matplotlib has them."""
        (left, top), (right, bottom) = self._flip.transform(corners)
        x, y = _coordinate(min(left, right)), _coordinate(min(top, bottom))
        width, height = _coordinate(abs(right - left)), _coordinate(abs(bottom - top))
        self._body.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" '
            f'pointer-events="all" data-kit-tip="{escape(tip)}" />'
        )

    # -- what matplotlib asks -------------------------------------------------------------

    def open_group(self, s: str, gid: str | None = None) -> None:
        """What was given an id (``set_gid``) says what it stands for, for who may pick it."""
        if gid is not None:
            self._body.append(f'<g data-kit-pick="{escape(gid)}">')
        self._groups.append(gid is not None)

    def close_group(self, s: str) -> None:
        if self._groups.pop():
            self._body.append("</g>")

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._width, self._height

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        look = self._look(gc, rgbFace)
        if look == {"fill": "none"}:
            return
        placed = (transform + self._flip).transform(path.vertices)
        data = path_data(placed, path.codes, _coordinate)
        self._body.append(f'<path d="{data}" style="{_css(look)}" />')

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        letters = lettering.line(s, Face.of(prop)).letters
        scale = prop.get_size_in_points() / EM
        turned = f"rotate({_short(-angle)}) " if angle else ""
        place = f"translate({_coordinate(x)} {_coordinate(y)}) {turned}"
        place += f"scale({_short(scale)} {_short(-scale)})"
        uses = "".join(self._use(outline, along) for outline, along in letters if outline)
        if not uses:
            return
        look = _css(self._text_look(gc, scale))
        self._body.append(f'<g style="{look}" transform="{place}">{uses}</g>')

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        line, scale = lettering.line(s, Face.of(prop)), prop.get_size_in_points() / EM
        return line.width * scale, (line.above + line.below) * scale, line.below * scale

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, ...]:
        """Matplotlib asks this where it is there, and opens the tables of the font elsewhere."""
        size = prop.get_size_in_points()
        return tuple(part * size for part in lettering.heights(Face.of(prop)))

    # -- how it looks -------------------------------------------------------------------

    def _look(self, gc: GraphicsContextBase, face: Sequence[float] | None) -> dict[str, str]:
        """Properties of a shape, what goes without saying left out."""
        look: dict[str, str] = {}
        whole = gc.get_forced_alpha()  # one transparency for all of it
        if gc.get_hatch() is not None:
            look["fill"] = f"url(#{self._hatch(gc, face)})"
        elif face is None:
            look["fill"] = "none"
        elif tuple(face[:3]) != (0, 0, 0):
            look["fill"] = _hex(tuple(face))
        if face is not None and len(face) == 4 and face[3] != 1 and not whole:
            look["fill-opacity"] = _short(face[3])
        if whole and gc.get_alpha() != 1:
            look["opacity"] = _short(gc.get_alpha())
        offset, dashes = cast("tuple[float, list[float] | None]", gc.get_dashes())
        if dashes is not None:
            look["stroke-dasharray"] = ",".join(map(_short, dashes))
            look["stroke-dashoffset"] = _short(float(offset))
        if width := gc.get_linewidth():
            look |= _stroke(gc, width, whole)
        return look

    def _text_look(self, gc: GraphicsContextBase, scale: float) -> dict[str, str]:
        color = gc.get_rgb()
        look = {"fill": _hex(tuple(color))}
        if self._edge is not None:
            stroke, width = self._edge
            # Letters are strokes of their own units, drawn smaller.
            look |= {"stroke": stroke, "stroke-width": f"{width / scale / OUTLINE_SCALE:.0f}"}
        alpha = gc.get_alpha() if gc.get_forced_alpha() else color[3]
        return look if alpha == 1 else look | {"opacity": _short(alpha)}

    def _use(self, outline: str, along: float) -> str:
        if outline not in self._outlines:
            self._outlines[outline] = self._new_id()
        x = _short(round(along, _ALONG) + 0.0)  # never "-0"
        placed = f' x="{x}"' if x != "0" else ""
        return f'<use href="#{self._outlines[outline]}"{placed} />'

    def _hatch(self, gc: GraphicsContextBase, face: Sequence[float] | None) -> str:
        ground = "none" if face is None else _hex(tuple(face))
        look = (gc.get_hatch(), ground, tuple(gc.get_hatch_color()), gc.get_hatch_linewidth())
        if look not in self._hatches:
            self._hatches[look] = self._new_id()
        return self._hatches[look]

    def _new_id(self) -> str:
        return f"{self._prefix}-{len(self._outlines) + len(self._hatches) + 1}"


def _stroke(gc: GraphicsContextBase, width: float, whole: bool) -> dict[str, str]:
    color = gc.get_rgb()
    look = {"stroke": _hex(tuple(color))}
    if not whole and color[3] != 1:
        look["stroke-opacity"] = _short(color[3])
    if width != 1:
        look["stroke-width"] = _short(width)
    if (join := gc.get_joinstyle()) != "round":
        look["stroke-linejoin"] = join
    if (cap := gc.get_capstyle()) != "butt":
        look["stroke-linecap"] = "square" if cap == "projecting" else cap
    return look


def _tile(look: tuple[Any, ...], id: str) -> str:
    """A tile of hatching."""
    hatch, ground, color, width = look
    drawn = Affine2D().scale(_POINTS, -_POINTS).translate(0, _POINTS)
    path = Path.hatch(hatch)
    lines = path_data(drawn.transform(path.vertices), path.codes, _coordinate)
    ink = _hex(tuple(color))
    style = {"fill": ink, "stroke": ink, "stroke-width": str(width), "stroke-linejoin": "miter"}
    if color[3] < 1:
        style["stroke-opacity"] = str(color[3])
    side, over = _POINTS, _POINTS + 1
    return (
        f'<pattern id="{id}" patternUnits="userSpaceOnUse" x="0" y="0" width="{side}" '
        f'height="{side}"><rect x="0" y="0" width="{over}" height="{over}" fill="{ground}" />'
        f'<path d="{lines}" style="{_css(style)}" /></pattern>'
    )


# -- in writing -----------------------------------------------------------------------------


def _css(look: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in look.items())


@lru_cache(1024)
def _hex(color: Any) -> str:
    return str(rgb2hex(color))


def _coordinate(value: float) -> str:
    """To a hundredth, what machines disagree on rounded away first."""
    written = f"{round(value, _NEAR):.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _short(value: float) -> str:
    return f"{value:.{_NEAR}f}".rstrip("0").rstrip(".")
