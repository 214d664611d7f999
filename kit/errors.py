"""What can go wrong, one exit code per class of error.

    KitError                     1  internal error
    ├── UsageError               2  unknown option, parameter, file or document
    ├── WorkbookRejected         3  the workbook cannot be used: all its problems
    ├── OutputExists             5  the run folder is there already (--force replaces it)
    ├── InUse                    5  somebody else makes that run, or a batch there: who
    ├── CannotWrite              1  disk full, read-only or missing folder: which one, why
    ├── ContentError             1  a file of kit/content is wrong: which file, which key
    └── NotebookFailed           1  a cell of a notebook failed: where its copy was kept

`exit_code` is the contract of design.md. Every error gives its whole arguments to
``super().__init__`` so that it survives pickling between processes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.workbook.problems import Problem


class KitError(Exception):
    """Base of every error the kit raises on purpose."""

    exit_code = 1


class UsageError(KitError):
    """The command or a parameter was wrong: `key` names the sentence in content/texts."""

    exit_code = 2

    def __init__(self, key: str, params: Mapping[str, Any] | None = None) -> None:
        super().__init__(key, dict(params or {}))
        self.key, self.params = key, dict(params or {})

    def __str__(self) -> str:
        return f"{self.key} {self.params}"


class WorkbookRejected(KitError):
    """The workbook cannot be analysed: `problems` lists all there is to correct."""

    exit_code = 3

    def __init__(self, name: str, problems: tuple[Problem, ...], lang: str = "fr") -> None:
        super().__init__(name, problems, lang)
        self.name, self.problems, self.lang = name, problems, lang

    def __str__(self) -> str:  # for logs: places and codes, never the client's values
        faults = [problem for problem in self.problems if problem.severity == "error"]
        places = ", ".join(f"{problem.place} ({problem.code})" for problem in faults)
        return f"{self.name}: {len(faults)} to correct: {places}"


class OutputExists(KitError):
    """The folder of this very run exists: nothing is replaced without --force."""

    exit_code = 5

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class InUse(KitError):
    """Another process works there at this moment: the sentence is commands.in_use.<what>.

    *what* is "run", "batch" or "explore"; *since* the local time the other began, "?" when untold.
    """

    exit_code = 5

    def __init__(self, what: str, folder: str, pid: str, machine: str, since: str) -> None:
        super().__init__(what, folder, pid, machine, since)
        self.what, self.folder = what, folder
        self.pid, self.machine, self.since = pid, machine, since


class CannotWrite(KitError):
    """A folder cannot be written: the sentence is commands.cannot_write.<what>.

    *what* is "disk_full", "unwritable", "temp_full" or "temp_unwritable"; *reason* is the
    system's own.
    """

    def __init__(self, what: str, folder: str, reason: str) -> None:
        super().__init__(what, folder, reason)
        self.what, self.folder, self.reason = what, folder, reason


class ContentError(KitError):
    """A content file is wrong: the file, the key and what is the matter."""

    def __init__(self, file: str, key: str, what: str) -> None:
        super().__init__(file, key, what)
        self.file, self.key, self.what = file, key, what

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}"


class NotebookFailed(KitError):
    """A cell failed: nothing was published, the failing notebook was kept."""

    def __init__(self, notebook: str, reason: str, kept: str | None = None) -> None:
        super().__init__(notebook, reason, kept)
        self.notebook, self.reason, self.kept = notebook, reason, kept

    def __str__(self) -> str:
        return f"{self.notebook}: {self.reason}" + (f" ({self.kept})" if self.kept else "")
