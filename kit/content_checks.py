"""How a content file is read without trusting it: key by key, and nothing left over.

A consultant edits content/*.toml: every slip raises ContentError with the file, the key
and what was expected, while the catalogue is loaded, not in the middle of a report.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn

from kit.errors import ContentError
from kit.places import CONTENT
from kit.texts import LANGUAGES, read_room

_CODE = re.compile(r"[a-z][a-z0-9_]*")
_HYPHENATED = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_MISSING = object()


class Table:
    """One table of a content file. Ask for each key, then `close`: what is left is unknown."""

    def __init__(self, file: str, key: str, values: Any) -> None:
        self.file, self.key = file, key
        if not isinstance(values, dict):
            self.refuse("", f"a table is expected, not {values!r}")
        self._left = dict(values)
        self._known: list[str] = []

    @classmethod
    def of_file(cls, folders: Sequence[Path], file: str) -> Table:
        """The whole of *file*, a path relative to each of *folders*: the last one wins."""
        found = [folder for folder in folders if (folder / file).exists()] or folders[:1]
        values: dict[str, Any] = {}
        for folder in found:
            values = _laid_over(values, _parsed(folder, file))
        return cls(file, "", values)

    def refuse(self, key: str, what: str) -> NoReturn:
        """Raise ContentError about *key* of this table (the table itself when empty)."""
        raise ContentError(self.file, ".".join(filter(None, (self.key, key))) or "-", what)

    def names(self, *, hyphens: bool = False) -> tuple[str, ...]:
        """The keys not asked for yet, all of them proper codes; *hyphens*: those may hold some."""
        for name in self._left:
            if not (hyphens and _HYPHENATED.fullmatch(name)):
                self.code(name, name)
        return tuple(self._left)

    def has(self, key: str) -> bool:
        """Whether *key* is there; asking makes it a known one."""
        self._known.append(key)
        return key in self._left

    def table(self, key: str) -> Table:
        return Table(self.file, ".".join(filter(None, (self.key, key))), self._take(key, _MISSING))

    def tables(self, key: str, named: str) -> list[Table]:
        """An array of tables, each told in messages by its key *named* ("id", "key")."""
        values = self._take(key, _MISSING)
        if not isinstance(values, list) or not values:
            self.refuse(key, f"one [[{key}]] at least is expected")
        return [Table(self.file, _label(key, place, named, v), v) for place, v in enumerate(values)]

    def text(self, key: str, default: Any = _MISSING) -> Any:
        """A text that is not empty; or *default*, when the key is left out."""
        value = self._take(key, default)
        if value is not default and not (isinstance(value, str) and value.strip()):
            self.refuse(key, f"a text is expected, not {value!r}")
        return value

    def code(self, key: str, value: str) -> str:
        """*value*, which must be fit for the dotted keys of texts."""
        if not _CODE.fullmatch(value):
            self.refuse(key, f"{value!r} is not a code: lower-case letters, digits and _")
        return value

    def one_of(self, key: str, known: Collection[str]) -> str:
        value: str = self.text(key)
        if value not in known:
            self.refuse(key, f"{value!r} is unknown; known: {', '.join(known)}")
        return value

    def several(
        self,
        key: str,
        known: Collection[str] | None = None,
        *,
        codes: bool = False,
        empty: bool = True,
    ) -> tuple[str, ...]:
        """A list of texts without doubles; left out, it is empty when *empty* is allowed."""
        values = self._take(key, [] if empty else _MISSING)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.refuse(key, f"a list of texts is expected, not {values!r}")
        if not values and not empty:
            self.refuse(key, "the list is empty")
        for value in values:
            if codes:
                self.code(key, value)
            if known is not None and value not in known:
                self.refuse(key, f"{value!r} is unknown; known: {', '.join(known)}")
        if double := first_double(values):
            self.refuse(key, f"{double!r} stands twice")
        return tuple(values)

    def pairs(self, key: str, names: Collection[str], values: Collection[str]) -> dict[str, str]:
        """A table, empty when left out, of *names* with one of *values* each."""
        if key not in self._left:
            self._known.append(key)
            return {}
        table = self.table(key)
        for name in table._left:
            if name not in names:
                table.refuse(name, f"unknown item; known: {', '.join(sorted(names))}")
        return {name: table.one_of(name, values) for name in tuple(table._left)}

    def number(self, key: str, default: Any = _MISSING) -> Any:
        """A finite number; or *default*, when the key is left out."""
        value = self._take(key, default)
        if value is default:
            return value
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            self.refuse(key, f"a number is expected, not {value!r}")
        return value

    def integer(self, key: str, low: int, high: int, default: Any = _MISSING) -> Any:
        value = self.number(key, default)
        if value is not default and not (isinstance(value, int) and low <= value <= high):
            self.refuse(key, f"a whole number from {low} to {high} is expected, not {value!r}")
        return value

    def flag(self, key: str, default: Any = _MISSING) -> bool:
        value = self._take(key, default)
        if not isinstance(value, bool):
            self.refuse(key, f"true or false is expected, not {value!r}")
        return value

    def date(self, key: str, default: Any = _MISSING) -> Any:
        """A TOML date, as ISO text; or *default*, when the key is left out."""
        value = self._take(key, default)
        if value is default:
            return value
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(key, f"a date such as 2026-11-22 is expected, not {value!r}")
        return value.isoformat()

    def close(self) -> None:
        """Refuse the keys that nobody asked for."""
        if self._left:
            self.refuse(next(iter(self._left)), f"unknown key; known: {', '.join(self._known)}")

    def _take(self, key: str, default: Any) -> Any:
        self._known.append(key)
        value = self._left.pop(key, default)
        if value is _MISSING:
            self.refuse(key, "missing key")
        return value


def _parsed(folder: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / file).read_text(encoding="utf-8"))
    except OSError as error:
        raise ContentError(file, "-", f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(file, "-", str(error)) from error


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """*above* over *below*, table by table; a list or a figure is replaced whole."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        tables = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _laid_over(old or {}, value) if tables else value
    return merged


