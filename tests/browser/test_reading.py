"""Read on any screen, enlarged, by keyboard alone, and on paper."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser.conftest import NAMES

pytestmark = pytest.mark.browser

WIDTHS = (320, 375, 768, 1280, 1920, 3840)
# What stands outside the window, or has no height; what a table scrolls to is not lost.
LOST = """() => [...document.querySelectorAll(
        'h1, h2, h3, h4, h5, p, li, dt, dd, caption, figcaption, summary, td, th')]
    .filter(one => one.textContent.trim() && one.checkVisibility({contentVisibilityAuto: true})
        && !one.closest('details:not([open]) > :not(summary), [tabindex="0"], .kit-unseen')
        && getComputedStyle(one.closest('thead') || one).position !== 'absolute')
    .filter(one => {
        const box = one.getBoundingClientRect();
        const hides = getComputedStyle(one).overflowX !== 'visible';
        const cut = hides && one.scrollWidth > box.width + 1;
        return cut || box.left < -1 || box.right > innerWidth + 1 || box.height < 1;
    }).map(one => one.outerHTML.slice(0, 150))"""
# WCAG 2.2, 1.4.12: the spacing a reader may set.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
# Where the keyboard is: [what, seen whole or in part, not under another thing, outlined].
FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [one.outerHTML.slice(0, 100), seen, top && (one.contains(top) || top.contains(one)),
        getComputedStyle(one).outlineStyle !== 'none' && one.matches(':focus-visible')];
}"""


@pytest.mark.parametrize("name", NAMES)
def test_no_screen_scrolls_sideways_and_nothing_is_lost(
    opened: Callable[..., Any], name: str
) -> None:
    page = opened(name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(LOST) == [], width


@pytest.mark.parametrize("name", NAMES)
def test_twice_as_large_or_spaced_out_nothing_is_cut(opened: Callable[..., Any], name: str) -> None:
    page = opened(name, 640, 450, device_scale_factor=2)  # 1280 pixels at 200 %
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.evaluate(LOST) == []
    page.add_style_tag(content=SPACED)
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 450})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(LOST) == [], width


def test_on_a_very_wide_screen_a_line_stays_short_enough_to_read(
    opened: Callable[..., Any],
) -> None:
    page = opened("report", 3840, 2160)
    size = "parseFloat(getComputedStyle(document.querySelector('.kit-intro')).fontSize)"
    wide = "document.querySelector('.kit-intro').getBoundingClientRect().width"
    assert page.evaluate(size) >= 24
    assert page.evaluate(wide) / page.evaluate(size) <= 45  # em: some 90 letters


def test_margin_notes_never_cover_the_text(opened: Callable[..., Any]) -> None:
    covered = """() => {
        const parts = 'main :is(p, li, table, figure, h2, h3, .kit-card, .kit-callout)';
        const others = [...document.querySelectorAll(parts)]
            .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect());
        const over = (one, other) => one.left < other.right - 1 && one.right > other.left + 1
            && one.top < other.bottom - 1 && one.bottom > other.top + 1;
        return [...document.querySelectorAll('.kit-margin')]
            .map(note => note.getBoundingClientRect())
            .filter(box => box.width < 1 || others.some(other => over(box, other))).length;
    }"""
    page = opened("report")
    assert page.evaluate("document.querySelectorAll('.kit-margin').length") > 0
    for width in (320, 768, 1280, 1440, 1920, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(covered) == 0, width
    assert page.evaluate("getComputedStyle(document.querySelector('.kit-margin')).float") == "right"


@pytest.mark.parametrize(("name", "width"), [("owner", 1280), ("owner", 320), ("flash", 320)])
def test_by_keyboard_alone_one_always_sees_where_one_is(
    opened: Callable[..., Any], name: str, width: int
) -> None:
    page = opened(name, width)
    reached = 0
    for _ in range(1000):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        what, seen, uncovered, outlined = page.evaluate(FOCUS)
        assert seen, what
        assert uncovered, what
        assert outlined, what
        reached += 1
    assert 3 < reached < 1000  # it leaves the page in the end


def test_the_keyboard_reaches_the_text_first(opened: Callable[..., Any]) -> None:
    page = opened("report")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_what_is_folded_opens_by_keyboard(opened: Callable[..., Any], key: str) -> None:
    page = opened("report", 320)
    folds = page.locator("summary:visible")
    assert folds.count() > 2  # the contents, the figures of charts, the appendix
    for at in (0, 1, folds.count() - 1):
        folds.nth(at).focus()
        page.keyboard.press(key)
        assert folds.nth(at).evaluate("one => one.parentElement.open")


def test_a_figure_leads_to_its_explanation_even_folded(opened: Callable[..., Any]) -> None:
    page = opened("report")
    link = page.locator("a.kit-trace").first
    target = link.get_attribute("href")
    row = page.locator(f'[id="{target[1:]}"]')
    assert not row.is_visible()
    link.click()
    assert row.is_visible()


def test_on_paper_everything_is_open_and_light(opened: Callable[..., Any]) -> None:
    page = opened("report", color_scheme="dark")
    folded = "[...document.querySelectorAll('details:not([open]) > :not(summary) td')]"
    words = page.evaluate(f"{folded}.map(one => one.textContent.trim()).filter(one => one)")
    assert len(words) > 100
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = "".join("".join(sheet.extract_text().split()) for sheet in pdf.pages)
    lost = [one for one in words if "".join(one.split())[:12] not in printed]
    assert len(lost) < len(words) / 50, lost[:5]  # a page break may stand inside a cell
