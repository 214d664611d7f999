"""The key figures of the workbook and those of the changes, side by side and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kit.analysis.model import BusinessCase, Spread
from kit.display.parts import Card, cards
from kit.display.sections import outlook, trusted
from kit.display.sections.business_case import irr_text
from kit.display.sections.priorities import ranked
from kit.display.tables import Column, table
from kit.display.words import Block, Words, opening

_POINT = 0.01
KEY = ("net_month", "roi_first_year", "payback", "net")  # always in view, with the first process
OVERVIEW = ("hours_month", "gross_month", "cost_month", "net_month", "cost_once", "roi_first_year")
MONEY = (
    *("gross_month", "cost_month", "net_month", "cost_once", "roi_first_year"),
    *("gain", "cost", "net", "payback", "lowest", "npv", "irr"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure now and in the workbook; `difference` is blank where there is none."""

    label: str
    now: str
    workbook: str
    difference: str
    better: bool | None = None  # None: neither better nor worse
    range: str = ""  # P10 to P90
    figure: str | None = None  # its trace


@dataclass(frozen=True, slots=True)
class _Kind:
    value: Callable[[BusinessCase], float | None]
    unit: str  # EUR, h, points, month
    good: int = 1  # -1: less is better
    figure: str = ""  # its trace: "net_month"


def _of_returns(field: str) -> Callable[[BusinessCase], float | None]:
    def value(case: BusinessCase) -> float | None:
        returns = trusted.returns_of(case)
        return None if returns is None else getattr(returns, field)

    return value


def _hours(case: BusinessCase) -> float | None:
    if case.hours_month is None or case.corrected is None:
        return case.hours_month
    return sum(line.hours_month or 0.0 for line in case.corrected.lines)


_KINDS = {
    "net_month": _Kind(trusted.net_month, "EUR", figure="net_month"),
    "gross_month": _Kind(trusted.gross_month, "EUR", figure="gross_month"),
    "cost_month": _Kind(lambda case: case.cost_month, "EUR", -1, "cost_month"),
    "hours_month": _Kind(_hours, "h", figure="hours_month"),
    "cost_once": _Kind(lambda case: case.cost_once, "EUR", -1, "cost_once"),
    "roi_first_year": _Kind(trusted.roi_first_year, "points", figure="roi_first_year"),
    "payback": _Kind(trusted.payback_month, "month", -1, "payback_month"),
    **{
        key: _Kind(_of_returns(key), unit, good, f"returns.{key}")
        for key, unit, good in (
            ("gain", "EUR", 1),
            ("cost", "EUR", -1),
            ("net", "EUR", 1),
            ("npv", "EUR", 1),
            ("irr", "points", 1),
            ("lowest", "EUR", 1),
        )
    },
}


def compared(now: Words, base: Words, keys: Iterable[str]) -> list[Compared]:
    """The figures of the business case by *keys*; none without a case."""
    case, before = now.analysis.business_case, base.analysis.business_case
    if case is None:
        return []
    return [_compared(now, base, key, case, before) for key in keys]


def first_process(now: Words, base: Words) -> Compared | None:
    """The process that comes first; None when none is ranked in either."""
    names = [rows[0].name if (rows := ranked(words)) else None for words in (now, base)]
    if not any(names):
        return None
    after, before = (name or now.numbers.missing for name in names)
    difference = "" if after == before else now.texts["explore.difference.other_first"]
    return Compared(now.texts["explore.figure.first_process"], after, before, difference)


def place(words: Words, rank: int | None) -> str:
    """ "1er", "2e"; a process without a rank is said so."""
    if rank is None:
        return words.texts["explore.ranks.unranked"]
    form = {1: "first", 2: "second", 3: "third"}.get(rank, "other")
    return words.texts(f"explore.ranks.place.{form}", rank=words.numbers.number(rank))


def key_figures(now: Words, base: Words, changed: bool) -> list[Block]:
    """The figures always in view, as cards; what was *changed* is said in words."""
    first = first_process(now, base)
    listed = [*compared(now, base, KEY), *([first] if first else [])]
    return cards(now, [_card(now, one, changed) for one in listed])


