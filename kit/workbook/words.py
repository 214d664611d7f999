"""Words as people type them: spaces, accents, case and plurals do not matter.

`tidy` cleans a text that stays a text; `fold` and `name_key` are only for comparing.
The words themselves are content: choices.toml, workbook.toml and reader.toml (synonyms).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from kit.texts import LANGUAGES, Texts

# Full-width forms typed on Asian keyboards, the dashes that stand for a minus sign, quotes.
_PLAIN: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "−‒–—﹣⁻"), "-"),
    **dict.fromkeys(map(ord, "’‘ʼ′´`"), "'"),
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
}
_LIGATURES = {ord("œ"): "oe", ord("Œ"): "OE", ord("æ"): "ae", ord("Æ"): "AE"}
_SIGNS = re.compile(r"[\W_]+")
_KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    """*text* as it is kept: no control or direction mark, unix line ends, trimmed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():  # no control, format or unusual space character
        return text.strip()
    kept = (
        char
        for char in text
        if char in _KEPT_CONTROLS
        or (unicodedata.category(char) not in ("Cc", "Cs") and char not in _MARKS)
    )
    return "".join(kept).strip()


_MARKS = (
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)


def tidy(text: str) -> str:
    """*text* ready for parsing: plain spaces, minus, quotes and digits, one line.

    >>> tidy("1\\u202f234,56\\u00a0€"), tidy("−５")
    ('1 234,56 €', '-5')
    """
    return " ".join(clean(text).translate(_PLAIN).split())


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The key of a heading or a word: letters and digits without accents, case or signs.

    A text of signs only ("✓") is its own key.

    >>> fold("  Coût horaire (€/h) "), fold("✓")
    ('cout horaire h', '✓')
    """
    plain = unicodedata.normalize("NFKD", tidy(text).translate(_LIGATURES)).casefold()
    if not plain.isascii():
        plain = "".join(char for char in plain if char.isalnum() or not unicodedata.combining(char))
    return _SIGNS.sub(" ", plain).strip() or tidy(text).casefold()


def name_key(text: str) -> str:
    """The key of a client's own name: case, Latin accents and spaces do not matter, signs do."""
    plain = unicodedata.normalize("NFD", tidy(text).translate(_LIGATURES))
    plain = "".join(char for char in plain if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", plain).casefold()


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The name that *text* most likely stands for, None when none is close."""
    keys = {name_key(name): name for name in names}
    wanted = name_key(text)[:200]
    close = get_close_matches(wanted, keys, n=1, cutoff=0.6)
    holding = [key for key in keys if len(wanted) > 3 and (wanted in key or key in wanted)]
    found = close or (holding if len(holding) == 1 else [])
    return keys[found[0]] if found else None


def singular(key: str) -> str:
    """*key* with the plural mark of each word taken off."""
    return " ".join(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in key.split()
    )


@cache
def listed(key: str) -> tuple[str, ...]:
    """The words of a text of reader.toml in all languages, folded."""
    return tuple(
        fold(word) for lang in LANGUAGES for word in Texts(lang)[f"reader.{key}"].split(";")
    )


@cache
def _totals() -> re.Pattern[str]:
    names, of = ("|".join(map(re.escape, listed(f"words.{key}"))) for key in ("total", "total_of"))
    return re.compile(rf"({names})( ({of}|\d+))*")


def is_total(text: str) -> bool:
    """Does *text* name a total row: "Total", "TOTAL :", "S/Total HT", "Total 2026"?"""
    return len(text) < 100 and _totals().fullmatch(fold(text)) is not None


@cache
def truths() -> Mapping[str, bool]:
    """Folded word -> what it says: oui, o, x, ✓, vrai, yes…"""
    return {
        **dict.fromkeys(listed("words.yes"), True),
        **dict.fromkeys(listed("words.no"), False),
    }


@cache
def choice_words(name: str, codes: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Folded word -> the codes of the list *name* that it may stand for."""
    found: dict[str, set[str]] = {}
    for code in codes:
        for lang in LANGUAGES:
            texts = Texts(lang)
            word = texts[f"choices.{name}.{code}"]
            synonyms = texts.get(f"reader.synonyms.{name}.{code}", "")
            bare = re.sub(r"\(.*?\)", "", word)
            for written in (word, bare, *synonyms.split(";")):
                key = fold(written)
                for variant in {key, singular(key)} - {""}:
                    found.setdefault(variant, set()).add(code)
        found.setdefault(fold(code), set()).add(code)
    if "yes" in codes:  # a tick or a yes/no answer: every way to say yes and no
        for key, truth in truths().items():
            code = "yes" if truth else "no"
            if code in codes and key not in found:
                found[key] = {code}
    return {key: frozenset(codes) for key, codes in found.items()}
