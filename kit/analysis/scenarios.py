"""Three ways the project may turn out (method M13): prudent, likely, ambitious."""

from __future__ import annotations

from kit.analysis.model import CaseScenario, MoneyLine
from kit.analysis.prospect import Prospect
from kit.analysis.variants import best, scaled, worst


def scenarios_of(prospect: Prospect) -> tuple[CaseScenario, ...]:
    """Likely is the case itself. Prudent and ambitious take every line at one of its ends.

    Prudent moreover: gains come late, freed hours count for their share re-used, and the
    upkeep of the automations is paid for.
    """
    months = prospect.horizon
    gains = [scaled(line, worst(line, months)) for line in prospect.reused_gains]
    costs = [scaled(line, worst(line, months)) for line in prospect.costs]
    highest = [scaled(line, best(line, months)) for line in prospect.lines]
    return (
        _scenario("prudent", prospect, *prospect.later(gains), *costs, *prospect.upkeep),
        _scenario("likely", prospect, *prospect.lines),
        _scenario("ambitious", prospect, *highest),
    )


def _scenario(key: str, prospect: Prospect, *lines: MoneyLine) -> CaseScenario:
    return CaseScenario(key, prospect.flows(lines), prospect.returns(lines))
