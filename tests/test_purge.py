"""`kit purge`: all that is kept of one client, said, removed when told, and of nobody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kit.__main__ import main
from kit.batch.portfolio import write_portfolio
from kit.batch.storage import Place, place_of
from kit.deliverable.locks import batch_lock, held, lock_beside
from kit.errors import InUse, UsageError
from kit.purge import LOG, purge
from kit.texts import LANGUAGES, Texts
from tests.batch.portfolios import REFUSED, delivered, portfolio

AS_OF = "2026-11-23"
RECORD = ".kit-batch/0123456789ab.json"


def a_run(place: Place, folder: str, client: str, short: str = "0a1b2c3d") -> str:
    """A run of *client* in *folder*, as far as a purge looks at it."""
    run = f"{folder}/{AS_OF}-{short}"
    place.write_text(f"{run}/report.html", client)
    place.write_text(f"{run}/notebooks/report.ipynb", "{}")
    place.write_text(f"{run}/results.json", json.dumps({"schema": 1, "client": client}))
    manifest = {"as_of": AS_OF, "files": {"html": {"name": "report.html"}}}
    place.write_text(f"{run}/manifest.json", json.dumps(manifest))
    return run


def a_portfolio(place: Place, **runs: str) -> None:
    """The portfolio of a batch: the clients by the folder of their run, one to correct."""
    rows = [
        delivered(number, name, run=place.at(run))
        for number, (name, run) in enumerate(runs.items(), start=1)
    ]
    for lang in LANGUAGES:
        write_portfolio(portfolio(*rows, REFUSED), Texts(lang), place)


def filled(place: Place) -> None:
    """Acme with all that may be kept of it, beside Bravo."""
    acme, bravo = a_run(place, "acme", "Acme"), a_run(place, "bravo", "Bravo")
    a_run(place, "acme", "Acme", "ffffffff")
    place.write_text("acme/.client.json", '{"source": "0"}')
    place.write_text(f"acme/echec-{AS_OF}-11111111.ipynb", "{}")
    place.write_text(f"acme/.en-cours-{AS_OF}-22222222/report.html", "half")
    place.write_text("acme/mes notes.txt", "of the consultant")
    for name, run in ((RECORD, acme), (".kit-batch/fedcba987654.json", bravo)):
        place.write_text(name, json.dumps({"schema": 1, "run": run, "client": "?"}))
    place.write_text(".kit-batch/batch.json", json.dumps({"schema": 1, "as_of": AS_OF}))
    a_portfolio(place, Acme=acme, Bravo=bravo)


@pytest.fixture(params=["folder", "url"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A folder of outputs, then the same at a URL."""
    if request.param == "folder":
        yield place_of(tmp_path / "outputs")
        return
    there = place_of(f"memory://{tmp_path.name}")
    yield there
    for name in there.names():
        there.remove(name)


def texts_of(place: Place) -> dict[str, str]:
    return {name: place.read_text(name) for name in place.files()}


def test_without_yes_everything_is_told_and_nothing_removed(place: Place) -> None:
    filled(place)
    before = texts_of(place)
    told = purge("Acme", place.where, do=False)
    assert texts_of(place) == before
    assert not told.done
    kinds = sorted(one.kind for one in told.items)
    assert kinds == [
        *("failed", "other", "record", "record", "row", "row", "row", "row", "run", "run"),
        "unfinished",
    ]
    runs = [one for one in told.items if one.kind == "run"]
    assert {(one.as_of, one.formats) for one in runs} == {(AS_OF, ("html",))}
    assert all(one.bytes > 0 for one in told.items)


