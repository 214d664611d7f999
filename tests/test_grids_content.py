"""content/grids.toml: the criteria of the method, and a slip told by file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.errors import ContentError
from kit.places import CONTENT


def test_grids_have_the_criteria_of_the_method() -> None:
    counts = {id: len(grid.criteria) for id, grid in load_catalogue().grids.items()}
    assert counts == {"tools": 4, "crm": 8, "ai": 8}
    assert tuple(load_catalogue().grids) == load_catalogue().choices["grid"]


def test_a_solution_takes_the_months_of_its_kind_of_supplier() -> None:
    found = {
        id: (one.months_low, one.months_high) for id, one in load_catalogue().suppliers.items()
    }
    assert found == {"turnkey": (1, 3), "platform": (3, 12), "data_provider": (1, 12)}


def test_a_criterion_is_called_in_both_languages() -> None:
    fit = load_catalogue().grids["crm"].criteria[0]
    assert (fit.id, fit.words) == ("crm.fit", ("Réponse aux besoins", "Fit with the needs"))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("budget = 3", "budget = -1", "grid.tools.weights.budget"),
        ("budget = 3", 'budget = "3"', "grid.tools.weights.budget"),
        ("budget = 3", "price = 3", "grids.tools.price"),
        ("budget = 3\n", "", "tools.budget"),
        ("[grid.tools.weights]", "[grid.tools.weight]", "grid.tools.weights"),
        ("[grid.tools]", "[grid.toys]", "grid.toys"),
        ("[supplier.turnkey]", "[grid.aii]\n[supplier.turnkey]", "grid.aii"),
        ("months_high = 3", "months_high = 0", "supplier.turnkey.months_high"),
        ("[supplier.turnkey]", "[supplier.rental]", "supplier.turnkey"),
        ("[supplier.turnkey]", "[extra]\n[supplier.turnkey]", "extra"),
    ],
)
def test_a_slip_is_told_by_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "c", ignore=shutil.ignore_patterns("texts"))
    path = folder / "grids.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_catalogue(folder)
    assert key in caught.value.key
