"""The words a client reads are typeset as their language wants, and in that language only."""

from __future__ import annotations

import re

import pytest

from kit.texts import NARROW, Texts, rooms

# Words that are never right in the other language. Names, code and placeholders are put aside.
ENGLISH = re.compile(
    r"\b(the|and|with|your|this|that|these|those|from|are|was|were|which|you|workbook|sheet|cell"
    r"|must|please|click|should|would|missing|unknown|found|file|row|column|value)\b"
)
FRENCH = re.compile(
    r"\b(le|les|des|une|avec|votre|vos|dans|cette|ces|sont|nous|vous|mais|donc|aussi|leurs?"
    r"|classeur|feuille|cellule|ligne|colonne|valeur)\b"
)


RECOGNISED = "reader.words."  # lists of what people type, never shown


def sentences(lang: str, room: str) -> dict[str, str]:
    texts = Texts(lang)
    shown = (key for key in texts if not key.startswith(RECOGNISED))
    return {key: texts[key] for key in shown if key.startswith(f"{room}.")}


def prose(sentence: str) -> str:
    """*sentence* without placeholders, code in backquotes, addresses, options and file names."""
    sentence = re.sub(r"\{[^}]*\}|%\(\w+\)|`[^`]*`|https?://\S+|--\S+|\S+@\S+", " ", sentence)
    return re.sub(r"\S+\.[a-z]{2,5}\b", " ", sentence)


def strays(lang: str, room: str, foreign: re.Pattern[str]) -> dict[str, list[str]]:
    found = {key: foreign.findall(prose(s).lower()) for key, s in sentences(lang, room).items()}
    return {key: words for key, words in found.items() if words}


def offenders(lang: str, room: str, pattern: str) -> dict[str, str]:
    return {k: s for k, s in sentences(lang, room).items() if re.search(pattern, s)}


FR_ROOMS = pytest.mark.parametrize("room", rooms("fr"))
EN_ROOMS = pytest.mark.parametrize("room", rooms("en"))


@FR_ROOMS
def test_french_has_no_straight_apostrophe(room: str) -> None:
    assert offenders("fr", room, r"\w'\w") == {}


@FR_ROOMS
def test_french_puts_a_narrow_no_break_space_before_high_punctuation(room: str) -> None:
    breaking = rf"[ \u00a0][;:!?%€»]|«[^{NARROW}]"
    assert offenders("fr", room, breaking) == {}


@FR_ROOMS
def test_french_never_glues_high_punctuation_to_the_word_before(room: str) -> None:
    found = {
        key: sentence
        for key, sentence in sentences("fr", room).items()
        if re.search(r"[\w)»}][;:!?](\s|$)|\d[%€]", re.sub(r"`[^`]*`", "", sentence))
    }
    assert found == {}


@FR_ROOMS
def test_french_quotes_are_guillemets_and_its_ellipsis_one_character(room: str) -> None:
    assert offenders("fr", room, r"\w\s\"\w|\w\"\s|\.\.\.") == {}


@FR_ROOMS
def test_french_writes_accented_capitals(room: str) -> None:
    assert offenders("fr", room, r"\b(A|Etape|Etat|Ecart|Echec|Equipe|Etes|Eviter|Ecrire) ") == {}


@FR_ROOMS
def test_french_texts_hold_no_english_word(room: str) -> None:
    assert strays("fr", room, ENGLISH) == {}


@EN_ROOMS
def test_english_texts_hold_no_french_word(room: str) -> None:
    assert strays("en", room, FRENCH) == {}


@EN_ROOMS
def test_english_has_no_straight_apostrophe_nor_french_quotes(room: str) -> None:
    assert offenders("en", room, r"\w'\w|[«»]") == {}


@EN_ROOMS
def test_english_puts_no_space_before_punctuation(room: str) -> None:
    assert offenders("en", room, r"\w\s[;:!?](\s|$)") == {}
