"""docs/results.md names the keys of results.json: all of them, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.deliverable.export import _worded
from kit.display.words import Words
from kit.texts import Texts
from tests.analysis.test_analyse import a_full_client
from tests.clients import analysed

PAGE = Path(__file__).parents[2] / "docs" / "results.md"
SECTIONS = {
    "diagnostic", "processes", "priorities", "prerequisites", "gdpr", "automations", "launch",
    "business_case", "plan", "findings",
}  # fmt: skip


def documented() -> dict[str, set[str]]:
    rows = re.findall(r"^\| (?:`(\S+)`|\(top\)) \| (.+) \|$", PAGE.read_text("utf-8"), re.M)
    return {path: set(re.findall(r"`(\w+)`", keys)) for path, keys in rows}


def emitted(lang: str) -> dict[str, Any]:
    analysis = analysed(a_full_client())
    words = Words(analysis, load_catalogue(), Texts(lang))
    return _worded(SimpleNamespace(analysis=analysis, words=words, lang=lang))  # type: ignore[arg-type]


def at(value: Any, path: str) -> Iterator[dict[str, Any]]:
    """Every record found at *path*: "plan[]", "launch.*"."""
    if not path:
        yield value
        return
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    inner = list(value.values()) if name == "*" else [value[name]]
    for one in inner:
        for record in one if step.endswith("[]") else [one]:
            yield from at(record, rest)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", sorted(documented()))
def test_every_key_is_documented_and_every_documented_key_is_there(path: str, lang: str) -> None:
    expected = documented()[path] | (SECTIONS if not path else set())
    records = list(at(emitted(lang), path))
    assert records
    for record in records:
        assert record.keys() == expected
