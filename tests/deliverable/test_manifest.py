"""manifest.json: what a run was made from, without a trace of this machine."""

import json
from pathlib import Path
from typing import Any

from kit import __version__
from kit.deliverable.manifest import manifest_of, run_name, seal, sha256


def of(path: Path, **settings: Any) -> dict[str, Any]:
    return manifest_of(path, "report", "fr", "2026-11-23", settings)


def workbook(folder: Path, name: str = "acme.xlsx", content: bytes = b"content") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_it_holds_hash_versions_parameters_and_no_path(tmp_path: Path) -> None:
    made = of(workbook(tmp_path), horizon_months=36)
    assert made["workbook"] == {"name": "acme.xlsx", "sha256": sha256(tmp_path / "acme.xlsx")}
    assert made["kit"] == __version__
    assert made["parameters"] == {"lang": "fr", "horizon_months": 36}
    assert made["seed"] is None
    assert {"typst", "nbconvert", "papermill"} <= made["packages"].keys()
    assert str(tmp_path) not in json.dumps(made)


def test_the_short_hash_follows_the_inputs_and_nothing_else(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    short = of(path)["short"]
    assert len(short) == 8
    assert int(short, 16) >= 0
    assert of(workbook(tmp_path, "renamed.xlsx"))["short"] == short
    assert of(workbook(tmp_path, content=b"other"))["short"] != short
    assert of(path, horizon_months=12)["short"] != short
    assert manifest_of(path, "report", "fr", "2026-11-24", {})["short"] != short


def test_the_order_of_settings_does_not_matter(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    assert of(path, a=1, b=2) == of(path, b=2, a=1)


def test_a_run_is_named_by_its_date_and_short_hash(tmp_path: Path) -> None:
    made = of(workbook(tmp_path))
    assert run_name(made) == f"2026-11-23-{made['short']}"


def test_sealing_adds_each_file_with_its_hash(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    page = workbook(tmp_path, "report.html", b"<!doctype html>")
    sealed = seal(of(path), {"html": page})
    assert sealed["files"] == {
        "html": {"name": "report.html", "bytes": 15, "sha256": sha256(page)},
    }
    assert sealed["short"] == of(path)["short"]
