"""Votes on the ideas of a workshop, worked by hand."""

import pytest

from kit.client import Idea, IdeaVote
from tests.clients import a_process, analysed

IDEAS = tuple(Idea(name) for name in ("A", "B", "C", "D"))


def vote(juror, idea, value=None, feasibility=None, stickers=None):
    return IdeaVote(juror, idea, value, feasibility, stickers)


def count(*votes, ideas=IDEAS, **parts):
    return analysed(ideas=ideas, idea_votes=votes, **parts).ideas


def test_without_an_idea_there_is_nothing():
    assert analysed().ideas is None


def test_stickers_come_first_then_the_two_means():
    found = count(
        vote("1", "A", 5, 5, 0), vote("2", "A", 5, 5, 0),
        vote("1", "B", 2, 2, 3), vote("2", "B", 2, 2, 1),
        vote("1", "C", 4, 2, 0), vote("2", "C", 4, 3, 2),
        vote("1", "D", 1, 1, 0),
    )  # fmt: skip
    assert [one.name for one in found.ideas] == ["B", "C", "A", "D"]
    assert [one.stickers for one in found.ideas] == [4, 2, 0, 0]
    assert found.proposed == ("B", "C", "A")
    assert [one.place for one in found.ideas] == [1, 2, 3, 4]
    c = found.ideas[1]
    assert (c.value.mean, c.feasibility.mean, c.feasibility.spread) == (4, 2.5, 1)


def test_equal_sums_go_by_value_then_by_the_sheet():
    found = count(vote("1", "A", 2, 4), vote("1", "B", 4, 2), vote("1", "C", 4, 2))
    assert [one.name for one in found.ideas] == ["B", "C", "A", "D"]
    assert found.ideas[3].place is None  # nobody voted on D


def test_a_tie_is_not_hidden():
    found = count(vote("1", "A", 5, 5), vote("1", "B", 4, 2), vote("1", "C", 4, 2),
                  vote("1", "D", 4, 2))  # fmt: skip
    assert [one.place for one in found.ideas] == [1, 2, 2, 2]
    assert found.proposed == ("A", "B", "C", "D")  # nothing parts the last three


def test_a_note_nobody_gave_is_no_zero():
    found = count(vote("1", "A", value=5), vote("1", "B", 1, 1), vote("1", "C", feasibility=5))
    assert [one.name for one in found.ideas] == ["B", "A", "C", "D"]


def test_without_stickers_nobody_is_said_to_have_given_none():
    found = count(vote("1", "A", 2, 4))
    assert found.ideas[0].stickers is None
    assert found.unused == {}


def test_stickers_left_are_told():
    found = count(vote("1", "A", 3, 3, 2), vote("2", "A", 3, 3, 3))
    assert found.unused == {"1": 1}


def test_disagreement_is_three_points_apart():
    found = count(vote("1", "A", 1, 2), vote("2", "A", 4, 4))
    assert found.ideas[0].value.disagreement
    assert not found.ideas[0].feasibility.disagreement


def test_the_group_validates_whatever_the_votes_propose():
    ideas = (Idea("A"), Idea("B", retained=True), Idea("C", retained=False))
    found = count(vote("1", "A", 5, 5, 3), ideas=ideas)
    assert (found.proposed, found.validated) == (("A",), ("B",))


@pytest.mark.parametrize(
    ("domain", "share", "critical", "alone"),
    [
        (None, None, False, False),
        ("none", "ai_implements", False, True),
        ("hr", "ai_recommends", True, False),
        ("credit", "ai_implements", True, True),
    ],
)
def test_sensitive_domains_are_flagged(domain, share, critical, alone):
    [one] = count(ideas=(Idea("A", critical_domain=domain, human_share=share),)).ideas
    assert (one.critical, one.alone) == (critical, alone)


def test_an_idea_knows_its_process():
    [one] = count(ideas=(Idea("A", process="Devis"),), processes=(a_process("Devis"),)).ideas
    assert one.process == "devis"
