"""The scenarios kept beside the workbook: each may be opened, compared, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from ipywidgets import HTML, Button, Checkbox, HBox, VBox, Widget

from kit.client.scenario import Scenario
from kit.display.parts import callout
from kit.display.view import BlockView
from kit.explore.scenario_words import Said, told_of
from kit.explore.state import Exploration
from kit.workbook.scenarios import Kept, examine_scenarios, remove_scenario, scenario_file


class ScenarioList:
    """What is kept; *opened* is called with a scenario, *chosen* when the ticks change."""

    def __init__(
        self,
        exploration: Exploration,
        workbook: Path,
        opened: Callable[[Scenario], None],
        chosen: Callable[[], None],
    ) -> None:
        self._exploration, self._workbook = exploration, workbook
        self._opened, self._chosen = opened, chosen
        self.ticks: dict[str, Checkbox] = {}
        self._kept = Kept()
        self.said = Said(exploration.base.texts)
        self._problems, self._listed = BlockView(), VBox()
        self.widget = VBox([self._problems, self._listed, self.said.widget])
        self.read()

    @property
    def ticked(self) -> tuple[Scenario, ...]:
        """Those to compare, in the order of the file."""
        return tuple(one for one in self._kept.scenarios if self.ticks[one.name].value)

    @property
    def rows(self) -> tuple[Widget, ...]:
        """What is listed, a row each."""
        return tuple(self._listed.children)

    def read(self) -> None:
        """What the file says now."""
        texts = self._exploration.base.texts
        self._kept = examine_scenarios(self._workbook, self._exploration.levers)
        file = scenario_file(self._workbook).name
        items = [problem.message(texts) for problem in self._kept.problems]
        title = texts("explore.scenario.faulty", file=file)
        self._problems.draw(callout("stop", title, None, items) if items else ())
        rows = list(self._rows_of(self._kept.scenarios))
        if not rows and not items:
            rows = [HTML(f"<p>{escape(texts['explore.scenario.kept_none'])}</p>")]
        self._listed.children = tuple(rows)

    def _rows_of(self, scenarios: Iterable[Scenario]) -> Iterable[Widget]:
        before = {name: tick.value for name, tick in self.ticks.items()}
        self.ticks = {}
        for scenario in scenarios:
            yield self._row(scenario, before.get(scenario.name, False))

    def _row(self, scenario: Scenario, ticked: bool) -> Widget:
        texts, name = self._exploration.base.texts, scenario.name
        tick = Checkbox(
            value=ticked,
            description=texts["explore.scenario.compare_one"],
            tooltip=texts("explore.scenario.compare_name", name=name),
            indent=False,
        )
        tick.observe(lambda _: self.said.calmly(self._chosen), names="value")
        self.ticks[name] = tick
        opening = _button(texts, "open", name)
        opening.on_click(lambda _: self.said.calmly(lambda: self._open(scenario)))
        deleting = _button(texts, "delete", name)
        acts = HBox([tick, opening, deleting])
        deleting.on_click(lambda _: self.said.calmly(lambda: self._ask(scenario, acts)))
        row = VBox([HTML(self._described(scenario)), acts])
        row.add_class("kit-scenario")
        return row

    def _described(self, scenario: Scenario) -> str:
        words = self._exploration.base.words
        texts, count = words.texts, len(scenario.changes)
        lines = [texts.plural("explore.scenario.kept_line", count)]
        if scenario.author and scenario.day:
            day = words.numbers.date_medium(scenario.day)
            lines.append(texts("explore.scenario.by", author=scenario.author, date=day))
        facts = " · ".join(escape(line) for line in lines)
        reason = f"<p>{escape(scenario.reason)}</p>" if scenario.reason else ""
        return f"<h3>{escape(scenario.name)}</h3><p>{facts}</p>{reason}"

    def _open(self, scenario: Scenario) -> None:
        self._opened(scenario)
        texts = self._exploration.base.texts
        self.said.go(texts("explore.scenario.opened", name=scenario.name))

    def _ask(self, scenario: Scenario, acts: HBox) -> None:
        """Deleting asks once more, in the place of the buttons."""
        texts, usual = self._exploration.base.texts, acts.children
        asked = texts("explore.scenario.delete_asked", name=scenario.name)
        yes = _button(texts, "delete_yes")
        no = _button(texts, "delete_no")
        yes.on_click(lambda _: self.said.calmly(lambda: self._delete(scenario)))
        no.on_click(lambda _: setattr(acts, "children", usual))
        acts.children = (HTML(f"<p>{escape(asked)}</p>"), yes, no)
        no.focus()

    def _delete(self, scenario: Scenario) -> None:
        texts = self._exploration.base.texts
        problem = told_of(texts, lambda: remove_scenario(self._workbook, scenario.name))
        if problem:
            self.said.stop(problem)
        else:
            self.said.go(texts("explore.scenario.deleted", name=scenario.name))
        self.read()
        self._chosen()


def _button(texts: Callable[..., str], key: str, name: str = "") -> Button:
    """Its words say what it does; its tooltip, to which scenario."""
    tooltip = texts(f"explore.scenario.{key}_one", name=name) if name else ""
    return Button(description=texts(f"explore.scenario.{key}"), tooltip=tooltip)
