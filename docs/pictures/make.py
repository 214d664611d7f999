"""The pictures of README.md and docs/brand.md, made of real deliverables.

    python docs/pictures/make.py

README: pages of the electrician's audit, the same on a phone and on a dark screen, and slides.
Brands: the report of an example workbook under each docs/examples/brand-*, its cover, its first
page and its HTML side by side. Needs pdftoppm (Poppler), Chromium and LibreOffice Impress.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BRANDS = sorted((HERE.parent / "examples").glob("brand-*"))
WORKBOOK = ROOT / "data_templates" / "exemple-comptable.xlsx"
AS_OF = "2026-11-23"
PAGES = (1, 3)  # the cover, and the page a busy manager reads
HEIGHT, GAP = 620, 14  # [px]
WINDOW = (1000, 1180)  # [px]
MOST = 250_000  # [bytes] a picture


AUDITED = ROOT / "data_templates" / "exemple-electricien.xlsx"


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        readme(Path(temporary) / "readme")
        for brand in BRANDS:
            folder = Path(temporary) / brand.name
            options = ("--formats", "html,pdf", "--versions", "lead")
            run = made(WORKBOOK, folder, *options, brand=brand)
            pages = [page_of(run / "report.pdf", number, folder) for number in PAGES]
            page = run / "report.html"
            screens = [screen_of(page, folder, one, WINDOW) for one in ("light", "dark")]
            saved(brand.name, [*pages, *screens])


def readme(folder: Path) -> None:
    """docs/pictures/{pages,screens,slides}.png."""
    run = made(AUDITED, folder, "--document", "audit", "--formats", "html,pdf,pptx")
    owner = run / "owner.pdf"
    saved("pages", [page_of(owner, number, folder) for number in (1, 3, 6, 7)])
    phone = screen_of(run / "owner.html", folder, "light", (390, 844), ratio=2)
    wide = [screen_of(run / "owner.html", folder, one, WINDOW) for one in ("light", "dark")]
    saved("screens", [*wide, phone])
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*office, str(run / "slides.pptx")], stdout=subprocess.DEVNULL, check=True)
    slides = [page_of(folder / "slides.pdf", number, folder) for number in (2, 6, 7)]
    saved("slides", slides, height=300)


def saved(name: str, pictures: list[Image.Image], height: int = HEIGHT) -> None:
    target = HERE / f"{name}.png"
    side_by_side(pictures, height).save(target, optimize=True)
    if target.stat().st_size > MOST:
        raise SystemExit(f"{target.name}: {target.stat().st_size} bytes, {MOST} at most")


def made(workbook: Path, folder: Path, *options: str, brand: Path | None = None) -> Path:
    """The run folder of a deliverable, under a firm's *brand* or the kit's own."""
    command = [sys.executable, "-m", "kit", "report", str(workbook), "-o", str(folder)]
    own = {} if brand is None else {"KIT_CONTENT": str(brand)}
    subprocess.run(
        [*command, "--as-of", AS_OF, *options],
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return next(folder.glob("*/*/report.pdf")).parent


def page_of(pdf: Path, page: int, folder: Path) -> Image.Image:
    stem = folder / f"{pdf.stem}-{page}"
    bounds = ["-f", str(page), "-l", str(page), "-r", "90", "-singlefile"]
    subprocess.run(["pdftoppm", "-png", *bounds, str(pdf), str(stem)], check=True)
    return Image.open(stem.with_suffix(".png")).convert("RGB")


def screen_of(
    page: Path, folder: Path, scheme: str, size: tuple[int, int], ratio: int = 1
) -> Image.Image:
    """The top of the page, light or dark, on a screen of *size* [px]."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            device_scale_factor=ratio,
        )
        tab.goto(page.as_uri())
        picture = folder / f"{page.stem}-{scheme}-{size[0]}.png"
        tab.screenshot(path=str(picture))
        browser.close()
    return Image.open(picture).convert("RGB")


def side_by_side(pictures: list[Image.Image], height: int = HEIGHT) -> Image.Image:
    """Of one height, with a grey border between, in few enough colours to stay light."""
    scaled = [
        one.resize((round(one.width * height / one.height), height), Image.Resampling.LANCZOS)
        for one in pictures
    ]
    width = sum(one.width for one in scaled) + GAP * (len(scaled) + 1)
    sheet = Image.new("RGB", (width, height + 2 * GAP), (214, 217, 221))
    left = GAP
    for one in scaled:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet.quantize(128, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
