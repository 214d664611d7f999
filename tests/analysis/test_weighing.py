"""Probability times impact, by hand and for any notes (method M15)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.settings import Settings
from kit.analysis.weighing import level_of, note_of, weigh
from kit.catalogue import load_catalogue
from kit.client import Company, Rating

CATALOGUE = load_catalogue()
SETTINGS = Settings.of(CATALOGUE, Company("Atelier Fictif"), {})
NOTES = st.integers(1, 5)
LEVELS = ("low", "moderate", "high", "critical")


def words(*levels: str) -> Rating:
    return Rating(words=" à ".join(levels), levels=levels)


@pytest.mark.parametrize(
    ("rating", "note"),
    [
        (None, None),
        (Rating(), None),
        (Rating(note=4), 4),
        (words("very_low"), 1),
        (words("low"), 2),
        (words("medium"), 3),
        (words("high"), 4),
        (words("very_high"), 5),
        (words("low", "medium"), 3),  # 2.5, rounded up
        (words("very_low", "low"), 2),
        (words("low", "high"), 3),
    ],
)
def test_words_are_worth_a_note_and_the_middle_is_rounded_up(
    rating: Rating | None, note: int | None
) -> None:
    assert note_of(rating, SETTINGS) == note


@given(st.lists(st.sampled_from(CATALOGUE.choices["rating"]), min_size=1, max_size=2, unique=True))
def test_a_doubt_never_makes_a_risk_smaller_than_its_lower_word(levels: list[str]) -> None:
    note = note_of(words(*levels), SETTINGS)
    worth = [note_of(words(level), SETTINGS) or 0 for level in levels]
    assert note is not None
    assert min(worth) <= note <= max(worth)
    assert 2 * note >= sum(worth) * 2 / len(worth)


def test_a_firm_may_give_its_words_other_notes() -> None:
    other = Settings.of(CATALOGUE, Company("Atelier"), {"ratings.medium": 4})
    assert note_of(words("medium"), other) == 4
    assert note_of(words("low", "medium"), other) == 3


@pytest.mark.parametrize(
    ("criticality", "level"),
    [(1, "low"), (4, "low"), (5, "moderate"), (9, "moderate"), (10, "high"), (12, "high"),
     (15, "critical"), (25, "critical")],
)  # fmt: skip
def test_levels_go_by_the_thresholds(criticality: int, level: str) -> None:
    assert level_of(criticality, SETTINGS) == level


@given(NOTES, NOTES)
def test_criticality_is_the_product_from_1_to_25(probability: int, impact: int) -> None:
    found = weigh(probability, impact, SETTINGS)
    assert found.criticality == probability * impact
    assert 1 <= found.criticality <= 25
    assert found.level in LEVELS
    worse = weigh(min(5, probability + 1), impact, SETTINGS)
    assert LEVELS.index(worse.level or "") >= LEVELS.index(found.level or "")


@pytest.mark.parametrize("notes", [(None, 3), (3, None), (None, None)])
def test_a_missing_note_is_no_zero(notes: tuple[int | None, int | None]) -> None:
    found = weigh(*notes, SETTINGS)
    assert (found.criticality, found.level) == (None, None)
