"""What it brings and what it costs, by month and over the first year (method M13)."""

from __future__ import annotations

from kit.analysis.model import BusinessCase, MoneyLine
from kit.display.bars import Fall, waterfall
from kit.display.parts import Card, bullets, callout, chart, muted
from kit.display.parts import cards as card_block
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_FALLS = 6  # gain lines, and cost lines, with a bar of their own
_HUGE_RATE = 10.0  # a yearly rate of 1 000 %: beyond, its digits mean nothing
_MONTHS = 12  # of the first year, as in the analysis


def absent(words: Words) -> str | None:
    return words("absent.business_case") if words.analysis.business_case is None else None


def headline(words: Words) -> str | None:
    case = words.analysis.business_case
    if case is None or case.net_month is None:
        return None
    left, net = left_out_of(case, "net_month"), words.numbers.money(case.net_month)
    if case.net_month <= 0 and left in (None, "costs_left_out"):  # costs can only lower it
        return words(f"headline.business_case_{'negative' if left is None else 'worse'}", net=net)
    return _without(words, words("headline.business_case", net=net), left)


def left_out_of(case: BusinessCase, figure: str) -> str | None:
    """What a known *figure* leaves out: gains_left_out, costs_left_out or lines_left_out."""
    reason = case.reasons.get(figure, "")
    known = getattr(case, figure) is not None
    return reason.rpartition(".")[2] if known and reason.endswith("left_out") else None


def _without(words: Words, said: str, left: str | None) -> str:
    """*said*, then what its amounts leave out."""
    return words("business.without", said=said, left=words(f"business.{left}")) if left else said


def net_card(words: Words, case: BusinessCase) -> Card:
    return Card(
        words("card.net_month"),
        words.numbers.money(case.net_month),
        _note(words, case, "net_month", words("card.net_month_note")),
        _tone(case.targets.get("net_month")),
    )


def roi_card(words: Words, case: BusinessCase) -> Card:
    target = words.numbers.share(words.threshold("business.target_roi"))
    return Card(
        words("card.roi"),
        words.numbers.share(case.roi_first_year),
        _note(words, case, "roi_first_year", words("card.roi_note", target=target)),
        _tone(case.targets.get("roi")),
    )


def payback_card(words: Words, case: BusinessCase) -> Card:
    value = words.numbers.missing
    if case.payback_month is not None:
        value = words.plural("card.payback_months", case.payback_month)
        if case.payback_month == 0:
            value = words("card.payback_at_once")
    note = _note(words, case, "payback_month", words("card.payback_note"))
    return Card(words("card.payback"), value, note)


def cards(words: Words) -> list[Block]:
    case = words.analysis.business_case
    if case is None:
        return []
    gross = Card(
        words("card.gross_month"),
        words.numbers.money(case.gross_month),
        _note(words, case, "gross_month", words("card.gross_month_note")),
    )
    hours = Card(
        words("card.hours_freed"),
        words.numbers.hours(case.hours_month),
        _note(words, case, "hours_month", words("card.hours_freed_note")),
    )
    made = (gross, net_card(words, case), hours, roi_card(words, case), payback_card(words, case))
    return card_block(words, made)


def _note(words: Words, case: BusinessCase, figure: str, usual: str) -> str:
    """Why the figure is missing; that it is partial; else what it means."""
    reason = case.reasons.get(figure)
    if reason is None:
        return usual
    if not reason.endswith("left_out"):
        return words.texts[reason]
    return words("card.partial" if left_out_of(case, figure) else "card.lacking")


def _tone(met: bool | None) -> str:
    return "normal" if met is None else "good" if met else "bad"


