"""A portfolio in words: the table on the terminal, and the document of ``--json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kit.batch.job import DELIVERED, FINE, LATE, REFUSED, STATUSES, Outcome, Portfolio
from kit.texts import Texts

if TYPE_CHECKING:
    from kit.retention import Past

_MOST_PLACES = 4  # faults told in a row; `kit check` tells them all
_FIGURES = frozenset({2, 3, 4, 5})  # columns set to the right


def as_lines(portfolio: Portfolio, texts: Texts) -> Iterator[str]:
    """One row a client, how many came out how, where the files are, the one next step.

    What must be seen to comes last: there it is read, whatever the length of the table.
    """
    yield from _table(portfolio, texts)
    yield ""
    yield _counts(portfolio, texts)
    yield texts("portfolio.end.took", seconds=_seconds(portfolio.seconds, texts))
    for kind, path in (("table", portfolio.table), ("page", portfolio.page)):
        if path:
            yield texts(f"portfolio.end.{kind}", path=path)
    yield next_step(portfolio, texts)


def as_data(portfolio: Portfolio, texts: Texts, past: Sequence[Past] = ()) -> dict[str, Any]:
    """The document of ``kit batch --json``; its keys are a contract (docs/portfolio.md)."""
    return {
        "outputs": portfolio.outputs,
        "as_of": portfolio.as_of,
        "seconds": portfolio.seconds,
        "interrupted": portfolio.interrupted,
        "asked": len(portfolio.outcomes),
        "counts": {status: portfolio.count(status) for status in STATUSES},
        "table": portfolio.table or None,
        "page": portfolio.page or None,
        "next": next_step(portfolio, texts),
        "past": [asdict(one) for one in past],
        "clients": [{**asdict(one), "why": why(one, texts)} for one in portfolio.outcomes],
    }


def why(outcome: Outcome, texts: Texts) -> str:
    """Why a client did not come out well, in one sentence; "" when it did."""
    if not outcome.why:
        return ""
    # Cells alone: a code is for programs, `kit check` says each in words.
    cells = (place.rpartition(" (")[0] for place in outcome.places[:_MOST_PLACES])
    places = ", ".join(cell or texts["portfolio.places.file"] for cell in cells)
    if more := len(outcome.places) - _MOST_PLACES:
        places = places if more < 0 else texts.plural("portfolio.places.more", more, places=places)
    return texts(f"commands.batch.why.{outcome.why}", places=places, **outcome.params)


def next_step(portfolio: Portfolio, texts: Texts) -> str:
    """The one thing to do now: workbooks to correct come first, they need somebody."""
    if refused := portfolio.count(REFUSED):
        return texts.plural("portfolio.next.refused", refused)
    if not portfolio.failed:
        return texts["portfolio.next.fine"]
    late = portfolio.count(LATE)
    key = "late" if late == portfolio.failed else "again"
    return texts.plural(f"portfolio.next.{key}", portfolio.failed)


def _table(portfolio: Portfolio, texts: Texts) -> Iterator[str]:
    from kit.batch.columns import aligned
    from kit.display.numbers import Numbers

    numbers = Numbers(texts)
    columns = ("client", "status", "seconds", "problems", "roi_short", "quick_wins", "told")
    rows = [
        (
            outcome.client or outcome.name,
            texts[f"commands.batch.status.{outcome.status}"],
            _seconds(outcome.seconds, texts),
            f"{outcome.faults}/{outcome.remarks}",
            "" if outcome.roi is None else numbers.percent(outcome.roi),
            "" if outcome.quick_wins is None else str(outcome.quick_wins),
            why(outcome, texts) or outcome.run,
        )
        for outcome in sorted(portfolio.outcomes, key=_fine_first)
    ]
    yield from aligned([texts[f"portfolio.column.{name}"] for name in columns], rows, _FIGURES)


def _fine_first(outcome: Outcome) -> tuple[bool, str, int]:
    return outcome.status not in FINE, (outcome.client or outcome.name).casefold(), outcome.number


def _counts(portfolio: Portfolio, texts: Texts) -> str:
    """Asked, then each way of coming out that was met: they add up to what was asked."""
    counts = {"asked": len(portfolio.outcomes)}
    for status in (DELIVERED, *(one for one in STATUSES if one != DELIVERED)):
        counts[status] = portfolio.count(status)
    kept = {name: count for name, count in counts.items() if count or name == DELIVERED}
    return counted(kept, texts)


def counted(counts: Mapping[str, int], texts: Texts) -> str:
    """How many by name, in one line: "livrés : 36, à corriger : 1"."""
    return ", ".join(
        texts("portfolio.count.told", label=texts[f"portfolio.count.{name}"], count=count)
        for name, count in counts.items()
    )


def _seconds(seconds: float, texts: Texts) -> str:
    return f"{seconds:.1f}".replace(".", texts["commands.decimal"])
