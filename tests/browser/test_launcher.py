"""What the kit adds to JupyterLab: cards that open a section and run it, a comment that is kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from kit.texts import Texts
from tests.browser.lab import explorer_drawn, failures, lab, seen
from tests.examples import TEMPLATES

pytestmark = pytest.mark.browser

COMMENT = "Mon avis **motivé**."


@pytest.mark.parametrize(
    ("lang", "example"), [("fr", "exemple-comptable"), ("en", "example-shop-en")], ids=["fr", "en"]
)
def test_a_section_is_opened_from_its_card_and_commented(
    browser: Any, tmp_path: Path, lang: str, example: str
) -> None:
    texts = Texts(lang)
    workbook = Path(shutil.copy(TEMPLATES / f"{example}.xlsx", tmp_path))
    outputs = tmp_path / "outputs"
    with lab(workbook, outputs, "--lang", lang) as started, seen(browser, started.address) as page:
        explorer_drawn(page)  # nobody had to run a cell
        button = page.locator(f"jp-button:has-text('{texts['lab.comment']}'):visible")
        assert button.get_attribute("aria-disabled") == "true"  # no deliverable has this notebook
        page.locator(".lm-TabBar-addButton:visible").click()
        cards = page.locator(".jp-LauncherCard-label")
        cards.first.wait_for()
        shown = [text.strip() for text in cards.all_inner_texts()]
        assert shown[:2] == [texts["lab.explore"], texts["lab.tour"]]
        title = texts["report.section.priorities.title"]
        page.locator(".jp-LauncherCard", has_text=title).click()
        page.locator(".jp-NotebookPanel:visible table").last.wait_for()
        assert failures(page) == []

        button.click()
        page.keyboard.type(COMMENT)
        page.keyboard.press("Control+s")
        [copy] = outputs.glob("*/carnets/priorities.ipynb")
        for _ in range(100):
            if nbformat.read(copy, as_version=4).cells[-1].source == COMMENT:
                break
            page.wait_for_timeout(100)
        assert page.watched.abroad() == []
        assert page.watched.said == []
    last = nbformat.read(copy, as_version=4).cells[-1]
    assert (last.cell_type, last.source) == ("markdown", COMMENT)
