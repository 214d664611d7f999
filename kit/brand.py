"""The firm's look (content/brand.toml), checked, and its colours on a dark page.

One `Brand` feeds charts, HTML, PDF, spreadsheet, slides and Word: a firm changes one file
and sees it everywhere (docs/brand.md). Colours are "#RRGGBB"; sizes are in the unit their
comment says. Whatever is wrong raises ContentError: file, key, and what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.colours import contrast, dark_of, is_colour, lightness, mixed
from kit.content_checks import Table
from kit.font_files import FAMILIES_AT_HAND, BadFont, families_of
from kit.logo import BadLogo, Logo, logo_of
from kit.palette import GROUNDS, LEAST_CONTRAST, unreadable
from kit.palette import SCALES as LISTS
from kit.places import content_folders
from kit.texts import LANGUAGES

FILE = "brand.toml"
PAPERS = ("a4", "letter")
WHITE = "#FFFFFF"
SINGLE = (
    *("ink", "muted", "rule", "pale", "accent", "main", "main_soft", "gain", "gain_soft"),
    *("cost", "cost_soft", "stop", "go", "info", "win", "input"),
)
TINTED = ("stop", "go", "info", "win")  # the tones of call-outs
_LOGOS = (".svg", ".png")
_FONTS = (".ttf", ".otf")
_NAMED = re.compile(r"\{(.*?)\}")
_CSS_FONTS = re.compile(r"""[\w\s,."'-]+""")  # it goes into a style sheet: names and commas only
_OFFICE_FONT = re.compile(r"[\w .-]+")


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours by role (`colours["accent"]`, `colours["risks.3"]`), light and dark."""

    firm: str
    contact: str
    confidentiality: Mapping[str, str]  # by language; blank: the kit's own line
    logo: Logo | None
    logo_file: Path | None
    logo_alt: str
    logo_height: float  # [mm]
    colours: Mapping[str, str]
    dark: Mapping[str, str]  # the same roles, and "paper"
    family: str
    font_files: tuple[Path, ...]
    page_fonts: str  # CSS
    office_font: str
    office_width: float  # of the kit's own font: texts of slides are measured that wide
    body: float  # [pt]
    ratio: float
    space: float  # [pt]
    paper: str

    def __getitem__(self, role: str) -> str:
        return self.colours[role]

    def several(self, role: str) -> tuple[str, ...]:
        """The colours of a list, `several("risks")`, in their order."""
        return tuple(self.colours[f"{role}.{at + 1}"] for at in range(LISTS[role]))

    def size(self, step: float) -> float:
        """A step of the type scale [pt]: 0 is the body, 1 the next larger."""
        return round(self.body * float(self.ratio**step), 2)

    def tint(self, role: str) -> str:
        """The background of a call-out of that role: little colour, much paper."""
        return self.colours[f"{role}_tint"]


def load_brand(folders: Sequence[Path] | None = None) -> Brand:
    """The brand of the content folders (the firm's laid over the kit's); raises ContentError."""
    return _load(tuple(folders) if folders is not None else content_folders())


@cache
def _load(folders: tuple[Path, ...]) -> Brand:
    whole = Table.of_file(folders, FILE)
    firm, said, logo = whole.table("firm"), whole.table("confidentiality"), whole.table("logo")
    fonts, scale, paper = whole.table("fonts"), whole.table("scale"), whole.table("paper")
    colours = _colours(whole.table("colours"))
    dark = _dark(whole.table("dark"), colours, _outdated(folders))
    logo_file = _beside(logo, folders, "file", logo.text("file", ""), _LOGOS)
    font_files = tuple(
        found
        for name in fonts.several("files")
        if (found := _beside(fonts, folders, "files", name, _FONTS))
    )
    brand = Brand(
        firm=firm.text("name", ""),
        contact=firm.text("contact", ""),
        confidentiality={lang: _said(said, lang) for lang in LANGUAGES},
        logo=_logo(logo, folders, logo_file) if logo_file else None,
        logo_file=logo_file,
        logo_alt=logo.text("alt", "") if logo_file is None else logo.text("alt"),
        logo_height=_within(logo, "height", 4, 40),
        colours=colours,
        dark=dark,
        family=_family(fonts, font_files),
        font_files=font_files,
        page_fonts=_plain(fonts, "page", _CSS_FONTS),
        office_font=_plain(fonts, "office", _OFFICE_FONT),
        office_width=_within(fonts, "office_width", 0.9, 1.5),
        body=float(scale.integer("body", 8, 13)),
        ratio=_within(scale, "ratio", 1.1, 1.35),
        space=float(scale.integer("space", 3, 12)),
        paper=paper.one_of("size", PAPERS),
    )
    for table in (firm, said, logo, fonts, scale, paper, whole):
        table.close()
    return brand


def _colours(table: Table) -> dict[str, str]:
    found = {role: _colour(table, role, table.text(role)) for role in SINGLE}
    for role, count in LISTS.items():
        values = table.several(role)
        if len(values) != count:
            table.refuse(role, f"{count} colours are expected")
        found |= {f"{role}.{n}": _colour(table, role, v) for n, v in enumerate(values, 1)}
    table.close()
    for role in TINTED:
        found[f"{role}_tint"] = tint_of(found[role], WHITE)
    _readable(table, {**found, "paper": WHITE})
    return found


def _dark(table: Table, light: Mapping[str, str], outdated: Collection[str]) -> dict[str, str]:
    """Each colour on the dark page: the firm's own, else derived from its light twin."""
    paper = _colour(table, "paper", table.text("paper"))
    given = {role: _colour(table, role, table.text(role)) for role in SINGLE if table.has(role)}
    table.close()
    own = {role: one for role, one in given.items() if role not in outdated}
    ink = own.get("ink") or dark_of(light["ink"], paper, WHITE)
    made = {"paper": paper, "ink": ink}
    for role in sorted(light, key=lambda one: one in GROUNDS):  # what is written on comes first
        # Text is derived for the lightest thing it stands on, so that it is read on all.
        behind = [made[one] for one in GROUNDS.get(role, ()) if one in made and "tint" not in one]
        ground = max(behind or [paper], key=lightness)
        made[role] = own.get(role) or made.get(role) or dark_of(light[role], ground, ink)
    for role in TINTED:
        made[f"{role}_tint"] = tint_of(made[role], paper)
    _readable(table, made)
    return made


