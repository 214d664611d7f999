"""START HERE for the audit: what does not hold together, with its place, never corrected.

Each rule is a function of a module beside this one; its family and severity are in
content/rules.toml, its sentences in texts/<lang>/rules.toml and ``analysis.finding.<code>``.

`written` and `computed` are plain values ("10", an ISO date, the client's words); `effect`
is a text key that says what it changes, `change` by how much, signed: what setting it right
adds to the result. `params` hold the same values typed, for the sentence. Source: method
M13, coherence audit, and M18.1, claim audit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.analysis.audit.ai import ai_findings
from kit.analysis.audit.budget import budget_findings
from kit.analysis.audit.cards import card_findings
from kit.analysis.audit.claims import claim_findings
from kit.analysis.audit.dates import date_findings
from kit.analysis.audit.flows import flow_findings
from kit.analysis.audit.follow_up import follow_up_findings
from kit.analysis.audit.ground import Ground
from kit.analysis.audit.hours import hours_findings
from kit.analysis.audit.inventory import inventory_findings
from kit.analysis.audit.kpis import kpi_findings
from kit.analysis.audit.launch import launch_findings
from kit.analysis.audit.lines import line_findings
from kit.analysis.audit.modules import module_findings
from kit.analysis.audit.money import money_findings
from kit.analysis.audit.options import option_findings
from kit.analysis.audit.people import people_findings
from kit.analysis.audit.plan import plan_findings
from kit.analysis.audit.risks import risk_findings
from kit.analysis.audit.roadmap import roadmap_findings
from kit.analysis.audit.selection import selection_findings
from kit.analysis.audit.statements import statement_findings
from kit.analysis.audit.thresholds import threshold_findings
from kit.analysis.audit.totals import total_findings
from kit.analysis.audit.trials import trial_findings
from kit.analysis.model import Analysis, Finding
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline


def find_incoherences(
    analysis: Analysis, settings: Settings, timeline: Timeline
) -> tuple[Finding, ...]:
    """All findings, in the order of the workbook's sheets, each with its rule's severity."""
    return tuple(_finished(one, settings) for one in _found(analysis, settings, timeline))


def _finished(finding: Finding, settings: Settings) -> Finding:
    """With its rule's severity, and each cell told once."""
    others = dict.fromkeys(place for place in finding.places if place != finding.place)
    severity = settings.catalogue.rules[finding.code].severity
    return replace(finding, severity=severity, places=tuple(others))


def _found(analysis: Analysis, settings: Settings, timeline: Timeline) -> Iterator[Finding]:
    yield from inventory_findings(analysis, settings)
    yield from card_findings(analysis)
    yield from threshold_findings(analysis)
    yield from money_findings(analysis, settings)
    yield from line_findings(analysis)
    yield from claim_findings(analysis, settings)
    yield from hours_findings(analysis, timeline)
    yield from plan_findings(analysis)
    yield from budget_findings(analysis, settings)
    yield from option_findings(analysis, settings)
    yield from module_findings(analysis)
    yield from kpi_findings(analysis, settings, timeline)
    yield from date_findings(analysis, settings, timeline)
    yield from trial_findings(analysis)
    yield from follow_up_findings(analysis, settings)
    yield from risk_findings(analysis)
    yield from selection_findings(analysis)
    yield from launch_findings(analysis)
    yield from roadmap_findings(analysis)
    yield from ai_findings(analysis)
    yield from people_findings(analysis)
    if analysis.business_case is not None:
        ground = Ground(analysis, analysis.business_case, settings, timeline)
        yield from flow_findings(ground)
        yield from total_findings(ground)
        yield from statement_findings(ground)
