"""Filters restrict what the tabs show, and nothing that is computed; they hold on every tab."""

from __future__ import annotations

import pytest

from kit.analysis.analyse import analyse
from kit.catalogue import load_catalogue
from kit.display.show import Engagement
from kit.explore import filters
from kit.explore.filter_bar import FilterBar, options_of
from kit.explore.state import Exploration, Filters
from tests.clients import (
    AS_OF,
    FAST,
    a_client,
    a_priority,
    a_process,
    a_role,
    a_whole_card,
    analysed,
)
from tests.explore.pages import engagement_of, exploration_of


def two_domains() -> Exploration:
    """Devis (sales, of Anne, automated by Samir) and Paie (hr, of Paul, spelt two ways)."""
    client = a_client(
        roles=(a_role(),),
        processes=(
            a_process(owner="Anne"),
            a_process("Paie", domain="hr", owner="Paul"),
            a_process("Congés", domain="hr", owner=" paul "),
            a_process("Tri"),
        ),
        priorities=(a_priority(), a_priority("Paie", impact=4)),
        automations=(a_whole_card(owner="Samir"),),
    )
    return Exploration(Engagement(analysed(client, overrides=FAST), "fr", "1.0"))


def test_only_what_the_client_has_is_offered() -> None:
    found = filters.offered(two_domains().base.analysis, load_catalogue())
    assert set(found.domains) == {"sales", "hr"}
    assert [one for one in found.owners if one in ("Anne", "Paul", "paul", "Samir")] == [
        "Anne",
        "Paul",
        "Samir",
    ]
    assert found.horizons == ()


def test_a_process_is_kept_by_its_owner_or_by_its_automations_owner() -> None:
    analysis = two_domains().base.analysis
    kept = {owner: filters.processes(analysis, Filters(owner=owner)) for owner in ("Paul", "Samir")}
    assert kept == {"Paul": {"paie", "conges"}, "Samir": {"devis"}}
    assert filters.processes(analysis, Filters(domain="hr", owner="Anne")) == frozenset()
    assert filters.processes(analysis, Filters(domain="hr")) == {"paie", "conges"}


def test_tasks_of_a_domain_are_those_of_its_automations() -> None:
    analysis = two_domains().base.analysis
    of_sales = filters.tasks(analysis, Filters(domain="sales"))
    assert of_sales and all(task.automation == "devis-automatiques" for task in of_sales)
    assert filters.tasks(analysis, Filters(domain="hr")) == ()


@pytest.mark.parametrize("example", ["exemple-comptable", "exemple-electricien"])
def test_every_choice_offered_keeps_something_of_some_tab(example: str) -> None:
    words = engagement_of(example).words
    analysis, catalogue = words.analysis, load_catalogue()
    for name, options in options_of(words).items():
        for label, value in options:
            asked = Filters(**{name: value})
            kept = (
                filters.processes(analysis, asked),
                filters.tasks(analysis, asked),
                filters.actions(analysis, asked),
                filters.findings(analysis, catalogue, asked),
            )
            assert label.strip()
            assert any(kept), (name, value)


def test_horizons_part_the_plan_and_the_roadmap() -> None:
    analysis = engagement_of("exemple-electricien").analysis
    every = [str(day) for day in filters.offered(analysis, load_catalogue()).days]
    parts = [filters.tasks(analysis, Filters(horizon=day)) for day in every]
    assert sum(map(len, parts)) == len(analysis.plan.tasks) > 0
    urgent = filters.actions(analysis, Filters(horizon="urgent"))
    assert urgent and {one.horizon for one in urgent} == {"urgent"}
    assert filters.tasks(analysis, Filters(horizon="urgent")) == ()


# -- as lists -------------------------------------------------------------------------------


def test_a_choice_made_on_one_tab_holds_on_the_others_until_all_is_asked_for() -> None:
    exploration = two_domains()
    processes = FilterBar(exploration, ("domain", "owner"))
    plan = FilterBar(exploration, ("owner", "domain", "horizon"))
    drawn: list[Filters] = []
    exploration.on_change(lambda: drawn.append(exploration.filters))
    processes.draw(())
    domain, owner = processes.widget.children[0].children[:2]
    domain.value = "hr"
    assert drawn == [Filters(domain="hr")]
    plan.draw(())
    assert plan.widget.children[0].children[1].value == "hr"
    assert owner.value == ""
    processes.draw(())
    processes.widget.children[0].children[-1].click()
    assert exploration.filters == Filters()
    assert len(drawn) == 2, "drawing the lists asks for nothing"


def test_a_choice_that_is_gone_stays_one_and_can_be_left() -> None:
    exploration = two_domains()
    exploration.filters = Filters(owner="Quelqu’un d’autre")
    bar = FilterBar(exploration, ("owner",))
    bar.draw(["0 processus"])
    owner = bar.widget.children[0].children[0]
    assert owner.value == "Quelqu’un d’autre"
    owner.value = ""
    assert exploration.filters == Filters()


def test_a_sentence_of_the_client_is_escaped_below_the_lists() -> None:
    exploration = two_domains()
    bar = FilterBar(exploration, ("owner",))
    bar.draw(["<script>alert(1)</script>"])
    assert "<script>" not in bar.widget.children[1].value


def test_filters_compute_nothing() -> None:
    exploration = exploration_of("exemple-comptable")
    before = exploration.now
    exploration.show(filters=Filters(domain="admin"))
    assert exploration.now is before
    client = exploration.base.client
    again = analyse(client, load_catalogue(), AS_OF, FAST)
    assert again.priorities[0].rank == 1
