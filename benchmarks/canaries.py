"""Canaries: made-up words that belong to one client, and where they are found.

Every free text of a client's data gets a word of its own; the company's name a word of the
name (two clients may share it). Words are letters only and are looked for among letters only,
so that neither case, line breaks, hyphens nor a file name's slug hides one.
"""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from kit.workbook.layout import Block, layout

CELL, NAME = "zqxkv", "zqxnw"  # how a word begins: a cell's, a name's
_WORD = re.compile(rb"zqx(?:kv[a-z]{7}|nw[a-z]{4})")
_LETTERS = bytes(range(256)).translate(
    bytes(code + 32 if 65 <= code <= 90 else code for code in range(256))
)
# A digit ends a word, nothing breaks one with it: Word's anchors are a title cut short and a hash.
_OTHERS = bytes(code for code in range(256) if not chr(code).isalnum() or code > 127)
_DATA = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]{40,})")
_TAG = re.compile(rb"<[^<>]*>")
_TEXTS = frozenset({"text", "lines", "reference", "references"})
# Texts that the kit reads as codes: a word in them would be another answer.
_CODES = frozenset({("company", "department"), ("company", "name"), ("grid_notes", "criterion")})

Data = dict[str, Any]


def letters(number: int, length: int) -> str:
    """*number* in base 26, as *length* letters."""
    found = ""
    for _ in range(length):
        number, digit = divmod(number, 26)
        found = ascii_lowercase[digit] + found
    return found


def name_word(group: int) -> str:
    return NAME + letters(group, 4)


def cell_words(number: int) -> str:
    """How every cell's word of client *number* begins."""
    return CELL + letters(number, 4)


def marked(data: Data, number: int, group: int) -> Data:
    """*data* with a word of client *number* in every free text, one of *group* in the name.

    Equal texts get the same word: what refers to a name still does.
    """
    words: dict[str, str] = {}

    def mark(text: str) -> str:
        word = words.setdefault(text, cell_words(number) + letters(len(words), 3))
        return f"{text} {word}"

    blocks = {block.key: block for block in layout().blocks}
    found: Data = {"lang": data["lang"]}
    for key, value in data.items():
        if key == "answers":
            found[key] = {item: _answer(answer, mark) for item, answer in value.items()}
        elif isinstance(value, list):
            found[key] = [_record(row, blocks[key], mark) for row in value]
        elif isinstance(value, dict):
            found[key] = _record(value, blocks[key], mark)
    found["company"]["name"] = f"{data['company']['name']} {name_word(group)}"
    return found


def _record(row: Data, block: Block, mark: Any) -> Data:
    kinds = {column.key: column.kind for column in block.inputs}
    return {
        key: _marked(value, mark)
        if kinds[key] in _TEXTS and (block.key, key) not in _CODES
        else value
        for key, value in row.items()
    }


def _answer(answer: Data, mark: Any) -> Data:
    return {k: mark(value) if k in ("comment", "who") else value for k, value in answer.items()}


def _marked(value: Any, mark: Any) -> Any:
    return [mark(one) for one in value] if isinstance(value, list) else mark(value)


def words_in(content: bytes) -> set[str]:
    """The words in *content*, however wrapped: packages, PDF streams, base64 pictures."""
    return {
        word.decode()
        for part in _parts(content)
        for word in _WORD.findall(part.translate(_LETTERS, _OTHERS))
    }


def words_of(path: Path) -> set[str]:
    """The words in the name and in the content of a file."""
    return words_in(path.name.encode()) | words_in(path.read_bytes())


def _parts(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK\x03\x04"):
        yield from _package(content)
    elif content.startswith(b"%PDF"):
        yield from _pdf(content)
    elif content.startswith(b"\x1f\x8b"):
        yield from _parts(zlib.decompress(content, wbits=31))
    for found in _DATA.finditer(content):
        try:
            yield from _parts(base64.b64decode(found.group(1)))
        except binascii.Error:
            continue


def _package(content: bytes) -> Iterator[bytes]:
    """The parts of a zip file; those in XML a second time without their tags."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name.encode()
            yield from _parts(part)
            if part.lstrip().startswith(b"<"):
                yield _TAG.sub(b"", part)


def _pdf(content: bytes) -> Iterator[bytes]:
    """Every stream unpacked, every string of its objects, the text as a reader copies it."""
    import pikepdf
    from pypdf import PdfReader

    with pikepdf.open(BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes(pikepdf.StreamDecodeLevel.generalized)
            yield from _strings(thing)
    for page in PdfReader(BytesIO(content)).pages:
        yield page.extract_text().encode()


def _strings(thing: Any) -> Iterator[bytes]:
    import pikepdf

    if isinstance(thing, pikepdf.String):
        yield str(thing).encode()
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for _, value in thing.items():
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)


def owners(words: set[str], numbers: Mapping[str, int]) -> set[int]:
    """The clients that the cells' words belong to; *numbers*: by how their words begin."""
    heads = {word[: len(CELL) + 4] for word in words if word.startswith(CELL)}
    return {numbers[head] for head in heads if head in numbers}