def waterfall_chart(words: Words) -> list[Block]:
    case = words.analysis.business_case
    if case is None:
        return []
    if case.gross_month is None:
        return muted(words("empty.gains"))
    number = words.numbers
    rows = _falls(words, [line for line in case.lines if line.side == "gain"], 1)
    rows.append(_total(words, "gross", case.gross_month))
    costs = _falls(words, [line for line in case.lines if line.side == "cost"], -1)
    if case.net_month is not None:
        rows += [*costs, _total(words, "net", case.net_month)]
    net, gross = number.money_exact(case.net_month), number.money_exact(case.gross_month)
    cost = number.money_exact(case.cost_month)
    left = left_out_of(case, "gross_month")
    if case.net_month is None:
        key = "chart.waterfall.gross_partly" if left else "chart.waterfall.gross_only"
        caption = words(key, gross=gross)
    else:
        caption = words("chart.waterfall.caption", gross=gross, net=net, cost=cost)
        caption = _without(words, caption, left_out_of(case, "net_month"))
    details = words.series(words.pair(row.label, row.text) for row in rows)
    alt = words("chart.waterfall.alt", conclusion=caption, details=details)
    return chart("waterfall", caption, alt, waterfall(rows, "waterfall"))


def _falls(words: Words, lines: list[MoneyLine], sign: int) -> list[Fall]:
    """The largest lines one by one, the others together."""
    known = sorted((line for line in lines if line.month), key=lambda line: -abs(line.month or 0))
    shown = _FALLS if len(known) > _FALLS + 1 else len(known)  # "1 other" would save nothing
    rows = [_fall(words, line.label, sign * (line.month or 0)) for line in known[:shown]]
    others = known[shown:]
    if others:
        label = words.plural("chart.others", len(others))
        rows.append(_fall(words, label, sign * sum(line.month or 0 for line in others)))
    return rows


def _fall(words: Words, label: str, change: float) -> Fall:
    written = words.numbers.money_exact(change)
    return Fall(label, change, f"+{written}" if change >= 0 else written)


def _total(words: Words, key: str, amount: float) -> Fall:
    label = words(f"chart.waterfall.{key}")
    return Fall(label, amount, words.numbers.money_exact(amount), total=True)


def lines_table(words: Words) -> list[Block]:
    """Every line, its monthly amount to the cent, gross then net."""
    case = words.analysis.business_case
    if case is None:
        return []
    number = words.numbers
    gains = [line for line in case.lines if line.side == "gain"]
    costs = [line for line in case.lines if line.side == "cost"]
    rows = [_row(words, line) for line in gains]
    emphasis = [len(rows)]
    rows.append(
        [
            words("money.gross"),
            "",
            number.hours(case.hours_month) if case.hours_month is not None else "",
            number.money_exact(case.gross_month),
            "",
            "",
        ]
    )
    rows += [_row(words, line) for line in costs]
    if costs:
        emphasis.append(len(rows))
        once = number.money_exact(case.cost_once) if case.cost_once else ""
        cost = number.money_exact(None if case.cost_month is None else -case.cost_month)
        rows.append([words("money.costs"), "", "", cost, once, ""])
    emphasis.append(len(rows))
    rows.append([words("money.net"), "", "", number.money_exact(case.net_month), "", ""])
    columns = [
        Column("line", width=0.32),
        Column("kind", width=0.16),
        right("hours_month", 0.12),
        right("per_month", 0.15),
        right("once", 0.13),
        Column("confidence", width=0.12),
    ]
    for empty in [index for index in (5, 4, 2) if not any(row[index] for row in rows)]:
        del columns[empty]
        rows = [[*row[:empty], *row[empty + 1 :]] for row in rows]
    caption = words("table.business_lines.caption")
    note = words("table.business_lines.note")
    return table(words, "business-lines", caption, columns, rows, emphasis, note)


def _row(words: Words, line: MoneyLine) -> list[str]:
    number = words.numbers
    gain = line.side == "gain"
    kind = words.choice("gain_kind" if gain else "rhythm", line.kind)
    hours = number.hours(line.hours_month) if gain and line.kind == "hours" else ""
    if line.once is not None or (not gain and line.kind == "once"):
        month, once = "", number.money_exact(line.once)
    else:
        signed = line.month if gain or line.month is None else -line.month
        month, once = number.money_exact(signed), ""
    confidence = words.choice("confidence", line.confidence) if line.confidence else ""
    return [line.label, kind, hours, month, once, confidence]


