"""START HERE for the figures: everything computed about one client, in one pure call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from kit.analysis.audit.audit import find_incoherences
from kit.analysis.automations import automation_ids, hold_back, read_cards
from kit.analysis.baseline import missing_todays
from kit.analysis.checklists import answers_by_item, check, is_answered
from kit.analysis.deadlines import bearing_deadlines
from kit.analysis.diagnostic import diagnose
from kit.analysis.finance import build_case
from kit.analysis.firmness import measure_firmness
from kit.analysis.gdpr import check_gdpr
from kit.analysis.model import Analysis, Checked
from kit.analysis.options import compare_options
from kit.analysis.planning import Facts, build_plan, building_order
from kit.analysis.priorities import rank_processes
from kit.analysis.processes import measure_processes
from kit.analysis.settings import Settings
from kit.analysis.thread import follow_thread
from kit.analysis.timeline import Timeline
from kit.analysis.traces import trace
from kit.analysis.working_days import can_be_planned
from kit.catalogue import Catalogue
from kit.client import Client

_NO_OVERRIDES: Mapping[str, float] = MappingProxyType({})
_LAUNCH = ("testing", "deployment", "change_before", "change_after")


def analyse(
    client: Client,
    catalogue: Catalogue,
    as_of: date,
    overrides: Mapping[str, float] = _NO_OVERRIDES,
    plan_start: date | None = None,
) -> Analysis:
    """The same arguments always give the same Analysis: no clock, no file, no randomness.

    *overrides* are thresholds by key ("business.discount_rate"); an unknown key raises
    KeyError. *plan_start* wins over the workbook's start, and that over *as_of*.
    """
    settings = Settings.of(catalogue, client.company, overrides, client.finance)
    ids = automation_ids(client)
    asked = plan_start or client.plan.start
    if asked is not None and not can_be_planned(asked):
        asked = None  # a slip in the year: coherence says so
    timeline = Timeline.of(client, settings, asked or as_of)

    diagnostic = diagnose(client, settings)
    processes = measure_processes(client, settings)
    ranking = rank_processes(client, processes, settings)
    priorities, firmness = measure_firmness(client, ranking, processes, settings)
    prerequisites = _checked(client, "prerequisites", settings)
    cards = read_cards(client, processes, settings)
    gdpr = check_gdpr(client, cards, settings)
    automations = hold_back(cards, prerequisites, gdpr)
    case = build_case(client, processes, ids, settings, timeline)

    baseline = missing_todays(client, processes, priorities, settings)
    facts = Facts(
        processes=processes,
        priorities=priorities,
        automations=building_order(automations, priorities, processes),
        prerequisites=prerequisites,
        gdpr=gdpr,
        baseline=baseline,
    )
    plan = build_plan(client, catalogue, facts, asked or as_of, assumed=asked is None)

    result = Analysis(
        client=client,
        as_of=as_of,
        diagnostic=diagnostic,
        processes=processes,
        priorities=priorities,
        prerequisites=prerequisites,
        gdpr=gdpr,
        automations=automations,
        launch=_launch(client, settings),
        business_case=case,
        plan=plan,
        findings=(),
        traces=(),
        assumptions=settings.assumptions(),
        firmness=firmness,
        options=compare_options(case, client, settings, timeline),
        baseline=baseline,
        thread=follow_thread(client, diagnostic, processes, priorities, case),
        deadlines=bearing_deadlines(client, diagnostic, processes, settings, as_of),
    )
    return replace(
        result,
        findings=find_incoherences(result, settings, timeline),
        traces=trace(result, settings, timeline),
    )


def _checked(client: Client, id: str, settings: Settings) -> Checked | None:
    """Checklist *id* scored, or None when nothing in it was answered."""
    checklist = settings.catalogue.checklists[id]
    values = {item: answer.value for item, answer in answers_by_item(client).items()}
    if not is_answered(checklist, values):
        return None
    return check(checklist, values, settings.gate(checklist))


def _launch(client: Client, settings: Settings) -> Mapping[str, Checked]:
    scored = {id: _checked(client, id, settings) for id in _LAUNCH}
    return {id: checked for id, checked in scored.items() if checked is not None}
