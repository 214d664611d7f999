"""The roadmap: actions by phase and month, outputs, gains, budgets (method M11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.analysis.model import (
    MoneyLine,
    Roadmap,
    RoadmapAction,
    RoadmapBand,
    RoadmapMonth,
    TextKey,
)
from kit.analysis.placing import PLACED
from kit.display.parts import bullets, callout, muted
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def absent(words: Words) -> str | None:
    return None if words.analysis.roadmap else words("absent.module")


def headline(words: Words) -> str | None:
    road = words.analysis.roadmap
    placed = placed_in(road) if road else []
    if road is None:
        return None
    if not placed:
        return words.plural("roadmap.headline_unplaced", len(road.actions))
    first, last = ends(words, placed)
    if len(road.actions) == 1:
        return words("roadmap.headline_one", first=first, last=last)
    count = words.numbers.number(len(road.actions))
    return words("roadmap.headline", count=count, first=first, last=last)


def placed_in(road: Roadmap) -> list[RoadmapAction]:
    return [action for action in road.actions if action.placed_by in PLACED]


def ends(words: Words, placed: Sequence[RoadmapAction]) -> tuple[str, str]:
    """The first and the last day of the work."""
    firsts = [action.first_day for action in placed if action.first_day]
    lasts = [action.last_day for action in placed if action.last_day]
    return words.numbers.date_medium(min(firsts)), words.numbers.date_medium(max(lasts))


# -- the tables -----------------------------------------------------------------------------


def bands_table(words: Words) -> list[Block]:
    """Each phase: months, outputs, days, budget, gains; what actions say they cost, apart."""
    road = words.analysis.roadmap
    if road is None or not road.bands:
        return []
    named = {action.position: action for action in road.actions}
    budgeted = any(band.budget is not None for band in road.bands)
    memo = any(band.cost is not None for band in road.bands)
    rows = [_band_row(words, band, named, budgeted, memo) for band in road.bands]
    columns = (
        Column("road_band", width=0.1),
        Column("road_when", width=0.2),
        Column("road_outputs"),
        right("road_days", 0.07),
        *((right("road_budget", 0.11),) if budgeted else ()),
        *((right("road_memo", 0.11),) if memo else ()),
        Column("road_gains", width=0.23),
    )
    caption = words(f"table.roadmap_bands.caption{'' if budgeted else '_plain'}")
    notes = [words("roadmap.cost_note")] if memo else []
    case = words.analysis.business_case
    if case and case.corrected:
        notes.append(words("roadmap.corrected"))
    return table(words, "roadmap-bands", caption, columns, rows, note=" ".join(notes) or None)


def _band_row(
    words: Words,
    band: RoadmapBand,
    named: dict[int, RoadmapAction],
    budgeted: bool,
    memo: bool,
) -> list[str]:
    number = words.numbers
    outputs = [named[at].output or named[at].name for at in band.actions]
    money = [number.money(band.budget)] if budgeted else []
    money += ["" if band.cost is None else number.money(band.cost)] if memo else []
    return [
        band_name(words, band),
        span(words, band.first, band.last, band),
        _items(words, outputs) or number.missing,
        _days(words, band.days),
        *money,
        _gain_lines(words, band.gains),
    ]


def band_name(words: Words, band: RoadmapBand) -> str:
    return band.name if band.is_phase else words.choice("action_horizon", band.name)


def months_table(words: Words) -> list[Block]:
    """Months in which something happens: starts, outputs, gains, spending."""
    road = words.analysis.roadmap
    if road is None:
        return []
    named = {action.position: action for action in road.actions}
    known = any(month.gained for month in road.months)
    rows = [
        [
            words(
                "roadmap.month_name",
                month=month.month,
                date=words.numbers.date_medium(month.first_day),
            ),
            _items(words, _events(words, month, named)),
            _gain_lines(words, month.gains),
            *(
                [words.numbers.money(month.spent), words.numbers.money(month.gained)]
                if known
                else []
            ),
        ]
        for month in road.months
        if month.starting or month.ending or month.gains
    ]
    columns = (
        Column("road_month", width=0.14),
        Column("road_starts"),
        Column("road_gain_starts", width=0.26),
        *((right("road_spent", 0.1), right("road_gained", 0.1)) if known else ()),
    )
    note = words("table.roadmap_months.note") if known else None
    caption = words("table.roadmap_months.caption")
    return table(words, "roadmap-months", caption, columns, rows, note=note)


def _events(words: Words, month: RoadmapMonth, named: dict[int, RoadmapAction]) -> Iterable[str]:
    for at in month.starting:
        days = named[at].days
        said = named[at].name
        if days is not None:
            counted = words.plural("roadmap.days", days, days=_days(words, days))
            said = words("roadmap.action_days", name=said, days=counted)
        yield words("roadmap.starts", name=said)
    for at in month.ending:
        output = named[at].output
        if output:
            yield words("roadmap.delivers", output=output)
        else:
            yield words("roadmap.delivers_action", name=named[at].name)


def actions_table(words: Words) -> list[Block]:
    """Each action with its real days, its owner and its output."""
    road = words.analysis.roadmap
    if road is None:
        return []
    number = words.numbers
    memo = any(action.cost is not None for action in road.actions)
    ordered = sorted(
        road.actions, key=lambda one: (one.first is None, one.first or 0, one.position)
    )
    rows = [
        [
            action.name,
            _when(words, action),
            words.said(action.owner) if action.owner else words("roadmap.to_name"),
            action.output or words("roadmap.no_output"),
            _days(words, action.days),
            *(["" if action.cost is None else number.money(action.cost)] if memo else []),
        ]
        for action in ordered
    ]
    columns = (
        Column("road_action"),
        Column("road_dates", width=0.21),
        Column("road_owner", width=0.17),
        Column("road_output", width=0.26),
        right("road_days", 0.08),
        *((right("road_memo", 0.12),) if memo else ()),
    )
    caption = words("table.roadmap_actions.caption")
    return table(words, "roadmap-actions", caption, columns, rows)


def _when(words: Words, action: RoadmapAction) -> str:
    """ "M2 à M3", then its real days."""
    if action.first_day is None or action.last_day is None:
        return words.numbers.missing
    dates = words.numbers.date_range(action.first_day, action.last_day, year=True)
    return f"{span(words, action.first, action.last)}\n{dates}"


def span(words: Words, first: int | None, last: int | None, band: RoadmapBand | None = None) -> str:
    if first is None or last is None:
        return words.numbers.missing
    said = words("roadmap.month", month=first)
    if first != last:
        said = words("roadmap.span", first=first, last=last)
    if band is None or band.first_day is None or band.last_day is None:
        return said
    return f"{said}\n{words.numbers.date_range(band.first_day, band.last_day, year=True)}"


def _days(words: Words, days: float | None) -> str:
    return words.numbers.number(days, 1)


def _gain_lines(words: Words, ids: Iterable[str]) -> str:
    """Labels with their yearly amount, as the case counts them."""
    case = words.analysis.business_case
    lines = {line.id: line for line in case.trusted.lines} if case else {}
    return _items(words, (_gain(words, lines[id]) for id in ids))


def _items(words: Words, texts: Iterable[str]) -> str:
    """One line each, told apart where they wrap."""
    return "\n".join(words("roadmap.item", text=text) for text in texts)


def _gain(words: Words, line: MoneyLine) -> str:
    if line.month is None:
        return words("roadmap.gain_unvalued", label=line.label)
    amount = words.numbers.money(12 * line.month)
    return words("roadmap.gain", label=line.label, amount=amount)


# -- what is left to settle -----------------------------------------------------------------


def callouts(words: Words) -> list[Block]:
    """Actions without a place; a project without a start."""
    road = words.analysis.roadmap
    if road is None:
        return []
    lost = [action.name for action in road.actions if action.placed_by not in PLACED]
    if not lost:
        return []
    title = words.plural("roadmap.unplaced_title", len(lost))
    return callout("info", title, words("roadmap.unplaced_text"), lost)


def notes(words: Words) -> list[Block]:
    """What was read into the sheet, said one thing after the other."""
    road = words.analysis.roadmap
    if road is None:
        return []
    items = [_outside(words, action) for action in road.actions if action.outside]
    for reason in ("phase", "horizon", "month"):
        names = [one.name for one in road.actions if one.ended_by == reason]
        if names:
            items.append(words(f"roadmap.end_{reason}", names=words.quoted(names)))
    for field in ("output", "days"):
        names = [one.name for one in road.actions if getattr(one, field) is None]
        if names and len(names) < len(road.actions):
            key = f"roadmap.no_{field}_item"
            items.append(words.plural(key, len(names), names=words.quoted(names)))
    if road.elsewhere:
        items.append(words.plural("roadmap.elsewhere", road.elsewhere))
    if road.assumed_start:
        items.append(words("roadmap.assumed", date=words.numbers.date_long(road.start)))
    return [*muted(words("roadmap.notes_title")), *bullets(items)] if items else []


def _outside(words: Words, action: RoadmapAction) -> str:
    first, last = action.window or (0, 0)
    return words(
        "roadmap.outside",
        name=action.name,
        horizon=words.value(TextKey(f"choices.action_horizon.{action.horizon}")),
        **{"from": first, "to": last},
        month=action.first,
    )
