"""What a document changes in its workbook: a scenario's assumptions and why, a file's votes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.analysis.model import AppliedScenario, AppliedVotes, Lever
from kit.analysis.what_if_compare import same
from kit.client.scenario import Change, Moved, StatedChange
from kit.display.figures import group_of, name_of
from kit.display.parts import callout, muted, paragraph
from kit.display.sections.business_case import irr_text
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_ADDED = ("EUR", "h", "number", "months")  # units whose difference is an amount
_RANGE = "business_case.distribution.net."


def absent(words: Words) -> str | None:
    """For whoever opens the notebook alone: a document only has it when there is something."""
    there = words.analysis.scenario or words.analysis.votes
    return None if there else words("absent.scenario")


def headline(words: Words) -> str | None:
    """What the document follows; None when it follows the workbook alone."""
    applied = words.analysis.scenario
    if applied is not None:
        return words("headline.scenario.named", name=applied.scenario.name)
    return words("headline.scenario.votes") if words.analysis.votes else None


def intro(words: Words) -> str | None:
    applied = words.analysis.scenario
    if applied is None:
        return words("what_if.votes_intro") if words.analysis.votes else None
    if not applied.moved:
        return words("what_if.empty", name=applied.scenario.name)
    return " ".join(filter(None, (words("what_if.intro"), _made(words, applied))))


def effects_headline(words: Words) -> str | None:
    applied = words.analysis.scenario
    if applied is None or not applied.moved:
        return None
    changed = len(list(_changed(applied)))
    return (
        words.plural("headline.scenario.effects", changed)
        if changed
        else words("headline.scenario.no_effect")
    )


def changes(words: Words) -> list[Block]:
    """Each assumption: the workbook's figure with its cell, the scenario's, why, by whom."""
    applied = words.analysis.scenario
    if applied is None:
        return []
    rows = [
        [
            label(words, one.change),
            _of_workbook(words, lever),
            _of_scenario(words, one, lever, applied),
            one.reason or applied.scenario.reason or words("what_if.no_reason"),
            _signed(words, one.author or applied.scenario.author, one.day or applied.scenario.day),
        ]
        for one, lever in applied.moved
    ]
    columns = (
        Column("scenario_assumption", width=0.24),
        Column("scenario_workbook", width=0.2),
        Column("scenario_value", width=0.16),
        Column("scenario_reason", width=0.24),
        Column("scenario_author", width=0.16),
    )
    return table(words, "scenario", words("table.scenario.caption"), columns, rows)


def stale(words: Words) -> list[Block]:
    """The assumptions that the workbook gives another value to since the scenario was written."""
    applied = words.analysis.scenario
    if applied is None or not applied.stale:
        return []
    values = zip(applied.stale, stale_values(words), strict=True)
    items = [
        words("what_if.stale_item", name=label(words, one.change), was=was, now=now)
        for one, (was, now) in values
    ]
    title = words.plural("what_if.stale", len(items))
    return callout("stop", title, words("what_if.stale_why"), items)


def stale_values(words: Words) -> list[tuple[str, str]]:
    """Of each stale change: what it replaced, what the workbook says now."""
    applied = words.analysis.scenario
    if applied is None:
        return []
    levers = {lever.key: lever for _, lever in applied.moved}
    return [
        (
            written(words, one.was, levers[one.change.key].unit),
            written(words, levers[one.change.key].value, levers[one.change.key].unit),
        )
        for one in applied.stale
    ]


def figures(words: Words) -> list[Block]:
    """The key figures that are not those of the workbook."""
    applied = words.analysis.scenario
    if applied is None:
        return []
    rows = [
        [
            figure_name(words, path),
            figure_text(words, path, unit, before),
            figure_text(words, path, unit, after),
            _difference(words, unit, before, after),
        ]
        for path, unit, before, after in _changed(applied)
    ]
    columns = (
        Column("scenario_figure"),
        right("scenario_workbook", 0.18),
        right("scenario_value", 0.18),
        right("scenario_change", 0.18),
    )
    caption = words("table.scenario_figures.caption")
    return table(words, "scenario-figures", caption, columns, rows)


def ranks(words: Words) -> list[Block]:
    """The processes whose rank is another one."""
    applied = words.analysis.scenario
    if applied is None:
        return []
    number = words.numbers
    rows = [
        [name, number.number(before), number.number(after)]
        for name, before, after in sorted(applied.ranks, key=lambda one: one[2] or len(one[0]))
    ]
    columns = (
        Column("process"),
        right("scenario_workbook", 0.18),
        right("scenario_value", 0.18),
    )
    return table(words, "scenario-ranks", words("table.scenario_ranks.caption"), columns, rows)


def nothing_moved(words: Words) -> list[Block]:
    """One sentence when a scenario changes assumptions, and nothing comes of it."""
    applied = words.analysis.scenario
    if applied is None or not applied.moved or applied.ranks or list(_changed(applied)):
        return []
    return muted(words("what_if.none_moved"))


def votes(words: Words) -> list[Block]:
    """How many voted, when, and the file they stand in."""
    counted = words.analysis.votes
    if counted is None:
        return []
    said = [_voters(words, counted, "what_if.votes")]
    for key, count in (("ideas", counted.idea_votes), ("processes", counted.votes)):
        if count:
            said.append(words.plural(f"what_if.voted_{key}", count))
    return paragraph(" ".join(said))


def cover_lines(words: Words) -> Iterator[tuple[str, str]]:
    """The facts of the cover: (key of ``report.cover.<key>``, value)."""
    applied, counted = words.analysis.scenario, words.analysis.votes
    if applied is not None:
        name = applied.scenario.name
        yield "scenario", words.plural("cover.scenario_of", len(applied.moved), name=name)
    if counted is not None:
        yield "votes", _voters(words, counted, "what_if.cover_votes")


def replaced_cells(words: Words) -> str | None:
    """Which cells of the workbook give way to the scenario: for the table of what is traced."""
    applied = words.analysis.scenario
    cells = [lever.cell for _, lever in applied.moved if lever.cell] if applied else []
    if applied is None or not cells:
        return None
    key = "what_if.traces" if len(cells) > 1 else "what_if.traces_one"
    return words(key, name=applied.scenario.name, cells=words.listed(cells))


def named(words: Words) -> str:
    """The scenario by its name, as a foot of page says it; blank without one."""
    applied = words.analysis.scenario
    return words("what_if.assumption", name=applied.scenario.name) if applied else ""


def thresholds(words: Words) -> frozenset[str]:
    """The thresholds that the scenario decides."""
    applied = words.analysis.scenario
    if applied is None:
        return frozenset()
    decided = (one.change.lever for one, _ in applied.moved if one not in applied.overruled)
    return frozenset(decided) & words.catalogue.thresholds.keys()


def label(words: Words, change: Change | Lever) -> str:
    """The assumption, with the row it is of."""
    said = words.texts[f"explore.lever.{change.lever.replace('.', '_')}"]
    if not change.of:
        return said
    if change.nth == 1:
        return words("what_if.of", label=said, name=change.of)
    return words("what_if.of_nth", label=said, name=change.of, nth=words.numbers.number(change.nth))


def written(words: Words, value: Moved | None, unit: str) -> str:
    """*value* of an assumption, with its unit."""
    if value is None:
        return words("what_if.blank")
    if isinstance(value, date):
        return words.numbers.date_medium(value)
    return words.quantity(value, unit)


def _of_workbook(words: Words, lever: Lever) -> str:
    said = written(words, lever.value, lever.unit)
    if not lever.stated and lever.value is not None:
        said = words("what_if.default", value=said)
    return words("what_if.cell", value=said, cell=lever.cell) if lever.cell else said


def _of_scenario(words: Words, one: StatedChange, lever: Lever, applied: AppliedScenario) -> str:
    said = written(words, one.change.value, lever.unit)
    if one not in applied.overruled:
        return said
    asked = words.analysis.plan.start if lever.unit == "date" else words.threshold(lever.lever)
    return words("what_if.overruled", value=said, used=written(words, asked, lever.unit))


def _signed(words: Words, author: str, day: date | None) -> str:
    if day is None:
        return author
    said = words.numbers.date_medium(day)
    return words("what_if.signed", author=author, day=said) if author else said


def _made(words: Words, applied: AppliedScenario) -> str:
    one = applied.scenario
    day = words.numbers.date_medium(one.day) if one.day else ""
    said = ""
    if one.author and day:
        said = words("what_if.made_by", author=one.author, day=day)
    elif one.author or day:
        key = "made_by_whom" if one.author else "made_on"
        said = words(f"what_if.{key}", author=one.author, day=day)
    why = words("what_if.why", reason=one.reason) if one.reason else ""
    return " ".join(filter(None, (said, why)))


def _changed(applied: AppliedScenario) -> Iterator[tuple[str, str, Moved | None, Moved | None]]:
    return (one for one in applied.figures if not same(one[2], one[3]))


def figure_name(words: Words, path: str) -> str:
    """What the key figure at *path* of results.json is called."""
    if path.startswith(_RANGE):
        return words(f"what_if.figure.range_{path.removeprefix(_RANGE)}")
    if not path.startswith("business_case."):
        return words(f"what_if.figure.{path.replace('.', '_')}")
    name = name_of(words, path)
    if not path.startswith("business_case.corrected."):
        return name
    return words("figure.of", name=group_of(words, path), figure=name)


def figure_text(words: Words, path: str, unit: str, value: Moved | None) -> str:
    """The key figure as it is read."""
    number = words.numbers
    if value is None:
        return number.missing
    if isinstance(value, date):
        return number.date_medium(value)
    if path.endswith(".irr"):
        return irr_text(words, value)
    match unit:
        case "EUR":
            return number.money(value)
        case "h":
            return number.hours(value)
        case "share":
            return number.share(value)
        case _:
            return words.quantity(value, unit)


def _difference(words: Words, unit: str, before: Moved | None, after: Moved | None) -> str:
    """What it changes, with its sign; blank where a difference would not be an amount."""
    if not (isinstance(before, int | float) and isinstance(after, int | float)):
        return ""
    if unit not in _ADDED:
        return ""
    moved = after - before
    said = figure_text(words, "", unit, moved)
    return f"+{said}" if moved > 0 else said


def _voters(words: Words, counted: AppliedVotes, key: str) -> str:
    """How many, the day when it is known, the file: texts `key`_on and `key`_of."""
    if counted.day is None:
        return words.plural(f"{key}_of", counted.voters, file=counted.file)
    day = words.numbers.date_medium(counted.day)
    return words.plural(f"{key}_on", counted.voters, day=day, file=counted.file)