def first_year(words: Words) -> list[Block]:
    """The first year, step by step, then the whole horizon."""
    case = words.analysis.business_case
    if case is None or case.gain_first_year is None:
        return []
    number = words.numbers
    exact = number.money_exact
    months = number.number(_MONTHS)
    rows = [
        [
            words("money.gain_year"),
            words("money.times", months=months, amount=exact(case.gross_month)),
            exact(case.gain_first_year),
        ]
    ]
    if case.cost_month is not None:
        running = exact(case.cost_month * _MONTHS)
        sum_of = words("money.times", months=months, amount=exact(case.cost_month))
        rows.append([words("money.running_year"), sum_of, running])
    rows.append([words("money.once"), words("money.as_listed"), exact(case.cost_once)])
    rows.append([words("money.cost_year"), words("money.cost_sum"), exact(case.cost_first_year)])
    emphasis = [len(rows)]
    division = ""
    if case.cost_first_year:
        gain, cost = exact(case.gain_first_year), exact(case.cost_first_year)
        division = words("money.roi_division", gain=gain, cost=cost)
    rows.append([words("money.roi"), division, number.share(case.roi_first_year)])
    rate, horizon = number.percent(case.discount_rate), number.number(case.horizon)
    explained = words("money.npv_how", months=horizon, rate=rate)
    rows.append([words("money.npv"), explained, number.money(case.npv)])
    explained = words("money.irr_how", months=horizon)
    rows.append([words("money.irr"), explained, irr_text(words, case.irr)])
    columns = (Column("item", width=0.34), Column("how"), right("amount", 0.2))
    reasons = dict.fromkeys(
        words.texts[case.reasons[figure]]
        for figure in ("roi_first_year", "irr")
        if figure in case.reasons
    )
    caption = words("table.first_year.caption")
    note = " ".join(reasons) or None
    return table(words, "first-year", caption, columns, rows, emphasis, note)


def irr_text(words: Words, irr: float | None) -> str:
    """A set-up cost paid back in weeks gives a rate in thousands of per cent: said as such."""
    if irr is None:
        return words("money.undefined")
    if irr > _HUGE_RATE:
        return words("money.over", value=words.numbers.share(_HUGE_RATE))
    return words.numbers.percent(irr)


def left_out(words: Words) -> list[Block]:
    """What is not counted, and why."""
    case = words.analysis.business_case
    if case is None:
        return []
    items = [
        words("business.left_out", label=line.label, reason=words.texts[line.reason])
        for line in case.lines
        if line.reason
    ]
    return bullets(items)


def targets(words: Words) -> list[Block]:
    case = words.analysis.business_case
    if case is None:
        return []
    number, threshold = words.numbers, words.threshold
    written = {
        "roi": (
            number.share(case.roi_first_year),
            number.share(threshold("business.target_roi")),
        ),
        "net_month": (
            number.money(case.net_month),
            number.money(threshold("business.target_net_month")),
        ),
    }
    items = []
    figures = {"roi": case.roi_first_year, "net_month": case.net_month}
    for key, (value, target) in written.items():
        met = case.targets.get(key)
        verdict = "met" if met else "missed"
        if met is None:
            verdict = "unknown" if figures[key] is None else "partial"
        items.append(words(f"business.target.{key}.{verdict}", value=value, target=target))
    verdicts = [case.targets.get(key) for key in written]
    if all(verdicts):
        return callout("win", words("business.targets_met"), None, items)
    missed = sum(1 for met in verdicts if met is False)
    if missed:
        return callout("info", words.plural("business.targets_missed", missed), None, items)
    return callout("info", words("business.targets_unknown"), None, items)
