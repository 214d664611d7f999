"""The page of the explorer: figures that follow, one tab drawn, never a traceback."""

from __future__ import annotations

import logging
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets import Widget

from kit.analysis.analyse import analyse
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.client.scenario import Change
from kit.display.sections import trusted
from kit.explore import app
from kit.explore.app import Page, explorer
from kit.explore.figures import compared
from kit.texts import LANGUAGES, NARROW
from tests.explore.pages import (
    AS_OF,
    asks,
    engagement_of,
    exploration_of,
    lever_of,
    seen_of,
    state_of,
    static_of,
)


@pytest.fixture
def page() -> Page:
    return Page(exploration_of())


def figures_of(page: Page) -> str:
    """The words of the key figures."""
    return unescape(re.sub(r"<[^>]+>", "\n", page.figures.html))


# -- figures ------------------------------------------------------------------------------


def test_the_key_figures_are_those_that_analyse_gives_for_the_same_change(page) -> None:
    lever = lever_of(page.exploration, "gains.volume", "Devis gagnés")
    asks(page.controls, (lever, "slide", 26))
    base = page.exploration.base
    client, thresholds = applied(
        base.client, load_catalogue(), [Change(lever.lever, 26.0, lever.of, lever.nth)]
    )
    case = analyse(client, load_catalogue(), AS_OF, thresholds).business_case
    money = base.words.numbers.money
    said = figures_of(page)
    assert money(trusted.net_month(case)) in said
    assert money(trusted.returns_of(case).net) in said
    assert base.words.numbers.share(trusted.roi_first_year(case)) in said


def test_each_key_figure_says_the_workbooks_and_the_difference_in_words(page) -> None:
    before = figures_of(page)
    assert "Classeur" not in before, "nothing is moved: the figure is the workbook's"
    lever = lever_of(page.exploration, "gains.volume", "Devis gagnés")
    asks(page.controls, (lever, "slide", 26))
    after = figures_of(page)
    net = trusted.net_month(page.exploration.base.analysis.business_case)
    assert f"Classeur{NARROW}: {page.exploration.base.words.numbers.money(net)}" in after
    assert "de plus" in after
    assert "Comme dans le classeur" in after, "the first process is the same"
    asks(page.controls, (lever, "reset", None))
    assert figures_of(page) == before


def test_a_later_payback_and_one_that_is_never_are_said(page) -> None:
    lever = lever_of(page.exploration, "adoption")
    words = page.exploration.base.words
    page.exploration.move(lever, 0.6)
    (later,) = compared(page.exploration.now.words, words, ["payback"])
    assert "mois plus tard" in later.difference and later.better is False
    page.exploration.move(lever, 0.01)
    (never,) = compared(page.exploration.now.words, words, ["payback"])
    assert (never.now, never.difference) == ("Jamais", "N’est plus remboursé")


def test_the_money_tab_draws_the_workbooks_curve_behind(page) -> None:
    page.tabs.selected_index = 2
    lever = lever_of(page.exploration, "gains.volume", "Devis gagnés")
    net = trusted.returns_of(page.exploration.base.analysis.business_case).net
    label = f"classeur{NARROW}: {page.exploration.base.words.numbers.money(net)}"
    assert label not in unescape(tab_html(page))
    asks(page.controls, (lever, "slide", 26))
    assert label in unescape(tab_html(page))


def test_rank_changes_are_said_on_the_overview(page) -> None:
    first, second = page.exploration.base.analysis.priorities[:2]
    for row, value in ((first, 1), (second, 5)):
        lever = lever_of(page.exploration, "priorities.impact", row.name)
        asks(page.controls, (lever, "slide", value))
    assert "→ 1er" in unescape(tab_html(page))
    assert "Un autre passe devant" in figures_of(page)


def tab_html(page: Page) -> str:
    seen = page.tabs.children[page.tabs.selected_index].children[0]
    return seen.html


# -- one tab drawn -----------------------------------------------------------------------


def test_only_the_tab_that_is_seen_is_drawn(page, monkeypatch) -> None:
    drawn: list[str] = []
    for key in page.makers:
        made = page.tab(key)
        monkeypatch.setitem(
            page.made, key, type(made)(made.widget, lambda key=key: drawn.append(key))
        )
    lever = page.exploration.levers[0]
    asks(page.controls, (lever, "slide", 0.5))
    assert drawn == ["overview"]
    page.tabs.selected_index = 2
    asks(page.controls, (lever, "slide", 0.6))
    assert drawn == ["overview", "money", "money"]


def test_a_tab_is_made_when_it_is_first_seen(page) -> None:
    assert [bool(place.children) for place in page.tabs.children] == [True, *[False] * 5]
    page.tabs.selected_index = 1
    assert [bool(place.children) for place in page.tabs.children[:3]] == [True, True, False]


def test_what_has_not_changed_is_not_sent_again(page) -> None:
    sent: list[object] = []
    page.figures.observe(lambda change: sent.append(change["new"]), names="parts")
    lever = lever_of(page.exploration, "roles.hourly_cost", "Magasinier")
    page.draw()
    page.draw()
    assert sent == []
    asks(page.controls, (lever, "slide", lever.value))
    assert sent == []


