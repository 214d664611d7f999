"""The exporters by hand: `jupyter nbconvert --to kit-html`, `--to kit-pdf`."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter

from kit.deliverable.html import KitHTMLExporter
from kit.deliverable.pdf import KitPDFExporter
from tests.deliverable.sample import notebook


def test_both_exporters_are_registered() -> None:
    assert get_exporter("kit-html") is KitHTMLExporter
    assert get_exporter("kit-pdf") is KitPDFExporter


@pytest.mark.parametrize(
    ("name", "suffix", "start"),
    [("kit-html", ".html", b"<!doctype"), ("kit-pdf", ".pdf", b"%PDF-")],
)
def test_nbconvert_makes_the_file(tmp_path: Path, name: str, suffix: str, start: bytes) -> None:
    nbformat.write(notebook(), tmp_path / "executed.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", name, "executed.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / f"executed{suffix}").read_bytes().startswith(start)
