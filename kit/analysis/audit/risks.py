"""Risks that do not hold together: worse after the measures than before, a product mistaken."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.audit.findings import cell, plain
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding, RegisterEntry, RiskResult, Weighed
from kit.client import Risk


def risk_findings(analysis: Analysis) -> Iterator[Finding]:
    """The risks of the workbook, then the lines of the register, each in its own order."""
    found = analysis.risks.risks if analysis.risks else ()
    by_id = {one.id: one for one in found}
    for position, risk in enumerate(analysis.client.risks):
        one = by_id[f"risk-{position + 1}"]
        yield from _criticality(analysis, position, risk, one)
        yield from _remaining(analysis, position, risk, one)
    for entry in analysis.privacy.register if analysis.privacy else ():
        yield from _register(analysis, entry)


def _criticality(
    analysis: Analysis, position: int, risk: Risk, one: RiskResult
) -> Iterator[Finding]:
    """A criticality written that is not the product of its two notes."""
    computed, written = one.before.criticality, risk.claimed_criticality
    if computed is None or written is None or written == computed:
        return
    row = f"risks/{position}"
    yield Finding(
        code="risk_criticality_off",
        place=cell(analysis.client, row, "claimed_criticality", "name"),
        places=cells_of(analysis.client, f"{row}/probability", f"{row}/impact"),
        written=plain(written),
        computed=plain(computed),
        effect="analysis.effect.risk_criticality_off",
        params={
            "risk": risk.name,
            "written": (written, "number"),
            "computed": (computed, "number"),
        },
    )


def _remaining(analysis: Analysis, position: int, risk: Risk, one: RiskResult) -> Iterator[Finding]:
    if not _is_worse(one.before, one.after):
        return
    row = f"risks/{position}"
    yield Finding(
        code="risk_residual_above",
        place=cell(analysis.client, row, "residual_probability", "residual_impact", "name"),
        places=cells_of(analysis.client, f"{row}/probability", f"{row}/impact"),
        written=plain(one.after.criticality),
        computed=plain(one.before.criticality),
        effect="analysis.effect.risk_residual_above",
        params={"risk": risk.name, **_both(one.before, one.after)},
    )


def _register(analysis: Analysis, entry: RegisterEntry) -> Iterator[Finding]:
    if entry.line is None or not _is_worse(entry.inherent, entry.residual):
        return
    row = f"register/{int(entry.id.rpartition('-')[2]) - 1}"
    yield Finding(
        code="register_residual_above",
        place=cell(analysis.client, row, "residual_likelihood", "automation"),
        places=cells_of(analysis.client, f"{row}/inherent_likelihood", f"{row}/inherent_severity"),
        written=plain(entry.residual.criticality),
        computed=plain(entry.inherent.criticality),
        effect="analysis.effect.risk_residual_above",
        params={
            "automation": entry.line.automation,
            **_both(entry.inherent, entry.residual),
        },
    )


def _is_worse(before: Weighed, after: Weighed) -> bool:
    if before.criticality is None or after.criticality is None:
        return False
    return after.criticality > before.criticality


def _both(before: Weighed, after: Weighed) -> dict[str, object]:
    return {
        "before": (before.criticality or 0, "number"),
        "after": (after.criticality or 0, "number"),
    }
