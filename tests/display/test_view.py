"""The kernel's side of blocks one acts on; the browser's is in tests/browser/test_view.py."""

from __future__ import annotations

import re

import pytest

from kit.display.view import ESM, BlockView, words_of
from kit.texts import LANGUAGES, Texts
from tests.display.samples import a_full_client, show


def test_each_block_is_a_part_known_again_by_its_id() -> None:
    view = BlockView(Texts("fr"))
    blocks = show(a_full_client()).blocks("table", "ranking")
    muted = {"block": "paragraph", "text": "a < b", "tone": "muted"}
    view.draw([*blocks, muted, muted])
    assert [key for key, _ in view.parts] == ["table-ranking.1", "paragraph.1", "paragraph.2"]
    assert view.html.endswith('<p class="kit-paragraph kit-muted">a &lt; b</p>')


def test_the_same_blocks_send_nothing() -> None:
    view, sent = BlockView(), []
    blocks = show(a_full_client()).blocks("table", "ranking")
    view.draw(blocks)
    view.observe(sent.append, names="parts")
    view.draw(blocks)
    assert sent == []


def test_what_was_picked_is_told_each_time() -> None:
    view, told = BlockView(), []
    view.on_pick(told.append)
    view.picked = {"what": "process:a", "count": 1}
    view.picked = {"what": "process:a", "count": 2}
    assert told == ["process:a", "process:a"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_the_browser_asks_for_is_given(lang: str) -> None:
    asked = set(re.findall(r"\bwords\.(\w+)", ESM))
    assert asked == {*words_of(Texts(lang))}


def test_the_browser_s_side_has_no_way_to_run_text() -> None:
    """HTML comes in at one place, from html_blocks; the rest is set as text."""
    assert ESM.count("innerHTML") == 1
    assert not re.search(r"\beval\b|\bFunction\(|insertAdjacentHTML|outerHTML|https?://", ESM)
    assert not re.search(r"setAttribute\(\"on|\.on\w+ =", ESM)
