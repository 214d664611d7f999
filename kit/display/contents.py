"""What `show` can show: every key of a section, chart, table… and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kit.display.sections import (
    action_plan,
    announced,
    appendix,
    audit,
    automations,
    baseline,
    budget,
    business_case,
    deadlines,
    decision,
    diagnostic,
    firmness,
    horizon,
    money_lines,
    options,
    outlook,
    prerequisites,
    priorities,
    processes,
    summary,
    thread,
    value_ladder,
)
from kit.display.words import Block, Words

Make = Callable[[Words], list[Block]]
Say = Callable[[Words], str | None]


@dataclass(frozen=True, slots=True)
class Section:
    """Texts ``report.section.<key>.title`` and, when there is one, ``.intro``.

    `intro` writes the introduction when the text alone would not always be true. `headline`
    gives a title that states the conclusion, when there is one. `absent` says why there is
    nothing to show; a part of a section (level 2) is then left out, and so is one whose
    `parts` (kind, key) all have nothing to say.
    """

    level: int
    absent: Say | None = None
    headline: Say | None = None
    parts: tuple[tuple[str, str], ...] = ()
    intro: Say | None = None
    counted: str | None = None  # checklist whose number of items the introduction quotes


SECTIONS: Mapping[str, Section] = {
    "summary": Section(1),
    "findings": Section(2, parts=(("text", "findings"),)),
    "next_steps": Section(2, parts=(("text", "next_steps"),)),
    "diagnostic": Section(1, diagnostic.absent, diagnostic.headline, counted="pains"),
    "processes": Section(1, processes.absent, processes.headline),
    "process_cards": Section(2, parts=(("table", "process_gaps"), ("table", "frictions"))),
    "process_maps": Section(2, parts=(("flow", "top"),)),
    "priorities": Section(1, priorities.absent, priorities.headline),
    "prerequisites": Section(
        1, prerequisites.absent, prerequisites.headline, counted="prerequisites"
    ),
    "gdpr": Section(2, prerequisites.absent_gdpr, parts=(("callout", "gdpr"),), counted="gdpr"),
    "automations": Section(1, automations.absent, automations.headline),
    "launch": Section(2, parts=(("table", "launch"),)),
    "business_case": Section(1, business_case.absent, business_case.headline),
    "value_ladder": Section(2, parts=(("chart", "ladder"),)),
    "horizon": Section(
        2,
        parts=(("chart", "cash_curve"), ("table", "flows"), ("table", "horizon")),
        intro=horizon.intro,
    ),
    "outlook": Section(2, parts=(("chart", "range"), ("table", "scenarios"))),
    "drivers": Section(2, parts=(("chart", "tornado"), ("text", "break_even"))),
    "options": Section(2, parts=(("table", "options"), ("table", "options_words"))),
    "budget": Section(2, parts=(("table", "budget"),)),
    "hours_pool": Section(2, parts=(("table", "hours_pool"),)),
    "lines": Section(2, parts=(("chart", "waterfall"), ("table", "business_lines"))),
    "first_year": Section(2, parts=(("table", "first_year"),)),
    "left_out": Section(2, parts=(("text", "left_out"),)),
    "audit": Section(1, headline=audit.headline, intro=audit.intro),
    "audit_results": Section(2, parts=(("table", "audit_results"),)),
    "audit_errors": Section(2, parts=(("table", "audit_errors"),)),
    "audit_warnings": Section(2, parts=(("table", "audit_warnings"),)),
    "audit_remarks": Section(2, parts=(("table", "audit_remarks"),)),
    "thread": Section(1, thread.absent, thread.headline),
    "thread_orphans": Section(2, parts=(("table", "thread_orphans"),)),
    "action_plan": Section(1, action_plan.absent, action_plan.headline, intro=action_plan.intro),
    "plan_tasks": Section(2, parts=(("table", "plan_14"), ("table", "plan_30"))),
    "measures": Section(2, parts=(("table", "measures"),)),
    "plan_dates": Section(2, parts=(("text", "plan_moved"), ("text", "days_off"))),
    "appendix": Section(1),
    "assumptions": Section(2),
    "traces": Section(2, parts=(("table", "traces"),)),
    "tool_prices": Section(2, parts=(("table", "tool_prices"),)),
    "method": Section(2),
    "glossary": Section(2),
}

MAKERS: Mapping[str, Mapping[str, Make]] = {
    "cards": {
        "summary": summary.summary_cards,
        "business_case": business_case.cards,
        "audit": audit.cards,
        "automations": automations.cards,
    },
    "text": {
        "situation": summary.situation,
        "findings": summary.findings,
        "next_steps": summary.next_steps,
        "pains_advice": diagnostic.advice,
        "ties": priorities.ties,
        "firmness": firmness.sentence,
        "thread": thread.whole,
        "left_out": money_lines.left_out,
        "break_even": outlook.break_even,
        "marginal": options.marginal,
        "contingency": budget.contingency,
        "pool_notes": budget.pool_notes,
        "agreed": announced.agreed,
        "plan_owners": action_plan.owners_missing,
        "plan_moved": action_plan.moved,
        "days_off": action_plan.days_off,
        "method": appendix.method,
    },
    "callout": {
        "decision": decision.decision,
        "automation_zone": processes.automation_zone,
        "quick_wins": priorities.quick_wins_callout,
        "deadlines": deadlines.callouts,
        "prerequisites": prerequisites.prerequisites_callout,
        "gdpr": prerequisites.gdpr_callout,
        "targets": business_case.targets,
        "audit": audit.verdict,
        "plan_gates": action_plan.gates,
    },
    "table": {
        "pains_by_domain": diagnostic.pains_by_domain_table,
        "heaviest_pains": diagnostic.heaviest_pains,
        "processes": processes.processes_table,
        "process_gaps": processes.gaps,
        "frictions": processes.frictions,
        "ranking": priorities.ranking,
        "prerequisites": prerequisites.prerequisites_table,
        "gdpr": prerequisites.gdpr_table,
        "launch": prerequisites.launch_tables,
        "automations": automations.overview,
        "business_lines": money_lines.lines_table,
        "flows": money_lines.flows_table,
        "dated_flows": money_lines.dated_table,
        "ladder": value_ladder.ladder_table,
        "bridge": value_ladder.bridge_table,
        "first_year": horizon.first_year,
        "horizon": horizon.horizon_table,
        "scenarios": outlook.scenarios_table,
        "options": options.options_table,
        "options_words": options.words_table,
        "budget": budget.budget_table,
        "hours_pool": budget.pool_table,
        "audit_results": announced.results_table,
        "audit_errors": audit.errors,
        "audit_warnings": audit.warnings,
        "audit_remarks": audit.remarks,
        "plan_14": action_plan.plan_14,
        "plan_30": action_plan.plan_30,
        "measures": baseline.measures,
        "thread": thread.rows_table,
        "thread_orphans": thread.orphans,
        "assumptions": appendix.assumptions,
        "traces": appendix.traces,
        "tool_prices": appendix.tool_prices,
        "glossary": appendix.glossary,
    },
    "chart": {
        "pains_by_domain": diagnostic.pains_by_domain_chart,
        "hours_by_process": processes.hours_chart,
        "priorities_map": priorities.map_chart,
        "waterfall": business_case.waterfall_chart,
        "ladder": value_ladder.ladder_chart,
        "cash_curve": horizon.curve_chart,
        "range": outlook.range_chart,
        "tornado": outlook.tornado_chart,
        "plan": action_plan.gantt_chart,
    },
    "flow": {"top": processes.maps},
}
