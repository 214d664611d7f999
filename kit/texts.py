"""The sentences of one language: ``Texts("fr")["problem.not_a_choice"]``.

Each file of content/texts/<lang>/ gives the keys of one room: report.toml holds
"report.…". A module brings all its sentences in one file, texts/<lang>/modules/<id>.toml,
whose first level is the rooms. A missing key raises: a text never falls back to another
language in front of a client. French sentences are typed with plain spaces; the no-break
spaces that French typography wants are put in here, once, when the file is loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from kit.errors import ContentError, UsageError
from kit.places import content_folders

LANGUAGES = ("fr", "en")
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_RIGHT_TO_LEFT = re.compile(_LETTER)
# A letter written right to left, and no other letter before the end of its part.
_RIGHT_TO_LEFT_END = re.compile(
    _LETTER + r"(?:(?![,;·»)])[\W\d_](?<!\u200e))*?(?=[^\S\n]*(?:[,;·»)\n]|$))"
)
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

    def room(self, room: str) -> Mapping[str, str]:
        """The sentences of one *room* by dotted key: no other is loaded."""
        return _room(self.lang, room)

    def __call__(self, key: str, **params: Any) -> str:
        """The sentence *key* with its {placeholders} filled in by already formatted values.

        A value that ends right to left is closed, so that what follows keeps its place.

        >>> Texts("fr")("thresholds.unit.days", value="220")
        '220 jours'
        """
        return self[key].format(**{name: closed(value) for name, value in params.items()})

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


def closed(value: Any) -> Any:
    """*value* with a left-to-right mark after each of its parts that ends right to left.

    Without it the quote, the comma or the figure that follows a name in Arabic or Hebrew is
    taken for a part of that name, and drawn on its other side.

    >>> closed("\u05d0, b, \u05d1 2")
    '\u05d0\u200e, b, \u05d1 2\u200e'
    """
    if not isinstance(value, str) or not _RIGHT_TO_LEFT.search(value):
        return value
    return _RIGHT_TO_LEFT_END.sub("\\g<0>\u200e", value)


def rooms(lang: str) -> tuple[str, ...]:
    """The rooms that have texts in *lang*, in alphabetical order."""
    found: set[str] = set()
    for content in content_folders():
        folder = content / "texts" / lang
        found |= {path.stem for path in folder.glob("*.toml")} | set(_modules(folder, lang))
    return tuple(sorted(found))


def _room(lang: str, room: str) -> Mapping[str, str]:
    return _layered(content_folders(), lang, room)


@cache
def _layered(folders: tuple[Path, ...], lang: str, room: str) -> Mapping[str, str]:
    """*room* of the kit, then what a firm's own content says over it."""
    found: dict[str, str] = {}
    for folder in folders:
        with suppress(KeyError):
            found |= read_room(folder / "texts" / lang, lang, room)
    if not found:
        raise KeyError(f"texts/{lang}/{room}.toml")
    return found


@cache
def read_room(folder: Path, lang: str, room: str) -> dict[str, str]:
    """The sentences of *room* in *folder* by dotted key; KeyError when it has none.

    They stand in <room>.toml and in the files of modules/; ContentError for a key in two.
    """
    files = []
    if (folder / f"{room}.toml").is_file():
        name = f"texts/{lang}/{room}.toml"
        files.append((name, _parsed(folder / f"{room}.toml", name)))
    if room != "commands":  # asked by every command: modules have none
        files += _modules(folder, lang).get(room, [])
    if not files:
        raise KeyError(f"texts/{lang}/{room}.toml")
    found: dict[str, str] = {}
    for name, tree in files:
        for key, sentence in _flat(tree, room, name):
            if key in found:
                raise ContentError(name, key, "this text stands twice")
            found[key] = typography(sentence, lang)
    return found


@cache
def _modules(folder: Path, lang: str) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Room → (file, its texts) of each file of modules/ that speaks in it."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for path in sorted((folder / "modules").glob("*.toml")):
        name = f"texts/{lang}/modules/{path.name}"
        for room, tree in _parsed(path, name).items():
            if not isinstance(tree, dict):
                raise ContentError(name, room, "a table of texts is expected")
            found.setdefault(room, []).append((name, tree))
    return found


def _parsed(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(name, "-", str(error)) from error


def _flat(tree: dict[str, Any], prefix: str, file: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        path = f"{prefix}.{key}"
        if isinstance(value, dict):
            yield from _flat(value, path, file)
        elif isinstance(value, str):
            yield path, value
        else:
            raise ContentError(file, path, "a text must be a string")
