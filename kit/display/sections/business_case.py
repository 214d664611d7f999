"""What it brings and what it costs, by month and over the first year (method M13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kit.analysis.model import BusinessCase, MoneyLine
from kit.analysis.variants import net_month_range
from kit.display.bars import Fall, waterfall
from kit.display.parts import Card, callout, chart, data_of, muted
from kit.display.parts import cards as card_block
from kit.display.sections import outlook, trusted
from kit.display.words import Block, Words

_FALLS = 6  # gain lines, and cost lines, with a bar of their own
_THOUSANDS = 1_000  # [EUR/month]


def absent(words: Words) -> str | None:
    return words("absent.business_case") if words.analysis.business_case is None else None


def headline(words: Words) -> str | None:
    case = words.analysis.business_case
    if case is None or case.net_month is None:
        return None
    over = trusted.returns_of(case)
    if trusted.overstated(case) and over is not None and over.net <= 0:
        months, net = words.numbers.number(case.horizon), words.numbers.money(over.net)
        return words("headline.business_case_lost", net=net, months=months)
    if trusted.differ(trusted.net_month(case), case.net_month):
        right_one, stated = trusted.net_month(case), words.numbers.money(case.net_month)
        net = words.numbers.money(right_one)
        return words("headline.business_case_corrected", net=net, stated=stated)
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
    note = _note(words, case, "net_month", words("card.net_month_note"))
    tone, label = _tone(case.targets.get("net_month")), _monthly(words, case, "net_month")
    net = trusted.net_month(case)
    return trusted.money_card(words, label, "net_month", (case.net_month, net), note, tone)


def _monthly(words: Words, case: BusinessCase, figure: str) -> str:
    """The label of a monthly figure; gains that come later or by steps: only once in full."""
    return words(f"card.{figure}_full" if trusted.late(case) else f"card.{figure}")


def gross_card(words: Words, case: BusinessCase) -> Card:
    note = _note(words, case, "gross_month", words("card.gross_month_note"))
    label, gross = _monthly(words, case, "gross_month"), trusted.gross_month(case)
    return trusted.money_card(words, label, "gross_month", (case.gross_month, gross), note)


def roi_card(words: Words, case: BusinessCase) -> Card:
    target = words.numbers.share(words.threshold("business.target_roi"))
    stated, right_one = case.roi_first_year, trusted.roi_first_year(case)
    note = _note(words, case, "roi_first_year", words("card.roi_note", target=target))
    tone, figure = _tone(case.targets.get("roi")), "business_case.roi_first_year"
    if trusted.overstated(case) and right_one is not None:
        note = words("card.before_correction", value=words.numbers.share(stated))
        tone = _tone(right_one > words.threshold("business.target_roi"))
        figure = "business_case.corrected.roi_first_year"
    return Card(words("card.roi"), words.numbers.share(right_one), note, tone, figure)


def payback_card(words: Words, case: BusinessCase) -> Card:
    stated, figure = case.payback_month, "business_case.payback_month"
    note = _note(words, case, "payback_month", words("card.payback_note"))
    right_one = trusted.returns_of(case) if case.corrected else None
    if right_one is None or right_one.payback_month == stated:
        return Card(words("card.payback"), _payback(words, stated), note, figure=figure)
    before = words("card.before_correction", value=_payback(words, stated))
    after = right_one.payback_month
    value = words("horizon.never") if after is None else _payback(words, after)
    figure = "business_case.corrected.returns.payback_month"
    return Card(words("card.payback"), value, before, "bad" if after is None else "normal", figure)


def _payback(words: Words, month: int | None) -> str:
    if month is None:
        return words.numbers.missing
    if month == 0:
        return words("card.payback_at_once")
    return words.plural("card.payback_months", month)


def cards(words: Words) -> list[Block]:
    """What it brings in all with its range, what a month, what it returns, how surely."""
    case = words.analysis.business_case
    if case is None:
        return []
    hours = Card(
        words("card.hours_freed"),
        words.numbers.hours(case.hours_month),
        _note(words, case, "hours_month", words("card.hours_freed_note")),
        figure="business_case.hours_month",
    )
    if case.corrected is not None and case.hours_month is not None:
        freed = sum(line.hours_month or 0.0 for line in case.corrected.lines)
        if trusted.differ(freed, case.hours_month):
            before = words("card.before_correction", value=hours.value)
            figure = "business_case.corrected.hours_month"
            hours = Card(hours.label, words.numbers.hours(freed), before, "bad", figure)
    ranges = outlook.range_cards(words, case)
    made = [
        *ranges[:1],
        net_card(words, case),
        gross_card(words, case),
        hours,
        roi_card(words, case),
        payback_card(words, case),
        *ranges[1:],
    ]
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
        by_year = any(line.yearly or line.dated for line in case.lines)
        return [] if by_year else muted(words("empty.gains"))
    rows = _falls(words, [line for line in case.lines if line.side == "gain"], 1)
    rows.append(_total(words, "gross", case.gross_month))
    costs = _falls(words, [line for line in case.lines if line.side == "cost"], -1)
    if case.net_month is not None:
        rows += [*costs, *_nets(words, case, case.net_month), *_range(words, case)]
    money = _money(words)
    net, gross, cost = money(case.net_month), money(case.gross_month), money(case.cost_month)
    left = left_out_of(case, "gross_month")
    if case.net_month is None:
        key = "chart.waterfall.gross_partly" if left else "chart.waterfall.gross_only"
        caption = words(key, gross=gross)
    else:
        caption = words("chart.waterfall.caption", gross=gross, net=net, cost=cost)
        caption = _without(words, caption, left_out_of(case, "net_month"))
        if trusted.differ(trusted.net_month(case), case.net_month):
            right_one = money(trusted.net_month(case))
            caption = words("chart.waterfall.corrected", said=caption, net=right_one)
    details = words.series(words.pair(row.label, row.text) for row in rows)
    alt = words("chart.waterfall.alt", conclusion=caption, details=details)
    figures = [[row.label, row.text] for row in rows]
    data = data_of(words, (words("column.line"), words("column.per_month")), figures)
    return chart("waterfall", caption, alt, waterfall(rows, "waterfall"), data=data)


def _nets(words: Words, case: BusinessCase, net: float) -> list[Fall]:
    """The net; and, where the cells are wrong, what setting them right takes from it."""
    right_one = trusted.net_month(case)
    if right_one is None or not trusted.differ(right_one, net):
        return [_total(words, "net", net)]
    return [
        _total(words, "net_as_listed", net),
        _fall(words, words("chart.waterfall.correction"), right_one - net),
        _total(words, "net_corrected", right_one),
    ]


def _range(words: Words, case: BusinessCase) -> list[Fall]:
    """How far the net may move, every line at its bad end, then at its good one."""
    low, high = net_month_range(case.trusted.lines, case.horizon)
    net = trusted.net_month(case) or 0.0
    if not words.ranges or not trusted.differ(low, high) or not low <= net <= high:
        return []
    money = words.numbers.money_about
    written = words("chart.waterfall.span", low=money(low), high=money(high))
    return [Fall(words("chart.waterfall.range"), 0.0, written, span=(low, high))]


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
    written = _money(words)(change)
    return Fall(label, change, f"+{written}" if change >= 0 else written)


def _total(words: Words, key: str, amount: float) -> Fall:
    label = words(f"chart.waterfall.{key}")
    return Fall(label, amount, _money(words)(amount), total=True)


def _money(words: Words) -> Callable[[float | None], str]:
    """To the cent; whole euros where the gross gain counts in thousands."""
    case, number = words.analysis.business_case, words.numbers
    large = case is not None and abs(case.gross_month or 0.0) >= _THOUSANDS
    return number.money_whole if large else number.money_exact


def irr_text(words: Words, irr: float | None) -> str:
    """A set-up cost paid back in weeks gives a rate in thousands of per cent: said as such."""
    if irr is None:
        return words("money.undefined")
    most = words.threshold("limits.irr")  # beyond, its digits mean nothing
    if irr > most:
        return words("money.over", value=words.numbers.share(most))
    return words.numbers.percent(irr)


def targets(words: Words) -> list[Block]:
    """Each target met or not; judged on the corrected figures where the cells are wrong."""
    case = words.analysis.business_case
    if case is None:
        return []
    aims = _aims(words, case)
    verdicts = [aim.met for aim in aims]
    items = [_verdict(words, aim) for aim in aims]
    said = words("business.targets_corrected") if trusted.overstated(case) else None
    if all(verdicts):
        return callout("go", words("business.targets_met"), said, items)
    missed = sum(1 for met in verdicts if met is False)
    if missed:
        return callout("stop", words.plural("business.targets_missed", missed), said, items)
    return callout("info", words("business.targets_unknown"), said, items)


@dataclass(frozen=True, slots=True)
class _Aim:
    key: str
    value: float | None
    written: str
    target: str
    met: bool | None


def _aims(words: Words, case: BusinessCase) -> list[_Aim]:
    number, threshold = words.numbers, words.threshold
    wrong = trusted.overstated(case)
    roi = trusted.roi_first_year(case)
    aim = threshold("business.target_roi")
    met = roi > aim if wrong and roi is not None else case.targets.get("roi")
    aims = [_Aim("roi", roi, number.share(roi), number.share(aim), met)]
    net, aim = trusted.net_month(case), threshold("business.target_net_month")
    met = net > aim if wrong and net is not None else case.targets.get("net_month")
    aims.append(_Aim("net_month", net, number.money(net), number.money(aim), met))
    if "payback" in case.targets:
        month, aim = trusted.payback_month(case), threshold("business.target_payback_months")
        met = (month is not None and month <= aim) if wrong else case.targets["payback"]
        written = number.missing if month is None else _payback(words, month)
        aims.append(_Aim("payback", month, written, number.number(aim), met))
    return aims


def _verdict(words: Words, aim: _Aim) -> str:
    verdict = "met" if aim.met else "missed"
    if aim.met is None:
        verdict = "unknown" if aim.value is None else "partial"
    elif aim.value is None:
        verdict = "never"
    return words(f"business.target.{aim.key}.{verdict}", value=aim.written, target=aim.target)
