"""The filters of a tab as drop-down lists, with how many are shown and the way back to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from html import escape

from ipywidgets import HTML, Button, Checkbox, Dropdown, HBox, Layout, VBox, Widget

from kit.catalogue import load_catalogue
from kit.display.words import Words
from kit.explore.calm import calmly
from kit.explore.filters import offered
from kit.explore.state import Exploration, Filters

Option = tuple[str, str]  # what is read, value of the filter


class FilterBar:
    """Lists of the *names* (fields of Filters) that bear on a tab; the choice holds on every tab.

    A list that offers nothing to choose between is not shown.
    """

    def __init__(self, exploration: Exploration, names: Sequence[str]) -> None:
        texts = exploration.base.texts
        self._exploration, self._names = exploration, tuple(names)
        self._lists = {name: self._list(name, texts[f"explore.filters.{name}"]) for name in names}
        self._reset = Button(description=texts["explore.filters.reset"])
        self._reset.on_click(lambda _: self._show_all())
        self._said = HTML()
        row = HBox([*self._lists.values(), self._reset])
        row.add_class("kit-filters-row")
        self.widget = VBox([row, self._said])
        self.widget.add_class("kit-filters")
        self._drawing = False

    def draw(self, sentences: Iterable[str]) -> None:
        """Offer what the client's data hold now, and say *sentences* below."""
        self._drawing = True
        try:
            filters, options = self._exploration.filters, options_of(self._exploration.now.words)
            for name, choice in self._lists.items():
                chosen = getattr(filters, name)
                self._fill(name, choice, options[name], chosen)
                choice.layout.display = "" if len(options[name]) > 1 or chosen else "none"
            self._reset.layout.display = "" if self._is_on() else "none"
            self._say(" ".join(sentence for sentence in sentences if sentence))
        finally:
            self._drawing = False

    def _is_on(self) -> bool:
        return any(getattr(self._exploration.filters, name) for name in self._names)

    def _fill(self, name: str, choice: Dropdown, offers: Sequence[Option], chosen: str) -> None:
        """The options of a list; a choice that is offered no more stays one."""
        every = [(self._exploration.base.texts[f"explore.filters.all_{name}"], ""), *offers]
        if chosen not in {value for _, value in every}:
            every.append((chosen, chosen))
        if tuple(choice.options) != tuple(every):
            choice.options = every
        choice.value = chosen

    def _list(self, name: str, label: str) -> Dropdown:
        choice = Dropdown(description=label, options=[("", "")], layout=Layout(width="auto"))
        choice.style.description_width = "initial"
        choice.observe(self._chosen(name), names="value")
        return choice

    def _chosen(self, name: str) -> Callable[[Mapping[str, str]], None]:
        def told(change: Mapping[str, str]) -> None:
            filters = self._exploration.filters
            if not self._drawing and change["new"] != getattr(filters, name):
                self._show(replace(filters, **{name: change["new"]}))

        return told

    def _show_all(self) -> None:
        self._show(replace(self._exploration.filters, **dict.fromkeys(self._names, "")))

    def _show(self, filters: Filters) -> None:
        failed = self._exploration.base.texts["explore.page.failed"]
        with calmly(lambda: self._say(failed)):
            self._exploration.show(filters=filters)

    def _say(self, said: str) -> None:
        self._said.value = f'<p class="kit-filters-said" role="status">{escape(said)}</p>'


def options_of(words: Words) -> dict[str, list[Option]]:
    """What each filter offers, in the reader's words."""
    texts, found = words.texts, offered(words.analysis, load_catalogue())
    days = [(texts("explore.filters.days", days=day), str(day)) for day in found.days]
    road = [
        (texts("explore.filters.road", horizon=words.choice("action_horizon", one)), one)
        for one in found.horizons
    ]
    options = {
        "domain": [(words.choice("domain", one), one) for one in found.domains],
        "owner": [(one, one) for one in found.owners],
        "horizon": [*days, *road],
        "family": [(texts[f"explore.check.family.{one}"], one) for one in found.families],
        "severity": [(texts[f"explore.check.severity.{one}"], one) for one in found.severities],
    }
    assert options.keys() == {field.name for field in fields(Filters)}
    return options


def ranges_switch(exploration: Exploration) -> Widget:
    """A box that shows or hides the ranges of figures and charts."""
    texts = exploration.base.texts
    box = Checkbox(
        value=exploration.ranges,
        description=texts["explore.filters.ranges"],
        tooltip=texts["explore.filters.ranges_hint"],
        indent=False,
    )
    box.add_class("kit-ranges")
    box.observe(lambda change: exploration.show(ranges=change["new"]), names="value")
    return box
