"""`kit explore` in a real browser: one server for the module, its page worked as people do."""

from __future__ import annotations

import html
import random
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kit.analysis.analyse import analyse
from kit.analysis.model import Analysis
from kit.analysis.what_if import applied
from kit.catalogue import load_catalogue
from kit.client.scenario import Change
from kit.display.numbers import Numbers
from kit.texts import Texts
from kit.workbook.read import read_workbook
from kit.workbook.scenarios import scenario_file
from tests.browser.explorer_page import (
    FIGURES,
    PAGE,
    PANEL,
    TABS,
    as_in_the_workbook,
    figures,
    lever,
    seen_text,
    slide,
    tab,
    type_in,
)
from tests.browser.lab import Lab, explorer_drawn, failures, lab, seen, settled
from tests.examples import TEMPLATES

pytestmark = pytest.mark.browser

AS_OF = date(2026, 11, 23)
EXAMPLE, OTHER = "exemple-comptable", "exemple-commerce"
ROLE = "Chargé de développement"
TEXTS = Texts("fr")
HOURLY = TEXTS("report.what_if.of", label=TEXTS["explore.lever.roles_hourly_cost"], name=ROLE)
ROI, FIRST = TEXTS["explore.figure.roi_first_year"], TEXTS["explore.figure.first_process"]
# What of the page can be scrolled sideways, or is cut.
TOO_WIDE = """() => [".kit-explore", ".kit-explore-main", ".kit-panel", ".kit-explore-figures"]
    .filter(name => [...document.querySelectorAll(name)].some(
        part => part.scrollWidth > part.clientWidth + 1))"""
SEED, ACTIONS = 20261123, 30


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("explore") / f"{EXAMPLE}.xlsx"
    shutil.copyfile(TEMPLATES / f"{EXAMPLE}.xlsx", target)
    return target


@pytest.fixture(scope="module")
def started(workbook: Path) -> Iterator[Lab]:
    with lab(workbook, workbook.parent / "outputs", "--as-of", AS_OF.isoformat()) as server:
        yield server


@pytest.fixture(scope="module")
def opened(browser: Any, started: Lab) -> Iterator[Any]:
    with seen(browser, started.address) as page:
        explorer_drawn(page)
        yield page


@pytest.fixture
def page(opened: Any) -> Iterator[Any]:
    """The explorer as it opens; whatever a test does, nothing went wrong on the page."""
    as_in_the_workbook(opened)
    yield opened
    assert failures(opened) == []
    assert opened.watched.said == []
    assert opened.watched.abroad() == []


def analysed(workbook: Path, *changes: Change) -> Analysis:
    """What `analyse` gives with these changes, as the kit's own tests call it."""
    catalogue = load_catalogue()
    client, thresholds = applied(read_workbook(workbook), catalogue, changes)
    return analyse(client, catalogue, AS_OF, thresholds)


def expected(analysis: Analysis) -> tuple[str, str]:
    """Return and first process, as the page writes them."""
    case = analysis.business_case
    assert case is not None
    return Numbers(TEXTS).share(case.roi_first_year), analysis.priorities[0].name


def shown(page: Any) -> tuple[str, str]:
    told = figures(page)
    return told[ROI][0], told[FIRST][0]


def test_it_opens_on_the_figures_of_the_workbook(page: Any, workbook: Path) -> None:
    assert shown(page) == expected(analysed(workbook))
    assert TEXTS["explore.unchanged"] in page.locator(".kit-panel-moved").inner_text()
    assert page.locator("html").get_attribute("lang") in (None, "", "fr", "fr-FR", "fr_FR")


def test_a_slider_moved_by_keyboard_gives_what_analyse_gives(page: Any, workbook: Path) -> None:
    before = expected(analysed(workbook))
    slide(page, HOURLY, "ArrowLeft", 6)
    after = expected(analysed(workbook, Change("roles.hourly_cost", 34, ROLE)))
    assert after[0] != before[0]
    assert shown(page) == after
    beside = figures(page)[ROI][1]
    assert before[0] in beside  # the workbook's own always stands beside
    assert lever(page, HOURLY).locator(".kit-lever-entry").input_value().startswith("34")


def test_a_value_typed_in_french_is_read_and_can_be_taken_back(page: Any, workbook: Path) -> None:
    type_in(page, HOURLY, "36,50 €")
    after = expected(analysed(workbook, Change("roles.hourly_cost", 36.5, ROLE)))
    assert shown(page) == after
    lever(page, HOURLY).get_by_role("button").click()
    settled(page)
    assert shown(page) == expected(analysed(workbook))


