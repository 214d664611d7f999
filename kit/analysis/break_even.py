"""How far things may slip while a goal is still met (method M18.4).

A goal asks that some sums stay at 0 or above: gains less (1 + target) x costs of the first
year for a return, the cumulated net of every month from the target on for a payback. Each
sum is linear in what is moved, so the point where it reaches 0 is exact.

With the method's example, 7 600 EUR of gains and 360 EUR of tool over a year: 300 % leaves
at most 1 540 EUR of set-up, since (7 600 - 1 900) / 1 900 is 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kit.analysis.model import BreakEven, BusinessCase, MoneyLine
from kit.analysis.money_lines import is_timed
from kit.analysis.prospect import CENT, Prospect
from kit.analysis.variants import split
from kit.client import Client

_EURO = MoneyLine(
    id="set-up",
    label="",
    side="cost",
    kind="once",
    automation=None,
    hours_month=None,
    month=None,
    once=1.0,
    confidence=None,
    start=0,
)
_Sums = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Goal:
    key: str
    target: float
    sums: Callable[[MoneyLine], _Sums]  # what a line adds to each sum that stays at 0 or more


def break_even_of(prospect: Prospect, case: BusinessCase, client: Client) -> tuple[BreakEven, ...]:
    """One answer a goal: the first-year return, then the payback."""
    partial = case.reasons.get("roi_first_year") if case.roi_first_year is not None else None
    return tuple(_answer(goal, prospect, client, partial) for goal in _goals(prospect))


def _goals(prospect: Prospect) -> tuple[_Goal, _Goal]:
    roi = prospect.settings["business.target_roi"]
    months = prospect.settings["business.target_payback_months"]

    def first_year(line: MoneyLine) -> _Sums:
        total = prospect.first_year(line)
        return (total if line.side == "gain" else total * (1 + roi),)

    def cumulated(line: MoneyLine) -> _Sums:
        return tuple(accumulate(prospect.months(line)))[prospect.paid_back_by :]

    return _Goal("roi", roi, first_year), _Goal("payback", months, cumulated)


def _answer(goal: _Goal, prospect: Prospect, client: Client, partial: str | None) -> BreakEven:
    gains = [goal.sums(line) for line in prospect.gains]
    costs = [goal.sums(line) for line in prospect.costs]
    set_up = _largest_set_up(goal, prospect)
    reasons = {}
    if set_up is None:
        reasons["set_up"] = "analysis.reason.goal_missed_without_set_up"
    elif math.isinf(set_up):
        set_up, reasons["set_up"] = None, "analysis.reason.goal_whatever_set_up"
    share = between(_added(costs), _added(gains))
    adoption = share[0] if share and share[0] <= 1 else None
    volumes = tuple(_volumes(prospect, client, gains, costs))
    if adoption is None:
        reasons["adoption"] = "analysis.reason.goal_missed_with_all"
        if any(volume[1] is None for volume in volumes):
            reasons["volumes"] = reasons["adoption"]
    elif goal.key == "roi" and _added(costs)[0] >= 0:
        adoption, volumes = None, ()
        reasons["adoption"] = reasons["volumes"] = "analysis.reason.no_cost"
    if partial:
        reasons = dict.fromkeys(("set_up", "adoption", "volumes"), partial) | reasons
    return BreakEven(
        goal=goal.key,
        target=goal.target,
        set_up=set_up,
        adoption=adoption,
        volumes=volumes,
        reasons=reasons,
    )


def _largest_set_up(goal: _Goal, prospect: Prospect) -> float | None:
    """[EUR] of all one-off costs, moved together, each in its months; with none, up front.

    None: the goal is missed even without them. Infinite: they do not bear on it.
    """
    moved = list(prospect.once)
    total = math.fsum(line.once or 0.0 for line in moved)
    rest = (split(line)[1] for line in prospect.costs)
    fixed = [*prospect.gains, *(line for line in rest if line is not None)]
    if total <= 0:  # a share of nothing says nothing: one euro more, as often as it can be
        fixed, moved = list(prospect.lines), [_EURO]
    share = between(_added(map(goal.sums, fixed)), _added(map(goal.sums, moved)))
    if share is None:
        return None
    return total + share[1] if total <= 0 else total * share[1]


def _volumes(
    prospect: Prospect, client: Client, gains: Sequence[_Sums], costs: Sequence[_Sums]
) -> Iterator[tuple[str, float | None, float, str]]:
    """For each gain with a volume and its period, the others unchanged.

    More than today's volume when the goal is missed; left out when no volume meets it. Far
    beyond today's it is another activity, and a line held to the hours of its role has none
    left to free: no volume then.
    """
    reach = prospect.settings["business.volume_reach"]
    whole = [exact_sum(column) for column in zip(*gains, *costs, strict=True)]
    stated = {f"gain-{n}": gain for n, gain in enumerate(client.gains, 1)}
    for position, line in enumerate(prospect.gains):
        gain = stated.get(line.id)
        if gain is None or not gain.volume or gain.period is None or is_timed(gain):
            continue
        own = gains[position]
        others = [math.fsum((*parts, -one)) for parts, one in zip(whole, own, strict=True)]
        share = between(others, own)
        if share is not None and (line.month or 0.0) > 0:
            most = 1.0 if line.id in prospect.bounded else reach
            smallest = share[0] * gain.volume if share[0] <= most else None
            yield line.id, smallest, gain.volume, gain.period


def _added(sums: Iterable[_Sums]) -> _Sums:
    return tuple(math.fsum(column) for column in zip(*sums, strict=True))


def exact_sum(amounts: Sequence[float]) -> tuple[float, ...]:
    """*amounts* as few floats whose sum is theirs exactly: one may then be taken off again.

    >>> exact_sum((0.1, 0.2)), math.fsum((*exact_sum((0.1, 0.2)), -0.2))
    ((0.30000000000000004, -2.7755575615628914e-17), 0.1)
    """
    parts: tuple[float, ...] = ()
    while rest := math.fsum((*amounts, *(-part for part in parts))):
        parts = (*parts, rest)
    return parts


def between(fixed: Sequence[float], moved: Sequence[float]) -> tuple[float, float] | None:
    """Smallest and largest share x >= 0 of *moved* that keep every fixed + x moved at 0 or more.

    >>> between((-30.0, 10.0), (60.0, -5.0))
    (0.5, 2.0)
    >>> between((-1.0,), (0.0,)) is None
    True
    """
    low, high = 0.0, math.inf
    for rest, slope in zip(fixed, moved, strict=True):
        if slope > 0:
            low = max(low, -rest / slope)
        elif slope < 0:
            high = min(high, rest / -slope)
        elif rest < -CENT:
            return None
    return (low, high) if low <= high and math.isfinite(low) else None
