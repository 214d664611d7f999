"""A scenario into the text of its file: the rest of it, comments and order, stays as typed."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, MutableSequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import tomlkit
from tomlkit.items import AoT, Comment, InlineTable, Table, Whitespace

from kit.client.scenario import Moved, Scenario, StatedChange
from kit.texts import Texts
from kit.workbook.side_files import FORMAT, kept_text
from kit.workbook.words import name_key

_WHOLE = 1e15  # from there on, a whole number is clearer as a power of ten


def with_scenario(text: str, scenario: Scenario, lang: str) -> str:
    """The TOML *text* with *scenario* in place of the one of its name, else at its end."""
    document = tomlkit.parse(text)
    if not text.strip():
        _begin(document, lang)
    with _comments_kept(document):
        _put(_tables(document, "scenario"), scenario)
    return tomlkit.dumps(document)


def without_scenario(text: str, name: str) -> str:
    """The TOML *text* without the scenario of that name."""
    document = tomlkit.parse(text)
    with _comments_kept(document):
        tables = _tables(document, "scenario")
        place = _placed(tables, name)
        if place is not None:
            del tables[place]
    return tomlkit.dumps(document)


def _put(tables: MutableSequence[Any], scenario: Scenario) -> None:
    place = _placed(tables, scenario.name)
    if place is None:
        added = _added(tables)
        added["name"] = _one_line(scenario.name)
        tables.append(added)
        place = len(tables) - 1
    table = tables[place]
    for key, value in (
        ("author", _one_line(scenario.author)),
        ("day", scenario.day),
        ("reason", kept_text(scenario.reason)),
    ):
        _set(table, key, value)
    _set_changes(table, scenario.changes)


def _begin(document: tomlkit.TOMLDocument, lang: str) -> None:
    for line in Texts(lang)["explore.scenario_file"].split("\n"):
        document.add(tomlkit.comment(line))
    document["format"] = FORMAT


def _set_changes(table: MutableMapping[str, Any], changes: tuple[StatedChange, ...]) -> None:
    """The changes that stay keep their place and their form; the new ones come last."""
    wanted = {_key_of(one): one for one in changes}
    written = _tables(table, "change")
    keys = [_key_in(one) for one in written]
    for place in reversed(range(len(written))):
        if keys[place] not in wanted or keys[place] in keys[:place]:
            del written[place]
    for one in written:
        _fill(one, wanted.pop(_key_in(one)))
    for one in wanted.values():
        added = _added(written)
        _fill(added, one)
        written.append(added)
    if not written and "change" in table:
        del table["change"]


def _fill(table: MutableMapping[str, Any], stated: StatedChange) -> None:
    change = stated.change
    for key, value in (
        ("lever", change.lever),
        ("of", kept_text(change.of)),
        ("nth", change.nth if change.nth != 1 else None),
        ("value", _figure(change.value)),
        ("was", None if stated.was is None else _figure(stated.was)),
        ("reason", kept_text(stated.reason)),
        ("author", _one_line(stated.author)),
        ("day", stated.day),
    ):
        _set(table, key, value)


def _set(table: MutableMapping[str, Any], key: str, value: Any) -> None:
    """*value* at *key*, blank takes it away; what says the same is left as it is typed."""
    if value in ("", None):
        table.pop(key, None)
    elif table.get(key) != value:
        table[key] = value


def _tables(holder: MutableMapping[str, Any], key: str) -> MutableSequence[Any]:
    """The tables at *key*: `[[key]]`, or a list of inline tables if that is how it is typed."""
    if not isinstance(holder.get(key), MutableSequence) or not len(holder[key]):
        inline = isinstance(holder, InlineTable)
        holder[key] = tomlkit.array() if inline else tomlkit.aot()
    found: MutableSequence[Any] = holder[key]
    return found


def _added(tables: MutableSequence[Any]) -> MutableMapping[str, Any]:
    """A new table for *tables*, a blank line before it."""
    if not isinstance(tables, AoT):
        return tomlkit.inline_table()
    table = tomlkit.table()
    table.trivia.indent = "\n"
    return table


def _placed(tables: MutableSequence[Any], name: str) -> int | None:
    wanted = name_key(_one_line(name))
    same = (
        place
        for place, one in enumerate(tables)
        if isinstance(one, MutableMapping) and name_key(str(one.get("name", ""))) == wanted
    )
    return next(same, None)


@contextmanager
def _comments_kept(document: tomlkit.TOMLDocument) -> Iterator[None]:
    """The comments that end a table are those of the next one, and stay before it.

    tomlkit keeps them with the table they come after, and adds what is new under them. They
    are put aside for the block; those of a table that goes are of the one that follows it.
    """
    before = list(_in_order(document))
    aside = [_loose_end(one) for one in before[:-1]]
    yield
    left = {id(one) for one in _in_order(document)}
    text = ""
    for one, said in zip(before, ["", *aside], strict=False):
        text += said
        if id(one) in left and text.strip():
            one.trivia.indent = text + one.trivia.indent
            text = ""


def _loose_end(table: Table) -> str:
    """The comment lines that end *table*, taken out of it."""
    body = table.value.body
    first = len(body)
    while first and body[first - 1][0] is None and _is_loose(body[first - 1][1]):
        first -= 1
    text = "".join(item.as_string() for _, item in body[first:])
    if not text.strip():
        return ""
    del body[first:]  # without keys: the container's own index is not concerned
    return text


def _in_order(document: tomlkit.TOMLDocument) -> Iterator[Table]:
    """The tables `[[scenario]]` and `[[scenario.change]]` as they follow each other."""
    for one in document.get("scenario", ()):
        if isinstance(one, Table):
            yield one
            changes = one.get("change", ())
            if isinstance(changes, AoT):
                yield from (change for change in changes if isinstance(change, Table))


def _is_loose(item: object) -> bool:
    return isinstance(item, Comment | Whitespace)


def _key_of(stated: StatedChange) -> tuple[str, str, int]:
    change = stated.change
    return change.lever, name_key(change.of), change.nth


def _key_in(table: Any) -> tuple[str, str, int]:
    """The same of a table as it is typed; of none that there is for what is no change."""
    if not isinstance(table, MutableMapping):
        return "", "", 0
    nth = table.get("nth", 1)
    of = name_key(str(table.get("of", "")))
    return str(table.get("lever", "")), of, nth if isinstance(nth, int) else 0


def _figure(value: Moved) -> Moved:
    """A whole number without its decimals."""
    if isinstance(value, date) or not float(value).is_integer() or abs(value) >= _WHOLE:
        return value
    return int(value)


def _one_line(text: str) -> str:
    return " ".join(kept_text(text).split())
