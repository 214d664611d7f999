"""The page in a real browser: silent, accessible to axe, and itself alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import NAMES

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 320
ALL = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
# Night changes the colours of a page and nothing else.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
# A drawing is one image with one name: its thousand letters are not read one by one.
AS_IMAGES = "document.querySelectorAll('svg').forEach(drawing => drawing.replaceChildren())"


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation_light_or_dark_wide_or_narrow(
    opened: Callable[..., Any], name: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(name, bypass_csp=True)
    page.evaluate(AS_IMAGES)
    for scheme, rules in (("light", ALL), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            found = axe.run(page, options=rules)
            assert found.violations_count == 0, (scheme, width, found.generate_report())


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_asks_for_the_file_alone_and_has_nothing_to_say(
    browser: Any, page_of: Callable[[str], Path], name: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(page_of(name).as_uri(), wait_until="networkidle")
    context.close()
    assert asked == [page_of(name).as_uri()]
    assert said == []


def test_a_chart_has_the_colours_of_the_page(opened: Callable[..., Any]) -> None:
    page = opened("report")
    painted = """() => {
        const bare = part => part.hasAttribute('fill') || part.hasAttribute('stroke')
            || /(fill|stroke):#/.test(part.getAttribute('style') || '');
        return [...document.querySelectorAll('figure svg *')].filter(bare)
            .map(part => part.outerHTML.slice(0, 120)).slice(0, 5);
    }"""
    assert page.evaluate(painted) == []


def test_a_drawing_keeps_its_paper_when_the_reader_forces_his_colours(
    opened: Callable[..., Any],
) -> None:
    page = opened("report", forced_colors="active", color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('figure svg')).backgroundColor"
    own = "getComputedStyle(document.documentElement).getPropertyValue('--kit-paper')"
    assert page.evaluate(ground) != "rgba(0, 0, 0, 0)"
    assert page.evaluate(own) != ""
