"""One engine for every checklist of the method (M1, M4, M5, M7 to M10, M14).

Scales: ``tick`` (yes, or left blank: a blank box is an answer, it says no), ``answer`` (yes,
partly, no, na, blank), ``note`` (1 to 5: 4 and 5 are ticked, 3 is "partly"), ``side`` (left,
middle, right: right is ticked, middle is "partly") and ``open`` (answered in words: ticked
once it is). An inverted list names pitfalls: "no" is ticked, "yes" is not. A "partly" is not
ticked. "na" leaves the denominator. A blank is not ticked, and is counted apart. Source:
method M4, "13/16 passes (81.25 %), 12/16 stops (75 %)".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from kit.analysis.model import Checked, Score
from kit.catalogue import Checklist, Item
from kit.client import Answer, Client

_TICKED = frozenset({"yes", "4", "5", "right"})
_AVOIDED = frozenset({"no"})  # what ticks a pitfall
_PARTLY = frozenset({"partly", "3", "middle"})
_NOT_APPLICABLE = "na"


def answers_by_item(client: Client) -> dict[str, Answer]:
    """The answer given to each item; a comment alone is an answer without a value."""
    return {answer.item: answer for answer in client.answers}


def values_of(checklist: Checklist, answers: Mapping[str, Answer]) -> dict[str, str | None]:
    """The value given to each item that was answered; words are the answer of an open one."""
    given = {item.id: answers[item.id] for item in checklist.items if item.id in answers}
    if checklist.scale == "open":
        return {id: "yes" if answer.comment else answer.value for id, answer in given.items()}
    return {id: answer.value for id, answer in given.items()}


def is_answered(checklist: Checklist, values: Mapping[str, str | None]) -> bool:
    """Whether at least one item of *checklist* was answered: else it is absent, not failed."""
    return any(values.get(item.id) is not None for item in checklist.items)


def check(checklist: Checklist, values: Mapping[str, str | None], gate: float | None) -> Checked:
    """Score *checklist* for the *values* by item id; *gate* is the share required, 0..1.

    Nothing applicable: no share, and a gate is not passed, since nothing was checked.
    """
    total = _score(checklist.id, checklist.items, values, checklist)
    groups = tuple(
        _score(group, [i for i in checklist.items if i.group == group], values, checklist)
        for group in checklist.groups
    )
    return Checked(total, groups, gate, None if gate is None else gate_passed(total, gate))


def gate_passed(score: Score, gate: float) -> bool:
    """Whether *score* reaches *gate*: 4 of 5 is exactly 80 %, which floats may miss."""
    if not score.applicable:
        return False
    return score.ticked >= points_required(score.applicable, gate)


def points_required(applicable: int, gate: float) -> int:
    """How many of *applicable* points reach *gate*, exactly: 10 of 12 at 80 %."""
    return math.ceil(Fraction(str(gate)) * applicable)


def _score(
    key: str, items: Iterable[Item], values: Mapping[str, str | None], checklist: Checklist
) -> Score:
    good = _AVOIDED if checklist.inverted else _TICKED
    ids = [item.id for item in items]
    given = [values.get(id) for id in ids]
    applicable = [value for value in given if value != _NOT_APPLICABLE]
    ticked = sum(value in good for value in applicable)
    notes = [int(value) for value in given if value is not None and value.isdigit()]
    return Score(
        key=key,
        ticked=ticked,
        partly=sum(value in _PARTLY for value in applicable),
        applicable=len(applicable),
        unanswered=0 if checklist.scale == "tick" else given.count(None),
        of=len(ids),
        share=ticked / len(applicable) if applicable else None,
        missing=tuple(
            id
            for id, value in zip(ids, given, strict=True)
            if value not in good and value != _NOT_APPLICABLE
        ),
        mean=sum(notes) / len(notes) if notes else None,
    )