@pytest.mark.parametrize("typed", ["-3", "beaucoup", "1e400", "12 $"])
def test_what_cannot_be_is_refused_in_words_and_moves_nothing(
    page: Any, workbook: Path, typed: str
) -> None:
    type_in(page, HOURLY, typed)
    box = lever(page, HOURLY)
    assert box.locator(".kit-lever-entry").get_attribute("aria-invalid") == "true"
    assert len(box.locator("[role=alert]").inner_text()) > 10
    assert shown(page) == expected(analysed(workbook))


def test_weights_moved_give_the_ranks_of_analyse(page: Any, workbook: Path) -> None:
    tab(page, "processes")
    name = TEXTS["explore.lever.priorities_weight_effort"]
    type_in(page, name, "5")
    moved = analysed(workbook, Change("priorities.weight_effort", 5))
    ranked = [row.name for row in moved.priorities]
    assert ranked != [row.name for row in analysed(workbook).priorities]
    assert shown(page)[1] == ranked[0]
    listed = table(page).locator("tbody tr [data-kit-pick]")
    assert listed.all_inner_texts() == ranked


def table(page: Any) -> Any:
    """The first table of the tab that is seen."""
    return page.locator(".kit-explore-main table:visible").first


def test_every_tab_can_be_reached_by_keyboard_alone(page: Any) -> None:
    page.locator(f"{PAGE} [role=tab]").first.focus()
    reached = []
    for _ in TABS:
        settled(page)
        chosen = page.locator(f"{PAGE} [role=tab][aria-selected=true]")
        reached.append(chosen.inner_text())
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    assert reached == [TEXTS[f"explore.tabs.{key}"] for key in TABS]


@pytest.mark.parametrize("width", [1280, 1920])
def test_no_tab_is_wider_than_its_place(page: Any, width: int) -> None:
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    for key in TABS:
        tab(page, key)
        assert page.evaluate(TOO_WIDE) == [], key
    page.set_viewport_size(before)


def test_a_filter_leaves_the_others_out_and_changes_no_rank(page: Any, workbook: Path) -> None:
    tab(page, "processes")
    rows = table(page).locator("tbody tr:visible")
    every = rows.count()
    choice = page.locator(".kit-filters select").first
    choice.select_option(index=1)
    settled(page)
    assert 0 < rows.count() < every
    analysis = analysed(workbook)
    ranks = {row.name: row.rank for row in analysis.priorities}
    for row in rows.all():
        cells = row.locator("td, th").all_inner_texts()
        assert ranks[cells[1].strip()] == int(cells[0])
    choice.select_option(index=0)
    settled(page)
    assert rows.count() == every


def test_a_process_clicked_shows_its_card_and_its_map(page: Any, workbook: Path) -> None:
    tab(page, "processes")
    process = analysed(workbook).priorities[1]
    table(page).get_by_text(process.name, exact=True).click()
    settled(page)
    head = page.locator(".kit-card-head")
    assert process.name in head.inner_text()
    assert page.locator(".kit-explore-main figure:visible svg:visible").count() >= 1
    head.get_by_role("button").click()
    settled(page)
    assert page.locator(".kit-card-head").count() == 0


def test_a_figure_says_where_it_comes_from_by_keyboard_too(page: Any) -> None:
    figure, name = page.locator(f"{FIGURES} a.kit-trace").first, next(iter(figures(page)))
    figure.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".kit-origin")
    panel.wait_for()
    settled(page)
    said = panel.inner_text()
    assert name in said
    assert TEXTS["explore.origin.formula"] in said
    assert panel.locator("[data-kit-copy]").count() + panel.locator("[data-kit-pick]").count() > 1
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")


def test_ranges_can_be_switched_off_and_on(page: Any) -> None:
    box = page.locator(".kit-ranges input")
    with_ranges = figures(page)[ROI]
    box.click()
    settled(page)
    assert len(figures(page)[ROI]) < len(with_ranges)
    box.click()
    settled(page)
    assert figures(page)[ROI] == with_ranges


def test_a_scenario_saved_is_what_the_deliverable_states(
    page: Any, workbook: Path, tmp_path: Path
) -> None:
    content = workbook.read_bytes()
    type_in(page, HOURLY, "34")
    tab(page, "scenarios")
    form = page.locator(".kit-scenarios")
    form.get_by_label(TEXTS["explore.scenario.name"], exact=True).fill("Prudent")
    form.get_by_label(TEXTS["explore.scenario.author"]).fill("A. Lemaire")
    asked = TEXTS("explore.scenario.reason_of", name=HOURLY)
    form.get_by_label(asked).fill("Salaire sans la part variable")
    form.get_by_role("button", name=TEXTS["explore.scenario.save"]).click()
    saved = TEXTS("explore.scenario.saved", name="Prudent", file=scenario_file(workbook).name)
    form.locator(".kit-callout").get_by_text(saved).wait_for()
    [kept] = tomllib.loads(scenario_file(workbook).read_text("utf-8"))["scenario"]
    [change] = kept["change"]
    assert (kept["name"], kept["author"]) == ("Prudent", "A. Lemaire")
    assert (change["lever"], change["of"]) == ("roles.hourly_cost", ROLE)
    assert (change["was"], change["value"]) == (40, 34)
    assert change["reason"] == "Salaire sans la part variable"
    text = delivered(workbook, "Prudent", tmp_path)
    roi, _ = expected(analysed(workbook, Change("roles.hourly_cost", 34, ROLE)))
    for said in ("Prudent", ROLE, "40 €", "34 €", "Salaire sans la part variable", roi):
        assert plain(said) in text, said
    assert workbook.read_bytes() == content


