"""The rooms of the house, read from the syntax tree: what each may import and call."""

import ast
from pathlib import Path

import pytest

import kit

KIT = Path(kit.__file__).parent
MODULES = sorted(KIT.rglob("*.py"))
PURE = sorted((KIT / "analysis").rglob("*.py"))

# Pure: what is computed hangs on the arguments alone.
PURE_LIBRARIES = {
    "__future__", "calendar", "collections", "dataclasses", "datetime", "decimal", "fractions",
    "functools", "itertools", "math", "re", "types", "typing", "unicodedata",
    "holidays", "numpy",
}  # fmt: skip
IMPURE_CALLS = {
    "open", "print", "input", "exec", "eval", "__import__", "now", "today", "utcnow", "time",
    "random", "getenv", "setlocale", "read_text", "write_text", "hash", "id",
}  # fmt: skip
# Which rooms each room may use; the modules at the top of kit are named one by one.
FOUNDATIONS = {"__version__", "brand", "client", "catalogue", "errors", "texts"}
FOUNDATIONS |= {"colours", "font_files", "logo", "palette"}  # what a brand is made of
ALLOWED = {
    "analysis": {"client", "catalogue"},
    "workbook": FOUNDATIONS | {"places"},
    "display": FOUNDATIONS | {"analysis"},
    "deliverable": FOUNDATIONS | {"analysis", "display", "places", "retention"},
    "explore": FOUNDATIONS | {"analysis", "display", "workbook"},
    "workshop": FOUNDATIONS | {"analysis", "display", "explore", "workbook"},
    "lab": FOUNDATIONS
    | {"deliverable", "display", "places", "retention", "workbook", "workshop"}
    | {"run"},  # for a type only
    "client": set(),
    "errors": {"workbook"},  # for a type only: what a Problem is
    "texts": {"errors", "places"},
    "places": set(),
}
# `open_engagement` is a notebook's front door: it reads and analyses in one call.
# `beside` reads the files that stand beside the workbook for it.
FRONT_DOORS = {
    "display/show.py": {"workbook", "places", ""},
    "display/beside.py": {"workbook"},
}


def named(path):
    return path.relative_to(KIT).as_posix()


def room_of(path):
    first = path.relative_to(KIT).parts[0]
    return first.removesuffix(".py")


def imports(path):
    """(module, line) of every import, late ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno} relative import"
            if node.module == "kit":
                yield from ((f"kit.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else None
            yield name or getattr(function, "id", ""), node.lineno


def test_the_rooms_are_there():
    assert len(PURE) > 10
    assert {"analysis", "workbook", "display", "deliverable"} <= {room_of(path) for path in MODULES}


@pytest.mark.parametrize("path", PURE, ids=named)
def test_analysis_imports_nothing_that_reads_the_world(path):
    outside = [
        (module, line)
        for module, line in imports(path)
        if not module.startswith("kit.") and module.split(".")[0] not in PURE_LIBRARIES
    ]
    assert outside == []


@pytest.mark.parametrize("path", PURE, ids=named)
def test_analysis_asks_neither_a_file_nor_the_clock_nor_chance(path):
    assert [(name, line) for name, line in calls(path) if name in IMPURE_CALLS] == []


@pytest.mark.parametrize("path", PURE, ids=named)
def test_analysis_loads_no_catalogue_by_itself(path):
    assert "load_catalogue" not in [name for name, _ in calls(path)]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_the_commands_print(path):
    printed = [line for name, line in calls(path) if name == "print"]
    assert printed == [] or named(path) == "__main__.py"


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in ALLOWED], ids=named)
def test_dependencies_point_one_way(path):
    """The commands, `run` and the loader of the content are the doors: they use every room."""
    room = room_of(path)
    allowed = ALLOWED[room] | {room} | FRONT_DOORS.get(named(path), set())
    against = [
        (module, line)
        for module, line in imports(path)
        if module.startswith("kit.") and module.split(".")[1] not in allowed
    ]
    assert against == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_named_after_a_technique(path):
    assert path.stem not in {"utils", "helpers", "common", "core", "misc"}
