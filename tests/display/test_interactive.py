"""What a notebook shows to somebody who looks at it, and only to them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from kit.deliverable.execute import execute
from kit.deliverable.html import KitHTMLExporter
from kit.display import interactive
from kit.display.blocks import BLOCK_MIME
from kit.display.html_blocks import block_to_html
from kit.display.interactive import SESSION, is_interactive
from kit.display.show import Show
from kit.places import folder_of
from tests.display.samples import HOSTILE, a_full_client, words
from tests.examples import client_of

SPOT = re.compile(r'<rect [^>]*fill="none" pointer-events="all" data-kit-tip="([^"]*)" />')
SECTION = "priorities.ipynb"


@pytest.fixture
def bundles(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    published: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.publish_display_data", published.append)
    return published


@pytest.fixture
def fresh() -> Iterator[None]:
    is_interactive.cache_clear()
    yield
    is_interactive.cache_clear()


def test_the_kernel_of_an_open_notebook_is_interactive_and_what_it_starts_is_not(
    fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SESSION, "business_case.ipynb")
    assert is_interactive()
    asked = f"import os; print({SESSION!r} in os.environ)"
    run = [sys.executable, "-c", asked]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "False\n"
    assert is_interactive()  # it still is


def test_another_process_is_not_interactive(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SESSION, raising=False)
    assert not is_interactive()


@pytest.mark.parametrize("chart", ["tornado", "cash_curve", "priorities_map", "ideas_map"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_marks_of_a_live_chart_tell_their_figures_and_change_nothing_else(
    chart: str, lang: str, bundles: list[dict[str, Any]]
) -> None:
    client = client_of("exemple-comptable")
    static = Show(words(client, lang))
    static.chart(chart)
    Show(words(client, lang), alive=True).chart(chart)
    still, alive = bundles[: len(bundles) // 2], bundles[len(bundles) // 2 :]
    assert [one[BLOCK_MIME] for one in still] == [one[BLOCK_MIME] for one in alive]
    assert "data-kit-tip" not in str(still)
    html = alive[0]["text/html"]
    assert len(SPOT.findall(html)) >= 5
    assert all(re.search(r"\d", tip) for tip in SPOT.findall(html))
    wrapped = f'<div class="kit-live" lang="{lang}">{still[0]["text/html"]}</div>'
    assert SPOT.sub("", html) == wrapped


def test_each_month_of_the_cash_curve_is_told(bundles: list[dict[str, Any]]) -> None:
    Show(words(client_of("exemple-comptable")), alive=True).chart("cash_curve")
    wide = bundles[0]["text/html"].partition("kit-phone")[0]
    told = SPOT.findall(wide)
    assert len(told) == 25 and told[6].startswith("Mois 6\n") and told[0].startswith("Départ\n")


def test_a_figure_tells_where_it_comes_from(bundles: list[dict[str, Any]]) -> None:
    Show(words(client_of("exemple-comptable")), alive=True).table("processes")
    tip = re.search(r'href="#trace-[^"]*" data-kit-tip="([^"]*)"', bundles[0]["text/html"])
    assert tip
    name, figure, formula = tip[1].replace("\u202f", " ").split("\n")
    assert (name, figure) == ("Saisie des factures d’achat", "Temps par mois")
    assert formula == "2 400 par mois × 2 min = 80 h"


def test_what_a_client_typed_is_escaped_in_tips(bundles: list[dict[str, Any]]) -> None:
    show = Show(words(a_full_client(HOSTILE)), alive=True)
    for chart in ("tornado", "cash_curve", "priorities_map"):
        show.chart(chart)
    show.table("processes")
    html = "".join(one["text/html"] for one in bundles)
    assert "data-kit-tip" in html
    assert not re.search(r"<script|<img|<b>", html)
    link = {"block": "cards", "cards": [
        {"label": "a", "value": "1", "note": None, "tone": "", "link": "trace-a"}]}  # fmt: skip
    assert 'data-kit-tip="&quot;&gt;&lt;b&gt;">' in block_to_html(link, {"trace-a": '"><b>'})


def test_a_notebook_run_while_somebody_looks_exports_as_one_that_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved in JupyterLab, then exported: the same page, no widget in it, no output lost."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    pages, notebooks = [], []
    for session in ("", SECTION):
        monkeypatch.setenv(SESSION, session)
        notebook = nbformat.read(folder_of("notebooks") / SECTION, 4)
        example = folder_of("data_templates") / "exemple-comptable.xlsx"
        told = f'workbook, as_of = {str(example)!r}, "2026-11-23"'
        notebook.cells.insert(1, nbformat.v4.new_code_cell(told, id="asked"))
        NotebookClient(notebook, kernel_name="python3", resources={}).execute()
        nbformat.validate(notebook)
        notebooks.append(notebook)
        pages.append(KitHTMLExporter().from_notebook_node(notebook)[0])
    assert pages[0] == pages[1]
    assert "<script" not in pages[1] and "widget" not in pages[1].lower()
    still, alive = notebooks
    assert 'class="kit-live"' not in str(still) and 'class="kit-live"' in str(alive)
    for cell, twin in zip(still.cells, alive.cells, strict=True):
        assert [one.data.keys() for one in cell.get("outputs", [])] == [
            one.data.keys() for one in twin.get("outputs", [])
        ]


def test_a_report_asked_from_an_open_notebook_is_run_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SESSION, SECTION)
    cell = nbformat.v4.new_code_cell(f"import os; print(os.environ.get({SESSION!r}))")
    kernel = {"name": "python3", "language": "python", "display_name": "kit"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    done = execute(notebook, {}, tmp_path)
    assert done.cells[-1].outputs[0].text == "None\n"
    assert os.environ[SESSION] == SECTION


def test_a_warm_process_has_no_widget() -> None:
    """What a run of a report imports, `kit report` and its kernel alike."""
    asked = (
        "import kit.warmed, sys; from kit.display.interactive import is_interactive\n"
        "print('anywidget' in sys.modules, 'kit.display.view' in sys.modules,"
        " is_interactive.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "0"]


def test_one_widget_serves_all_notebooks_of_a_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    from kit.display.view import LivePage

    monkeypatch.setattr(interactive, "_pages", [])
    interactive.bring_alive.cache_clear()
    for lang in ("fr", "en", "fr"):
        interactive.bring_alive(lang)
    assert all(isinstance(page, LivePage) for page in interactive._pages)
    assert [page.words["filter"] for page in interactive._pages] == ["Filtrer", "Filter"]  # type: ignore[attr-defined]
    interactive.bring_alive.cache_clear()
