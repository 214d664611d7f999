"""What was voted: counted as the workbook's own votes are, kept in its file, never lost."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.analysis.analyse import analyse
from kit.analysis.jury import jury_ranking
from kit.catalogue import load_catalogue
from kit.client import Idea, IdeaVote, Vote
from kit.workbook import votes as votes_module
from kit.workbook.votes import read_votes, with_votes
from kit.workshop import keeping
from kit.workshop.session import Refused, Session
from tests.clients import AS_OF, FAST
from tests.workshop.rooms import IDEAS, PROCESSES, a_session, a_workshop_client

NOTED = {
    # who: (value, feasibility, stickers) of each idea
    "Gérante": ((5, 4, 2), (4, 2, 1), (1, 1, None), (3, 3, None)),
    "Atelier": ((4, 4, 1), (5, 5, 2), (2, 1, None), (3, 4, None)),
    "Bureau": ((5, 5, None), (1, 4, 2), (5, 2, 1), (3, 3, None)),
}


def vote_all(session: Session) -> None:
    for who, notes in NOTED.items():
        session.join(who)
        for idea, (value, feasibility, stickers) in zip(IDEAS, notes, strict=True):
            session.note_idea(who, idea, "value", value)
            session.note_idea(who, idea, "feasibility", feasibility)
            session.stick(who, idea, stickers or 0)


def test_three_voters_give_what_analyse_gives_for_the_same_rows_in_the_workbook(
    tmp_path: Path,
) -> None:
    session = a_session(tmp_path)
    vote_all(session)
    rows = tuple(
        IdeaVote(who, idea, *notes)
        for who, all_ in NOTED.items()
        for idea, notes in zip(IDEAS, all_, strict=True)
    )
    wanted = analyse(a_workshop_client(idea_votes=rows), load_catalogue(), AS_OF, FAST).ideas
    assert wanted is not None
    assert session.analysis.ideas == wanted
    assert wanted.proposed == ("Lire les factures", "Trier les courriels", "Prévoir les ventes")
    first = wanted.ideas[0]
    assert first.value is not None
    assert (first.stickers, first.value.mean, first.value.disagreement) == (5, 10 / 3, True)


def test_votes_on_processes_move_the_jury_and_its_firmness_as_analyse_does(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    session.join("Gérante")
    given_ = (("Relances", (5, 1, 1)), ("Devis", (3, 2, 1)), ("Factures", (1, 5, 5)))
    for process, notes in given_:
        for what, note in zip(("impact", "effort", "risk"), notes, strict=True):
            session.note_process("Gérante", process, what, note)
    rows = tuple(Vote("Gérante", process, *notes) for process, notes in given_)
    wanted = analyse(a_workshop_client(votes=rows), load_catalogue(), AS_OF, FAST)
    now = session.analysis
    assert (now.priorities, now.firmness) == (wanted.priorities, wanted.firmness)
    places = jury_ranking(session.client, now.processes, session.settings)
    assert [(one.name, one.score) for one in places] == [
        ("Relances", 8.0),  # 2 x 5 - 1 - 1
        ("Devis", 3.0),
        ("Factures", -8.0),
    ]
    assert now.firmness is not None and now.firmness.jury_first == places[0].process


def test_a_workshop_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    vote_all(session)
    session.suggest("Répondre au téléphone la nuit")
    session.retain("Lire les factures")
    session.join("Arrivé en retard")
    again = a_session(tmp_path)
    assert again.taken == session.taken
    assert again.analysis.ideas == session.analysis.ideas
    assert again.people == (*NOTED, "Arrivé en retard")
    assert again.retained == ("Lire les factures",)
    assert "Répondre au téléphone la nuit" in again.ideas


def test_the_file_is_read_as_the_commands_read_it(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    vote_all(session)
    client = session.base.client
    counted = with_votes(client, read_votes(tmp_path / "client.votes.toml", client))
    assert analyse(counted, load_catalogue(), AS_OF, FAST).ideas == session.analysis.ideas


def test_nobody_gives_more_stickers_than_there_are(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    session.join("Gérante")
    for idea in IDEAS[:3]:
        session.stick("Gérante", idea, 1)
    assert session.left("Gérante") == 0
    with pytest.raises(Refused, match=r"ideas\.no_more"):
        session.stick("Gérante", IDEAS[3], 1)
    session.stick("Gérante", IDEAS[0], -1)
    session.stick("Gérante", IDEAS[0], -1)  # nothing is left there: nothing happens
    assert session.left("Gérante") == 1
    session.stick("Gérante", IDEAS[3], 1)
    assert session.idea_vote("Gérante", IDEAS[3]).stickers == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("gerante ", "people.same"),
        ("GÉRANTE", "people.same"),
        ("  ", "people.blank"),
        ("x" * 61, "people.too_long"),
    ],
)
def test_a_name_that_cannot_be_told_apart_is_refused(name: str, key: str, tmp_path: Path) -> None:
    session = a_session(tmp_path)
    session.join("Gérante")
    with pytest.raises(Refused, match=key):
        session.join(name)
    assert session.people == ("Gérante",)


def test_a_note_taken_back_leaves_nothing_behind(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    session.join("Gérante")
    session.note_idea("Gérante", IDEAS[0], "value", 4)
    session.note_idea("Gérante", IDEAS[0], "value", None)
    assert session.taken.idea_votes == ()
    assert not session.voted("Gérante")


def test_a_note_of_the_workbook_is_replaced_and_can_be_taken_back(tmp_path: Path) -> None:
    client = a_workshop_client(idea_votes=(IdeaVote("Gérante", IDEAS[0], 2, 3, 1),))
    session = a_session(tmp_path, client)
    session.note_idea("Gérante", IDEAS[0], "value", 5)
    assert session.idea_vote("Gérante", IDEAS[0]) == IdeaVote("Gérante", IDEAS[0], 5, 3, 1)
    for what in ("value", "feasibility"):
        session.note_idea("Gérante", IDEAS[0], what, None)
    session.stick("Gérante", IDEAS[0], -1)
    assert session.idea_vote("Gérante", IDEAS[0]) == IdeaVote("Gérante", IDEAS[0])
    assert a_session(tmp_path, client).left("Gérante") == session.most


def test_undo_goes_back_one_gesture_in_the_file_too(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    session.join("Gérante")
    session.note_idea("Gérante", IDEAS[0], "value", 4)
    before = session.taken
    session.note_idea("Gérante", IDEAS[0], "value", 1)
    session.undo()
    assert session.taken == before
    assert a_session(tmp_path).taken == before
    session.undo()
    session.undo()
    with pytest.raises(Refused, match="nothing_to_undo"):
        session.undo()


def test_the_group_retains_no_more_than_its_top(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    for idea in IDEAS[:3]:
        session.retain(idea)
    with pytest.raises(Refused, match=r"results\.enough"):
        session.retain(IDEAS[3])
    session.retain(IDEAS[1])
    session.retain(IDEAS[3])
    assert session.retained == (IDEAS[0], IDEAS[2], IDEAS[3])
    ideas = session.analysis.ideas
    assert ideas is not None and ideas.validated == session.retained


def test_a_file_that_cannot_be_written_keeps_the_votes_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = a_session(tmp_path)
    session.join("Gérante")

    def full(path: Path, taken: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "save_votes", full)
        session.note_idea("Gérante", IDEAS[0], "value", 4)
    assert session.kept.failed
    assert session.idea_vote("Gérante", IDEAS[0]).value == 4
    assert read_votes(session.kept.path).idea_votes == ()  # whole, as it was
    session.save_again()
    assert not session.kept.failed
    assert read_votes(session.kept.path) == session.taken


def test_a_damaged_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "client.votes.toml"
    path.write_text("format = 1\n[[idea_vote]\nces votes", encoding="utf-8")
    before = path.read_bytes()
    session = a_session(tmp_path)
    session.join("Gérante")
    assert path.read_bytes() == before
    assert session.kept.damaged == path
    assert session.kept.path.name == "client.votes-2.toml"
    assert read_votes(session.kept.path).participants == ("Gérante",)


def test_two_pages_on_one_file_lose_no_vote(tmp_path: Path) -> None:
    one = a_session(tmp_path)
    one.join("Gérante")
    other = a_session(tmp_path)
    other.note_idea("Gérante", IDEAS[0], "value", 4)
    one.note_idea("Gérante", IDEAS[1], "value", 2)
    assert one.kept.elsewhere
    assert one.idea_vote("Gérante", IDEAS[0]).value == 4
    assert read_votes(one.kept.path, one.base.client) == one.taken


def test_the_workbook_is_never_touched(tmp_path: Path) -> None:
    book = tmp_path / "client.xlsx"
    book.write_bytes(b"what the client sent")
    vote_all(a_session(tmp_path))
    assert book.read_bytes() == b"what the client sent"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == [
        "client.votes.toml",
        "client.xlsx",
    ]


PEOPLE = ("Gérante", "Bureau", "Participant 1")
GESTURES = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.sampled_from((*PEOPLE, " bureau", "", "é\u202eà\n"))),
        st.tuples(
            st.just("note_idea"),
            st.sampled_from(PEOPLE),
            st.sampled_from(IDEAS),
            st.sampled_from(("value", "feasibility")),
            st.sampled_from((None, 1, 3, 5)),
        ),
        st.tuples(
            st.just("stick"), st.sampled_from(PEOPLE), st.sampled_from(IDEAS), st.integers(-2, 3)
        ),
        st.tuples(
            st.just("note_process"),
            st.sampled_from(PEOPLE),
            st.sampled_from(PROCESSES),
            st.sampled_from(("impact", "effort", "risk")),
            st.sampled_from((None, 1, 4)),
        ),
        st.tuples(st.just("suggest"), st.text(max_size=20)),
        st.tuples(st.just("retain"), st.sampled_from(IDEAS)),
        st.tuples(st.just("leave"), st.sampled_from(PEOPLE)),
        st.tuples(st.just("undo")),
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(gestures=GESTURES)
def test_whatever_is_voted_the_file_can_be_read_and_counts_the_same(
    gestures: list[tuple[Any, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = a_session(Path(folder))
        for name, *arguments in gestures:
            try:
                getattr(session, name)(*arguments)
            except Refused as refused:
                assert f"present.{refused.key}" in session.base.texts or refused.key.endswith(
                    "enough"
                )
        counted = session.client
        assert all(session.left(who) >= 0 for who in session.people)
        assert len({vote.juror for vote in counted.idea_votes}) <= len(session.people)
        analysis = analyse(counted, load_catalogue(), AS_OF, FAST)
        assert session.analysis.ideas == analysis.ideas
        assert session.analysis.firmness == analysis.firmness
        if session.kept.path.exists():
            again = a_session(Path(folder))
            assert not again.kept.damaged
            assert again.analysis.ideas == analysis.ideas


def test_an_idea_of_the_workshop_is_no_other_than_that_of_the_workbook(tmp_path: Path) -> None:
    session = a_session(tmp_path)
    with pytest.raises(Refused, match=r"ideas\.same"):
        session.suggest(" lire LES factures")
    session.suggest("Autre chose")
    assert replace(session.client.ideas[-1]) == Idea("Autre chose")
    assert votes_module.votes_file(tmp_path / "client.xlsx") == session.kept.path
