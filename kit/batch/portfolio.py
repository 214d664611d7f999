"""The portfolio in the outputs folder: a table for Excel and a page, of the last batch.

Both are replaced whole, each at once, by the next batch; `without` takes a client out.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from kit.batch.job import Portfolio
from kit.batch.rows import Row, from_csv, rows_of, to_csv
from kit.batch.storage import Place
from kit.texts import LANGUAGES, Texts


def write_portfolio(portfolio: Portfolio, texts: Texts, place: Place) -> tuple[str, str]:
    """Write both files into *place*; returns where the table and the page are."""
    return _write(rows_of(portfolio, texts), texts, place)


def names(texts: Texts) -> tuple[str, str]:
    """Names of the table and of the page in the language of *texts*."""
    return texts["portfolio.file.table"], texts["portfolio.file.page"]


def holding(place: Place, of_client: Callable[[Row], bool]) -> tuple[str, ...]:
    """The portfolio files of *place*, in any language, that tell of the client.

    A file that can no longer be read as it was written is among them: nobody can say that it
    does not.
    """
    found: list[str] = []
    for texts in map(Texts, LANGUAGES):
        there = [name for name in names(texts) if place.exists(name)]
        if there and not _is_clear(place, texts, of_client):
            found.extend(there)
    return tuple(found)


def without(place: Place, of_client: Callable[[Row], bool]) -> None:
    """Write the portfolio files of *place* again without the rows of one client.

    Files left without a row, or that can no longer be read as they were written, are removed;
    the next batch makes them again.
    """
    for texts in map(Texts, LANGUAGES):
        if _is_clear(place, texts, of_client):
            continue
        rows: tuple[Row, ...] = ()
        with suppress(OSError, ValueError):
            rows = from_csv(place.read_text(names(texts)[0]), texts)
        if left := tuple(row for row in rows if not of_client(row)):
            _write(left, texts, place)
        else:
            for name in reversed(names(texts)):
                place.remove(name)


def _is_clear(place: Place, texts: Texts, of_client: Callable[[Row], bool]) -> bool:
    table, page = names(texts)
    if not place.exists(table):
        return not place.exists(page)
    try:
        return not any(map(of_client, from_csv(place.read_text(table), texts)))
    except (OSError, ValueError):
        return False


def _write(rows: tuple[Row, ...], texts: Texts, place: Place) -> tuple[str, str]:
    from kit.batch.portfolio_page import page_of

    table, page = names(texts)
    # The page first: were the work cut short, the table would still tell that a client is in.
    place.write_text(page, page_of(rows, texts))
    place.write_text(table, to_csv(rows, texts))
    return place.at(table), place.at(page)
