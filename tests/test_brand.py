"""A firm's brand: refused when it cannot be read, seen everywhere when it can."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from coloraide import Color
from PIL import Image
from typst import TypstError

from kit import palette
from kit.brand import WHITE, Brand, load_brand
from kit.deliverable.look import variables
from kit.deliverable.pictures import logo_png, svg_to_png
from kit.errors import ContentError
from kit.font_files import folders_at_hand
from kit.logo import BadLogo, logo_of
from kit.places import CONTENT, OWN_CONTENT

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("brand-*"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
MOST = (262_144, 2_000)


def branded(folder: Path, toml: str, **files: bytes) -> Brand:
    """The kit's brand under that of *folder*."""
    (folder / "brand.toml").write_text(toml, encoding="utf-8")
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return load_brand((CONTENT, folder))


def refused(folder: Path, toml: str, key: str, *words: str, **files: bytes) -> None:
    """*toml* is refused for *key*, in a message that holds *words*."""
    with pytest.raises(ContentError) as caught:
        branded(folder, toml, **files)
    assert caught.value.file in ("brand.toml", "thresholds.toml")
    assert caught.value.key == key
    for word in words:
        assert word in caught.value.what


def pages(brand: Brand) -> tuple[dict[str, str], dict[str, str]]:
    return {**brand.colours, "paper": WHITE}, dict(brand.dark)


# -- the palette ----------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_of_the_kits_palette_is_read_on_all_it_stands_on(dark: bool) -> None:
    colours = pages(load_brand((CONTENT,)))[dark]
    checked = 0
    for role, grounds in palette.GROUNDS.items():
        for ground in grounds:
            found = Color(colours[role]).contrast(colours[ground])
            assert found >= 4.5, f"{role} on {ground}: {found:.2f}"
            checked += 1
    assert checked > 40


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("vision", palette.VISIONS)
def test_the_kits_series_are_told_apart_by_every_eye(dark: bool, vision: str) -> None:
    """CIEDE2000 of 10 or more, the arithmetic done here a second time."""
    colours = pages(load_brand((CONTENT,)))[dark]
    for one, other in itertools.combinations(palette.SERIES, 2):
        seen = [Color(colours[role]) for role in (one, other)]
        if vision != "normal":
            seen = [each.filter(vision) for each in seen]
        assert seen[0].delta_e(seen[1], method="2000") >= 10, (one, other)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_grey_paper_keeps_the_series_apart_and_the_scales_in_order(dark: bool) -> None:
    colours = pages(load_brand((CONTENT,)))[dark]
    light = {role: Color(value).convert("lab")["lightness"] for role, value in colours.items()}
    for one, other in itertools.combinations(palette.GREY_SERIES, 2):
        assert abs(light[one] - light[other]) >= 7, (one, other)
    for scale, count in palette.SCALES.items():
        notes = [light[f"{scale}.{n}"] for n in range(1, count + 1)]
        assert notes == sorted(notes, reverse=not dark), scale
    assert palette.alike(colours) == ()


def test_two_colours_that_some_eyes_take_for_one_are_named() -> None:
    colours = {**pages(load_brand((CONTENT,)))[0], "gain": "#8A6A00", "cost": "#B35A1E"}
    found = palette.alike(colours)
    assert ("gain", "cost") in {(one.one, one.other) for one in found}
    assert all(one.found < one.needed for one in found)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_brands_of_the_guide_are_safe_too(folder: Path) -> None:
    brand = load_brand((CONTENT, folder))
    assert brand.logo is not None and brand.logo_alt and brand.firm
    assert [palette.alike(colours) for colours in pages(brand)] == [(), ()]
    assert brand["accent"] != load_brand((CONTENT,))["accent"]


def test_a_new_light_colour_does_not_keep_the_dark_twin_of_the_old_one(tmp_path: Path) -> None:
    kits = load_brand((CONTENT,))
    brand = branded(tmp_path, '[colours]\nmain = "#5B2A5E"\n')
    assert brand.dark["main"] != kits.dark["main"]
    assert Color(brand.dark["main"]).contrast(brand.dark["paper"]) >= 4.5
    assert brand.dark["gain"] == kits.dark["gain"]
    own = branded(tmp_path, '[colours]\nmain = "#5B2A5E"\n[dark]\nmain = "#E0B8E4"\n')
    # The cache is by folder: a second file there is another brand only in another process.
    assert own is brand


