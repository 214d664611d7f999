"""What the figures rest on: assumptions, formulas with their cells, findings, sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.analysis.model import Trace
from kit.display.parts import bullets, paragraph
from kit.display.sections import business_case, priorities
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words, opening

_METHOD = ("pains", "processes", "score", "stars", "gates", "gdpr", "tools", "case", "plan")
_GLOSSARY = (
    "automation",
    "process",
    "quick_win",
    "gate",
    "gross_net",
    "roi",
    "payback",
    "npv",
    "irr",
    "webhook",
    "api",
    "dpa",
)


def absent(words: Words) -> str | None:
    return None


def assumptions(words: Words) -> list[Block]:
    """Every threshold and default behind the figures, with its origin and date."""
    rows = []
    for key, value, unit in words.analysis.assumptions:
        threshold = words.catalogue.thresholds.get(key)
        origin = words("assumption.engagement")
        if threshold is not None and threshold.value == value:
            source = words.texts[f"thresholds.source.{threshold.source}"]
            origin = words("assumption.origin", source=source, date=_day(words, threshold.date))
        rows.append([words.texts[f"thresholds.{key}.label"], words.quantity(value, unit), origin])
    columns = (Column("assumption"), right("value", 0.16), Column("origin", width=0.4))
    return table(words, "assumptions", words("table.assumptions.caption"), columns, rows)


def traces(words: Words) -> list[Block]:
    """Each figure, its formula with the client's numbers, the cells they were read from.

    Under the name of its process, so that a name is read once and not once a figure.
    """
    grouped: dict[str, list[Trace]] = {}
    for trace in words.analysis.traces:
        grouped.setdefault(_group(words, trace), []).append(trace)
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    for title, members in grouped.items():
        groups.append((len(rows), title))
        rows += [
            [
                opening(_figure(words, trace)),
                _formula(words, trace),
                _places(trace.cells) or words("trace.no_cell"),
            ]
            for trace in members
        ]
    columns = [Column("figure", width=0.27), Column("formula"), Column("cells", width=0.32)]
    if not any(trace.cells for trace in words.analysis.traces):  # not read from a workbook
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    note, caption = words("table.traces.note"), words("table.traces.caption")
    return table(words, "traces", caption, columns, rows, note=note, groups=groups)


def _group(words: Words, trace: Trace) -> str:
    """What a figure belongs to: the diagnostic, a process by its name, the business case."""
    room, *middle, _ = trace.figure.split(".")
    if room in ("diagnostic", "business_case"):
        return words(f"section.{room}.title")
    return words.process(".".join(middle))


def _figure(words: Words, trace: Trace) -> str:
    """What the figure is, inside its group: "temps par mois", "Licence : montant par mois"."""
    room, *middle, field = trace.figure.split(".")
    subject = ".".join(middle)
    match room:
        case "diagnostic":
            return words.item(subject)
        case "business_case" if subject:
            case = words.analysis.business_case
            lines = case.lines if case else ()
            name = next(line.label for line in lines if line.id == subject)
            return words("figure.of", name=name, figure=words(f"figure.line.{field}"))
        case _:
            return words(f"figure.{room}.{field}")


def _places(cells: Sequence[str]) -> str:
    """Cells with the name of their sheet written once: "Gains!G7:J7, G8:H9"."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, place = cell.rpartition("!")
        sheets.setdefault(sheet, []).append(place)
    return ", ".join(
        f"{sheet}!{', '.join(places)}" if sheet else ", ".join(places)
        for sheet, places in sheets.items()
    )


def _formula(words: Words, trace: Trace) -> str:
    formula = words.sentence(f"analysis.formula.{trace.rule}", trace.terms)
    result = words.quantity(trace.value, trace.unit)
    if trace.rule == "irr":
        result = business_case.irr_text(words, trace.value)
    return words("trace.result", formula=formula, result=result)


def findings(words: Words) -> list[Block]:
    """What does not hold together in the workbook, where, and what it changes."""
    found = words.analysis.findings
    if not found:
        return paragraph(words("findings.none"))
    rows = [
        [
            finding.place or words("findings.whole"),
            words.sentence(f"analysis.finding.{finding.code}", finding.params),
            words.sentence(finding.effect, finding.params) if finding.effect else "",
        ]
        for finding in found
    ]
    columns = [Column("place", width=0.18), Column("finding"), Column("effect", width=0.3)]
    if not any(finding.place for finding in found):
        columns, rows = columns[1:], [row[1:] for row in rows]
    caption = words.plural("table.findings.caption", len(found))
    return table(words, "findings", caption, columns, rows)


def tool_prices(words: Words) -> list[Block]:
    if not words.analysis.automations:
        return []
    rows = [
        [
            tool.name,
            words("tool.by_use")
            if tool.price_low is None
            else words.numbers.money_range(tool.price_low, tool.price_high),
            words.texts[f"tools.{tool.id}.strength"],
            words("assumption.origin", source=tool.source, date=_day(words, tool.date)),
        ]
        for tool in words.catalogue.tools
    ]
    columns = (
        Column("tool", width=0.15),
        Column("price", width=0.17),
        Column("strength"),
        Column("source", width=0.26),
    )
    caption = words("table.tool_prices.caption")
    return table(words, "tool-prices", caption, columns, rows)


def method(words: Words) -> list[Block]:
    """The rules in plain words, with the thresholds this analysis used."""
    number, threshold = words.numbers, words.threshold
    params = {
        "few": number.number(threshold("pains.few_below")),
        "many": number.number(threshold("pains.many_above")),
        "formula": priorities.formula(words),
        "quick_win": number.number(threshold("priorities.quick_win_above")),
        "five": number.number(threshold("priorities.stars_five_above")),
        "four": number.number(threshold("priorities.stars_four_from")),
        "three": number.number(threshold("priorities.stars_three_from")),
        "two": number.number(threshold("priorities.stars_two_from")),
        "gate": number.percent(threshold("gates.prerequisites")),
        "gdpr_gate": number.percent(threshold("gates.gdpr")),
    }
    return bullets([words(f"method.{rule}", **params) for rule in _METHOD])


def glossary(words: Words) -> list[Block]:
    rows = [
        [words(f"glossary.{term}.term"), words(f"glossary.{term}.meaning")] for term in _GLOSSARY
    ]
    columns = (Column("term", width=0.26), Column("meaning"))
    return table(words, "glossary", words("table.glossary.caption"), columns, rows)


def _day(words: Words, day: str) -> str:
    """A date of the catalogue, kept there in ISO form."""
    return words.numbers.date_medium(date.fromisoformat(day))
