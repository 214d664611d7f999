"""Which option can be recommended today, and what keeps anyone from it (methods M9 and M11).

A choice waits for what must come before it: the milestones it depends on, its decision grid,
the feasibility of an AI project. The figures then speak: an option that loses money once its
errors are set right, or that nets less than another, is not recommended, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kit.analysis.model import Analysis, OptionResult, TextKey, Verdict
from kit.analysis.model.advice import Reason
from kit.analysis.timeline import Timeline
from kit.client import Client, Milestone

_DECISION, _EARLY = "decision", "decision_before_gate"
_KEY = "analysis.verdict"
_NEVER: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class _Worth:
    """What an option nets over its months, from the surest of what is known of it [EUR]."""

    option: OptionResult
    net: float | None
    stated: bool  # from the amounts of its row: no line tells better


def weigh_options(analysis: Analysis, timeline: Timeline) -> Verdict | None:
    """The verdict on the options; None without any. *analysis* holds its findings."""
    if not analysis.options:
        return None
    client = analysis.client
    proposed = next((one.name for one in client.options if one.retained), None)
    worth = {one.name: _worth(one) for one in analysis.options}
    paying = [one for one in worth.values() if one.net is not None and one.net > 0]
    best = max(paying, key=lambda one: one.net or 0.0, default=None)
    looked = worth.get(proposed or "") or best
    waits = tuple(_waits(analysis, looked.option.name if looked else None, timeline))
    against = tuple(_against(looked, best))
    allowed = looked is not None and not waits and not against
    other = best if best and (looked is None or best.option.name != looked.option.name) else None
    return Verdict(
        proposed=proposed,
        option=looked.option.name if looked and allowed else None,
        waits=waits,
        against=against,
        favour=tuple(_favour(looked)) if looked and allowed else (),
        conditions=tuple(_conditions(analysis)),
        alternative=other.option.name if other else None,
        alternative_net=other.net if other else None,
        alternative_months=other.option.months if other else None,
        alternative_stated=other.stated if other else False,
    )


def _worth(option: OptionResult) -> _Worth:
    """Its lines, set right where something was wrong, win over what its row states."""
    if option.lines_net is not None:
        return _Worth(option, option.lines_net, stated=False)
    middle = sum(option.net) / 2 if option.net else None
    return _Worth(option, middle, stated=option.stated)


# -- what must come first -----------------------------------------------------------------------


def _waits(analysis: Analysis, option: str | None, timeline: Timeline) -> Iterator[Reason]:
    client = analysis.client
    about = [one for one in client.milestones if one.kind == _DECISION and one.option == option]
    early = {
        str(finding.params["milestone"]): finding
        for finding in analysis.findings
        if finding.code == _EARLY
    }
    for decision in about if option else ():
        if finding := early.get(decision.name):
            yield f"{_KEY}.wait.early", finding.params
        awaited = [
            one for one in _before(client, decision) if _is_ahead(one, analysis.as_of, timeline)
        ]
        if awaited:
            names = tuple(one.name for one in awaited)
            yield f"{_KEY}.wait.milestones", {"names": names}
    yield from _grids(analysis)
    yield from _feasibility(analysis)


def _before(client: Client, decision: Milestone) -> list[Milestone]:
    """What the decision waits for, the first thing first; a circle is gone round once."""
    by_name = {one.name: one for one in client.milestones}
    found: list[Milestone] = []
    name = decision.after
    while name is not None and name in by_name and by_name[name] not in found:
        found.append(by_name[name])
        name = by_name[name].after
    return found[::-1]


def _is_ahead(milestone: Milestone, as_of: date, timeline: Timeline) -> bool:
    """Whether it is still to come on *as_of*: what has no date was not done either."""
    if isinstance(milestone.when, date):
        return milestone.when >= as_of
    month = timeline.month_of(milestone.when)
    return month is None or timeline.end_of(month) - timedelta(days=1) >= as_of


def _grids(analysis: Analysis) -> Iterator[Reason]:
    """Decision grids that were begun and do not settle anything yet."""
    for grid in analysis.grids:
        name: dict[str, object] = {"grid": TextKey(f"choices.grid.{grid.id}")}
        if not grid.finished:
            key = "grid_retained" if grid.retained else "grid"
            yield f"{_KEY}.wait.{key}", {**name, "names": grid.retained}
        elif grid.firmness is not None and not grid.firmness.firm:
            pair = {"first": grid.firmness.first, "second": grid.firmness.second}
            yield f"{_KEY}.wait.grid_loose", {**name, **pair}


def _feasibility(analysis: Analysis) -> Iterator[Reason]:
    decided = analysis.client.ai_decisions
    for step in ("feasibility", "trial"):
        said = getattr(decided, f"{step}_decision")
        if said in ("no_go", "later"):
            yield f"{_KEY}.wait.{step}_{said}", _NEVER


# -- what the figures say -----------------------------------------------------------------------


def _against(looked: _Worth | None, best: _Worth | None) -> Iterator[Reason]:
    if looked is None:
        yield f"{_KEY}.against.none_pays", _NEVER
        return
    option = looked.option
    params: dict[str, object] = {"option": option.name, "months": float(option.months)}
    if looked.net is None:
        yield f"{_KEY}.against.unknown", params
        return
    if looked.net <= 0:
        yield f"{_KEY}.against.loss", {**params, "net": (looked.net, "EUR")}
    if best is not None and best.option.name != option.name and (best.net or 0.0) > looked.net:
        same = best.option.months == option.months
        other = {"other": best.option.name, "other_net": (best.net or 0.0, "EUR")}
        if same:
            yield f"{_KEY}.against.less", {**params, **other, "net": (looked.net, "EUR")}


def _favour(looked: _Worth) -> Iterator[Reason]:
    option = looked.option
    months = float(option.months)
    yield (
        f"{_KEY}.favour.{'net_stated' if looked.stated else 'net'}",
        {"net": (looked.net or 0.0, "EUR"), "months": months},
    )
    if option.payback is not None:
        low, high = option.payback
        yield f"{_KEY}.favour.payback", {"payback": (round(low, 1), round(high, 1), "months")}
    if option.over is not None and option.marginal_roi is not None and option.marginal_roi > 0:
        each = (option.marginal_roi, "EUR")
        yield f"{_KEY}.favour.marginal", {"other": option.over, "each": each}


def _conditions(analysis: Analysis) -> Iterator[Reason]:
    """What does not change the choice, and stops the building."""
    gate = analysis.prerequisites
    if gate is not None and gate.passed is False:
        counted = {"ticked": gate.total.ticked, "of": gate.total.applicable}
        yield f"{_KEY}.condition.prerequisites", counted
    if analysis.gdpr is not None and analysis.gdpr.blocking and analysis.gdpr.concerned:
        yield f"{_KEY}.condition.gdpr", {"count": len(analysis.gdpr.blocking)}
