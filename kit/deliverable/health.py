"""`kit doctor`: is everything the main job needs here, and is it the right one?"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from kit.places import content_folders, folder_of, own_content

# Text key commands.doctor.<key>, what was found, fine? (None: it works, look at it once.)
Check = tuple[str, str, bool | None]

SHAPING = ("jupyterlab", "pandas", "ipywidgets", "papermill", "nbconvert", "seaborn", "typst")


def checks() -> tuple[Check, ...]:
    """Every check, in the order a person would make them; none of them raises."""
    return (
        ("python", platform.python_version(), (3, 11) <= sys.version_info[:2] <= (3, 13)),
        *(_package(name) for name in SHAPING),
        _guarded("kernel", _kernel),
        _guarded("notebooks", _notebooks),
        _guarded("content", _content),
        _guarded("brand", _brand),
        *_palette(),
        _guarded("fonts", _fonts),
        _guarded("pdf", _pdf),
        _guarded("retention", _retention),
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


def _brand() -> str:
    """The files the look comes from, the last one winning, and the logo."""
    from kit.brand import FILE, load_brand

    brand = load_brand()
    files = [str(folder / FILE) for folder in content_folders() if (folder / FILE).is_file()]
    logo = [] if brand.logo is None else [f"{brand.logo_file} ({len(brand.logo.data)})"]
    return ", ".join(part for part in (brand.firm, *files[-1:], *logo) if part)


def _palette() -> tuple[Check, ...]:
    """A remark for each pair of colours that some readers take for one; none: nothing said.

    A brand that cannot be loaded is told by the check before this one.
    """
    from kit.brand import WHITE, load_brand
    from kit.errors import ContentError
    from kit.palette import alike

    try:
        brand = load_brand()
    except ContentError:
        return ()
    pages = (("light", {**brand.colours, "paper": WHITE}), ("dark", brand.dark))
    return tuple(
        (
            "palette",
            f"{one.one} ≈ {one.other} ({page}, {one.vision}: {one.found:g} < {one.needed:g})",
            None,
        )
        for page, colours in pages
        for one in alike(colours)
    )


def _fonts() -> str:
    from kit.deliverable.fonts import FAMILIES, covered

    return f"{', '.join(FAMILIES)} ({len(covered())})"


def _pdf() -> str:
    import typst

    typst.compile(b"= A")
    return f"typst {version('typst')}"


def _retention() -> str:
    from kit.retention import periods

    return ", ".join(str(period.months) for period in periods().values())
