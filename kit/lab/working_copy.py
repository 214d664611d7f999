"""The notebooks an analyst works in: copies, bound to one client, in a folder of their own.

``outputs/<client>/carnets`` holds a copy of each notebook of the kit, whose parameters name the
client's workbook. Opened again, a copy that the analyst changed is kept, another is made anew
from the kit's. ``.copie.json`` in it says what was copied: hashes, nothing of the client.
"""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from kit.deliverable.client_folder import chosen, claimed, owner_of, source_id
from kit.deliverable.compose import fingerprint, is_tagged
from kit.deliverable.disk import writing
from kit.places import notebook_folders
from kit.retention import COPY, COPY_RECORD

if TYPE_CHECKING:
    from nbformat.sign import NotebookNotary

    from kit.run import Exploring

KERNEL = {"name": "kit", "display_name": "Kit", "language": "python"}
_BOUND = ("workbook", "lang", "as_of", "scenario", "votes")  # parameters that `kit explore` sets
_DIGITS = 8  # of the workbook's source id, after the name of a folder that is not the first


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """`folder` is ready to be worked in; `kept` are the notebooks the analyst had changed."""

    folder: Path
    kept: tuple[Path, ...] = ()
    apart: bool = False  # another workbook of that client's name has the first folder


@contextmanager
def working_copy(asked: Exploring, slug: str) -> Iterator[WorkingCopy]:
    """The copy for *asked*, locked for the block; raises InUse when it is open already."""
    source = source_id(str(asked.workbook), str(asked.outputs))
    with ExitStack() as working:
        with writing(asked.outputs):
            name = _name_for(asked, slug, source)
            folder = working.enter_context(
                claimed(asked.outputs, slug, name, source, what="explore")
            )
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            kept = refresh(folder, _bindings(asked, folder), source)
        yield WorkingCopy(folder, kept, name != COPY)


def bound_notebook(name: str, asked: Exploring, folder: Path) -> Path:
    """The kit's notebook *name* in *folder*, bound to *asked*."""
    found = next(path for path in _of_the_kit(asked.lang) if path.name == name)
    notebook = nbformat.read(found, as_version=4)
    _write(bound(notebook, _bindings(asked, folder)), folder / name)
    return folder / name


def signed(copy: WorkingCopy, notary: NotebookNotary) -> None:
    """Have Jupyter trust the notebooks that were kept: what they show is the analyst's own."""
    for path in copy.kept:
        if (notebook := _read(path)) is not None:
            notary.sign(notebook)


def refresh(folder: Path, values: Mapping[str, str], source: str) -> tuple[Path, ...]:
    """Bring every notebook of the kit to *folder*, bound to *values*; those kept as they were."""
    copied: dict[str, str] = record_of(folder).get("copied", {})
    kept = []
    for path in _of_the_kit(values["lang"]):
        target, fresh = folder / path.name, nbformat.read(path, as_version=4)
        if fresh.metadata.get("lang") not in (None, values.get("lang")):
            continue  # the guided tour of another language
        made = fingerprint(_unbound(fresh))
        own = _read(target)
        # The same as the kit's today, though not recorded: its making was cut short.
        if target.exists() and (own is None or _print(own) not in (copied.get(path.name), made)):
            kept.append(target)
            fresh = own
        else:
            copied[path.name] = made
        if fresh is not None:
            _write(bound(fresh, values), target)
    told = {"opened": date.today().isoformat(), "source": source, "copied": copied}
    (folder / COPY_RECORD).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return tuple(kept)


def bound(notebook: NotebookNode, values: Mapping[str, str]) -> NotebookNode:
    """*notebook* with these *values* of its parameters, for the kit's kernel.

    Line by line: other parameters and remarks stay as the analyst wrote them.
    """
    copy: NotebookNode = deepcopy(notebook)
    copy.metadata["kernelspec"] = dict(KERNEL)
    for cell in copy.cells:
        if is_tagged(cell, "parameters"):
            cell.source = _with_values(cell.source, values)
        if is_tagged(cell, "parameters") or is_tagged(cell, "setup"):
            cell.metadata["jupyter"] = {"source_hidden": True}  # of no use to a reader
    return copy


