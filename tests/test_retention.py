"""How long a run is kept: dates in its manifest, and who is told when they are past."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from kit.__main__ import main
from kit.catalogue import load_catalogue
from kit.deliverable.manifest import manifest_of, sha256_of_folder, short_hash
from kit.errors import ContentError
from kit.places import CONTENT
from kit.retention import PARTS, RUN, WORKING, past, periods, retention_of
from kit.texts import LANGUAGES, Texts


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm's own content, for the time of a test."""
    folder = tmp_path / "contenu"
    folder.mkdir()
    monkeypatch.setenv("KIT_CONTENT", str(folder))
    return folder


def a_run(outputs: Path, client: str, as_of: str, *, dated: bool = True) -> Path:
    folder = outputs / client / f"{as_of}-0a1b2c3d"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks/report.ipynb").write_text("{}", "utf-8")
    kept = {"retention": retention_of(as_of)} if dated else {}
    (folder / "manifest.json").write_text(json.dumps({"as_of": as_of, **kept}), "utf-8")
    return folder


def test_the_manifest_gives_dates_that_follow_the_run_not_the_day(tmp_path: Path) -> None:
    workbook = tmp_path / "a.xlsx"
    workbook.write_bytes(b"a")
    made = manifest_of(workbook, "report", "fr", "2026-08-31", {})
    months = {part: period.months for part, period in periods().items()}
    assert months == {WORKING: 6, RUN: 60}
    assert made["retention"] == {"working_until": "2027-02-28", "until": "2031-08-31"}
    assert short_hash({**made, "retention": {}}) == made["short"]


def test_every_period_has_its_source_in_words() -> None:
    for lang in LANGUAGES:
        assert all(Texts(lang)[f"kept.source.{periods()[part].source}"] for part in PARTS)


def test_a_firm_decides_of_its_own_months(own: Path) -> None:
    before = sha256_of_folder(own)
    (own / "retention.toml").write_text("[run]\nmonths = 120\n", "utf-8")
    assert retention_of("2026-11-23") == {"working_until": "2027-05-23", "until": "2036-11-23"}
    assert sha256_of_folder(own) == before  # it shapes no document: no run gets another name
    assert load_catalogue()


@pytest.mark.parametrize(
    "rule",
    [
        "[run]\nmonths = 0\n",
        "[run]\nmonths = 2.5\n",
        "[run]\nmonths = 3\n",  # notebooks would outlive the run they are in
        '[run]\nsource = "hearsay"\n',
        "[run]\nyears = 5\n",
        "[invoice]\nmonths = 120\n",
        "[run\n",
    ],
)
def test_a_wrong_rule_is_refused_with_its_file(own: Path, rule: str) -> None:
    (own / "retention.toml").write_text(rule, "utf-8")
    with pytest.raises(ContentError):
        periods()


def test_the_rule_of_the_kit_says_where_it_comes_from() -> None:
    text = (CONTENT / "retention.toml").read_text("utf-8")
    assert text.count("source = ") == text.count("date = ") == len(PARTS)


def test_runs_past_their_date_are_found_by_folder_and_date(tmp_path: Path) -> None:
    a_run(tmp_path, "vieux", "2020-01-15")
    a_run(tmp_path, "sans-date", "2020-01-15", dated=False)
    a_run(tmp_path, "recent", "2026-01-15")
    a_run(tmp_path, "d-hier", "2026-11-22")
    spent = a_run(tmp_path, "sans-carnet", "2026-01-15")
    shutil.rmtree(spent / "notebooks")
    found = past(tmp_path, date(2026, 11, 23))
    assert [(one.run, one.part, one.until) for one in found] == [
        ("sans-date/2020-01-15-0a1b2c3d", RUN, "2025-01-15"),
        ("vieux/2020-01-15-0a1b2c3d", RUN, "2025-01-15"),
        ("recent/2026-01-15-0a1b2c3d", WORKING, "2026-07-15"),
    ]
    assert Path(found[0].folder) == tmp_path / "sans-date/2020-01-15-0a1b2c3d"


def test_the_day_itself_is_still_in_time(tmp_path: Path) -> None:
    a_run(tmp_path, "a", "2026-05-23")
    assert past(tmp_path, date(2026, 11, 23)) == ()
    assert len(past(tmp_path, date(2026, 11, 24))) == 1


def test_what_is_no_run_of_ours_is_passed_over(tmp_path: Path) -> None:
    assert past(tmp_path / "nowhere", date(2030, 1, 1)) == ()
    for content in ("", "[]", '{"as_of": 3}', '{"as_of": "2020-01-01", "retention": 7}'):
        folder = tmp_path / f"a{len(content)}/2020-01-01-0a1b2c3d"
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(content, "utf-8")
    a_run(tmp_path, ".en-cours-a", "2020-01-15")
    assert past(tmp_path, date(2030, 1, 1)) == ()


def test_a_url_is_looked_at_as_a_folder_is() -> None:
    from kit.batch.storage import place_of

    place = place_of("memory://kept")
    place.write_text("a/2020-01-15-0a1b2c3d/manifest.json", '{"as_of": "2020-01-15"}')
    [one] = past("memory://kept", date(2026, 1, 1))
    assert one.run == "a/2020-01-15-0a1b2c3d"
    assert one.folder.startswith("memory://")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_doctor_tells_them_as_remarks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    folder = a_run(tmp_path, "vieux", "2020-01-15")
    assert main(["doctor", "-o", str(tmp_path), "--lang", lang]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if str(folder) in line]
    assert len(told) == 1
    assert "2025-01-15" in told[0]
    assert told[0].startswith(Texts(lang)["commands.doctor.remark"])
