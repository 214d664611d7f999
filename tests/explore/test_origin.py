"""Where a figure comes from: every traced figure that is shown is explained, and to the cell."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kit.analysis.cells import every
from kit.display.figures import formula_of, result_of
from kit.explore.app import Page
from kit.explore.origin import Used, origin_of
from kit.explore.origin_panel import OriginPanel
from kit.explore.state import Exploration
from kit.explore.tabs import findings, money, overview, plan, processes
from kit.explore.view import ExplorerView
from tests.examples import EXAMPLES
from tests.explore.pages import exploration_of, lever_of, seen_of

SHOWN = [(name, "en" if name.endswith("-en") else "fr") for name in EXAMPLES]
LINK = re.compile(r'<a class="kit-trace" href="#trace-([^"]+)"([^>]*)>')


def views_of(widget) -> list[ExplorerView]:
    if isinstance(widget, ExplorerView):
        return [widget]
    return [view for child in getattr(widget, "children", ()) for view in views_of(child)]


def links_of(exploration: Exploration) -> dict[str, str]:
    """Every figure with a trace on the tabs, a card being open → attributes of its link."""
    found: dict[str, str] = {}
    for maker in (overview, processes, money, plan, findings):
        tab = maker.made(exploration)
        tab.draw()
        for view in views_of(tab.widget):
            found |= dict(LINK.findall(view.html))
    return found


@pytest.mark.parametrize(("example", "lang"), SHOWN, ids=[name for name, _ in SHOWN])
def test_every_traced_figure_shown_says_its_formula_and_opens_where_it_comes_from(
    example, lang
) -> None:
    exploration = exploration_of(example, lang)
    exploration.picked = exploration.base.analysis.processes[0].id
    panel, words = OriginPanel(exploration), exploration.base.words
    traces = {trace.figure: trace for trace in words.analysis.traces}
    links = links_of(exploration)
    assert links
    for figure, attributes in links.items():
        tip = unescape(re.search(r'data-kit-tip="([^"]*)"', attributes)[1])
        assert formula_of(words, traces[figure]) in tip
        assert result_of(words, traces[figure]) in tip
        exploration.explain(figure)
        assert formula_of(words, traces[figure]) in unescape(panel.html)


@pytest.mark.parametrize(("example", "lang"), SHOWN, ids=[name for name, _ in SHOWN])
def test_what_a_figure_uses_is_explained_in_turn_down_to_its_cells(example, lang) -> None:
    exploration = exploration_of(example, lang)
    for trace in exploration.base.analysis.traces:
        origin = origin_of(exploration, trace.figure)
        assert origin is not None
        assert origin.was == ""
        assert origin.name and origin.group
        for used in origin.inputs:
            assert origin_of(exploration, used.figure) is not None
        assert [used.place.name for used in origin.cells if used.place] == list(every(trace.cells))
        for used in (*origin.inputs, *origin.assumptions, *origin.cells):
            assert used.name and used.value
            assert not used.was


def test_a_moved_cell_is_marked_with_what_the_workbook_says() -> None:
    exploration = exploration_of("exemple-comptable")
    lever = lever_of(exploration, "processes.minutes")
    figure = "processes.qualification-des-demandes-entrantes.hours_month"
    assert lever.of == "Qualification des demandes entrantes"
    before = origin_of(exploration, figure)
    exploration.move(lever, lever.value * 2)
    after = origin_of(exploration, figure)
    (moved,) = [used for used in after.cells if used.was]
    assert moved.place.name == lever.cell
    assert moved.lever == exploration.levers.index(lever)
    assert moved.was == next(u.value for u in before.cells if u.place.name == lever.cell)
    assert after.was == before.value != after.value
    panel = OriginPanel(exploration)
    exploration.explain(figure)
    said = exploration.base.texts("explore.origin.moved", value=moved.was)
    assert said in unescape(panel.html)


def test_a_moved_weight_is_marked_among_the_assumptions() -> None:
    exploration = exploration_of("exemple-comptable")
    weight = lever_of(exploration, "priorities.weight_impact")
    exploration.move(weight, 3.0)
    row = exploration.now.analysis.priorities[0]
    origin = origin_of(exploration, f"priorities.{row.process}.score")
    moved: list[Used] = [used for used in origin.assumptions if used.was]
    assert [(used.value, used.was) for used in moved] == [("3", "2")]
    assert exploration.levers[moved[0].lever] == weight


def test_a_figure_that_is_gone_says_so_and_blank_closes() -> None:
    exploration = exploration_of("exemple-comptable")
    panel = OriginPanel(exploration)
    for figure in ("business_case.no_such", "<script>alert(1)</script>"):
        exploration.explain(figure)
        assert exploration.base.texts["explore.origin.unknown"] in unescape(panel.html)
        assert "<script" not in panel.html
    exploration.explain("")
    assert panel.html == ""


def test_the_panel_goes_down_into_a_figure_and_back() -> None:
    exploration = exploration_of("exemple-comptable")
    panel, back = OriginPanel(exploration), 'data-kit-pick="back"'
    exploration.explain("business_case.net_month")
    assert back not in panel.html
    inside = re.search(r'data-kit-pick="explain:([^"]+)"', panel.html)[1]
    panel.picked = {"what": f"explain:{inside}", "count": 1}
    assert exploration.explained == inside and back in panel.html
    panel.picked = {"what": "back", "count": 2}
    assert exploration.explained == "business_case.net_month" and back not in panel.html
    panel.picked = {"what": "close", "count": 3}
    assert exploration.explained == "" and panel.html == ""


def test_the_panel_is_named_and_closes_by_a_button_that_escape_finds() -> None:
    exploration = exploration_of("exemple-comptable")
    panel = OriginPanel(exploration)
    exploration.explain("business_case.net_month")
    title = exploration.base.texts["explore.origin.title"]
    assert f'role="dialog" tabindex="-1" aria-label="{title}"' in unescape(panel.html)
    assert re.search(r'<button data-kit-close [^>]*data-kit-pick="close"', panel.html)


def test_opening_a_figure_draws_no_tab_again() -> None:
    exploration = exploration_of("exemple-comptable")
    drawn: list[int] = []
    exploration.on_change(lambda: drawn.append(1))
    exploration.explain("business_case.net_month")
    assert drawn == []


# -- ranges -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_ranges_leave_the_page_and_the_figures_stay(lang) -> None:
    exploration = exploration_of("exemple-comptable", lang)
    page = Page(exploration)
    words = exploration.base.words
    spread = words.analysis.business_case.distribution.net
    about = words.numbers.money_about
    low = words("range", low=about(spread.p10), high=about(spread.p90))
    for tab in range(len(page.tabs.children)):
        page.tabs.selected_index = tab
    assert low in unescape(seen_of(page))
    exploration.show(ranges=False)
    for tab in range(len(page.tabs.children)):
        page.tabs.selected_index = tab
    seen = unescape(seen_of(page))
    assert low not in seen
    assert words.numbers.money(words.analysis.business_case.returns.net) in seen
    exploration.show(ranges=True)
    page.draw()
    assert exploration.shown is exploration.now
