"""What `show` can show: every key of a section, chart, table… and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from kit.display.sections import (
    action_plan,
    actions,
    advice,
    ai,
    ai_road,
    aids,
    announced,
    appendix,
    audit,
    automations,
    baseline,
    budget,
    budget_lines,
    business_case,
    change,
    communication,
    competences,
    crm,
    deadlines,
    decision,
    deployment,
    diagnostic,
    dispositions,
    feasible,
    firmness,
    flash,
    follow_up,
    follow_up_page,
    gain_lines,
    go_live,
    headlines,
    headlines_ai,
    headlines_audit,
    headlines_flash,
    headlines_follow_up,
    headlines_money,
    headlines_plan,
    headlines_rules,
    headlines_story,
    horizon,
    ideas,
    indicators,
    load,
    maps,
    money_lines,
    needs,
    options,
    outlook,
    outsourcing,
    plan_drawing,
    prerequisites,
    priorities,
    processes,
    reforecast,
    register,
    risk_map,
    risks,
    roadmap,
    roadmap_drawing,
    routes_chart,
    scenario,
    selection,
    summary,
    task_matrix,
    thread,
    thread_chart,
    today,
    trials,
    use_cases,
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
    page: bool = False  # on paper it starts a page
    also: Callable[[Words], object] | None = None  # what it stands for besides its `parts`
    terms: tuple[str, ...] = ()  # words of the glossary explained in its margin


SECTIONS: Mapping[str, Section] = {
    "summary": Section(1, headline=headlines.summary),
    "findings": Section(2, headline=headlines_story.findings, parts=(("text", "findings"),)),
    "next_steps": Section(2, headline=headlines_story.next_steps, parts=(("text", "next_steps"),)),
    "scenario": Section(1, scenario.absent, scenario.headline, intro=scenario.intro),
    "scenario_effects": Section(
        2,
        headline=scenario.effects_headline,
        parts=(
            ("table", "scenario_figures"),
            ("table", "scenario_ranks"),
            ("text", "scenario_unmoved"),
        ),
    ),
    "diagnostic": Section(1, diagnostic.absent, diagnostic.headline, counted="pains"),
    "processes": Section(1, processes.absent, processes.headline, terms=("process",)),
    "process_cards": Section(2, parts=(("table", "process_gaps"), ("table", "frictions"))),
    "process_maps": Section(2, headline=headlines_story.process_maps, parts=(("flow", "top"),)),
    "priorities": Section(1, priorities.absent, priorities.headline, terms=("quick_win",)),
    "dispositions": Section(
        1, dispositions.absent, dispositions.headline, intro=dispositions.intro
    ),
    "disposition_details": Section(
        2, headline=dispositions.details_headline, parts=(("cards", "dispositions"),)
    ),
    "use_cases": Section(1, use_cases.absent, use_cases.headline),
    "prerequisites": Section(
        1,
        prerequisites.absent,
        prerequisites.headline,
        counted="prerequisites",
        terms=("gate",),
    ),
    "gdpr": Section(
        2,
        absent=prerequisites.absent_gdpr,
        headline=headlines_rules.gdpr,
        parts=(("callout", "gdpr"),),
        counted="gdpr",
    ),
    "automations": Section(1, automations.absent, automations.headline, terms=("automation",)),
    "launch": Section(2, headline=headlines_story.launch, parts=(("table", "launch"),)),
    "outsourcing": Section(1, outsourcing.absent, outsourcing.headline),
    "contracts": Section(2, headline=headlines_rules.contracts, parts=(("table", "contracts"),)),
    "register": Section(1, register.absent, register.headline, terms=("dpa",)),
    "supplier_questions": Section(2, parts=(("table", "supplier_questions"),)),
    "impact_assessment": Section(
        2, headline=headlines_rules.impact_assessment, parts=(("table", "impact_assessment"),)
    ),
    "privacy_risks": Section(
        2, headline=headlines_rules.privacy_risks, parts=(("table", "privacy_risks"),)
    ),
    "risks": Section(1, risks.absent, risks.headline),
    "proposed_risks": Section(2, parts=(("table", "risk_proposals"), ("text", "risks_withheld"))),
    "risk_words": Section(2, headline=headlines_rules.risk_words, parts=(("table", "risk_words"),)),
    "business_case": Section(
        1, business_case.absent, business_case.headline, terms=("gross_net", "roi")
    ),
    "value_ladder": Section(2, headline=headlines_money.ladder, parts=(("chart", "ladder"),)),
    "horizon": Section(
        2,
        headline=headlines.horizon,
        terms=("payback", "npv"),
        parts=(("chart", "cash_curve"), ("table", "flows"), ("table", "horizon")),
        intro=horizon.intro,
    ),
    "outlook": Section(
        2,
        headline=headlines.range_of,
        terms=("range",),
        parts=(("chart", "range"), ("table", "scenarios")),
    ),
    "drivers": Section(
        2, headline=headlines.drivers, parts=(("chart", "tornado"), ("text", "break_even"))
    ),
    "options": Section(
        2, headline=headlines.options, parts=(("table", "options"), ("table", "options_words"))
    ),
    "budget": Section(
        2, headline=headlines.budget, terms=("contingency",), parts=(("table", "budget"),)
    ),
    "hours_pool": Section(2, parts=(("table", "hours_pool"),)),
    "lines": Section(
        2,
        headline=headlines_money.lines,
        parts=(("chart", "waterfall"), ("table", "business_lines")),
    ),
    "first_year": Section(2, headline=headlines_money.first_year, parts=(("table", "first_year"),)),
    "aids": Section(2, headline=headlines_money.aids, parts=(("table", "aids"),)),
    "left_out": Section(2, parts=(("text", "left_out"),)),
    "audit": Section(1, headline=audit.headline, intro=audit.intro),
    "audit_results": Section(2, parts=(("table", "audit_results"),)),
    "audit_errors": Section(2, headline=headlines_audit.errors, parts=(("table", "audit_errors"),)),
    "audit_warnings": Section(
        2, headline=headlines_audit.warnings, parts=(("table", "audit_warnings"),)
    ),
    "audit_remarks": Section(
        2, headline=headlines_audit.remarks, parts=(("table", "audit_remarks"),)
    ),
    "thread": Section(1, thread.absent, thread.headline),
    "thread_orphans": Section(
        2, headline=headlines_story.thread_orphans, parts=(("table", "thread_orphans"),)
    ),
    "kpis": Section(1, indicators.absent, indicators.headline),
    "follow_up_summary": Section(1, headline=headlines_follow_up.summary),
    "follow_up_off": Section(
        2, headline=headlines_follow_up.off, parts=(("table", "corrections"),)
    ),
    "follow_up": Section(1, follow_up.absent, follow_up.headline, intro=follow_up.intro),
    "follow_up_use": Section(2, parts=(("table", "follow_up_use"),)),
    "follow_up_return": Section(
        2, headline=headlines_follow_up.realised, parts=(("table", "follow_up_return"),)
    ),
    "follow_up_periods": Section(
        2, headline=headlines_follow_up.periods, parts=(("table", "follow_up_periods"),)
    ),
    "kpi_follow_up": Section(1, indicators.absent_progress, indicators.headline_progress),
    "kpi_readings": Section(
        2, headline=headlines_follow_up.readings, parts=(("table", "kpi_readings"),)
    ),
    "reforecast": Section(1, reforecast.absent, reforecast.headline),
    "reforecast_rule": Section(2, parts=(("text", "reforecast_rule"),)),
    "kind_ratios": Section(
        2, headline=headlines_follow_up.kinds, parts=(("table", "kind_ratios"),)
    ),
    "follow_up_next": Section(
        1, headline=follow_up_page.headline_next, parts=(("table", "to_measure"),)
    ),
    "action_plan": Section(1, action_plan.absent, action_plan.headline, intro=action_plan.intro),
    "tests": Section(1, trials.absent, trials.headline),
    "deployment": Section(1, deployment.absent, deployment.headline),
    "roadmap": Section(1, roadmap.absent, roadmap.headline),
    "roadmap_months": Section(
        2, headline=headlines_plan.roadmap_months, parts=(("table", "roadmap_months"),)
    ),
    "load": Section(2, headline=headlines.load, parts=(("chart", "load"),)),
    "plan_tasks": Section(
        2, headline=headlines_plan.plan_tasks, parts=(("table", "plan_14"), ("table", "plan_30"))
    ),
    "measures": Section(2, parts=(("table", "measures"),)),
    "plan_dates": Section(2, parts=(("text", "plan_moved"), ("text", "days_off"))),
    "task_matrix": Section(1, task_matrix.absent, task_matrix.headline),
    "workshop": Section(
        1,
        headline=headlines_story.workshop,
    ),
    "change": Section(1, change.absent, change.headline),
    "impacts": Section(2, headline=headlines_plan.impacts, parts=(("table", "impacts"),)),
    "communication": Section(
        2, headline=headlines_plan.communication, parts=(("table", "communication"),)
    ),
    "change_phases": Section(2, parts=(("table", "change_phases"),)),
    "run_governance": Section(2, parts=(("table", "run_governance"),)),
    "competences": Section(1, competences.absent, competences.headline),
    "skills_plan": Section(
        2,
        headline=headlines_plan.skills_plan,
        parts=(("table", "skills_plan"), ("text", "skills_plan")),
    ),
    "actors": Section(2, headline=headlines_plan.actors, parts=(("table", "actors"),)),
    "ai": Section(1, ai.absent, ai.headline),
    "ai_selftest": Section(2, parts=(("callout", "ai_selftest"),)),
    "ai_state": Section(2, headline=headlines_ai.state, parts=(("callout", "ai_state"),)),
    "ai_project": Section(
        2, headline=headlines_ai.road, parts=(("chart", "ai_road"), ("table", "ai_suppliers"))
    ),
    **{
        key: Section(
            3,
            headline=partial(headlines_ai.step, key=key),
            parts=(("callout", key), ("table", key)),
            intro=partial(ai_road.step_intro, key=key),
        )
        for key in ai_road.STEPS
    },
    "ai_ethics": Section(
        2, headline=headlines_ai.ethics, parts=(("callout", "ai_ethics"), ("table", "ai_ethics"))
    ),
    "crm": Section(1, crm.absent, crm.headline),
    "crm_needs": Section(2, headline=headlines_ai.crm_needs, parts=(("table", "crm_needs"),)),
    "crm_steps": Section(2, headline=headlines_ai.crm_steps, parts=(("chart", "crm_steps"),)),
    "crm_kpis": Section(2, headline=headlines_ai.crm_kpis, parts=(("table", "crm_kpis"),)),
    "crm_tools": Section(2, headline=headlines_ai.crm_tools, parts=(("table", "crm_tools"),)),
    "audit_today": Section(
        1,
        headline=today.headline,
        parts=(("table", "teams"), ("table", "tools_in_use"), ("table", "processes")),
    ),
    "audit_teams": Section(2, headline=headlines_audit.teams, parts=(("table", "teams"),)),
    "audit_tools": Section(2, headline=headlines_audit.tools, parts=(("table", "tools_in_use"),)),
    "audit_steps": Section(2, headline=headlines_audit.steps, parts=(("table", "steps"),)),
    "audit_pains": Section(
        1,
        headline=headlines.pains,
        parts=(("table", "problems"),),
        also=lambda words: words.analysis.diagnostic,
    ),
    "audit_needs": Section(1, headline=headlines.needs, parts=(("table", "needs"),)),
    "audit_horizons": Section(1, headline=headlines_audit.horizons, parts=(("table", "horizons"),)),
    "audit_options": Section(
        1, headline=headlines.audit_options, parts=(("table", "options"), ("table", "grids"))
    ),
    "audit_modules": Section(
        2, headline=headlines_money.modules, parts=(("table", "option_modules"),)
    ),
    "audit_actions": Section(
        1,
        headline=headlines.actions,
        parts=(("table", "actions_by_horizon"),),
        also=lambda words: words.client.priorities,
    ),
    "audit_recommendations": Section(
        1,
        headline=headlines.recommendations,
        parts=(
            ("callout", "verdict"),
            ("table", "recommendations"),
            ("callout", "prerequisites"),
            ("callout", "gdpr"),
        ),
    ),
    "audit_budget": Section(
        1,
        headline=headlines.audit_budget,
        parts=(
            ("table", "budget"),
            ("table", "budget_lines"),
            ("table", "running_costs"),
            ("table", "aids"),
        ),
    ),
    "audit_budget_lines": Section(
        2, headline=headlines_money.budget_lines, parts=(("table", "budget_lines"),)
    ),
    "audit_running": Section(2, headline=headlines.running, parts=(("table", "running_costs"),)),
    "audit_roi": Section(
        1,
        headline=gain_lines.headline,
        parts=(("cards", "business_case"),),
    ),
    "audit_time_gains": Section(
        2, headline=gain_lines.time_headline, parts=(("table", "time_gains"),)
    ),
    "audit_quality_gains": Section(
        2, headline=gain_lines.quality_headline, parts=(("table", "quality_gains"),)
    ),
    "audit_conclusion": Section(1, headline=headlines.conclusion),
    "audit_critical": Section(
        2, headline=headlines_audit.critical, parts=(("text", "critical_problems"),)
    ),
    "audit_recommended": Section(
        2, headline=headlines_audit.recommended, parts=(("text", "recommended"),)
    ),
    "audit_success": Section(
        2, headline=headlines_audit.success, parts=(("text", "success_factors"),)
    ),
    "audit_next_steps": Section(
        2, headline=headlines_audit.next_steps, parts=(("table", "audit_next_steps"),)
    ),
    "audit_not_covered": Section(2, parts=(("text", "not_covered"),)),
    "flash": Section(1, flash.absent, flash.headline, intro=flash.intro),
    "flash_more": Section(
        1, headline=headlines_flash.more, parts=(("text", "flash_next"),), page=True
    ),
    "flash_tools": Section(2, headline=headlines_flash.tools, parts=(("text", "flash_budget"),)),
    "flash_gdpr": Section(2, headline=headlines_flash.gdpr, parts=(("callout", "flash_gdpr"),)),
    "flash_next": Section(2, headline=headlines_flash.following, parts=(("text", "flash_next"),)),
    "selection": Section(1, selection.absent, selection.headline),
    "ideas": Section(1, ideas.absent, ideas.headline),
    "appendix": Section(
        1,
        headline=headlines_story.appendix,
    ),
    "assumptions": Section(2),
    "traces": Section(2, parts=(("table", "traces"),)),
    "tool_prices": Section(2, parts=(("table", "tool_prices"),)),
    "method": Section(2),
    "glossary": Section(2),
}

MAKERS: Mapping[str, Mapping[str, Make]] = {
    "cards": {
        "summary": summary.summary_cards,
        "workshop": task_matrix.counts,
        "business_case": business_case.cards,
        "follow_up": follow_up_page.summary_cards,
        "audit": audit.cards,
        "automations": automations.cards,
        "flash": flash.cards,
        "dispositions": dispositions.detail_cards,
        "contracts": outsourcing.contract_cards,
        "change": change.summary_cards,
        "deployment": deployment.cards,
    },
    "text": {
        "scenario_unmoved": scenario.nothing_moved,
        "scenario_votes": scenario.votes,
        "supplier_questions": register.supplier_wording,
        "risk_gaps": risks.gaps,
        "risks_withheld": risks.withheld,
        "situation": summary.situation,
        "findings": summary.findings,
        "next_steps": summary.next_steps,
        "pains_advice": diagnostic.advice,
        "ties": priorities.ties,
        "firmness": firmness.sentence,
        "thread": thread.whole,
        "left_out": money_lines.left_out,
        "use_cases": use_cases.sector_note,
        "break_even": outlook.break_even,
        "marginal": options.marginal,
        "contingency": budget.contingency,
        "pool_notes": budget.pool_notes,
        "agreed": announced.agreed,
        "ideas_top": ideas.top,
        "plan_owners": action_plan.owners_missing,
        "plan_moved": action_plan.moved,
        "days_off": action_plan.days_off,
        "roadmap_notes": roadmap.notes,
        "load_notes": load.notes,
        "critical_problems": advice.critical_problems,
        "recommended": advice.recommended,
        "success_factors": advice.success_factors,
        "not_covered": advice.not_covered,
        "flash": flash.by_whom,
        "flash_notes": flash.notes,
        "flash_budget": flash.budget,
        "flash_next": flash.next_steps,
        "method": appendix.method,
        "follow_up_situation": follow_up_page.situation,
        "follow_up_notes": follow_up.notes,
        "reforecast_rule": reforecast.rule,
        "ai_use_case": ai_road.use_case,
        "crm_why": crm.why,
        "crm_kpis": crm.kpis_text,
        "crm_tools": crm.tools_text,
        "workshop_next": task_matrix.next_step,
        "impacts": change.impact_notes,
        "communication": communication.advice,
        "communication_gaps": communication.gaps,
        "change_phases": go_live.phase_notes,
        "skills_plan": competences.skill_notes,
        "actors": competences.actor_notes,
    },
    "callout": {
        "scenario_stale": scenario.stale,
        "register": register.warnings,
        "decision": decision.decision,
        "automation_zone": processes.automation_zone,
        "quick_wins": priorities.quick_wins_callout,
        "deadlines": deadlines.callouts,
        "prerequisites": prerequisites.prerequisites_callout,
        "gdpr": prerequisites.gdpr_callout,
        "targets": business_case.targets,
        "dispositions": dispositions.differing,
        "outsourcing": outsourcing.first,
        "stale": aids.stale_callout,
        "audit": audit.verdict,
        "selection": selection.verdicts,
        "ideas_critical": ideas.critical,
        "plan_gates": action_plan.gates,
        "tests": trials.callouts,
        "deployment": deployment.callouts,
        "roadmap": roadmap.callouts,
        "load": load.callouts,
        "verdict": advice.verdict,
        "flash_gdpr": flash.gdpr,
        "ai_selftest": ai.selftest_callout,
        "ai_state": ai.state_callout,
        "ai_gates": ai_road.gates,
        **{key: partial(ai_road.step_callout, key=key) for key in ai_road.STEPS},
        "ai_ethics": ai.ethics_callout,
        "crm_steps": crm.next_step,
        "crm_tools": crm.tools_callout,
        "task_zone": task_matrix.zone,
        "run_governance": go_live.governance_callout,
    },
    "table": {
        "scenario": scenario.changes,
        "scenario_figures": scenario.figures,
        "scenario_ranks": scenario.ranks,
        "register": register.lines_table,
        "supplier_questions": register.suppliers_table,
        "impact_assessment": register.assessment_table,
        "privacy_risks": register.risks_table,
        "risks": risks.ranking,
        "risk_answers": risks.answers,
        "risk_proposals": risks.proposals,
        "risk_words": risks.word_map,
        "pains_by_domain": diagnostic.pains_by_domain_table,
        "heaviest_pains": diagnostic.heaviest_pains,
        "processes": processes.processes_table,
        "process_gaps": processes.gaps,
        "frictions": processes.frictions,
        "ranking": priorities.ranking,
        "prerequisites": prerequisites.prerequisites_table,
        "gdpr": prerequisites.gdpr_table,
        "launch": prerequisites.launch_table,
        "automations": automations.overview,
        "dispositions": dispositions.summary_table,
        "use_cases": use_cases.uses_table,
        "contracts": outsourcing.contracts_table,
        "aids": aids.aids_table,
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
        "grids": selection.grids,
        "idea_votes": ideas.votes_table,
        "ideas": ideas.cards,
        "plan_14": action_plan.plan_14,
        "plan_30": action_plan.plan_30,
        "tests_coverage": trials.coverage_table,
        "tests_list": trials.trials_table,
        "deployment_boxes": deployment.boxes_table,
        "roadmap_bands": roadmap.bands_table,
        "roadmap_months": roadmap.months_table,
        "roadmap_actions": roadmap.actions_table,
        "load": load.load_table,
        "measures": baseline.measures,
        "thread": thread.rows_table,
        "thread_orphans": thread.orphans,
        "teams": today.teams,
        "tools_in_use": today.tools,
        "steps": today.steps_table,
        "problems": needs.problems,
        "needs": needs.needs,
        "horizons": feasible.horizons,
        "option_modules": feasible.contents,
        "actions_by_horizon": actions.by_horizon,
        "recommendations": advice.recommendations,
        "budget_lines": budget_lines.phase_lines,
        "running_costs": budget_lines.running,
        "time_gains": gain_lines.time_gains,
        "quality_gains": gain_lines.quality_gains,
        "audit_next_steps": advice.next_steps,
        "flash_candidates": flash.candidates,
        "flash_tools": flash.tools,
        "ai_selftest": ai.selftest_table,
        "ai_state": ai.state_table,
        "ai_steps": ai_road.steps_table,
        **{key: partial(ai_road.step_tables, key=key) for key in ai_road.STEPS},
        "ai_suppliers": ai_road.suppliers,
        "ai_ethics": ai.ethics_table,
        "crm_needs": crm.needs,
        "crm_steps": crm.steps_table,
        "crm_kpis": crm.kpis_table,
        "crm_tools": crm.tools_table,
        "crm_strengths": crm.strengths,
        "assumptions": appendix.assumptions,
        "traces": appendix.traces,
        "tool_prices": appendix.tool_prices,
        "glossary": appendix.glossary,
        "kpis": indicators.kpis_table,
        "corrections": follow_up_page.corrections,
        "to_measure": follow_up_page.to_measure,
        "automations_measured": follow_up.automations_table,
        "follow_up_use": follow_up.use_table,
        "follow_up_return": follow_up.return_table,
        "follow_up_periods": follow_up.periods_table,
        "kpi_progress": indicators.progress_table,
        "kpi_readings": indicators.readings_table,
        "reforecast": reforecast.comparison,
        "kind_ratios": reforecast.kinds_table,
        "tasks": task_matrix.tasks_table,
        "impacts_by_aspect": change.aspects_table,
        "impacts": change.impacts_table,
        "communication": communication.messages_table,
        "change_phases": go_live.phases_table,
        "change_phase_dates": go_live.phase_dates_table,
        "run_governance": go_live.governance_table,
        "skills_plan": competences.skills_table,
        "actors": competences.actors_table,
    },
    "chart": {
        "risks": risk_map.map_chart,
        "pains_by_domain": diagnostic.pains_by_domain_chart,
        "hours_by_process": processes.hours_chart,
        "flash": flash.chart,
        "priorities_map": priorities.map_chart,
        "waterfall": business_case.waterfall_chart,
        "ladder": value_ladder.ladder_chart,
        "cash_curve": horizon.curve_chart,
        "promise": reforecast.curve_chart,
        "kpi_progress": indicators.progress_chart,
        "range": outlook.range_chart,
        "tornado": outlook.tornado_chart,
        "routes": routes_chart.routes_chart,
        "ideas_map": ideas.map_chart,
        "plan": plan_drawing.gantt_chart,
        "roadmap": roadmap_drawing.timeline_chart,
        "load": load.grid,
        "ai_selftest": ai.selftest_chart,
        "ai_road": ai_road.road_chart,
        "crm_steps": crm.steps_chart,
        "communication": communication.calendar_chart,
        "competences": competences.radar_chart,
        "thread": thread_chart.thread_chart,
    },
    "flow": {"top": maps.maps},
}
