"""Uses and aids are content: a slip in a file is told by file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.errors import ContentError
from kit.places import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("texts"))


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("use_cases.toml", 'function = "finance"', 'function = "kitchen"', "function"),
        ("use_cases.toml", "pains.bank_reconciliation", "pains.washing_up", "pains"),
        ("use_cases.toml", 'sectors = ["construction"]', 'sectors = ["mining"]', "sectors"),
        ("use_cases.toml", 'human_share = "ai_informs"', 'human_share = "ai_rules"', "human_share"),
        ("use_cases.toml", 'critical = "credit"', 'critical = "war"', "critical"),
        ("use_cases.toml", "[bank_matching]", "[bank_guessing]", "use_cases.bank_guessing.title"),
        ("aids.toml", 'kind = "tax_credit"', 'kind = "gift"', "kind"),
        ("aids.toml", "staff_from = 10", "staff_from = 5000", "staff_below"),
        ("aids.toml", "verified = true", 'verified = "yes"', "verified"),
        ("aids.toml", "checked = 2026-11-22", 'checked = "2026"', "checked"),
        ("aids.toml", "[cii]", "[cxx]", "aids.cxx.title"),
    ],
)
def test_a_slip_is_told_by_file_and_key(
    folder: Path, file: str, old: str, new: str, key: str
) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_catalogue(folder)
    assert caught.value.key.endswith(key)


def test_every_use_is_read_in_the_order_of_the_file() -> None:
    uses = load_catalogue().use_cases
    assert [use.id for use in uses][:2] == ["commented_report", "company_memory"]
    assert len({use.id for use in uses}) == len(uses)
