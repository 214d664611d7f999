"""The blank workbook a client fills."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.catalogue import Brief, Catalogue, load_catalogue
from kit.errors import UsageError
from kit.texts import Texts
from kit.workbook.brief import shortened
from kit.workbook.draw import draw
from kit.workbook.layout import Layout, layout

ALWAYS = "company"  # who the workbook is about: kept whatever is asked
EVERY = "all"  # in place of a list of modules


def write_template(path: Path, lang: str = "fr", modules: Sequence[str] | None = None) -> None:
    """Write the blank workbook in *lang* to *path*.

    *modules*: ids of modules or keys of sheets, "all" for every sheet, None for the modules
    that are offered to all. The company's sheet always stays. Raises UsageError for an unknown
    module or language.
    """
    texts, catalogue = Texts(lang), load_catalogue()
    draw(path, kept(layout(catalogue), catalogue, modules), catalogue, texts, client=None)


def write_workshop(path: Path, workshop: str, lang: str = "fr") -> None:
    """Write the workbook of a *workshop*: its agenda, and the sheets to fill on site.

    It is read back like any other workbook. Raises UsageError for an unknown workshop.
    """
    texts, catalogue = Texts(lang), load_catalogue()
    if workshop not in catalogue.workshops:
        params = {"workshop": workshop, "known": ", ".join(catalogue.workshops)}
        raise UsageError("commands.usage.workshop", params)
    held = catalogue.workshops[workshop]
    asked = layout(catalogue).only({ALWAYS, *held.sheets})
    draw(path, asked, catalogue, texts, client=None, workshop=held)


def offered(catalogue: Catalogue, whole: Layout) -> frozenset[str]:
    """The keys of the sheets that a workbook has when nobody asks for more."""
    offered_by = {True: set[str](), False: set[str]()}
    for module in catalogue.modules.values():
        offered_by[module.offered].update(module.sheets)
    on_request = offered_by[False] - offered_by[True]  # two modules may share a sheet
    return frozenset(sheet.key for sheet in whole.sheets) - on_request


def kept(whole: Layout, catalogue: Catalogue, modules: Sequence[str] | None) -> Layout:
    """What of the *whole* workbook is drawn for *modules*.

    A module that describes a short workbook asks for a few lines and columns only, unless
    another one asks for the same sheet in full.
    """
    if modules is None:
        return whole.only(offered(catalogue, whole))
    if EVERY in modules:
        return whole
    sheets = {sheet.key: (sheet.key,) for sheet in whole.sheets}
    by_name = sheets | {module.id: module.sheets for module in catalogue.modules.values()}
    briefs: list[Brief] = []
    wanted: set[str] = set()
    for name in modules:
        if name not in by_name:
            known = ", ".join((EVERY, *catalogue.modules))
            raise UsageError("commands.usage.module", {"module": name, "known": known})
        wanted.update(by_name[name])
        brief = catalogue.modules[name].brief if name in catalogue.modules else None
        briefs += [brief] if brief else []
    if wanted or not briefs:
        wanted.add(ALWAYS)
    asked = (s if s.key in wanted else shortened(s, briefs) for s in whole.sheets)
    return Layout(tuple(sheet for sheet in asked if sheet is not None))
