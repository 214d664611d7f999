"""The sentences of one language: ``Texts("fr")["problem.not_a_choice"]``.

Each file of content/texts/<lang>/ gives the keys of one room: report.toml holds
"report.…". A missing key raises: a text never falls back to another language in front
of a client. French sentences are typed with plain spaces; the no-break spaces that
French typography wants are put in here, once, when the file is loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kit.errors import ContentError, UsageError

LANGUAGES = ("fr", "en")
NARROW = "\u202f"  # narrow no-break space: before ; : ! ? % €, inside « »


class Texts(Mapping[str, str]):
    """All sentences of *lang* by dotted key; a room's file is loaded when first asked for.

    Raises UsageError for a language the kit does not speak, KeyError for an unknown key.
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise UsageError(
                "commands.usage.language", {"lang": lang, "known": ", ".join(LANGUAGES)}
            )
        self.lang = lang

    def __getitem__(self, key: str) -> str:
        return _room(self.lang, key.partition(".")[0])[key]

    def __iter__(self) -> Iterator[str]:
        for room in rooms(self.lang):
            yield from _room(self.lang, room)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: str, **params: Any) -> str:
        """The sentence *key* with its {placeholders} filled in by already formatted values.

        >>> Texts("fr")("thresholds.unit.days", value="220")
        '220 jours'
        """
        return self[key].format(**params)

    def plural(self, key: str, count: float, **params: Any) -> str:
        """`key.one` or `key.other`: in French 0 and 1,5 are singular, in English only 1 is."""
        singular = abs(count) < 2 if self.lang == "fr" else count == 1
        return self(f"{key}.{'one' if singular else 'other'}", **{"count": count, **params})


def worded(params: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """*params* with every one whose name ends in `_key`, a text key, replaced by its text."""
    return {
        name.removesuffix("_key"): texts[value] if name.endswith("_key") else value
        for name, value in params.items()
    }


def usage_sentence(error: UsageError, texts: Texts) -> str:
    """What *error* says, in words."""
    return texts(error.key, **worded(error.params, texts))


def typography(sentence: str, lang: str) -> str:
    """Put the no-break spaces of French into *sentence*; other languages are left alone.

    >>> typography("Prêt ? « Oui » : 80 %", "fr")
    'Prêt\\u202f? «\\u202fOui\\u202f»\\u202f: 80\\u202f%'
    """
    if lang != "fr":
        return sentence
    sentence = re.sub(r"[ \u00a0\u202f]+([;:!?%€»])", NARROW + r"\1", sentence)
    return re.sub(r"«[ \u00a0\u202f]*", "«" + NARROW, sentence)


def rooms(lang: str) -> tuple[str, ...]:
    """The rooms that have a file of texts in *lang*, in alphabetical order."""
    names = (entry.name for entry in _folder(lang).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def _folder(lang: str) -> Path:
    return Path(__file__).resolve().parent / "content" / "texts" / lang


def _room(lang: str, room: str) -> dict[str, str]:
    return read_room(_folder(lang), lang, room)


@cache
def read_room(folder: Path, lang: str, room: str) -> dict[str, str]:
    """The sentences of *folder*/<room>.toml by dotted key; KeyError when there is no such file."""
    name = f"texts/{lang}/{room}.toml"
    try:
        tree = tomllib.loads((folder / f"{room}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KeyError(name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(name, "-", str(error)) from error
    return {key: typography(sentence, lang) for key, sentence in _flat(tree, room, name)}


def _flat(tree: dict[str, Any], prefix: str, file: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        path = f"{prefix}.{key}"
        if isinstance(value, dict):
            yield from _flat(value, path, file)
        elif isinstance(value, str):
            yield path, value
        else:
            raise ContentError(file, path, "a text must be a string")
