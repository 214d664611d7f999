"""What the figures were measured on: the machine, the versions, the kit's own state."""

from __future__ import annotations

import compileall
import os
import platform
import site
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

import kit

ROOT = Path(kit.__file__).parent.parent
PACKAGES = (
    "papermill",
    "nbconvert",
    "nbclient",
    "jupyter_client",
    "ipykernel",
    "matplotlib",
    "seaborn",
    "pandas",
    "typst",
    "XlsxWriter",
    "playwright",
)


def machine() -> dict[str, Any]:
    """Plain data: processor, memory, system, versions, commit, load when asked."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "on": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
        "kit": f"{kit.__version__} {_commit()}",
        "load": round(os.getloadavg()[0], 2),
    }


def compile_everything() -> None:
    """Bytecode of all that the peers and the kit import: nobody pays for compiling."""
    for folder in (*site.getsitepackages(), str(ROOT / "kit"), str(ROOT / "benchmarks")):
        compileall.compile_dir(folder, quiet=2, workers=0)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ("git", "-C", str(ROOT), *arguments), capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    return git("rev-parse", "--short", "HEAD") + (
        " + changes" if git("status", "-s", "kit") else ""
    )


def program(name: str) -> str:
    """The command *name* of this very installation, not of another one on the PATH."""
    return str(Path(sys.executable).with_name(name))
