"""What the ten slides say: the executive story, from the same pieces as the report.

Every title is a conclusion. A slide whose data are missing says so and what to fill; it is
never left out, so that slide 7 is the same subject from one client to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kit.deliverable.slide_panels import Panel
from kit.deliverable.slide_pieces import (
    Page,
    callouts_of,
    cards_of,
    first_sentence,
    items_of,
    missing,
    notes_of,
    pictures_of,
    say,
    stripped,
    text_of,
    to_fill,
)
from kit.display.parts import Card
from kit.display.sections import (
    action_plan,
    business_case,
    diagnostic,
    outlook,
    plan_drawing,
    priorities,
    processes,
    roadmap,
    value_ladder,
)
from kit.display.show import Show
from kit.display.words import Words

_FIGURES = 3  # cards of the first page
_NAMED = 5  # pains, processes… named one by one beside a chart
_SAID = 4  # problems quoted
_LIFTS = 3  # points of a gate
_LIMITS = 3  # sentences about what the project can bear
_ROAD = 3  # actions from which a roadmap tells more than the plan
_BARS = 8  # rows of the plan drawn


def pages(words: Words) -> list[Page]:
    """The nine slides that follow the cover, in order."""
    told: Sequence[Callable[[Words], Page]] = (
        _today,
        _pains,
        _hours,
        _priorities,
        _money,
        _payback,
        _gates,
        _plan,
        _decision,
    )
    return [tell(words) for tell in told]


# -- what the work costs, where it hurts, where it goes -----------------------------------------


def _today(words: Words) -> Page:
    timed = processes.by_hours(words)
    lead = text_of(words, "situation")
    if not timed:
        return missing(words, "today", ("processes",), lead)
    number = words.numbers
    total = sum(result.hours_month or 0 for result in timed)
    costs = [result.cost_year for result in timed if result.cost_year is not None]
    whole = len(costs) == len(timed)
    hours, cost = number.hours(total), number.money(sum(costs)) if costs else number.missing
    title = say(words, "today_title" if whole else "today_title_hours", hours=hours, cost=cost)
    made = [
        Card(
            words("card.hours_at_stake"),
            hours,
            words.plural("card.hours_at_stake_note", len(timed)),
        )
    ]
    if whole:
        made.append(Card(say(words, "cost_label"), cost, say(words, "cost_note")))
    top = processes.heaviest(words)
    if len(timed) > 1:
        share = number.share(sum(result.hours_month or 0 for result in top) / total)
        note = words.texts.plural("deliverable.slides.share_note", len(top), of=len(timed))
        made.append(Card(say(words, "share_label"), share, note))
    checked = words.analysis.diagnostic
    if len(made) < _FIGURES and checked is not None and checked.checked.total.ticked:
        ticked = checked.checked.total
        note = say(words, "pains_note", of=ticked.of)
        made.append(Card(say(words, "pains_label"), number.number(ticked.ticked), note))
    figures = [
        f"processes.{result.id}.{one}" for result in top for one in ("hours_month", "cost_year")
    ]
    panels = [Panel("plain", say(words, "brief"), lead)]
    found = Show(words).blocks("text", "findings")
    if said := tuple(item for one in found for item in items_of(one)):
        panels.append(Panel("plain", say(words, "findings"), items=said))
    notes = notes_of(words, figures=figures)
    return Page(title, "", cards_of(words, made), panels=tuple(panels), notes=notes)


def _pains(words: Words) -> Page:
    if words.analysis.diagnostic is None:
        return missing(words, "pains", ("pains",))
    title = diagnostic.headline(words)
    if title is None:
        said = stripped(words("empty.pains"))
        panel = Panel("info", said, text_of(words, "pains_advice"))
        return Page(said, panels=(panel,), notes=notes_of(words))
    pictures = pictures_of(words, "pains_by_domain")
    heavy = words.analysis.diagnostic.pains[:_NAMED]
    items = tuple(
        words.item(pain.item)
        if pain.hours_month is None
        else say(
            words,
            "heaviest_item",
            name=words.item(pain.item),
            hours=words.numbers.hours(pain.hours_month),
        )
        for pain in heavy
    )
    panels = [Panel("plain", say(words, "heaviest"), items=items)]
    problems = Show(words).blocks("table", "problems")
    quoted = tuple(row[0] for block in problems for row in block.get("rows", ()))[:_SAID]
    if quoted:
        panels.append(Panel("plain", say(words, "said_by_team"), items=quoted))
    figures = [f"diagnostic.{pain.item}.hours_month" for pain in heavy]
    return Page(
        title, pictures=pictures, panels=tuple(panels), notes=notes_of(words, pictures, figures)
    )


def _hours(words: Words) -> Page:
    pictures = pictures_of(words, "hours_by_process")
    if not pictures:
        return missing(words, "hours", ("processes",))
    panels = callouts_of(words, "automation_zone", items=_NAMED)
    figures = [f"processes.{one.id}.hours_month" for one in processes.heaviest(words)]
    title = str(pictures[0]["caption"])
    return Page(title, pictures=pictures, panels=panels, notes=notes_of(words, pictures, figures))


# -- what first, for how much, when it pays back ------------------------------------------------


def _priorities(words: Words) -> Page:
    title = priorities.headline(words)
    pictures = pictures_of(words, "priorities_map")
    if title is None or not pictures:
        return missing(words, "priorities", ("priorities",))
    ranked = priorities.ranked(words)[:_NAMED]
    order = tuple(
        say(
            words, "order_item", rank=row.rank, name=row.name, score=words.numbers.number(row.score)
        )
        for row in ranked
    )
    panels = callouts_of(words, "quick_wins", items=_NAMED) or (
        Panel("plain", say(words, "order"), items=order),
    )
    if firm := text_of(words, "firmness"):
        panels = (*panels, Panel("plain", say(words, "why"), firm))
    figures = [f"priorities.{row.process}.score" for row in ranked]
    return Page(title, pictures=pictures, panels=panels, notes=notes_of(words, pictures, figures))


def _money(words: Words) -> Page:
    title, case = business_case.headline(words), words.analysis.business_case
    if title is None or case is None:
        said = text_of(words, "situation") if case is not None else ""
        return missing(words, "money", ("gains", "costs"), said)
    made = [
        *outlook.range_cards(words, case)[:1],
        *value_ladder.floor_card(words),
        business_case.net_card(words, case),
        business_case.roi_card(words, case),
    ]
    pictures = (*pictures_of(words, "waterfall"), *pictures_of(words, "ladder"))
    names = ("gross_month", "cost_month", "net_month", "roi_first_year", "returns.net")
    figures = [f"business_case.{name}" for name in (*names, "corrected.returns.net")]
    return Page(
        title, "", cards_of(words, made), pictures, notes=notes_of(words, pictures[:1], figures)
    )


def _payback(words: Words) -> Page:
    pictures, case = pictures_of(words, "cash_curve"), words.analysis.business_case
    if not pictures or case is None:
        return missing(words, "curve", ("gains", "costs"))
    limits = [
        item for block in Show(words).blocks("text", "break_even") for item in items_of(block)
    ]
    panels = [Panel("plain", say(words, "sturdy"), items=tuple(limits[:_LIMITS]))] if limits else []
    made = cards_of(words, [business_case.payback_card(words, case)])
    figures = ["business_case.payback_month", "business_case.cost_once", "business_case.npv"]
    title = str(pictures[0]["caption"])
    notes = notes_of(words, pictures, figures)
    return Page(title, "", made, pictures, tuple(panels), notes, beside=True)


# -- what must come first, when, and what is asked ----------------------------------------------


def _gates(words: Words) -> Page:
    checked, gdpr = words.analysis.prerequisites, words.analysis.gdpr
    if checked is None and gdpr is None:
        return missing(words, "gates", ("prerequisites", "gdpr"))
    panels = [
        *callouts_of(words, "prerequisites", items=_LIFTS),
        *callouts_of(words, "gdpr", items=_LIFTS),
    ]
    if checked is None:
        panels.insert(0, to_fill(words, ("prerequisites",)))
    if gdpr is None:
        panels.append(to_fill(words, ("gdpr",)))
    ready = None if checked is None else checked.passed
    safe = None if gdpr is None else gdpr.checked.passed
    key = {
        (True, True): "open",
        (True, False): "gdpr",
        (True, None): "unknown_gdpr",
        (False, False): "both",
        (None, True): "unknown_prerequisites",
        (None, False): "gdpr",
    }.get((ready, safe), "prerequisites")
    return Page(say(words, f"gates.{key}"), panels=tuple(panels), notes=notes_of(words))


def _plan(words: Words) -> Page:
    tasks, plan = words.analysis.plan.tasks, words.analysis.plan
    title = action_plan.headline(words)
    if not tasks or title is None:
        return missing(words, "plan", ("automations", "plan"))
    pictures = pictures_of(words, "roadmap") if _actions(words) >= _ROAD else ()
    if not pictures:
        pictures = tuple(
            one for one in plan_drawing.short_chart(words, _BARS) if one["block"] == "chart"
        )
    made = [_stretch(words, 14, plan.end_14), _stretch(words, 30, plan.end_30), *_road(words)]
    notes = notes_of(words, pictures)
    return Page(title, "", cards_of(words, made), pictures, (), notes, beside=True)


def _stretch(words: Words, horizon: int, end: Any) -> Card:
    """A card for one of the two plans: its last day, its tasks, its go-lives."""
    upto = [task for task in words.analysis.plan.tasks if task.horizon <= horizon]
    lives = sum(1 for task in upto if task.go_live)
    note = words.texts.plural("deliverable.slides.plan_tasks", len(upto))
    if lives:
        note = words.texts.plural("deliverable.slides.plan_lives", lives, tasks=note)
    value = say(words, "plan_until", date=words.numbers.date_short(end))
    return Card(say(words, f"plan_{horizon}"), value, note)


def _road(words: Words) -> list[Card]:
    road = words.analysis.roadmap
    placed = roadmap.placed_in(road) if road else []
    if not placed:
        return []
    first, last = roadmap.ends(words, placed)
    months = words.texts.plural("deliverable.slides.plan_road_value", _months(words))
    note = words.texts.plural(
        "deliverable.slides.plan_road_note", len(placed), first=first, last=last
    )
    return [Card(say(words, "plan_road"), months, note)]


def _months(words: Words) -> int:
    """Months that the roadmap's actions span; 0 without any."""
    road = words.analysis.roadmap
    return max((one.last or 0 for one in roadmap.placed_in(road)), default=0) if road else 0


def _actions(words: Words) -> int:
    road = words.analysis.roadmap
    return len(roadmap.placed_in(road)) if road else 0


def _decision(words: Words) -> Page:
    block = next(one for one in Show(words).blocks("callout", "decision"))
    asked, rest = first_sentence(str(block["text"] or block["title"]))
    gate = Panel(block["tone"], block["title"], rest, tuple(block["items"]))
    steps: list[str] = []
    said = ""
    for one in Show(words).blocks("text", "next_steps"):
        steps += items_of(one)
        said = str(one.get("text", said))
    if not steps:
        sheet = words.texts["workbook.sheet.automations.name"]
        said = said or say(words, "missing.next", sheet=sheet)
    answer = Panel("plain", say(words, "decide"), say(words, "decide_item"))
    then = Panel("plain", say(words, "steps"), said, tuple(steps), numbered=True)
    return Page(stripped(asked), panels=(gate, then, answer), notes=notes_of(words))
