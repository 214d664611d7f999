"""A portfolio in words: the table on the terminal, and the document of ``--json``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kit.batch.job import STATUSES, Outcome, Portfolio
from kit.texts import Texts


def as_lines(portfolio: Portfolio, texts: Texts) -> Iterator[str]:
    """One line a client, then how many came out how."""
    for outcome in portfolio.outcomes:
        status = texts(f"commands.batch.status.{outcome.status}")
        told = outcome.run or why(outcome, texts)
        yield f"{outcome.name}\t{status}\t{outcome.seconds:.1f}\t{told}"
    for status in STATUSES:
        if count := portfolio.count(status):
            yield f"{texts(f'commands.batch.status.{status}')} : {count}"


def as_data(portfolio: Portfolio, texts: Texts) -> dict[str, Any]:
    """The document of ``kit batch --json``; its keys are a contract."""
    return {
        "outputs": portfolio.outputs,
        "as_of": portfolio.as_of,
        "seconds": portfolio.seconds,
        "counts": {status: portfolio.count(status) for status in STATUSES},
        "table": portfolio.table or None,
        "page": portfolio.page or None,
        "clients": [{**asdict(one), "why": why(one, texts)} for one in portfolio.outcomes],
    }


def why(outcome: Outcome, texts: Texts) -> str:
    """Why a client did not come out well, in one sentence; "" when it did."""
    if not outcome.why:
        return ""
    places = ", ".join(outcome.places)
    return texts(f"commands.batch.why.{outcome.why}", places=places, **outcome.params)
