"""The business case: figures beside the workbook's, cash curve, range, drivers, outlooks."""

from __future__ import annotations

from kit.display.cash_curve import Curve
from kit.display.parts import muted
from kit.display.sections import horizon, outlook, trusted
from kit.display.words import Block, Words
from kit.explore.figures import MONEY, comparison
from kit.explore.state import Exploration
from kit.explore.tabs import Tab
from kit.explore.view import ExplorerView


def made(exploration: Exploration) -> Tab:
    """The tab."""
    view = ExplorerView(exploration)
    return Tab(view, lambda: view.draw(blocks(exploration)))


def blocks(exploration: Exploration) -> list[Block]:
    """What the tab shows."""
    now, base = exploration.shown.words, exploration.base.words
    if now.analysis.business_case is None:
        return muted(now.texts["explore.weighs.no_money"])
    changed, parts = bool(exploration.changes), exploration.shown.parts
    return [
        *comparison(now, base, "money", MONEY, changed),
        *(
            horizon.curve_chart(now, curve_of(now, base))
            if changed
            else parts.blocks("chart", "cash_curve")
        ),
        *parts.blocks("chart", "range"),
        *parts.blocks("chart", "tornado"),
        *outlooks(now, base, changed),
        *parts.blocks("callout", "targets"),
    ]


def curve_of(now: Words, base: Words) -> Curve | None:
    """The workbook's cumulated cash, as long as that of *now*; None where it is the same."""
    case, moved = base.analysis.business_case, now.analysis.business_case
    flows = trusted.flows_of(case) if case else None
    after = trusted.flows_of(moved) if moved else None
    if flows is None or moved is None or after is None:
        return None
    values = flows.cumulated[: moved.horizon + 1]
    if not any(map(trusted.differ, values, after.cumulated)):
        return None
    net = now.numbers.money(values[-1])
    return Curve(values, now.texts("explore.compare.curve", net=net), faint=True)


def outlooks(now: Words, base: Words, changed: bool) -> list[Block]:
    """Prudent, likely and ambitious; below, the same three of the workbook when they differ."""
    tables = outlook.scenarios_table(now)
    before = outlook.scenarios_table(base) if changed else []
    if not tables or not before:
        return tables
    texts, shown, was = now.texts, tables[0], before[0]
    groups = [
        [0, texts["explore.compare.with_changes"]],
        [len(shown["rows"]), texts["explore.compare.as_workbook"]],
    ]
    rows = [*shown["rows"], *was["rows"]]
    return [{**shown, "rows": rows, "groups": groups}, *tables[1:]]
