"""What automations ask for once they run: hours of upkeep, valued where an hour has a cost.

Every automation is looked after from its first month of effect (method M18.14): connectors
change, rules move, somebody reads the alerts. The hours are a threshold,
`upkeep.hours_month` for each automation that the business case rests on; staff time that
comes back among the client's costs wins over it, never beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kit.analysis.automations import automation_ids
from kit.analysis.gaps import recurring
from kit.analysis.model import MoneyLine, Upkeep
from kit.analysis.settings import Settings
from kit.client import Automation, Client, Process, Role


def upkeep_of(lines: Sequence[MoneyLine], client: Client, settings: Settings) -> Upkeep | None:
    """Upkeep of the automations that carry *lines*; None: none, or the lines count it already.

    An hour costs what it costs the role whose time the automation frees; else the process
    it works on. Unknown for all of them: hours without a cost, never a cost of 0.
    """
    carrying = {line.automation for line in lines if line.automation}
    counted = _counted_already(lines, client)
    ids = automation_ids(client)
    hours = settings["upkeep.hours_month"]
    automations = []
    for automation in client.automations:
        id = ids[automation.name]
        if id in carrying and not counted & {id, None}:
            hourly = _hourly_cost(id, automation, lines, client)
            automations.append((id, hours, None if hourly is None else hours * hourly))
    if not automations:
        return None
    costs = [cost for _, _, cost in automations if cost is not None]
    return Upkeep(
        automations=tuple(automations),
        hours_month=math.fsum(hours for _, hours, _ in automations),
        cost_month=math.fsum(costs) if costs else None,
    )


def upkeep_lines(upkeep: Upkeep | None, lines: Sequence[MoneyLine]) -> tuple[MoneyLine, ...]:
    """A monthly cost for each automation whose hour has a cost, from its first month of effect."""
    return tuple(
        MoneyLine(
            id=f"upkeep-{id}",
            label="",
            side="cost",
            kind="month",
            automation=id,
            hours_month=None,
            month=cost,
            once=None,
            confidence=None,
            start=_first_month(id, lines),
        )
        for id, _, cost in (upkeep.automations if upkeep else ())
        if cost is not None
    )


def _counted_already(lines: Sequence[MoneyLine], client: Client) -> set[str | None]:
    """Automations whose upkeep is a cost of the case; None among them: that of all of them."""
    staff = {f"cost-{n}" for n, cost in enumerate(client.costs, 1) if cost.nature == "staff"}
    return {
        line.automation
        for line in recurring([line for line in lines if line.id in staff])
        if line.reason is None
    }


def _first_month(automation: str, lines: Sequence[MoneyLine]) -> int:
    """First month of effect of its gains; with no gain, the first month it is paid for."""
    own = [line for line in lines if line.automation == automation]
    starts = [line.start for line in own if line.side == "gain"] or [line.start for line in own]
    return max(1, min(starts, default=1))


def upkeep_role(automation: str, lines: Sequence[MoneyLine], client: Client) -> str | None:
    """The first role, among those whose hours the automation frees, whose hour has a cost."""
    costed = {role.name for role in client.roles if role.hourly_cost is not None}
    freed = (line.role for line in lines if line.automation == automation)
    return next((role for role in freed if role in costed), None)


def hour_of(
    id: str, automation: Automation, lines: Sequence[MoneyLine], client: Client
) -> Role | Process | None:
    """Whose hourly cost its upkeep is valued at; None: nobody's is known."""
    roles = {role.name: role for role in client.roles}
    freed = upkeep_role(id, lines, client)
    if freed is not None:
        return roles[freed]
    process = next((one for one in client.processes if one.name == automation.process), None)
    if process is None or process.hourly_cost is not None:
        return process
    return roles.get(process.role) if process.role else None


def _hourly_cost(
    id: str, automation: Automation, lines: Sequence[MoneyLine], client: Client
) -> float | None:
    """[EUR/h] of the first role, among those whose hours it frees then its process's."""
    found = hour_of(id, automation, lines, client)
    return found.hourly_cost if found else None
