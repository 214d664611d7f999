"""The letters of all charts of a page, defined once.

Every drawing brings the outlines of its own letters, and a page has two dozens of drawings,
each of them twice: the same "e" is there fifty times. Here each outline is kept once, in one
hidden drawing at the top of the page. Nothing looks different.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SHAPE = re.compile(r"<path ([^<>]*?) ?/>")
_ATTRIBUTE = re.compile(r'([\w:-]+="[^"]*")')
_DEFS = re.compile(r"<defs>(.*?)</defs>", re.DOTALL)
_LINK = 'href="#'
_BODY = "<body>"


def shared(page: str) -> str:
    """*page* with the letters of its drawings gathered after ``<body>``."""
    outlines: dict[str, str] = {}  # what draws it -> its name on the page
    renamed: dict[str, str] = {}

    def taken(shape: re.Match[str]) -> str:
        attributes = _ATTRIBUTE.findall(shape[1])
        own = next((one for one in attributes if one.startswith('id="')), None)
        if own is None:
            return shape[0]
        drawn = " ".join(sorted(one for one in attributes if one != own))
        renamed[own[4:-1]] = outlines.setdefault(drawn, f"l{len(outlines)}")
        return ""

    def gathered(defs: re.Match[str]) -> str:
        kept = _SHAPE.sub(taken, defs[1])
        return f"<defs>{kept}</defs>" if kept.strip() else ""

    drawn = _DEFS.sub(gathered, page)
    if not outlines:
        return page
    drawn = _LINK.join(_relinked(drawn.split(_LINK), renamed))
    shapes = "".join(f'<path id="{name}" {shape}/>' for shape, name in outlines.items())
    sheet = f'<svg width="0" height="0" aria-hidden="true"><defs>{shapes}</defs></svg>'
    return drawn.replace(_BODY, f'{_BODY}<div class="kit-letters">{sheet}</div>', 1)


def _relinked(parts: list[str], renamed: Mapping[str, str]) -> Iterator[str]:
    """*parts* of a page, each of which but the first begins with the name its link leads to."""
    yield parts[0]
    for part in parts[1:]:
        name, quote, rest = part.partition('"')
        yield f"{renamed.get(name, name)}{quote}{rest}"