def _outdated(folders: Sequence[Path]) -> set[str]:
    """Roles whose dark colour was chosen for a light one that a later folder replaces."""
    light: dict[str, int] = {}
    dark: dict[str, int] = {}
    for turn, folder in enumerate(folders):
        if (folder / FILE).is_file():
            written = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
            light |= dict.fromkeys(written.get("colours", {}), turn)
            dark |= dict.fromkeys(written.get("dark", {}), turn)
    return {role for role, turn in dark.items() if light.get(role, turn) > turn}


def hyphened(role: str) -> str:
    """The role as part of a CSS name: "gain_soft" and "risks.3" → "gain-soft", "risks-3"."""
    return role.replace(".", "-").replace("_", "-")


def tint_of(colour: str, paper: str) -> str:
    """A breath of *colour* on *paper* on which the colour itself can still be read."""
    shares = (0.09, 0.07, 0.05, 0.03)
    tints = [mixed(colour, paper, share) for share in shares]
    return next((one for one in tints if contrast(colour, one) >= LEAST_CONTRAST), paper)


def _colour(table: Table, role: str, value: str) -> str:
    if not is_colour(value):
        table.refuse(role, f"a colour such as #174A73 is expected, not {value!r}")
    return value.upper()


def _readable(table: Table, colours: Mapping[str, str]) -> None:
    """Refuse a text that cannot be read where the kit writes it: on paper, cards, bars, cells."""
    for role, ground, found in unreadable(colours):
        # Of the two, the one that is in the file is named; paper is in it for a dark page only.
        blamed = ground if role == "paper" else role
        table.refuse(
            blamed.partition(".")[0],
            f"{colours[role]} ({role}) cannot be read on {colours[ground]} ({ground}): a contrast "
            f"of {LEAST_CONTRAST} to 1 is needed (WCAG 2.2), this is {found:.2f}; make one of "
            "them darker or lighter",
        )


def _said(table: Table, lang: str) -> str:
    """The firm's own line; the one thing it may name is the client."""
    line: str = table.text(lang, "")
    left = _NAMED.sub("", line)
    if "{" in left or "}" in left or {*_NAMED.findall(line)} - {"client"}:
        table.refuse(lang, "the only placeholder is {client}")
    return line


def _within(table: Table, key: str, low: float, high: float) -> float:
    value = float(table.number(key))
    if not low <= value <= high:
        table.refuse(key, f"a number from {low:g} to {high:g} is expected, not {value:g}")
    return value


def _plain(table: Table, key: str, allowed: re.Pattern[str]) -> str:
    value: str = table.text(key)
    if not allowed.fullmatch(value):
        table.refuse(key, f"names of fonts are expected, not {value!r}")
    return value


def _family(table: Table, files: Sequence[Path]) -> str:
    """The family of charts, PDF and pictures: really in the files, or in the package."""
    family: str = table.text("family")
    try:
        known = families_of(tuple(files)) if files else FAMILIES_AT_HAND
    except BadFont as error:
        table.refuse("files", str(error))
    if family not in known:
        where = "in these files" if files else "in the package; give its `files`"
        table.refuse("family", f"{family!r} is not {where}; found: {', '.join(sorted(known))}")
    return family


def _logo(table: Table, folders: Sequence[Path], path: Path) -> Logo:
    limits = Table.of_file(folders, "thresholds.toml").table("limits")
    most = [int(limits.table(f"logo_{unit}").number("value")) for unit in ("bytes", "pixels")]
    try:
        with path.open("rb") as file:
            return logo_of(file.read(most[0] + 1), path.suffix.lower()[1:], *most)
    except OSError as error:
        table.refuse("file", f"{path.name} cannot be read: {error.strerror}")
    except BadLogo as error:
        table.refuse("file", f"{path.name}: {error}")


def _beside(
    table: Table, folders: Sequence[Path], key: str, name: str, kinds: Sequence[str]
) -> Path | None:
    """File *name* of the content folders, the last one first; None when no name is given."""
    if not name:
        return None
    if Path(name).name != name or Path(name).suffix.lower() not in kinds:
        table.refuse(key, f"a file beside {FILE}, {' or '.join(kinds)}, is expected, not {name!r}")
    for folder in reversed(folders):
        if (folder / name).is_file():
            return folder / name
    table.refuse(key, f"there is no file {name!r} beside {FILE}")
