"""The card of one process: what it is, how it flows, what it brings and costs, its automation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.analysis.live import with_parts
from kit.analysis.model import BusinessCase, MoneyLine, ProcessResult, Ranked
from kit.analysis.names import fold
from kit.display.figures import label_of
from kit.display.parts import muted, section
from kit.display.sections import automations, maps
from kit.display.tables import Column, table
from kit.display.words import Block, Words

_AS_WRITTEN = 1.0  # a multiplier of a line that says nothing: as likely as written


def card_of(words: Words, result: ProcessResult) -> list[Block]:
    """Every part of the card, in order; a part with nothing to say says so in a sentence."""
    texts = words.texts
    made = _record(words, result)
    made += section("process-map", 3, texts["explore.process.map_title"])
    if result.steps:
        made += maps.one_map(words, result, "picked")
    else:
        made += muted(texts["explore.process.no_steps"])
    made += section("process-money", 3, texts["explore.process.money_title"])
    made += _lines(words, result) or muted(texts["explore.process.no_lines"])
    own = tuple(one for one in words.analysis.automations if one.process == result.id)
    if not own:
        return made + muted(texts["explore.process.no_automation"])
    only = replace(words, analysis=with_parts(words.analysis, automations=own))
    return made + automations.cards(only)


# -- the record -----------------------------------------------------------------------------


def _record(words: Words, result: ProcessResult) -> list[Block]:
    """Field and content; figures that are traced lead to where they come from."""
    texts, name = words.texts, result.process.name
    listed = [(key, value, figure) for key, value, figure in _fields(words, result) if value]
    rows = [(texts[f"explore.process.{key}"], value) for key, value, _ in listed]
    figures = {(at, 1): figure for at, (_, _, figure) in enumerate(listed) if figure}
    columns = (Column("field", width=0.3), Column("content"))
    caption = texts("explore.process.caption", name=name)
    return table(words, "process-card", caption, columns, rows, figures=figures)


def _fields(words: Words, result: ProcessResult) -> Iterator[tuple[str, str, str]]:
    """(key, what is read, its figure): blank where the client said nothing."""
    number, process = words.numbers, result.process
    path = f"processes.{result.id}"
    row = next((one for one in words.analysis.priorities if one.process == result.id), None)
    if row is not None and row.rank is not None:
        yield from _ranking(words, row)
    yield "domain", words.choice("domain", process.domain), ""
    yield "owner", words.said(process.owner), ""
    yield "trigger", process.trigger or "", ""
    yield "frequency", _choice(words, "frequency", process.frequency), ""
    yield "volume", _given(process.volume_month, number.number(process.volume_month)), ""
    yield "duration", _given(process.minutes, number.minutes(process.minutes)), ""
    yield "hours_month", number.hours(result.hours_month), f"{path}.hours_month"
    yield "cost_year", number.money(result.cost_year), f"{path}.cost_year"
    share = _given(result.role_share, number.share(result.role_share))
    yield "role_share", share, f"{path}.role_share"
    yield "errors", _given(process.error_rate, number.percent(process.error_rate)), ""
    yield "actors", words.listed(process.actors), ""
    yield "tools", words.listed(process.tools), ""
    yield "exceptions", process.exceptions or "", ""
    yield "frictions", process.frictions or "", ""
    personal = process.personal_data
    yield "personal_data", "" if personal is None else words.yes_no(personal), ""
    yield "comment", (row.comment if row else "") or "", ""
    yield "lacking", words.listed(words(f"card_field.{one}") for one in result.missing), ""


def _ranking(words: Words, row: Ranked) -> Iterator[tuple[str, str, str]]:
    number, texts = words.numbers, words.texts
    of = sum(one.rank is not None for one in words.analysis.priorities)
    ranked = texts("explore.process.ranked", rank=number.number(row.rank), of=number.number(of))
    yield "rank", ranked, ""
    yield "score", number.number(row.score), f"priorities.{row.process}.score"
    notes = {key: number.number(getattr(row, key)) for key in ("impact", "effort", "risk")}
    yield "notes", texts("explore.process.noted", **notes), ""


def _given(value: float | None, written: str) -> str:
    return "" if value is None else written


def _choice(words: Words, choices: str, code: str | None) -> str:
    return words.choice(choices, code) if code else ""


# -- its money ------------------------------------------------------------------------------


def lines_of(words: Words, result: ProcessResult) -> list[MoneyLine]:
    """The lines of the case tied to the process: by its automations, or by its own name."""
    case: BusinessCase | None = words.analysis.business_case
    if case is None:
        return []
    served = {one.id for one in words.analysis.automations if one.process == result.id}
    named = {
        f"gain-{at}"
        for at, gain in enumerate(words.client.gains, 1)
        if gain.process and fold(gain.process) == fold(result.process.name)
    }
    return [line for line in case.lines if line.automation in served or line.id in named]


def _lines(words: Words, result: ProcessResult) -> list[Block]:
    """Each line by month or once, with its range where one is stated and asked for."""
    texts, number = words.texts, words.numbers
    listed = lines_of(words, result)
    ranges = words.ranges and any(line.low != line.high for line in listed)
    rows = [
        [
            label_of(words, line),
            texts[f"explore.process.{line.side}"],
            "" if line.month is None else number.money(line.month),
            "" if line.once is None else number.money(line.once),
            *([_range(words, line)] if ranges else []),
        ]
        for line in listed
    ]
    figures = {
        (at, column): f"business_case.{line.id}.{field}"
        for at, line in enumerate(listed)
        for column, field in ((2, "month"), (3, "once"))
    }
    columns = [
        Column("line", name=texts["explore.process.line"]),
        Column("kind", name=texts["explore.process.side"], width=0.13),
        Column("per_month", "right", 0.18, texts["explore.process.by_month"]),
        Column("once", "right", 0.16, texts["explore.process.once"]),
    ]
    if ranges:
        columns.append(Column("range", name=texts["explore.process.low_high"], width=0.26))
    return table(
        words, "process-lines", texts["explore.process.lines"], columns, rows, figures=figures
    )


def _range(words: Words, line: MoneyLine) -> str:
    """ "de 70 € à 120 €": the amount at its low end, then at its high end."""
    amount = line.month if line.month is not None else line.once
    if amount is None or line.low == line.high == _AS_WRITTEN:
        return ""
    return words.range_of(amount * line.low, amount * line.high, "EUR")
