"""Automation cards: their gate, their process, their personal data (methods M4, M5, M7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kit.analysis.audit.inventory import worded
from kit.analysis.gdpr import is_uncovered_transfer
from kit.analysis.model import Analysis, Finding


def card_findings(analysis: Analysis) -> Iterator[Finding]:
    """The prerequisites, then card by card, then the register."""
    yield from _gates(analysis)
    yield from _automations(analysis)
    yield from _register(analysis)


def _gates(analysis: Analysis) -> Iterator[Finding]:
    if analysis.prerequisites is None and analysis.automations:
        yield Finding(
            code="prerequisites_blank",
            place=None,
            written=None,
            computed=None,
            effect="analysis.effect.gate_closed",
        )


def _automations(analysis: Analysis) -> Iterator[Finding]:
    """Two cards on one process: their gains may be the same hours. Or one on a loose process."""
    cards = Counter(result.process for result in analysis.automations)
    wins = {row.process for row in analysis.priorities if row.quick_win}
    seen: set[str] = set()
    for position, result in enumerate(analysis.automations):
        if cards[result.process] > 1 and result.process in seen:
            twins = [a for a in analysis.automations if a.process == result.process]
            yield Finding(
                code="same_process",
                place=analysis.client.cells.get(f"automations/{position}/process"),
                written=result.automation.process,
                computed=None,
                effect="analysis.effect.double_count",
                params={
                    "process": result.automation.process,
                    "automations": tuple(twin.automation.name for twin in twins),
                },
            )
        seen.add(result.process)
        parent = analysis.process(result.process)
        if not parent.ready and parent.id not in wins:  # of a quick win it is said already
            yield Finding(
                code="automation_not_ready",
                place=analysis.client.cells.get(f"automations/{position}/process"),
                written=result.automation.process,
                computed=None,
                effect="analysis.effect.not_ready",
                params={
                    "automation": result.automation.name,
                    "process": parent.process.name,
                    "missing": worded(parent.missing),
                },
            )
        if parent.process.personal_data is None and not result.personal_data:
            yield Finding(
                code="personal_data_unknown",
                place=analysis.client.cells.get(f"automations/{position}/process"),
                written=None,
                computed=None,
                effect="analysis.effect.gdpr_unchecked",
                params={"automation": result.automation.name, "process": parent.process.name},
            )


def _register(analysis: Analysis) -> Iterator[Finding]:
    for position, line in enumerate(analysis.client.register):
        if is_uncovered_transfer(line):
            yield Finding(
                code="dpa_alone" if line.dpa_signed else "transfer_uncovered",
                place=analysis.client.cells.get(f"register/{position}/outside_eu"),
                written=line.transfer_tool,
                computed=None,
                effect="analysis.effect.transfer",
                params={
                    "automation": line.automation,
                    "provider": line.provider or line.automation,
                },
            )
