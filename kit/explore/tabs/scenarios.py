"""Named scenarios: kept beside the workbook, opened, compared, and how to deliver with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from pathlib import Path

from ipywidgets import HTML, VBox

from kit.client.scenario import Scenario
from kit.display.parts import muted
from kit.display.view import BlockView
from kit.explore.calm import calmly
from kit.explore.scenario_compare import comparison
from kit.explore.scenario_form import ScenarioForm
from kit.explore.scenario_list import ScenarioList
from kit.explore.state import Exploration
from kit.explore.tabs import Tab


def made(exploration: Exploration, today: Callable[[], date] = date.today) -> Tab:
    """The tab; *today* dates what is saved."""
    workbook = exploration.base.workbook
    if workbook is None:
        view = BlockView()
        view.draw(muted(exploration.base.texts["explore.scenario.no_workbook"]))
        return Tab(view, lambda: None)
    page = ScenarioPage(exploration, workbook, today)
    return Tab(page.widget, page.draw)


class ScenarioPage:
    """The form, the list, the comparison, the command."""

    def __init__(self, exploration: Exploration, workbook: Path, today: Callable[[], date]) -> None:
        self._exploration, self._workbook = exploration, workbook
        self.form = ScenarioForm(exploration, workbook, today, self._saved)
        self.kept = ScenarioList(exploration, workbook, self._opened, self._compare)
        self.compared = BlockView(exploration.base.texts)
        self.command = HTML()
        self.widget = VBox(
            [
                *self._part("save_title", self.form.widget),
                *self._part("kept_title", self.kept.widget),
                *self._part("compare_title", self.compared),
                *self._part("report_title", self.command),
            ]
        )
        self.widget.add_class("kit-scenarios")
        self._compare()

    def draw(self) -> None:
        """The changes have changed: the form asks why; what is kept stays as it was."""
        self.form.draw()

    def _part(self, title: str, widget: object) -> Sequence[object]:
        texts = self._exploration.base.texts
        return HTML(f"<h2>{escape(texts[f'explore.scenario.{title}'])}</h2>"), widget

    def _saved(self, name: str) -> None:
        self.kept.read()
        self._compare()
        self._deliver(name)

    def _opened(self, scenario: Scenario) -> None:
        self._exploration.take(tuple(one.change for one in scenario.changes))
        self.form.draw()
        self.form.fill(scenario)
        self._deliver(scenario.name)

    def _compare(self) -> None:
        texts = self._exploration.base.texts
        failed = muted(texts["explore.page.failed"])
        with calmly(lambda: self.compared.draw(failed)):
            self.compared.draw(comparison(self._exploration, self.kept.ticked))
        ticked = self.kept.ticked
        self._deliver(ticked[0].name if ticked else "")

    def _deliver(self, name: str) -> None:
        """The command that makes the deliverable of the scenario *name*."""
        texts = self._exploration.base.texts
        file = str(self._workbook.resolve())
        command = texts("explore.scenario.command", workbook=file, name=name or "…")
        intro = escape(texts["explore.scenario.report_intro"])
        self.command.value = f'<p>{intro}</p><pre tabindex="0"><code>{escape(command)}</code></pre>'
