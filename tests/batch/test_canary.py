"""No byte of one client in another's files, in what is shared, printed or left behind.

`python -m benchmarks canary --clients 60` does the same over every document and format.
"""

from __future__ import annotations

import base64
import gzip
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from benchmarks.canaries import cell_words, marked, name_word, words_in
from benchmarks.canary import Batch, Found, canary, leaks_in
from benchmarks.engagement import engagement
from kit.catalogue import load_catalogue
from kit.workbook.data import client_from_data

EVERYTHING = ("--formats", "html,pdf,xlsx,ics,docx,pptx,csv,bpmn", "--versions", "lead,internal")
MIXED = (Batch("flash", 4, "fr", EVERYTHING), Batch("workshop", 2, "en"))
WORD = cell_words(3) + "abc"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("canary")


@pytest.fixture(scope="module")
def searched(room: Path) -> Found:
    return canary(room, MIXED, lambda sentence: None)


def test_no_client_is_seen_in_anything_of_another(searched: Found) -> None:
    assert searched.wrong == []
    assert searched.clients == 6
    assert searched.delivered == 4  # one is faulty, the notebook of another fails
    assert searched.files > 50


def test_a_leak_would_be_seen(searched: Found, room: Path) -> None:
    """The search is not blind: words put where they must not be are told."""
    run = next(run for run, owner in searched.runs.items() if owner.number == 0)
    (run / "run.log").write_text(f"Z-{cell_words(0).upper()}aab", encoding="utf-8")
    (run / "report.html").write_text(f"{cell_words(1)}aaa {cell_words(0)}aaa", encoding="utf-8")
    (room / "outputs" / "portfolio.csv").write_text(cell_words(4) + "aaa", encoding="utf-8")
    (room / "private" / "tmpdir" / "left").write_text(name_word(4), encoding="utf-8")
    told = leaks_in(room, searched)
    assert len(told) == 4, told
    assert "words of client 1" in next(one for one in told if "report.html" in one)


def test_every_free_text_of_a_client_is_marked() -> None:
    data = marked(engagement(6, 1), 3, 9)
    client = client_from_data(data, load_catalogue())  # references still lead somewhere
    assert client.company.name.endswith(name_word(9))
    texts = [process.name for process in client.processes]
    texts += [text for process in client.processes for text in (*process.tools, *process.actors)]
    texts += [gain.source or "" for gain in client.gains]
    texts += [answer.comment for answer in client.answers if answer.comment]
    assert all(cell_words(3) in text for text in texts)
    assert client.processes[0].owner == client.processes[0].role


@pytest.mark.parametrize(
    "content",
    [
        WORD.upper().encode(),
        "-".join(WORD).encode(),
        gzip.compress(WORD.encode()),
        b"url(data:image/svg+xml;base64," + base64.b64encode(b"<svg> " * 9 + WORD.encode()) + b")",
        f"{WORD[:6]}\n{WORD[6:]}".encode(),
    ],
    ids=["capitals", "hyphens", "gzip", "base64", "two lines"],  # gzip's own would hold the time
)
def test_a_word_is_found_however_it_is_wrapped(content: bytes) -> None:
    assert words_in(b"before " + content if content[:1] != b"\x1f" else content) == {WORD}


def test_a_word_cut_by_tags_of_an_office_file_is_found() -> None:
    package = BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", f"<t>{WORD[:5]}</t><t b='1'>{WORD[5:]}</t>")
    assert WORD in words_in(package.getvalue())
