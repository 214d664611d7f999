"""The routes of each process as bars on one scale, the proposed one among them (method M10)."""

from __future__ import annotations

from kit.analysis.model import DispositionResult, Route
from kit.display.parts import chart, data_of
from kit.display.route_bars import ProcessRoutes, RouteBar, route_bars
from kit.display.words import Block, Words, opening

_DRAWN = 6  # processes in the chart: beyond, it no longer fits a page beside its text


def routes_chart(words: Words) -> list[Block]:
    """The costed routes of each process, side by side on one scale."""
    comparable = [one for one in words.analysis.dispositions if _comparable(one)]
    found = sorted(comparable, key=lambda one: -(one.route("keep").total or 0.0))[:_DRAWN]
    if not found:
        return []
    groups, details = [], []
    for one in found:
        shown = _costed(one)
        groups.append(
            ProcessRoutes(
                words.process(one.process), tuple(_bar(words, one, route) for route in shown)
            )
        )
        details.append(
            words(
                "chart.routes.alt_process",
                name=words.process(one.process),
                routes=words.series(
                    words(
                        "chart.routes.alt_route",
                        choice=words.choice("disposition", route.kind),
                        amount=words.numbers.money_whole(route.total),
                    )
                    for route in shown
                ),
                proposal=words.choice("disposition", one.proposal),
            )
        )
    months = words.numbers.number(found[0].months)
    caption = _routes_caption(words, found, len(found) < len(comparable))
    alt = words("chart.routes.alt", months=months, conclusion=caption, details=" ".join(details))
    heads = (words("column.process"), words("column.route"), words("column.amount"))
    rows = [[group.name, bar.label, bar.text] for group in groups for bar in group.bars]
    data = data_of(words, heads, rows)
    return chart("routes", caption, alt, route_bars(groups, "routes"), data=data)


def _routes_caption(words: Words, found: list[DispositionResult], largest: bool) -> str:
    """For how many of the processes drawn the proposal costs less than changing nothing."""
    months = words.numbers.number(found[0].months)
    number = words.numbers.number
    cheaper = sum(1 for one in found if _cheaper(one))
    if not cheaper:
        return words("chart.routes.none_cheaper", months=months)
    params = {"months": months, "cheaper": number(cheaper), "of": number(len(found))}
    said = words.plural("chart.routes.cheaper", len(found), **params)
    return words("chart.routes.largest", said=said) if largest else said


def _cheaper(one: DispositionResult) -> bool:
    kept = one.route("keep").total
    proposed = one.route(one.proposal).total if one.proposal else None
    return kept is not None and proposed is not None and proposed < kept


def _comparable(one: DispositionResult) -> bool:
    return len(_costed(one)) > 1 and one.proposal is not None


def _costed(one: DispositionResult) -> list[Route]:
    """Those that have a cost, cheapest first; dropping only when it is what is proposed."""
    known = [
        route
        for route in one.routes
        if route.total is not None and (route.kind != "drop" or one.proposal == "drop")
    ]
    return sorted(known, key=lambda route: route.total or 0.0)


def _bar(words: Words, one: DispositionResult, route: Route) -> RouteBar:
    label = opening(words.choice("disposition", route.kind))
    proposed, amount = route.kind == one.proposal, words.numbers.money_whole(route.total)
    note = words("chart.routes.proposed") if proposed else ""
    if not route.open:
        note = words("chart.routes.out")
    text = f"{amount} ({note})" if note else amount
    return RouteBar(label, route.total or 0.0, text, proposed, not route.open)
