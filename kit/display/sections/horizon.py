"""The first year step by step, the whole horizon, and the curve of the cumulated cash."""

from __future__ import annotations

import math
from dataclasses import replace

from kit.analysis.model import BusinessCase, Returns
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.display.cash_curve import Band, Curve, CurveWords, cash_curve, scale_of
from kit.display.parts import Data, chart, data_of, muted
from kit.display.sections import trusted
from kit.display.sections.business_case import irr_text
from kit.display.sections.trusted import payback
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words, opening

_CENT = 0.005
_TICKS = (1, 3, 6, 12, 24, 60)  # [months] between two marks of the curve
_MOST_TICKS = 6


def first_year(words: Words) -> list[Block]:
    """The first year, step by step: twelve plain months, or what dates and ramps make of them."""
    case = words.analysis.business_case
    if case is None or case.gain_first_year is None:
        return []
    number, money = words.numbers, words.numbers.money
    true = trusted.first_year(case) if trusted.overstated(case) else None
    plain = case.cost_month is not None and _plain_costs(case)
    listed: list[tuple[str, str, str, str]] = []  # item, how, as listed, corrected
    gain = money(true.gain) if true else ""
    year = money(case.gain_first_year)
    listed.append((words("money.gain_year"), _gains_how(words, case), year, gain))
    if plain and case.cost_month:
        months, month = number.number(MONTHS_PER_YEAR), number.quantity(case.cost_month, "EUR")
        how = words("money.times", months=months, amount=month)
        running = case.cost_month * MONTHS_PER_YEAR
        listed.append((words("money.running_year"), how, money(running), ""))
        once = money(case.cost_once)
        listed.append((words("money.once"), words("money.as_listed"), once, ""))
    how = words("money.cost_sum" if plain else "money.cost_dated")
    cost = money(true.cost) if true else ""
    listed.append((words("money.cost_year"), how, money(case.cost_first_year), cost))
    division = ""
    if case.cost_first_year:
        amounts = {"gain": year, "cost": money(case.cost_first_year)}
        division = words("money.roi_division", **amounts)
    roi = number.share(true.roi) if true else ""
    listed.append((words("money.roi"), division, number.share(case.roi_first_year), roi))
    rows = [list(row if true else row[:3]) for row in listed]
    columns = [Column("item", width=0.28 if true else 0.34), Column("how")]
    columns += [right("as_listed"), right("corrected")] if true else [right("amount", 0.2)]
    figures = {
        (0, 2): "business_case.gain_first_year",
        (-2, 2): "business_case.cost_first_year",
        (-1, 2): "business_case.roi_first_year",
    }
    reason = case.reasons.get("roi_first_year")
    caption, note = words("table.first_year.caption"), words.texts[reason] if reason else None
    return table(words, "first-year", caption, columns, rows, [-1], note, figures=figures)


def _gains_how(words: Words, case: BusinessCase) -> str:
    month, year = case.gross_month, case.gain_first_year
    if month is None or year is None or abs(month * MONTHS_PER_YEAR - year) > _CENT:
        return words("money.gain_dated")
    return words(
        "money.times",
        months=words.numbers.number(MONTHS_PER_YEAR),
        amount=words.quantity(month, "EUR"),
    )


def _plain_costs(case: BusinessCase) -> bool:
    """Whether the first year's costs are all the set-up and twelve months of the rest."""
    if case.cost_month is None or case.cost_first_year is None:
        return True
    whole = (case.cost_once or 0.0) + case.cost_month * MONTHS_PER_YEAR
    return abs(whole - case.cost_first_year) <= _CENT


# -- the horizon ------------------------------------------------------------------------------


def intro(words: Words) -> str | None:
    case = words.analysis.business_case
    if case is None:
        return None
    return words("section.horizon.intro", months=words.numbers.number(case.horizon))


