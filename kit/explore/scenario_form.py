"""The form that keeps the changes under a name: who made them and why each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

from ipywidgets import HTML, Button, Text, Textarea, VBox

from kit.analysis.model.what_if import Lever
from kit.client.scenario import Scenario, StatedChange
from kit.display.sections.scenario import label
from kit.explore.scenario_words import Said, told_of
from kit.explore.state import Exploration, Key
from kit.workbook.scenarios import examine_scenarios, save_scenario, scenario_file
from kit.workbook.words import name_key


class ScenarioForm:
    """Name, author, reason, and a reason for each change; *saved* is called with the name."""

    def __init__(
        self,
        exploration: Exploration,
        workbook: Path,
        today: Callable[[], date],
        saved: Callable[[str], None],
    ) -> None:
        self._exploration, self._workbook = exploration, workbook
        self._today, self._saved = today, saved
        self._levers = {lever.key: lever for lever in exploration.levers}
        self._replaces = ""  # the name that was warned about: pressed again, it is replaced
        texts = exploration.base.texts
        self.name = Text(description=texts["explore.scenario.name"])
        self.author = Text(description=texts["explore.scenario.author"])
        self.reason = Textarea(description=texts["explore.scenario.reason"], rows=2)
        self.reasons: dict[Key, Text] = {}
        self.save = Button(description=texts["explore.scenario.save"])
        self.said = Said(texts)
        self._asked = VBox()
        self.save.on_click(lambda _: self.said.calmly(self._press))
        self.widget = VBox()
        self.draw()

    def draw(self) -> None:
        """A reason is asked of each change there is; what was written is kept."""
        texts = self._exploration.base.texts
        changes = self._exploration.changes
        file = scenario_file(self._workbook).name
        key = "save_intro" if changes else "nothing_moved"
        intro = HTML(f"<p>{escape(texts(f'explore.scenario.{key}', file=file))}</p>")
        for change in changes:
            if change.key not in self.reasons:
                name = label(self._exploration.base.words, change)
                asked = texts("explore.scenario.reason_of", name=name)
                hint = texts["explore.scenario.reason_hint"]
                self.reasons[change.key] = Text(description=asked, placeholder=hint)
        fields = tuple(self.reasons[change.key] for change in changes)
        if fields != self._asked.children:
            self._asked.children = fields
        shown = (self.name, self.author, self.reason, self._asked, self.save) if changes else ()
        if not self.widget.children or bool(changes) != (len(self.widget.children) > 2):
            self.widget.children = (intro, *shown, self.said.widget)

    def fill(self, scenario: Scenario) -> None:
        """What *scenario* says, to be changed and kept again."""
        self.name.value, self.author.value = scenario.name, scenario.author
        self.reason.value = scenario.reason
        for one in scenario.changes:
            if one.change.key in self.reasons:
                self.reasons[one.change.key].value = one.reason

    def _press(self) -> None:
        texts, name = self._exploration.base.texts, self.name.value.strip()
        missing = self._missing()
        if missing:
            self.said.stop(missing)
            return
        known = {name_key(one.name) for one in examine_scenarios(self._workbook).scenarios}
        if name_key(name) in known and self._replaces != name_key(name):
            self._replaces = name_key(name)
            self.said.stop(texts("explore.scenario.replace_asked", name=name))
            return
        problem = told_of(texts, lambda: self._write(name))
        if problem:
            self.said.stop(problem)
            return
        self._replaces = ""
        file = scenario_file(self._workbook).name
        self.said.go(texts("explore.scenario.saved", name=name, file=file))
        self._saved(name)

    def _write(self, name: str) -> None:
        scenario = Scenario(
            name=name,
            changes=tuple(self._stated()),
            author=self.author.value.strip(),
            day=self._today(),
            reason=self.reason.value.strip(),
        )
        save_scenario(self._workbook, scenario, self._exploration.base.lang)

    def _missing(self) -> str:
        """What is still to write, in a sentence; blank when nothing is."""
        words = self._exploration.base.words
        if not self.name.value.strip():
            return words.texts["explore.scenario.no_name"]
        if not self.author.value.strip():
            return words.texts["explore.scenario.no_author"]
        blank = [
            label(words, change)
            for change in self._exploration.changes
            if not self.reasons[change.key].value.strip()
        ]
        if not blank:
            return ""
        return words.texts("explore.scenario.missing_reasons", names=words.series(blank))

    def _stated(self) -> list[StatedChange]:
        author, today = self.author.value.strip(), self._today()
        return [
            StatedChange(
                change,
                _was(self._levers.get(change.key)),
                self.reasons[change.key].value.strip(),
                author,
                today,
            )
            for change in self._exploration.changes
        ]


def _was(lever: Lever | None) -> date | float | None:
    """What the workbook gives; None for a blank cell."""
    return lever.value if lever is not None and lever.stated else None
