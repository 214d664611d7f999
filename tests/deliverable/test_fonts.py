"""Fonts: found, measured, and never asked for what they cannot write."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kit.deliverable.fonts import (
    LONGEST_WORD,
    Substitution,
    covered,
    font_paths,
    soften,
    width_of,
)


def test_the_fonts_come_from_installed_packages() -> None:
    assert all(path.is_dir() for path in font_paths())


def test_french_text_ticks_arrows_and_stars_are_written_as_they_are() -> None:
    text = "Œuvre à 80 % : « ça » ✓ → ★ ☐ € – … œ ÿ"
    assert Substitution().text(text) == text


def test_what_no_font_has_becomes_a_visible_mark_and_is_remembered() -> None:
    made = Substitution()
    assert made.text("a日b\ue000") == "a□b□"
    assert made.replaced == {"日", "\ue000"}


def test_invisible_shapers_are_kept_and_controls_are_dropped() -> None:
    made = Substitution()
    assert made.text("a\u200bb\x00c\ufeff") == "a\u200bbc"
    assert made.replaced == set()


def test_every_string_of_the_data_is_made_writable() -> None:
    made = Substitution().everywhere({"a": ["日", {"b": "c"}], "n": 1.5, "none": None})
    assert made == {"a": ["□", {"b": "c"}], "n": 1.5, "none": None}


@given(st.text())
def test_what_comes_out_is_always_covered(text: str) -> None:
    for character in Substitution().text(text):
        assert ord(character) in covered() or not character.isprintable()


@given(st.text(max_size=200))
def test_softening_adds_only_invisible_spaces(text: str) -> None:
    soft = soften(text)
    assert soft.replace("\u200b", "") == text.replace("\u200b", "")
    assert all(len(part) <= LONGEST_WORD for part in re.split("[ \n\u200b]", soft))


def test_a_longer_text_is_wider() -> None:
    assert 0 < width_of("i") < width_of("m") < width_of("mm")


def test_an_address_is_broken_after_its_slashes_first() -> None:
    assert soften("outil.example/documentation/tarifs") == (
        "outil.example/\u200bdocumentation/\u200btarifs"
    )
