"""What each process costs today, and what its card lacks (method M2)."""

from __future__ import annotations

from kit.analysis.model import ProcessResult
from kit.display.bars import Bar, bars
from kit.display.parts import callout, chart, data_of, muted, paragraph
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_BARS = 12  # processes with a bar of their own
_TIMES = 3.0  # the longest bar: the sum of the others, if longer, is written only
_HALF = 0.5  # the processes that make up half of the time carry the message
_ZONE = 12  # processes of the automation zone named one by one


def absent(words: Words) -> str | None:
    return None if words.analysis.processes else words("absent.processes")


def headline(words: Words) -> str | None:
    timed = by_hours(words)
    if not timed:
        return None
    total = sum(result.hours_month or 0 for result in timed)
    return words("headline.processes", hours=words.numbers.hours(total))


def by_hours(words: Words) -> list[ProcessResult]:
    """Processes whose monthly time is known and not nil, longest first."""
    known = [result for result in words.analysis.processes if result.hours_month]
    return sorted(known, key=lambda result: -(result.hours_month or 0))


def heaviest(words: Words) -> list[ProcessResult]:
    """The fewest processes that make up half of the time."""
    timed = by_hours(words)
    total = sum(result.hours_month or 0 for result in timed)
    taken, reached = [], 0.0
    for result in timed:
        if reached >= _HALF * total:
            break
        taken.append(result)
        reached += result.hours_month or 0
    return taken


def hours_chart(words: Words) -> list[Block]:
    timed = by_hours(words)
    if not timed:
        return muted(words("empty.hours")) if words.analysis.processes else []
    number = words.numbers
    total = sum(result.hours_month or 0 for result in timed)
    strong = {result.id for result in heaviest(words)}
    shown = _BARS if len(timed) > _BARS + 1 else len(timed)  # "1 other" would save nothing
    rows = [
        Bar(
            result.process.name,
            result.hours_month or 0,
            number.hours(result.hours_month),
            strong=result.id in strong,
        )
        for result in timed[:shown]
    ]
    rest = sum(result.hours_month or 0 for result in timed[shown:])
    if rest:
        label = words.plural("chart.others", len(timed) - shown)
        seen = rest <= _TIMES * rows[0].value
        rows.append(Bar(label, rest, number.hours(rest), strong=False, drawn=seen))
    part = sum(result.hours_month or 0 for result in timed if result.id in strong)
    caption = words.plural(
        "chart.hours_by_process.caption",
        len(strong),
        name=timed[0].process.name,
        share=number.share(part / total),
        total=number.hours(total),
        processes=number.number(len(timed)),
    )
    if len(timed) == 1:
        caption = words(
            "chart.hours_by_process.single",
            name=timed[0].process.name,
            total=number.hours(total),
        )
    details = words.series(words.pair(row.label, row.text) for row in rows)
    alt = words("chart.hours_by_process.alt", conclusion=caption, details=details)
    heads = (words("column.process"), words("column.hours_month"), words("column.share_of_time"))
    figures = [[row.label, row.text, number.share(row.value / total)] for row in rows]
    data = data_of(words, heads, figures)
    return chart("hours-by-process", caption, alt, bars(rows, "hours"), data=data)


def processes_table(words: Words) -> list[Block]:
    number = words.numbers
    results = sorted(words.analysis.processes, key=lambda result: -(result.hours_month or 0))
    rows = [
        [
            result.process.name,
            words.choice("domain", result.process.domain),
            number.number(result.process.volume_month),
            number.minutes(result.process.minutes),
            number.hours(result.hours_month),
            number.money(result.cost_year),
            number.share(result.role_share),
        ]
        for result in results
    ]
    hours = [result.hours_month for result in results if result.hours_month is not None]
    costs = [result.cost_year for result in results if result.cost_year is not None]
    totals: tuple[int, ...] = ()
    if len(rows) > 1 and hours:
        cost = number.money(sum(costs)) if costs else number.missing
        rows.append([words("total"), "", "", "", number.hours(sum(hours)), cost, ""])
        totals = (-1,)
    columns = (
        Column("process", width=0.27),
        Column("domain", width=0.17),
        right("volume_month"),
        right("duration"),
        right("hours_month"),
        right("cost_year"),
        right("role_share"),
    )
    caption = words("table.processes.caption")
    note = words("table.processes.note")
    figures = {
        (row, column): f"processes.{result.id}.{field}"
        for row, result in enumerate(results)
        for column, field in ((4, "hours_month"), (5, "cost_year"), (6, "role_share"))
    }
    return table(words, "processes", caption, columns, rows, totals, note, figures=figures)


def gaps(words: Words) -> list[Block]:
    """What each card lacks to be ready; a sentence when none lacks anything."""
    results = words.analysis.processes
    if not results:
        return []
    lacking = [result for result in results if not result.ready]
    if not lacking:
        return paragraph(words.plural("processes.all_ready", len(results)))
    rows = [
        [
            result.process.name,
            words.listed(words(f"card_field.{field}") for field in result.missing),
            words.said(result.process.owner),
        ]
        for result in lacking
    ]
    columns = (Column("process", width=0.4), Column("lacking"), Column("owner", width=0.22))
    caption = words.plural("table.process_gaps.caption", len(lacking), of=len(results))
    note = words("table.process_gaps.note")
    return table(words, "process-gaps", caption, columns, rows, note=note)


def frictions(words: Words) -> list[Block]:
    number = words.numbers
    rows: list[list[str]] = []
    note: str | None
    for result in words.analysis.processes:
        process = result.process
        if not process.frictions and process.error_rate is None:
            continue
        monthly = None
        if None not in (process.error_rate, process.error_cost, process.volume_month):
            monthly = (
                (process.error_rate or 0) * (process.error_cost or 0) * (process.volume_month or 0)
            )
        rows.append(
            [
                process.name,
                words.said(process.frictions),
                number.percent(process.error_rate),
                number.money(monthly),
            ]
        )
    columns: tuple[Column, ...] = (
        Column("process", width=0.27),
        Column("frictions"),
        right("error_rate", 0.12),
        right("error_cost_month", 0.15),
    )
    caption, note = words("table.frictions.caption"), words("table.frictions.note")
    if all(result.process.error_rate is None for result in words.analysis.processes):
        columns, rows = columns[:2], [row[:2] for row in rows]
        caption, note = words("table.frictions.caption_alone"), None
    return table(words, "frictions", caption, columns, rows, note=note)


def automation_zone(words: Words) -> list[Block]:
    inside = [result for result in words.analysis.processes if result.zone]
    if not inside:
        return []
    listed = inside
    if len(inside) > _ZONE + 1:  # "1 other" would save nothing
        listed = sorted(inside, key=lambda result: -(result.hours_month or 0))[:_ZONE]
    items = [
        words("processes.zone_item", name=result.process.name, hours=hours)
        if (hours := words.numbers.hours(result.hours_month)) != words.numbers.missing
        else result.process.name
        for result in listed
    ]
    if left := len(inside) - len(listed):
        items.append(words.plural("chart.others", left))
    title = words.plural("processes.zone", len(inside))
    return callout("info", title, words("processes.zone_why"), items)
