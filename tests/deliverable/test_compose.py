from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from kit.deliverable.compose import compose, declared_parameters, parameters_from
from kit.deliverable.contents import contents_of
from kit.display.blocks import BLOCK_MIME
from kit.errors import UsageError

PARAMETERS = (
    'workbook: str = "a.xlsx"\nlang: str = "fr"\nhorizon_months: int = 0\nrate: float = -1.0'
)


def a_section(folder: Path, name: str, *sources: str, parameters: str = PARAMETERS) -> None:
    cells = [new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in sources]
    nbformat.write(new_notebook(cells=cells), folder / f"{name}.ipynb")


def test_sections_are_joined_in_order_with_one_parameters_cell(tmp_path: Path) -> None:
    a_section(tmp_path, "one", "1")
    a_section(tmp_path, "two", "2", "3")
    whole = compose(["two", "one"], [tmp_path])
    assert [cell.source for cell in whole.cells] == [PARAMETERS, "2", "3", "1"]
    assert len({cell.id for cell in whole.cells}) == 4
    nbformat.validate(whole)


def test_a_markdown_cell_the_analyst_added_travels(tmp_path: Path) -> None:
    a_section(tmp_path, "one", "1")
    notebook = nbformat.read(tmp_path / "one.ipynb", as_version=4)
    notebook.cells.append(new_markdown_cell("**Vu sur place.**"))
    nbformat.write(notebook, tmp_path / "one.ipynb")
    assert compose(["one"], [tmp_path]).cells[-1].source == "**Vu sur place.**"


@pytest.mark.parametrize(
    ("content", "key"),
    [(None, "commands.usage.notebook_missing"), ("not json", "commands.usage.notebook_unreadable")],
)
def test_a_notebook_that_cannot_be_read_is_a_usage_error(
    tmp_path: Path, content: str | None, key: str
) -> None:
    if content is not None:
        (tmp_path / "one.ipynb").write_text(content)
    with pytest.raises(UsageError) as caught:
        compose(["one"], [tmp_path])
    assert caught.value.key == key


def test_sections_with_other_parameters_do_not_compose(tmp_path: Path) -> None:
    a_section(tmp_path, "one", "1")
    a_section(tmp_path, "two", "2", parameters='workbook: str = ""')
    with pytest.raises(UsageError) as caught:
        compose(["one", "two"], [tmp_path])
    assert caught.value.key == "commands.usage.notebook_parameters"


def test_settings_keep_the_type_their_notebook_declares(tmp_path: Path) -> None:
    a_section(tmp_path, "one", "1")
    declared = declared_parameters(compose(["one"], [tmp_path]))
    given = {"rate": "0,07", "horizon_months": "36"}
    assert parameters_from(given, declared, ["workbook"]) == {"rate": 0.07, "horizon_months": 36}


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"horizon_month": "36"}, "commands.usage.unknown_parameter"),
        ({"workbook": "b.xlsx"}, "commands.usage.unknown_parameter"),
        ({"horizon_months": "trois"}, "commands.usage.parameter_type"),
    ],
)
def test_a_misspelt_or_mistyped_setting_is_refused(given: dict[str, str], key: str) -> None:
    declared = {"workbook": str, "horizon_months": int}
    with pytest.raises(UsageError) as caught:
        parameters_from(given, declared, ["workbook"])
    assert caught.value.key == key


def test_headings_of_a_notebook_may_stand_lower_in_a_document(tmp_path: Path) -> None:
    """Told on its cells, and read by what numbers the headings."""
    for name in ("one", "two"):
        a_section(tmp_path, name, name)
    whole = compose(["one", "two"], [tmp_path], {"two": 1})
    section = {"block": "section", "id": "a", "level": 1, "title": "Titre", "intro": None}
    for cell in whole.cells[1:]:
        moved = {"shift": 1} if cell.source == "two" else {}
        assert cell.metadata.get("kit", {}) == {"section": cell.source, **moved}
        cell.outputs = [nbformat.v4.new_output("display_data", {BLOCK_MIME: section})]
    assert [entry.title for entry in contents_of(whole).entries] == ["1. Titre", "1.1 Titre"]


SETUP = "from kit import open_engagement\nshow = open_engagement(workbook).show"


def set_ups(folder: Path, *between: str) -> int:
    """How many set-ups remain of two sections, the first ending with the cells *between*."""
    for name, sources in (("one", between), ("two", ("show.table('b')",))):
        parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
        set_up = new_code_cell(SETUP, metadata={"tags": ["setup"]})
        cells = [parameters, set_up, *(new_code_cell(source) for source in sources)]
        nbformat.write(new_notebook(cells=cells), folder / f"{name}.ipynb")
    return [cell.source for cell in compose(["one", "two"], [folder]).cells].count(SETUP)


def test_a_set_up_that_would_do_the_same_again_is_left_out(tmp_path: Path) -> None:
    assert set_ups(tmp_path, "show.table('a')\nshow.chart('c')", "print(1)") == 1


@pytest.mark.parametrize(
    "source",
    [
        "show = None",
        "lang = 'en'",
        "print(lang := 'en')",
        "%run other.py",
        "import show",
        "del show",
    ],
)
def test_a_set_up_is_run_again_after_a_cell_that_may_have_undone_it(
    tmp_path: Path, source: str
) -> None:
    assert set_ups(tmp_path, source) == 2
