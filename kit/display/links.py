"""From a displayed figure to the row of the appendix that explains it (method M18.8).

A figure is named by the path of its trace (kit.analysis.model.Trace.figure); its row in
the appendix has the anchor ``trace-<figure>``. A figure without a trace has no link: the
caller need not know which ones have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.display.words import Words

# What a table calls by a shorter name than its trace.
_SAME = {".payback": ".payback_month", ".marginal": ".marginal_roi"}
Figures = Mapping[tuple[int, int], str]  # (row, column) of a table -> figure


def anchor_of(figure: str) -> str:
    """Figures are made of ids and field names: letters, digits, ".", "-" and "_".

    >>> anchor_of("business_case.net_month")
    'trace-business_case.net_month'
    """
    return f"trace-{figure}"


def link_of(words: Words, figure: str | None) -> str | None:
    """The anchor that explains *figure*, or None when no trace does."""
    traced = next((one for one in _names(figure or "") if one in words.traced), None)
    return anchor_of(traced) if traced else None


def _names(figure: str) -> Iterator[str]:
    """The names *figure* may be traced under: a cell with a range leads to its low end."""
    for shown, traced in _SAME.items():
        if figure.endswith(shown):
            figure = f"{figure.removesuffix(shown)}{traced}"
    yield figure
    yield f"{figure}.low"
    yield figure.replace("business_case.returns.", "business_case.", 1)


def links_of(
    words: Words, figures: Figures, rows: Sequence[Sequence[str]]
) -> list[list[int | str]]:
    """[row, column, anchor] of the traced cells; rows count from the end when negative."""
    found: list[list[int | str]] = []
    for (row, column), figure in figures.items():
        anchor, at = link_of(words, figure), row % len(rows)
        if anchor and rows[at][column] not in ("", words.numbers.missing):
            found.append([at, column, anchor])
    return sorted(found, key=lambda link: (link[0], link[1]))
