"""GLOSSARY.md names every record and field that the workbook or the analysis is made of."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from types import ModuleType

import pytest

from kit import client
from kit.analysis import model

GLOSSARY = Path(__file__).parent.parent / "GLOSSARY.md"


def code_names(module: ModuleType) -> set[str]:
    records = [
        record
        for record in vars(module).values()
        if dataclasses.is_dataclass(record) and isinstance(record, type)
    ]
    own = [record for record in records if record.__module__.startswith(module.__name__)]
    return {record.__name__ for record in own} | {
        field.name for record in own for field in dataclasses.fields(record)
    }


@pytest.mark.parametrize("module", [client, model], ids=lambda module: module.__name__)
def test_every_record_and_field_has_a_line_in_the_glossary(module: ModuleType) -> None:
    explained = set(re.findall(r"`(\w+)`", GLOSSARY.read_text(encoding="utf-8")))
    assert code_names(module) - explained == set()


def test_each_line_gives_french_english_and_code() -> None:
    rows = [
        line
        for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and "---" not in line
    ]
    assert len(rows) > 100
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert len(cells) == 3 and all(cells), row
