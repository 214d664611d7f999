"""The risk register: criticality, what remains, what is missing, and the ranking (method M15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit.analysis.automations import automation_ids
from kit.analysis.derived_risks import propose
from kit.analysis.model import Analysis, RiskRegister, RiskResult
from kit.analysis.settings import Settings
from kit.analysis.weighing import note_of, weigh
from kit.client import Client, Rating, Risk

_FIELDS = ("mitigation", "backup", "owner")  # what every risk needs


def read_risks(client: Client, settings: Settings) -> RiskRegister | None:
    """The risks of the workbook alone; None when there are none."""
    ids = automation_ids(client)
    found = [_result(n, risk, client, ids, settings) for n, risk in enumerate(client.risks)]
    return RiskRegister(_ranked(found), words=_words(client, settings)) if found else None


def complete_risks(analysis: Analysis, settings: Settings) -> RiskRegister | None:
    """The same with what the answers bring up, all ranked together; None when there is nothing."""
    proposed, withheld = propose(analysis, settings)
    own = analysis.risks
    if own is None and not proposed:
        return None
    every = (*(own.risks if own else ()), *proposed)
    return RiskRegister(_ranked(every), withheld, own.words if own else ())


def _result(
    position: int, risk: Risk, client: Client, ids: Mapping[str, str], settings: Settings
) -> RiskResult:
    before = weigh(note_of(risk.probability, settings), note_of(risk.impact, settings), settings)
    after = weigh(
        note_of(risk.residual_probability, settings),
        note_of(risk.residual_impact, settings),
        settings,
    )
    missing = [field for field in _FIELDS if getattr(risk, field) is None]
    return RiskResult(
        id=f"risk-{position + 1}",
        risk=risk,
        params={},
        kind=risk.kind,
        before=before,
        after=after,
        rank=None,
        gaps=(
            *(("rating",) if before.criticality is None else ()),
            *missing,
            *(("residual",) if before.criticality and not after.criticality else ()),
        ),
        automation=ids.get(risk.automation) if risk.automation else None,
        place=client.cells.get(f"risks/{position}/name"),
    )


def _ranked(risks: Sequence[RiskResult]) -> tuple[RiskResult, ...]:
    """Most critical first, then the greater impact, the client's own, the order given."""
    order = sorted(
        risks,
        key=lambda one: (-(one.before.criticality or 0), -(one.before.impact or 0), one.proposed),
    )
    rated = [one for one in order if one.before.criticality is not None]
    rest = [one for one in order if one.before.criticality is None]
    return (*(replace(one, rank=rank) for rank, one in enumerate(rated, 1)), *rest)


def _words(client: Client, settings: Settings) -> tuple[tuple[str, int], ...]:
    """The words typed instead of notes, once each as first written, lowest note first."""
    met: dict[tuple[str, ...], tuple[str, int]] = {}
    for risk in client.risks:
        ratings = (
            risk.probability,
            risk.impact,
            risk.residual_probability,
            risk.residual_impact,
        )
        for rating in ratings:
            note = note_of(rating, settings)
            if isinstance(rating, Rating) and rating.words and note is not None:
                met.setdefault(rating.levels, (rating.words, note))
    return tuple(sorted(met.values(), key=lambda pair: pair[1]))
