"""What is being explored: a client, what was moved, what is shown. No widget here.

Whoever shows something asks `now`, and is told by `on_change` that it has to ask again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from kit.analysis.analyse import live
from kit.analysis.lever_reach import settled
from kit.analysis.levers import levers_of
from kit.analysis.live import with_parts
from kit.analysis.model.what_if import Lever
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.client.scenario import Change, Moved
from kit.display.show import Engagement
from kit.explore.places import Places

Key = tuple[str, str, int]  # of a lever


@dataclass(frozen=True, slots=True)
class Filters:
    """What the tabs leave out; blank: nothing."""

    domain: str = ""  # choice domain
    owner: str = ""  # of a process, or of a task of the plan
    horizon: str = ""  # "14" or "30" [days] of the plan, or a choice action_horizon
    family: str = ""  # of findings (content/rules.toml)
    severity: str = ""  # of findings: error, warning, info


class Exploration:
    """One client with figures moved. `base` is the workbook's own, `now` that of the changes."""

    def __init__(self, base: Engagement) -> None:
        self.base = base
        self.filters = Filters()
        self.ranges = True  # whether ranges are shown beside figures
        self.picked = ""  # id of the process whose card is open
        self.explained = ""  # the figure whose provenance is open (Trace.figure)
        self.wanted: Key | None = None  # the lever that was last asked for
        self._moved: dict[Key, Change] = {}
        self._now: Engagement | None = base
        self._shown: Engagement | None = None
        self._listeners: list[Callable[[], None]] = []
        self._explainers: list[Callable[[], None]] = []
        self._wishes: list[Callable[[], None]] = []

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """Everything that can be moved, of the workbook."""
        return levers_of(self.base.analysis, load_catalogue(), self.base.plan_start)

    @cached_property
    def places(self) -> Places:
        """The cells of the workbook in words."""
        return Places(self.base.client)

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(self._moved.values())

    @property
    def now(self) -> Engagement:
        """The engagement as `analyse` gives it with the changes; remembered until the next one.

        What the workbook was opened with (a horizon, a rate, a start) stays, unless moved.
        """
        if self._now is None:
            base, analysis, catalogue = self.base, self.base.analysis, load_catalogue()
            client, thresholds = applied(analysis.client, catalogue, self.changes)
            asked = {**dict(base.asked), **thresholds}
            started = any(change.lever == "plan.start" for change in self.changes)
            start = None if started else base.plan_start
            made = live(client, catalogue, analysis.as_of, asked, start)
            self._now = replace(base, analysis=with_parts(made, votes=analysis.votes))
        return self._now

    @property
    def shown(self) -> Engagement:
        """`now`, without its ranges when they are switched off: what every tab draws from."""
        now, shown = self.now, self._shown
        if self.ranges == now.ranges:
            return now
        if shown is None or shown.analysis is not now.analysis:
            self._shown = shown = replace(now, ranges=self.ranges)
        return shown

    def value_of(self, lever: Lever) -> Moved | None:
        """What *lever* stands at."""
        moved = self._moved.get(lever.key)
        return moved.value if moved else lever.value

    def move(self, lever: Lever, value: Moved) -> None:
        """Set *lever* to *value*; to the workbook's own, it is no change any more."""
        value = settled(lever, value)
        if value == lever.value:
            self._moved.pop(lever.key, None)
        else:
            self._moved[lever.key] = Change(lever.lever, value, lever.of, lever.nth)
        self._now = None if self._moved else self.base
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

    def explain(self, figure: str) -> None:
        """Open the provenance of *figure*; blank closes it. The tabs need not be drawn again."""
        self.explained = figure
        for listener in self._explainers:
            listener()

    def on_explain(self, listener: Callable[[], None]) -> None:
        self._explainers.append(listener)

    def want(self, lever: Lever) -> None:
        """Bring *lever* up where it can be moved."""
        self.wanted = lever.key
        for listener in self._wishes:
            listener()

    def on_want(self, listener: Callable[[], None]) -> None:
        self._wishes.append(listener)

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
