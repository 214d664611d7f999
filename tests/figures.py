"""The value of a traced figure, looked up where the analysis itself keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.analysis.model import Analysis

# What is only a step on the way to a figure: the analysis keeps no such value.
STEPS = ("bought", "total", "whole", "partly")


def value_in(analysis: Analysis, figure: str) -> float | None:
    """*figure* ("business_case.corrected.returns.npv") followed into *analysis*.

    None for the steps of a calculation that no field of the analysis holds.
    """
    room, *rest = figure.split(".")
    case = analysis.business_case
    match room:
        case "diagnostic":
            pains = analysis.diagnostic.pains if analysis.diagnostic else ()
            found = next(pain for pain in pains if pain.item == ".".join(rest[:-1]))
            return _field(found, rest[-1:])
        case "processes":
            return _field(analysis.process(rest[0]), rest[1:])
        case "priorities":
            ranked = next(one for one in analysis.priorities if one.process == rest[0])
            return _field(ranked, rest[1:])
        case "budget":
            return _field(case.budget[int(rest[0]) - 1] if case else None, rest[1:])
        case "options":
            return _field(analysis.options[int(rest[0]) - 1], rest[1:])
    return _field(case, rest)


def _field(thing: Any, path: Sequence[str]) -> float | None:
    for name in path:
        if name in ("low", "high") and isinstance(thing, tuple):
            thing = thing[name == "high"]
        elif name in ("gain", "cost", "net", "roi") and hasattr(thing, "returns"):
            thing = getattr(thing.returns, name)  # of a stack
        elif name == "stacks":
            thing = {step.key: step for step in thing.stacks.steps}
        elif isinstance(thing, dict):
            thing = thing[name]
        elif name == "break_even":
            thing = {one.goal: one for one in thing.break_even}
        elif name == "hours_pool":
            thing = {str(n): one for n, one in enumerate(thing.hours_pool, 1)}
        elif hasattr(thing, name):
            thing = getattr(thing, name)
        elif name.startswith(("gain-", "cost-", "flow-", "contingency-")):
            others = getattr(thing, "other_lines", ())
            thing = next(line for line in (*thing.lines, *others) if line.id == name)
        else:
            return None
    return thing
