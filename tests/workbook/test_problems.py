"""Every problem has its sentence, in both languages, and says what, where and how."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

import kit.workbook
from kit.texts import LANGUAGES, Texts
from kit.workbook.problems import Problem, clipped

ROOM = Path(kit.workbook.__file__).parent
WORDS = {
    "sheet": "Feuille",
    "column_key": "workbook.processes.minutes.label",
    "kind_key": "problems.kind.pdf",
    "what_key": "problems.personal.email",
    "table_key": "workbook.roles.title",
    **dict.fromkeys(
        (
            "limit",
            "lost",
            "version",
            "known",
            "told",
            "first",
            "before",
            "near",
            "rows",
            "name",
            "count",
            "most",
            "grid",
            "lever",
            "was",
            "line",
            "column",
        ),
        "7",
    ),
    **dict.fromkeys(("lacking_key", "right_key"), "workbook.flows.day.label"),
    **dict.fromkeys(("table", "tables"), "Gains"),
}


def sentences(lang: str) -> dict[str, str]:
    return {
        key.removeprefix("problems."): text
        for key, text in Texts(lang).items()
        if key.startswith("problems.") and key.count(".") == 1
    }


def codes() -> list[str]:
    return sorted(sentences("fr").keys() - {"at", "nothing"})


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_makes_a_sentence_of_its_fields(code: str, lang: str) -> None:
    problem = Problem(code, "error", "Feuille", "C3", "x", "problems.expected.number", WORDS)
    message = problem.message(Texts(lang))
    assert message.startswith("Feuille!C3")
    assert message.endswith((".", "?"))
    assert not re.search(r"[{}]", message)


def test_every_code_that_the_reader_gives_has_a_sentence() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    raised = set(
        re.findall(r'(?:Fault|Refused|Problem|Clash|self\.problem)\(\s*"([a-z_]+)"', source)
    )
    assert len(raised) > 40
    assert raised <= set(codes())


def test_a_value_with_braces_or_line_ends_cannot_break_a_sentence() -> None:
    problem = Problem("text_in_number", sheet="A", cell="B2", found="{x}\n{0}\x07 {place}")
    assert "{x} {0} {place}" in problem.message(Texts("fr"))


def test_a_value_is_quoted_up_to_forty_characters() -> None:
    assert clipped("a" * 40) == "a" * 40
    assert clipped("a" * 41) == "a" * 39 + "…"
    assert clipped("  a \n b ") == "a b"


def test_a_problem_without_a_sheet_has_no_place() -> None:
    problem = Problem("file_missing")
    assert problem.place == ""
    assert problem.message(Texts("en")).startswith("The file")


def test_a_problem_survives_pickling() -> None:
    problem = Problem("not_a_choice", "error", "A", "B2", "x", "oui, non", {"near": "oui"})
    assert pickle.loads(pickle.dumps(problem)) == problem
