"""A firm adds a checklist and a module in a folder of its own, as docs/extending.md says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from openpyxl import load_workbook

from kit.catalogue import load_catalogue
from kit.errors import ContentError
from kit.places import OWN_CONTENT
from kit.texts import Texts

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "extending.md"


def blocks() -> dict[str, str]:
    """File → what the guide says to write in it."""
    found = re.findall(r"```\w+ (\S+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return dict(found)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The content folder that the guide describes."""
    folder = tmp_path / "our content"
    for name, text in blocks().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            notebook = nbformat.read(ROOT / "notebooks" / "thread.ipynb", as_version=4)
            calls = [nbformat.v4.new_code_cell(line) for line in text.splitlines()]
            notebook.cells = [*notebook.cells[:2], *calls]
            nbformat.write(notebook, path)
        else:
            path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def used(own: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(OWN_CONTENT, str(own))
    yield own


def kit(own: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kit", *map(str, arguments)],
        env={**os.environ, OWN_CONTENT: str(own), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_module_and_its_checklist_are_known_and_the_kits_own_still_are(used: Path) -> None:
    catalogue = load_catalogue()
    assert catalogue.modules["fleet"].tables[0].key == "vehicles"
    assert catalogue.threshold("gates.fleet_safety") == 0.5
    assert len(catalogue.checklists["pains"].items) == 30
    assert Texts("fr")["modules.fleet.title"] == "Véhicules"
    listed = catalogue.documents["report"].notebooks
    assert listed.index("fleet") == listed.index("appendix") - 1
    assert "fleet" in catalogue.documents["report"].when_filled


def test_nothing_of_it_is_left_without_the_variable(own: Path) -> None:
    assert "fleet" not in load_catalogue().modules
    assert "modules.fleet.title" not in Texts("fr")


def test_from_the_blank_workbook_to_the_report(own: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    done = kit(own, "template", "--modules", "processes,fleet", "-o", blank)
    assert done.returncode == 0, done.stderr
    names = load_workbook(blank).sheetnames
    assert {"Véhicules", "Sécurité du parc"} <= set(names)
    assert "Priorités" not in names

    filled = tmp_path / "filled.xlsx"
    assert kit(own, "fill", own / "data.yaml", "-o", filled).returncode == 0
    checked = kit(own, "check", filled, "--json")
    assert json.loads(checked.stdout) == {"ok": True, "problems": []}

    reported = kit(
        own, "report", filled, "-o", tmp_path / "out", "--formats", "html", "--as-of",
        "2026-03-02", "--json",
    )  # fmt: skip
    assert reported.returncode == 0, reported.stderr
    page = Path(json.loads(reported.stdout)["files"]["html"]).read_text(encoding="utf-8")
    for said in ("Véhicules", "Fourgon 1", "620", "Contrôle", "carnet d’entretien"):
        assert said in page


def test_a_wrong_cell_of_the_modules_table_is_told_at_its_place(own: Path, tmp_path: Path) -> None:
    filled = tmp_path / "filled.xlsx"
    assert kit(own, "fill", own / "data.yaml", "-o", filled).returncode == 0
    book = load_workbook(filled)
    sheet = book["Véhicules"]
    [cost] = [cell for row in sheet.iter_rows() for cell in row if cell.value == 620]
    cost.value = "cher"
    book.save(filled)
    [problem] = json.loads(kit(own, "check", filled, "--json").stdout)["problems"]
    assert (problem["code"], problem["sheet"]) == ("text_in_number", "Véhicules")
    assert problem["cell"] == cost.coordinate


def test_a_module_that_was_not_filled_leaves_no_trace(own: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text("company:\n  name: Transports Lavergne\n", encoding="utf-8")
    filled = tmp_path / "filled.xlsx"
    assert kit(own, "fill", data, "-o", filled).returncode == 0
    assert "Véhicules" not in load_workbook(filled).sheetnames


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("modules/fleet.toml", 'kind = "money"', 'kind = "cash"', "column.monthly_cost.kind"),
        ("modules/fleet.toml", 'sheet = "fleet"', 'sheet = "garage"', "table"),
        ("texts/en/modules/fleet.toml", 'name.label = "Vehicle"', "", "workbook.vehicles.name"),
        ("texts/fr/modules/fleet.toml", 'title = "Véhicules"\npurpose', "purpose", "modules.fleet"),
        ("checklists/fleet_safety.toml", "order = 900", "order = 10", "order"),
    ],
)
def test_a_slip_is_told_with_its_file_and_key(
    used: Path, file: str, old: str, new: str, key: str
) -> None:
    path = used / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_catalogue()
    assert key in caught.value.key


def test_a_firms_own_figure_wins_over_the_kits(used: Path) -> None:
    override = "[business.target_roi]\nvalue = 2.0\n"
    (used / "thresholds.toml").write_text(override, encoding="utf-8")
    assert load_catalogue().threshold("business.target_roi") == 2.0


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OWN_CONTENT, str(tmp_path / "nowhere"))
    with pytest.raises(ContentError) as caught:
        load_catalogue()
    assert caught.value.file == "nowhere"


def test_doctor_says_which_content_is_used(own: Path) -> None:
    assert str(own) in kit(own, "doctor").stdout


def test_the_gate_of_its_checklist_may_be_moved_in_the_explorer(used: Path) -> None:
    catalogue = load_catalogue()
    own = catalogue.levers["gates.fleet_safety"]
    assert (own.group, own.ceiling) == ("gates", 1)
    assert "adoption" in catalogue.levers  # beside those of the kit
    assert Texts("fr")["explore.lever.gates_fleet_safety"] == "Points de sécurité du parc à réunir"
