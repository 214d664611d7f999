"""The widget of the panel: one for all levers, drawn by the browser as they are opened.

A widget of ipywidgets a lever would be slow to make for hundreds of them; here the browser
makes the controls of the one group that is open, of elements every keyboard knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import anywidget
from traitlets import Dict, Int, List, Unicode

Asked = Mapping[str, Any]  # {"id": "3", "what": slide|type|reset|reset_all, "value": …}


class LeverPanel(anywidget.AnyWidget):
    """What the panel shows; `kit.explore.controls` fills it in and answers what it asks."""

    _esm = (files("kit") / "explore/panel.js").read_text("utf-8")
    said = Dict().tag(sync=True)  # its own words
    levers = Dict().tag(sync=True)  # id → what a control is, and the workbook's value
    order = List[Any]().tag(sync=True)  # ids, as searched
    sections = List[Any]().tag(sync=True)  # {"key", "title", "count", "ids"}
    state = Dict().tag(sync=True)  # id → value, written, moved, change, problem; else as `levers`
    summary = Unicode("").tag(sync=True)  # how many are moved
    asked = Dict().tag(sync=True)  # {"count": 7, "list": [Asked…]}
    done = Int(0).tag(sync=True)  # the count that was answered
    wanted = Dict().tag(sync=True)  # {"id", "count"}: the control to bring up

    def on_asked(self, told: Callable[[Asked], None]) -> None:
        """*told* is given each request; then the browser may send the next ones."""

        def answer(change: Mapping[str, Any]) -> None:
            asked = change["new"]
            try:
                for one in asked.get("list", ()):
                    told(one)
            finally:
                self.done = int(asked.get("count", 0))

        self.observe(answer, names="asked")
