"""The gains line by line: time, then quality; as written, recomputed, counted (method M11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kit.analysis.model import BusinessCase, MoneyLine
from kit.analysis.settings import yearly
from kit.client import Gain
from kit.display.sections import trusted
from kit.display.sections.needs import sum_of
from kit.display.tables import Column, right, table
from kit.display.words import NAME, Block, Words, named

_TIME = "hours"


def headline(words: Words) -> str | None:
    """ "Retour sur investissement : −27 % sur 24 mois, et non 282 %"."""
    case = words.analysis.business_case
    if case is None:
        return None
    returns = trusted.returns_of(case)
    if returns is None or returns.roi is None:
        return words("headline.audit_roi_unknown")
    share, months = words.numbers.share, words.numbers.number(case.horizon)
    written = next(
        (
            claim.rate
            for claim in words.client.claims
            if claim.figure == "roi" and claim.option in (None, case.option)
        ),
        None,
    )
    said = words("headline.audit_roi", roi=share(returns.roi), months=months)
    if written is None or share(written) == share(returns.roi):
        return said
    return words("headline.audit_roi_claimed", said=said, written=share(written))


def time_headline(words: Words) -> str | None:
    """The line that frees most hours, among those that exist."""
    listed = [(yearly(one.hours_month), one.label) for one in _kept(words, time=True)]
    return _first(words, "headline.audit_time_gains", listed, words.numbers.hours)


def quality_headline(words: Words) -> str | None:
    listed = [(yearly(one.month), one.label) for one in _kept(words, time=False)]
    return _first(words, "headline.audit_quality_gains", listed, words.numbers.money)


def _kept(words: Words, *, time: bool) -> list[MoneyLine]:
    return [right_one for _, _, right_one in _listed(words, time=time) if right_one]


def _first(
    words: Words, key: str, listed: list[tuple[float | None, str]], said: Callable[[float], str]
) -> str | None:
    known = [(amount, label) for amount, label in listed if amount and amount > 0]
    if not known:
        return None
    amount, label = max(known, key=lambda one: one[0])
    if len(known) == 1:
        return words(f"{key}_single", name=label) if len(label) <= NAME else None
    return named(words, key, label, amount=said(amount))


def time_gains(words: Words) -> list[Block]:
    """Before and after each gain of time, the hours a year it was written for, those it makes,
    and those that exist once what cannot be is set right."""
    number = words.numbers
    listed = list(_listed(words, time=True))
    rows = [
        [
            line.label,
            _how(words, gain),
            _written_hours(words, gain),
            number.hours(yearly(line.hours_month)),
            number.hours(yearly(right_one.hours_month)) if right_one else number.hours(0),
            _from(words, right_one or line),
        ]
        for line, gain, right_one in listed
    ]
    emphasis: list[int] = []
    freed = sum_of(yearly(line.hours_month) for line, _, _ in listed)
    kept = sum_of(yearly(right_one.hours_month) for _, _, right_one in listed if right_one)
    if len(rows) > 1:
        written = sum_of(gain.claimed_hours for _, gain, _ in listed if gain)
        said = "" if written is None else number.hours(written)
        rows.append([words("total"), "", said, number.hours(freed), number.hours(kept), ""])
        emphasis = [-1]
    return _table(
        words, "time-gains", _time_caption(words, freed, kept), rows, emphasis, hours=True
    )


def _time_caption(words: Words, freed: float | None, kept: float | None) -> str:
    hours = words.numbers.hours
    if freed is not None and kept is not None and round(freed) != round(kept):
        return words("table.time_gains.corrected", freed=hours(freed), kept=hours(kept))
    return words("table.time_gains.caption", freed=hours(freed))


def quality_gains(words: Words) -> list[Block]:
    """What is not time: errors, sales, customers, risks; each with its own arithmetic."""
    money = words.numbers.money
    listed = list(_listed(words, time=False))
    rows = [
        [
            f"{line.label}\n{words.choice('gain_kind', line.kind)}",
            _arithmetic(words, gain),
            "" if gain is None or gain.claimed_amount is None else money(gain.claimed_amount),
            _amount(words, line),
            _amount(words, right_one),
            _from(words, right_one or line),
        ]
        for line, gain, right_one in listed
    ]
    emphasis: list[int] = []
    whole = sum_of(yearly(line.month) for line, _, _ in listed)
    kept = sum_of(yearly(right_one.month) for _, _, right_one in listed if right_one)
    if len(rows) > 1:
        written = sum_of(gain.claimed_amount for _, gain, _ in listed if gain)
        said = "" if written is None else money(written)
        rows.append([words("total"), "", said, money(whole), money(kept), ""])
        emphasis = [-1]
    caption = words("table.quality_gains.caption", total=money(kept))
    return _table(words, "quality-gains", caption, rows, emphasis, hours=False)


def _amount(words: Words, line: MoneyLine | None) -> str:
    """A year of it; a line that lacks something is not counted, and said so."""
    if line is None or line.month is None:
        return words("gains.not_counted")
    return words.numbers.money(yearly(line.month))


def _listed(
    words: Words, *, time: bool
) -> Iterator[tuple[MoneyLine, Gain | None, MoneyLine | None]]:
    """The lines of gains that the case counts: as listed, its row, as set right."""
    case = words.analysis.business_case
    if case is None:
        return
    stated = {f"gain-{n}": gain for n, gain in enumerate(words.client.gains, 1)}
    right_ones = _right_ones(case)
    for line in case.lines:
        if line.side == "gain" and (line.kind == _TIME) == time and line.yearly is None:
            yield line, stated.get(line.id), right_ones.get(line.id)


def _right_ones(case: BusinessCase) -> dict[str, MoneyLine]:
    return {line.id: line for line in case.trusted.lines}


def _table(
    words: Words, id: str, caption: str, rows: list[list[str]], emphasis: list[int], *, hours: bool
) -> list[Block]:
    """The columns in which something stands; the last two only where they say something else."""
    columns = [
        Column("gain_line", width=0.24),
        Column("gain_how" if hours else "gain_sum"),
        right("written_year", 0.13),
        right("recomputed", 0.13),
        right("counted_year", 0.13),
        Column("counts_from", width=0.13),
    ]
    differ = any(row[3] != row[4] for row in rows)
    kept = [0, 1, 2, 3, 4, 5]
    kept = [at for at in kept if at in (0, 3) or any(row[at] for row in rows)]
    kept = [at for at in kept if at != 4 or differ]
    note = words(f"gains.note_{'hours' if hours else 'money'}") if differ else None
    return table(
        words,
        id,
        caption,
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        emphasis,
        note,
    )


def _from(words: Words, line: MoneyLine) -> str:
    if line.month is None:
        return ""
    if line.start <= 1:
        return words("gains.at_once")
    return words("horizon.month_of", month=words.numbers.number(line.start))


# -- the arithmetic, in the client's own figures ------------------------------------------------


def _how(words: Words, gain: Gain | None) -> str:
    """ "2 h, puis 20 min par jour", "10 h par semaine, 30 % de moins"."""
    if gain is None or gain.before is None:
        return ""
    every = words(f"gains.every.{gain.per}") if gain.per not in (None, "run") else ""
    if gain.after is None:
        if gain.rate is None:
            return ""
        share = words.numbers.percent(gain.rate)
        return words(
            "gains.less", before=_time(words, gain.before), every=every, share=share
        ).strip()
    before, after = _time(words, gain.before), _time(words, gain.after)
    said = words("gains.then", before=before, after=after, every=every).strip()
    return f"{said}\n{_times(words, gain)}".strip()


def _times(words: Words, gain: Gain) -> str:
    if gain.volume is None or gain.period is None:
        return ""
    every = words(f"gains.every.{gain.period}")
    return words("gains.times", volume=words.numbers.number(gain.volume), every=every)


def _time(words: Words, minutes: float) -> str:
    """30 s is "0,5 min", never rounded to a minute."""
    number = words.numbers
    return number.minutes(minutes) if minutes == int(minutes) else number.quantity(minutes, "min")


def _written_hours(words: Words, gain: Gain | None) -> str:
    """The hours as written, else the amount."""
    if gain is None:
        return ""
    if gain.claimed_hours is not None:
        return words.numbers.hours(gain.claimed_hours)
    return "" if gain.claimed_amount is None else words.numbers.money(gain.claimed_amount)


def _arithmetic(words: Words, gain: Gain | None) -> str:
    """ "50 par an × 30 % × 5 000 €"."""
    if gain is None:
        return ""
    number = words.numbers
    factors = []
    if gain.volume is not None:
        every = words(f"gains.every.{gain.period}") if gain.period else ""
        factors.append(f"{number.number(gain.volume)} {every}".strip())
    if gain.error_before is not None and gain.error_after is not None:
        drop = {"before": gain.error_before, "after": gain.error_after}
        factors.append(words("gains.drop", **{key: number.percent(v) for key, v in drop.items()}))
    if gain.rate is not None:
        factors.append(number.percent(gain.rate))
    if gain.unit_value is not None:
        factors.append(number.money(gain.unit_value))
    if gain.margin_rate is not None:
        factors.append(words("gains.margin", rate=number.percent(gain.margin_rate)))
    return " × ".join(factors)
