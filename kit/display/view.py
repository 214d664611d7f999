"""Blocks in a widget: the HTML of `kit.display.html_blocks`, which tells what was picked in it.

Tables sort and filter, marks and figures have tooltips, a redraw keeps what the reader did.
In what is drawn, an element with

* ``data-kit-pick="process:invoices"`` is a button: `picked` then holds what it names;
* ``data-kit-tip="…"`` says that text when it is pointed at or has the focus;
* ``data-kit-copy="…"`` copies that text.

A link inside the page leads there; with `links`, it is a pick too: "link:#trace-…".
Imported only where there is a notebook to show it in: anywidget brings ipywidgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from typing import Any

import anywidget
from traitlets import Bool, Dict, List, Unicode

from kit.display.html_blocks import block_to_html
from kit.display.words import Block
from kit.texts import Texts

# One module for the browser, of files that each do one thing; there is no build.
ESM = "\n".join(
    (files("kit") / f"display/live/{name}.js").read_text("utf-8")
    for name in ("sort", "tables", "tips", "float", "view")
)
_SAID = (
    *("filter", "filter_of", "original", "original_back", "sorted_up", "sorted_down"),
    *("copied", "not_copied"),
)


class BlockView(anywidget.AnyWidget):
    """Some blocks, in the words of *texts*; without them, tables only show.

    `parts` are (key, HTML) in their order: a redraw replaces the parts that have changed.
    """

    _esm = ESM
    parts: List[list[str]] = List().tag(sync=True)
    picked = Dict({}).tag(sync=True)  # {"what": "process:invoices", "count": 3}
    links = Bool(False).tag(sync=True)  # whether links inside the page are picks
    announce = Unicode("").tag(sync=True)  # said by screen readers when it changes
    words = Dict({}).tag(sync=True)

    def __init__(self, texts: Texts | None = None, **traits: Any) -> None:
        super().__init__(words=words_of(texts) if texts else {}, **traits)

    @property
    def html(self) -> str:
        """All that is shown."""
        return "".join(html for _, html in self.parts)

    @html.setter
    def html(self, html: str) -> None:
        self.parts = [["", html]]

    def draw(self, blocks: Iterable[Block]) -> None:
        """Show *blocks*, each a part of its own, known again by its id."""
        self.parts = list(parts_of(blocks))

    def on_pick(self, told: Callable[[str], None]) -> None:
        """*told* is given what was picked, each time."""
        self.observe(lambda change: told(change["new"].get("what", "")), names="picked")


class LivePage(anywidget.AnyWidget):
    """Brings the blocks of the notebooks of a page alive; it has nothing to show itself.

    One is enough for a page: the front end loads it as soon as it is made.
    """

    _esm = ESM
    page = Bool(True).tag(sync=True)
    words = Dict({}).tag(sync=True)

    def __init__(self, texts: Texts) -> None:
        super().__init__(words=words_of(texts))


def words_of(texts: Texts) -> dict[str, Any]:
    """What the tables and buttons of a view say; the browser puts the figures in."""
    counts = {"shown": "{shown}", "total": "{total}"}
    names = {"caption": "{caption}", "column": "{column}"}
    return {
        "lang": texts.lang,
        "missing": texts["report.missing"],
        "rows": {form: texts(f"explore.view.rows.{form}", **counts) for form in ("one", "other")},
        **{key: texts(f"explore.view.{key}", **names) for key in _SAID},
    }


def parts_of(blocks: Iterable[Block]) -> Iterator[list[str]]:
    """(key, HTML): the id of the block, or its kind; counted when it comes again."""
    met: dict[str, int] = {}
    for block in blocks:
        name = str(block.get("id") or block["block"])
        met[name] = met.get(name, 0) + 1
        yield [f"{name}.{met[name]}", block_to_html(block)]
