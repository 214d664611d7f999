"""The levers that weigh most, and a step of theirs: what a meeting tries out loud."""

from __future__ import annotations

from collections.abc import Iterable

from kit.analysis.model.what_if import Lever
from kit.client.scenario import Moved
from kit.explore.state import Exploration

SHOWN = 6  # levers: more does not fit on the screen


def weighty(exploration: Exploration) -> tuple[Lever, ...]:
    """The first levers in the order of the tornado's bars; those of money, without a tornado."""
    numeric = [one for one in exploration.levers if _is_number(one)]
    case = exploration.base.analysis.business_case
    if case is None:
        return ()
    named = [lever for bar in case.tornado for lever in numeric if bar.key in lever.drivers]
    return tuple(_once(named or numeric))[:SHOWN]


def moved(lever: Lever, now: Moved | None, steps: int) -> float:
    """*now* moved by *steps* of the lever, within its ends."""
    stands = _number(now if now is not None else lever.low)
    return within(lever, stands + steps * lever.step)


def within(lever: Lever, value: float) -> float:
    """*value*, or the nearest end of the lever; what is no number is its low end."""
    low, high = _number(lever.low), _number(lever.high)
    return min(value, high) if value >= low else low


def _once(levers: Iterable[Lever]) -> list[Lever]:
    return list({one.key: one for one in levers}.values())


def _is_number(lever: Lever) -> bool:
    """A date is moved in the explorer; here it is figures that are tried."""
    ends = (lever.value, lever.low, lever.high)
    return all(isinstance(one, int | float) for one in ends)


def _number(value: Moved) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
