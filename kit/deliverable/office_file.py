"""What slides and Word have in common: same bytes for the same content, safe texts.

Both are zip files of XML. Their libraries stamp them with the time of writing; here every
date is that of the figures, so that a file can be compared with the one of another day.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from kit.brand import WHITE, Brand

# Roles of the brand that the theme holds; another role is written as its own colour.
THEME = {
    "ink": "tx1", "paper": "bg1", "accent": "tx2", "pale": "bg2", "main": "accent1",
    "gain": "accent2", "cost": "accent3", "win": "accent4", "muted": "accent5", "stop": "accent6",
}  # fmt: skip
_SLOTS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
LANGUAGE_TAGS = {"fr": "fr-FR", "en": "en-GB"}
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold
_UNIX = 3  # as zip files say it
_APP = "docProps/app.xml"
_APP_XML = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>kit-conseil</Application></Properties>"
)


def clean(text: str) -> str:
    """*text* without what XML forbids, its line ends as plain ones.

    >>> clean("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def describe(properties: Any, *, title: str, author: str, lang: str, as_of: str) -> None:
    """Fill the core *properties* of either library; *as_of* is an ISO date or blank."""
    moment = datetime.combine(date.fromisoformat(as_of), time()) if as_of else datetime(*_EPOCH)
    properties.title = clean(title)[:255]
    properties.author = properties.last_modified_by = clean(author)[:255]
    properties.language = LANGUAGE_TAGS[lang]
    properties.created = properties.modified = moment
    properties.revision = 1
    properties.comments = properties.subject = properties.keywords = ""


def themed(blob: bytes, brand: Brand) -> bytes:
    """A theme with the brand's colours and font in place of its own."""
    colours = {role: brand.colours.get(role, WHITE) for role in THEME}
    slots = {_SLOTS.get(slot, slot): colours[role] for role, slot in THEME.items()}
    slots |= {"hlink": brand["main"], "folHlink": brand["muted"]}
    order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    scheme = "".join(f'<a:{one}><a:srgbClr val="{slots[one][1:]}"/></a:{one}>' for one in order)
    latin = f"<a:latin typeface={quoteattr(brand.office_font)}/>"
    face = f'{latin}<a:ea typeface=""/><a:cs typeface=""/>'
    parts = {"clrScheme": scheme, "majorFont": face, "minorFont": face}
    xml = blob.decode("utf-8")
    for name, inside in parts.items():
        start = xml.index(">", xml.index(f"<a:{name}")) + 1
        xml = f"{xml[:start]}{inside}{xml[xml.index(f'</a:{name}>') :]}"
    return xml.encode("utf-8")


def seal(path: Path, save: Callable[[BytesIO], None]) -> None:
    """Write what *save* writes to *path*, every member dated the same and in the same order."""
    made = BytesIO()
    save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(path, "w") as sealed:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            member.create_system = _UNIX  # whatever the machine
            content = _APP_XML.encode() if name == _APP else given.read(name)
            sealed.writestr(member, content, compresslevel=6)
