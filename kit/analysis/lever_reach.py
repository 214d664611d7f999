"""How far a slider goes, and by what steps."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from kit.analysis.model.what_if import Lever
from kit.analysis.working_days import can_be_planned
from kit.catalogue import LeverKind
from kit.client.scenario import Moved

_FEW, _MANY = 10, 200  # steps of a slider: fewer are too coarse, more are too fine
_USUAL = 50
_ROUND = (1, 2, 5, 10)
_DIGITS, _DUST = 10, 1e-9  # sums of decimal steps are kept free of the dust of floats


class Reach(NamedTuple):
    """Ends and step of a slider; it lands on the figure of the workbook."""

    low: Moved
    high: Moved
    step: float


def settled(lever: Lever, value: Moved) -> Moved:
    """*value* as a slider gives it, without the dust of floats: the workbook's own when it is
    back there, an int where the workbook has one."""
    if isinstance(value, date) or isinstance(lever.value, date) or lever.value is None:
        return value
    value = round(float(value), _DIGITS)
    if math.isclose(value, lever.value, rel_tol=_DUST, abs_tol=lever.step * _DUST):
        return lever.value
    return int(value) if isinstance(lever.value, int) and value.is_integer() else value


def reach_of(
    kind: LeverKind,
    value: Moved,
    ends: Collection[float],
    bounds: tuple[float | None, float | None],
) -> Reach:
    """From *value* out to *ends*, multipliers that the data give, and to `around` at least."""
    if isinstance(value, date):
        days = timedelta(days=kind.span)
        first, last = (
            day if can_be_planned(day) else value for day in (value - days, value + days)
        )
        return Reach(first, last, kind.step)
    half = abs(value) * kind.around or kind.span
    reached = [value - half, value + half, *(value * end for end in ends)]
    floor, ceiling = bounds
    low = min(reached) if floor is None else max(min(reached), floor)
    high = max(reached) if ceiling is None else min(max(reached), ceiling)
    step = _step(kind, high - low)
    low = round(value - _steps(value - low, step, floor, value) * step, _DIGITS) + 0.0
    high = round(value + _steps(high - value, step, ceiling, value) * step, _DIGITS) + 0.0
    return Reach(int(low), int(high), step) if kind.whole else Reach(low, high, step)


def _steps(side: float, step: float, bound: float | None, value: float) -> int:
    """How many steps cover *side*, without going over *bound*."""
    covering = math.ceil(side / step - _DUST)
    if bound is None:
        return covering
    return min(covering, math.floor(abs(value - bound) / step + _DUST))


def _step(kind: LeverKind, width: float) -> float:
    """The kind's own, unless it cuts *width* in too few steps or too many."""
    if width <= 0 or _FEW <= width / kind.step <= _MANY:
        return kind.step
    if kind.whole:
        return max(kind.step, float(math.ceil(_round(width / _MANY))))
    return _round(width / _USUAL)


def _round(wanted: float) -> float:
    """The first of 1, 2, 5, 10, 20, 50… that is *wanted* or more."""
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(one * power for one in _ROUND if one * power >= wanted * (1 - _DUST))
    return float(f"{step:.12g}")