def horizon_table(words: Words) -> list[Block]:
    """Each result over the horizon, its convention beside it; corrected where that differs."""
    case = words.analysis.business_case
    if case is None or case.returns is None:
        return []
    both = case.corrected is not None and trusted.overstated(case)
    stated, corrected = case.returns, trusted.returns_of(case) or case.returns
    months = words.numbers.number(case.horizon)
    convention = discounting(words, case)
    how = {
        "gain": words("horizon.gain_how"),
        "cost": words("horizon.cost_how"),
        "net": words("horizon.net_how"),
        "roi": words("horizon.roi_how"),
        "payback": words("horizon.payback_how"),
        "lowest": words("horizon.lowest_how"),
        "npv": words("horizon.npv_how", convention=convention),
        "irr": words("horizon.irr_how", convention=words(f"discounting.{case.discounting}")),
    }
    as_listed = _figures(words, case, stated)
    right_ones = _figures(words, case, corrected)
    rows = [
        [words(f"horizon.{key}"), text, as_listed[key], *([right_ones[key]] if both else [])]
        for key, text in how.items()
    ]
    emphasis = [list(how).index("net")]
    columns = [Column("item", width=0.24), Column("how")]
    columns += [right("as_listed", 0.16), right("corrected", 0.16)] if both else [right("amount")]
    reasons = dict.fromkeys(
        words.texts[reason]
        for returns in ((stated, corrected) if both else (corrected,))
        for reason in returns.reasons.values()
    )
    caption = words("table.horizon.caption", months=months)
    note = " ".join(reasons) or None
    figures = {
        (row, column): f"business_case.{room}returns.{key}"
        for row, key in enumerate(how)
        for column, room in ((2, ""), (3, "corrected."))[: 1 + both]
    }
    return table(words, "horizon", caption, columns, rows, emphasis, note, figures=figures)


def _figures(words: Words, case: BusinessCase, returns: Returns) -> dict[str, str]:
    money = words.numbers.money
    return {
        "gain": money(returns.gain),
        "cost": money(returns.cost),
        "net": money(returns.net),
        "roi": words.numbers.share(returns.roi),
        "payback": payback(words, returns.payback_month, case.horizon),
        "lowest": money(returns.lowest),
        "npv": money(returns.npv),
        "irr": irr_text(words, returns.irr),
    }


def discounting(words: Words, case: BusinessCase) -> str:
    """ "à 8 % par an, flux comptés en fin d'année": never a present value without it."""
    said = words(f"discounting.{case.discounting}")
    return words("discounting.at", rate=words.numbers.percent(case.discount_rate), flows=said)


# -- the curve --------------------------------------------------------------------------------


def curve_chart(words: Words, before: Curve | None = None) -> list[Block]:
    """The cumulated cash, its range, the month of payback; above it what was promised.

    *before*: the same before something was moved, drawn behind.
    """
    case = words.analysis.business_case
    flows = trusted.flows_of(case) if case else None
    returns = trusted.returns_of(case) if case else None
    if case is None or flows is None or returns is None:
        return []
    number, last = words.numbers, case.horizon + 1
    true = flows.cumulated[:last]
    net = number.money(true[-1])
    promised = _promised(case, true)
    label = "corrected" if case.corrected else "computed" if promised else "net"
    curves = [Curve(true, words(f"chart.cash_curve.{label}", net=net))]
    if promised:
        key, amounts = promised
        written = number.money(amounts[-1])
        curves.append(Curve(amounts, words(f"chart.cash_curve.{key}", net=written), promised=True))
    if before is not None:
        curves.append(before)
    band = _band(words, case)
    low, high = scale_of(curves, band)
    exact = returns.payback_exact
    month = returns.payback_month
    back = None
    if month and exact is not None and month <= case.horizon:
        back = (exact, words("chart.cash_curve.payback", month=number.number(month)))
    step = next((tick for tick in _TICKS if case.horizon / tick <= _MOST_TICKS), case.horizon)
    ticks = tuple(
        (at, words("chart.cash_curve.month", month=number.number(at)) if at else _today(words))
        for at in range(0, case.horizon + 1, step)
    )
    ends = (number.money_about(low), number.money_about(high))
    texts = CurveWords(number.money(0), ends, ticks, back)
    caption = _curve_caption(words, case, net, month, promised)
    details = [
        words.pair(words("chart.cash_curve.month", month=number.number(at)), number.money(true[at]))
        for at, _ in ticks
        if at
    ]
    alt = words("chart.cash_curve.alt", conclusion=caption, details=words.series(details))
    if band:
        said = opening(" ".join(band.label.split("\n")))
        alt = f"{alt} {said}."
    data = _curve_data(words, curves, band, [at for at, _ in ticks])
    if words.pointed:
        every = _curve_data(words, curves, band, list(range(last)))
        tips = tuple(words.tip(every.columns, row) for row in every.rows)
        texts = replace(texts, tips=tips)
    drawn = chart("cash-curve", caption, alt, cash_curve(curves, band, texts, "cash"), data=data)
    return [*drawn, *_bridge(words, case)]


