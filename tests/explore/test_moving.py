"""The state of the explorer: what is moved, what the figures then are, and the way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kit.analysis.analyse import analyse
from kit.analysis.live import Live
from kit.analysis.model.what_if import Lever
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.display.show import Engagement, open_engagement
from kit.explore.state import Exploration

BOOK = Path(__file__).parents[2] / "data_templates" / "exemple-electricien.xlsx"
AS_OF = "2026-12-01"


@pytest.fixture(scope="module")
def engagement() -> Engagement:
    return open_engagement(BOOK, as_of=AS_OF)


def lever(exploration: Exploration, id: str, of: str = "") -> Lever:
    return next(one for one in exploration.levers if (one.lever, one.of) == (id, of))


def test_what_is_moved_is_what_analyse_gives_for_the_same_change(engagement: Engagement) -> None:
    exploration = Exploration(engagement)
    exploration.move(lever(exploration, "adoption"), 0.6)
    exploration.move(lever(exploration, "business.horizon_months"), 36.0)
    exploration.move(lever(exploration, "priorities.weight_risk"), 2.5)
    catalogue, base = load_catalogue(), engagement.analysis
    client, thresholds = applied(base.client, catalogue, exploration.changes)
    assert thresholds == {"business.horizon_months": 36.0, "priorities.weight_risk": -2.5}
    assert exploration.now.analysis == analyse(client, catalogue, base.as_of, thresholds)


def test_back_on_the_workbooks_figure_nothing_is_changed(engagement: Engagement) -> None:
    exploration = Exploration(engagement)
    price = lever(exploration, "costs.unit_price", "Mise en place du CRM")
    exploration.move(price, 9_000.0)
    assert exploration.now is not engagement
    assert isinstance(price.low, float)
    steps = round((15_000.0 - price.low) / price.step)
    exploration.move(price, price.low + steps * price.step + 1e-9)  # as a slider counts
    assert exploration.changes == ()
    assert exploration.now is engagement


def test_a_whole_figure_is_kept_whole_whatever_the_slider_gives(engagement: Engagement) -> None:
    exploration = Exploration(engagement)
    exploration.move(lever(exploration, "business.horizon_months"), 30.0)
    assert [repr(change.value) for change in exploration.changes] == ["30"]


def test_the_figures_come_first_and_the_findings_when_they_are_shown(
    engagement: Engagement,
) -> None:
    exploration = Exploration(engagement)
    exploration.move(lever(exploration, "delay"), 2)
    analysis = exploration.now.analysis
    assert isinstance(analysis, Live)
    assert analysis.business_case is not None


def test_what_the_workbook_was_opened_with_stays_while_something_else_is_moved() -> None:
    engagement = open_engagement(
        BOOK, as_of=AS_OF, horizon_months=36, discount_rate=0.03, plan_start="2027-03-01"
    )
    exploration = Exploration(engagement)
    exploration.move(lever(exploration, "adoption"), 0.8)
    case = exploration.now.analysis.business_case
    assert case is not None
    assert (case.horizon, case.discount_rate) == (36, 0.03)
    assert exploration.now.analysis.plan.start == date(2027, 3, 1)


def test_a_start_moved_wins_over_the_one_asked_for() -> None:
    engagement = open_engagement(BOOK, as_of=AS_OF, plan_start="2027-03-01")
    exploration = Exploration(engagement)
    start = lever(exploration, "plan.start")
    assert (start.value, start.stated) == (date(2027, 3, 1), False)
    exploration.move(start, date(2027, 1, 4))  # the workbook's own
    assert exploration.now.analysis.plan.start == date(2027, 1, 4)
    exploration.move(start, date(2027, 3, 1))
    assert exploration.now is engagement
