"""The workbook of a client, written from what is known of it: no value is lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.texts import Texts
from kit.workbook.brief import holds
from kit.workbook.draw import draw
from kit.workbook.layout import Layout, layout
from kit.workbook.presence import filled_sheets
from kit.workbook.template import kept, offered


def write_filled(
    path: Path, client: Client, lang: str | None = None, modules: Sequence[str] | None = None
) -> None:
    """Write the workbook of *client* to *path*, in *lang* (default: the client's).

    Same drawing as the blank template; a table with more records than the blank rows it
    offers is made longer. The sheets of a module are there when the client says something
    in one of them; with *modules*, theirs and those the client says something in.
    """
    catalogue = load_catalogue()
    whole = layout(catalogue)
    if modules is None:
        filled = filled_sheets(client, whole)
        asked = [module for module in catalogue.modules.values() if filled & set(module.sheets)]
        wanted = offered(catalogue, whole).union(*(module.sheets for module in asked))
        drawn = whole.only(wanted)
    else:
        drawn = _enough(kept(whole, catalogue, modules), whole, client)
    draw(path, drawn, catalogue, Texts(lang or client.lang), client)


def _enough(asked: Layout, whole: Layout, client: Client) -> Layout:
    """The sheets *asked*; in full, or added, where the client says more than they hold."""
    by_key = {sheet.key: sheet for sheet in asked.sheets}
    found = (
        by_key.get(sheet.key) if holds(by_key.get(sheet.key), sheet, client) else sheet
        for sheet in whole.sheets
    )
    return Layout(tuple(sheet for sheet in found if sheet is not None))
