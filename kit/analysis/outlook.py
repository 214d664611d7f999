"""What is made of a business case: ladder, scenarios, range, drivers, margins of safety."""

from __future__ import annotations

from dataclasses import replace

from kit.analysis.break_even import break_even_of
from kit.analysis.model import BusinessCase
from kit.analysis.montecarlo import simulate
from kit.analysis.prospect import Prospect
from kit.analysis.scenarios import scenarios_of
from kit.analysis.settings import Settings
from kit.analysis.stacks import stacks_of
from kit.analysis.timeline import Timeline
from kit.analysis.tornado import tornado_of
from kit.analysis.upkeep import upkeep_of
from kit.client import Client


def add_outlook(
    case: BusinessCase, client: Client, settings: Settings, timeline: Timeline
) -> BusinessCase:
    """*case* with its outlook; without gains or costs that have an amount, its upkeep alone."""
    case = replace(case, upkeep=upkeep_of(case.lines, client, settings))
    prospect = Prospect.of(case, client, settings, timeline)
    if case.returns is None or not prospect.gains or not prospect.costs:
        return case
    return replace(
        case,
        stacks=stacks_of(prospect),
        scenarios=scenarios_of(prospect),
        distribution=simulate(prospect),
        tornado=tornado_of(prospect),
        break_even=break_even_of(prospect, case, client),
    )
