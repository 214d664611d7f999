"""What really comes in as cash, then what each kind of value adds to it (method M18.3)."""

from __future__ import annotations

from kit.analysis.model import BusinessCase, Stack, Stacks
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.display.ladder import Rung, ladder
from kit.display.parts import Card, chart, data_of
from kit.display.sections import trusted
from kit.display.sections.trusted import payback
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def ladder_chart(words: Words) -> list[Block]:
    case, stacks = stacks_of(words)
    if case is None or stacks is None:
        return []
    money = words.numbers.money
    rungs = [
        Rung(_name(words, step, stacks), step.total_year - step.gain_year, step.gain_year, text)
        for step in _steps(stacks)
        for text in [_reached(words, step)]
    ]
    cover = (case.cost_month or 0.0) * MONTHS_PER_YEAR + stacks.upkeep_year
    covered = words("chart.ladder.cover", cost=money(cover))
    caption = _caption(words, stacks, cover)
    details = words.series(words.pair(rung.label, rung.text) for rung in rungs)
    alt = words("chart.ladder.alt", conclusion=caption, cover=covered, details=details)
    number = words.numbers.money
    rows = [
        [_name(words, step, stacks), number(step.gain_year), number(step.total_year)]
        for step in _steps(stacks)
    ]
    rows.append([words("column.costs"), number(cover), ""])
    heads = [words(f"column.{key}") for key in ("value_counted", "per_year", "sum")]
    drawing = ladder(rungs, cover, covered, "ladder")
    return chart("ladder", caption, alt, drawing, data=data_of(words, heads, rows))


def _caption(words: Words, stacks: Stacks, cover: float) -> str:
    money = words.numbers.money
    cash, whole = stacks.steps[0].total_year, stacks.steps[-1].total_year
    amounts = {"cash": money(cash), "whole": money(whole), "cost": money(cover)}
    if cash <= 0:
        return words("chart.ladder.no_cash", **amounts)
    if cash == whole:
        return words("chart.ladder.all_cash" if cover else "chart.ladder.all_cash_free", **amounts)
    if not cover:
        return words("chart.ladder.free", **amounts)
    return words("chart.ladder.covers" if cash >= cover else "chart.ladder.short", **amounts)


def _reached(words: Words, step: Stack) -> str:
    money = words.numbers.money
    if step.gain_year == step.total_year:
        return money(step.total_year)
    key = "chart.ladder.step" if step.gain_year >= 0 else "chart.ladder.step_less"
    return words(key, added=money(step.gain_year), total=money(step.total_year))


def ladder_table(words: Words) -> list[Block]:
    """What each stack returns once all costs and the upkeep are paid."""
    case, stacks = stacks_of(words)
    if case is None or stacks is None:
        return []
    number = words.numbers
    rows = [
        [
            _name(words, step, stacks),
            number.money(step.total_year),
            number.money(step.returns.net),
            number.share(step.returns.roi),
            payback(words, step.returns.payback_month, case.horizon),
        ]
        for step in _steps(stacks)
    ]
    columns = (
        Column("value_counted", width=0.36),
        right("per_year"),
        right("net_horizon"),
        right("roi"),
        right("payback"),
    )
    months = number.number(case.horizon)
    caption = words("table.ladder.caption", months=months)
    note = words("table.ladder.note", months=months)
    figures = {
        (row, column): f"business_case.stacks.{step.key}.{field}"
        for row, step in enumerate(_steps(stacks))
        for column, field in ((1, "total_year"), (2, "net"), (3, "roi"))
    }
    return table(words, "ladder", caption, columns, rows, [], note, figures=figures)


def floor_card(words: Words) -> list[Card]:
    """What is left when freed time is worth nothing: the figure nobody can dispute."""
    case, stacks = stacks_of(words)
    if case is None or stacks is None:
        return []
    net = stacks.steps[0].returns.net
    note = words("card.floor_note", months=words.numbers.number(case.horizon))
    tone = "normal" if net >= 0 else "bad"
    figure = f"business_case.stacks.{stacks.steps[0].key}.net"
    return [Card(words("card.floor"), words.numbers.money(net), note, tone, figure)]


def bridge_table(words: Words) -> list[Block]:
    """From the last step of the ladder to the net gain of the first page, line by line."""
    case, stacks = stacks_of(words)
    net = trusted.net_month(case) if case else None
    if case is None or stacks is None or net is None or case.cost_month is None:
        return []
    if not stacks.upkeep_year and not stacks.not_reused_year:
        return []  # nothing parts the two
    exact = words.numbers.money
    whole, running = stacks.steps[-1].total_year, case.cost_month * MONTHS_PER_YEAR
    kept = whole - running - stacks.upkeep_year
    listed = [
        ("whole", whole),
        ("running", -running),
        ("upkeep", -stacks.upkeep_year),
        ("kept", kept),
        ("upkeep_back", stacks.upkeep_year),
        ("not_reused", stacks.not_reused_year),
        ("net", net * MONTHS_PER_YEAR),
    ]
    shown = [(key, amount) for key, amount in listed if amount or key in ("kept", "net")]
    rows = [[words(f"ladder.{key}"), exact(amount)] for key, amount in shown]
    columns = (Column("item"), right("per_year", 0.24))
    at = [key for key, _ in shown].index("kept")
    caption = words("table.bridge.caption", kept=exact(kept), net=exact(net * MONTHS_PER_YEAR))
    return table(words, "bridge", caption, columns, rows, [at, -1])


def stacks_of(words: Words) -> tuple[BusinessCase | None, Stacks | None]:
    """The case and its ladder; no ladder: there is none to show."""
    case = words.analysis.business_case
    stacks = case.stacks if case else None
    whole = stacks.steps[-1].total_year if stacks and stacks.steps else 0.0
    return (case, stacks) if whole else (case, None)  # dated amounts have no steady year


def _steps(stacks: Stacks) -> list[Stack]:
    """The cash floor always, then the kinds of value that add something."""
    return [step for at, step in enumerate(stacks.steps) if not at or step.gain_year]


def _name(words: Words, step: Stack, stacks: Stacks) -> str:
    return words(f"ladder.step.{step.key}", reuse=words.numbers.percent(stacks.reuse))
