"""A section notebook by hand: papermill runs it, `jupyter nbconvert` exports it."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from kit.places import folder_of


def run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, capture_output=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]


def test_papermill_then_nbconvert_give_the_page_and_the_document(tmp_path: Path) -> None:
    notebook = folder_of("notebooks") / "business_case.ipynb"
    workbook = folder_of("data_templates") / "exemple-comptable.xlsx"
    run("papermill", notebook, "out.ipynb", "-p", "workbook", workbook, cwd=tmp_path)
    for exporter in ("kit-pdf", "kit-html"):
        run("nbconvert", "--to", exporter, "out.ipynb", cwd=tmp_path)
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    document = PdfReader(BytesIO((tmp_path / "out.pdf").read_bytes()))
    written = "".join(sheet.extract_text() for sheet in document.pages)
    for text in (page, written):
        assert "603\u202f€" in text
    assert str(workbook.parent) not in page
