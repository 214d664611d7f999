"""Thresholds that differ between a card, the steps of its process and its tests (method M13).

Rules are the client's own words. A threshold is a quantity, a comparison and a number:
"score > 70", "le montant dépasse 1 500 €", "amount over 500". Only the same quantity compared
the same way is set side by side, and only when no number is shared: a card may well hold
several thresholds of one quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.analysis.audit.findings import cell, plain
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding
from kit.client import Automation, Client

# How people compare, in the two languages a workbook may be written in.
_MORE = (
    r">=?|≥|dépassent?|dépasse|supérieure?s? (?:ou égale?s? )?à|plus de|au-dessus de|au-delà de|"
    r"au moins|above|over|exceeds?|more than|greater than|at least"
)
_LESS = (
    r"<=?|≤|inférieure?s? (?:ou égale?s? )?à|moins de|en dessous de|au-dessous de|au plus|"
    r"below|under|less than|at most"
)
_LINKS = r"(?:\s+(?:est|sont|reste|de|strictement|is|are|of|strictly))*"
_NUMBER = r"\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?"
_PHRASE = re.compile(
    rf"(?P<word>[^\W\d_]{{3,}}){_LINKS}\s*(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\s*"
    rf"(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Said:
    """Where thresholds were read, and which: (quantity, "more" or "less") -> numbers."""

    path: str
    row: str
    thresholds: dict[tuple[str, str], set[float]]


def threshold_findings(analysis: Analysis) -> Iterator[Finding]:
    """Each card against the steps of its process, then against its tests."""
    client = analysis.client
    for position, automation in enumerate(client.automations):
        card = list(_card(client, position, automation))
        for other in (*_steps(client, automation), *_tests(client, automation)):
            yield from _differences(client, automation, card, other)


def thresholds_in(text: str | None) -> dict[tuple[str, str], set[float]]:
    """The thresholds *text* states.

    >>> thresholds_in("Si la note dépasse 70, alerte ; montant ≤ 1 500,50 €")
    {('note', 'more'): {70.0}, ('montant', 'less'): {1500.5}}
    """
    found: dict[tuple[str, str], set[float]] = {}
    for match in _PHRASE.finditer(text or ""):
        number = float(_BLANKS.sub("", match["number"]).replace(",", "."))
        key = (match["word"].casefold(), "more" if match["more"] else "less")
        found.setdefault(key, set()).add(number)
    return found


def _card(client: Client, position: int, automation: Automation) -> Iterator[Said]:
    for field in ("rules", "conditions"):
        yield from _said(f"automations/{position}", {field: getattr(automation, field)})


def _steps(client: Client, automation: Automation) -> Iterator[Said]:
    for position, step in enumerate(client.steps):
        if step.process == automation.process:
            yield from _said(
                f"steps/{position}", {"condition": step.condition, "action": step.action}
            )


def _tests(client: Client, automation: Automation) -> Iterator[Said]:
    for position, test in enumerate(client.tests):
        if test.automation == automation.name:
            texts = {"scenario": test.scenario, "given": test.given, "expected": test.expected}
            yield from _said(f"tests/{position}", texts)


def _said(row: str, texts: dict[str, str | None]) -> Iterator[Said]:
    for field, text in texts.items():
        if found := thresholds_in(text):
            yield Said(f"{row}/{field}", row, found)


def _differences(
    client: Client, automation: Automation, card: Iterable[Said], other: Said
) -> Iterator[Finding]:
    for key, numbers in other.thresholds.items():
        stating = [said for said in card if key in said.thresholds]
        known = set().union(*(said.thresholds[key] for said in stating))
        if not known or known & numbers:
            continue
        yield Finding(
            code="threshold_differs",
            place=client.cells.get(other.path) or cell(client, other.row, "automation", "process"),
            places=cells_of(client, *(said.path for said in stating)),
            written=_listed(numbers),
            computed=_listed(known),
            effect="analysis.effect.threshold_differs",
            params={
                "automation": automation.name,
                "quantity": key[0],
                "here": _quantities(numbers),
                "card": _quantities(known),
            },
        )


def _listed(numbers: set[float]) -> str:
    return " / ".join(str(plain(number)) for number in sorted(numbers))


def _quantities(numbers: set[float]) -> tuple[tuple[float, str], ...]:
    return tuple((number, "number") for number in sorted(numbers))
