"""Which processes first: the map, the ranking, the quick wins (method M3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise, product

from kit.analysis.model import Ranked
from kit.display.note_map import MapWords, Point, note_map
from kit.display.numbers import MINUS
from kit.display.parts import bullets, callout, chart, muted
from kit.display.sections import deadlines
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words

_NOTES = (1, 2, 3, 4, 5)
_BEST_RISK = 1
_SPOKEN = 12  # places told in the alternative text
_TIES = 3  # explained one by one; the table shows the others


def absent(words: Words) -> str | None:
    return None if ranked(words) else words("absent.priorities")


def headline(words: Words) -> str | None:
    rows = ranked(words)
    wins = quick_wins(words)
    if not rows:
        return None
    if wins:
        return words.plural("headline.quick_wins", len(wins), name=wins[0].name)
    return words("headline.priorities", name=rows[0].name)


def ranked(words: Words) -> list[Ranked]:
    return [row for row in words.analysis.priorities if row.rank is not None]


def quick_wins(words: Words) -> list[Ranked]:
    return [row for row in words.analysis.priorities if row.quick_win]


def map_chart(words: Words) -> list[Block]:
    rows = ranked(words)
    if not rows:
        return muted(words("empty.priorities")) if words.analysis.priorities else []
    points = [
        Point(
            row.rank or 0,
            row.name,
            row.impact or 0,
            row.effort or 0,
            row.risk or 0,
            row.quick_win,
            f"process:{row.process}" if words.picks else None,
            _tip(words, row),
        )
        for row in rows
    ]
    labels = MapWords(
        across=words("chart.priorities_map.effort"),
        up=words("chart.priorities_map.impact"),
        low=words("chart.priorities_map.low"),
        high=words("chart.priorities_map.high"),
        zone=words("chart.priorities_map.zone"),
        size=words("chart.priorities_map.risk"),
        ring=words("chart.priorities_map.quick_win"),
        rest=partial(words.plural, "chart.rest"),
    )
    wins = quick_wins(words)
    if wins:
        caption = words.plural("chart.priorities_map.caption", len(wins), name=wins[0].name)
    else:
        caption = words("chart.priorities_map.no_win", name=rows[0].name)
    details = words.series(_spoken(words, rows))
    alt = words("chart.priorities_map.alt", conclusion=caption, details=details)
    svg = note_map(points, _zone(words), labels, "priorities")
    return chart("priorities-map", caption, alt, svg, table="table-ranking")


def _spoken(words: Words, rows: Sequence[Ranked]) -> list[str]:
    """The first places with their notes; how many more, which the table has."""
    said = [
        words(
            "chart.priorities_map.point",
            rank=row.rank,
            name=row.name,
            impact=row.impact,
            effort=row.effort,
            risk=row.risk,
        )
        for row in rows[:_SPOKEN]
    ]
    left = len(rows) - len(said)
    return [*said, words.plural("chart.others", left)] if left else said


def _tip(words: Words, row: Ranked) -> str:
    """What a place of the map says when it is pointed at: its notes, its score."""
    heads = [words(f"column.{key}") for key in ("process", "impact", "effort", "risk", "score")]
    notes = (row.impact, row.effort, row.risk, row.score)
    return words.tip(heads, [row.name, *map(words.numbers.number, notes)])


def _zone(words: Words) -> list[tuple[int, int]]:
    """(impact, effort) where a process of the lowest risk is a quick win."""
    threshold = words.threshold
    weight = {note: threshold(f"priorities.weight_{note}") for note in ("impact", "effort", "risk")}
    return [
        (impact, effort)
        for impact, effort in product(_NOTES, _NOTES)
        if weight["impact"] * impact + weight["effort"] * effort + weight["risk"] * _BEST_RISK
        > threshold("priorities.quick_win_above")
    ]


def formula(words: Words) -> str:
    """The score as this analysis weighs it: "2 × impact − effort − risque"."""
    written = ""
    for note in ("impact", "effort", "risk"):
        weight = words.threshold(f"priorities.weight_{note}")
        if not weight:
            continue
        name = words(f"column.{note}").lower()
        size = "" if abs(weight) == 1 else f"{words.numbers.number(abs(weight))} × "
        sign = f" {MINUS} " if weight < 0 else " + " if written else ""
        written += f"{sign}{size}{name}"
    return written.strip()


def ranking(words: Words) -> list[Block]:
    number = words.numbers
    firmness = words.analysis.firmness
    # With no more processes than places, all of them are always at the top.
    shares = firmness is not None and len(ranked(words)) > firmness.top
    rows = [
        [
            number.number(row.rank) if row.rank else "",
            row.name + deadlines.of_process(words, row),
            *(number.number(note) for note in (row.impact, row.effort, row.risk)),
            number.number(row.score),
            words("stars", drawn="★" * row.stars + "☆" * (5 - row.stars), count=row.stars)
            if row.stars
            else number.missing,
            *([_share(words, row.top_share)] if shares else []),
        ]
        for row in words.analysis.priorities
    ]
    if not ranked(words):
        return []
    columns = (
        centre("rank", 0.08),
        Column("process"),
        right("impact", 0.1),
        right("effort", 0.1),
        right("risk", 0.1),
        right("score", 0.09),
        centre("stars", 0.17),
        *((_share_column(words),) if shares else ()),
    )
    wins = [index for index, row in enumerate(words.analysis.priorities) if row.quick_win]
    threshold = words.threshold
    note = words(
        "table.ranking.note",
        formula=formula(words),
        threshold=number.number(threshold("priorities.quick_win_above")),
    )
    if shares and firmness is not None:
        note += " " + words(
            "table.ranking.shares_note",
            top=number.number(firmness.top),
            draws=number.number(firmness.draws),
            spread=number.share(firmness.spread),
        )
    caption = words("table.ranking.caption")
    scores = {
        (row, 5): f"priorities.{one.process}.score"
        for row, one in enumerate(words.analysis.priorities)
    }
    return table(words, "ranking", caption, columns, rows, wins, note, figures=scores)


def ties(words: Words) -> list[Block]:
    """Why one stands before another with the same score; nothing when no scores are equal."""
    items = []
    rows = ranked(words)
    for above, below in pairwise(rows):
        if above.score != below.score:
            continue
        reason = words.sentence(below.reason, {})
        items.append(
            words(
                "priorities.tie",
                above=above.name,
                below=below.name,
                score=words.numbers.number(above.score),
                reason=reason,
            )
        )
    if len(items) > _TIES + 1:  # "1 other" would save nothing
        items = [*items[:_TIES], words.plural("chart.others", len(items) - _TIES)]
    return bullets(items)


def quick_wins_callout(words: Words) -> list[Block]:
    rows = ranked(words)
    if not rows:
        return []
    wins = quick_wins(words)
    if not wins:
        title = words("priorities.no_quick_win")
        return callout("info", title, words("priorities.no_quick_win_advice", name=rows[0].name))
    items = []
    for row in wins:
        result = words.analysis.process(row.process)
        hours = words.numbers.hours(result.hours_month)
        score = words.numbers.number(row.score)
        known = result.hours_month is not None
        key = "priorities.quick_win_hours" if known else "priorities.quick_win"
        item = words(key, name=row.name, score=score, hours=hours)
        if not result.ready:
            fields = words.listed(words(f"card_field.{field}") for field in result.missing)
            item += words("priorities.but_not_ready", fields=fields)
        items.append(item)
    title = words.plural("priorities.quick_wins", len(wins))
    return callout("win", title, words("priorities.quick_wins_why"), items)


def _share_column(words: Words) -> Column:
    top = words.numbers.number(words.threshold("firmness.top"))
    return Column("top_share", "right", 0.11, words("column.top_share", top=top))


def _share(words: Words, share: float | None) -> str:
    return "" if share is None else words.numbers.share(share)
