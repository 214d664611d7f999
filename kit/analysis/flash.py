"""What a 30-minute call is enough to say: candidates, a range, tools, GDPR (method M16).

Nothing was measured: the time to be saved is the usual share of administrative time (M0,
thresholds ``flash.saving_low`` and ``flash.saving_high``), and stays a range.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from kit.analysis.model import (
    AutomationResult,
    Checked,
    Flash,
    FlashCandidate,
    GdprResult,
    ProcessResult,
    Ranked,
)
from kit.analysis.model.advice import Reason
from kit.analysis.settings import Settings
from kit.analysis.tools import advise_tools
from kit.analysis.working_days import WorkingDays
from kit.catalogue import Tool
from kit.client import Automation, Client

_NEUTRAL = 3  # stars of a process that nothing speaks for or against
_PERSONAL = "personal_data"  # the group of the GDPR list that a call can start with
_CARD = ("trigger", "owner", "exceptions")
_PROFILE = ("tools", "office_suite", "hosting", "tool_budget")


def flash_audit(
    client: Client,
    processes: Sequence[ProcessResult],
    priorities: Sequence[Ranked],
    automations: Sequence[AutomationResult],
    gdpr: GdprResult | None,
    settings: Settings,
    as_of: date,
) -> Flash | None:
    """The candidates of the call and what can be said of them; None without any process."""
    if not processes:
        return None
    stars = {row.process: row.stars for row in priorities}
    timed = [result for result in processes if result.hours_month]
    found = [
        _candidate(client, result, stars.get(result.id), automations, settings) for result in timed
    ]
    found.sort(key=lambda one: -one.weight)  # stable: the workbook's order between equals
    kept = found[: int(settings["flash.most"])]
    by_id = {result.id: result for result in processes}
    tools = tuple(dict.fromkeys(tool for one in kept for tool in one.tools))
    cost = _monthly(tools, settings.catalogue.tools)
    budget = client.company.tool_budget
    return Flash(
        candidates=tuple(kept),
        few=len(kept) < settings["flash.few_below"],
        others=tuple(one.process for one in found[len(kept) :]),
        untimed=tuple(result.id for result in processes if result.hours_month is None),
        hours_month=math.fsum(one.hours_month for one in kept) if kept else None,
        saved=_sum(one.saved for one in kept),
        worth=_sum(one.worth for one in kept if one.worth),
        uncosted=tuple(one.process for one in kept if one.worth is None),
        tools=tools,
        tool_cost=cost,
        within_budget=None if cost is None or budget is None else cost[0] <= budget,
        concerned=tuple(one.process for one in kept if one.personal_data),
        unasked=tuple(one.process for one in kept if one.personal_data is None),
        checks=_checks(gdpr.checked if gdpr else None, settings),
        due=_due(client, settings, as_of),
        prepare=tuple(_prepare(client, kept, by_id, gdpr)),
    )


def _candidate(
    client: Client,
    result: ProcessResult,
    stars: int | None,
    automations: Sequence[AutomationResult],
    settings: Settings,
) -> FlashCandidate:
    hours, cost = result.hours_month or 0.0, result.hourly_cost
    low, high = hours * settings["flash.saving_low"], hours * settings["flash.saving_high"]
    ready = settings["flash.unready"] if _started(result) and not result.ready else 1.0
    return FlashCandidate(
        process=result.id,
        hours_month=hours,
        saved=(low, high),
        worth=None if cost is None else (low * cost, high * cost),
        personal_data=result.process.personal_data,
        tools=_tools(client, result, automations, settings),
        weight=hours * (_NEUTRAL if stars is None else stars) / _NEUTRAL * ready,
    )


def _started(result: ProcessResult) -> bool:
    """Whether somebody began its card: a call asks for none, and says nothing of readiness."""
    return bool(result.steps) or any(getattr(result.process, field) for field in _CARD)


def _tools(
    client: Client,
    result: ProcessResult,
    automations: Sequence[AutomationResult],
    settings: Settings,
) -> tuple[str, ...]:
    """Of the cards designed for it; without any, what the company's own answers lead to."""
    designed = [one for one in automations if one.process == result.id]
    advice = [advice for one in designed for advice in one.tools]
    if not designed:
        bare = Automation(name=result.process.name, process=result.process.name)
        advice = list(advise_tools(bare, result.process, client.company, settings))
    return tuple(dict.fromkeys(one.tool for one in advice if one.chosen))


def _monthly(tools: Iterable[str], catalogue: Sequence[Tool]) -> tuple[float, float] | None:
    """[EUR/month] from the entry price to the highest of each; tools billed by use have none."""
    chosen = [tool for id in tools for tool in catalogue if tool.id == id]
    priced = [tool for tool in chosen if tool.price_low is not None]
    if not priced:
        return None
    low = math.fsum(tool.price_low or 0.0 for tool in priced)
    tops = (tool.price_low if tool.price_high is None else tool.price_high for tool in priced)
    return low, math.fsum(top or 0.0 for top in tops)


def _sum(ranges: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    found = list(ranges)
    if not found:
        return None
    return math.fsum(low for low, _ in found), math.fsum(high for _, high in found)


def _checks(checked: Checked | None, settings: Settings) -> tuple[str, ...]:
    """What of the personal-data boxes is not met; all of them while nobody answered."""
    boxes = [
        one.id for one in settings.catalogue.checklists["gdpr"].items if one.group == _PERSONAL
    ]
    if checked is None:
        return tuple(boxes)
    return tuple(item for item in boxes if item in checked.total.missing)


def _due(client: Client, settings: Settings, as_of: date) -> date:
    """So many working days after the day of the call (48 hours)."""
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    return calendar.nth(as_of + timedelta(days=1), max(1, int(settings["flash.report_days"])))


def _prepare(
    client: Client,
    kept: Sequence[FlashCandidate],
    by_id: Mapping[str, ProcessResult],
    gdpr: GdprResult | None,
) -> Iterator[Reason]:
    """What is still unknown, in the order the full diagnostic needs it."""
    untimed = [r.process.name for r in by_id.values() if r.hours_month is None]
    if untimed:
        yield "analysis.flash.prepare.time", {"names": tuple(untimed)}
    if kept:
        yield "analysis.flash.prepare.measure", {}
    uncosted = [by_id[one.process].process.name for one in kept if one.worth is None]
    if uncosted:
        yield "analysis.flash.prepare.cost", {"names": tuple(uncosted)}
    if any(one.personal_data for one in kept) and gdpr is None:
        yield "analysis.flash.prepare.gdpr", {}
    lacking = tuple(field for field in _PROFILE if getattr(client.company, field) in (None, ()))
    if lacking:
        yield "analysis.flash.prepare.profile", {"fields": lacking}
    if kept and not by_id[kept[0].process].ready:
        yield "analysis.flash.prepare.card", {"name": by_id[kept[0].process].process.name}
