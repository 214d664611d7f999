"""Deployment cards: what they lack by box, their pilot on real days (method M14)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.analysis.deployment import BOXES, CHECKLIST
from kit.analysis.model import Analysis, DeploymentResult
from kit.catalogue import load_catalogue
from kit.client import Deployment, Phase
from tests.clients import (
    FAST,
    a_client,
    a_deployment,
    a_plan,
    a_process,
    an_automation,
    analysed,
    answers,
)

FILLED = {
    "processes": (a_process(),),
    "automations": (an_automation(), an_automation("Relances")),
    "plan": a_plan(),
}


def deployed(*cards: Deployment, **parts: Any) -> Analysis:
    return analysed(a_client(**{**FILLED, "deployments": cards, **parts}), overrides=FAST)


def result_of(*cards: Deployment, **parts: Any) -> DeploymentResult:
    return deployed(*cards, **parts).deployments[0]


def test_the_boxes_are_the_four_of_the_checklist() -> None:
    items = [item.id.partition(".")[2] for item in load_catalogue().checklists[CHECKLIST].items]
    assert list(BOXES) == items
    fields = {field for box in BOXES.values() for field in box}
    assert fields | {"automation", "success_target"} == set(Deployment.__dataclass_fields__)


def test_no_card_at_all_leaves_no_trace() -> None:
    assert deployed().deployments == ()


def test_a_whole_card_lacks_nothing_and_an_automation_without_one_lacks_everything() -> None:
    first, second = deployed(a_deployment()).deployments
    assert first.complete and not any(box.missing for box in first.boxes)
    assert second.card is None and not second.complete
    assert [box.missing for box in second.boxes] == list(BOXES.values())


@pytest.mark.parametrize(
    ("blank", "box"), [(field, box) for box, fields in BOXES.items() for field in fields]
)
def test_each_blank_field_opens_its_box(blank: str, box: str) -> None:
    empty: Any = () if blank == "dashboard_figures" else None
    result = result_of(a_deployment(**{blank: empty}))
    missing = {one.item: one.missing for one in result.boxes if one.missing}
    assert missing == {f"deployment.{box}": (blank,)}


def test_a_dashboard_shows_successes_failures_and_volume() -> None:
    result = result_of(a_deployment(dashboard_figures=("volume",)))
    assert result.figures_missing == ("successes", "failures")
    assert next(b for b in result.boxes if b.item == "deployment.dashboard").missing


def test_the_target_is_the_cards_own_else_99_per_cent() -> None:
    assert result_of(a_deployment()).success_target == 0.99
    assert result_of(a_deployment(success_target=0.0)).success_target == 0.0


def test_each_box_carries_what_was_answered_for_the_whole_project() -> None:
    result = result_of(a_deployment(), answers=answers("deployment", 1, alerts="partly"))
    assert [box.answer for box in result.boxes] == ["yes", "no", "no", "partly"]


@pytest.mark.parametrize(
    ("start", "weeks", "first", "last"),
    [
        (date(2026, 3, 9), 2.0, date(2026, 3, 9), date(2026, 3, 20)),  # two whole weeks
        (date(2026, 3, 7), 1.0, date(2026, 3, 9), date(2026, 3, 13)),  # a Saturday
        (2, 1.0, date(2026, 4, 2), date(2026, 4, 8)),  # month 2 begins on 2 April
        ("Phase 1", None, date(2026, 4, 2), None),
        (None, 2.0, None, None),
    ],
)
def test_a_pilot_runs_on_working_days(
    start: Any, weeks: float | None, first: date | None, last: date | None
) -> None:
    card = a_deployment(pilot_start=start, pilot_weeks=weeks)
    result = result_of(card, phases=(Phase("Phase 1", 2, 3),))
    assert (result.pilot_first, result.pilot_last) == (first, last)


def test_the_plans_own_go_live_stands_beside_the_card() -> None:
    analysis = deployed(a_deployment())
    lives = {task.automation: task.date for task in analysis.plan.tasks if task.go_live}
    assert analysis.deployments[0].go_live == lives["devis-automatiques"]
