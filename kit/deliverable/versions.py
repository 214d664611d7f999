"""One executed notebook, several readers: the owner's short version, the lead's whole one,
the analyst's with code and workings. The same cells, so the same figures.

The owner's holds the notebooks that content/documents.toml names for him, without the cells
tagged DETAIL; the lead's is the document itself; the internal one adds the code.
"""

from __future__ import annotations

from collections.abc import Sequence

from nbformat import NotebookNode

from kit.deliverable.compose import is_tagged

LEAD, OWNER, INTERNAL = "lead", "owner", "internal"
VERSIONS = (LEAD, OWNER, INTERNAL)
DETAIL = "detail"  # tag of a cell that the owner's version leaves out


def version_of(executed: NotebookNode, version: str, owner: Sequence[str]) -> NotebookNode:
    """*executed* as its readers of *version* get it; *owner*: the notebooks kept for the owner.

    The cells are shared with *executed*, which stays as it is.
    """
    said = {**executed.metadata.get("kit", {}), "reader": version}
    kept = NotebookNode({**executed, "metadata": NotebookNode({**executed.metadata, "kit": said})})
    if version == OWNER:
        kept["cells"] = [
            cell
            for cell in executed.cells
            if cell.metadata.get("kit", {}).get("section") in owner and not is_tagged(cell, DETAIL)
        ]
    return kept


def file_stem(version: str) -> str:
    """The whole document is `report`, whatever it is; others are called after their reader."""
    return "report" if version == LEAD else version


def key_of(format: str, version: str) -> str:
    """The file's key in results: "pdf", "owner_pdf"."""
    return format if version == LEAD else f"{version}_{format}"
