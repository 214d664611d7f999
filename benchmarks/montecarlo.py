"""Times the Monte Carlo: 10,000 draws of 60 lines over 24 months, as the kit draws them.

    python benchmarks/montecarlo.py          the kit's engine, three times over
    python benchmarks/montecarlo.py --loop   the same draws, month by month in plain Python

The loop is the second opinion: same laws, same mixture, written without numpy. Both print
the median net they find, which agree within what drawing at random allows.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date
from itertools import accumulate

from kit.analysis.automations import automation_ids
from kit.analysis.finance import build_case
from kit.analysis.montecarlo import simulate
from kit.analysis.processes import measure_processes
from kit.analysis.prospect import Prospect
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.analysis.variants import best, worst
from kit.catalogue import load_catalogue
from kit.client import Client, Company, Cost, Gain

GAINS, COSTS = 40, 20
_CONFIDENCE = ("measured", "declared", "assumed")
_RHYTHM = ("once", "month", "year")


def a_case_of_sixty_lines() -> Prospect:
    gains = [
        Gain(
            f"Gain {n}",
            "cash",
            volume=10.0 + n,
            period="month",
            unit_value=5.0,
            start=1 + n % 9,
            ramp_months=float(n % 4),
            confidence=_CONFIDENCE[n % 3],
        )
        for n in range(GAINS)
    ]
    costs = [Cost(f"Coût {n}", _RHYTHM[n % 3], unit_price=400.0 + n) for n in range(COSTS)]
    client = Client(Company("Banc d'essai"), gains=tuple(gains), costs=tuple(costs))
    settings = Settings.of(load_catalogue(), client.company, {})
    timeline = Timeline.of(client, settings, date(2026, 3, 2))
    processes = measure_processes(client, settings)
    case = build_case(client, processes, automation_ids(client), settings, timeline)
    if case is None:
        raise SystemExit("no lines")
    return Prospect.of(case, client, settings, timeline)


def drawn_in_a_loop(prospect: Prospect) -> float:
    """Median net over the horizon, every line drawn and every month added one by one."""
    draws, together = int(prospect.settings["range.draws"]), prospect.settings["range.together"]
    luck = random.Random(prospect.settings["range.seed"])
    lines = [
        (
            prospect.months(line)[: prospect.horizon + 1],
            worst(line, prospect.horizon),
            best(line, prospect.horizon),
        )
        for line in prospect.lines
    ]
    nets = []
    for _ in range(draws):
        common = luck.random()
        months = [0.0] * (prospect.horizon + 1)
        for amounts, bad, good in lines:
            chance = common if luck.random() < together else luck.random()
            # From bad to good luck, whichever of the two is the smaller multiplier.
            turn = (1 - bad) / (good - bad)
            if chance < turn:
                factor = bad + (good - bad) * (chance * turn) ** 0.5
            else:
                factor = good - (good - bad) * ((1 - chance) * (1 - turn)) ** 0.5
            for month, amount in enumerate(amounts):
                months[month] += factor * amount
        nets.append(list(accumulate(months))[-1])
    return sorted(nets)[draws // 2]


def main() -> None:
    prospect = a_case_of_sixty_lines()
    loop = "--loop" in sys.argv[1:]
    for _ in range(1 if loop else 3):
        start = time.perf_counter()
        if loop:
            median = drawn_in_a_loop(prospect)
        else:
            found = simulate(prospect)
            median = found.net.p50 if found else 0.0
        seconds = time.perf_counter() - start
        print(f"{len(prospect.lines)} lines: {seconds:.3f} s, median net {median:,.0f} EUR")


if __name__ == "__main__":
    main()