# -- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "key", "words"),
    [
        ('[colours]\naccent = "navy"', "colours.accent", ("#174A73", "navy")),
        ('[colours]\naccent = "#12345"', "colours.accent", ("#12345",)),
        ('[colours]\nmuted = "#A0A8B0"', "colours.muted", ("4.5", "WCAG", "darker or lighter")),
        ('[colours]\ncost = "#F0A050"', "colours.cost", ("contrast",)),
        ('[colours]\ncost_soft = "#803000"', "colours.ink", ("cost_soft",)),
        ('[colours]\nrisks = ["#FFFFFF"]', "colours.risks", ("5 colours",)),
        ('[dark]\nink = "#333333"', "dark.ink", ("contrast",)),
        ('[colours]\nbackground = "#FFFFFF"', "colours.background", ("unknown key", "accent")),
        ('[look]\nsize = 3', "look", ("unknown key",)),
        ('[logo]\nfile = "logo.svg"\nalt = "A"', "logo.file", ("no file", "logo.svg")),
        ('[logo]\nfile = "../logo.svg"\nalt = "A"', "logo.file", ("beside",)),
        ('[logo]\nfile = "logo.gif"\nalt = "A"', "logo.file", (".png",)),
        ("[logo]\nheight = 400", "logo.height", ("4 to 40",)),
        ("[scale]\nbody = 30", "scale.body", ("8 to 13",)),
        ("[scale]\nratio = 3.0", "scale.ratio", ("1.1 to 1.35",)),
        ('[paper]\nsize = "a3"', "paper.size", ("letter",)),
        ('[fonts]\nfamily = "Comic Sans"', "fonts.family", ("Source Sans Pro", "files")),
        ('[fonts]\nfiles = ["x.ttf"]', "fonts.files", ("no file",)),
        ('[fonts]\npage = "</style><script>"', "fonts.page", ("names of fonts",)),
        ('[confidentiality]\nfr = "Pour {nom}"', "confidentiality.fr", ("{client}",)),
        ('[confidentiality]\nfr = "Pour {client"', "confidentiality.fr", ("{client}",)),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_its_key_and_what_to_do(
    tmp_path: Path, toml: str, key: str, words: tuple[str, ...]
) -> None:
    refused(tmp_path, toml, key, *words)


def test_a_logo_needs_words_for_who_cannot_see_it(tmp_path: Path) -> None:
    refused(
        tmp_path,
        '[logo]\nfile = "logo.svg"',
        "logo.alt",
        "missing",
        logo__svg=SVG.format("<path d='M0 0h4'/>").encode(),
    )


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect onload="alert(1)" width="1" height="1"/>', "onload"),
        ('<rect OnClick="alert(1)" width="1" height="1"/>', "OnClick"),
        ("<foreignObject><p>a</p></foreignObject>", "foreignObject"),
        ('<image href="http://a.example/x.png"/>', "image"),
        ('<use href="http://a.example/x.svg#a"/>', "elsewhere"),
        (
            '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
            "elsewhere",
        ),
        ('<rect fill="url(http://a.example/x.svg#a)"/>', "elsewhere"),
        ("<rect style=\"fill:url( '//a.example/x')\"/>", "elsewhere"),
        ("<style>.a{fill:u\\72l(http://a.example)}</style>", "style"),
        ("<style>@import 'http://a.example/x.css';</style>", "style"),
        ("<style>rect { fill: url(http://a.example) }</style>", "style"),
        ("<animate attributeName='x'/>", "animate"),
        ("<a href='#b'><path d='M0 0h4'/></a>", "<a>"),
        ("<text>Firm</text>", "paths"),
    ],
)
def test_a_hostile_drawing_is_no_logo(inside: str, word: str) -> None:
    with pytest.raises(BadLogo, match=word):
        logo_of(SVG.format(inside).encode(), "svg", *MOST)


