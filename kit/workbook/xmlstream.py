"""XML as a flat stream of events, with what makes XML dangerous forbidden.

Office files never hold a DOCTYPE: refusing it ends entity bombs and external entities
(CVE-2017-5644, CVE-2016-5000) at their root. Nothing is kept in memory but what the
caller keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from kit.workbook.package import Refused

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_DEPTH = 256  # elements within elements; office files need about ten


def parse(chunks: Iterable[bytes], start: Start, end: End, text: Text) -> None:
    """Feed *chunks* to the three callbacks; names come as "namespace local".

    Raises Refused("hostile_xml") for a DOCTYPE, expat.ExpatError for what is not XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def open_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise Refused("hostile_xml")
        start(name, attributes)

    def close_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refuse(*_: object) -> None:
        raise Refused("hostile_xml")

    parser.buffer_text = True
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def elements(chunks: Iterable[bytes]) -> list[tuple[str, dict[str, str], str]]:
    """All elements of a small part, in order of their end: (name, attributes, own text)."""
    found: list[tuple[str, dict[str, str], str]] = []
    opened: list[tuple[str, dict[str, str], list[str]]] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        opened.append((name, dict(attributes), []))

    def end(_: str) -> None:
        name, attributes, texts = opened.pop()
        found.append((name, attributes, "".join(texts)))

    parse(chunks, start, end, lambda piece: opened[-1][2].append(piece) if opened else None)
    return found
