"""A traced figure in words: what it belongs to, what it is, its formula (method M18.8)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.model import MoneyLine, Trace
from kit.display.sections.business_case import irr_text
from kit.display.words import Words

# Steps of a calculation: no part of the report shows them, the workbook has them all.
STEPS = ("whole", "partly", "whole_horizon", "partly_horizon", "horizon")
_MOST_PLACES = 3  # beyond, rows are named instead of cells
_ROW = re.compile(r"(?<=[A-Z])[0-9]+")
# What a figure of the business case may belong to; else it is one of the case itself.
_FAMILIES = ("corrected", "returns", "stacks", "break_even", "hours_pool", "upkeep")


def group_of(words: Words, figure: str) -> str:
    """What *figure* belongs to: the diagnostic, a process by its name, an option, a phase."""
    room, *rest = figure.split(".")
    match room:
        case "diagnostic":
            return words("section.diagnostic.title")
        case "processes" | "priorities":
            return words.process(rest[0])
        case "budget":
            return words("figure.of", name=words("figure.group.budget"), figure=_phase(words, rest))
        case "options":
            option = words.analysis.options[int(rest[0]) - 1].name
            return words("figure.of", name=words("figure.group.options"), figure=option)
    family = rest[0]
    if family in _FAMILIES and family != "returns":
        return words(f"figure.group.{family}")
    return words("section.business_case.title")


def name_of(words: Words, figure: str) -> str:
    """What *figure* is, inside its group: "temps par mois", "Licence : montant par mois"."""
    room, *rest = figure.split(".")
    match room:
        case "diagnostic":
            return words.item(".".join(rest[:-1]))
        case "processes" | "priorities":
            return words(f"figure.{room}.{rest[-1]}")
        case "budget" | "options":
            return words(f"figure.{room}.{'_'.join(rest[1:])}")
    return _of_case(words, rest)


def _of_case(words: Words, rest: Sequence[str]) -> str:
    case = words.analysis.business_case
    match list(rest):
        case ["corrected", *inner]:
            return _of_case(words, inner)
        case ["returns", field]:
            return words(f"figure.returns.{field}")
        case ["stacks", key, *inner]:
            name = words(f"figure.stack.{key}")
            return words("figure.of", name=name, figure=words(f"figure.stacks.{inner[-1]}"))
        case ["break_even", goal, field]:
            return words(f"figure.break_even.{goal}_{field}")
        case ["hours_pool", position, field]:
            role = case.hours_pool[int(position) - 1].role if case else ""
            key = "bound" if field.startswith("bound") else field
            return words("figure.of", name=role, figure=words(f"figure.hours_pool.{key}"))
        case ["upkeep", *of, field]:
            figure = words(f"figure.upkeep.{field}")
            name = words.automation(of[0]) if of else ""
            return words("figure.of", name=name, figure=figure) if of else figure
        case [line, field]:
            figure = words(f"figure.line.{field}")
            return words("figure.of", name=_label(words, line), figure=figure)
    return words(f"figure.business_case.{rest[0]}")


def _label(words: Words, line: str) -> str:
    case = words.analysis.business_case
    lines = (*case.lines, *case.other_lines) if case else ()
    found = next((one for one in lines if one.id == line), None)
    return label_of(words, found) if found else line


def label_of(words: Words, line: MoneyLine) -> str:
    """What a line is called; contingency is called after its phase."""
    if line.kind != CONTINGENCY:
        return line.label
    if not line.label:
        return words("figure.contingency_alone")
    return words("figure.contingency", phase=line.label)


def _phase(words: Words, rest: Sequence[str]) -> str:
    case = words.analysis.business_case
    return case.budget[int(rest[0]) - 1].phase if case else ""


def formula_of(words: Words, trace: Trace) -> str:
    """The formula with the client's numbers, without its result."""
    return words.sentence(f"analysis.formula.{trace.rule}", trace.terms)


def result_of(words: Words, trace: Trace) -> str:
    if trace.rule.startswith("irr"):
        return irr_text(words, trace.value)
    return words.quantity(trace.value, trace.unit)


def rows_of(cells: Sequence[str]) -> tuple[str, ...]:
    """*cells* as they are; many of them by their rows, as Excel writes them: "Gains!9:14"."""
    if len(cells) <= _MOST_PLACES:
        return tuple(cells)
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheets.setdefault(cell.rpartition("!")[0], []).append(cell)
    return tuple(
        place
        for sheet, found in sheets.items()
        for place in (found if len(found) == 1 else _rows(sheet, found))
    )


def _rows(sheet: str, cells: Sequence[str]) -> list[str]:
    """The rows that *cells* stand in, runs of them written as Excel does."""
    rows: set[int] = set()
    for cell in cells:
        ends = [int(end) for end in _ROW.findall(cell.rpartition("!")[2])]
        if not ends:
            return list(cells)  # not addresses
        rows.update(range(ends[0], ends[-1] + 1))
    starts = sorted(row for row in rows if row - 1 not in rows)
    lasts = sorted(row for row in rows if row + 1 not in rows)
    return [f"{sheet}!{first}:{last}" for first, last in zip(starts, lasts, strict=True)]


def places(cells: Sequence[str]) -> str:
    """Cells with the name of their sheet written once: "Gains!G7:J7, G8:H9"."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, place = cell.rpartition("!")
        sheets.setdefault(sheet, []).append(place)
    return ", ".join(
        f"{sheet}!{', '.join(places)}" if sheet else ", ".join(places)
        for sheet, places in sheets.items()
    )
