"""Pictures of every tab of the explorer, to be looked at: not a test.

    python -m tests.browser.pictures FOLDER [--lang fr] [--width 1280]

Each tab once as the window shows it, once whole (a window as high as the tab), then with an
assumption moved, a process open and a figure explained.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.lab.practice import practice
from kit.places import EXAMPLES
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.explorer_page import FIGURES, PANEL, TABS, tab
from tests.browser.lab import explorer_drawn, failures, lab, seen, settled

SIZES = {1280: 800, 1920: 1080}
WHOLE = 3200  # [px] high enough for any tab
AS_OF = "2026-11-23"


def pictures(folder: Path, lang: str, width: int) -> list[str]:
    """Take them all into *folder*; what went wrong on the way."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        workbook = practice(lang, room)
        options = ("--as-of", AS_OF, "--lang", lang)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with (
            lab(workbook, Path(room) / "outputs", *options) as started,
            seen(browser, started.address, width, SIZES[width]) as page,
        ):
            explorer_drawn(page)
            _every_tab(page, folder, f"{lang}-{width}")
            _moved(page, folder, f"{lang}-{width}-moved")
            wrong = [*failures(page), *page.watched.said, *page.watched.abroad()]
        browser.close()
    return wrong


def _every_tab(page: Any, folder: Path, name: str) -> None:
    width = page.viewport_size["width"]
    for key in TABS:
        tab(page, key)
        page.screenshot(path=folder / f"{name}-{key}.png")
        page.set_viewport_size({"width": width, "height": WHOLE})
        settled(page)
        page.screenshot(path=folder / f"{name}-{key}-whole.png")
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        settled(page)


def _moved(page: Any, folder: Path, name: str) -> None:
    page.locator(f"{PANEL} .kit-lever input[type=range]").nth(2).focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    settled(page)
    _every_tab(page, folder, name)
    page.locator(f"{FIGURES} a.kit-trace").nth(1).focus()
    page.screenshot(path=folder / f"{name}-focus.png")
    page.keyboard.press("Enter")
    settled(page)
    page.screenshot(path=folder / f"{name}-origin.png")
    page.keyboard.press("Escape")
    tab(page, "processes")
    page.locator(".kit-explore-main table:visible [data-kit-pick]").nth(1).click()
    settled(page)
    page.screenshot(path=folder / f"{name}-card.png")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", choices=sorted(EXAMPLES), action="append")
    parser.add_argument("--width", type=int, choices=sorted(SIZES), action="append")
    asked = parser.parse_args(argv)
    wrong = [
        f"{lang} {width}: {one}"
        for lang in asked.lang or sorted(EXAMPLES)
        for width in asked.width or sorted(SIZES)
        for one in pictures(asked.folder, lang, width)
    ]
    sys.stderr.writelines(f"{one}\n" for one in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
