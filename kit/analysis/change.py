"""START HERE for change: impacts, messages, phases of perception, run governance (method M9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from kit.analysis.communication import plan_messages
from kit.analysis.impacts import study_impacts
from kit.analysis.model import ChangeResult, GovernanceResult, Plan
from kit.analysis.perception import expect_phases
from kit.analysis.settings import Settings
from kit.analysis.timeline import Timeline
from kit.client import Client, Governance


def study_change(
    client: Client, ids: Mapping[str, str], plan: Plan, settings: Settings, timeline: Timeline
) -> ChangeResult | None:
    """None when none of its sheets was filled. *ids*: the id of each automation by name."""
    impacts = study_impacts(client, ids, settings)
    communication = plan_messages(client, ids, plan, settings, timeline)
    governance = check_governance(client.governance, settings)
    if impacts is None and communication is None and governance is None:
        return None
    return ChangeResult(
        impacts=impacts,
        communication=communication,
        perceptions=expect_phases(client, ids, plan, communication, settings, timeline),
        governance=governance,
    )


def check_governance(governance: Governance, settings: Settings) -> GovernanceResult | None:
    """What the run still lacks, and whether those who steer it meet often enough.

    Source: method M9, step 5: a committee every 3 to 6 months, a supplier review a quarter.
    """
    blank = tuple(one.name for one in fields(governance) if not getattr(governance, one.name))
    if len(blank) == len(fields(governance)):
        return None
    off = {}
    committee, review = governance.committee_months, governance.supplier_review_months
    if committee is not None and committee > settings["governance.committee_most_months"]:
        off["committee_months"] = "rare"
    elif committee is not None and committee < settings["governance.committee_least_months"]:
        off["committee_months"] = "frequent"
    if review is not None and review > settings["governance.supplier_review_months"]:
        off["supplier_review_months"] = "rare"
    return GovernanceResult(governance, blank, off)
