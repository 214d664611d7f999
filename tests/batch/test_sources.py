"""PATH… → workbooks: folders, globs, lists, files and URLs, told all at once when they are idle."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kit.batch.sources import names_of, workbooks
from kit.batch.trees import under
from kit.deliverable.manifest import run_name
from kit.errors import UsageError

RUN = run_name({"as_of": "2026-01-15", "short": "9b58c6c5"})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the tests work in: three clients, and all that is none."""
    monkeypatch.chdir(tmp_path)
    put(
        "clients/2026-01/zoé.xlsx",
        "clients/2026-01/Ann.XLSX",
        "clients/2026-02/paul.ods",
        "clients/2026-02/notes.docx",
        "clients/2026-02/~$paul.xlsx",
        "clients/2026-02/.~lock.paul.ods#",
        "clients/.corbeille/ancien.xlsx",
        "clients/.caché.xlsx",
        f"clients/livrables/dupont/{RUN}/plan.xlsx",
        f"clients/livrables/dupont/{RUN}-ancien-1/plan.xlsx",
    )
    return tmp_path


def put(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"PK")


def found(*paths: str, outputs: str = "outputs") -> list[str]:
    return [Path(one).as_posix() for one in workbooks(paths, outputs)]


def idle(paths: Sequence[str]) -> list[str]:
    with pytest.raises(UsageError) as caught:
        workbooks(paths, "outputs")
    assert caught.value.key == "commands.usage.no_workbook"
    assert caught.value.exit_code == 2
    return [line.strip() for line in caught.value.params["paths"].splitlines() if line]


CLIENTS = ["clients/2026-01/Ann.XLSX", "clients/2026-01/zoé.xlsx", "clients/2026-02/paul.ods"]


def test_a_folder_gives_its_workbooks_sorted_whatever_else_is_there(here: Path) -> None:
    assert found("clients") == CLIENTS


def test_the_outputs_in_a_folder_are_passed_over(here: Path) -> None:
    put("clients/sorties/dupont/annexe.xlsx")
    assert found("clients", outputs="clients/sorties") == CLIENTS
    assert found("clients", outputs=str(here / "clients" / "sorties")) == CLIENTS
    assert found("clients/**/*.xlsx", outputs="clients/sorties") == CLIENTS[1:2]
    assert "clients/sorties/dupont/annexe.xlsx" in found("clients", outputs="ailleurs")


def test_workbooks_beside_the_runs_are_found_when_the_outputs_are_the_folder(here: Path) -> None:
    assert found("clients", outputs="clients") == CLIENTS
    assert found("clients/*/*", outputs=".") == CLIENTS


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("clients/2026-*/*.xlsx", CLIENTS[1:2]),
        ("'clients/2026-0?/*'", CLIENTS),
        ('"clients/2026-0[2]/*.*"', CLIENTS[2:]),
        ("clients/**/*.ods", CLIENTS[2:]),
        ("clients/2026-*", CLIENTS),
        ("clients/**", CLIENTS),
    ],
)
def test_a_glob_finds_workbooks_and_folders_of_them(
    here: Path, pattern: str, expected: list[str]
) -> None:
    """A console that strips no quotes (cmd.exe) leaves them to us."""
    assert found(pattern) == expected


def test_a_folder_whose_name_looks_like_a_glob_is_a_folder(here: Path) -> None:
    put("clients [2027]/a.xlsx")
    assert found("clients [2027]") == ["clients [2027]/a.xlsx"]


def test_a_workbook_named_outright_is_taken_as_it_is(here: Path) -> None:
    put("clients/questionnaire", "clients/~$x.xlsx")
    assert found("clients/questionnaire", "clients/~$x.xlsx") == [
        "clients/questionnaire",
        "clients/~$x.xlsx",
    ]


def test_a_workbook_counts_once_however_it_is_spelled(here: Path) -> None:
    put("a.xlsx", "b.xlsx")
    assert found("a.xlsx", "./a.xlsx", str(here / "a.xlsx"), "clients/../a.xlsx", "b.xlsx") == [
        "a.xlsx",
        "b.xlsx",
    ]
    assert workbooks([(here / "a.xlsx").as_uri(), "a.xlsx"]) == (str(here / "a.xlsx"),)


@pytest.mark.skipif(sys.platform == "win32", reason="links ask for rights there")
def test_a_link_is_the_workbook_it_leads_to(here: Path) -> None:
    put("a.xlsx")
    Path("lien.xlsx").symlink_to("a.xlsx")
    Path("raccourci").symlink_to("clients", target_is_directory=True)
    assert found("lien.xlsx", "a.xlsx") == ["lien.xlsx"]
    assert len(found("raccourci", "clients")) == 3


