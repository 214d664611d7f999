"""The range of the result: every line drawn inside its own range, many times (method M13).

A line is drawn between its two ends around its likely figure. In a draw, each line has a
given chance of following that draw's common luck (`range.together`): who misjudges one line
misjudges the next, and lines that never move together give a range too narrow to be honest.
Bad luck is bad everywhere: low gains, high costs. Each line keeps its own law exactly.

The result is linear in the lines, so a draw is one sum of line x multiplier. The same seed
gives the same figures: draws do not depend on the size of the chunks, and sums are taken
line after line, not in the order a processor likes best.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kit.analysis.model import Distribution, MoneyLine, Spread
from kit.analysis.prospect import CENT, Prospect
from kit.analysis.ranges import Array, drawn
from kit.analysis.variants import best, worst

BINS = 24  # bars of the histogram: enough to show a shape, few enough to be read
_CHUNK = 4_096  # draws at a time: bounds what is held for each line
_KEPT = 6_000_000  # figures of the last draws that are remembered at most: 48 MB
_QUANTILES = (0.1, 0.5, 0.9)  # P10, P50, P90

Ends = tuple[tuple[float, float], ...]  # of each line: its multiplier at worst, at best


def simulate(prospect: Prospect) -> Distribution | None:
    """None without a line or a draw. Figures at full precision, over the case's horizon."""
    settings, lines = prospect.settings, prospect.lines
    draws = int(min(settings["range.draws"], settings["limits.draws"]))
    seed = abs(int(settings["range.seed"]))
    if not lines or draws < 1:
        return None
    months = _months_looked_at(prospect)
    sums = _draw(lines, _contributions(prospect, months), draws, seed, prospect)
    paths, (npv, gain, cost, set_up, provisions) = sums[: len(months)], sums[len(months) :]
    net = paths[prospect.horizon]
    # Over a cost of next to nothing a return is any number at all.
    roi = (gain - cost) / cost if (cost > CENT).all() else None
    later = [row for row, month in enumerate(months) if month >= prospect.paid_back_by]
    return Distribution(
        draws=draws,
        seed=seed,
        shape=settings.distribution,
        together=settings["range.together"],
        net=_spread(net),
        npv=_spread(npv),
        roi=None if roi is None else _spread(roi),
        set_up=_spread(set_up),
        band=_band(paths[: prospect.horizon + 1]),
        histogram=_histogram(net),
        chance_target=None if roi is None else _chance(roi > settings["business.target_roi"]),
        chance_payback=_chance(paths[later].min(axis=0) > -CENT),
        chance_loss=_chance(net < -CENT),
        contingency_required=_contingency(set_up - provisions, prospect),
    )


def _months_looked_at(prospect: Prospect) -> list[int]:
    """All those of the horizon, then those where a cumulated net may turn until the last.

    Between two months where no line changes its pace the cumulated net is a straight line:
    it is lowest at one of them.
    """
    every = [prospect.months(line) for line in prospect.lines]
    beyond = range(prospect.horizon + 1, prospect.span)
    turns = [m for m in beyond if any(amounts[m] != amounts[m + 1] for amounts in every)]
    asked = {prospect.paid_back_by, *turns, prospect.span}
    return [
        *range(prospect.horizon + 1),
        *sorted(month for month in asked if month > prospect.horizon),
    ]


def _contributions(prospect: Prospect, months: Sequence[int]) -> list[Array]:
    """By line, what it adds to each result at its likely figure: cumulated net of *months*,
    NPV, gains and costs of the first year, set-up, set-up kept for the unforeseen."""
    found = []
    for line in prospect.lines:
        amounts = prospect.months(line)
        cumulated = np.cumsum(amounts)
        year = prospect.first_year(line)
        paid = (line.once or 0.0) if line.side == "cost" else 0.0
        others = (
            prospect.present_value(line),
            year if line.side == "gain" else 0.0,
            -year if line.side == "cost" else 0.0,
            paid,
            paid if line.id in prospect.provisions else 0.0,
        )
        found.append(np.array([*cumulated[list(months)], *others]))
    return found


def _draw(
    lines: Sequence[MoneyLine],
    contributions: Sequence[Array],
    draws: int,
    seed: int,
    prospect: Prospect,
) -> Array:
    """The results, a row each, a column a draw."""
    months = prospect.horizon
    ends = tuple((worst(line, months), best(line, months)) for line in lines)
    terms = draws, seed, prospect.settings["range.together"], prospect.settings.distribution, ends
    chunks = _kept(*terms) if draws * len(lines) <= _KEPT else _multipliers(*terms)
    sums = np.zeros((len(contributions[0]), draws))
    first = 0
    for multipliers in chunks:
        chunk = sums[:, first : first + multipliers.shape[1]]
        added = np.empty_like(chunk)
        for own, one in zip(contributions, multipliers, strict=True):
            np.multiply(own[:, np.newaxis], one, out=added)
            chunk += added
        first += chunk.shape[1]
    return sums


def _multipliers(draws: int, seed: int, together: float, shape: str, ends: Ends) -> Iterator[Array]:
    """What the likely figure of each line is multiplied by: a row a line, a column a draw."""
    luck = np.random.default_rng(seed)
    for first in range(0, draws, _CHUNK):
        # A row a draw: the common luck, then each line's own and whether it follows.
        rows = luck.uniform(size=(min(_CHUNK, draws - first), 1 + 2 * len(ends))).T
        found = np.empty((len(ends), rows.shape[1]))
        for n, (bad, good) in enumerate(ends):
            own, follows = rows[1 + 2 * n], rows[2 + 2 * n] < together
            chances = np.where(follows, rows[0], own)  # 0 is the worst luck, 1 the best
            chances = chances if bad <= good else 1 - chances
            found[n] = drawn(shape, min(bad, good), max(bad, good), chances)
        yield found


@lru_cache(maxsize=1)
def _kept(draws: int, seed: int, together: float, shape: str, ends: Ends) -> tuple[Array, ...]:
    """`_multipliers`, remembered: a what-if moves figures far more often than ranges."""
    return tuple(_multipliers(draws, seed, together, shape, ends))


def _spread(values: Array) -> Spread:
    p10, p50, p90 = (float(value) for value in np.quantile(values, _QUANTILES))
    return Spread(p10, p50, p90, math.fsum(values) / len(values))


def _band(paths: Array) -> tuple[tuple[float, float, float], ...]:
    low, middle, high = np.quantile(paths, _QUANTILES, axis=1)
    return tuple(zip(low.tolist(), middle.tolist(), high.tolist(), strict=True))


def _histogram(values: Array) -> tuple[tuple[float, float, int], ...]:
    """One bar when all draws are the same: nothing has a range."""
    low, high = float(values.min()), float(values.max())
    if high - low < CENT:
        return ((low, high, len(values)),)
    counts, edges = np.histogram(values, bins=BINS)
    return tuple(zip(edges[:-1].tolist(), edges[1:].tolist(), counts.tolist(), strict=True))


def _chance(happens: NDArray[np.bool_]) -> float:
    return float(np.count_nonzero(happens)) / happens.size


def _contingency(set_up: Array, prospect: Prospect) -> float | None:
    """Share to add to the likely set-up so that it suffices in most draws; None: no set-up.

    What is already kept for the unforeseen is left out on both sides.
    """
    own = (line for line in prospect.costs if line.id not in prospect.provisions)
    likely = math.fsum(line.once or 0.0 for line in own)
    if likely <= 0:
        return None
    needed = float(np.quantile(set_up, prospect.settings["range.contingency_chance"]))
    return max(0.0, needed / likely - 1)
