"""Files that are not a workbook, or not one to open: each refused for its own reason."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.texts import Texts
from kit.workbook.package import Limits, Package, Refused, check_file
from kit.workbook.read import check_workbook
from tests.workbook.files import a_workbook, codes, rewritten

LIMITS = Limits.of(load_catalogue())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def an_ole_file(entry: str) -> bytes:
    """A compound file whose directory holds one *entry*, as far as the reader looks."""
    name = entry.encode("utf-16-le") + b"\0\0"
    return (
        OLE.ljust(512, b"\0") + name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + b"\0" * 62
    )


def a_zip(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "kind"),
    [
        (b"", "file_empty", None),
        (b"%PDF-1.7\n...", "not_a_workbook", "pdf"),
        (b"nom;prix\nA;12\n", "not_a_workbook", "text"),
        ("nom;prix\n".encode("utf-16"), "not_a_workbook", "text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "not_a_workbook", "xml"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_workbook", "picture"),
        (bytes(range(256)), "not_a_workbook", "unknown"),
        (b"PK", "damaged", None),
        (b"PK\x03\x04" + b"\0" * 200, "damaged", None),
        (a_zip(word__document_dot_xml=b"<w/>"), "not_a_workbook", "doc"),
        (a_zip(ppt__presentation_dot_xml=b"<p/>"), "not_a_workbook", "ppt"),
        (a_zip(readme=b"hello"), "not_a_workbook", "zip"),
        (a_zip(xl__workbook_dot_bin=b"\0"), "binary_workbook", None),
        (a_zip(xl__workbook_dot_xml=b"<a/>", xl__vbaProject_dot_bin=b"\0"), "macros", None),
        (a_zip(xl__workbook_dot_xml=b"<workbook"), "damaged", None),
        (an_ole_file("EncryptedPackage"), "encrypted", None),
        (an_ole_file("WordDocument"), "not_a_workbook", "doc"),
        (an_ole_file("Nothing"), "damaged", None),
        (an_ole_file("Workbook"), "damaged", None),
        (OLE, "damaged", None),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_for_its_own_reason(
    tmp_path: Path, content: bytes, code: str, kind: str | None
) -> None:
    path = tmp_path / "client.xlsx"
    path.write_bytes(content)
    client, problems = check_workbook(path)
    assert client is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].params.get("kind_key") == (kind and f"problems.kind.{kind}")
    assert problems[0].message(Texts("fr"))


def test_a_missing_file_a_folder_and_a_pipe_are_refused_without_waiting(tmp_path: Path) -> None:
    assert codes(tmp_path / "absent.xlsx") == ["file_missing"]
    assert codes(tmp_path) == ["file_is_folder"]
    assert codes(tmp_path / "absent.xlsx" / "inside.xlsx") == ["file_missing"]
    assert codes(Path("a\0b.xlsx")) == ["file_unreadable"]
    assert codes(Path("x" * 5000)) == ["file_unreadable"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.xlsx")
        assert codes(tmp_path / "pipe.xlsx") == ["file_unreadable"]


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.raises(Refused, match="file_too_large"):
        check_file(path, replace(LIMITS, max_bytes=50))


def test_zip_bombs_are_refused_by_ratio_size_and_number(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(a_zip(xl__workbook_dot_xml=b"\0" * 3_000_000))
    assert codes(path) == ["zip_bomb"]
    Package(path, replace(LIMITS, max_ratio=2000.0))  # the ratio is a setting
    path.write_bytes(a_zip(a=os.urandom(1000), b=os.urandom(1000)))
    for tight in (replace(LIMITS, max_unpacked_bytes=1500), replace(LIMITS, max_entries=1)):
        with pytest.raises(Refused, match="zip_bomb"):
            Package(path, tight)


def test_a_size_declared_too_small_does_not_let_more_through(tmp_path: Path) -> None:
    content = bytearray(a_zip(xl__workbook_dot_xml=b"A" * 500_000))
    for place in (content.find(b"PK\x03\x04") + 22, content.find(b"PK\x01\x02") + 24):
        content[place : place + 4] = (10).to_bytes(4, "little")
    path = tmp_path / "liar.xlsx"
    path.write_bytes(content)
    assert codes(path) == ["damaged"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["xl/workbook.xml", "XL/Workbook.xml", "xl\\workbook.xml"])
def test_two_parts_of_one_name_are_refused(tmp_path: Path, twin: str) -> None:
    path = a_workbook(tmp_path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(twin, "<workbook/>")
    assert codes(path) == ["duplicate_part"]


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE w SYSTEM "http://example.org/x.dtd">',
    ],
)
@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"]
)
def test_entities_and_outside_references_are_refused(
    tmp_path: Path, doctype: bytes, part: str
) -> None:
    def insert(content: bytes) -> bytes:
        head, mark, rest = content.partition(b"?>")
        return head + mark + doctype + rest

    assert codes(rewritten(a_workbook(tmp_path), {part: insert})) == ["hostile_xml"]


def test_elements_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep = b"<a>" * 100_000
    path = rewritten(a_workbook(tmp_path), {"xl/styles.xml": lambda _: deep})
    assert codes(path) == ["hostile_xml"]


def test_a_strict_open_xml_workbook_is_refused_by_name(tmp_path: Path) -> None:
    def strict(content: bytes) -> bytes:
        return content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )

    both = dict.fromkeys(("_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"), strict)
    assert codes(rewritten(a_workbook(tmp_path), both)) == ["strict_open_xml"]
    only = {"xl/worksheets/sheet2.xml": strict}
    assert codes(rewritten(a_workbook(tmp_path), only)) == ["strict_open_xml"]


def test_an_encrypted_part_is_told_as_a_password(tmp_path: Path) -> None:
    content = bytearray(a_workbook(tmp_path).read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "locked.xlsx"
    path.write_bytes(content)
    assert codes(path) == ["encrypted"]
