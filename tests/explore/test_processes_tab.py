"""The tab of the processes: ranks now and before, map, and the card of the one picked."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis.analyse import analyse
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.display.show import Engagement
from kit.explore import filters
from kit.explore.process_card import lines_of
from kit.explore.state import Exploration, Filters
from kit.explore.tabs import findings, plan, processes
from tests.clients import (
    FAST,
    a_client,
    a_priority,
    a_process,
    a_role,
    a_time_gain,
    a_whole_card,
    analysed,
)
from tests.edges import edges
from tests.examples import EXAMPLES
from tests.explore.pages import engagement_of, exploration_of, lever_of

SHOWN = [(name, "en" if name.endswith("-en") else "fr") for name in EXAMPLES]
NASTY = "<script>alert(1)</script> \"a\" onclick='b' & Cie"


class Read(HTMLParser):
    """Elements, attributes and words of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def picks(self, tag: str) -> list[str | None]:
        return [
            attrs["data-kit-pick"]
            for name, attrs in self.tags
            if name == tag and "data-kit-pick" in attrs
        ]


def shown(exploration: Exploration) -> tuple[str, str]:
    """HTML of the list and of the card."""
    tab = processes.Processes(exploration)
    tab.draw()
    return tab.list.html, tab.card.html


def exploration_with(client) -> Exploration:
    return Exploration(Engagement(analysed(client, overrides=FAST), "fr", "1.0"))


@pytest.mark.parametrize(("example", "lang"), SHOWN, ids=[name for name, _ in SHOWN])
def test_every_process_has_a_row_a_mark_if_it_is_ranked_and_a_card(example, lang) -> None:
    exploration = exploration_of(example, lang)
    analysis = exploration.base.analysis
    read = Read(shown(exploration)[0])
    assert read.picks("button") == [f"process:{row.process}" for row in analysis.priorities]
    ranked = {f"process:{row.process}" for row in analysis.priorities if row.rank}
    assert set(read.picks("g")) == ranked
    for result in analysis.processes:
        exploration.picked = result.id
        html, card = shown(exploration)
        assert result.process.name in " ".join(Read(card).words)
        assert f'data-kit-reveal="{result.id}"' in card
        current = [a for _, a in Read(html).tags if a.get("aria-current") == "true"]
        assert len(current) == 1 + (f"process:{result.id}" in ranked)
        drawn = "<svg" in card
        assert drawn == bool(result.steps)


def test_the_card_has_the_lines_and_the_automation_of_its_process() -> None:
    client = a_client(
        roles=(a_role(),),
        processes=(a_process(), a_process("Paie", domain="hr")),
        automations=(a_whole_card("Devis tout seuls"),),
        gains=(
            a_time_gain(label="Par l’automatisation", automation="Devis tout seuls"),
            a_time_gain(label="Par le nom", automation=None, process="Paie"),
        ),
    )
    exploration = exploration_with(client)
    words = exploration.base.words
    by_process = {
        result.process.name: [line.label for line in lines_of(words, result)]
        for result in words.analysis.processes
    }
    assert by_process == {"Devis": ["Par l’automatisation"], "Paie": ["Par le nom"]}
    exploration.picked = "devis"
    card = shown(exploration)[1]
    assert "Devis tout seuls" in card and "Par l’automatisation" in card
    assert "Par le nom" not in card
    exploration.picked = "paie"
    card = shown(exploration)[1]
    assert exploration.base.texts["explore.process.no_automation"] in card


def test_ranks_after_a_move_are_those_of_analyse_and_the_workbooks_stand_beside() -> None:
    exploration = exploration_of("exemple-comptable")
    weight = lever_of(exploration, "priorities.weight_impact")
    exploration.move(weight, 0.0)
    base, catalogue = exploration.base.analysis, load_catalogue()
    client, thresholds = applied(base.client, catalogue, exploration.changes)
    expected = analyse(client, catalogue, base.as_of, thresholds).priorities
    kept = filters.processes(exploration.now.analysis, Filters())
    (block,) = processes.ranking(exploration, kept)
    assert [row[:2] for row in block["rows"]] == [[str(r.rank), r.name] for r in expected]
    before = {row.process: row.rank for row in base.priorities}
    assert [row[2] for row in block["rows"]] == [
        processes.moved_text(exploration.base.words, row.rank, before[row.process])
        for row in expected
    ]
    assert any(row.rank != before[row.process] for row in expected)
    exploration.reset()
    (block,) = processes.ranking(exploration, kept)
    assert len(block["columns"]) == 7, "nothing was moved: no column for it"


@pytest.mark.parametrize(
    ("rank", "before", "said"),
    [
        (1, 3, "3e, gagne 2 places"),
        (2, 1, "1er, perd 1 place"),
        (2, 2, "2e, inchangé"),
        (None, 4, "4e, n’est plus classé"),
        (4, None, "non classé"),
    ],
)
def test_what_became_of_a_rank_is_said_in_words(rank, before, said) -> None:
    words = engagement_of("exemple-comptable").words
    assert processes.moved_text(words, rank, before) == said


