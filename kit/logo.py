"""A firm's logo, read without trusting it: a drawing and nothing else.

An SVG can hold scripts, pages and addresses. It is parsed, refused when it holds what acts or
what lies elsewhere, and written again without the notes of drawing programs. A PNG is
measured before it is decoded. What is wrong raises `BadLogo`, in words for whoever drew it.
"""

from __future__ import annotations

import base64
import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DRAWN = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("defs", "symbol", "use", "clipPath", "mask", "pattern", "linearGradient"),
        *("radialGradient", "stop", "title", "desc", "style"),
    }
)
# An address, and what could hide one: a rule that imports, an escape of CSS.
_ELSEWHERE = re.compile(
    r"url\s*\((?>\s*['\"]?\s*)(?!#)|@|\\|javascript:|expression\s*\(|image-set|src\s*\(", re.I
)
_LENGTH = re.compile(r"\s*([\d.]+)\s*(?:px|pt|mm|cm|in)?\s*")
_PNG = b"\x89PNG\r\n\x1a\n"


class BadLogo(ValueError):
    """Why the file cannot be the logo, and what to do."""


@dataclass(frozen=True, slots=True)
class Logo:
    """`data` is safe to show anywhere; `ratio` is width over height."""

    kind: str  # "svg" or "png"
    data: bytes
    ratio: float

    @property
    def mime(self) -> str:
        return "image/svg+xml" if self.kind == "svg" else "image/png"

    @property
    def uri(self) -> str:
        """The whole picture as an address: nothing is asked of the network."""
        return f"data:{self.mime};base64,{base64.b64encode(self.data).decode()}"

    @property
    def svg(self) -> str:
        """The logo as an SVG; a PNG lies inside one of its size."""
        if self.kind == "svg":
            return self.data.decode("utf-8")
        width, height = _png_size(self.data)
        return (
            f'<svg xmlns="{_SVG}" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}"><image width="{width}" height="{height}" href="{self.uri}"/></svg>'
        )


@lru_cache(maxsize=8)
def logo_of(data: bytes, kind: str, most_bytes: int, most_pixels: int) -> Logo:
    """The logo in *data*, of *kind* "svg" or "png"; raises BadLogo.

    *most_pixels* bounds the side of a PNG.
    """
    if len(data) > most_bytes:
        raise BadLogo(f"it weighs more than {most_bytes} bytes: make it lighter")
    return _svg(data) if kind == "svg" else _png(data, most_pixels)


def _png(data: bytes, most_pixels: int) -> Logo:
    width, height = _png_size(data)
    if not (0 < width <= most_pixels and 0 < height <= most_pixels):
        raise BadLogo(f"it is {width} × {height} pixels, {most_pixels} a side at most: shrink it")
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            picture.load()
    except Exception as error:  # Pillow raises many kinds, for a file cut short as for a forged one
        raise BadLogo(f"it is no whole PNG ({type(error).__name__}): export it again") from error
    return Logo("png", data, width / height)


def _png_size(data: bytes) -> tuple[int, int]:
    if not data.startswith(_PNG) or len(data) < 24:
        raise BadLogo("it is not a PNG: export it as one")
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _svg(data: bytes) -> Logo:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:
        # An entity may swell without end, or read a file; UTF-16 would hide one.
        raise BadLogo("it declares a DOCTYPE or is not UTF-8: save it as a plain SVG")
    try:
        root = ElementTree.fromstring(data.decode("utf-8-sig"))
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        raise BadLogo(f"it is not an SVG: {error}") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise BadLogo('it is not an SVG: its root is not <svg xmlns="http://www.w3.org/2000/svg">')
    _cleaned(root)
    ratio = _ratio(root)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return Logo("svg", ElementTree.tostring(root, encoding="unicode").encode("utf-8"), ratio)


def _cleaned(element: ElementTree.Element) -> None:
    """*element* without the notes of drawing programs; raises for what acts or is elsewhere."""
    _check_words(element)
    for child in list(element):
        space, _, name = str(child.tag).rpartition("}")
        if space.lstrip("{") != _SVG or name == "metadata":
            element.remove(child)  # Inkscape's, Illustrator's: nothing of it is drawn
        elif name == "text":
            raise BadLogo("it holds <text>: turn its words into paths, to look the same everywhere")
        elif name not in _DRAWN:
            raise BadLogo(f"it holds <{name}>: a logo may only draw; take that out")
        else:
            _cleaned(child)


def _check_words(element: ElementTree.Element) -> None:
    for key, value in list(element.attrib.items()):
        space, _, name = key.rpartition("}")
        if space and space.lstrip("{") != _XLINK:
            del element.attrib[key]
        elif name.lower().startswith("on"):
            raise BadLogo(f"it holds the script {name}=…: take it out")
        elif (name == "href" and not value.strip().startswith("#")) or _ELSEWHERE.search(value):
            raise BadLogo(f"it points elsewhere ({name}): put all of the drawing in the file")
    if element.tag == f"{{{_SVG}}}style" and _ELSEWHERE.search(element.text or ""):
        raise BadLogo("its <style> points elsewhere: put all of the drawing in the file")


def _ratio(root: ElementTree.Element) -> float:
    """Width over height; the root is given a viewBox, so that it can be set at any size."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        width, height = (
            (float(box[2]), float(box[3]))
            if len(box) == 4
            else (_length(root, "width"), _length(root, "height"))
        )
    except ValueError:
        width = height = 0.0
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise BadLogo('it says no size: give the <svg> a viewBox="0 0 width height"')
    root.set("viewBox", " ".join(box) if len(box) == 4 else f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return width / height


def _length(root: ElementTree.Element, key: str) -> float:
    found = _LENGTH.fullmatch(root.get(key, ""))
    return float(found[1]) if found else 0.0
