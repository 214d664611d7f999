"""Which sheets a client filled: what decides whether a module leaves a trace."""

from __future__ import annotations

from kit.client import Client
from kit.workbook.layout import Layout
from kit.workbook.values import records_of


def filled_sheets(client: Client, layout: Layout) -> frozenset[str]:
    """The keys of the sheets in which *client* says something."""
    return frozenset(
        sheet.key
        for sheet in layout.sheets
        if any(
            value not in (None, ())
            for block in sheet.blocks
            for record in records_of(client, block)
            for key, value in record.items()
            if key != "item"
        )
    )
