"""The screen of the workshop: keys, tabs, what is masked, what is said; never a traceback."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.client import IdeaVote
from kit.texts import LANGUAGES
from kit.workshop.page import TABS, Page, waiting
from kit.workshop.serving import share, voila_settings
from kit.workshop.session import Session
from kit.workshop.view import RoomView, page_look, present
from tests.workshop.rooms import (
    IDEAS,
    a_page,
    a_workshop_client,
    an_engagement,
    do,
    keys,
)

VOID = {"input", "br", "img"}


class Balanced(HTMLParser):
    """Every tag is closed by its own; the texts and attributes are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.keys: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.keys += [value for name, value in attrs if name == "data-key" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def drawn(page: Page) -> RoomView:
    view = RoomView(page)
    parser = Balanced()
    for part in (view.head, view.left, view.right, view.foot):
        parser.feed(part)
    assert parser.open == []
    assert len(parser.keys) == len(set(parser.keys))  # each is found again by its own key
    return view


def test_digits_fill_the_boxes_one_after_the_other(tmp_path: Path) -> None:
    page = a_page(tmp_path)
    do(page, "join", text="Gérante")
    keys(page, "5432")
    votes = [page.session.idea_vote("Gérante", idea) for idea in IDEAS[:2]]
    assert [(vote.value, vote.feasibility) for vote in votes] == [(5, 4), (3, 2)]
    assert (page.row, page.field) == (2, 0)
    keys(page, "++-")
    assert page.session.idea_vote("Gérante", IDEAS[2]).stickers == 1
    do(page, "key", key="ArrowUp")
    do(page, "key", key="ArrowRight")
    keys(page, "0")
    assert page.session.idea_vote("Gérante", IDEAS[1]).feasibility is None
    keys(page, "z")
    assert page.session.idea_vote("Gérante", IDEAS[1]).feasibility == 2


def test_the_next_participant_is_one_key_away(tmp_path: Path) -> None:
    page = a_page(tmp_path)
    for _ in range(3):
        do(page, "join-next")
    assert page.session.people == ("Participant 1", "Participant 2", "Participant 3")
    assert page.who == "Participant 3"
    keys(page, "n4")
    assert page.session.idea_vote("Participant 1", IDEAS[0]).value == 4
    keys(page, "p")
    assert page.who == "Participant 3"
    assert waiting(page) == ["Participant 2", "Participant 3"]


def test_a_second_click_on_a_note_takes_it_back(tmp_path: Path) -> None:
    page = a_page(tmp_path)
    do(page, "join-next")
    for _ in range(2):
        do(page, "note", row=1, field="value", value=4)
    assert page.session.taken.idea_votes == ()


def test_masked_results_show_neither_rank_nor_mean(tmp_path: Path) -> None:
    page = a_page(tmp_path)
    do(page, "join-next")
    keys(page, "54+")
    assert "kit-room-rank" in drawn(page).right
    for tab in TABS[:3]:
        do(page, "tab", what=tab)
        page.hidden = True
        view = drawn(page)
        assert "kit-room-rank" not in view.right + view.left
        assert "kit-room-map" not in view.right and "kit-chart" not in view.right


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tab", TABS)
def test_every_tab_is_drawn_with_and_without_anything_to_show(
    tab: str, lang: str, tmp_path: Path
) -> None:
    for name, client in (
        ("full", a_workshop_client(idea_votes=(IdeaVote("Bureau", IDEAS[0], 5, 1, 3),))),
        ("empty", a_workshop_client(ideas=(), processes=(), priorities=())),
    ):
        base = an_engagement(client, tmp_path, lang)
        page = Page(Session(base, tmp_path / f"{name}.toml"))
        do(page, "tab", what=tab)
        view = drawn(page)
        assert view.lang == lang
        assert view.title in (f"Atelier Fictif · {said}" for said in ("Atelier", "Workshop"))


def test_what_people_type_is_never_markup(tmp_path: Path) -> None:
    page = a_page(tmp_path)
    do(page, "join", text="<b>chef</b>")
    do(page, "suggest", text='"><img src=x onerror=alert(1)>')
    keys(page, "54+")
    do(page, "join", text="<B>chef</B>")  # refused: what was typed comes back in its field
    for tab in TABS:
        do(page, "tab", what=tab)
        view = drawn(page)
        whole = view.head + view.left + view.right + view.foot + view.notice
        assert "<b>chef" not in whole.lower() and "<img" not in whole
    assert page.session.people == ("<b>chef</b>",)


def test_a_refusal_is_said_and_the_text_stays_to_be_corrected(tmp_path: Path) -> None:
    page = a_page(tmp_path)
    do(page, "join", text="Gérante")
    do(page, "join", text="gérante")
    view = drawn(page)
    assert "gérante" in view.notice
    assert 'value="gérante"' in view.left
    do(page, "key", key="ArrowDown")
    assert drawn(page).notice == ""


def test_a_lever_moves_the_figures_and_never_the_workbook(tmp_path: Path) -> None:
    from kit.display.show import open_engagement
    from kit.workshop.levers import weighty
    from tests.examples import TEMPLATES

    book = TEMPLATES / "exemple-comptable.xlsx"
    before = book.read_bytes()
    page = Page(Session(open_engagement(book, as_of="2026-11-23"), tmp_path / "v.toml"))
    do(page, "tab", what="figures")
    lever = weighty(page.exploration)[0]
    still = drawn(page).right
    do(page, "move", row=0, value=lever.low)
    assert page.exploration.value_of(lever) == pytest.approx(float(str(lever.low)))
    assert drawn(page).right != still
    do(page, "move", row=0, value="nan")
    assert page.exploration.value_of(lever) == pytest.approx(float(str(lever.low)))
    do(page, "move", row=0, step=1)
    assert page.exploration.value_of(lever) == pytest.approx(float(str(lever.low)) + lever.step)
    do(page, "reset-all")
    assert drawn(page).right == still
    assert book.read_bytes() == before


EVENTS = st.dictionaries(
    st.sampled_from(("do", "row", "field", "value", "what", "text", "key", "step")),
    st.one_of(
        st.sampled_from((*Page._gestures, *TABS, "value", "risk", "1", "-1", "99", "x", "nan")),
        st.text(max_size=3),
    ),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(EVENTS, max_size=6))
def test_whatever_is_clicked_the_page_stays(
    events: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = a_page(tmp_path_factory.mktemp("room"))
    do(page, "join-next")
    for event in events:
        page.handle(event)
    drawn(page)


def test_the_widget_answers_every_event_and_opens_the_file_beside_the_workbook(
    tmp_path: Path,
) -> None:
    view = present(an_engagement(a_workshop_client(), tmp_path))
    assert view.page.session.kept.path == tmp_path / "client.votes.toml"
    view.do({"do": "join-next"})
    view.do({"do": "no such thing"})
    assert view.answered == 2
    assert view.notice  # a sentence
    assert (tmp_path / "client.votes.toml").exists()


def test_what_cannot_be_drawn_stays_as_it_was_under_a_sentence(tmp_path: Path, monkeypatch) -> None:
    from kit.workshop import view as shown

    def fails(page: object) -> str:
        raise ZeroDivisionError

    view = drawn(a_page(tmp_path))
    before = view.left
    monkeypatch.setattr(shown, "ballot", fails)
    view.do({"do": "join-next"})
    assert view.answered == 1 and view.left == before
    assert view.notice == view.page.base.texts["present.sorry"]


def test_the_page_asks_nothing_of_the_net() -> None:
    template = (share() / "voila/templates/kit/index.html.j2").read_text("utf-8")
    assert "http" not in template.replace("https", "http").split("-#}", 1)[1]
    assert "url(" not in page_look() and "@import" not in page_look()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_voila_is_told_the_language_and_the_client(lang: str) -> None:
    told = voila_settings(lang, "Atelier Fictif")
    assert told["VoilaExporter"]["language_code"] == lang
    resources = told["VoilaConfiguration"]["resources"]["kit"]
    assert resources["title"].startswith("Atelier Fictif")
    assert set(resources) == {"title", "opening", "failed", "look"}
