"""privacy.toml and derived_risks.toml: a slip is told by file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.errors import ContentError
from kit.places import CONTENT

PRIVACY, DERIVED = "privacy.toml", "derived_risks.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (PRIVACY, "[questions.access]", "[questions.colour]", "questions.colour"),
        (PRIVACY, "[questions.access]\n", "", "questions.access"),
        (PRIVACY, 'asked = "learns"', 'asked = "often"', "questions.training.asked"),
        (PRIVACY, '"outside_eu"', '"shoe_size"', "questions.hosting.answered_by"),
        (PRIVACY, "[criteria.innovative]", "[criteria.bold]", "criteria.bold"),
        (PRIVACY, 'levels = ["ai", "hybrid"]', 'levels = ["magic"]', "criteria.innovative.levels"),
        (PRIVACY, 'hr = "staff"', 'garden = "staff"', "people.garden"),
        (PRIVACY, 'hr = "staff"', 'hr = "martians"', "analysis.register.people.martians"),
        (DERIVED, 'trigger = "open_bugs"', 'trigger = "full_moon"', "open_bugs.trigger"),
        (DERIVED, "probability = 4", "probability = 6", "prerequisites.probability"),
        (DERIVED, '"prerequis"', '"prérequis"', "prerequisites.words"),
        (DERIVED, "[gdpr]", "[gdpr_two]", "derived_risks.gdpr_two.name"),
    ],
)
def test_a_slip_is_told_by_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, key: str
) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("texts"))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_catalogue(folder)
    assert caught.value.key == key


def test_a_firm_may_take_a_proposed_risk_out(tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("texts"))
    text = (folder / DERIVED).read_text(encoding="utf-8")
    (folder / DERIVED).write_text(text[: text.index("[baseline]")], encoding="utf-8")
    assert set(load_catalogue().derived_risks) - set(load_catalogue(folder).derived_risks) == {
        "baseline"
    }
