"""Titles of the first page, the maps, the thread, the launch, the workshop and the appendix."""

from __future__ import annotations

from collections import Counter

from kit.display.figures import STEPS
from kit.display.sections import maps, summary, task_matrix
from kit.display.words import Block, Words

_USUAL = 3  # next steps: what the plain title says


def findings(words: Words) -> str | None:
    count = _items(summary.findings(words))
    return words(f"headline.findings_{count}") if count else None


def next_steps(words: Words) -> str | None:
    """The plain title counts three of them; near the end of a plan there are fewer."""
    made = summary.next_steps(words)
    count = _items(made)
    return words(f"headline.next_steps_{count}") if made and count < _USUAL else None


def _items(made: list[Block]) -> int:
    return sum(len(block["items"]) for block in made if block["block"] == "bullets")


def process_maps(words: Words) -> str | None:
    drawn = maps.mapped(words)
    if not drawn:
        return None
    steps = [step for result in drawn for step in result.steps]
    return words.plural("headline.process_maps", len(drawn), **maps.counted(words, steps))


def thread_orphans(words: Words) -> str | None:
    """The kind of break met most often, when there is one."""
    codes = [row.orphan for row in words.analysis.thread if row.orphan]
    counted = Counter(code.rpartition(".")[2] for code in codes).most_common(2)
    if len(codes) < 2 or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None
    key = "thread_orphans_mostly" if len(counted) > 1 else "thread_orphans_all"
    return words(f"headline.{key}", what=words(f"headline.orphan.{counted[0][0]}"))


def launch(words: Words) -> str | None:
    """Over all the lists of the launch that were answered."""
    totals = [checked.total for checked in words.analysis.launch.values()]
    of = sum(total.applicable for total in totals)
    ticked = sum(total.ticked for total in totals)
    if not of:
        return None
    return words.plural("headline.launch", ticked, of=words.numbers.number(of))


def workshop(words: Words) -> str | None:
    found = task_matrix.found(words)
    if not found:
        return words("headline.workshop_empty")
    return words("headline.workshop", found=words.listed(found.values()))


def appendix(words: Words) -> str | None:
    """How many figures are explained, and on how many assumptions they rest."""
    traces = words.analysis.traces
    told = sum(1 for trace in traces if trace.figure.rpartition(".")[2] not in STEPS)
    assumptions = words.numbers.number(len(words.analysis.assumptions))
    return words.plural("headline.appendix", told, assumptions=assumptions) if told else None
