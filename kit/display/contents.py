"""What `show` can show: every key of a section, chart, table… and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kit.display.sections import (
    action_plan,
    appendix,
    automations,
    business_case,
    decision,
    diagnostic,
    prerequisites,
    priorities,
    processes,
    summary,
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
    "first_year": Section(2, parts=(("table", "first_year"),)),
    "left_out": Section(2, parts=(("text", "left_out"),)),
    "action_plan": Section(1, action_plan.absent, action_plan.headline, intro=action_plan.intro),
    "plan_tasks": Section(2, parts=(("table", "plan_14"), ("table", "plan_30"))),
    "plan_dates": Section(2, parts=(("text", "plan_moved"), ("text", "days_off"))),
    "appendix": Section(1),
    "assumptions": Section(2),
    "traces": Section(2, parts=(("table", "traces"),)),
    "coherence": Section(2),
    "tool_prices": Section(2, parts=(("table", "tool_prices"),)),
    "method": Section(2),
    "glossary": Section(2),
}

MAKERS: Mapping[str, Mapping[str, Make]] = {
    "cards": {
        "summary": summary.summary_cards,
        "business_case": business_case.cards,
        "automations": automations.cards,
    },
    "text": {
        "situation": summary.situation,
        "findings": summary.findings,
        "next_steps": summary.next_steps,
        "pains_advice": diagnostic.advice,
        "ties": priorities.ties,
        "left_out": business_case.left_out,
        "plan_owners": action_plan.owners_missing,
        "plan_moved": action_plan.moved,
        "days_off": action_plan.days_off,
        "method": appendix.method,
    },
    "callout": {
        "decision": decision.decision,
        "automation_zone": processes.automation_zone,
        "quick_wins": priorities.quick_wins_callout,
        "prerequisites": prerequisites.prerequisites_callout,
        "gdpr": prerequisites.gdpr_callout,
        "targets": business_case.targets,
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
        "business_lines": business_case.lines_table,
        "first_year": business_case.first_year,
        "plan_14": action_plan.plan_14,
        "plan_30": action_plan.plan_30,
        "assumptions": appendix.assumptions,
        "traces": appendix.traces,
        "findings": appendix.findings,
        "tool_prices": appendix.tool_prices,
        "glossary": appendix.glossary,
    },
    "chart": {
        "pains_by_domain": diagnostic.pains_by_domain_chart,
        "hours_by_process": processes.hours_chart,
        "priorities_map": priorities.map_chart,
        "waterfall": business_case.waterfall_chart,
        "plan": action_plan.gantt_chart,
    },
    "flow": {"top": processes.maps},
}
