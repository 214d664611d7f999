"""The indicators: from today to the target, then where they stand."""

from __future__ import annotations

from datetime import date

from kit.analysis.kpi_progress import direction_of, judged
from kit.analysis.model import KpiProgress
from kit.client import Kpi
from kit.display.bullets import Bullet
from kit.display.bullets import bullets as draw
from kit.display.parts import chart
from kit.display.sections.follow_up import followed, moment
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_GROUPS = ("operational", "quality", "business", None)
_IN_WORDS = frozenset({"days", "per_month", "per_year"})


def absent(words: Words) -> str | None:
    return None if words.client.kpis else words("absent.kpis")


def absent_progress(words: Words) -> str | None:
    found = followed(words)
    told = found is not None and any(one.measures for one in found.kpis)
    return None if told else words("absent.kpi_follow_up")


def headline(words: Words) -> str | None:
    """How many have a start, a target and a date: the others prove nothing."""
    kpis = words.client.kpis
    ready = sum(k.today is not None and k.target is not None and k.due is not None for k in kpis)
    if not kpis:
        return None
    key = "kpis" if ready == len(kpis) else "kpis_lacking" if ready else "kpis_none"
    return words.plural(f"headline.{key}", len(kpis), ready=words.numbers.number(ready))


def value(words: Words, kpi: Kpi, amount: float | None) -> str:
    """*amount* with the unit of *kpi*."""
    if amount is None:
        return words.numbers.missing
    if kpi.unit == "eur":
        return words.numbers.money(amount)
    if kpi.unit in _IN_WORDS:
        return words.plural(f"kpi.value.{kpi.unit}", amount)
    written = words.numbers.number(amount)
    return words(f"kpi.value.{kpi.unit}", value=written) if kpi.unit else written


def kpis_table(words: Words) -> list[Block]:
    """Each indicator in full, by group; a missing "today" is told as what is to be measured."""
    kpis = words.client.kpis
    rows: list[list[str]] = []
    groups = []
    for group in _GROUPS:
        own = [one for one in kpis if one.group == group]
        if own:
            title = words(f"kpi.group.{group or 'none'}")
            groups.append((len(rows), title))
        rows += [_kpi(words, one) for one in own]
    columns = (
        Column("kpi", width=0.24),
        Column("kpi_direction", width=0.1),
        right("kpi_today", 0.11),
        right("kpi_target", 0.11),
        Column("follow_up_due", width=0.13),
        Column("source"),
        Column("kpi_owner", width=0.14),
    )
    unknown = sum(1 for one in kpis if one.today is None)
    unsaid = sum(1 for one in kpis if direction_of(one) is None)
    notes = [
        *([words.plural("kpi.no_today", unknown)] if unknown else []),
        *([words.plural("kpi.no_direction", unsaid)] if unsaid else []),
    ]
    caption = words.plural("table.kpis.caption", len(rows))
    return table(words, "kpis", caption, columns, rows, groups=groups, note=" ".join(notes) or None)


def _kpi(words: Words, one: Kpi) -> list[str]:
    direction = direction_of(one)
    return [
        one.name,
        words.choice("kpi_direction", direction) if direction else words("kpi.to_say"),
        words("kpi.to_measure") if one.today is None else value(words, one, one.today),
        words("kpi.to_set") if one.target is None else value(words, one, one.target),
        moment(words, one.due, one.due if isinstance(one.due, date) else None),
        one.source or one.how or words.numbers.missing,
        one.owner or words("follow_up.to_name"),
    ]


# -- follow-up --------------------------------------------------------------------------------


def headline_progress(words: Words) -> str | None:
    found = followed(words)
    told = judged(found.kpis) if found else ()
    if not told:
        return None
    done = sum(one.status != "late" for one in told)
    key = "headline.kpi_follow_up" if done == len(told) else "headline.kpi_follow_up_late"
    return words.plural(key, len(told), done=words.numbers.number(done))


def progress_chart(words: Words) -> list[Block]:
    """The way done by each indicator, the planned one ticked."""
    found = followed(words)
    told = [one for one in judged(found.kpis) if one.way is not None] if found else []
    if not told:
        return []
    rows = [
        Bullet(
            label=one.kpi.name,
            way=one.way or 0.0,
            planned=one.planned_way,
            today=value(words, one.kpi, one.kpi.today),
            value=words(
                "chart.kpi.value",
                value=value(words, one.kpi, one.value),
                status=words(f"kpi.status.{one.status}"),
            ),
            target=value(words, one.kpi, one.kpi.target),
            status=one.status,
        )
        for one in told
    ]
    heads = (words("column.kpi_today"), words("column.kpi_target"), words("chart.kpi.tick"))
    late = [one for one in told if one.status == "late"]
    names = words.quoted(one.kpi.name for one in late)
    key = "chart.kpi.late" if late else "chart.kpi.fine"
    caption = words.plural(key, len(late) or len(told), names=names)
    details = words.series(
        words(
            "chart.kpi.detail",
            name=row.label,
            today=row.today,
            value=value(words, one.kpi, one.value),
            target=row.target,
            status=words(f"kpi.status.{row.status}"),
        )
        for row, one in zip(rows, told, strict=True)
    )
    alt = words("chart.kpi.alt", conclusion=caption, details=details)
    drawing = draw(rows, heads, "kpi")
    return chart("kpi-progress", caption, alt, drawing, table="table-kpi-progress")


def progress_table(words: Words) -> list[Block]:
    """Today, the last value, where the plan wanted it that day, the target, the verdict."""
    found = followed(words)
    rows = [_progress(words, one) for one in found.kpis] if found else []
    columns = (
        Column("kpi", width=0.24),
        right("kpi_today"),
        right("kpi_planned"),
        right("kpi_value"),
        right("kpi_target"),
        right("kpi_way", 0.1),
        Column("follow_up_status", width=0.16),
    )
    caption, note = words("table.kpi_progress.caption"), words("kpi.line_note")
    return table(words, "kpi-progress", caption, columns, rows, note=note)


def _progress(words: Words, one: KpiProgress) -> list[str]:
    status = words(f"kpi.status.{one.status}")
    if one.reason:
        status = words.pair(status, words.texts[one.reason])
    last = value(words, one.kpi, one.value)
    if one.on is not None:
        last = words("kpi.value_on", value=last, date=words.numbers.date_medium(one.on))
    return [
        one.kpi.name,
        words("kpi.to_measure") if one.kpi.today is None else value(words, one.kpi, one.kpi.today),
        _rounded(words, one),
        last,
        value(words, one.kpi, one.kpi.target),
        words.numbers.share(one.way),
        status,
    ]


def _rounded(words: Words, one: KpiProgress) -> str:
    """A planned value needs no more digits than those around it."""
    planned = one.planned
    return value(words, one.kpi, None if planned is None else round(planned, 1))


def readings_table(words: Words) -> list[Block]:
    """Every value read, date by date."""
    found, number = followed(words), words.numbers
    told = [one for one in found.kpis if len(one.measures) > 1] if found else []
    rows = [
        [one.kpi.name, number.date_medium(day), value(words, one.kpi, amount)]
        for one in told
        for day, amount in one.measures
    ]
    columns = (Column("kpi"), Column("follow_up_when", width=0.3), right("kpi_value", 0.3))
    caption = words.plural("table.kpi_readings.caption", len(rows))
    return table(words, "kpi-readings", caption, columns, rows)
