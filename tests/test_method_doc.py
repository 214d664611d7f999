"""docs/method.md: every part of the method, and that what it names is really there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.places import CONTENT, folder_of
from kit.workbook.layout import layout

GUIDE = Path(__file__).parent.parent / "docs" / "method.md"
PARTS = tuple(f"M{number}" for number in range(1, 18))


def rows() -> list[list[str]]:
    """The cells of the table: part, instrument, content, sheets, functions, notebooks."""
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    found = [line.strip("|").split("|") for line in lines if re.match(r"\| M\d+ ", line)]
    return [[cell.strip() for cell in row] for row in found]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_part_of_the_method_has_its_line() -> None:
    met = {part for row in rows() for part in re.findall(r"M\d+", row[0])}
    assert met >= set(PARTS)
    assert all(len(row) == 6 for row in rows())


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]} {row[1][:30]}")
def test_what_a_line_names_exists(row: list[str]) -> None:
    _, _, content, sheets, functions, notebooks = row
    for name in named(content):
        assert (CONTENT / name).is_file(), name
    assert set(named(sheets)) <= {sheet.key for sheet in layout().sheets}
    for name in named(functions):
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(f"kit.{module}"), function)), name
    for name in named(notebooks):
        assert (folder_of("notebooks") / f"{name}.ipynb").is_file(), name
    assert named(content) and named(functions), row


def test_no_content_file_sheet_or_notebook_is_left_out() -> None:
    told = {name for row in rows() for cell in row[2:] for name in named(cell)}
    files = {path.relative_to(CONTENT).as_posix() for path in CONTENT.glob("checklists/*.toml")}
    assert files - told == set()
    assert {sheet.key for sheet in layout().sheets} - told == set()
    shown = {
        name for document in load_catalogue().documents.values() for name in document.notebooks
    }
    assert shown - told == set()


COUNTS = {  # method.md, word by word
    "pains": (8, 6, 8, 5, 3),
    "prerequisites": (5, 4, 4, 3),
    "gdpr": (5, 4),
    "design": (5,),
    "testing": (4,),
    "deployment": (4,),
    "change_before": (5,),
    "change_after": (4,),
    "ai_selftest": (3, 3, 3),
    "crm_needs": (4,),
    "crm_steps": (8,),
    "outsourcing_practices": (6,),
    "outsourcing_pitfalls": (5,),
    "outsourcing_questions": (4,),
}


@pytest.mark.parametrize("id", COUNTS)
def test_every_count_of_the_method_holds(id: str) -> None:
    checklist = load_catalogue().checklists[id]
    groups = [item.group for item in checklist.items]
    assert tuple(groups.count(group) for group in checklist.groups) == COUNTS[id]


def test_the_crm_grid_has_the_eight_criteria_of_the_method() -> None:
    assert len(load_catalogue().grids["crm"].criteria) == 8
