"""The file itself, before any cell: what it is, and whether it may be opened at all.

Nothing here trusts an extension. Sizes are checked three times: the file's, what its
directory declares, and what really comes out while it is read (`Package.chunks`).
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the child process starts without the catalogue
    from kit.catalogue import Catalogue

_CHUNK = 1 << 16
_SMALL = 1 << 20  # [bytes] a part below this may be as repetitive as it likes


class Refused(Exception):
    """The file cannot be read: `code` and `params` make the Problem that says why."""

    def __init__(self, code: str, params: Mapping[str, str] | None = None) -> None:
        super().__init__(code, dict(params or {}))
        self.code, self.params = code, dict(params or {})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for: the thresholds reader.* of the catalogue."""

    max_bytes: int
    max_unpacked_bytes: int
    max_cells: int
    timeout_s: float
    memory_mb: int
    max_ratio: float  # unpacked / packed, of one part
    max_entries: int

    @classmethod
    def of(cls, catalogue: Catalogue) -> Limits:
        value = catalogue.threshold
        return cls(
            max_bytes=int(value("reader.max_bytes")),
            max_unpacked_bytes=int(value("reader.max_unpacked_bytes")),
            max_cells=int(value("reader.max_cells")),
            timeout_s=value("reader.timeout_s"),
            memory_mb=int(value("reader.memory_mb")),
            max_ratio=value("reader.max_ratio"),
            max_entries=int(value("reader.max_entries")),
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def check_file(path: Path, limits: Limits) -> None:
    """Refuse what is not a plain file of a bearable size; nothing is opened."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("file_missing") from None
    except (OSError, ValueError):  # no right to look, a name too long, a NUL in the name
        raise Refused("file_unreadable") from None
    if stat.S_ISDIR(status.st_mode):
        raise Refused("file_is_folder")
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device would be read for ever
        raise Refused("file_unreadable")
    if path.name.startswith(("~$", ".~lock.")):  # what Excel or LibreOffice leaves while it is open
        raise Refused("file_lock")
    if status.st_size == 0:
        raise Refused("file_empty")
    if status.st_size > limits.max_bytes:
        raise Refused("file_too_large", {"limit": f"{limits.max_bytes // 1_048_576}"})


def kind_of(path: Path) -> str:
    """What *path* is by its content: zip, xls, or the reason why it is refused."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
                return _ole_kind(start + file.read())
    except OSError:
        raise Refused("file_unreadable") from None
    if start.startswith(b"PK\x03\x04"):
        return "zip"
    raise Refused(*_not_a_workbook(start))


def _ole_kind(content: bytes) -> str:
    """An OLE file holds an .xls, an encrypted .xlsx or another Office document."""
    names = {
        "EncryptedPackage": "encrypted",
        "Workbook": "xls",
        "Book": "xls",
        "WordDocument": "doc",
        "PowerPoint Document": "ppt",
    }
    for name, kind in names.items():
        entry = name.encode("utf-16-le") + b"\0\0"
        place = content.find(entry)
        while place >= 0:
            # A directory entry is 128 bytes long; its name's length stands at byte 64.
            if place % 128 == 0 and content[place + 64 : place + 66] == len(entry).to_bytes(
                2, "little"
            ):
                if kind == "encrypted":
                    raise Refused("encrypted")
                if kind == "xls":
                    return kind
                raise Refused("not_a_workbook", {"kind_key": f"problems.kind.{kind}"})
            place = content.find(entry, place + 1)
    raise Refused("damaged")


def _not_a_workbook(start: bytes) -> tuple[str, dict[str, str]]:
    """The code and params for a file that is neither a zip nor an OLE file."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"PK\x05\x06", b"PK\x07\x08", b"PK")):
        return "damaged", {}
    if head.startswith(b"%pdf"):
        kind = "pdf"
    elif b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        kind = "xml"
    elif head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")):
        kind = "html"
    elif head.startswith(b"<"):
        kind = "html" if b"<html" in head or b"<table" in head else "xml"
    elif head.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8")):
        kind = "picture"
    elif start.startswith((b"\xff\xfe", b"\xfe\xff")) or (start and _is_text(start)):
        kind = "text"
    else:
        kind = "unknown"
    return "not_a_workbook", {"kind_key": f"problems.kind.{kind}"}


def _is_text(start: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in start)


class Budget:
    """What a whole file may still put in its cells: their number and their characters.

    One long text may be shared by all the cells of a small file.
    """

    def __init__(self, limits: Limits) -> None:
        self._cells, self._characters = limits.max_cells, limits.max_unpacked_bytes

    def spend(self, cells: int, characters: int = 0) -> None:
        """Raises Refused when nothing is left."""
        self._cells -= cells
        self._characters -= characters
        if self._cells < 0 or self._characters < 0:
            raise Refused("too_many_cells")


class Package:
    """A zip file opened with care: its parts by name, read within the limits.

    Raises Refused for a bomb, a duplicate or an encrypted part; any other exception of
    zipfile and zlib means a damaged file.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._read = 0
        self._zip = zipfile.ZipFile(path)
        entries = self._zip.infolist()
        if len(entries) > limits.max_entries:
            raise Refused("zip_bomb")
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if entry.is_dir():
                continue
            name = part_name(entry.filename)
            if name in self._parts:  # which of the two would Excel read? (CVE-2025-31672)
                raise Refused("duplicate_part")
            self._parts[name] = entry
            if entry.flag_bits & 1:
                raise Refused("encrypted")
            if entry.file_size > max(_SMALL, entry.compress_size * limits.max_ratio):
                raise Refused("zip_bomb")
        if sum(entry.file_size for entry in self._parts.values()) > limits.max_unpacked_bytes:
            raise Refused("zip_bomb")

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece. The declared size binds nobody: count."""
        with self._zip.open(self._parts[part_name(name)]) as part:
            while chunk := part.read(_CHUNK):
                self._read += len(chunk)
                if self._read > self._limits.max_unpacked_bytes:
                    raise Refused("zip_bomb")
                yield chunk

    def part(self, name: str) -> bytes:
        """The whole content of a part."""
        return b"".join(self.chunks(name))


def part_name(name: str) -> str:
    """Part names ignore case, and some programs write them with \\ or a leading /."""
    return name.replace("\\", "/").lstrip("/").lower()


def document_kind(package: Package) -> str:
    """xlsx or ods; a Word file, a presentation… are refused by name."""
    if "mimetype" in package:
        mimetype = package.part("mimetype")[:200].decode("ascii", "replace")
        if "opendocument.spreadsheet" in mimetype:
            return "ods"
        if "opendocument" in mimetype:
            raise Refused("not_a_workbook", {"kind_key": "problems.kind.doc"})
    if any(name.endswith("vbaproject.bin") for name in package):
        raise Refused("macros")
    if "xl/workbook.bin" in package:
        raise Refused("binary_workbook")
    folders = {name.partition("/")[0] for name in package}
    if "xl" in folders or (
        "[content_types].xml" in package and not folders & {"word", "ppt", "visio"}
    ):
        return "xlsx"
    for folder, kind in (("word", "doc"), ("ppt", "ppt"), ("visio", "doc"), ("index", "numbers")):
        if folder in folders:
            raise Refused("not_a_workbook", {"kind_key": f"problems.kind.{kind}"})
    raise Refused("not_a_workbook", {"kind_key": "problems.kind.zip"})