def delivered(workbook: Path, scenario: str, folder: Path) -> str:
    """The words of the page that `kit report --scenario` makes."""
    asked = ["--scenario", scenario, "--as-of", AS_OF.isoformat(), "--formats", "html"]
    command = [sys.executable, "-m", "kit", "report", str(workbook), *asked]
    only = ["--versions", "lead", "-q", "-o", str(folder)]
    done = subprocess.run([*command, *only], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [made] = folder.rglob("report.html")
    return plain(html.unescape(made.read_text(encoding="utf-8")))


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_nobody_comes_in_without_the_token(started: Lab) -> None:
    for path in ("/lab", "/api/contents", "/api/kernels", "/files/explore.ipynb"):
        # To be sent to the page that asks for a token is to be refused.
        assert answer_to(started, path) in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN), path
        assert answer_to(started, f"{path}?token=wrong") != HTTPStatus.OK, path
    assert answer_to(started, f"/api/contents?token={started.token}") == HTTPStatus.OK


def answer_to(started: Lab, path: str) -> int:
    """The status of a plain request, which follows no redirection."""
    asked = HTTPConnection(urlsplit(started.origin).netloc, timeout=30)
    try:
        asked.request("GET", path)
        return asked.getresponse().status
    finally:
        asked.close()


def test_a_second_client_opened_meanwhile_stays_apart(
    page: Any, browser: Any, started: Lab, workbook: Path, tmp_path: Path
) -> None:
    other = tmp_path / f"{OTHER}.xlsx"
    shutil.copyfile(TEMPLATES / f"{OTHER}.xlsx", other)
    with ExitStack() as both:
        second = both.enter_context(lab(other, tmp_path / "outputs", "--as-of", AS_OF.isoformat()))
        assert second.token != started.token
        key_of_the_other = f"/api/contents?token={second.token}"
        assert answer_to(started, key_of_the_other) == HTTPStatus.FORBIDDEN
        there = both.enter_context(seen(browser, second.address))
        explorer_drawn(there)
        slide(there, first_lever(there), "ArrowRight", 2)
        assert shown(there) != shown(page)
        assert shown(page) == expected(analysed(workbook))
        assert failures(there) == [] and there.watched.said == []
        assert there.watched.abroad() == []


def first_lever(page: Any) -> str:
    return str(page.locator(f"{PANEL} .kit-lever").first.get_attribute("aria-label"))


def test_a_walk_at_random_never_shows_a_traceback(page: Any, workbook: Path) -> None:
    draw, content = random.Random(SEED), workbook.read_bytes()
    names = page.locator(f"{PANEL} summary")
    done = []
    for _ in range(ACTIONS):
        act = draw.choice(("slide", "slide", "type", "tab", "group", "filter", "pick", "ranges"))
        done.append(act)
        match act:
            case "tab":
                tab(page, draw.choice(TABS))
            case "group":
                names.nth(draw.randrange(names.count())).click()
            case "slide":
                some = page.locator(f"{PANEL} .kit-lever:visible input[type=range]")
                if some.count():
                    some.nth(draw.randrange(some.count())).focus()
                    page.keyboard.press(draw.choice(("Home", "End", "PageUp", "ArrowLeft")))
            case "type":
                some = page.locator(f"{PANEL} .kit-lever:visible .kit-lever-entry")
                if some.count():
                    entry = some.nth(draw.randrange(some.count()))
                    entry.fill(draw.choice(("0", "1,5", "99999999", "", "<b>x</b>", "50 %")))
                    entry.press("Enter")
            case "filter":
                some = page.locator(".kit-filters select:visible")
                if some.count():
                    one = some.nth(draw.randrange(some.count()))
                    one.select_option(index=draw.randrange(one.locator("option").count()))
            case "pick":
                some = page.locator(".kit-explore-main button[data-kit-pick]:visible")
                if some.count():
                    some.nth(draw.randrange(some.count())).click()
            case "ranges":
                page.locator(".kit-ranges input").click()
        settled(page)
        assert failures(page) == [], done
    assert seen_text(page)
    assert workbook.read_bytes() == content