@pytest.mark.parametrize("asked", ["Acme", "ACME", "acme", "acme/"])
def test_all_of_the_client_goes_and_nothing_of_another(place: Place, asked: str) -> None:
    filled(place)
    of_bravo = {name: text for name, text in texts_of(place).items() if name.startswith("bravo")}
    assert purge(asked, place.where, do=True).done
    left = texts_of(place)
    assert {name: text for name, text in left.items() if name.startswith("bravo")} == of_bravo
    assert ".kit-batch/fedcba987654.json" in left
    assert RECORD not in left
    assert not [name for name in left if name.startswith(("acme", ".a-jeter"))]
    assert not [name for name, text in left.items() if "acme" in text.casefold()]
    assert "Bravo" in left["portefeuille.html"]
    assert "Bravo" in left["portfolio.csv"]
    with pytest.raises(UsageError):
        purge(asked, place.where, do=True)


def test_a_dated_line_without_content_stays(place: Place) -> None:
    filled(place)
    purge("Acme", place.where, do=True)
    purge("Bravo", place.where, do=True)
    first, second = place.read_text(LOG).splitlines()
    assert first.endswith("kB")
    assert " 11 items " in first
    assert "ravo" not in first + second


def test_the_executed_notebooks_alone(place: Place) -> None:
    filled(place)
    done = purge("Acme", place.where, do=True, working=True)
    assert sorted(one.kind for one in done.items) == ["failed", "notebooks", "notebooks"]
    left = place.files()
    assert f"acme/{AS_OF}-0a1b2c3d/report.html" in left
    assert not [name for name in left if name.startswith("acme") and name.endswith(".ipynb")]
    assert f"bravo/{AS_OF}-0a1b2c3d/notebooks/report.ipynb" in left
    with pytest.raises(UsageError, match="nothing_working"):
        purge("Acme", place.where, do=True, working=True)


# -- who is meant -----------------------------------------------------------------------------


def namesakes(place: Place) -> None:
    first, second = a_run(place, "acme", "Acme"), a_run(place, "acme-1a2b", "ACME")
    other = a_run(place, "acme-cafe", "Acme Café")
    rows = [
        delivered(1, "Acme", run=place.at(first)),
        delivered(2, "ACME", run=place.at(second)),
        delivered(3, "Acme Café", run=place.at(other)),
    ]
    write_portfolio(portfolio(*rows), Texts("fr"), place)


def test_a_name_that_several_bear_asks_for_the_folder(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    namesakes(place)
    before = texts_of(place)
    for asked in ("Acme", "acme"):
        assert main(["purge", asked, "-o", place.where, "--yes"]) == 2
        told = capsys.readouterr().err
        assert "acme/, acme-1a2b/" in told
        assert "cafe" not in told
    assert texts_of(place) == before


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("acme/", {"acme-1a2b", "acme-cafe"}),
        ("acme-1a2b", {"acme", "acme-cafe"}),
        ("Acme Café", {"acme", "acme-1a2b"}),
    ],
)
def test_the_others_of_that_name_are_kept(place: Place, asked: str, kept: set[str]) -> None:
    namesakes(place)
    purge(asked, place.where, do=True)
    assert {name for name in place.names() if name.startswith("acme")} == kept
    table = place.read_text("portefeuille.csv")
    assert all(f"{folder}/{AS_OF}" in table for folder in kept)
    assert table.count(AS_OF + "-0a1b2c3d") == len(kept)


def test_a_name_of_another_alphabet_is_found_by_its_results(place: Place) -> None:
    a_run(place, "client", "発注書類")
    a_run(place, "client-1a2b", "شركة")
    purge("発注書類", place.where, do=True)
    assert [name for name in place.names() if name.startswith("client")] == ["client-1a2b"]


def test_a_client_that_has_but_a_row_is_found_by_its_workbook(place: Place) -> None:
    a_portfolio(place, Bravo=a_run(place, "bravo", "Bravo"))
    done = purge("faux", place.where, do=True)
    assert {one.kind for one in done.items} == {"row"}
    assert "faux" not in place.read_text("portefeuille.csv")


