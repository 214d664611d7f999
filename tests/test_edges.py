"""Clients at the edges of a layout: every format is made of each, and nothing lies in it."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.deliverable.bpmn import write_maps
from kit.deliverable.calendar import plan_calendar
from kit.deliverable.html import KitHTMLExporter
from kit.deliverable.pdf import pdf_of
from kit.deliverable.slides import write_slides
from kit.deliverable.tasks import write_tasks
from kit.deliverable.word import write_word
from kit.deliverable.workbook_out import write_plan
from kit.display.words import Words
from kit.texts import Texts
from tests.clients import analysed
from tests.documents import contents, executed
from tests.edges import ARABIC, EMOJI, HEBREW, LONG, edges

AS_OF = date(2026, 3, 2)
WRONG = re.compile(r"\b(nan|None|inf|NaN|Traceback)\b|\{[a-z_]+\}")
EDGES = pytest.mark.parametrize("client", edges().values(), ids=edges())


def _words(client: Client) -> Words:
    return Words(analysed(client, AS_OF), load_catalogue(), Texts("fr"))


@EDGES
def test_the_pdf_keeps_its_standards_and_says_nothing_silly(client: Client) -> None:
    pdf, _, warnings = pdf_of(contents(client, "report"))
    standard = Texts("fr")["deliverable.warning.standard"].partition("{")[0]
    assert [warning for warning in warnings if warning.startswith(standard)] == []
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert WRONG.findall("\n".join(pages)) == []
    assert all(text.strip() for text in pages)


@EDGES
def test_the_page_says_nothing_silly(client: Client) -> None:
    page, _ = KitHTMLExporter().from_notebook_node(executed(client, "report"))
    text = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert WRONG.findall(text) == []


@EDGES
def test_the_office_files_open(client: Client, tmp_path: Path) -> None:
    import docx
    import pptx

    words = _words(client)
    write_slides(tmp_path / "s.pptx", words)
    write_word(tmp_path / "w.docx", contents(client, "report"))
    write_plan(tmp_path / "p.xlsx", words.analysis, words.texts)
    assert len(pptx.Presentation(str(tmp_path / "s.pptx")).slides) == 10
    assert docx.Document(str(tmp_path / "w.docx")).paragraphs
    assert load_workbook(tmp_path / "p.xlsx").sheetnames


@EDGES
def test_the_plan_travels(client: Client, tmp_path: Path) -> None:
    words = _words(client)
    tasks = words.analysis.plan.tasks
    write_tasks(tmp_path / "t.csv", words)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > len(tasks)
    assert len({len(row) for row in rows}) == 1
    calendar = Calendar.from_ical(plan_calendar(words.analysis, words.texts))
    uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids)) >= len(tasks)
    assert write_maps(tmp_path / "bpmn", words) == bool(client.steps)


def test_names_are_kept_whole_somewhere() -> None:
    """However a chart cuts a name, a table or an alternative text has all of it."""
    for edge, name in (("long-names", LONG), ("right-to-left", ARABIC), ("emoji", EMOJI)):
        said = str([piece.block for piece in contents(edges()[edge], "report").pieces])
        assert name in said.replace("\u202f", " ").replace("\u2060", "")


def test_a_losing_project_is_called_so() -> None:
    said = str([piece.block for piece in contents(edges()["negative"], "report").pieces])
    assert "ne se rembourse pas" in said


def test_what_follows_a_name_written_right_to_left_keeps_its_side() -> None:
    """Without the mark, the figure after the name is drawn before it."""
    said = _said("right-to-left")
    for name in (ARABIC, HEBREW):
        assert f"{name}\u200e\u202f»" in said
        assert f"{name}\u202f»" not in said


def test_small_amounts_are_never_rounded_away() -> None:
    said = _said("forty-cents").replace("\u202f", " ")
    assert "0,40 €" in said
    assert re.findall(r"de (\S+ €) à \1", said) == []


def test_two_hundred_names_never_stand_in_one_sentence() -> None:
    blocks = [piece.block for piece in contents(edges()["two-hundred"], "report").pieces]
    cells = [cell for one in blocks if one for row in one.get("rows", ()) for cell in row]
    assert max(map(len, cells)) < 3_000


def _said(edge: str) -> str:
    """Every block of the report of this client, as text."""
    blocks = [piece.block for piece in contents(edges()[edge], "report").pieces]
    return json.dumps(blocks, ensure_ascii=False, default=str)
