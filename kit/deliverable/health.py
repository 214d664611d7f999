"""`kit doctor`: is everything the main job needs here, and is it the right one?"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from kit.places import folder_of, own_content

Check = tuple[str, str, bool]  # text key commands.doctor.<key>, what was found, fine?

SHAPING = ("jupyterlab", "pandas", "ipywidgets", "papermill", "nbconvert", "seaborn", "typst")


def checks() -> tuple[Check, ...]:
    """Every check, in the order a person would make them; none of them raises."""
    return (
        ("python", platform.python_version(), (3, 11) <= sys.version_info[:2] <= (3, 13)),
        *(_package(name) for name in SHAPING),
        _guarded("kernel", _kernel),
        _guarded("notebooks", _notebooks),
        _guarded("content", _content),
        _guarded("fonts", _fonts),
        _guarded("pdf", _pdf),
    )


def _guarded(key: str, found: Callable[[], str]) -> Check:
    try:
        return (key, found(), True)
    except Exception as error:  # a diagnosis must go on to its end
        return (key, f"{type(error).__name__}: {error}"[:200], False)


def _package(name: str) -> Check:
    try:
        return ("package", f"{name} {version(name)}", True)
    except PackageNotFoundError:
        return ("package", name, False)


def _kernel() -> str:
    """The kernel papermill would start must be of this very installation."""
    from jupyter_client.manager import KernelManager

    command = KernelManager(kernel_name="python3").format_kernel_cmd()[0]
    probe = [command, "-c", "import json, sys; print(json.dumps(sys.prefix))"]
    prefix = json.loads(subprocess.run(probe, capture_output=True, check=True, timeout=30).stdout)
    if prefix != sys.prefix:
        raise RuntimeError(f"{prefix} ≠ {sys.prefix}")
    return str(prefix)


def _notebooks() -> str:
    folder = folder_of("notebooks")
    names = sorted(path.stem for path in folder.glob("*.ipynb"))
    if not names:
        raise FileNotFoundError(folder)
    return ", ".join(names)


def _content() -> str:
    from kit.catalogue import load_catalogue

    added = own_content()
    listed = ", ".join(load_catalogue().modules)
    return listed if added is None else f"{listed} ({added})"


def _fonts() -> str:
    from kit.deliverable.fonts import FAMILIES, covered

    return f"{', '.join(FAMILIES)} ({len(covered())})"


def _pdf() -> str:
    import typst

    typst.compile(b"= A")
    return f"typst {version('typst')}"
