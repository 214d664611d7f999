"""The blank workbook a client fills."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.catalogue import load_catalogue
from kit.errors import UsageError
from kit.texts import Texts
from kit.workbook.draw import draw
from kit.workbook.layout import Layout, layout

ALWAYS = "company"  # who the workbook is about: kept whatever is asked


def write_template(path: Path, lang: str = "fr", modules: Sequence[str] | None = None) -> None:
    """Write the blank workbook in *lang* to *path*.

    *modules*: keys of the sheets to keep, None for all; the company's sheet always stays.
    Raises UsageError for an unknown module or language.
    """
    texts, catalogue = Texts(lang), load_catalogue()
    draw(path, _kept(layout(catalogue), modules), catalogue, texts, client=None)


def _kept(whole: Layout, modules: Sequence[str] | None) -> Layout:
    if modules is None:
        return whole
    known = [sheet.key for sheet in whole.sheets]
    for module in modules:
        if module not in known:
            raise UsageError("commands.usage.module", {"module": module, "known": ", ".join(known)})
    wanted = {ALWAYS, *modules}
    return Layout(tuple(sheet for sheet in whole.sheets if sheet.key in wanted))
