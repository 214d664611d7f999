"""How soon the explorer shows another figure: real JupyterLab, real browser, real kernel.

For each tab a slider of its own is moved step by step, from its lowest end up, by the keyboard:
no value comes twice. A move is timed from the browser's own event to the last change that it
makes to the page; CPU is that of the kernel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.lines import write_client_of
from benchmarks.records import Records

TABS = ("overview", "processes", "money", "plan", "findings", "scenarios")
WARMING = 3  # moves that are not counted: what is made once is made then
# From the slider's event to the last change of the key figures or of the tab, in ms.
WATCH = """() => {
    const seen = window.kitRedraw = {begun: 0, last: 0};
    const page = document.querySelector(".kit-explore");
    page.addEventListener("input", () => { seen.begun = performance.now(); }, true);
    const changed = new MutationObserver(() => { seen.last = performance.now(); });
    const how = {subtree: true, childList: true, characterData: true};
    for (const part of page.querySelectorAll(".kit-explore-figures, .kit-explore-main"))
        changed.observe(part, how);
}"""
TAKEN = "() => window.kitRedraw.last - window.kitRedraw.begun"
Told = Callable[[str], None]


def redraw(records: Records, work: Path, sizes: Sequence[int], moves: int, told: Told) -> None:
    """Every tab of a client of each of *sizes* [lines], unless it was measured already."""
    for lines in sizes:
        asked = [tab for tab in TABS if not records.has("redraw", f"{lines} {tab}", 1)]
        if not asked:
            continue
        with _page(write_client_of(lines, work / f"{lines}-lines.xlsx"), work) as page:
            for tab in asked:
                figures = _tab(page, tab, moves)
                records.add("redraw", f"{lines} {tab}", 1, lines=lines, tab=tab, **figures)
                told(f"{lines} lines, {tab}: {figures}")


def _tab(page: Any, key: str, moves: int) -> Mapping[str, float]:
    from tests.browser.explorer_page import tab
    from tests.browser.lab import failures, settled

    tab(page, key)
    sliders = page.locator(".kit-panel .kit-lever:visible input[type=range]")
    sliders.nth(TABS.index(key)).focus()
    page.keyboard.press("Home")
    settled(page)
    times = []
    for move in range(WARMING + moves):
        if move == WARMING:
            before = page.lab.kernel_cpu()
        page.keyboard.press("ArrowRight")
        settled(page)
        times.append(page.evaluate(TAKEN))
    assert min(times) > 0, "the slider is at its end: fewer moves"
    cpu = (page.lab.kernel_cpu() - before) / moves
    assert failures(page) == []
    kept = times[WARMING:]
    return {
        "median_ms": round(median(kept), 1),
        "p90_ms": round(quantiles(kept, n=10)[-1], 1),
        "cpu_ms": round(cpu * 1000, 1),
        "moves": moves,
    }


@contextmanager
def _page(workbook: Path, work: Path) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, QUIET
    from tests.browser.lab import explorer_drawn, lab, seen

    with lab(workbook, work / workbook.stem) as started, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with seen(browser, started.address) as page:
            explorer_drawn(page)
            page.lab = started
            page.evaluate(WATCH)
            yield page
        browser.close()
