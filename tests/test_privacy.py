"""What is delivered tells nothing of who made it, on which machine, in which folder.

One batch is run as a user, on a machine and in folders with names of their own; then every byte
of every file it left is searched for them: zip files unpacked, PDF streams decompressed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pikepdf
import pytest

from kit.arguments import ALL_FORMATS, VERSIONS
from kit.places import folder_of

USER, MACHINE, FOLDER = "marie.secret-analyste", "poste-secret-42", "dossier-secret"
FIRST_OF_ZIP = (1980, 1, 1)  # no moment of this machine
CORE = "docProps/core.xml"
# Run by every Python process of the batch: the machine has another name.
MASQUERADE = f"""
import os, platform, socket
platform.node = socket.gethostname = socket.getfqdn = lambda *_: {MACHINE!r}
if hasattr(os, "uname"):
    real = os.uname()
    os.uname = lambda: os.uname_result((real[0], {MACHINE!r}, *real[2:]))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The analyst's folder after a batch of two: one delivered in every way, one refused."""
    home = tmp_path_factory.mktemp("home") / USER
    work = home / FOLDER
    work.mkdir(parents=True)
    (home / "python").mkdir()
    (home / "python/sitecustomize.py").write_text(MASQUERADE, "utf-8")
    shutil.copy(folder_of("data_templates") / "exemple-comptable.xlsx", work / "client.xlsx")
    shutil.copy(folder_of("data_templates") / "exemple-a-corriger.xlsx", work / "faux.xlsx")
    shutil.copytree(folder_of("notebooks"), work / "carnets")
    names = dict.fromkeys(("USER", "LOGNAME", "USERNAME"), USER)
    names |= dict.fromkeys(("HOSTNAME", "COMPUTERNAME"), MACHINE)
    environment = {**os.environ, **names, "HOME": str(home), "PYTHONPATH": str(home / "python")}
    made = subprocess.run(
        [
            *(sys.executable, "-m", "kit", "batch", str(work / "client.xlsx"), "faux.xlsx"),
            *("--as-of", "2026-11-23", "--notebooks", "carnets", "-q"),
            *("--formats", ",".join(ALL_FORMATS), "--versions", ",".join(VERSIONS)),
        ],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 4, made.stderr
    assert made.stdout.count("2026-11-23-") == 1, made.stdout
    return home


@pytest.fixture(scope="module")
def delivered(home: Path) -> tuple[Path, ...]:
    """Every file of the run folder, and the firm's own two."""
    outputs = home / FOLDER / "outputs"
    [run] = outputs.glob("*/2026-*")
    files = [path for path in run.rglob("*") if path.is_file()]
    return (*files, *outputs.glob("portefeuille.*"))


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of *path*, then of what is packed in it."""
    content = path.read_bytes()
    yield path.name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for one in packed.infolist():
                yield f"{path.name}:{one.filename}", packed.read(one) + one.comment + one.extra
            yield f"{path.name}:comment", packed.comment
    if content.startswith(b"%PDF"):
        with pikepdf.open(path) as pdf:
            for number, thing in enumerate(pdf.objects):
                if isinstance(thing, pikepdf.Stream):
                    yield f"{path.name}:{number}", thing.read_bytes(pikepdf.StreamDecodeLevel.all)
                else:
                    yield f"{path.name}:{number}", repr(thing).encode()


def test_every_format_was_made(delivered: tuple[Path, ...]) -> None:
    names = {path.name for path in delivered}
    assert {path.suffix[1:] for path in delivered} >= {*ALL_FORMATS, "ipynb", "json", "log"}
    assert {"owner.pdf", "internal.html", "portefeuille.csv", "portefeuille.html"} <= names


def test_the_search_sees_what_is_packed(delivered: tuple[Path, ...]) -> None:
    for path in delivered:
        if path.suffix in (".xlsx", ".docx", ".pptx", ".pdf"):
            found = [name for name, content in parts(path) if b"Orneval" in content]
            assert [name for name in found if ":" in name], path.name


def test_no_byte_tells_the_user_the_machine_or_a_folder(
    home: Path, delivered: tuple[Path, ...]
) -> None:
    from kit.places import CONTENT

    secrets = [USER, MACHINE, FOLDER, str(home.parent), sys.prefix, str(CONTENT.parent.parent)]
    patterns = [
        re.compile(re.escape(secret.encode(coding)), re.IGNORECASE)
        for secret in secrets
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    leaks = [
        (name, pattern.pattern)
        for path in delivered
        for name, content in parts(path)
        for pattern in patterns
        if pattern.search(content)
    ]
    assert leaks == []


def test_office_files_name_the_firm_alone_and_the_date_of_the_run(
    delivered: tuple[Path, ...],
) -> None:
    for path in delivered:
        if path.suffix not in (".xlsx", ".docx", ".pptx"):
            continue
        with zipfile.ZipFile(path) as packed:
            assert {one.date_time[:2] for one in packed.infolist()} == {FIRST_OF_ZIP[:2]}
            core = ElementTree.fromstring(packed.read(CORE))
            said = {one.tag.rpartition("}")[2]: one.text or "" for one in core.iter()}
            app = packed.read("docProps/app.xml")
        assert {said["creator"], said["lastModifiedBy"]} <= {"", "Atelier Mirandel"}
        assert {said["created"], said["modified"]} == {"2026-11-23T00:00:00Z"}
        assert not re.search(rb"<(Company|Manager|Template)>[^<]", app)


def test_pdf_files_name_the_firm_alone_and_the_date_of_the_run(
    delivered: tuple[Path, ...],
) -> None:
    found = [path for path in delivered if path.suffix == ".pdf"]
    assert len(found) == 2
    for path in found:
        with pikepdf.open(path) as pdf:
            said = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert said.pop("/Author") == "Atelier Mirandel"
        assert said.pop("/CreationDate") == said.pop("/ModDate") == "D:20261123000000Z"
        assert re.fullmatch(r"Typst [\d.]+", said.pop("/Creator"))
        assert set(said) == {"/Title", "/Subject"}


def test_the_executed_notebook_holds_no_trace_of_how_it_was_run(
    delivered: tuple[Path, ...],
) -> None:
    [path] = [one for one in delivered if one.suffix == ".ipynb"]
    notebook = nbformat.read(path, as_version=4)
    assert set(notebook.metadata) == {"kernelspec", "kit", "language_info"}
    assert {key for cell in notebook.cells for key in cell.metadata} <= {"kit", "tags"}
    [injected] = [one for one in notebook.cells if "injected-parameters" in one.metadata.tags]
    assert 'workbook = "workbook.xlsx"' in injected.source  # a name of the kit's own


def test_nothing_is_left_beside_the_outputs(home: Path) -> None:
    made = {path.name for path in (home / FOLDER).iterdir()}
    assert made == {"client.xlsx", "faux.xlsx", "carnets", "outputs"}
    hidden = [path.name for path in home.iterdir() if path.name not in {FOLDER, "python"}]
    assert set(hidden) <= {".cache", ".config"}  # matplotlib's list of fonts, of any user
