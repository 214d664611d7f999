"""What drives the result: the net over the horizon when one thing moves and the rest stays."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.model import Driver
from kit.analysis.prospect import Prospect
from kit.analysis.variants import best, worst


def tornado_of(prospect: Prospect) -> tuple[Driver, ...]:
    """Widest swing first; what does not move the net is left out.

    A line goes from one end of its range to the other. Late gains, hours not re-used and
    upkeep can only harm the likely result, which is their better end.
    """
    net = prospect.net(prospect.lines)
    drivers = [driver for driver in _drivers(prospect, net) if driver.swing > 0]
    return tuple(sorted(drivers, key=lambda driver: -driver.swing))


def _drivers(prospect: Prospect, net: float) -> Iterator[Driver]:
    for line in prospect.lines:
        own = prospect.net((line,))  # the net is linear in each line
        ends = (net + (end(line, prospect.horizon) - 1) * own for end in (worst, best))
        yield _driver(line.id, line.label, *ends)
    gains, costs = prospect.gains, prospect.costs
    yield _driver("delay", None, prospect.net((*prospect.later(gains), *costs)), net)
    yield _driver("reuse", None, prospect.net((*prospect.reused_gains, *costs)), net)
    yield _driver("upkeep", None, net + prospect.net(prospect.upkeep), net)


def _driver(key: str, label: str | None, one: float, other: float) -> Driver:
    low, high = sorted((one, other))  # a negative gain that comes late helps the net
    return Driver(key, label, low, high, high - low)
