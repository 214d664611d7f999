"""Section notebooks → one notebook: one set of parameters, one kernel, one document.

Every section notebook runs alone, so each starts with the same ``parameters`` cell and the
same set-up; the composed notebook keeps the first of both. A set-up is run again after a
cell that may have undone it. Cells the analyst added travel as they are.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import nbformat
from nbformat import NotebookNode

from kit.errors import UsageError

Scalar = str | int | float | bool | None
_AS_WRITTEN: Mapping[str, int] = MappingProxyType({})


def compose(
    notebooks: Sequence[str], folders: Sequence[Path], shift: Mapping[str, int] = _AS_WRITTEN
) -> NotebookNode:
    """One notebook of the named section *notebooks*, in that order.

    Each is taken from the first of *folders* that has it. *shift*: how many levels lower
    the headings of some of them stand; kit.deliverable.contents reads it on their cells.

    Raises UsageError for a notebook that is missing, that is not a notebook, or whose
    ``parameters`` cell does not declare the same names as the first one's.
    """
    whole: NotebookNode = nbformat.v4.new_notebook()
    whole.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "kit"}
    declared: dict[str, type] | None = None
    for name in notebooks:
        paths = [folder / f"{name}.ipynb" for folder in folders]
        section = _load(next((path for path in paths if path.is_file()), paths[-1]))
        own = declared_parameters(section)
        if declared is not None and own.keys() != declared.keys():
            raise UsageError("commands.usage.notebook_parameters", {"notebook": name})
        for position, cell in enumerate(section.cells):
            if is_tagged(cell, "parameters") and declared is not None:
                continue
            copy = NotebookNode(cell)
            copy["id"] = f"{name}-{position}".replace("_", "-")
            moved = shift.get(name)
            copy.metadata["kit"] = {"section": name, **({"shift": moved} if moved else {})}
            whole.cells.append(copy)
        declared = declared or own
    whole.cells = list(_without_repeats(whole.cells))
    return whole


def _without_repeats(cells: Sequence[NotebookNode]) -> Iterator[NotebookNode]:
    """*cells* without the set-ups that would do again what is done."""
    in_force: set[str] = set()  # set-ups that ran, and that nothing undid
    for cell in cells:
        if cell.cell_type == "code":
            if is_tagged(cell, "setup"):
                if cell.source in in_force:
                    continue
                in_force = {cell.source}
            elif not _only_calls(cell.source):
                in_force = set()
        yield cell


def _only_calls(source: str) -> bool:
    """Whether *source* names nothing anew: it shows things, as the kit's own cells do."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic of IPython's
        return False
    return all(isinstance(line, ast.Expr) for line in tree.body) and not any(
        isinstance(node, ast.NamedExpr) for node in ast.walk(tree)
    )


def declared_parameters(notebook: NotebookNode) -> dict[str, type]:
    """Name → type of the annotated assignments in the cell tagged ``parameters``."""
    cells = [cell for cell in notebook.cells if is_tagged(cell, "parameters")]
    types = {"str": str, "int": int, "float": float, "bool": bool}
    return {
        node.target.id: types.get(ast.unparse(node.annotation), str)
        for cell in cells
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def parameters_from(
    given: Mapping[str, str], declared: Mapping[str, type], reserved: Sequence[str]
) -> dict[str, Scalar]:
    """The ``--set name=value`` pairs as typed scalars.

    Papermill only warns of an unknown name and guesses types (01000 becomes 1000): here
    an unknown or reserved name, or a value of another type, raises UsageError.
    """
    typed: dict[str, Scalar] = {}
    for name, value in given.items():
        if name not in declared or name in reserved:
            known = ", ".join(sorted(set(declared) - set(reserved)))
            raise UsageError("commands.usage.unknown_parameter", {"name": name, "known": known})
        kind = declared[name]
        try:
            typed[name] = _scalar(value, kind)
        except ValueError as error:
            params = {"name": name, "value": value, "kind_key": f"commands.kind.{kind.__name__}"}
            raise UsageError("commands.usage.parameter_type", params) from error
    return typed


def fingerprint(notebook: NotebookNode) -> str:
    """sha256 of the cells: the same sections, with the same comments, give the same."""
    cells = [
        [cell.cell_type, cell.source, cell.get("attachments"), cell.metadata.get("tags", [])]
        for cell in notebook.cells
    ]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def is_tagged(cell: NotebookNode, tag: str) -> bool:
    return tag in cell.metadata.get("tags", [])


def _scalar(value: str, kind: type) -> Scalar:
    if kind is bool:
        if value.lower() not in ("true", "false"):
            raise ValueError(value)
        return value.lower() == "true"
    if kind is float:
        return float(value.replace(",", "."))
    return int(value) if kind is int else value


def _load(path: Path) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError as error:
        raise UsageError("commands.usage.notebook_missing", {"notebook": str(path)}) from error
    except Exception as error:  # nbformat raises many kinds for what is not a notebook
        params = {"notebook": str(path)}
        raise UsageError("commands.usage.notebook_unreadable", params) from error
    return notebook
