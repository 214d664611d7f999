"""START HERE for the figures: everything computed about one client, in one pure call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kit.analysis.ai_project import follow_ai
from kit.analysis.aids import possible_aids
from kit.analysis.audit.audit import find_incoherences
from kit.analysis.automations import automation_ids, hold_back, read_cards
from kit.analysis.baseline import missing_todays
from kit.analysis.change import study_change
from kit.analysis.checklists import answers_by_item, check, is_answered, values_of
from kit.analysis.crm import follow_crm
from kit.analysis.deadlines import bearing_deadlines
from kit.analysis.deployment import read_deployments
from kit.analysis.diagnostic import diagnose
from kit.analysis.dispositions import dispose
from kit.analysis.feasible import feasible_by_horizon, option_contents
from kit.analysis.finance import build_case
from kit.analysis.firmness import measure_firmness
from kit.analysis.flash import flash_audit
from kit.analysis.follow_up import Measured, begun, follow
from kit.analysis.gdpr import check_gdpr
from kit.analysis.grids import fill_grids
from kit.analysis.idea_votes import count_votes
from kit.analysis.live import Live
from kit.analysis.load import weigh_load
from kit.analysis.model import Analysis, Checked
from kit.analysis.options import compare_options
from kit.analysis.outsourcing import review_contracts
from kit.analysis.planning import Facts, build_plan, building_order
from kit.analysis.priorities import rank_processes
from kit.analysis.processes import measure_processes
from kit.analysis.register import build_register
from kit.analysis.risks import complete_risks, read_risks
from kit.analysis.roadmap import build_roadmap
from kit.analysis.settings import Settings
from kit.analysis.skills import study_competences
from kit.analysis.staleness import stale_entries
from kit.analysis.task_matrix import sort_tasks
from kit.analysis.thread import follow_thread
from kit.analysis.timeline import Timeline
from kit.analysis.traces import trace
from kit.analysis.trials import held_by_plan, read_trials
from kit.analysis.use_cases import propose_uses
from kit.analysis.verdict import weigh_options
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
    return live(client, catalogue, as_of, overrides, plan_start).whole()


def live(
    client: Client,
    catalogue: Catalogue,
    as_of: date,
    overrides: Mapping[str, float] = _NO_OVERRIDES,
    plan_start: date | None = None,
) -> Live:
    """The same Analysis; what takes longest and few tabs show waits until it is asked for."""
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
    checklists = _checklists(client, settings)
    prerequisites = checklists.get("prerequisites")
    cards = read_cards(client, processes, settings)
    gdpr = check_gdpr(client, cards, settings)
    trials = read_trials(client, ids)
    automations = hold_back(cards, prerequisites, gdpr, trials)
    case = build_case(client, processes, ids, settings, timeline)

    baseline = missing_todays(client, processes, priorities, settings)
    facts = Facts(
        processes=processes,
        priorities=priorities,
        automations=building_order(automations, priorities, processes),
        prerequisites=prerequisites,
        gdpr=gdpr,
        baseline=baseline,
        trials=trials,
        as_of=as_of,
    )
    plan = build_plan(client, catalogue, facts, asked or as_of, assumed=asked is None)
    automations = held_by_plan(automations, plan)
    roadmap = build_roadmap(client, case, settings, timeline, assumed=asked is None)

    deadlines = bearing_deadlines(client, diagnostic, processes, settings, as_of)
    uses = propose_uses(client, diagnostic, deadlines, settings)
    aids = possible_aids(client.company, settings, as_of) if case else ()

    before = Live.of(
        {
            "options": lambda: compare_options(case, client, settings, timeline),
            "load": lambda: weigh_load(client, roadmap, plan, case, settings, timeline),
            "dispositions": lambda: dispose(
                client, processes, priorities, deadlines, settings, as_of
            ),
            "flash": lambda: flash_audit(
                client, processes, priorities, automations, gdpr, settings, as_of
            ),
            "follow_up": lambda: follow(
                Measured(client, case, processes, automations, plan, begun(client, asked), as_of),
                settings,
                timeline,
            ),
        },
        client=client,
        as_of=as_of,
        diagnostic=diagnostic,
        processes=processes,
        priorities=priorities,
        prerequisites=prerequisites,
        gdpr=gdpr,
        automations=automations,
        launch={id: checklists[id] for id in _LAUNCH if id in checklists},
        business_case=case,
        plan=plan,
        findings=(),
        traces=(),
        assumptions=settings.assumptions(),
        firmness=firmness,
        baseline=baseline,
        thread=follow_thread(client, diagnostic, processes, priorities, case),
        checklists=checklists,
        ai=follow_ai(client, checklists, settings),
        crm=follow_crm(client, checklists, settings),
        trials=trials,
        deployments=read_deployments(client, ids, plan, settings, timeline),
        roadmap=roadmap,
        task_matrix=sort_tasks(client, settings),
        grids=fill_grids(client, settings),
        ideas=count_votes(client, processes, settings),
        privacy=build_register(client, automations, processes, settings),
        risks=read_risks(client, settings),
        deadlines=deadlines,
        contracts=review_contracts(client, processes),
        use_cases=uses,
        aids=aids,
        change=study_change(client, ids, plan, settings, timeline),
        competences=study_competences(client, settings),
        stale=stale_entries(aids, deadlines, automations, uses, settings, as_of),
        horizons=feasible_by_horizon(client, case, settings),
        option_contents=option_contents(client, settings),
        verdict=None,
        scenario=None,
        votes=None,
    )
    checked = before.then(
        findings=lambda: find_incoherences(before, settings, timeline),
        traces=lambda: trace(before, settings, timeline),
    )
    return checked.then(
        risks=lambda: complete_risks(checked, settings),
        verdict=lambda: weigh_options(checked, timeline),
    )


def _checklists(client: Client, settings: Settings) -> Mapping[str, Checked]:
    """Every checklist somebody answered, scored; those answered by cards are not among them."""
    answers = answers_by_item(client)
    scored = {}
    for checklist in settings.catalogue.checklists.values():
        values = values_of(checklist, answers)
        if is_answered(checklist, values):
            scored[checklist.id] = check(checklist, values, settings.gate(checklist))
    return scored
