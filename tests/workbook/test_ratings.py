"""A rating is a note, or words that are known; anything else is refused, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.client import Client, Company, Rating, Risk
from kit.workbook.cells import Speech, parse
from kit.workbook.columns import Column
from kit.workbook.data import client_from_data, client_to_data
from kit.workbook.data_values import Refused, value_of
from kit.workbook.quantities import Fault
from kit.workbook.ratings import rating
from kit.workbook.raw import Cell
from kit.workbook.read import check_workbook
from tests.workbook.files import a_workbook

CODES = load_catalogue().choices["rating"]
COLUMN = Column("probability", "rating", choices="rating")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("faible", ["low"]),
        ("FAIBLES", ["low"]),
        ("Moyenne", ["medium"]),
        ("moyen", ["medium"]),
        ("élevée", ["high"]),
        ("Très élevé", ["very_high"]),
        ("peu probable", ["low"]),
        ("faible à moyenne", ["low", "medium"]),
        ("moyenne à faible", ["low", "medium"]),
        ("faible-moyenne", ["low", "medium"]),
        ("Faible / moyen", ["low", "medium"]),
        ("low to medium", ["low", "medium"]),
        ("low-medium", ["low", "medium"]),
        ("very low to low", ["very_low", "low"]),
        ("très faible ou faible", ["very_low", "low"]),
        ("faible à faible", ["low"]),
    ],
)
def test_words_are_read_in_both_languages(text: str, levels: list[str]) -> None:
    assert rating(text, "rating", CODES) == Rating(words=text, levels=tuple(levels))


@pytest.mark.parametrize(
    "text", ["", "bof", "faible ?", "faible à", "à moyenne", "ni faible ni moyenne", "6", "rouge"]
)
def test_what_is_not_known_is_not_guessed(text: str) -> None:
    assert rating(text, "rating", CODES) is None


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (3.0, Rating(note=3)),
        ("3", Rating(note=3)),
        ("4/5", Rating(note=4)),
        ("élevée", Rating(words="élevée", levels=("high",))),
    ],
)
def test_a_cell_holds_a_note_or_words(value: object, kept: Rating) -> None:
    cell = Cell("number" if isinstance(value, float) else "text", value)
    assert parse(COLUMN, cell, Speech("fr", {"rating": CODES})) == kept


@pytest.mark.parametrize(
    ("value", "code"), [(6.0, "not_on_scale"), (2.5, "not_on_scale"), ("bof", "not_a_rating")]
)
def test_a_cell_with_anything_else_is_told(value: object, code: str) -> None:
    cell = Cell("number" if isinstance(value, float) else "text", value)
    with pytest.raises(Fault) as caught:
        parse(COLUMN, cell, Speech("fr", {"rating": CODES}))
    assert caught.value.code == code


def test_structured_data_takes_both_and_gives_them_back() -> None:
    data = {
        "lang": "fr",
        "company": {"name": "Atelier Fictif"},
        "risks": [{"name": "Retard", "probability": "faible à moyenne", "impact": 4}],
    }
    client = client_from_data(data, load_catalogue())
    assert client.risks[0].probability == Rating(words="faible à moyenne", levels=("low", "medium"))
    assert client.risks[0].impact == Rating(note=4)
    assert client_to_data(client) == data


@pytest.mark.parametrize("value", ["bof", 6, 2.5, True, "faible ?"])
def test_structured_data_refuses_the_rest(value: object) -> None:
    with pytest.raises(Refused):
        value_of(COLUMN, value, load_catalogue())


def test_the_words_typed_come_back_from_the_workbook(tmp_path: Path) -> None:
    words = Rating(words="moyenne à élevée", levels=("medium", "high"))
    risk = Risk("Retard", "technical", words, Rating(note=2), due=3)
    client = Client(Company("Atelier Fictif"), risks=(risk,))
    read, problems = check_workbook(a_workbook(tmp_path, client))
    assert problems == ()
    assert read is not None and read.risks == (risk,)
