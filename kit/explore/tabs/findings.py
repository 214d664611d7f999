"""What does not hold together: each finding with its cells, what it changes, what moves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from kit.analysis.cells import every, ranges
from kit.analysis.model import Finding
from kit.catalogue import load_catalogue
from kit.display.parts import muted
from kit.display.sections import audit
from kit.display.words import Words, opening
from kit.explore import filters
from kit.explore.html import button, cell, heading, paragraph
from kit.explore.origin import levers_on
from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.tabs.filtered import filtered
from kit.explore.typed import name_of
from kit.explore.view import Piece

_BEARS = ("severity", "family")
_AREAS = 8  # other cells of a finding, one by one; beyond, they are gathered


def made(exploration: Exploration) -> Tab:
    """The tab."""
    return filtered(exploration, _BEARS, _sentences, pieces)


def _sentences(exploration: Exploration) -> Iterator[str]:
    words = exploration.shown.words
    total = len(words.analysis.findings)
    if not total:
        return
    kept = filters.findings(words.analysis, load_catalogue(), exploration.filters)
    texts, number = words.texts, words.numbers.number
    yield texts.plural("explore.filters.findings", len(kept), total=number(total))


def pieces(exploration: Exploration) -> list[Piece]:
    """The findings asked for, by severity; within one, what changes the result most first."""
    words = exploration.shown.words
    texts = words.texts
    if not words.analysis.findings:
        return [*muted(texts["explore.check.none"])]
    kept = filters.findings(words.analysis, load_catalogue(), exploration.filters)
    if not kept:
        return [*muted(texts["explore.filters.none"])]
    only = filters.of_findings(words, kept)
    made: list[Piece] = [("how", paragraph(texts["explore.check.how"], "muted"))]
    for severity in audit.SEVERITIES:
        found = audit.found(only, severity)
        if found:
            title = texts.plural(f"explore.check.{severity}", len(found))
            html = "".join(_finding(exploration, words, one) for one in found)
            made.append((severity, f'{heading(2, title)}<ul class="kit-findings">{html}</ul>'))
    return made


def _finding(exploration: Exploration, words: Words, finding: Finding) -> str:
    family = load_catalogue().rules[finding.code].family
    tag = words.texts[f"explore.check.family.{family}"]
    said = opening(audit.sentence(words, finding))
    entailed = ""
    if finding.effect and finding.change is None:
        entailed = words.sentence(finding.effect, finding.params)
    levers = _levers(exploration, finding)
    return (
        f'<li class="kit-finding kit-finding-{escape(finding.severity)}">'
        f'<p class="kit-finding-family">{escape(tag)}</p>'
        f"{paragraph(said, 'finding-said')}{paragraph(entailed, 'muted')}"
        f"{_figures(words, finding)}{_cells(exploration, finding)}{levers}</li>"
    )


def _figures(words: Words, finding: Finding) -> str:
    """Written, recomputed, and what setting it right changes."""
    told = (
        ("written", audit.value(words, finding, "written")),
        ("computed", audit.value(words, finding, "computed")),
        ("change", audit.effect(words, finding)),
    )
    listed = "".join(
        f"<div><dt>{escape(words.texts[f'explore.check.{key}'])}</dt><dd>{escape(value)}</dd></div>"
        for key, value in told
        if value
    )
    return f'<dl class="kit-finding-figures">{listed}</dl>' if listed else ""


def _cells(exploration: Exploration, finding: Finding) -> str:
    """The cell of the finding, then the others it rests on."""
    texts, places = exploration.base.texts, exploration.places
    main = [finding.place] if finding.place else []
    others = [one for one in finding.places if one not in main]
    if not main and not others:
        return paragraph(texts["explore.check.whole"], "where")
    if len(others) > _AREAS:
        others = list(ranges(others))
    first = _list(cell(texts, places.of(one)) for one in main)
    if not others:
        return first
    also = f'<p class="kit-finding-also">{escape(texts["explore.check.also"])}</p>' if main else ""
    return f"{first}{also}{_list(cell(texts, places.of(one)) for one in others)}"


def _list(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="kit-cells">{listed}</ul>' if listed else ""


def _levers(exploration: Exploration, finding: Finding) -> str:
    """What may be moved in its cells, brought up in the panel of assumptions."""
    texts, words = exploration.base.texts, exploration.base.words
    cells = every(one for one in (finding.place, *finding.places) if one)
    buttons = [
        button(texts("explore.check.try", name=name_of(words, lever)), f"lever:{at}")
        for at, lever in levers_on(exploration, cells)
    ]
    return f'<p class="kit-finding-levers">{" ".join(buttons)}</p>' if buttons else ""
