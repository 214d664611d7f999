"""The workshop page as a facilitator drives it, from `kit explore --present` to the deliverable."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kit.analysis.analyse import analyse
from kit.analysis.model import IdeasResult
from kit.catalogue import load_catalogue
from kit.client import Client, IdeaVote
from kit.workbook.fill import write_filled
from kit.workbook.read import read_workbook
from kit.workbook.votes import read_votes, with_votes
from tests.examples import client_of
from tests.lab.servers import PATIENCE, explored

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 23)
# Three voters: the keys that note each idea in turn, then the ideas that get a sticker.
VOTERS = {
    "Gérante": ("54433215", (0, 0, 1)),
    "Bureau": ("45552111", (1, 1, 0)),
    "Atelier": ("51441155", (1, 3, 3)),
}


@dataclass
class Room:
    """The page in its window, the workbook, and every address it asked for."""

    page: Any
    workbook: Path
    asked: list[str]
    complaints: list[str]

    @property
    def votes(self) -> Path:
        return self.workbook.with_name("atelier.votes.toml")

    def click(self, key: str) -> None:
        """Press the button of that key, then wait for the kernel's answer."""
        self.done(lambda: self.page.click(f'[data-key="{key}"]'))

    def press(self, *keys: str) -> None:
        """Press *keys*, faster than the kernel answers."""
        self.done(lambda: [self.page.keyboard.press(key) for key in keys], len(keys))

    def done(self, gesture: Any, events: int = 1) -> None:
        """*gesture*, until the page has been drawn after its *events*."""
        before = int(self.page.get_attribute(".kit-room", "data-answered"))
        gesture()
        self.page.wait_for_function(
            f"document.querySelector('.kit-room').dataset.answered >= {before + events}",
            timeout=PATIENCE * 1000,
        )

    def top(self) -> list[tuple[str, ...]]:
        """The cards: rank, name, stickers, value, feasibility."""
        cards = self.page.query_selector_all(".kit-room-part-right .kit-room-cards li")
        return [
            (
                card.query_selector(".kit-room-rank").inner_text(),
                card.query_selector(".kit-room-name").inner_text().split("\n")[0],
                *(one.inner_text() for one in card.query_selector_all(".kit-room-figure b")),
            )
            for card in cards
        ]


def before_the_workshop() -> Client:
    """The accountants, their ideas not voted on yet."""
    client = client_of("exemple-comptable")
    ideas = tuple(replace(idea, retained=None) for idea in client.ideas[:4])
    return replace(client, ideas=ideas, idea_votes=(), votes=())


@pytest.fixture(scope="module")
def room(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    pytest.importorskip("voila")
    folder = tmp_path_factory.mktemp("atelier")
    workbook = folder / "atelier.xlsx"
    write_filled(workbook, before_the_workshop(), "fr", None)
    with explored(workbook, folder / "outputs", "--present", "--as-of", DAY.isoformat()) as server:
        assert server.address, server.said
        window = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = window.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(server.address)
        page.wait_for_selector(".kit-room", timeout=PATIENCE * 1000)
        yield Room(page, workbook, asked, complaints)
        window.close()


def wanted(room: Room) -> IdeasResult:
    """What analyse gives for the same rows in a workbook."""
    client = before_the_workshop()
    rows = tuple(
        IdeaVote(who, idea.name, int(keys[2 * at]), int(keys[2 * at + 1]), stuck.count(at) or None)
        for who, (keys, stuck) in VOTERS.items()
        for at, idea in enumerate(client.ideas)
    )
    found = analyse(replace(client, idea_votes=rows), load_catalogue(), DAY).ideas
    assert found is not None
    return found


def json_texts(tree: Any) -> Iterator[str]:
    """Every text of *tree*, keys too."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from json_texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from json_texts(value)
    elif isinstance(tree, str):
        yield tree


def told(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def test_three_voters_are_entered_and_the_top_3_is_that_of_analyse(room: Room) -> None:
    for who, (keys, stuck) in VOTERS.items():
        room.page.fill('[data-key="join-text"]', who)
        room.done(lambda: room.page.keyboard.press("Enter"))
        room.page.keyboard.press("Escape")  # out of the field, to the boxes
        for key in keys:
            room.press(key)
        for at in stuck:
            room.click(f"stick-{at}-more")
    found = wanted(room)
    assert room.top() == [
        (
            told(one.place or 0),
            one.name,
            told(one.stickers or 0),
            told(round(one.value.mean, 1) if one.value else 0),
            told(round(one.feasibility.mean, 1) if one.feasibility else 0),
        )
        for one in found.ideas
        if one.proposed
    ]
    client = read_workbook(room.workbook)
    saved = with_votes(client, read_votes(room.votes, client))
    assert analyse(saved, load_catalogue(), DAY).ideas == found


def test_the_screen_fits_a_projector_and_is_in_its_language(room: Room) -> None:
    page = room.page
    measured = page.evaluate(
        """() => {
            const size = (what) =>
                parseFloat(getComputedStyle(document.querySelector(what)).fontSize);
            const whole = document.documentElement;
            return [whole.scrollHeight, whole.scrollWidth, whole.lang, document.title,
                    size('.kit-room'), size('.kit-room-figure b')];
        }"""
    )
    assert measured[:4] == [
        1080,
        1920,
        "fr",
        f"{client_of('exemple-comptable').company.name} · Atelier",
    ]
    assert measured[4] >= 20 and measured[5] >= 40
    assert page.query_selector(".jp-InputArea, .jp-Toolbar, pre") is None


def test_masked_results_are_nowhere_on_the_screen(room: Room) -> None:
    room.click("hide-results")
    assert room.top() == []
    assert room.page.query_selector(".kit-room-map") is None
    room.press("m")
    assert len(room.top()) == 3


def test_the_keys_write_in_the_box_that_has_the_focus(room: Room) -> None:
    room.press("z")  # nothing moves the last voter's notes but this
    room.press("ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown")
    focused = "document.activeElement.closest('.kit-room-here') !== null"
    assert room.page.evaluate(focused)
    before = read_votes(room.votes)
    room.press("z")
    assert read_votes(room.votes) != before
    for _ in range(2):
        room.click("stick-3-more")


def test_nothing_was_asked_of_the_net_and_no_script_failed(room: Room) -> None:
    hosts = {urlsplit(url).hostname for url in room.asked if url.startswith(("http", "ws"))}
    assert hosts == {"127.0.0.1"}
    assert room.complaints == []


def test_the_commands_read_the_file_of_the_workshop(room: Room, tmp_path: Path) -> None:
    room.click("tab-results")
    for idea in wanted(room).proposed:
        room.click(f"retain-{idea}")
    kit = [sys.executable, "-m", "kit"]
    book, votes = str(room.workbook), str(room.votes)
    checked = subprocess.run(
        [*kit, "check", book, "--votes", votes, "--json"],
        capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["ok"]
    reported = subprocess.run(
        [*kit, "report", book, "-o", str(tmp_path), "--votes", votes, "--document", "workshop",
         "--formats", "html", "--as-of", DAY.isoformat(), "--json"],
        capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert reported.returncode == 0, reported.stderr
    made = Path(json.loads(reported.stdout)["files"]["html"]).read_text("utf-8")
    results = json.loads(Path(json.loads(reported.stdout)["files"]["results"]).read_text("utf-8"))
    assert set(VOTERS) <= set(json_texts(results))
    for idea in wanted(room).proposed:
        assert idea in made
    first = wanted(room).ideas[0]
    assert first.value is not None and told(round(first.value.mean, 1)) in made
