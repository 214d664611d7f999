"""The risks on a map: probability × impact, the level of each cell, a disc per risk (M15)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import RiskResult
from kit.display.five_by_five import NOTES
from kit.display.heat_map import HeatWords, Spot, heat_map
from kit.display.parts import Data, chart, data_of
from kit.display.sections.risks import LEVELS, WORST, every, name_of, weighed
from kit.display.words import Block, Words


def map_chart(words: Words) -> list[Block]:
    """Every risk that has a criticality, on the map."""
    rated = [one for one in every(words) if one.rank is not None]
    if not rated:
        return []
    spots = [
        Spot(one.rank or 0, one.before.probability or 0, one.before.impact or 0, one.proposed)
        for one in rated
    ]
    svg = heat_map(spots, _levels(words), _map_words(words), "risks")
    serious = [one for one in rated if one.before.level in WORST]
    name = name_of(words, rated[0])
    if serious:
        caption = words.plural("chart.risks.caption", len(serious), name=name)
    else:
        caption = words("chart.risks.calm", name=name)
    alt = words(
        "chart.risks.alt",
        caption=caption,
        count=words.plural("headline.risks", len(rated)),
        weighed=weighed(words, rated[0].before),
        levels=_by_level(words, rated),
    )
    return chart("risks", caption, alt, svg, data=_map_data(words, rated))


def _by_level(words: Words, rated: Sequence[RiskResult]) -> str:
    """How many of each level, the highest first: "critique : 2, élevée : 1"."""
    counts = [(level, sum(one.before.level == level for one in rated)) for level in LEVELS[::-1]]
    return words.listed(
        words.pair(words(f"risks.level.{level}"), words.numbers.number(count))
        for level, count in counts
        if count
    )


def _map_data(words: Words, rated: Sequence[RiskResult]) -> Data:
    """The notes of each disc: the proposed ones have them in no table."""
    keys = ("risk_number", "risk_name", "risk_probability", "impact", "risk_criticality")
    rows = [
        [
            words.numbers.number(one.rank),
            name_of(words, one),
            words.numbers.number(one.before.probability),
            words.numbers.number(one.before.impact),
            weighed(words, one.before),
            words("chart.risks.proposed" if one.proposed else "chart.risks.written"),
        ]
        for one in rated
    ]
    columns = [words(f"column.{key}") for key in (*keys, "risk_origin")]
    return data_of(words, columns, rows)


def _levels(words: Words) -> dict[tuple[int, int], str]:
    """The level of each cell of the map, by the thresholds in use."""
    bounds = [(level, words.threshold(f"risks.{level}_from")) for level in LEVELS[1:]]
    cells = {}
    for p in NOTES:
        for i in NOTES:
            reached = [level for level, bound in bounds if p * i >= bound]
            cells[p, i] = reached[-1] if reached else LEVELS[0]
    return cells


def _map_words(words: Words) -> HeatWords:
    return HeatWords(
        probability=words("column.risk_probability"),
        impact=words("column.impact"),
        low=words("chart.risks.low"),
        high=words("chart.risks.high"),
        levels={level: words(f"risks.level.{level}") for level in LEVELS},
        written=words("chart.risks.written"),
        proposed=words("chart.risks.proposed"),
    )
