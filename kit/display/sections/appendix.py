"""What the figures rest on: assumptions, formulas with their cells, findings, sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import accumulate

from kit.analysis.model import Trace
from kit.client import AiDecisions
from kit.display.figures import STEPS, formula_of, group_of, name_of, places, result_of, rows_of
from kit.display.links import anchor_of
from kit.display.parts import bullets
from kit.display.sections import priorities, scenario
from kit.display.sections.aids import mark
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words, opening

_METHOD = (
    "pains",
    "processes",
    "score",
    "stars",
    "gates",
    "gdpr",
    "tools",
    "case",
    "range",
    "ladder",
    "correction",
    "plan",
)


def _gates(words: Words) -> bool:
    gates = any(one.kind == "gate" for one in words.client.milestones)
    return gates or words.client.ai_decisions != AiDecisions()


def _measured(words: Words) -> bool:
    return bool(words.client.kpi_measures or words.client.run_measures)


def _speaks_of(words: Words, term: str) -> bool:
    """Whether *term* is a word of what the client wrote, which its record prints whole."""
    return re.search(rf"\b{term}\b", repr(words.client)) is not None


# Rules and terms of parts that not every engagement has: told where something shows them.
_MORE_METHOD: Mapping[str, Callable[[Words], object]] = {
    "gates_of_choice": lambda words: words.analysis.verdict,
    "horizons": lambda words: words.analysis.horizons,
    "kpis": lambda words: words.client.kpis,
    "risks": lambda words: words.client.risks,
}
_GLOSSARY: Mapping[str, Callable[[Words], object]] = {
    "automation": lambda words: True,
    "process": lambda words: True,
    "quick_win": lambda words: True,
    "score": lambda words: words.client.priorities,
    "firmness": lambda words: words.analysis.firmness,
    "disposition": lambda words: words.client.dispositions,
    "gate": lambda words: True,
    "go_no_go": _gates,
    "decision_grid": lambda words: words.analysis.grids,
    "gross_net": lambda words: True,
    "value_class": lambda words: words.client.gains,
    "roi": lambda words: True,
    "marginal": lambda words: len(words.analysis.options) > 1,
    "payback": lambda words: True,
    "npv": lambda words: True,
    "irr": lambda words: True,
    "range": lambda words: True,
    "contingency": lambda words: True,
    "upkeep": lambda words: words.client.automations,
    "baseline": lambda words: words.analysis.baseline,
    "criticality": lambda words: words.client.risks,
    "adoption": lambda words: _measured(words) or _speaks_of(words, "adoption"),
    "success_rate": _measured,
    "rollback": lambda words: words.client.deployments,
    "webhook": lambda words: True,
    "api": lambda words: True,
    "dpa": lambda words: True,
    "sla": lambda words: _speaks_of(words, "SLA"),
    "crm": lambda words: _speaks_of(words, "CRM"),
    "nps": lambda words: _speaks_of(words, "NPS"),
}


def absent(words: Words) -> str | None:
    return None


def assumptions(words: Words) -> list[Block]:
    """Every threshold and default behind the figures, under its origin and date."""
    grouped: dict[str, list[list[str]]] = {}
    moved = scenario.thresholds(words)
    for key, value, unit in words.analysis.assumptions:
        threshold = words.catalogue.thresholds.get(key)
        origin = words("assumption.engagement")
        if threshold is not None and threshold.value == value:
            source = words.texts[f"thresholds.source.{threshold.source}"]
            origin = words("assumption.origin", source=source, date=_day(words, threshold.date))
        if key in moved:
            origin = scenario.named(words)
        row = [words.texts[f"thresholds.{key}.label"], words.quantity(value, unit)]
        grouped.setdefault(origin, []).append(row)
    rows = [row for members in grouped.values() for row in members]
    starts = accumulate((len(members) for members in grouped.values()), initial=0)
    groups = list(zip(starts, grouped, strict=False))
    columns, caption = (Column("assumption"), right("value", 0.3)), "table.assumptions.caption"
    return table(words, "assumptions", words(caption), columns, rows, groups=groups, folded=True)


def traces(words: Words) -> list[Block]:
    """Each figure, its formula with the client's numbers, the cells they were read from.

    Under the name of its process, so that a name is read once and not once a figure.
    """
    grouped: dict[str, list[Trace]] = {}
    for trace in words.analysis.traces:
        if trace.figure.rpartition(".")[2] in STEPS:
            continue
        grouped.setdefault(group_of(words, trace.figure), []).append(trace)
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    for title, members in grouped.items():
        groups.append((len(rows), title))
        rows += [
            [
                opening(name_of(words, trace.figure)),
                words(
                    "trace.result",
                    formula=formula_of(words, trace),
                    result=result_of(words, trace),
                ),
                places(rows_of(trace.cells)) or words("trace.no_cell"),
            ]
            for trace in members
        ]
    columns = [Column("figure", width=0.27), Column("formula"), Column("cells", width=0.36)]
    if not any(trace.cells for trace in words.analysis.traces):  # not read from a workbook
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    replaced, caption = scenario.replaced_cells(words), words("table.traces.caption")
    note = " ".join(filter(None, (words("table.traces.note"), replaced)))
    anchors = [anchor_of(trace.figure) for members in grouped.values() for trace in members]
    return table(
        words,
        "traces",
        caption,
        columns,
        rows,
        note=note,
        groups=groups,
        anchors=anchors,
        folded=True,
    )


def tips(words: Words) -> dict[str, str]:
    """What the appendix says of each figure, by its anchor: whose, what, how, from where."""
    said: dict[str, str] = {}
    for block in traces(words):
        titles = dict(block["groups"])
        title = ""
        for at, (row, anchor) in enumerate(zip(block["rows"], block["anchors"], strict=True)):
            title = titles.get(at, title)
            said[anchor] = "\n".join([title, *row])
    return said


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
            "\n".join(
                (
                    words("assumption.origin", source=tool.source, date=_day(words, tool.date)),
                    *mark(words, "tool", tool.id),
                )
            ),
        ]
        for tool in words.catalogue.tools
        if tool.automates
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
        "draws": number.number(threshold("range.draws")),
        "together": number.percent(threshold("range.together")),
        "reuse": number.percent(threshold("business.reuse")),
        "upkeep": number.hours(threshold("upkeep.hours_month")),
    } | {
        f"range_{key}": number.percent(threshold(f"range.{key}"))
        for key in ("measured", "declared", "assumed", "cost")
    }
    params |= {
        term: number.number(threshold(f"feasible.{term}_until"))
        for term in words.catalogue.choices["feasible"]
    }
    told = (*_METHOD, *(rule for rule, shown in _MORE_METHOD.items() if shown(words)))
    return bullets([words(f"method.{rule}", **params) for rule in told])


def glossary(words: Words) -> list[Block]:
    rows = [
        [words(f"glossary.{term}.term"), words(f"glossary.{term}.meaning")]
        for term, shown in _GLOSSARY.items()
        if shown(words)
    ]
    columns = (Column("term", width=0.26), Column("meaning"))
    return table(words, "glossary", words("table.glossary.caption"), columns, rows)


def definitions(words: Words, terms: Sequence[str]) -> list[tuple[str, str]]:
    """The *terms* of the glossary that this report uses, for the margin of a section."""
    return [
        (words(f"glossary.{term}.term"), words(f"glossary.{term}.meaning"))
        for term in terms
        if _GLOSSARY[term](words)
    ]


def _day(words: Words, day: str) -> str:
    """A date of the catalogue, kept there in ISO form."""
    return words.numbers.date_medium(date.fromisoformat(day))
