"""A file of votes: read as the workbook's own tables of votes are, and said the same way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.client import Idea, IdeaVote, Process, Vote
from kit.errors import CannotWrite, WorkbookRejected
from kit.texts import LANGUAGES, Texts
from kit.workbook.votes import VotesTaken, examine_votes, read_votes, save_votes, with_votes
from tests.clients import a_client

CLIENT = a_client(
    processes=(Process("Saisie des factures", "admin"), Process("Relances", "admin")),
    ideas=(Idea("Trier les courriels"), Idea("Préparer les réponses", retained=True)),
    idea_votes=(IdeaVote("Comptable", "Trier les courriels", 3, 4, 2),),
    votes=(Vote("Comptable", "Relances", 2, 2, 2),),
)


def file_with(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "client.votes.toml"
    path.write_text(text, "utf-8")
    return path


def codes(path: Path) -> list[tuple[str, str | None]]:
    return [(one.code, one.sheet) for one in examine_votes(path, CLIENT)[1]]


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda name: name == name.strip() and name.isprintable()
)
NOTES = st.none() | st.integers(1, 5)


@given(NAMES, NAMES, st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)), NOTES, NOTES)
def test_votes_are_read_back_as_they_were_saved(
    tmp_path_factory: pytest.TempPathFactory,
    juror: str,
    name: str,
    day: date | None,
    value: int | None,
    risk: int | None,
) -> None:
    path = tmp_path_factory.mktemp("any") / "client.votes.toml"
    taken = VotesTaken(
        idea_votes=(IdeaVote(juror, name, value, None, 1, "« bien »\nà revoir"),),
        votes=(Vote(juror, name, None, value, risk),),
        day=day,
        participants=(juror,),
        ideas=(Idea(name, level="ai"),),
        retained=(name,),
    )
    save_votes(path, taken)
    assert read_votes(path) == taken
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_comments_at_the_head_are_kept(tmp_path: Path) -> None:
    path = file_with(tmp_path, "# Atelier du 3 mars\n\n# salle 2\nformat = 1\n")
    save_votes(path, VotesTaken(votes=(Vote("A", "Relances", 1),)))
    assert path.read_text("utf-8").startswith("# Atelier du 3 mars\n\n# salle 2\nformat = 1\n")
    assert read_votes(path).votes == (Vote("A", "Relances", 1),)


def test_names_are_those_of_the_workbook_whatever_their_case(tmp_path: Path) -> None:
    path = file_with(
        tmp_path,
        'retained = ["TRIER  les courriels"]\n'
        '[[vote]]\njuror = "A"\nprocess = "relancés"\nimpact = 5\n'
        '[[idea_vote]]\njuror = "COMPTABLE"\nidea = "trier les courriels"\nvalue = 5\n',
    )
    taken = read_votes(path, CLIENT)
    assert taken.votes == (Vote("A", "Relances", 5),)
    assert taken.retained == ("Trier les courriels",)
    client = with_votes(CLIENT, taken)
    # The same juror on the same idea: the file's vote replaces the workbook's, in its place.
    assert client.idea_votes == (IdeaVote("COMPTABLE", "Trier les courriels", 5),)
    assert client.votes == (*CLIENT.votes, Vote("A", "Relances", 5))
    assert [one.retained for one in client.ideas] == [True, False]


def test_an_idea_of_the_file_can_be_voted_on_and_is_added(tmp_path: Path) -> None:
    path = file_with(
        tmp_path,
        '[[idea]]\nname = "Résumer les appels"\n[[idea]]\nname = "TRIER les courriels"\n'
        '[[idea_vote]]\njuror = "A"\nidea = "Resumer les appels"\nstickers = 3\n',
    )
    client = with_votes(CLIENT, read_votes(path, CLIENT))
    assert [one.name for one in client.ideas] == [
        "Trier les courriels",
        "Préparer les réponses",
        "Résumer les appels",
    ]


VOTE = '[[vote]]\njuror = "A"\nprocess = "Relances"\n'
IDEA = '[[idea_vote]]\njuror = "A"\nidea = "Trier les courriels"\n'
FILE = "client.votes.toml"

FAULTS = {
    "not TOML": ("[[vote\n", "side_not_toml", FILE),
    "newer": ("format = 9\n", "side_newer", FILE),
    "unknown key": ("vots = 1\n", "data_unknown_key_near", f"{FILE}, vots"),
    "no list": ("vote = 1\n", "data_not_a_list", f"{FILE}, vote"),
    "no table": ("participants = 1\n", "data_not_a_list", f"{FILE}, participants"),
    "a name that is none": ("participants = [1]\n", "data_not_a_text", f"{FILE}, participants"),
    "a wrong day": ('day = "hier"\n', "data_not_a_date", f"{FILE}, day"),
    "no juror": ('[[vote]]\nprocess = "Relances"\n', "data_missing", f"{FILE}, vote 1, juror"),
    "a note of 6": (f"{VOTE}impact = 6\n", "data_not_a_note", f"{FILE}, vote 1, impact"),
    "a note of 0": (f"{VOTE}risk = 0\n", "data_not_a_note", f"{FILE}, vote 1, risk"),
    "half a note": (f"{IDEA}value = 2.5\n", "data_not_a_note", f"{FILE}, idea_vote 1, value"),
    "a note in words": (f'{IDEA}value = "3"\n', "data_not_a_note", f"{FILE}, idea_vote 1, value"),
    "stickers below 0": (f"{IDEA}stickers = -1\n", "data_below", f"{FILE}, idea_vote 1, stickers"),
    "too many stickers": (
        f"{IDEA}stickers = 4\n",
        "too_many_stickers",
        f"{FILE}, idea_vote 1, stickers",
    ),
    "too many with the workbook's": (
        '[[idea_vote]]\njuror = "comptable"\nidea = "Préparer les réponses"\nstickers = 2\n',
        "stickers_with_workbook",
        f"{FILE}, idea_vote 1, stickers",
    ),
    "unknown process": (
        '[[vote]]\njuror = "A"\nprocess = "Zzz"\n',
        "unknown_reference",
        f"{FILE}, vote 1, process",
    ),
    "nearly a process": (
        '[[vote]]\njuror = "A"\nprocess = "Relance"\n',
        "unknown_reference_near",
        f"{FILE}, vote 1, process",
    ),
    "unknown idea": ('retained = ["Zzz"]\n', "unknown_reference", f"{FILE}, retained"),
    "a vote twice": (VOTE + VOTE.replace('"A"', '"a"'), "duplicate_vote", f"{FILE}, vote 2, juror"),
    "an opinion twice": (IDEA + IDEA, "duplicate_idea_vote", f"{FILE}, idea_vote 2, juror"),
    "an idea twice": (
        '[[idea]]\nname = "X"\n[[idea]]\nname = "x"\n',
        "data_twice",
        f"{FILE}, idea 2, name",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_said_with_its_place(tmp_path: Path, fault: str) -> None:
    text, code, place = FAULTS[fault]
    path = file_with(tmp_path, text)
    assert codes(path) == [(code, place)]
    for lang in LANGUAGES:
        assert "{" not in examine_votes(path, CLIENT)[1][0].message(Texts(lang))
    with pytest.raises(WorkbookRejected) as refused:
        read_votes(path, CLIENT)
    assert refused.value.exit_code == 3


def test_problems_come_in_the_order_of_the_rows(tmp_path: Path) -> None:
    wrong = '[[vote]]\njuror = "A{n}"\nprocess = "Zzz"\nimpact = 9\n'
    path = file_with(tmp_path, "".join(wrong.replace("{n}", str(n)) for n in range(11)))
    rows = [place.split(", ")[1] for _, place in codes(path) if place]
    assert rows == [f"vote {n}" for n in range(1, 12) for _ in range(2)]


def test_a_link_is_neither_read_nor_written_over(tmp_path: Path) -> None:
    path = tmp_path / "client.votes.toml"
    (tmp_path / "other").write_text("format = 1\n")
    path.symlink_to("other")
    assert codes(path) == [("side_is_link", FILE)]
    with pytest.raises(WorkbookRejected):
        save_votes(path, VotesTaken())
    assert path.readlink() == Path("other")


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        save_votes(tmp_path / "absent" / "v.toml", VotesTaken())
