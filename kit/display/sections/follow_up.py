"""What the automations really bring, beside what was planned."""

from __future__ import annotations

from datetime import date

from kit.analysis.measured_gains import ADOPTION, SUCCESS
from kit.analysis.model import AutomationProgress, FollowUp, Period
from kit.client import Moment
from kit.display.parts import bullets
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words


def followed(words: Words) -> FollowUp | None:
    """The follow-up, when something was measured."""
    found = words.analysis.follow_up
    return found if found is not None and found.measured else None


def absent(words: Words) -> str | None:
    found = words.analysis.follow_up
    told = found is not None and any(one.periods for one in found.automations)
    return None if told else words("absent.follow_up")


def moment(words: Words, when: Moment | None, day: date | None) -> str:
    """A day, a month of the project or a phase; the mark of what nobody said."""
    if day is not None:
        return words.numbers.date_medium(day)
    if isinstance(when, int):
        return words("follow_up.month", month=words.numbers.number(when))
    return words.said(when if isinstance(when, str) else None)


def headline(words: Words) -> str | None:
    found, number = followed(words), words.numbers
    if found is None or found.gain is None or found.ratio is None:
        return None
    return words(
        "headline.follow_up", gain=number.money(found.gain), ratio=number.share(found.ratio)
    )


def intro(words: Words) -> str:
    on_track = words.numbers.share(words.threshold("follow_up.on_track"))
    return words("section.follow_up.intro", on_track=on_track)


def automations_table(words: Words) -> list[Block]:
    """Minutes, volume and gain of each automation: planned, then measured."""
    found = followed(words)
    if found is None:
        return []
    rows = [_automation(words, one) for one in found.automations]
    columns = (
        Column("automation", width=0.26),
        Column("follow_up_status", width=0.15),
        right("follow_up_minutes", 0.15),
        right("follow_up_volume", 0.14),
        right("follow_up_gain_month", 0.18),
        right("follow_up_ratio"),
    )
    caption, note = words("table.automations_measured.caption"), words("follow_up.arrow_note")
    return table(words, "automations-measured", caption, columns, rows, note=note)


def _automation(words: Words, one: AutomationProgress) -> list[str]:
    number = words.numbers
    minutes = (one.minutes_planned, one.minutes)
    volume = (one.volume_planned, one.volume)
    gain = (one.gain_month_planned, one.gain_month)
    return [
        words.automation(one.id),
        words(f"follow_up.status.{one.status}"),
        _both(words, *(_minutes(words, value) for value in minutes)),
        _both(words, *(number.number(value, 0) for value in volume)),
        _both(words, *(number.money(value) for value in gain)),
        number.share(one.ratio),
    ]


def _minutes(words: Words, value: float | None) -> str:
    return words.quantity(None if value is None else round(value, 1), "min")


def _both(words: Words, planned: str, measured: str) -> str:
    missing = words.numbers.missing
    if planned == measured == missing:
        return missing
    return words("follow_up.planned_measured", planned=planned, measured=measured)


def use_table(words: Words) -> list[Block]:
    """Who really uses it, and how often it goes through."""
    found, number = followed(words), words.numbers
    told = [one for one in found.automations if one.periods] if found else []
    rows = [
        [
            words.automation(one.id),
            number.share(one.adoption),
            _verdict(words, one, "adoption"),
            number.percent(None if one.success is None else round(one.success, 3)),
            _verdict(words, one, "success"),
        ]
        for one in told
    ]
    columns = (
        Column("automation", width=0.3),
        right("follow_up_adoption", 0.12),
        Column("follow_up_adoption_verdict"),
        right("follow_up_success", 0.12),
        Column("follow_up_success_verdict"),
    )
    note = words(
        "follow_up.references",
        adoption=number.share(words.threshold(ADOPTION)),
        success=number.share(words.threshold(SUCCESS)),
    )
    below = sum(bool({"adoption", "success"} & set(one.issues)) for one in told)
    key = "table.follow_up_use.below" if below else "table.follow_up_use.caption"
    return table(words, "follow-up-use", words.plural(key, below), columns, rows, note=note)


def _verdict(words: Words, one: AutomationProgress, what: str) -> str:
    if getattr(one, what) is None:
        return words("follow_up.not_said")
    return words(f"follow_up.{'short' if what in one.issues else 'fine'}")


def return_table(words: Words) -> list[Block]:
    """Gain, cost and return so far, automation by automation then for the whole project."""
    found, number = followed(words), words.numbers
    if found is None or found.roi is None or found.until is None:
        return []
    rows = [
        [
            words.automation(one.id),
            number.money(one.gain),
            number.money(one.cost),
            number.share(one.roi_planned),
            number.share(one.roi),
        ]
        for one in found.automations
        if one.periods
    ]
    rows.append(
        [
            words("follow_up.whole"),
            number.money(found.gain),
            number.money(found.cost),
            number.share(found.roi_planned),
            number.share(found.roi),
        ]
    )
    columns = (
        Column("automation", width=0.34),
        right("follow_up_gain"),
        right("follow_up_cost"),
        right("follow_up_roi_planned"),
        right("follow_up_roi"),
    )
    caption = words(
        "table.follow_up_return.caption",
        date=number.date_medium(found.until),
        roi=number.share(found.roi),
        planned=number.share(found.roi_planned),
    )
    note = words("follow_up.return_note")
    return table(words, "follow-up-return", caption, columns, rows, [-1], note)


def periods_table(words: Words) -> list[Block]:
    """Every counted row, as it was filled, beside the plan of the same days."""
    found = followed(words)
    if found is None:
        return []
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    for one in found.automations:
        if one.periods:
            groups.append((len(rows), words.automation(one.id)))
        rows += [_period(words, period) for period in one.periods]
    columns = (
        Column("follow_up_period", width=0.22),
        right("follow_up_runs"),
        right("follow_up_users"),
        right("follow_up_minutes_left"),
        right("follow_up_hours"),
        right("follow_up_gain"),
        right("follow_up_same_days"),
        right("follow_up_paid"),
    )
    caption = words.plural("table.follow_up_periods.caption", len(rows))
    return table(words, "follow-up-periods", caption, columns, rows, groups=groups)


def _period(words: Words, one: Period) -> list[str]:
    number, told = words.numbers, one.measure
    return [
        number.date_range(one.first, one.last, one.last.year != words.analysis.as_of.year),
        _of(words, told.successes, told.runs),
        _of(words, told.users, told.expected_users),
        _minutes(words, told.minutes),
        number.hours(one.hours),
        number.money(one.gain),
        number.money(one.planned),
        number.money(told.cost),
    ]


def _of(words: Words, part: float | None, whole: float | None) -> str:
    number = words.numbers.number
    if part is None or whole is None:
        return number(whole)
    return words("out_of", part=number(part), whole=number(whole))


def notes(words: Words) -> list[Block]:
    """What was left aside, and what nobody measured."""
    found = followed(words)
    if found is None:
        return []
    said = [
        words(
            f"follow_up.set_aside.{why}",
            table=words.texts[f"workbook.{name}.title"],
            row=words.client.cells.get(f"{name}/{row}/{'on' if name[0] == 'k' else 'first'}")
            or words.numbers.number(row + 1),
        )
        for name, row, why in found.set_aside
    ]
    for one in found.automations:
        name = words.automation(one.id)
        said += [words(f"follow_up.part.{part}", name=name) for part in one.unmeasured]
        reason = one.reasons.get("minutes")
        if reason and "time" in one.unmeasured:
            said.append(words.pair(name, words.texts[reason]))
    return bullets(said)
