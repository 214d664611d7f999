"""The votes file while a workshop runs: opened where it was left, written after each gesture.

A file that cannot be read is never written over: the votes go to another one beside it. A
file that cannot be written is said, and tried again at the next gesture.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kit.client import Client
from kit.errors import KitError
from kit.workbook.votes import VotesTaken, examine_votes, save_votes

_Stamp = tuple[int, int] | None  # (modified at [ns], bytes) of the file; None: there is none


class Kept:
    """One votes file, and how keeping it goes."""

    def __init__(self, path: Path, client: Client) -> None:
        self.path = path
        self._client = client
        self.damaged: Path | None = None  # the file left as it was found
        self.failed = False  # what is on the screen is not in the file
        self.elsewhere = False  # another page wrote in the same file, and its votes were taken
        self.strangers = False  # it has votes on what the workbook has not got: kept, not counted
        self.saved_at: datetime | None = None
        self._stamp: _Stamp = None

    def opened(self) -> VotesTaken:
        """The votes of the file; none without a file, nor in one that cannot be read."""
        if not self.path.exists():
            return VotesTaken()
        self._stamp = self._now()
        return self._read() or VotesTaken()

    def changed_elsewhere(self) -> VotesTaken | None:
        """The file's votes when somebody else wrote it since; None when nobody did."""
        self.elsewhere = False
        now = self._now()
        if self.failed or now is None or now == self._stamp:
            return None
        self._stamp = now
        taken = self._read()
        self.elsewhere = taken is not None
        return taken

    def saved(self, taken: VotesTaken) -> VotesTaken:
        """*taken*, once written or once it is known that it cannot be."""
        try:
            save_votes(self.path, taken)
        except (OSError, KitError):
            self.failed = True
        else:
            self.failed, self.saved_at, self._stamp = False, datetime.now(), self._now()
        return taken

    def _read(self) -> VotesTaken | None:
        """None for a file that cannot be read: the votes will go to another one."""
        taken, _ = examine_votes(self.path, self._client)
        self.strangers = taken is None
        if taken is None:
            taken, _ = examine_votes(self.path)
        if taken is None:
            self.damaged, self.path, self._stamp = self.path, _free(self.path), None
            self.strangers = False
        return taken

    def _now(self) -> _Stamp:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size


def _free(path: Path) -> Path:
    """A name beside *path* that no file has: client.votes-2.toml."""
    number = 2
    while (other := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return other
