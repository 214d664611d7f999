"""competences.toml and change_phases.toml: what they hold, and the slips they refuse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.errors import ContentError
from kit.places import CONTENT

WHISTLING = """[whistling]
kind = "technical"
target = 1
source = "practice"
date = 2026-11-22

[listening]"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content, texts left out: the kit's are used."""
    return shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("texts"))


def fault_after(folder: Path, file: str, old: str, new: str) -> ContentError:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_catalogue(folder)
    return caught.value


def test_there_are_three_phases_in_the_order_of_the_method() -> None:
    phases = load_catalogue().change_phases
    assert [phase.id for phase in phases] == ["fear", "disappointment", "daily_use"]
    days = [load_catalogue().threshold(phase.days) for phase in phases]
    assert days == [30, 15, 60]


def test_what_the_method_says_of_numbers() -> None:
    threshold = load_catalogue().threshold
    assert threshold("change.communication_above") == 200
    assert threshold("adoption.target") == 0.7
    least, most = (threshold(f"governance.committee_{end}_months") for end in ("least", "most"))
    assert (least, most, threshold("governance.supplier_review_months")) == (3, 6, 3)
    assert len(load_catalogue().choices["audience"]) == 8


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("competences.toml", "target = 3", "target = 5", "project_steering.target"),
        ("competences.toml", '"technical"', '"magical"', "project_steering.kind"),
        ("competences.toml", "[listening]", "[other]", "other"),
        ("competences.toml", "[listening]", WHISTLING, "choices.competence.whistling"),
        ("change_phases.toml", "change.fear_days", "change.no_such", "fear.days"),
        ("change_phases.toml", "before = true", "before = false", "-"),
        ("change_phases.toml", "[fear]", "[joy]", "change_phases.joy.name"),
    ],
)
def test_a_slip_is_told_by_file_and_key(
    folder: Path, file: str, old: str, new: str, key: str
) -> None:
    assert fault_after(folder, file, old, new).key == key
