"""What a run was made from, and the sha256 of what it made: enough to prove and to redo it.

No path of this machine, no client value beyond the workbook's file name.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__
from kit.deliverable.compose import Scalar
from kit.retention import FILE as RETENTION
from kit.retention import retention_of

if TYPE_CHECKING:
    from kit.client.scenario import Scenario

# The packages whose version can change a byte of the output.
_SHAPING = (
    "babel",
    "coloraide",
    "font-source-sans-pro",
    "holidays",
    "icalendar",
    "jinja2",
    "matplotlib",
    "mistune",
    "nbconvert",
    "nh3",
    "openpyxl",
    "pandas",
    "papermill",
    "pikepdf",
    "python-calamine",
    "python-docx",
    "python-pptx",
    "seaborn",
    "typst",
    "xlsxwriter",
)
_SHORT = 8  # hexadecimal digits


def manifest_of(
    workbook: Path,
    document: str,
    lang: str,
    as_of: str,
    settings: Mapping[str, Scalar],
    notebooks: str = "",
    content: Path | None = None,
    look: Mapping[str, Any] | None = None,
    beside: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The manifest of a run about to start; `seal` adds its files at the end.

    *notebooks* is the fingerprint of what will be run: an analyst's own copies differ.
    *content* is the folder of a firm's own content, when there is one. *look*: what was
    asked of the pages, beyond the figures (paper, watermark, readers, a password). *beside*:
    the scenario and the votes over the workbook, by their content.
    """
    made: dict[str, Any] = {
        "kit": __version__,
        "document": document,
        "as_of": as_of,
        "workbook": {"name": workbook.name, "sha256": sha256(workbook)},
        "parameters": {"lang": lang, **dict(sorted(settings.items()))},
        "notebooks": notebooks,
        **({} if content is None else {"content": sha256_of_folder(content)}),
        **({} if look is None else {"look": dict(look)}),
        **(beside or {}),
        "retention": retention_of(as_of),
        "seed": None,  # nothing is drawn at random yet
        "python": platform.python_version(),
        "packages": packages(),
    }
    return {"short": short_hash(made), **made}


def packages() -> dict[str, str]:
    """The version of each package that can change a byte of the output."""
    return {name: found for name in _SHAPING if (found := _version(name))}


def short_hash(manifest: Mapping[str, Any]) -> str:
    """Eight digits that stand for the inputs alone: workbook, notebooks, parameters, kit.

    The file's name is left out: a renamed workbook gives the same document.
    """
    keys = ("kit", "document", "as_of", "parameters", "notebooks", "seed")
    inputs = {key: manifest[key] for key in keys}
    for key in ("content", "look", "scenario", "votes"):
        if key in manifest:
            inputs[key] = manifest[key]
    inputs["workbook"] = manifest["workbook"]["sha256"]
    text = json.dumps(inputs, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_SHORT]


def beside_of(scenario: Scenario | None, votes: Path | None) -> dict[str, Any]:
    """What stands over the workbook, each by its name and content: a name alone says nothing."""
    found: dict[str, Any] = {}
    if scenario is not None:
        digest = hashlib.sha256(repr(scenario).encode()).hexdigest()
        found["scenario"] = {"name": scenario.name, "sha256": digest}
    if votes is not None:
        found["votes"] = {"name": votes.name, "sha256": sha256(votes)}
    return found


def sha256_of_folder(folder: Path) -> str:
    """sha256 of the files of *folder*, names and bytes; how long runs are kept shapes none."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != RETENTION:
            digest.update(f"{path.relative_to(folder).as_posix()} {sha256(path)}\n".encode())
    return digest.hexdigest()


def run_name(manifest: Mapping[str, Any]) -> str:
    """Name of the run's folder."""
    return f"{manifest['as_of']}-{manifest['short']}"


def seal(manifest: Mapping[str, Any], files: Mapping[str, Path]) -> dict[str, Any]:
    """The manifest with each file's name, size [bytes] and sha256, by kind."""
    return {**manifest, "files": {kind: sealed(path) for kind, path in sorted(files.items())}}


def sealed(path: Path) -> dict[str, Any]:
    """Name, size [bytes] and sha256 of *path*, a file or a folder."""
    if path.is_dir():
        inside = sorted(one for one in path.rglob("*") if one.is_file())
        size = sum(one.stat().st_size for one in inside)
        return {"name": path.name, "bytes": size, "sha256": sha256_of_folder(path)}
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256(path)}


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