def test_a_list_names_workbooks_from_its_own_folder(here: Path) -> None:
    Path("clients/liste.txt").write_text(
        "# mission de mars\n\n2026-01/zoé.xlsx\n  '2026-02'  \n" + str(here / "clients/2026-01"),
        encoding="utf-8",
    )
    assert found("clients/liste.txt") == [CLIENTS[1], CLIENTS[2], str(here / CLIENTS[0])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_as_windows_programs_write_it(here: Path, encoding: str) -> None:
    Path("liste.txt").write_bytes("clients/2026-01/zoé.xlsx\r\n".encode(encoding))
    assert found("liste.txt") == [CLIENTS[1]]


@pytest.mark.parametrize(
    "table",
    [
        "client;Classeur ;remarque\nZoé;clients/2026-01/zoé.xlsx;à relire\nPaul;;\n",
        'workbook,client\n"clients/2026-01/zoé.xlsx","Zoé, et fils"\n',
        "client\tCLASSEUR\nZoé\tclients/2026-01/zoé.xlsx\nseul\n",
    ],
)
def test_a_table_names_workbooks_in_its_column(here: Path, table: str) -> None:
    Path("suivi.csv").write_text(table, encoding="utf-8-sig")
    assert found("suivi.csv") == [CLIENTS[1]]


def test_a_table_without_the_column_is_refused(here: Path) -> None:
    Path("suivi.csv").write_text("client;fichier\nZoé;a.xlsx\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        workbooks(["suivi.csv"])
    assert caught.value.key == "commands.usage.list_column"


def test_all_that_names_nothing_is_told_at_once(here: Path) -> None:
    Path("vide").mkdir()
    Path("vide.txt").write_text("# rien\n", encoding="utf-8")
    Path("liste.txt").write_text("clients/2026-01\nabsent.xlsx\nautre.txt\n", encoding="utf-8")
    assert idle(["clients", "vide", "*.ods", "nulle-part.xlsx", "vide.txt", "liste.txt"]) == [
        "vide",
        "*.ods",
        "nulle-part.xlsx",
        "vide.txt",
        "liste.txt:2 : absent.xlsx",
        "liste.txt:3 : autre.txt",
    ]


def test_a_folder_that_may_not_be_looked_into_is_told_with_the_rest(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "2026-02":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert idle(["clients", "absent"]) == [str(Path("clients/2026-02")), "absent"]


def test_rows_are_called_by_the_shortest_end_that_is_theirs_alone() -> None:
    sources = ["x/dupont/plan.ods", "y/dupont/plan.ods", "x/martin.ods", "s3://b/y/martin.xlsx"]
    assert names_of(sources) == (
        "x/dupont/plan.ods",
        "y/dupont/plan.ods",
        "martin.ods",
        "martin.xlsx",
    )
    assert names_of(["a.xlsx", "b/a.xlsx"]) == ("a.xlsx", "b/a.xlsx")
    assert names_of([]) == ()
    assert names_of(["sftp://ann:secret@h/a.xlsx", "sftp://bob:secret@i/a.xlsx"]) == (
        "h/a.xlsx",
        "i/a.xlsx",
    )


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> str:
    """The URL of a folder with the same clients."""
    fsspec = pytest.importorskip("fsspec")
    root = "memory:/" if request.param == "memory" else request.getfixturevalue("s3")
    url = f"{root}/{secrets.token_hex(4)}"
    files = fsspec.filesystem(request.param)
    for name in (
        "clients/2026-01/zoé.xlsx",
        "clients/2026-01/Ann #1.XLSX",
        "clients/2026-02/paul.ods",
        "clients/2026-02/~$paul.xlsx",
        "clients/.corbeille/ancien.xlsx",
        f"clients/livrables/dupont/{RUN}/plan.xlsx",
        "clients/sorties/annexe.xlsx",
    ):
        files.pipe_file(f"{url}/{name}", b"PK")
    files.pipe_file(f"{url}/clients/liste.txt", b"2026-02\n2026-01/absent.xlsx\n")
    return url


def test_urls_name_folders_globs_files_and_lists_as_paths_do(store: str) -> None:
    clients = f"{store}/clients"
    all_three = [
        f"{clients}/2026-01/Ann #1.XLSX",
        f"{clients}/2026-01/zoé.xlsx",
        f"{clients}/2026-02/paul.ods",
    ]
    ours = f"{clients}/sorties"
    assert list(workbooks([clients], ours)) == all_three
    assert list(workbooks([f"{clients}/"], ours)) == all_three
    assert list(workbooks([f"{clients}/2026-*/*"], ours)) == all_three
    assert list(workbooks([f"{clients}/2026-*"], ours)) == all_three
    assert list(workbooks([f"{clients}/**/*.ods"], ours)) == all_three[2:]
    assert list(workbooks([all_three[0], all_three[0]], ours)) == all_three[:1]
    assert under(f"{clients}/sorties/annexe.xlsx") == (f"{clients}/sorties/annexe.xlsx",)
    assert idle([f"{clients}/2025-*", f"{store}/absent", f"{clients}/liste.txt"]) == [
        f"{clients}/2025-*",
        f"{store}/absent",
        f"{clients}/liste.txt:2 : {clients}/2026-01/absent.xlsx",
    ]


def test_a_list_here_may_name_urls(here: Path, store: str) -> None:
    Path("liste.txt").write_text(
        f"clients/2026-02\n{store}/clients/2026-02/paul.ods\n", encoding="utf-8"
    )
    assert found("liste.txt")[0] == CLIENTS[2]
    assert workbooks(["liste.txt"])[1] == f"{store}/clients/2026-02/paul.ods"


def test_a_store_that_refuses_us_is_told_with_its_address(s3: str) -> None:
    with pytest.raises(UsageError) as caught:
        workbooks(["s3://KEY:SECRET@un-seau-absent/clients"])
    told = str(caught.value)
    assert "s3://un-seau-absent/clients" in told
    assert "SECRET" not in told
