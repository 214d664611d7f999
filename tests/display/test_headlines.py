"""Titles that conclude: true to the blocks beneath, short, and never the caption again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.display.contents import SECTIONS
from kit.display.show import Show
from kit.display.words import Block, Words, named
from kit.texts import LANGUAGES, Texts
from tests.clients import analysed
from tests.display.samples import a_bare_client, a_full_client, words
from tests.examples import EXAMPLES, client_of
from tests.rich import a_rich_client
from tests.workbook.files import a_full_client as everything

AS_OF = date(2026, 11, 23)
LATER = {"exemple-comptable-j30": date(2027, 2, 8)}  # after the readings it holds
LONGEST = 110  # characters
# Sections whose title counts the rows of a table.
COUNTED = {
    "audit_remarks": "audit_remarks",
    "aids": "aids",
    "impacts": "impacts",
    "risk_words": "risk_words",
    "audit_steps": "steps",
}


@cache
def _words(example: str, lang: str) -> Words:
    day = LATER.get(example, AS_OF)
    return Words(analysed(client_of(example), day), load_catalogue(), Texts(lang))


def said(shown: Words) -> dict[str, str]:
    """Section → the title that concludes."""
    made = {key: section.headline(shown) for key, section in SECTIONS.items() if section.headline}
    return {key: title for key, title in made.items() if title is not None}


def captions(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        yield str(block.get("caption") or block.get("title") or "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_title_is_short_and_is_not_the_plain_one(example: str, lang: str) -> None:
    shown = _words(example, lang)
    for key, title in said(shown).items():
        assert len(title) <= LONGEST, (key, title)
        assert not re.search(r"[.;:,!?\s]$", title), (key, title)
        assert "  " not in title, (key, title)
        assert not re.search(r"[{}]|\bNone\b|\n", title), (key, title)
        assert title != shown(f"section.{key}.title"), key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_title_does_not_say_the_caption_beneath_word_for_word(example: str, lang: str) -> None:
    shown = _words(example, lang)
    show = Show(shown)
    for key, title in said(shown).items():
        for kind, part in SECTIONS[key].parts:
            assert title not in set(captions(show.blocks(kind, part))), (key, title)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_title_counts_what_the_table_beneath_holds(example: str, lang: str) -> None:
    shown = _words(example, lang)
    show, titles = Show(shown), said(shown)
    for key, table in COUNTED.items():
        rows = [row for block in show.blocks("table", table) for row in block.get("rows", ())]
        if key in titles and len(rows) > 1 and not _together(key, shown):
            assert re.search(rf"\b{len(rows)}\b", titles[key]), (key, titles[key], len(rows))


def _together(key: str, shown: Words) -> bool:
    """Remarks of one rule may share a row of their table."""
    codes = [one.code for one in shown.analysis.findings if one.severity == "info"]
    return key == "audit_remarks" and len(codes) != len(set(codes))


def test_the_titles_of_the_accountants_follow_up_hold_its_figures() -> None:
    shown = _words("exemple-comptable-j30", "fr")
    show, titles = Show(shown), said(shown)
    gaps = show.blocks("table", "corrections")[0]["rows"]
    assert f"{len(gaps)} écarts" in titles["follow_up_off"]
    found = shown.analysis.follow_up
    assert found is not None and found.gain is not None
    assert shown.numbers.money(found.gain) in titles["follow_up_return"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("client", [a_full_client(), a_rich_client(), everything()])
def test_the_titles_of_a_full_workbook_read_well(lang: str, client: Client) -> None:
    titles = said(words(client, lang))
    assert {"findings", "appendix", "plan_tasks", "audit_conclusion"} <= titles.keys()
    for key, title in titles.items():
        assert title.strip() == title and "  " not in title, (key, title)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_client_who_filled_nothing_has_titles_that_claim_nothing(lang: str) -> None:
    shown = words(a_bare_client(), lang)
    titles = said(shown)
    assert not {"lines", "crm_tools", "audit_teams", "flash_tools", "findings"} & titles.keys()
    for key in SECTIONS:
        Show(shown).section_blocks(key)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_too_long_for_a_title_is_left_out(lang: str) -> None:
    shown, long = words(a_full_client(), lang), "Une ligne de gain " * 5
    short = named(shown, "headline.lines", "Tri", share="40 %")
    without = named(shown, "headline.lines", long, share="40 %")
    assert "Tri" in short
    assert long.strip() not in without and "40" in without


def test_the_maps_count_their_steps_and_their_decisions() -> None:
    client = a_full_client()
    title = said(words(client))["process_maps"]
    assert f"{len(client.steps)} étapes" in title and "1 décision" in title