def names_in(folders: Sequence[Path], part: str) -> tuple[str, ...]:
    """The files of folder *part* of the content, each once, in alphabetical order."""
    return tuple(sorted({path.name for one in folders for path in (one / part).glob("*.toml")}))


class Sentences:
    """The texts a catalogue needs, in every language: the kit's, then those of *folders*."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = dict.fromkeys((CONTENT, *folders))  # once each, in this order
        self._rooms: dict[tuple[str, str], dict[str, str]] = {}

    def room(self, lang: str, room: str) -> Mapping[str, str]:
        """The sentences of *room* by dotted key."""
        if (lang, room) not in self._rooms:
            sentences = self._rooms[lang, room] = {}
            for folder in self._folders:
                with suppress(KeyError):
                    sentences.update(read_room(folder / "texts" / lang, lang, room))
        return self._rooms[lang, room]

    def each(self, key: str) -> Iterator[tuple[str, str, set[str]]]:
        """In each language: the file of text *key*, its sentence, its placeholders."""
        room = key.partition(".")[0]
        for lang in LANGUAGES:
            file, sentence = f"texts/{lang}/{room}.toml", self.room(lang, room).get(key)
            if not sentence:
                raise ContentError(file, key, "missing text")
            try:
                names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
            except ValueError as error:
                raise ContentError(file, key, str(error)) from error
            yield file, sentence, names

    def need(
        self, key: str, *, longest: int | None = None, known: Collection[str] = ()
    ) -> set[str]:
        """The placeholders of *key*; refused: no text in a language, a stray placeholder."""
        met: set[str] = set()
        for file, sentence, names in self.each(key):
            if longest and len(sentence) > longest:
                raise ContentError(file, key, f"{len(sentence)} characters, {longest} at most")
            if stray := names - set(known):
                raise ContentError(file, key, f"unknown placeholder {{{min(stray)}}}")
            met |= names
        return met

    def must_be_known(self, room: str, below: str, known: Collection[str], file: str) -> None:
        """Refuse a text of *room* that ends with *below* when *file* has nothing of its name."""
        for lang in LANGUAGES:
            for key in self.room(lang, room):
                name = key.removeprefix(f"{room}.").removesuffix(below)
                if key.endswith(below) and name not in known:
                    raise ContentError(file, name, f"missing: texts/{lang}/{room}.toml names it")


def first_double(values: Iterable[str]) -> str | None:
    """The first value met twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None


def _label(key: str, place: int, named: str, values: Any) -> str:
    name = values.get(named) if isinstance(values, dict) else None
    return f"{key}.{name}" if isinstance(name, str) else f"{key}.{place + 1}"
