"""French is French and English is English: in every sentence, and in whole documents.

The documents are those of the examples with all the client's own words replaced by neutral
ones: what is left is the kit's, and must be of one language, the same in structure and in
figures in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from kit.analysis.analyse import analyse
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.display.contents import MAKERS, SECTIONS
from kit.display.show import Show
from kit.display.words import Block, Words
from kit.texts import Texts
from kit.workbook.data import client_from_data, client_to_data
from kit.workbook.layout import layout
from tests.examples import client_of

AS_OF = date(2026, 3, 2)
EXAMPLES = ("exemple-electricien", "exemple-comptable", "exemple-commerce")
# Words of one language that are no word of the other.
_FRENCH = """
le la les des du une et est sont dans pour avec que qui où au aux ce cette ces vos votre nous
vous pas leur leurs par chaque aucun aucune mois jour jours heure heures coût coûts oui non sans
entre selon après avant
"""
FRENCH = frozenset(_FRENCH.split())
_ENGLISH = """
the of and with for are from this that your our which when each any not be by at it its has have
month months day days year years hour hours yes without between after before
"""
ENGLISH = frozenset(_ENGLISH.split())
FOREIGN = {"en": FRENCH, "fr": ENGLISH}
# Kept as they are in both languages: spellings the reader accepts, codes, proper names.
SPARED = ("reader.", "commands.argparse.")
NAMES = re.compile(r"Académie de l’IA|[Dd]épartements?|crm-pour-pme\.fr|day one")
LAW = re.compile(r"^(Source.? ?: )?(Loi|Règlement|Code|Décret) .*", re.DOTALL)  # cited as published


def foreign_words(sentence: str, lang: str) -> list[str]:
    bare = LAW.sub(" ", sentence)
    bare = NAMES.sub(" ", re.sub(r"\{[^}]*\}|`[^`]*`|--\S+|https?://\S+|www\.\S+", " ", bare))
    found = [word for word in re.findall(r"[^\W\d_]+", bare) if word.lower() in FOREIGN[lang]]
    if lang == "en":
        found += re.findall(r"\b\w*[éèêàùçœÉÈÀ]\w*\b", bare)
    return found


@pytest.mark.parametrize("lang", FOREIGN)
def test_no_sentence_of_the_kit_speaks_the_other_language(lang: str) -> None:
    texts = Texts(lang)
    stray = {
        key: found
        for key in texts
        if not key.startswith(SPARED) and not key.endswith(".example")
        if (found := foreign_words(texts[key], lang))
    }
    assert stray == {}


# ------------------------------------------------------------------ whole documents


@cache
def neutral(example: str) -> Client:
    """The client of *example* without a word of its own."""
    words: dict[str, str] = {}

    def said(value: str) -> str:
        return words.setdefault(value.casefold(), f"Zq{len(words)}k")

    def of(kind: str, value: Any) -> Any:
        if kind in ("text", "reference") or (kind == "moment" and isinstance(value, str)):
            return value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else said(value)
        if kind == "rating":  # the words are the client's own
            return 3
        return [said(one) for one in value] if kind in ("lines", "references") else value

    data = client_to_data(client_of(example))
    data.pop("grid_notes", None)  # they name the criteria of the catalogue, in one language
    for block in layout().blocks:
        if block.checklists or block.key not in data:
            continue
        kinds = {column.key: column.kind for column in block.inputs}
        rows = [data[block.key]] if block.form else data[block.key]
        for row in rows:
            for key in [key for key in row if key != "department"]:
                row[key] = of(kinds[key], row[key])
    for answer in data.get("answers", {}).values():
        for key in {"comment", "who"} & answer.keys():
            answer[key] = said(answer[key])
    return client_from_data(data, load_catalogue())


@cache
def blocks(example: str, lang: str) -> tuple[Block, ...]:
    """Everything that can be shown of *example*, in *lang*."""
    analysis = analyse(neutral(example), load_catalogue(), AS_OF)
    show = Show(Words(analysis, load_catalogue(), Texts(lang)))
    made = [block for key in SECTIONS for block in show.section_blocks(key)]
    made += [
        block for kind, keys in MAKERS.items() for key in keys for block in show.blocks(kind, key)
    ]
    return tuple(made)


def strings(value: Any, key: str = "") -> Iterator[str]:
    """The words of a block; a drawing is told by its caption and its alternative text."""
    if isinstance(value, str) and key not in (
        "svg",
        "phone",
        "table",
        "id",
        "block",
        "align",
        "tone",
        "width",
        "link",
    ):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("links", "anchors"):
                yield from strings(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner, key)


def digits(block: Block) -> list[str]:
    """The digits of each string, in any order: 12,5 and 12.5, 02/03 and 2 March."""
    return ["".join(sorted(re.sub(r"\D|\b0(?=\d\b)", "", said))) for said in strings(block)]


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("lang", FOREIGN)
def test_no_document_speaks_the_other_language(example: str, lang: str) -> None:
    stray = {
        said[:120]: found
        for block in blocks(example, lang)
        for said in strings(block)
        if (found := foreign_words(said, lang))
    }
    assert stray == {}


# "1 jours", "1 tasks": words that end in s in the singular too are let through.
_PLURAL_AFTER_ONE = {
    "fr": re.compile(
        r"(?<![\d,.−-])(?<!\d\s)\b1\s(?!mois|fois|cas|temps|processus|sous|sans|dans)\w+[sx]\b"
    ),
    "en": re.compile(r"(?<![\d,.−-])(?<!onth )\b1 (?!process\b|is\b|was\b|has\b)\w+s\b"),
}
# Nothing in brackets or quotes, two marks or two spaces in a row, a word said twice.
_SLIP = re.compile(r"\(\s*\)|  |\.\.|[,;:.!?]\s?[,;:.]|\b(\w+) \1\b|«\W*»|“\W*”|\s,")
_ABBREVIATIONS = re.compile(r"\bn\. c\.")


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("lang", FOREIGN)
def test_every_sentence_of_a_document_is_well_made(example: str, lang: str) -> None:
    """Numbers agree with their nouns; nothing empty, doubled or stray is left of a placeholder."""
    slips = {
        said[:160]
        for block in blocks(example, lang)
        for said in strings(block)
        for bare in [_ABBREVIATIONS.sub("nc", said)]
        if _PLURAL_AFTER_ONE[lang].search(bare) or _SLIP.search(bare)
    }
    assert slips == set()


@pytest.mark.parametrize("example", EXAMPLES)
def test_both_languages_have_the_same_structure_and_the_same_figures(example: str) -> None:
    french, english = blocks(example, "fr"), blocks(example, "en")
    assert [(b["block"], b.get("id")) for b in french] == [
        (b["block"], b.get("id")) for b in english
    ]
    for one, other in zip(french, english, strict=True):
        if one["block"] == "table":
            assert len(one["rows"]) == len(other["rows"]), one["id"]
            assert digits({"rows": one["rows"]}) == digits({"rows": other["rows"]}), one["id"]
        if one["block"] == "cards":
            values = [[card["value"] for card in block["cards"]] for block in (one, other)]
            assert digits({"v": values[0]}) == digits({"v": values[1]})
