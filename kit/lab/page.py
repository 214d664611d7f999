"""What JupyterLab shows of the kit: the cards of its launcher, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from kit.deliverable.compose import compose
from kit.display.show import Engagement
from kit.lab.working_copy import tour
from kit.places import folder_of, notebook_folders

_SECTION = re.compile(r'show\.section\("(\w+)"\)')  # what a section notebook begins with
_CLIENT, _SECTIONS = -2, -1  # ranks of the categories: JupyterLab's own begin at 0


def page(engagement: Engagement, first: str, sections: Sequence[str]) -> dict[str, Any]:
    """As JSON for labextensions/kit-lab: *first* is opened and run, *sections* have a card."""
    texts = engagement.texts
    return {
        "first": first,
        "logo": (folder_of("kernels") / "kit" / "logo-svg.svg").read_text("utf-8"),
        "comment": {"label": texts["lab.comment"], "caption": texts["lab.comment_caption"]},
        "cards": [*_client_cards(engagement, first), *_section_cards(engagement, sections)],
    }


def _client_cards(engagement: Engagement, first: str) -> Iterator[dict[str, Any]]:
    """The explorer, which is run when opened; the guided tour, which its reader runs himself."""
    texts = engagement.texts
    shared = {"category": texts["lab.client"], "categoryRank": _CLIENT}
    yield {**shared, "path": first, "label": texts["lab.explore"], "run": True}
    if (path := tour(engagement.lang)) is not None:
        yield {**shared, "path": path.name, "label": texts["lab.tour"], "run": False}


def _section_cards(engagement: Engagement, sections: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Those of the notebooks *sections* that begin with a heading of the report."""
    words = engagement.words
    shared = {"category": words.texts["lab.sections"], "categoryRank": _SECTIONS}
    for name in sections:
        source = "\n".join(cell.source for cell in compose([name], notebook_folders(None)).cells)
        if (found := _SECTION.search(source)) is not None:
            title = words(f"section.{found[1]}.title")
            card = {"path": f"{name}.ipynb", "label": title, "run": True, "section": True}
            yield {**shared, **card}
