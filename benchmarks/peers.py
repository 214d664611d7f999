"""What others do with the same notebooks, as the commands they would type.

(a) usual: each section notebook of the document through the ``papermill`` command, then
    ``jupyter nbconvert --to html`` for each.
(b) tuned: the composed notebook written to a file, run once through the ``papermill``
    command, then ``jupyter nbconvert --to html``, and ``--to webpdf`` where Chromium is there.

They run the kit's own notebooks, so they profit from its charts; their kernel is plain
ipykernel, started as Jupyter starts it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from benchmarks.machine import program
from benchmarks.measure import Commands
from kit.deliverable.compose import compose
from kit.places import notebook_folders
from kit.run import _document, _sections
from kit.workbook.read import read_workbook

KERNEL = "python3"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def sections(workbook: Path, document: str) -> tuple[str, ...]:
    """The section notebooks that the kit runs for this client."""
    return _sections(_document(document), read_workbook(workbook))


def usual(workbook: Path, document: str, lang: str, as_of: str, folder: Path) -> Commands:
    """(a): two commands per section."""
    here = {path.stem: path for one in notebook_folders(None) for path in one.glob("*.ipynb")}
    commands: list[Sequence[str]] = []
    for name in sections(workbook, document):
        done = folder / f"{name}.ipynb"
        commands.append(_papermill(here[name], done, workbook, lang, as_of))
        commands.append(_nbconvert(done, "html"))
    return commands


def tuned(
    workbook: Path, document: str, lang: str, as_of: str, folder: Path, *, pdf: bool
) -> Commands:
    """(b): two commands, three with *pdf*. The composed notebook is written beforehand."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = _document(document)
    whole = compose(sections(workbook, document), notebook_folders(None), asked.shift)
    source, done = folder / "composed.ipynb", folder / "report.ipynb"
    nbformat.write(whole, source)
    commands = [_papermill(source, done, workbook, lang, as_of), _nbconvert(done, "html")]
    return [*commands, _nbconvert(done, "webpdf")] if pdf else commands


def webpdf_environment(folder: Path) -> Mapping[str, str] | None:
    """What lets nbconvert's webpdf find the system's Chromium; None: it cannot be used here.

    Playwright looks for a build of its own only: a link of the name it asks for leads to the
    system's.
    """
    system = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None
    added = {"PLAYWRIGHT_BROWSERS_PATH": str(folder)}
    before = dict(os.environ)
    os.environ.update(added)
    try:
        with sync_playwright() as playwright:
            try:
                playwright.chromium.launch(args=["--no-sandbox"]).close()
            except Error as error:
                asked = re.search(r"doesn't exist at (\S+)", str(error))
                if asked is None or system is None:
                    return None
                link = Path(asked.group(1))
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(system)
                playwright.chromium.launch(args=["--no-sandbox"]).close()
    except Error:
        return None
    finally:
        os.environ.clear()
        os.environ.update(before)
    return added


def _papermill(source: Path, done: Path, workbook: Path, lang: str, as_of: str) -> Sequence[str]:
    given = {"workbook": str(workbook), "lang": lang, "as_of": as_of}
    parameters = [part for name, value in given.items() for part in ("-p", name, value)]
    return (program("papermill"), str(source), str(done), "-k", KERNEL, *parameters)


def _nbconvert(notebook: Path, to: str) -> Sequence[str]:
    sandbox = ("--WebPDFExporter.disable_sandbox=True",) if to == "webpdf" else ()
    return (program("jupyter"), "nbconvert", "--to", to, *sandbox, str(notebook))
