"""What a command loads: seen in sys.modules, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from kit.places import folder_of

EXAMPLES = folder_of("data_templates")
HEAVY = (
    "IPython", "PIL", "babel.messages", "coloraide", "fontTools", "holidays", "icalendar",
    "ipykernel", "jinja2", "jupyter_client", "lxml", "matplotlib", "nbconvert", "nbformat",
    "numpy", "openpyxl", "pandas", "papermill", "seaborn", "typst", "xlsxwriter", "zmq",
)  # fmt: skip


def python(source: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", source]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def loaded(*arguments: object) -> tuple[int, set[str]]:
    """The exit code of `kit *arguments*`, and which of the heavy libraries it loaded."""
    source = (
        "import sys; from kit.__main__ import entry\n"
        f"sys.argv[1:] = {[str(one) for one in arguments]!r}\n"
        "try: entry()\n"
        "except SystemExit as end: code = end.code or 0\n"
        f"print(code, *(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    done = python(source)
    code, *names = done.stderr.splitlines()[-1].split()
    return int(code), set(names)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--help",), 0),
        (("report", "--help"), 0),
        (("--no-such-option",), 2),
        (("check", "no-such-file.xlsx"), 2),
        (("report", "no-such-file.xlsx"), 2),
        (("check", EXAMPLES / "exemple-comptable.xlsx"), 0),
        (("check", EXAMPLES / "exemple-a-corriger.xlsx"), 3),
        (("schema",), 0),
    ],
)
def test_a_light_command_loads_no_heavy_library(arguments: tuple[object, ...], code: int) -> None:
    assert loaded(*arguments) == (code, set())


def test_a_refused_workbook_loads_nothing_that_draws_or_exports(tmp_path: Path) -> None:
    code, names = loaded("report", EXAMPLES / "exemple-a-corriger.xlsx", "-o", tmp_path)
    assert code == 3
    assert names <= {"nbformat"}  # the notebooks that were asked for are looked at first


def test_help_reads_no_sentence_but_those_of_the_commands() -> None:
    source = (
        "from kit.arguments import parser_of; from kit.texts import Texts, _layered\n"
        "parser_of(Texts('fr')); print(_layered.cache_info().currsize)"
    )
    done = python(source)
    assert done.stdout.strip() == "2"  # in French and in English


def test_nbformat_does_not_compile_a_grammar_nobody_uses() -> None:
    source = (
        "import kit.deliverable.compose, sys, jsonschema\n"
        "print('lark' in sys.modules)\n"
        "kind = {'type': 'string', 'format': 'iri'}\n"
        "checker = jsonschema.Draft202012Validator.FORMAT_CHECKER\n"
        "for address in ('http://a.fr/', 'http://a.fr/ b'):\n"
        "    print(jsonschema.Draft202012Validator(kind, format_checker=checker).is_valid(address))"
    )
    done = python(source)
    assert done.stdout.split() == ["False", "True", "False"]