def _bindings(asked: Exploring, folder: Path) -> dict[str, str]:
    """What the parameters of a notebook in *folder* are to be."""
    return {
        "workbook": _seen_from(asked.workbook, folder),
        "lang": asked.lang,
        "as_of": asked.as_of,
        "scenario": asked.scenario,
        "votes": _seen_from(asked.votes, folder) if asked.votes else "",
    }


def record_of(folder: Path) -> dict[str, Any]:
    """What was copied to *folder*, when, for which workbook; empty when nothing was."""
    try:
        told = json.loads((folder / COPY_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _name_for(asked: Exploring, slug: str, source: str) -> str:
    """COPY, unless that folder is of another workbook, which is still there.

    Two files of one client's name may be two clients: nothing of one is shown to the other.
    """
    outputs = asked.outputs
    client = outputs / chosen(slug, source, frozenset(), lambda one: owner_of(outputs / one))
    first = client / COPY
    if record_of(first).get("source", source) == source:
        return COPY
    other = _workbook_of(first)
    return COPY if other is None or not other.exists() else f"{COPY}-{source[:_DIGITS]}"


def _workbook_of(folder: Path) -> Path | None:
    """The workbook that the notebooks in *folder* are bound to."""
    for name in record_of(folder).get("copied", {}):
        notebook = _read(folder / name)
        for cell in notebook.cells if notebook else ():
            if is_tagged(cell, "parameters"):
                for parameter, value in _values(cell.source):
                    if parameter == "workbook" and isinstance(value, ast.Constant):
                        return folder / str(value.value)
    return None


def tour(lang: str) -> Path | None:
    """The guided tour in *lang*: the notebook that says it is written in one language."""
    return next((path for path in _of_the_kit(lang) if _language_of(path) == lang), None)


def _of_the_kit(lang: str) -> Iterator[Path]:
    """Its notebooks, a firm's own in place of those of the same name; none in another language."""
    named: dict[str, Path] = {}
    for folder in reversed(notebook_folders(None)):
        named.update({path.name: path for path in folder.glob("*.ipynb")})
    yield from (named[name] for name in sorted(named) if _language_of(named[name]) in ("", lang))


@lru_cache(maxsize=256)
def _language_of(path: Path) -> str:
    """Blank for a notebook that speaks the language it is given."""
    return str(nbformat.read(path, as_version=4).metadata.get("lang", ""))


def _print(notebook: NotebookNode) -> str:
    return fingerprint(_unbound(notebook))


def _unbound(notebook: NotebookNode) -> NotebookNode:
    return bound(notebook, dict.fromkeys(_BOUND, ""))


def _with_values(source: str, values: Mapping[str, str]) -> str:
    lines = source.split("\n")
    for name, value in _values(source):
        if name in values and value.lineno == value.end_lineno:
            line = lines[value.lineno - 1].encode()
            new = json.dumps(values[name], ensure_ascii=False).encode()
            whole = line[: value.col_offset] + new + line[value.end_col_offset :]
            lines[value.lineno - 1] = whole.decode()
    return "\n".join(lines)


def _values(source: str) -> Iterator[tuple[str, ast.expr]]:
    """The parameters that *source* declares, each with its value."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # the analyst's affair: the notebook will say so
        return
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def _seen_from(path: Path, folder: Path) -> str:
    """*path* relative to *folder*, whole when they have nothing in common but the root."""
    path, folder = path.resolve(), folder.resolve()
    common = os.path.commonpath([path, folder]) if path.drive == folder.drive else ""
    if not common or Path(common) == Path(path.anchor):
        return path.as_posix()
    return Path(os.path.relpath(path, folder)).as_posix()


def _read(path: Path) -> NotebookNode | None:
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except Exception:  # missing, or the analyst's affair: nbformat raises many kinds
        return None
    return notebook


def _write(notebook: NotebookNode, target: Path) -> None:
    """Unless it is so already: its date says when it was last changed."""
    text = nbformat.writes(notebook) + "\n"
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8", newline="\n")
