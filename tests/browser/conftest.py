"""Every document as a page, made once, and a browser to read it in.

The notebooks run in this process, without a kernel (tests.documents): the same blocks as a
run gives, in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kit.batch.portfolio_page import page_of as page_of_rows
from kit.batch.rows import rows_of
from kit.catalogue import load_catalogue
from kit.deliverable.html import KitHTMLExporter
from kit.deliverable.versions import version_of
from kit.texts import Texts
from tests.batch.portfolios import mixed
from tests.deliverable.sample import HOSTILE, callout, cards, chart, notebook, section, table
from tests.documents import executed
from tests.examples import client_of

AS_OF = date(2026, 11, 23)
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
# The page's name → example, document, language, version.
DOCUMENTS = {
    "report": ("exemple-comptable", "report", "fr", "lead"),
    "report-en": ("example-shop-en", "report", "en", "lead"),
    "owner": ("exemple-electricien", "report", "fr", "owner"),
    "internal": ("exemple-commerce", "report", "fr", "internal"),
    "audit": ("exemple-electricien", "audit", "fr", "lead"),
    "audit-owner": ("exemple-electricien", "audit", "fr", "owner"),
    "flash": ("exemple-flash", "flash", "fr", "lead"),
    "follow-up": ("exemple-comptable-j30", "follow-up", "fr", "lead"),
    "workshop": ("exemple-comptable", "workshop", "fr", "lead"),
}
SAMPLES = {"sample": notebook, "hostile": lambda: notebook(_hostile())}
PORTFOLIO = "portfolio"  # the firm's page of a batch
NAMES = (*DOCUMENTS, *SAMPLES, PORTFOLIO)


def _hostile() -> list[Any]:
    blocks: list[Any] = [section("Noms difficiles")]
    for text in HOSTILE:
        blocks += [section(text, 2, text), callout("stop", text), table(text, [[text] * 4])]
    return [*blocks, cards(4), chart(HOSTILE[6])]


@cache
def _notebook(example: str, document: str, lang: str) -> Any:
    return executed(client_of(example), document, lang, AS_OF)


def _page(name: str) -> str:
    if name == PORTFOLIO:
        return page_of_rows(rows_of(mixed(), Texts("fr")), Texts("fr"))
    if name in SAMPLES:
        return str(KitHTMLExporter().from_notebook_node(SAMPLES[name]())[0])
    example, document, lang, version = DOCUMENTS[name]
    owner = load_catalogue().documents[document].owner
    shown = version_of(_notebook(example, document, lang), version, owner)
    return str(KitHTMLExporter().from_notebook_node(shown)[0])


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a document by its name in NAMES."""
    folder = tmp_path_factory.mktemp("pages")

    def made(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(_page(name), encoding="utf-8")
        return path

    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, page_of: Callable[[str], Path]) -> Iterator[Callable[..., Any]]:
    """A document in a browser window: ``opened("report", 320, color_scheme="dark")``."""
    contexts = []

    def open_(name: str, width: int = 1280, height: int = 900, **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.requests = []
        page.on("request", lambda asked: page.requests.append(asked.url))
        page.goto(page_of(name).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
