"""How far the result may move: scenarios, range of the draws, what weighs most, break-even."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import BreakEven, BusinessCase, CaseScenario, Distribution, Driver, Spread
from kit.display.histogram import Mark, histogram
from kit.display.parts import Card, bullets, chart, data_of
from kit.display.sections import trusted
from kit.display.sections.trusted import payback
from kit.display.tables import Column, right, table
from kit.display.tornado import Swing, tornado
from kit.display.words import Block, Words

_DRIVERS = 8  # bars of the tornado
_VOLUMES = 4  # lines whose smallest volume is named
_WHOLE_FROM = 20  # a volume from which tenths mean nothing
_SEEN = 0.05  # share of the widest swing under which a bar shows nothing
_LIKELY = 0.5  # a chance over it is the likely outcome


def spread_of(case: BusinessCase) -> Spread | None:
    """The range of the net over the horizon; None when nothing varies."""
    drawn = case.distribution
    if drawn is None or not trusted.differ(drawn.net.p10, drawn.net.p90):
        return None
    return drawn.net


def range_cards(words: Words, case: BusinessCase) -> list[Card]:
    """The net over the horizon with its range, then the chances of meeting the targets."""
    drawn, spread, number = case.distribution, spread_of(case), words.numbers
    if drawn is None or spread is None:
        return []
    months, returns = number.number(case.horizon), trusted.returns_of(case)
    span = words("range", low=number.money_about(spread.p10), high=number.money_about(spread.p90))
    tone = "bad" if spread.p90 <= 0 else "good" if spread.p10 > 0 else "normal"
    made = [
        Card(
            words("card.net_range", months=months),
            number.money_about(spread.p50) if returns is None else number.money(returns.net),
            words("card.net_range_note", range=span) if words.ranges else None,
            tone,
            f"business_case.{'corrected.' if case.corrected else ''}returns.net",
        )
    ]
    target = number.share(words.threshold("business.target_roi"))
    chances = (
        ("chance_target", drawn.chance_target, target),
        ("chance_payback", drawn.chance_payback, _target_months(words)),
    )
    made += [
        Card(
            words(f"card.{key}"),
            chance_text(words, chance, "_short"),
            words(f"card.{key}_note", target=aim),
            "good" if chance > _LIKELY else "bad",
        )
        for key, chance, aim in chances
        if chance is not None
    ]
    return made


def _target_months(words: Words) -> str:
    return words.numbers.number(words.threshold("business.target_payback_months"))


def chance_text(words: Words, chance: float, form: str = "") -> str:
    """Draws are finite: "moins de 1 %" and "plus de 99 %" rather than never and always.

    The *form* ``_short`` writes "< 1 %", for a card.
    """
    low, high = 0.01, 0.99
    if chance < low:
        return words(f"outlook.less{form}", value=words.numbers.share(low))
    if chance > high:
        return words(f"outlook.more{form}", value=words.numbers.share(high))
    return words.numbers.share(chance)


# -- scenarios --------------------------------------------------------------------------------


def scenarios_table(words: Words) -> list[Block]:
    case = words.analysis.business_case
    if case is None or not case.scenarios:
        return []
    columns = (
        Column("scenario"),
        right("gains"),
        right("costs"),
        right("net"),
        right("roi"),
        right("payback"),
    )
    months = words.numbers.number(case.horizon)
    rows = [_scenario(words, case, scenario) for scenario in case.scenarios]
    likely = [at for at, scenario in enumerate(case.scenarios) if scenario.key == "likely"]
    note = words(
        "table.scenarios.note",
        delay=words.numbers.number(words.threshold("range.delay_months")),
        reuse=words.numbers.percent(words.threshold("business.reuse")),
    )
    caption = words("table.scenarios.caption", months=months)
    return table(words, "scenarios", caption, columns, rows, likely, note)


def _scenario(words: Words, case: BusinessCase, scenario: CaseScenario) -> list[str]:
    number, returns = words.numbers, scenario.returns
    return [
        words(f"scenario.{scenario.key}"),
        number.money(returns.gain),
        number.money(returns.cost),
        number.money(returns.net),
        number.share(returns.roi),
        payback(words, returns.payback_month, case.horizon),
    ]


# -- the range --------------------------------------------------------------------------------


def range_chart(words: Words) -> list[Block]:
    case = words.analysis.business_case
    spread = spread_of(case) if case else None
    drawn = case.distribution if case else None
    if not words.ranges or case is None or drawn is None or spread is None:
        return []
    if not drawn.histogram:
        return []
    number = words.numbers
    marks = [
        Mark(value, words(f"chart.range.{key}", value=number.money_about(value)), key == "p50")
        for key, value in (("p10", spread.p10), ("p50", spread.p50), ("p90", spread.p90))
    ]
    ends = (
        number.money_about(drawn.histogram[0][0]),
        number.money_about(drawn.histogram[-1][1]),
    )
    caption = _range_caption(words, case, drawn, spread)
    details = words.series(mark.text.replace("\n", " ") for mark in marks)
    alt = words("chart.range.alt", conclusion=caption, details=details)
    axis = words(
        "chart.range.axis",
        months=number.number(case.horizon),
        draws=number.number(drawn.draws),
    )
    drawing = histogram(drawn.histogram, marks, ends, number.money(0), "range", axis)
    money = number.money_about
    rows = [
        [words("range", low=money(low), high=money(high)), number.number(count)]
        for low, high, count in drawn.histogram
        if count
    ]
    heads = (words("column.net"), words("column.draws"))
    return chart("range", caption, alt, drawing, data=data_of(words, heads, rows))


def _range_caption(words: Words, case: BusinessCase, drawn: Distribution, spread: Spread) -> str:
    number = words.numbers
    params = {
        "low": number.money_about(spread.p10),
        "high": number.money_about(spread.p90),
        "months": number.number(case.horizon),
    }
    if drawn.chance_loss <= 0:
        return words("chart.range.caption", **params)
    loss = chance_text(words, drawn.chance_loss)
    return words("chart.range.caption_loss", loss=loss, **params)


# -- what weighs most -------------------------------------------------------------------------


def tornado_chart(words: Words) -> list[Block]:
    case = words.analysis.business_case
    drivers = _drivers(case) if case else []
    returns = trusted.returns_of(case) if case else None
    if case is None or returns is None or not drivers:
        return []
    money = words.numbers.money_about
    heads = [words(f"column.{key}") for key in ("item", "at_worst", "at_best")]
    rows = [_swing(words, one, heads) for one in drivers]
    middle = _middle(case, returns.net)
    said = words("chart.tornado.middle", net=money(middle))
    first = rows[0]
    caption = words(
        "chart.tornado.caption",
        name=first.label,
        low=first.low_text,
        high=first.high_text,
        months=words.numbers.number(case.horizon),
    )
    details = words.series(
        words.pair(row.label, words("range", low=row.low_text, high=row.high_text)) for row in rows
    )
    alt = words("chart.tornado.alt", conclusion=caption, middle=said, details=details)
    figures = [[row.label, row.low_text, row.high_text] for row in rows]
    data = data_of(
        words, heads, [*figures, [words("chart.tornado.likely"), money(middle), money(middle)]]
    )
    return chart("tornado", caption, alt, tornado(rows, middle, said, "tornado"), data=data)


def _swing(words: Words, driver: Driver, heads: Sequence[str]) -> Swing:
    money, name = words.numbers.money_about, _driver(words, driver)
    low, high = money(driver.low), money(driver.high)
    return Swing(name, driver.low, driver.high, low, high, words.tip(heads, (name, low, high)))


def first_driver(words: Words, case: BusinessCase) -> str | None:
    """What moves the result most, in words."""
    listed = _drivers(case)
    return _driver(words, listed[0]) if listed else None


def _drivers(case: BusinessCase) -> list[Driver]:
    """The widest, less those too narrow to be seen beside the first."""
    widest = max((one.swing for one in case.tornado), default=0.0)
    seen = [one for one in case.tornado if one.swing > widest * _SEEN]
    return sorted(seen, key=lambda one: -one.swing)[:_DRIVERS]


def _middle(case: BusinessCase, net: float) -> float:
    """The net that each bar departs from: that of the likely scenario."""
    return next((one.returns.net for one in case.scenarios if one.key == "likely"), net)


def _driver(words: Words, driver: Driver) -> str:
    if driver.label:
        return driver.label
    months = words.numbers.number(words.threshold("range.delay_months"))
    return words(f"tornado.{driver.key}", months=months)


# -- break-even -------------------------------------------------------------------------------


def break_even(words: Words) -> list[Block]:
    """How far things may slip while each goal is still met, in plain sentences."""
    case = words.analysis.business_case
    if case is None:
        return []
    return bullets([said for one in case.break_even for said in _limits(words, case, one)])


def _limits(words: Words, case: BusinessCase, goal: BreakEven) -> list[str]:
    number = words.numbers
    target = number.share(goal.target) if goal.goal == "roi" else number.number(goal.target)
    aim = words(f"break_even.goal.{goal.goal}", target=target)
    said = []
    if goal.set_up is not None:
        planned = case.cost_once or 0.0
        key = (
            "no_set_up"
            if goal.set_up <= 0
            else "set_up_less"
            if goal.set_up < planned
            else "set_up"
        )
        limit, today = number.money(goal.set_up), number.money(case.cost_once)
        said.append(words(f"break_even.{key}", aim=aim, limit=limit, today=today))
    if goal.adoption is not None:
        key = "adoption" if goal.adoption <= 1 else "adoption_over"
        said.append(words(f"break_even.{key}", aim=aim, limit=number.share(goal.adoption)))
    said += _volumes(words, case, goal, aim)
    if not said:
        reasons = dict.fromkeys(words.texts[reason] for reason in goal.reasons.values())
        return [words("break_even.out_of_reach", aim=aim, reason=" ".join(reasons)).strip()]
    return said


def _volumes(words: Words, case: BusinessCase, goal: BreakEven, aim: str) -> list[str]:
    """The smallest volumes that still make sense; far beyond today's, it is another activity."""
    names = {line.id: line.label for line in case.lines}
    within = [(id, limit, now, per) for id, limit, now, per in goal.volumes if limit]
    return [
        words(
            "break_even.volume" if limit <= today else "break_even.volume_more",
            aim=aim,
            name=names.get(line, line),
            limit=_count(words, limit),
            today=_count(words, today),
            period=words(f"break_even.period.{period}"),
        )
        for line, limit, today, period in within[:_VOLUMES]
    ]


def _count(words: Words, volume: float) -> str:
    return words.numbers.number(volume, 0 if volume >= _WHOLE_FROM else 1)
