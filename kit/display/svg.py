"""A drawing as short as it can be without looking different, with ids of its own.

Most of a chart's bytes are letters: matplotlib writes each one with a name of forty
characters, coordinates of six decimals and a group around it, and every page carries a
dozen charts. Same drawing in, same bytes out.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_LETTER = "scale(0.015625)"  # matplotlib draws letters 64 times too large, in whole numbers
# The font itself has 1 000 units to the em, so a sixth of matplotlib's precision is enough. In
# multiples of three, because the PDF turns letters into cubic curves: thirds then stay whole.
_COARSER, _STEP = 2, 3
_MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_UNPAINTED = "fill:none"


def compact(svg: str, prefix: str) -> str:
    """*svg* (of matplotlib) for a page that holds others: every id starts with *prefix*.

    Groups, ids and blanks that nothing uses go; coordinates keep two decimals (a hundredth
    of a point), letters a thousandth of their size.
    """
    root = ElementTree.fromstring(svg)
    for part in root.iter():
        part.text = part.tail = None
        _shorten(part)
    _unwrap(root)
    _rename(root, prefix)
    ElementTree.register_namespace("", _SVG[1:-1])
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def _shorten(part: ElementTree.Element) -> None:
    """One element's attributes in their shortest writing."""
    letter = part.get("transform") == _LETTER
    if letter:
        part.set("transform", f"scale({0.015625 * _COARSER:g})")
    if path := part.get("d"):
        part.set("d", _path(path, letter))
    if style := part.get("style"):
        part.set("style", re.sub(r"([:;]) +", r"\1", style))
    if target := part.attrib.pop(_LINK, None):
        part.set("href", target)
        if moved := _MOVED.fullmatch(part.get("transform", "")):
            del part.attrib["transform"]
            _move(part, *moved.groups())
    if part.tag == f"{_SVG}use" and "x" in part.attrib:
        _move(part, part.get("x", "0"), part.get("y", "0"))


def _move(part: ElementTree.Element, x: str, y: str) -> None:
    for name, value in (("x", x), ("y", y)):
        part.attrib.pop(name, None)
        if (rounded := _rounded(float(value))) != "0":
            part.set(name, rounded)


def _path(path: str, letter: bool) -> str:
    rounded = _on_grid if letter else _rounded
    numbers = _NUMBER.sub(lambda found: rounded(float(found[0])), path)
    return re.sub(r" ?([A-Za-z]) ?| (?=-)", r"\1", " ".join(numbers.split()))


def _on_grid(value: float) -> str:
    return str(_STEP * round(value / (_STEP * _COARSER)))


def _rounded(value: float) -> str:
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _unwrap(parent: ElementTree.Element) -> None:
    """Take away what paints nothing, and the groups that hold no attribute but a name."""
    kept: list[ElementTree.Element] = []
    for part in parent:
        _unwrap(part)
        if part.tag == f"{_SVG}g" and set(part.attrib) <= {"id"}:
            kept += part
        elif not _paints_nothing(part):
            if kept and _is_halo_of(kept[-1], part):
                part.set("style", f"{kept.pop().get('style')};paint-order:stroke")
            kept.append(part)
    parent[:] = kept


def _is_halo_of(under: ElementTree.Element, part: ElementTree.Element) -> bool:
    """Whether *under* is *part* with a stroke: words drawn twice, the first time for their edge."""
    if not under.tag == part.tag == f"{_SVG}path":
        return False
    drawn = ("d", "transform", "clip-path")
    same = all(under.get(name) == part.get(name) for name in drawn)
    return same and under.get("style", "").startswith(f"{part.get('style')};stroke:")


def _paints_nothing(part: ElementTree.Element) -> bool:
    if part.tag == f"{_SVG}defs":
        return not len(part)
    return part.tag == f"{_SVG}path" and part.get("style") == _UNPAINTED


def _rename(root: ElementTree.Element, prefix: str) -> None:
    """Ids that something points to, numbered in their order; the others go."""
    used = set()
    for part in root.iter():
        used.add(part.get("href", "").removeprefix("#"))
        used.update(name for value in part.attrib.values() for name in _REFERENCE.findall(value))
    names: dict[str, str] = {}
    for part in root.iter():
        name = part.attrib.pop("id", None)
        if name in used and name is not None:
            names[name] = f"{prefix}-{len(names) + 1}"
            part.set("id", names[name])
    for part in root.iter():
        if target := part.get("href"):
            part.set("href", f"#{names[target.removeprefix('#')]}")
        for key, value in part.attrib.items():
            if "url(#" in value:
                part.set(key, _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))
