"""What becomes of each process: the proposal, the routes compared, the decisions (method M10)."""

from __future__ import annotations

from collections import Counter

from kit.analysis.model import DispositionResult, Route
from kit.analysis.model.sourcing import Reason
from kit.display.parts import callout, section
from kit.display.tables import Column, table
from kit.display.words import Block, Words, named, opening


def absent(words: Words) -> str | None:
    return None if words.analysis.dispositions else words("absent.module")


def intro(words: Words) -> str | None:
    found = words.analysis.dispositions
    return words("section.dispositions.intro", months=_months(words, found[0])) if found else None


def headline(words: Words) -> str | None:
    """How many processes go each way; savings are not added up: hours are not cash."""
    found = words.analysis.dispositions
    if not found:
        return None
    counted = Counter(one.proposal for one in found if one.proposal)
    if not counted.keys() - {"keep"}:
        return words("headline.dispositions.keep")
    ways = [
        words(f"disposition.count.{kind}", count=words.numbers.number(count))
        for kind, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return words.plural("headline.dispositions.ways", len(found), ways=words.listed(ways))


def details_headline(words: Words) -> str | None:
    """Where the proposal saves most, among the processes whose routes are compared."""
    found = [one for one in words.analysis.dispositions if (one.saved or 0) > 0 and _compared(one)]
    if not found:
        return None
    best = max(found, key=lambda one: one.saved or 0.0)
    saved, months = words.numbers.money(best.saved), _months(words, best)
    name = words.process(best.process)
    return named(words, "headline.dispositions.details", name, saved=saved, months=months)


def _compared(one: DispositionResult) -> bool:
    """Whether somebody wrote of it, and more than one route stands beside the others."""
    return one.written is not None and sum(_told(one, route) for route in one.routes) > 1


def summary_table(words: Words) -> list[Block]:
    """A row per process: proposal, why, saving, decision."""
    found = words.analysis.dispositions
    if not found:
        return []
    months = _months(words, found[0])
    rows = [
        [
            words.process(one.process),
            _proposed(words, one),
            "\n".join(sentences(words, one.reasons)),
            _saved(words, one),
            _decided(words, one),
        ]
        for one in found
    ]
    columns = (
        Column("process", width=0.22),
        Column("disposition", width=0.16),
        Column("disposition_why"),
        Column(
            "disposition_saved", "right", 0.13, name=words("disposition.saved_over", months=months)
        ),
        Column("disposition_choice", width=0.13),
    )
    caption = words(
        "table.dispositions.caption", count=len(found), costed=sum(one.costed for one in found)
    )
    note = words("table.dispositions.note", months=months)
    return table(words, "dispositions", caption, columns, rows, note=note)


def _proposed(words: Words, one: DispositionResult) -> str:
    """The route, with its level or its tool; "to be costed" when no figure says it."""
    if one.proposal is None:
        return opening(words("disposition.none"))
    said = opening(_named(words, one, one.proposal))
    return said if one.costed else f"{said}\n{words('disposition.to_cost')}"


def _named(words: Words, one: DispositionResult, kind: str) -> str:
    choice = words.choice("disposition", kind)
    if kind == "automate" and one.written and one.written.level:
        level = words.choice("level", one.written.level)
        return words("disposition.with_level", choice=choice, level=level)
    if kind == "equip" and one.written and one.written.tool_name:
        return words("disposition.with_name", choice=choice, name=one.written.tool_name)
    return choice


def _saved(words: Words, one: DispositionResult) -> str:
    return words.numbers.money(one.saved)


def _decided(words: Words, one: DispositionResult) -> str:
    if one.choice is None:
        return words("disposition.undecided")
    if one.choice == one.proposal:
        return words("disposition.same")
    return opening(words.choice("disposition", one.choice))


def differing(words: Words) -> list[Block]:
    """Decisions that depart from the proposal, with what the difference costs."""
    found = [one for one in words.analysis.dispositions if one.differs]
    if not found:
        return []
    title = words.plural("disposition.differs_title", len(found))
    said = [_difference(words, one) for one in found]
    return callout("info", title, words("disposition.differs_text"), said)


def _difference(words: Words, one: DispositionResult) -> str:
    gap = one.choice_gap
    key = "differs" if not gap else "differs_costed" if gap > 0 else "differs_cheaper"
    said = words(
        f"disposition.{key}",
        process=words.process(one.process),
        choice=words(f"disposition.choice_word.{one.choice}"),
        proposal=words(f"disposition.choice_word.{one.proposal}"),
        gap=words.numbers.money(abs(gap or 0.0)),
        months=_months(words, one),
    )
    against = one.route(one.choice or "").against
    if not against:
        return said
    reasons = " ".join(sentences(words, against))
    return f"{said} {words('disposition.why_out', reasons=reasons)}"


def detail_cards(words: Words) -> list[Block]:
    """For each process the client wrote about: its routes, their cost, reasons, the way back."""
    made: list[Block] = []
    for one in words.analysis.dispositions:
        if one.written is None:
            continue
        name = words.process(one.process)
        rows = [
            [
                opening(_named(words, one, route.kind)),
                words.numbers.money(route.total),
                _verdict(words, one, route),
                "\n".join(sentences(words, route.undo)),
            ]
            for route in one.routes
            if _told(one, route)
        ]
        if len(rows) == 1:  # nothing to compare: the summary says it all
            continue
        made += section(f"disposition-{one.process}", 3, name)
        columns = (
            Column("route", width=0.17),
            _priced(words, one),
            Column("route_verdict"),
            Column("route_undo", width=0.27),
        )
        choice = words.choice("disposition", one.proposal) if one.proposal else ""
        key = "chosen" if choice else "none"
        caption = words(f"table.routes.caption_{key}", name=name, choice=choice)
        note = " ".join(_notes(words, one)) or None
        made += table(words, f"routes-{one.process}", caption, columns, rows, note=note)
    return made


def _told(one: DispositionResult, route: Route) -> bool:
    """Whether somebody thought of that route, or should: the others are named in a note."""
    if route.kind == "drop":
        return route.open or (one.written is not None and one.written.needed is False)
    return route.considered or route.kind in ("keep", one.proposal, one.choice)


def _notes(words: Words, one: DispositionResult) -> list[str]:
    said = []
    if one.errors_year:
        said.append(words("disposition.errors", amount=words.numbers.money(one.errors_year)))
    left = [r.kind for r in one.routes if r.kind != "drop" and not _told(one, r)]
    if left and one.proposal != "drop":
        names = words.listed(words.choice("disposition", kind) for kind in left)
        said.append(words("disposition.left", routes=names))
    return said


def _priced(words: Words, one: DispositionResult) -> Column:
    name = words("disposition.total_over", months=_months(words, one))
    return Column("route_total", "right", 0.14, name=name)


def _verdict(words: Words, one: DispositionResult, route: Route) -> str:
    """Proposed, possible, ruled out or not costed; then every reason."""
    lines = [verdict(words, one, route)]
    lines += sentences(words, (*route.against, *route.watch))
    if route.missing and not route.against:
        names = words.listed(words.quoted((words.texts[key],)) for key in route.missing)
        lines.append(words("disposition.missing", fields=names))
    return "\n".join(lines)


def verdict(words: Words, one: DispositionResult, route: Route) -> str:
    """What stands of a route, and whether the client chose it."""
    key = "possible"
    if route.kind == one.proposal:
        key = "chosen"
    elif route.against:
        key = "out"
    elif route.total is None:
        key = "to_cost_route"
    said = [words(f"disposition.{key}")]
    if route.kind == one.choice:
        said.append(words("disposition.yours"))
    return ", ".join(said)


def sentences(words: Words, reasons: tuple[Reason, ...]) -> list[str]:
    """Each reason in words, its amounts in whole euros: they are estimates."""
    return [
        words.sentence(key, {name: _worded(words, value) for name, value in params.items()})
        for key, params in reasons
    ]


def _worded(words: Words, value: object) -> object:
    match value:
        case (int() | float() as amount, "EUR"):
            return words.numbers.money(amount)
        case _:
            return value


def _months(words: Words, one: DispositionResult) -> str:
    return words.numbers.number(one.months)
