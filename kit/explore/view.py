"""Blocks in a widget: the HTML of `kit.display.html_blocks`, which tells what was picked in it.

An element with ``data-kit-pick="process:invoices"`` can be clicked, or chosen by Enter: the
trait `picked` then holds what it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files

import anywidget
from traitlets import Dict, Unicode

from kit.display.html_blocks import block_to_html
from kit.display.words import Block


class BlockView(anywidget.AnyWidget):
    """Some blocks, drawn anew each time `html` is set."""

    _esm = (files("kit") / "explore/view.js").read_text("utf-8")
    html = Unicode("").tag(sync=True)
    picked = Dict({}).tag(sync=True)  # {"what": "process:invoices", "count": 3}

    def draw(self, blocks: Iterable[Block]) -> None:
        self.html = "".join(block_to_html(block) for block in blocks)

    def on_pick(self, told: Callable[[str], None]) -> None:
        self.observe(lambda change: told(change["new"].get("what", "")), names="picked")