def test_a_filter_keeps_the_rank_that_a_process_has_among_all() -> None:
    exploration = exploration_of("exemple-comptable")
    exploration.filters = Filters(domain="hr")
    rows = {row.name: row.rank for row in exploration.base.analysis.priorities}
    kept = filters.processes(exploration.base.analysis, exploration.filters)
    (block,) = processes.ranking(exploration, kept)
    assert 0 < len(block["rows"]) < len(rows)
    assert [row[0] for row in block["rows"]] == [str(rows[row[1]]) for row in block["rows"]]


def test_the_card_of_a_process_that_is_filtered_out_stays_and_says_so() -> None:
    exploration = exploration_of("exemple-comptable")
    analysis = exploration.base.analysis
    out = next(one for one in analysis.processes if one.process.domain != "hr")
    exploration.picked, exploration.filters = out.id, Filters(domain="hr")
    card = shown(exploration)[1]
    assert exploration.base.texts["explore.process.hidden"] in card
    assert out.process.name in unescape(card)


def test_what_the_client_wrote_is_escaped() -> None:
    client = a_client(
        roles=(a_role(),),
        processes=(a_process(NASTY, owner=NASTY, tools=(NASTY,), trigger=NASTY),),
        priorities=(a_priority(NASTY),),
        automations=(a_whole_card(NASTY, process=NASTY),),
    )
    exploration = exploration_with(client)
    exploration.picked = exploration.base.analysis.processes[0].id
    for html in (*shown(exploration), *other_tabs(exploration)):
        read = Read(html)
        assert "script" not in {tag for tag, _ in read.tags}
        assert not any("onclick" in attrs for _, attrs in read.tags)
    assert NASTY in "".join(Read(shown(exploration)[1]).words)


def test_a_pick_that_nobody_can_have_made_opens_nothing() -> None:
    exploration = exploration_of("exemple-comptable")
    for what in ("process:no-such", "lever:99999", "lever:-1", "link:#trace-no.such", "", "x:y"):
        tab = processes.Processes(exploration)
        exploration.on_change(tab.draw)
        tab.list.picked = {"what": what, "count": 1}
        assert "<script" not in tab.card.html
    assert exploration.changes == ()
    assert exploration.wanted is None


def other_tabs(exploration: Exploration) -> list[str]:
    return [
        "".join(html for _, html in written(exploration, one.pieces(exploration)))
        for one in (plan, findings)
    ]


def written(exploration: Exploration, pieces) -> list[list[str]]:
    from kit.explore.view import ExplorerView

    view = ExplorerView(exploration)
    view.draw(pieces)
    return view.parts


# -- nobody there --------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_empty_client_has_one_calm_sentence_per_tab(lang) -> None:
    exploration = Exploration(Engagement(analysed(overrides=FAST), lang, "1.0"))
    texts = exploration.base.texts
    assert texts["explore.processes.none"] in unescape(shown(exploration)[0])
    assert shown(exploration)[1] == ""


def test_processes_that_nobody_noted_are_listed_without_a_rank() -> None:
    exploration = exploration_of("exemple-flash")
    html = shown(exploration)[0]
    read = Read(html)
    assert len(read.picks("button")) == len(exploration.base.analysis.processes)
    if not any(row.rank for row in exploration.base.analysis.priorities):
        assert exploration.base.texts["explore.processes.no_map"] in unescape(html)


@pytest.mark.parametrize("edge", sorted(edges()))
def test_edges_are_drawn(edge) -> None:
    exploration = exploration_with(edges()[edge])
    exploration.picked = exploration.base.analysis.processes[0].id
    html, card = shown(exploration)
    assert html and card
    assert all(other_tabs(exploration))


# -- whatever is asked -----------------------------------------------------------------------


FILTERS = st.builds(
    Filters,
    domain=st.sampled_from(["", "hr", "admin", "sales", "no-such"]),
    owner=st.sampled_from(["", "Assistante relation clients", "Dirigeante", "<b>"]),
    horizon=st.sampled_from(["", "14", "30", "urgent", "important", "no-such"]),
    family=st.sampled_from(["", "claims", "money", "no-such"]),
    severity=st.sampled_from(["", "error", "info"]),
)


@settings(max_examples=25)
@given(asked=FILTERS, pick=st.integers(-1, 10), ranges=st.booleans(), data=st.data())
def test_no_filter_pick_or_switch_fails(asked, pick, ranges, data) -> None:
    exploration = exploration_of("exemple-electricien")
    ids = [result.id for result in exploration.base.analysis.processes]
    if data.draw(st.booleans()):
        lever = data.draw(st.sampled_from(exploration.levers))
        exploration.move(lever, data.draw(st.sampled_from([lever.low, lever.high])))
    exploration.show(filters=asked, ranges=ranges, picked=ids[pick] if 0 <= pick < len(ids) else "")
    html, card = shown(exploration)
    assert html
    assert bool(card) == bool(exploration.picked)
    assert all(other_tabs(exploration))