@pytest.mark.parametrize(
    "asked", ["", " ", "/", ".", "..", "../outputs", "../", ".kit-batch", "a/../..//", "/etc/"]
)
def test_a_name_that_leads_out_is_refused(place: Place, asked: str) -> None:
    filled(place)
    before = texts_of(place)
    with pytest.raises(UsageError):
        purge(asked, place.where, do=True)
    assert texts_of(place) == before


def test_a_folder_completed_by_the_shell_is_understood(tmp_path: Path) -> None:
    place = place_of(tmp_path)
    namesakes(place)
    purge(f"{tmp_path}/acme/", str(tmp_path), do=True)
    assert not (tmp_path / "acme").exists()
    assert (tmp_path / "acme-1a2b").exists()


# -- links, accidents -------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
@pytest.mark.parametrize("link", ["acme", f"acme/{AS_OF}-0a1b2c3d", "acme/more"])
def test_no_link_is_followed(tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    a_run(place_of(elsewhere), "acme", "Acme")
    outputs = tmp_path / "outputs"
    (outputs / link).parent.mkdir(parents=True)
    (outputs / link).symlink_to(elsewhere / "acme", target_is_directory=True)
    before = texts_of(place_of(elsewhere))
    told = purge("acme", str(outputs), do=True)
    assert [one.kind for one in told.items] == ["link"]
    assert not os.path.lexists(outputs / "acme")
    assert texts_of(place_of(elsewhere)) == before


KILLED = """
import os, sys
from kit.purge import purge
outputs, left = sys.argv[1], int(sys.argv[2])
def counted(real):
    def step(*args, **more):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*args, **more)
    return step
for name in ("unlink", "rmdir", "rename", "replace"):
    setattr(os, name, counted(getattr(os, name)))
purge("Acme", outputs, do=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is removed by other calls")
def test_a_purge_killed_at_any_step_is_gone_on_with(tmp_path: Path) -> None:
    steps = 0
    while True:
        place = place_of(tmp_path / str(steps))
        filled(place)
        ended = subprocess.run([sys.executable, "-c", KILLED, place.where, str(steps)], check=False)
        if ended.returncode == 0:
            break
        assert ended.returncode == 9
        for run in Path(place.where).glob("acme/2026-*"):  # what can be seen is whole
            assert len([path for path in run.rglob("*") if path.is_file()]) == 4
        with suppress(UsageError):  # it was killed when all was gone but its last line
            purge("Acme", place.where, do=True)
        assert not [name for name in place.files() if "acme" in name]
        texts = {name: place.read_text(name) for name in place.files()}
        assert not [name for name, text in texts.items() if "acme" in text.casefold()]
        steps += 3
    assert steps > 10


def test_nothing_is_removed_while_a_run_or_a_batch_is_being_made(tmp_path: Path) -> None:
    place = place_of(tmp_path)
    filled(place)
    before = texts_of(place)
    with batch_lock(tmp_path), pytest.raises(InUse):
        purge("Acme", str(tmp_path), do=True)
    run = tmp_path / "acme" / f"{AS_OF}-22222222"
    with held(lock_beside(run), "run", str(run)), pytest.raises(InUse):
        purge("Acme", str(tmp_path), do=True)
    assert texts_of(place) == before
    purge("Acme", str(tmp_path), do=True)


# -- what is said -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_says_what_it_does_and_what_it_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    place, texts = place_of(tmp_path), Texts(lang)
    filled(place)
    argv = ["purge", "Acme", "-o", str(tmp_path), "--lang", lang]
    assert main(argv) == 0
    printed = capsys.readouterr()
    assert texts["kept.not_covered"] in printed.out
    assert texts["commands.purge.not_yet"] in printed.err
    assert str(tmp_path / "acme" / f"{AS_OF}-0a1b2c3d") in printed.out
    assert main([*argv, "--yes", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["removed"] is True
    assert data["folder"] == "acme"
    assert len(data["items"]) == 11
    assert main(argv) == 2
