"""START HERE for the explorer: `explorer(engagement)` is the page of explore.ipynb."""

from __future__ import annotations

from html import escape

from IPython.display import HTML as Html  # noqa: N811 - shown, not a widget
from ipywidgets import HTML, HBox, Tab, VBox, Widget

from kit.display.html_blocks import block_to_html
from kit.display.interactive import is_interactive
from kit.display.parts import callout, muted
from kit.display.show import Engagement
from kit.display.view import BlockView
from kit.explore.calm import calmly
from kit.explore.controls import Controls
from kit.explore.figures import key_figures
from kit.explore.filter_bar import ranges_switch
from kit.explore.look import look
from kit.explore.origin_panel import OriginPanel
from kit.explore.state import Exploration
from kit.explore.tabs import Tab as Made
from kit.explore.tabs import tabs
from kit.explore.view import ExplorerView


def explorer(engagement: Engagement) -> Widget | Html:
    """The explorer of *engagement*; one sentence where nobody could move anything.

    papermill and nbconvert run a notebook without a front end: no widget is made there, so
    that none of its state is left in what they write.
    """
    if not is_interactive():
        said = engagement.texts["explore.not_interactive"]
        shown = "".join(block_to_html(block) for block in muted(said))
        return Html(shown)  # type: ignore[no-untyped-call]
    return Page(exploration_of(engagement)).widget


def exploration_of(engagement: Engagement) -> Exploration:
    """*engagement* to explore; one of a scenario, with its changes made on the workbook."""
    exploration = Exploration(engagement.without_scenario or engagement)
    applied = engagement.analysis.scenario
    if applied is not None:
        exploration.take(tuple(one.change for one in applied.scenario.changes))
    return exploration


class Page:
    """Title and key figures above, assumptions on the left, tabs on the right.

    Only the tab that is seen is drawn. What cannot be computed leaves the page as it was,
    under a sentence that says so.
    """

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.makers = dict(tabs())
        self.made: dict[str, Made] = {}
        self.figures, self.notice = ExplorerView(exploration), BlockView()
        self.controls, self.origin = Controls(exploration), OriginPanel(exploration)
        self.tabs = self._tabs()
        exploration.on_change(self.draw)
        self.draw()
        self.widget = self._laid_out()

    @property
    def seen(self) -> str:
        """The key of the tab that is seen."""
        return list(self.makers)[self.tabs.selected_index or 0]

    def draw(self) -> None:
        """Everything that is seen, from what the exploration stands at."""
        with calmly(self._failed):
            exploration = self.exploration
            now, base = exploration.shown.words, exploration.base.words
            self.tab(self.seen).draw()
            self.figures.draw(key_figures(now, base, bool(exploration.changes)))
            self.notice.draw(())

    def _failed(self) -> None:
        self.notice.draw(callout("stop", self.exploration.base.texts["explore.page.failed"]))

    def _tabs(self) -> Tab:
        texts = self.exploration.base.texts
        made = Tab(
            children=[VBox() for _ in self.makers],
            titles=[texts[f"explore.tabs.{key}"] for key in self.makers],
            selected_index=0,
        )
        made.observe(lambda _: self.draw(), names="selected_index")
        return made

    def tab(self, key: str) -> Made:
        """The tab *key*, made when it is first seen."""
        if key not in self.made:
            self.made[key] = self.makers[key](self.exploration)
            place = self.tabs.children[list(self.makers).index(key)]
            place.children = (self.made[key].widget,)
        return self.made[key]

    def _laid_out(self) -> Widget:
        side = _classed(VBox([self.controls.widget]), "kit-explore-side")
        main = _classed(VBox([self.notice, self.tabs]), "kit-explore-main")
        body = _classed(HBox([side, main]), "kit-explore-body")
        figures = _classed(VBox([self.figures]), "kit-explore-figures")
        head = [HTML(self._title()), ranges_switch(self.exploration)]
        top = _classed(HBox(head), "kit-explore-head")
        return _classed(VBox([HTML(look()), top, figures, body, self.origin]), "kit-explore")

    def _title(self) -> str:
        base = self.exploration.base
        name = base.workbook.name if base.workbook else ""
        day = base.words.numbers.date_medium(base.analysis.as_of)
        title = base.texts("explore.title", client=base.client.company.name)
        below = base.texts("explore.page.subtitle", workbook=name, date=day)
        return (
            f'<div class="kit-explore-title"><h1>{escape(title)}</h1><p>{escape(below)}</p></div>'
        )


def _classed(widget: Widget, name: str) -> Widget:
    widget.add_class(name)
    return widget
