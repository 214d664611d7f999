"""The options side by side, and what each euro more buys (method M13, M18)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.analysis.model import OptionResult
from kit.client import Option
from kit.display.parts import bullets
from kit.display.tables import Column, table
from kit.display.words import Block, Words

_TENTH = 0.1  # [months] paybacks are told to
_ABREAST = 4  # options in one table: beyond, a page is too narrow

Span = tuple[float, float] | tuple[float | None, float | None] | None


def options_table(words: Words) -> list[Block]:
    """One column per option: what it costs, brings and returns, then what was written."""
    found = words.analysis.options
    return [
        block
        for start in range(0, len(found), _ABREAST)
        for block in _abreast(words, found[start : start + _ABREAST], start)
    ]


def _abreast(words: Words, options: Sequence[OptionResult], start: int) -> list[Block]:
    number = words.numbers
    months = number.number(options[0].months)
    same = all(option.months == options[0].months for option in options)
    over = words("options.over", months=months) if same else ""
    cells: list[tuple[str, str, Callable[[OptionResult], str]]] = [
        ("set_up", "", lambda one: _amounts(words, one.set_up)),
        ("run_year", "", lambda one: _amounts(words, one.run_year)),
        ("gain_year", "", lambda one: _amounts(words, one.gain_year)),
        ("net", over, lambda one: _net(words, one, same)),
        ("lines_net", over, lambda one: _claimed(words, one.lines_net, number.money)),
        ("roi", over, lambda one: number.share(one.roi)),
        ("payback", "", lambda one: _payback(words, one)),
        ("band", "", lambda one: _band(words, one)),
        ("marginal", "", lambda one: _marginal(words, one)),
        ("claimed_net", "", lambda one: _claimed(words, one.claimed_net, number.money)),
        ("claimed_roi", "", lambda one: _claimed(words, one.claimed_roi, number.share)),
        ("claimed_payback", "", lambda one: _claimed(words, one.claimed_payback, _months(words))),
    ]
    rows, keys = [], []
    for key, period, cell in cells:
        row = [cell(option) for option in options]
        if any(text not in ("", number.missing) for text in row):
            label = words(f"options.{key}")
            rows.append([f"{label} {period}".strip(), *row])
            keys.append(key)
    columns = [Column("figure", width=0.26)]
    columns += [
        Column(
            "option",
            "right",
            name=words("options.retained", name=option.name) if option.retained else option.name,
        )
        for option in options
    ]
    emphasis = [keys.index("net")] if "net" in keys else []
    suffix = f"-{start // _ABREAST + 1}" if start else ""
    reasons = dict.fromkeys(
        words.texts[reason] for option in options for reason in option.reasons.values()
    )
    figures = {
        (row, column + 1): f"options.{start + column + 1}.{key}"
        for row, key in enumerate(keys)
        for column in range(len(options))
    }
    return table(
        words,
        f"options{suffix}",
        _caption(words, options),
        columns,
        rows,
        emphasis,
        " ".join(reasons) or None,
        figures=figures,
    )


def _caption(words: Words, options: Sequence[OptionResult]) -> str:
    """Which one returns most per euro, when they can be compared."""
    known = [option for option in options if option.roi is not None]
    if len(known) < 2:
        return words("table.options.caption")
    best = max(known, key=lambda option: option.roi or 0.0)
    roi = words.numbers.share(best.roi)
    return words("table.options.caption_best", name=best.name, roi=roi)


def _amounts(words: Words, span: Span) -> str:
    low, high = span or (None, None)
    money = words.numbers.money
    if low is None or high is None or low == high:
        return money(high if low is None else low)
    return words("options.range", low=money(low), high=money(high))


def _net(words: Words, option: OptionResult, same: bool) -> str:
    written = _amounts(words, option.net)
    if same or option.net is None:
        return written
    months = words.numbers.number(option.months)
    return f"{written}\n{words('options.over', months=months)}"


def _months(words: Words) -> Callable[[float | None], str]:
    return lambda months: words.quantity(months, "months")


def _payback(words: Words, option: OptionResult) -> str:
    if option.payback is None:
        return words("horizon.never") if option.net is not None else words.numbers.missing
    best, worst = option.payback
    number = words.numbers
    if abs(best - worst) < _TENTH / 2:
        return words.quantity(round(best, 1), "months")
    return words("options.months", low=number.number(best, 1), high=number.number(worst, 1))


def _band(words: Words, option: OptionResult) -> str:
    low, high = option.band
    if low is None and high is None:
        return ""
    if low is None or high is None:
        key, amount = ("under", high) if low is None else ("above", low)
        written = words(f"options.band_{key}", amount=words.numbers.money(amount))
    else:
        written = _amounts(words, option.band)
    return written if option.in_band is not False else f"{written}\n{words('options.out_of_band')}"


def _marginal(words: Words, option: OptionResult) -> str:
    if option.over is None or option.marginal_roi is None:
        return ""
    return words.numbers.share(option.marginal_roi)


def _claimed(words: Words, value: float | None, write: Callable[[float | None], str]) -> str:
    return "" if value is None else write(value)


def marginal(words: Words) -> list[Block]:
    """What each euro more put in the dearer option brings, one sentence per step."""
    return bullets([said for one in words.analysis.options if (said := _step(words, one))])


def _step(words: Words, option: OptionResult) -> str | None:
    if option.over is None or option.marginal_cost is None or option.marginal_net is None:
        return None
    number = words.numbers
    params = {
        "name": option.name,
        "other": option.over,
        "cost": number.money(option.marginal_cost),
        "net": number.money(abs(option.marginal_net)),
        "months": number.number(option.months),
    }
    if option.marginal_net < 0:
        return words("options.worse", **params)
    if option.marginal_roi is None:
        return words("options.more", **params)
    return words("options.each_euro", each=number.money(option.marginal_roi), **params)


def words_table(words: Words) -> list[Block]:
    """What each option consists in, where it stops, when it is advised: as written."""
    listed = words.client.options
    rows = [
        [option.name, *(said or "" for said in _said(option))]
        for option in listed
        if any(_said(option))
    ]
    columns = [
        Column("option", width=0.16),
        Column("approach"),
        Column("limits"),
        Column("advised_when"),
    ]
    for empty in [at for at in (3, 2, 1) if not any(row[at] for row in rows)]:
        del columns[empty]
        rows = [[*row[:empty], *row[empty + 1 :]] for row in rows]
    return table(words, "options-words", words("table.options_words.caption"), columns, rows)


def _said(option: Option) -> tuple[str | None, str | None, str | None]:
    return option.approach, option.limits, option.advised_when
