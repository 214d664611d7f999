"""The ideas of a workshop: votes, map, top 3, sensitive domains (methods M3, M9)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import floor

from kit.analysis.model import IdeaResult, IdeasResult, Opinion
from kit.display import style
from kit.display.note_map import MapWords, Point, note_map
from kit.display.parts import bullets, callout, chart, paragraph
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words, opening

# Few to many stickers, from pale to deep; the fourth and fifth carry white figures.
_TONES = style.SCALE
_STRONG = 4  # a mean drawn at this note or above is high
_SPOKEN = 12  # ideas told in the alternative text
_NAMED = 3  # ideas that a caption names
_NOTES = (1, 2, 3, 4, 5)


def absent(words: Words) -> str | None:
    return None if words.analysis.ideas else words("absent.module")


def headline(words: Words) -> str | None:
    found = words.analysis.ideas
    if found is None:
        return None
    if found.validated:
        best = next(one.name for one in found.ideas if one.name in found.validated)
        name = words("quoted", name=best)
        return words.plural("headline.ideas.validated", len(found.validated), name=name)
    if found.proposed:
        return words("headline.ideas.proposed", name=words("quoted", name=found.proposed[0]))
    return words.plural("headline.ideas.listed", len(found.ideas))


def critical(words: Words) -> list[Block]:
    """Jobs, justice, health, credit: decisions stay with people, and can be explained."""
    found = words.analysis.ideas
    touched = [one for one in found.ideas if one.critical] if found else []
    if not touched:
        return []
    held = any(one.alone or one.idea.human_share is None for one in touched)
    title = words.plural("ideas.critical", len(touched))
    items = [_critical(words, one) for one in touched]
    return callout("stop" if held else "info", title, words("ideas.critical_why"), items)


def _critical(words: Words, one: IdeaResult) -> str:
    params = {"name": one.name, "domain": words.choice("critical_domain", one.idea.critical_domain)}
    if one.alone:
        return words("ideas.critical_alone", **params)
    if one.idea.human_share is None:
        return words("ideas.critical_unsaid", **params)
    share = words.choice("human_share", one.idea.human_share)
    return words("ideas.critical_item", share=share, **params)


def top(words: Words) -> list[Block]:
    """What the group retained, against what the votes proposed; who has stickers left."""
    found = words.analysis.ideas
    if found is None:
        return []
    said = [_verdict(words, found)]
    if len(found.validated) > found.top:
        count = words.numbers.number(len(found.validated))
        top = words.numbers.number(found.top)
        said.append(words("ideas.too_many", count=count, top=top))
    if found.unused:
        names = words.listed(found.unused)
        said.append(words.plural("ideas.unused", len(found.unused), names=names))
    return [*paragraph(" ".join(filter(None, said))), *bullets(_splits(words, found))]


def _verdict(words: Words, found: IdeasResult) -> str:
    if not found.proposed:
        return words("ideas.no_votes")
    proposed = words.quoted(found.proposed)
    if not found.validated:
        return words.plural("ideas.propose", len(found.proposed), names=proposed)
    names = words.quoted(found.validated)
    left = [name for name in found.proposed if name not in found.validated]
    if set(found.validated) <= set(found.proposed):
        if not left:
            return words("ideas.agree", names=names)
        return words("ideas.fewer", names=names, others=words.quoted(left))
    if not left:
        return words("ideas.agree", names=proposed)
    return words("ideas.differ", names=names, others=words.quoted(left))


def _splits(words: Words, found: IdeasResult) -> list[str]:
    said = []
    for one in found.ideas:
        notes = [
            words(
                "ideas.split_note",
                what=words(f"column.idea_{what}").lower(),
                low=words.numbers.number(opinion.low),
                high=words.numbers.number(opinion.high),
            )
            for what, opinion in (("value", one.value), ("feasibility", one.feasibility))
            if opinion and opinion.disagreement
        ]
        if notes:
            said.append(words("ideas.split", name=one.name, notes=words.listed(notes)))
    return said


# -- the map --------------------------------------------------------------------------------


def map_chart(words: Words) -> list[Block]:
    """Value upwards, feasibility to the right, at the whole note nearest to each mean."""
    found = words.analysis.ideas
    placed = [one for one in found.ideas if one.value and one.feasibility] if found else []
    if found is None or not placed:
        return []
    most = max(one.stickers or 0 for one in placed)
    points = [
        Point(
            one.place or 0,
            one.name,
            _whole(one.value),
            _whole(one.feasibility),
            _size(one.stickers, most),
            one.name in found.validated,
            tip=_spoken(words, one) if words.pointed else "",
        )
        for one in placed
    ]
    said = {key: words(f"chart.ideas_map.{key}") for key in ("across", "up", "low", "high", "zone")}
    marks = tuple(words.numbers.number(floor((size - 1) * most / 4 + 0.5)) for size in _NOTES)
    labels = MapWords(
        **said,
        size=words("chart.ideas_map.weight"),
        ring=words("chart.ideas_map.ring"),
        marks=marks if most >= _STRONG else (),
        rest=partial(words.plural, "chart.rest"),
    )
    zone = [(up, across) for up in _NOTES for across in _NOTES if min(up, across) >= _STRONG]
    svg = note_map(points, zone, labels, "ideas", _TONES)
    caption = _caption(words, placed)
    told = [_spoken(words, one) for one in placed[:_SPOKEN]]
    if left := len(placed) - len(told):
        told.append(words.plural("chart.others", left))
    alt = words("chart.ideas_map.alt", caption=caption, details=words.series(told))
    return chart("ideas-map", caption, alt, svg, table="table-idea-votes")


def _whole(opinion: Opinion | None) -> int:
    """The nearest whole note, halves upwards."""
    return floor(opinion.mean + 0.5) if opinion else _NOTES[0]


def _size(stickers: int | None, most: int) -> int:
    return 1 + floor(4 * (stickers or 0) / most + 0.5) if most else 1


def _caption(words: Words, placed: Sequence[IdeaResult]) -> str:
    strong = [one for one in placed if min(_whole(one.value), _whole(one.feasibility)) >= _STRONG]
    if not strong:
        return words("chart.ideas_map.none")
    names = words.quoted(one.name for one in strong[:_NAMED])
    return words.plural("chart.ideas_map.caption", min(len(strong), _NAMED), names=names)


def _spoken(words: Words, one: IdeaResult) -> str:
    return words(
        "chart.ideas_map.point",
        place=words.numbers.number(one.place),
        name=one.name,
        value=words.numbers.number(one.value.mean if one.value else None, 1),
        feasibility=words.numbers.number(one.feasibility.mean if one.feasibility else None, 1),
        stickers=words.plural("idea_stickers", one.stickers or 0),
    )


# -- the tables -----------------------------------------------------------------------------


def votes_table(words: Words) -> list[Block]:
    """Every idea in the order of the votes, with the means and the extremes."""
    found = words.analysis.ideas
    if found is None:
        return []
    given = any(one.stickers is not None for one in found.ideas)
    rows = [
        [
            words.numbers.number(one.place) if one.place else "",
            one.name,
            _choice(words, "business_function", one.idea.function),
            _mean(words, one.value),
            _mean(words, one.feasibility),
            *([words.numbers.number(one.stickers)] if given else []),
            "\n".join(_state(words, found, one)),
        ]
        for one in found.ideas
    ]
    columns = [
        centre("rank", 0.08),
        Column("idea"),
        Column("function", name=words.texts["workbook.ideas.function.label"]),
        right("idea_value", 0.13),
        right("idea_feasibility", 0.13),
        *([right("idea_stickers", 0.11)] if given else []),
        Column("idea_state", width=0.13),
    ]
    first = [at for at, one in enumerate(found.ideas) if one.name in found.validated]
    voted = bool(found.proposed)
    caption = (
        words.plural("table.idea_votes.caption", len(found.jurors))
        if voted
        else words("table.idea_votes.none")
    )
    note = words("table.idea_votes.note") if voted else None
    return table(words, "idea-votes", caption, columns, rows, first, note)


def _mean(words: Words, opinion: Opinion | None) -> str:
    if opinion is None:
        return words.numbers.missing
    number = words.numbers.number
    mean = number(opinion.mean, 1)
    if opinion.low == opinion.high:
        return mean
    return words("ideas.mean", mean=mean, low=number(opinion.low), high=number(opinion.high))


def _state(words: Words, found: IdeasResult, one: IdeaResult) -> list[str]:
    said = []
    if one.name in found.validated:
        said.append(words("ideas.retained"))
    elif one.proposed:
        said.append(words("ideas.proposed"))
    if any(opinion and opinion.disagreement for opinion in (one.value, one.feasibility)):
        said.append(words("ideas.disagreement"))
    return said


def cards(words: Words) -> list[Block]:
    """The ideas to start with: those retained, else those the votes propose."""
    found = words.analysis.ideas
    if found is None:
        return []
    wanted = found.validated or found.proposed
    shown = [one for one in found.ideas if one.name in wanted]
    rows = [
        [
            one.name,
            "\n".join(filter(None, (one.idea.problem, one.idea.expected))),
            "\n".join(
                filter(
                    None,
                    (
                        _choice(words, "human_share", one.idea.human_share),
                        _choice(words, "level", one.idea.level),
                    ),
                )
            ),
            one.idea.data_needed or "",
        ]
        for one in shown
    ]
    columns = [
        Column("idea", width=0.2),
        Column("idea_expected"),
        Column("idea_share", width=0.2),
        Column("idea_data", width=0.22),
    ]
    if not any(any(row[1:]) for row in rows):
        return []
    caption = words.plural("table.ideas.caption", len(shown))
    return table(words, "ideas", caption, columns, rows)


def _choice(words: Words, choices: str, code: str | None) -> str:
    return opening(words.choice(choices, code)) if code else ""
