"""The workbook of a client, written from what is known of it: no value is lost."""

from __future__ import annotations

from pathlib import Path

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.texts import Texts
from kit.workbook.draw import draw
from kit.workbook.layout import layout


def write_filled(path: Path, client: Client, lang: str | None = None) -> None:
    """Write the workbook of *client* to *path*, in *lang* (default: the client's).

    Same drawing as the blank template; a table with more records than the blank rows it
    offers is made longer.
    """
    catalogue = load_catalogue()
    draw(path, layout(catalogue), catalogue, Texts(lang or client.lang), client)
