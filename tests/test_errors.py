"""Errors cross processes whole, and every sentence they need exists in both languages."""

import ast
import pickle
from pathlib import Path

import pytest

import kit
from kit import errors
from kit.texts import LANGUAGES, Texts
from kit.workbook.problems import Problem

EXAMPLES = [
    errors.KitError("anything", 1),
    errors.UsageError("commands.usage.no_file", {"path": "a.xlsx"}),
    errors.WorkbookRejected("a.xlsx", (Problem("not_a_choice", sheet="Plan", cell="D3"),), "en"),
    errors.OutputExists("outputs/a"),
    errors.InUse("run", "outputs/a/b", "17", "laptop", "2026-11-23 04:40"),
    errors.CannotWrite("disk_full", "outputs", "No space left on device"),
    errors.ContentError("plan.toml", "pilot.day", "too late"),
    errors.NotebookFailed("failed.ipynb", "ValueError: x", "outputs/a.ipynb"),
]


def test_every_class_has_an_example() -> None:
    classes = {type(example) for example in EXAMPLES}
    assert classes == {errors.KitError, *errors.KitError.__subclasses__()}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_survives_pickling_with_its_fields(error: errors.KitError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert vars(copy) == vars(error)
    assert copy.exit_code == error.exit_code
    assert str(copy) == str(error)


def test_the_log_line_of_a_refused_workbook_holds_places_and_codes_but_no_value() -> None:
    problem = Problem("not_a_choice", sheet="Plan", cell="D3", found="secret")
    line = str(errors.WorkbookRejected("a.xlsx", (problem,)))
    assert line == "a.xlsx: 1 to correct: Plan!D3 (not_a_choice)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_usage_error_raised_in_the_code_has_its_sentence(lang: str) -> None:
    texts = Texts(lang)
    keys = {
        node.args[0].value
        for path in Path(kit.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", None) == "UsageError"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(keys) > 5
    assert not [key for key in keys if key not in texts]
