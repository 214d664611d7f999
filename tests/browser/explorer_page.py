"""The explorer's page, read and worked as an analyst does: by words, mouse and keyboard."""

from __future__ import annotations

from typing import Any

from tests.browser.lab import settled

TABS = ("overview", "processes", "money", "plan", "findings", "scenarios")
PAGE, FIGURES, PANEL = ".kit-explore", ".kit-explore-figures", ".kit-panel"
# What a card says first; below it may stand the workbook's figure, a difference, a range.
CARDS = """() => Object.fromEntries(
    [...document.querySelectorAll(".kit-explore-figures .kit-card")].map(card => [
        card.querySelector("dt").textContent,
        [...card.querySelectorAll("dd")].map(line => line.textContent),
    ]))"""


def figures(page: Any) -> dict[str, list[str]]:
    """The key figures above the tabs: their name → the figure, then what stands below it."""
    found: dict[str, list[str]] = page.evaluate(CARDS)
    return found


def tab(page: Any, key: str) -> None:
    """Click on a tab."""
    page.locator(f"{PAGE} [role=tab]").nth(TABS.index(key)).click()
    settled(page)


def seen_text(page: Any) -> str:
    """The text of the tab that is seen."""
    return str(page.locator(".kit-explore-main").inner_text())


def lever(page: Any, name: str) -> Any:
    """The controls of the assumption called *name*, brought up by the search."""
    search = page.locator(f"{PANEL} input[type=search]")
    search.fill(name)
    found = page.locator(f".kit-panel-results .kit-lever[aria-label='{name}']")
    found.wait_for()
    return found


def slide(page: Any, name: str, key: str, times: int) -> None:
    """Move the slider of *name* by the keyboard alone."""
    lever(page, name).locator("input[type=range]").focus()
    for _ in range(times):
        page.keyboard.press(key)
    settled(page)


def type_in(page: Any, name: str, text: str) -> None:
    """Type *text* as the value of *name*, and Enter."""
    entry = lever(page, name).locator(".kit-lever-entry")
    entry.fill(text)
    entry.press("Enter")
    settled(page)


def as_in_the_workbook(page: Any) -> None:
    """No change, no search, no panel open, the first tab."""
    page.keyboard.press("Escape")
    page.locator(f"{PANEL} input[type=search]").fill("")
    reset = page.locator(".kit-panel-moved > .kit-link")
    if reset.count():
        reset.click()
        settled(page)
    tab(page, TABS[0])
