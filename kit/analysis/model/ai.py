"""An AI project: whether it is worth a closer look, its steps and gates, its ethics (M9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.analysis.model.basics import Checked


@dataclass(frozen=True, slots=True)
class AiSelfTest:
    """Answers on the right are ticked, those in the middle are "partly"."""

    checked: Checked  # groups: sector, structure, internal
    needed: float  # worth going further with more than so many on the right
    further: bool | None  # None: the questions left blank may still change the result


@dataclass(frozen=True, slots=True)
class AiStep:
    """One of the five steps, with its gate and, after two of them, its decision."""

    key: str  # checklist id
    number: int  # 1..5
    checked: Checked | None  # None: nothing answered
    required: int  # points that open its gate
    begun: bool  # a point is done, in whole or in part
    decides: bool  # a GO / NO GO decision ends it
    decision: str | None  # go, no_go, later
    decided_on: date | None
    decided_by: str | None
    # What keeps its gate closed: "gate", "undecided", "no_go", "later"; None: it is open.
    closed_by: str | None
    held_by: str | None  # the first earlier step whose gate is closed


@dataclass(frozen=True, slots=True)
class AiProject:
    self_test: AiSelfTest | None
    state: Checked | None  # state of play
    required_missing: tuple[str, ...]  # items of the state of play nobody can bring from outside
    steps: tuple[AiStep, ...]
    begun: bool  # a step is begun, or a decision written
    current: str | None  # the first step whose gate is closed; None: all are behind
    ethics: Checked | None
    critical: tuple[str, ...] | None  # critical domains touched; None: not said
    explained: bool  # the results can be explained
    supplier: str | None
