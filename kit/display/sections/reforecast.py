"""Where the project leads at the rate measured, beside what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import FollowUp, PromiseCurve, Reforecast, Returns
from kit.display.parts import Data, bullets, chart, data_of
from kit.display.promise_curve import Line, promise_curve, scale_of
from kit.display.sections.follow_up import followed
from kit.display.sections.follow_up_page import paid_back
from kit.display.sections.trusted import payback
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_MARKED = 0.12  # of the height of the scale: marks closer to zero would touch it
_MOST_TICKS = 7


def absent(words: Words) -> str | None:
    return None if _found(words) else words("absent.reforecast")


def headline(words: Words) -> str | None:
    ahead = _found(words)
    if ahead is None:
        return None
    new, old = ahead.returns, ahead.promised
    return words(
        "headline.reforecast",
        net=words.numbers.money(new.net),
        promised=words.numbers.money(old.net),
        months=words.numbers.number(ahead.horizon),
    )


def _found(words: Words) -> Reforecast | None:
    found = followed(words)
    return found.reforecast if found else None


def curve_chart(words: Words) -> list[Block]:
    """The curve of promise against measure (method M17)."""
    found, number = followed(words), words.numbers
    if found is None or found.curve is None or found.until is None:
        return []
    lines = _lines(words, found.curve)
    low, high = scale_of(lines)
    amounts = [(0.0, number.money_whole(0))]
    amounts += [
        (end, number.money_about(end))
        for end in (low, high)
        if abs(end) > _MARKED * max(high - low, 1.0)
    ]
    caption = _gap(words, found)
    last = found.curve.promised[-1]
    alt = words(
        "chart.promise.alt",
        conclusion=caption,
        month=number.number(last[0]),
        promised=number.money(last[1]),
        forecast=number.money(found.curve.forecast[-1][1]),
    )
    ticks = [(month, words("chart.promise.month", month=month)) for month in _ticks(last[0])]
    drawing = promise_curve(lines, amounts, ticks, "promise")
    return chart("promise", caption, alt, drawing, data=_data(words, lines))


def _data(words: Words, lines: Sequence[Line]) -> Data:
    """Each line at the months where it is known, to the tenth of a month."""
    number = words.numbers
    known = [{round(month, 1): amount for month, amount in line.points} for line in lines]
    rows = [
        [
            words("chart.promise.month", month=number.number(month, 1)),
            *(number.money_whole(one[month]) if month in one else "" for one in known),
        ]
        for month in sorted({month for one in known for month in one})
    ]
    heads = [words("column.when"), *(line.label.split("\n")[0] for line in lines)]
    return data_of(words, heads, rows)


def _lines(words: Words, curve: PromiseCurve) -> list[Line]:
    money = words.numbers.money
    named = (
        ("promised", curve.promised),
        ("measured", curve.measured),
        ("forecast", curve.forecast),
    )
    return [
        Line(points, words(f"chart.promise.{look}", amount=money(points[-1][1])), look)
        for look, points in named
        if look != "forecast" or len(points) > 1
    ]


def _gap(words: Words, found: FollowUp) -> str:
    number = words.numbers
    amounts = {
        "date": number.date_medium(found.until),
        "gain": number.money(found.gain),
        "planned": number.money(found.gain_planned),
    }
    gap = (found.gain or 0.0) - (found.gain_planned or 0.0)
    key = "chart.promise.short" if gap < 0 else "chart.promise.over"
    return words(key, gap=number.money(abs(gap)), **amounts)


def _ticks(months: float) -> Sequence[int]:
    step = next(n for n in (1, 2, 3, 6, 12, 24) if months / n <= _MOST_TICKS or n == 24)
    return range(step, int(months) + 1, step)


def comparison(words: Words) -> list[Block]:
    """Promised, then at the rate measured, over the same horizon."""
    ahead = _found(words)
    if ahead is None:
        return []
    promised, new = _figures(words, ahead.promised, ahead), _figures(words, ahead.returns, ahead)
    rows = [[words(f"reforecast.{key}"), promised[key], new[key]] for key in promised]
    columns = (Column("item"), right("reforecast_promised", 0.26), right("reforecast_new", 0.26))
    months = words.numbers.number(ahead.horizon)
    caption = words(
        "table.reforecast.caption",
        payback=paid_back(words, ahead.returns.payback_month),
        promised=paid_back(words, ahead.promised.payback_month),
    )
    note = words("table.reforecast.note", months=months)
    return table(words, "reforecast", caption, columns, rows, [2], note)


def _figures(words: Words, returns: Returns, ahead: Reforecast) -> dict[str, str]:
    money = words.numbers.money
    return {
        "gain": money(returns.gain),
        "cost": money(returns.cost),
        "net": money(returns.net),
        "roi": words.numbers.share(returns.roi),
        "payback": payback(words, returns.payback_month, ahead.horizon),
    }


def rule(words: Words) -> list[Block]:
    """How it is made, and what keeps the plan for want of a measure."""
    ahead, case = _found(words), words.analysis.business_case
    if ahead is None or case is None:
        return []
    labels = {line.id: line.label for line in case.trusted.lines}
    said = [words("reforecast.rule_past"), words("reforecast.rule_ahead")]
    said += [words("reforecast.rule_cost")]
    for why in dict.fromkeys(why for _, why in ahead.kept):
        names = [labels[line] for line, reason in ahead.kept if reason == why]
        said.append(
            words.plural(
                "reforecast.kept", len(names), names=words.quoted(names), why=words.texts[why]
            )
        )
    return bullets(said)


def kinds_table(words: Words) -> list[Block]:
    """Measured over planned, by kind of gain: what the next engagements can learn."""
    found, number = followed(words), words.numbers
    rows = [
        [
            words.choice("gain_kind", one.kind),
            number.money(one.planned),
            number.money(one.measured),
            number.share(one.ratio),
        ]
        for one in (found.kinds if found else ())
    ]
    columns = (
        Column("kind"),
        right("follow_up_same_days"),
        right("follow_up_gain"),
        right("follow_up_ratio"),
    )
    return table(words, "kind-ratios", words("table.kind_ratios.caption"), columns, rows)
