"""What is kept of a client, what was removed and what is past its date, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kit.kept import Kept
from kit.purge import Purge
from kit.retention import PARTS, Past, periods
from kit.texts import Texts

_KILOBYTE = 1000
_SIZE = 3  # the column set to the right
_COLUMNS = ("kind", "as_of", "formats", "size", "path")


def as_lines(purged: Purge, texts: Texts) -> Iterator[str]:
    """The list, its total, what the kit cannot reach, and how long things are kept."""
    from kit.batch.columns import aligned

    key = "kept.removed" if purged.done else "kept.title"
    yield texts(key, outputs=purged.outputs, client=purged.client)
    headings = [texts[f"kept.column.{name}"] for name in _COLUMNS]
    rows = [_row(one, texts) for one in purged.items]
    yield from aligned(headings, rows, frozenset({_SIZE}))
    yield texts.plural("kept.total", len(purged.items), size=_size(purged.bytes, texts))
    yield texts["kept.not_covered"]
    yield _periods(texts)


def as_data(purged: Purge) -> dict[str, Any]:
    """The document of ``kit purge --json``; its keys are a contract (docs/portfolio.md)."""
    return {
        "client": purged.client,
        "folder": purged.folder or None,
        "outputs": purged.outputs,
        "removed": purged.done,
        "bytes": purged.bytes,
        "items": [asdict(one) for one in purged.items],
    }


def past_lines(found: Sequence[Past], texts: Texts) -> Iterator[str]:
    """The runs past their date, each by its folder and date alone; nothing when there is none."""
    if found:
        yield texts.plural("kept.past", len(found))
    for one in found:
        yield texts(f"kept.past_line.{one.part}", folder=one.folder, until=one.until)


def _periods(texts: Texts) -> str:
    said: dict[str, str] = {}
    for part in PARTS:
        period = periods()[part]
        said[part] = str(period.months)
        said[f"{part}_source"] = texts[f"kept.source.{period.source}"]
    return texts("kept.periods", **said)


def _row(one: Kept, texts: Texts) -> tuple[str, ...]:
    kind, formats = texts[f"kept.kind.{one.kind}"], " ".join(one.formats)
    return (kind, one.as_of, formats, _size(one.bytes, texts), one.where)


def _size(size: int, texts: Texts) -> str:
    from kit.display.numbers import Numbers

    kilobytes = Numbers(texts).number(-(-size // _KILOBYTE), 0)
    return texts("kept.size", kilobytes=kilobytes)
