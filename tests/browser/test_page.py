"""The page in a real browser: silent, accessible, readable on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.deliverable.html import KitHTMLExporter
from tests.deliverable.sample import HOSTILE, callout, cards, chart, notebook, section, table

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE, PHONE, NARROW_PHONE = 1280, 375, 320


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


def hostile() -> object:
    blocks: list = [section("Noms difficiles")]
    for text in HOSTILE:
        blocks += [section(text, 2, text), callout("stop", text), table(text, [[text] * 4])]
    return notebook([*blocks, cards(4), chart(HOSTILE[6])])


@pytest.fixture(scope="module", params=["report", "hostile"])
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = notebook() if request.param == "report" else hostile()
    page, _ = KitHTMLExporter().from_notebook_node(made)
    path = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    path.write_text(page, encoding="utf-8")
    return path


def opened(browser, path: Path, width: int):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.requests = []
    page.on("request", lambda asked: page.requests.append(asked.url))
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_no_violation(browser, page_file: Path, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [WIDE, PHONE, NARROW_PHONE])
def test_the_page_never_scrolls_sideways(browser, page_file: Path, width: int) -> None:
    page = opened(browser, page_file, width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def test_the_browser_asks_for_the_file_alone(browser, page_file: Path) -> None:
    page = opened(browser, page_file, WIDE)
    page.wait_for_timeout(300)
    assert page.requests == [page_file.as_uri()]


def test_the_browser_reports_no_error_and_runs_no_script(browser, page_file: Path) -> None:
    page = browser.new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(page_file.as_uri())
    assert said == []


def test_the_keyboard_reaches_the_text_first(browser, page_file: Path) -> None:
    page = opened(browser, page_file, WIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