@pytest.mark.parametrize(
    ("data", "kind", "word"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode(), "svg", "DOCTYPE"),
        (SVG.format("").encode("utf-16"), "svg", "UTF-8"),
        (b"<svg/>", "svg", "root"),
        (b"<svg", "svg", "not an SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "svg", "viewBox"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + (60_000).to_bytes(4, "big") * 2, "png", "pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + (60).to_bytes(4, "big") * 2, "png", "no whole PNG"),
        (b"GIF89a", "png", "not a PNG"),
        (b" " * 300_000, "svg", "bytes"),
    ],
    ids=["doctype", "utf16", "no name space", "cut", "no size", "huge", "forged", "gif", "heavy"],
)
def test_a_broken_or_heavy_file_is_no_logo(data: bytes, kind: str, word: str) -> None:
    with pytest.raises(BadLogo, match=word):
        logo_of(data, kind, *MOST)


def test_the_notes_of_drawing_programs_are_left_out() -> None:
    drawn = SVG.replace("<svg ", '<svg xmlns:i="http://inkscape.example" i:v="1" ').format(
        "<metadata>who drew it</metadata><i:view><script/></i:view>"
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        '<rect fill="url(\'#g\')" width="4" height="4"/>'
    )
    logo = logo_of(drawn.encode(), "svg", *MOST)
    assert "who drew it" not in logo.svg and "script" not in logo.svg and "i:v" not in logo.svg
    assert "url('#g')" in logo.svg and logo.ratio == 2


# -- fonts ----------------------------------------------------------------------------------


def test_a_family_is_really_in_its_files(tmp_path: Path) -> None:
    serif = (folders_at_hand()[1] / "DejaVuSerif.ttf").read_bytes()
    toml = '[fonts]\nfiles = ["face.ttf"]\nfamily = "{}"'
    refused(tmp_path, toml.format("Garamond"), "fonts.family", "DejaVu Serif", face__ttf=serif)


def test_the_firms_font_is_the_first_of_charts_and_pdf(tmp_path: Path) -> None:
    serif = (folders_at_hand()[1] / "DejaVuSerif.ttf").read_bytes()
    toml = '[fonts]\nfiles = ["face.ttf"]\nfamily = "DejaVu Serif"'
    brand = branded(tmp_path, toml, face__ttf=serif)
    assert brand.family == "DejaVu Serif" and brand.font_files == (tmp_path / "face.ttf",)
    said = in_process(tmp_path, "fonts")
    assert said["families"] == ["DejaVu Serif", "Source Sans Pro", "DejaVu Sans"]
    assert said["chart"][0] == "DejaVu Serif"
    assert said["width"] > in_process(None, "fonts")["width"]


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    toml = '[fonts]\nfiles = ["face.ttf"]\nfamily = "A"'
    refused(tmp_path, toml, "fonts.files", "face.ttf is no font", face__ttf=b"abc")


# -- pictures -------------------------------------------------------------------------------


def test_a_logo_becomes_a_picture_of_the_height_asked(tmp_path: Path) -> None:
    toml = '[logo]\nfile = "logo.svg"\nalt = "A"\nheight = 25.4'
    brand = branded(tmp_path, toml, logo__svg=SVG.format("<path d='M0 0h4v9z'/>").encode())
    made = logo_png(brand, 96)
    assert made == logo_png(brand, 96) and made is not None
    (tmp_path / "a.png").write_bytes(made)
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (192, 96)
        assert picture.mode == "RGBA" and picture.getchannel("A").getpixel((190, 90)) == 0


def test_a_drawing_becomes_a_picture_on_the_ground_asked() -> None:
    assert svg_to_png(SVG.format("")) != svg_to_png(SVG.format(""), ground="")
    with pytest.raises(TypstError):
        svg_to_png("no drawing")


# -- seen everywhere ------------------------------------------------------------------------

SEEN = """
import json, sys
from pathlib import Path
asked, folder = sys.argv[1], Path(sys.argv[2])
if asked == "fonts":
    from kit.deliverable.fonts import FAMILIES, width_of
    from kit.display import style
    said = {"families": FAMILIES, "chart": style._RC["font.family"], "width": width_of("mmmm")}
else:
    import openpyxl
    from kit.brand import load_brand
    from kit.catalogue import load_catalogue
    from kit.deliverable.brand_data import brand_data
    from kit.deliverable.html import _css
    from kit.deliverable.workbook_out import write_plan
    from kit.display.html_blocks import block_to_html
    from kit.display.show import Show, open_engagement
    from kit.workbook.template import write_template
    seen = open_engagement(sys.argv[3], as_of="2026-11-23")
    show = Show(seen.words)
    from kit.display.sections import summary
    cover = summary.cover(seen.words)[0]
    write_plan(folder / "plan.xlsx", seen.analysis, seen.texts)
    write_template(folder / "blank.xlsx", "fr")
    plan, blank = (openpyxl.load_workbook(folder / name) for name in ("plan.xlsx", "blank.xlsx"))
    said = {
        "svg": show.blocks("chart", "hours_by_process")[0]["svg"],
        "css": _css(),
        "typst": brand_data(load_brand()),
        "xlsx": sorted({c.fill.fgColor.rgb for c in plan.worksheets[0][1]}),
        "images": sum(len(sheet._images) for sheet in plan),
        "footer": plan.worksheets[0].oddFooter.center.text,
        "blank": blank.worksheets[1].sheet_properties.tabColor.rgb,
        "cover": cover, "html": block_to_html(cover),
    }
print(json.dumps(said, ensure_ascii=True))
"""


