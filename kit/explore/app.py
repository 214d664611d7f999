"""START HERE for the explorer: `explore(engagement)` is the page of explore.ipynb."""

from __future__ import annotations

from ipywidgets import HTML, HBox, ToggleButtons, VBox, Widget

from kit.display.show import Engagement
from kit.explore.controls import panel
from kit.explore.state import Exploration
from kit.explore.tabs import Tab, tabs


def explore(engagement: Engagement) -> Widget:
    """The explorer of *engagement*: levers on one side, tabs on the other."""
    return _page(Exploration(engagement))


def _page(exploration: Exploration) -> Widget:
    texts, makers = exploration.base.texts, dict(tabs())
    chosen = ToggleButtons(options=[(texts(f"explore.tabs.{key}"), key) for key in makers])
    body, made = VBox(), dict[str, Tab]()

    def draw(*_: object) -> None:
        key = chosen.value
        if key not in made:
            made[key] = makers[key](exploration)
        made[key].draw()
        if body.children != (made[key].widget,):
            body.children = (made[key].widget,)

    chosen.observe(draw, names="value")
    exploration.on_change(draw)
    draw()
    title = HTML(f"<h1>{texts('explore.title', client=exploration.base.client.company.name)}</h1>")
    return VBox([title, HBox([panel(exploration), VBox([chosen, body])])])
