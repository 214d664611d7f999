"""What is being explored: a client, what was moved, what is shown. No widget here.

Whoever shows something asks `now`, and is told by `on_change` that it has to ask again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from kit.analysis.analyse import analyse
from kit.analysis.levers import levers_of
from kit.analysis.model.what_if import Lever
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.client.scenario import Change, Moved
from kit.display.show import Engagement

Key = tuple[str, str, int]  # of a lever


@dataclass(frozen=True, slots=True)
class Filters:
    """What the tabs leave out; blank: nothing."""

    domain: str = ""  # choice domain
    owner: str = ""  # of a process, or of a task of the plan
    horizon: int = 0  # 14 or 30 [days] of the plan


class Exploration:
    """One client with figures moved. `base` is the workbook's own, `now` that of the changes."""

    def __init__(self, base: Engagement) -> None:
        self.base = base
        self.filters = Filters()
        self.ranges = True  # whether ranges are shown beside figures
        self.picked = ""  # id of the process whose card is open
        self._moved: dict[Key, Change] = {}
        self._now: Engagement | None = base
        self._listeners: list[Callable[[], None]] = []

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """Everything that can be moved, of the workbook."""
        return levers_of(self.base.analysis, load_catalogue())

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(self._moved.values())

    @property
    def now(self) -> Engagement:
        """The engagement as `analyse` gives it with the changes; remembered until the next one."""
        if self._now is None:
            analysis, catalogue = self.base.analysis, load_catalogue()
            client, thresholds = applied(analysis.client, catalogue, self.changes)
            made = analyse(client, catalogue, analysis.as_of, thresholds)
            self._now = replace(self.base, analysis=made)
        return self._now

    def value_of(self, lever: Lever) -> Moved | None:
        """What *lever* stands at."""
        moved = self._moved.get(lever.key)
        return moved.value if moved else lever.value

    def move(self, lever: Lever, value: Moved) -> None:
        """Set *lever* to *value*; to the workbook's own, it is no change any more."""
        if value == lever.value:
            self._moved.pop(lever.key, None)
        else:
            self._moved[lever.key] = Change(lever.lever, value, lever.of, lever.nth)
        self._now = None
        self._tell()

    def reset(self, *levers: Lever) -> None:
        """Back to the workbook: *levers*, or all of them without any."""
        for key in [one.key for one in levers] or list(self._moved):
            self._moved.pop(key, None)
        self._now = None if self._moved else self.base
        self._tell()

    def take(self, changes: tuple[Change, ...]) -> None:
        """These changes instead of those there are: a scenario is opened."""
        self._moved = {change.key: change for change in changes}
        self._now = None if changes else self.base
        self._tell()

    def show(
        self,
        filters: Filters | None = None,
        ranges: bool | None = None,
        picked: str | None = None,
    ) -> None:
        """Show something else of the same figures."""
        self.filters = self.filters if filters is None else filters
        self.ranges = self.ranges if ranges is None else ranges
        self.picked = self.picked if picked is None else picked
        self._tell()

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
