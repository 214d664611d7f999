"""Traces gathered one by one, each with the cells of the figures it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kit.analysis.cells import cells_of
from kit.analysis.model import Trace
from kit.client import Client

CASE = "business_case"  # figures are named "business_case.<figure>"
CORRECTED = f"{CASE}.corrected"

Terms = Mapping[str, tuple[float | None, str]]  # name -> (value, unit)
Inputs = Mapping[str, str]  # term -> the figure, or "assumptions.<threshold>", it comes from


@dataclass(slots=True)
class Ledger:
    """What has been traced so far, in order."""

    client: Client
    traces: dict[str, Trace] = field(default_factory=dict)

    def add(
        self,
        figure: str,
        rule: str,
        terms: Terms,
        value: float | None,
        unit: str,
        paths: Iterable[str] = (),
        inputs: Inputs | None = None,
        of: Iterable[str] = (),
    ) -> None:
        """Trace *figure*, unless it or one of its terms is unknown.

        *paths*: the fields it was read from. *inputs*: terms that are figures. *of*: the
        figures it adds up or is made from; those that have no trace are left out.
        """
        known = {name: (amount, u) for name, (amount, u) in terms.items() if amount is not None}
        if value is None or len(known) < len(terms):
            return
        summed = tuple(dict.fromkeys(one for one in of if one in self.traces))
        named = {
            term: source
            for term, source in (inputs or {}).items()
            if term in known and (source in self.traces or source.startswith("assumptions."))
        }
        sources = [self.traces[one] for one in (*named.values(), *summed) if one in self.traces]
        cells = [cell for source in sources for cell in source.cells]
        cells += cells_of(self.client, *paths)
        linked: dict[str, str | tuple[str, ...]] = {**named}
        if summed:
            linked["*"] = summed
        self.traces[figure] = Trace(
            figure, rule, known, float(value), unit, tuple(dict.fromkeys(cells)), linked
        )

    def figures(self, start: str, *ends: str) -> tuple[str, ...]:
        """The figures traced under *start* whose last word is one of *ends*."""
        return tuple(
            figure
            for figure in self.traces
            if figure.startswith(start) and figure.rpartition(".")[2] in ends
        )

    def __iter__(self) -> Iterator[Trace]:
        return iter(tuple(self.traces.values()))