# -- when something fails ---------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Brennac Thermique, 4 400 €")

    monkeypatch.setattr(app, "key_figures", fails)


def test_what_cannot_be_computed_is_told_calmly_and_the_figures_stay(
    page, monkeypatch, caplog
) -> None:
    lever = page.exploration.levers[0]
    before = figures_of(page)
    failing(monkeypatch)
    with caplog.at_level(logging.ERROR, logger="traitlets"):
        asks(page.controls, (lever, "slide", 0.5))
    assert figures_of(page) == before
    assert "n’ont pas pu être recalculés" in page.notice.html
    assert "ZeroDivisionError" in caplog.text and "app.py" in caplog.text
    assert "Brennac" not in caplog.text and "4 400" not in caplog.text
    monkeypatch.undo()
    asks(page.controls, (lever, "reset", None))
    assert page.notice.html == ""
    assert figures_of(page) == before


def test_a_pick_or_a_filter_that_fails_is_told_calmly(page, monkeypatch) -> None:
    def fails(**_: object) -> None:
        raise ZeroDivisionError

    tab, said = page.tab("processes"), "n’ont pas pu être recalculés"
    tab.draw()
    bar, (listed, _) = tab.widget.children[0], tab.widget.children[1].children
    view, reset = listed.children[0], bar.children[0].children[-1]
    before = view.html
    monkeypatch.setattr(page.exploration, "show", fails)
    view.picked = {"what": "process:devis", "count": 1}
    assert said in view.html and view.html.endswith(before)
    reset.click()
    assert said in bar.children[1].value
    tab.draw()
    assert view.html == before and said not in bar.children[1].value


def test_the_team_sees_the_error_itself_with_kit_debug(page, monkeypatch) -> None:
    failing(monkeypatch)
    monkeypatch.setenv("KIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        page.draw()


def test_a_request_for_an_assumption_that_is_gone_leaves_the_page_alone(page) -> None:
    before = figures_of(page)
    page.controls.widget.asked = {"count": 1, "list": [{"id": "99999", "what": "slide"}]}
    assert page.controls.widget.done == 1
    assert figures_of(page) == before


FIGURES = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**30), 10**30),
    st.text(max_size=80),
    st.none(),
    st.lists(st.integers(), max_size=2),
)
TYPED = st.one_of(
    st.text(max_size=80),
    st.from_regex(r"[-+]?[0-9 .,]{0,12} ?(€|%|h|min|k€|mois|M)?", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", fullmatch=True),
)


def along(lever, share: float):
    """A place on the slider of *lever*, as the browser gives it."""
    low, high = lever.low, lever.high
    if hasattr(low, "isoformat"):
        return (low + (high - low) * share).isoformat()
    return low + (high - low) * share


HELD: list[Page] = []  # made once: a client has hundreds of levers


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_exception_leaves_whatever_is_moved_or_typed(data) -> None:
    page = HELD[0] if HELD else Page(exploration_of("exemple-electricien"))
    HELD[:] = [page]
    page.tabs.selected_index = data.draw(st.integers(0, 5))
    for _ in range(3):
        lever = data.draw(st.sampled_from(page.exploration.levers), label="lever")
        what = data.draw(st.sampled_from(["slide", "type", "reset", "rubbish"]))
        value = {
            "slide": lambda lever=lever: along(lever, data.draw(st.floats(0, 1))),
            "type": lambda: data.draw(TYPED),
            "rubbish": lambda: data.draw(FIGURES),
            "reset": lambda: None,
        }[what]()
        before = page.exploration.value_of(lever)
        asks(page.controls, (lever, "slide" if what == "rubbish" else what, value))
        shown = state_of(page.controls, lever)
        if shown["problem"]:
            assert page.exploration.value_of(lever) == before
        assert page.notice.html == "", (lever, what, value)
    asks(page.controls, (None, "reset_all", None))
    assert page.exploration.changes == ()


# -- without anybody ---------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_front_end_it_is_one_sentence_and_no_widget(lang) -> None:
    held = set(Widget.widgets) if hasattr(Widget, "widgets") else set()
    shown = explorer(engagement_of(lang=lang))
    assert not isinstance(shown, Widget)
    assert engagement_of(lang=lang).texts["explore.not_interactive"] in unescape(shown.data)
    if hasattr(Widget, "widgets"):
        assert set(Widget.widgets) == held


# -- language ----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_in_the_language_of_the_page(lang) -> None:
    page = Page(exploration_of(lang=lang))
    for at in range(len(page.tabs.children)):
        page.tabs.selected_index = at
    asks(page.controls, (page.exploration.levers[0], "slide", 0.5))
    seen = unescape(seen_of(page))
    (other,) = (one for one in LANGUAGES if one != lang)
    own = set(static_of(lang))
    foreign = [said for said in static_of(other) if said not in own and len(said.split()) > 1]
    assert [said for said in foreign if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", seen)] == []
    assert sum(said in seen for said in own) > 60