def comparison(now: Words, base: Words, id: str, keys: Sequence[str], changed: bool) -> list[Block]:
    """A table of *keys*: the workbook's, and when something was *changed* the new ones beside."""
    listed, texts = compared(now, base, keys), now.texts
    names = [texts[f"explore.compare.{key}"] for key in ("item", "workbook", "now", "difference")]
    shown = names if changed else names[:2]
    columns = [
        Column(name, "left" if at in (0, 3) else "right", name=name)
        for at, name in enumerate(shown)
    ]
    same = texts["explore.difference.same"]
    rows = [
        [one.label, one.workbook, one.now, one.difference or same]
        if changed
        else [one.label, one.workbook]
        for one in listed
    ]
    changes = [at for at, one in enumerate(listed) if changed and one.difference]
    caption = texts[f"explore.compare.{id}{'' if changed else '_same'}"]
    figures = {(at, len(shown) // 2): one.figure for at, one in enumerate(listed) if one.figure}
    return table(now, f"compare-{id}", caption, columns, rows, changes, figures=figures)


def _card(words: Words, one: Compared, changed: bool) -> Card:
    texts = words.texts
    notes = []
    if changed:
        before = [texts("explore.original", value=one.workbook), one.difference]
        notes = before if one.difference else [texts["explore.difference.same"]]
    if one.range:
        notes.append(one.range)
    tone = "normal" if one.better is None else "good" if one.better else "bad"
    return Card(one.label, one.now, "\n".join(notes) or None, tone, one.figure)


def _compared(
    now: Words, base: Words, key: str, case: BusinessCase, before: BusinessCase | None
) -> Compared:
    kind, months = _KINDS[key], now.numbers.number(case.horizon)
    value, was = kind.value(case), None if before is None else kind.value(before)
    texts = (_text(now, key, case, value), _text(base, key, before, was))
    difference = "" if texts[0] == texts[1] else _difference(now, kind, value, was)
    better = None
    if difference and value is not None and was is not None:
        better = (value - was) * kind.good > 0
    elif difference:
        better = value is not None
    corrected = "corrected." if case.corrected else ""
    return Compared(
        now.texts(f"explore.figure.{key}", months=months),
        *texts,
        difference,
        better,
        _range(now, key, case),
        f"business_case.{corrected}{kind.figure}",
    )


def _text(words: Words, key: str, case: BusinessCase | None, value: float | None) -> str:
    match key:
        case _ if case is None:
            return words.numbers.missing
        case "payback":
            return _payback(words, case, value)
        case "irr":
            return irr_text(words, value)
        case "roi_first_year":
            return words.numbers.share(value)
        case "hours_month":
            return words.numbers.hours(value)
    return words.numbers.money(value)


def _payback(words: Words, case: BusinessCase, value: float | None) -> str:
    """A month; never, where the cash is known and stays below zero."""
    if value is None and trusted.returns_of(case) is None:
        return words.numbers.missing
    month = None if value is None else int(value)
    return opening(trusted.payback(words, month, case.horizon))


def _difference(words: Words, kind: _Kind, value: float | None, was: float | None) -> str:
    """ "134 € de plus", "2 mois plus tôt"."""
    texts, number = words.texts, words.numbers
    if value is None or was is None:
        known = "known" if value is not None else "unknown"
        paid = "now_paid" if value is not None else "never_paid"
        return texts[f"explore.difference.{paid if kind.unit == 'month' else f'now_{known}'}"]
    gap = value - was
    size = abs(gap)
    match kind.unit:
        case "points":
            points = size / _POINT
            form = "points_more" if gap > 0 else "points_less"
            digits = 0 if points >= 1 else 1
            said = texts.plural(
                f"explore.difference.{form}", points, number=number.number(points, digits)
            )
        case "month":
            form = "later" if gap > 0 else "sooner"
            said = texts.plural(f"explore.difference.{form}", size, number=number.number(size))
        case unit:
            amount = number.hours(size) if unit == "h" else number.money(size)
            said = texts(f"explore.difference.{'more' if gap > 0 else 'less'}", amount=amount)
    return said


def _range(words: Words, key: str, case: BusinessCase) -> str:
    """From P10 to P90, of the figures that were drawn; blank without ranges."""
    drawn = case.distribution
    spread = outlook.spread_of(case)
    if not words.ranges or drawn is None or spread is None:
        return ""
    shown: tuple[Spread | None, Callable[[float | None], str]]
    match key:
        case "net":
            shown = spread, words.numbers.money_about
        case "roi_first_year":
            shown = drawn.roi, words.numbers.share
        case _:
            return ""
    found, write = shown
    if found is None:
        return ""
    ends = words("range", low=write(found.p10), high=write(found.p90))
    return words.texts("explore.difference.range", range=ends)