def in_process(brand: Path | None, asked: str, folder: Path = Path()) -> dict[str, Any]:
    """What another process makes under *brand*: colours are read when the kit is imported."""
    given = {name: value for name, value in os.environ.items() if name != OWN_CONTENT}
    if brand is not None:
        given[OWN_CONTENT] = str(brand)
    workbook = ROOT / "data_templates" / "exemple-comptable.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", SEEN, asked, str(folder), str(workbook)],
        env=given,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return {
        name: in_process(folder, "all", tmp_path_factory.mktemp("seen"))
        for name, folder in (("kit", None), ("firm", EXAMPLES[-1]))
    }


def test_one_file_changes_the_colours_of_every_format(seen: dict[str, dict[str, Any]]) -> None:
    kits, firms = load_brand((CONTENT,)), load_brand((CONTENT, EXAMPLES[-1]))
    for name, brand, other in (("kit", kits, firms), ("firm", firms, kits)):
        said = seen[name]
        assert brand["main"].lower() in str(said["svg"]).lower()
        assert other["main"].lower() not in str(said["svg"]).lower()
        assert variables(brand) in str(said["css"]) and brand["accent"] in variables(brand)
        assert said["typst"]["colours"]["accent"] == brand["accent"]
        assert said["xlsx"] == [f"FF{brand['accent'][1:]}"]
        assert said["blank"] == f"FF{brand['accent'][1:]}"


def test_the_logo_the_firm_and_its_contact_are_on_the_cover(
    seen: dict[str, dict[str, Any]],
) -> None:
    brand = load_brand((CONTENT, EXAMPLES[-1]))
    firms, kits = seen["firm"], seen["kit"]
    assert "data:image/svg+xml;base64," in str(firms["html"])
    assert f'alt="{brand.logo_alt}"' in str(firms["html"]) and "<img" not in str(kits["html"])
    assert firms["typst"]["logo"]["alt"] == brand.logo_alt
    assert (firms["images"], kits["images"]) == (1, 0)
    assert firms["footer"] == firms["cover"]["confidentiality"]
    lines = [value for _, value in firms["cover"]["lines"]]
    assert brand.contact in lines
    assert any(brand.firm in value for value in lines)


def test_a_png_logo_is_shown_as_it_was_given(tmp_path: Path) -> None:
    Image.new("RGB", (30, 10), "navy").save(tmp_path / "logo.png")
    data = (tmp_path / "logo.png").read_bytes()
    brand = branded(tmp_path, '[logo]\nfile = "logo.png"\nalt = "A"')
    assert brand.logo is not None and brand.logo.ratio == 3
    assert logo_png(brand) == data and brand.logo.uri.startswith("data:image/png;base64,")
    assert svg_to_png(brand.logo.svg)  # as the PDF takes it


# -- no colour anywhere else ----------------------------------------------------------------


def test_no_colour_is_written_outside_the_brand() -> None:
    """White apart, a colour in hexadecimal stands in brand.toml and in examples of messages."""
    written = re.compile(r"(?<![&\w])#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6})\b")
    for path in sorted((ROOT / "kit").rglob("*")):
        if path.suffix not in (".py", ".css", ".typ", ".j2", ".toml") or path.name == "brand.toml":
            continue
        text = path.read_text(encoding="utf-8")
        found = {one.upper() for one in written.findall(text)} - {"#FFFFFF", "#000000"}
        allowed = {"#174A73"} if path.name == "brand.py" else set()
        assert found <= allowed, f"{path.relative_to(ROOT)}: {found - allowed}"