def _curve_data(words: Words, curves: list[Curve], band: Band | None, months: list[int]) -> Data:
    """The amounts at the months that are marked: each line, then the range."""
    number, last = words.numbers, len(curves[0].values) - 1
    shown = sorted({*months, last})
    rows = []
    for at in shown:
        name = words("chart.cash_curve.month", month=number.number(at)) if at else _today(words)
        row = [opening(name)]
        row += [
            number.money(one.values[at]) if at < len(one.values) else number.missing
            for one in curves
        ]
        if band:
            low, high = number.money_about(band.low[at]), number.money_about(band.high[at])
            row.append(low if low == high else words("range", low=low, high=high))
        rows.append(row)
    heads = [words("column.when"), *(curve.label.split("\n")[0] for curve in curves)]
    if band:
        heads.append(opening(words("chart.cash_curve.band_head")))
    return data_of(words, heads, rows)


def _bridge(words: Words, case: BusinessCase) -> list[Block]:
    """Why the claimed result is not where the claimed curve ends, when both are written."""
    months = case.horizon
    ours = (claim for claim in words.client.claims if claim.figure == "net_total")
    written = next((c.value for c in ours if c.option in (None, case.option)), None)
    if case.claimed is None or written is None or len(case.claimed.cumulated) <= months:
        return []
    total = case.claimed.cumulated[months]
    if not trusted.differ(written, total):
        return []
    money = words.numbers.money
    said = words(
        "chart.cash_curve.bridge",
        written=money(written),
        sum=money(total),
        months=words.numbers.number(months),
    )
    return muted(said)


def _promised(case: BusinessCase, true: tuple[float, ...]) -> tuple[str, tuple[float, ...]] | None:
    """The line to compare with: the claimed case, else the cells before correction."""
    if case.claimed is not None and len(case.claimed.cumulated) > 1:
        key, amounts = "claimed", case.claimed.cumulated[: len(true)]
    elif case.corrected is not None and case.flows is not None:
        key, amounts = "as_listed", case.flows.cumulated[: len(true)]
    else:
        return None
    return (key, amounts) if trusted.differ(amounts[-1], true[len(amounts) - 1]) else None


def _band(words: Words, case: BusinessCase) -> Band | None:
    drawn = case.distribution
    if not words.ranges or drawn is None or not drawn.band:
        return None
    if math.isclose(drawn.net.p10, drawn.net.p90):
        return None
    points = drawn.band[: case.horizon + 1]
    low, high = tuple(point[0] for point in points), tuple(point[2] for point in points)
    money = words.numbers.money_about
    label = words("chart.cash_curve.band", low=money(low[-1]), high=money(high[-1]))
    return Band(low, high, label)


def _today(words: Words) -> str:
    return words("chart.cash_curve.today")


def _curve_caption(
    words: Words,
    case: BusinessCase,
    net: str,
    month: int | None,
    promised: tuple[str, tuple[float, ...]] | None,
) -> str:
    number = words.numbers
    months = number.number(case.horizon)
    if promised:
        key, amounts = promised
        written = number.money(amounts[-1])
        return words(f"chart.cash_curve.caption_{key}", written=written, net=net, months=months)
    if month is None or month > case.horizon:
        return words("chart.cash_curve.caption_never", net=net, months=months)
    key = "caption_at_once" if month == 0 else "caption"
    return words(f"chart.cash_curve.{key}", month=number.number(month), net=net, months=months)
