"""The follow-up on one page: where it stands, what to correct, what to measure next."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from kit.analysis.model import Correction, FollowUp, ToMeasure
from kit.display.parts import Card, cards, paragraph
from kit.display.sections.follow_up import followed, moment
from kit.display.tables import Column, table
from kit.display.words import Block, Words

_ON_PLAN = ("ahead", "on_track")
_DONE = ("reached", "on_track")


def situation(words: Words) -> list[Block]:
    """Two sentences: what was promised and what is measured, then where it leads."""
    found, number = words.analysis.follow_up, words.numbers
    if found is None:
        return paragraph(words("follow_up.nothing_to_follow"), "lead")
    if not found.measured:
        key = "nothing_measured" if found.to_measure else "nothing_to_measure"
        return paragraph(f"{words(f'follow_up.{key}')} {_promised(words)}".strip(), "lead")
    said = []
    if found.until is not None and found.gain is not None:
        day, gain = number.date_medium(found.until), number.money(found.gain)
        if found.compared is not None and found.ratio is not None:
            amounts = {"planned": number.money(found.compared), "ratio": number.share(found.ratio)}
            said.append(words("follow_up.measured", date=day, gain=gain, **amounts))
        else:
            said.append(words("follow_up.measured_alone", date=day, gain=gain))
    else:
        said.append(words("follow_up.no_gain_yet"))
    if found.begun is None:
        said.append(words("follow_up.no_start"))
    if found.reforecast is not None:
        said.append(_ahead(words, found))
    return paragraph(" ".join(said), "lead")


def _promised(words: Words) -> str:
    case = words.analysis.business_case
    net = case.trusted.net_month if case is not None else None
    return words("follow_up.promised", net=words.numbers.money(net)) if net is not None else ""


def _ahead(words: Words, found: FollowUp) -> str:
    """The payback and the net to expect at the rate measured, beside those promised."""
    ahead = found.reforecast
    if ahead is None:
        return ""
    new, old = ahead.returns, ahead.promised
    return words(
        "follow_up.ahead",
        payback=paid_back(words, new.payback_month),
        promised=paid_back(words, old.payback_month),
        net=words.numbers.money(new.net),
        net_promised=words.numbers.money(old.net),
        months=words.numbers.number(ahead.horizon),
    )


def paid_back(words: Words, month: int | None) -> str:
    """ "remboursé au mois 11", as it stands inside a sentence."""
    if month is None:
        return words("reforecast.never")
    return words("reforecast.paid_back", month=month) if month else words("reforecast.at_once")


def summary_cards(words: Words) -> list[Block]:
    found, number = followed(words), words.numbers
    if found is None:
        return []
    made = []
    if found.gain is not None:
        note = ""
        if found.compared is not None:
            note = words("card.follow_up_gain_note", planned=number.money(found.compared))
        made.append(Card(words("card.follow_up_gain"), number.money(found.gain), note))
    if found.roi is not None:
        note = words("card.follow_up_roi_note", planned=number.share(found.roi_planned))
        made.append(Card(words("card.follow_up_roi"), number.share(found.roi), note))
    told = [one for one in found.automations if one.periods]
    if told:
        fine = sum(one.status in _ON_PLAN for one in told)
        note = words.plural("card.follow_up_automations_note", len(told))
        tone = "good" if fine == len(told) else "normal"
        made.append(Card(words("card.follow_up_automations"), number.number(fine), note, tone))
    kpis = [one for one in found.kpis if one.measures]
    if kpis:
        fine = sum(one.status in _DONE for one in kpis)
        note = words.plural("card.follow_up_kpis_note", len(kpis))
        tone = "good" if fine == len(kpis) else "normal"
        made.append(Card(words("card.follow_up_kpis"), number.number(fine), note, tone))
    return cards(words, made)


def corrections(words: Words) -> list[Block]:
    """What is off, why, what is decided, by whom and when; what lacks is said."""
    found = followed(words)
    rows = [_correction(words, one) for one in found.corrections] if found else []
    columns = (
        Column("follow_up_subject", width=0.19),
        Column("follow_up_gap", width=0.17),
        Column("follow_up_cause", width=0.1),
        Column("follow_up_correction"),
        Column("owner", width=0.15),
        Column("follow_up_due", width=0.13),
    )
    undecided = sum(one.correction is None for one in found.corrections) if found else 0
    key = "table.corrections.undecided" if undecided else "table.corrections.caption"
    caption = words.plural(key, undecided or len(rows))
    return table(words, "corrections", caption, columns, rows)


def _correction(words: Words, one: Correction) -> list[str]:
    due = words("follow_up.to_set")
    if one.due is not None:
        due = moment(words, one.due, one.due_day)
    return [
        one.name,
        words.series(words(f"follow_up.issue.{code}") for code in one.issues),
        words.choice("gap_cause", one.cause) if one.cause else words("follow_up.unsaid"),
        one.correction or words("follow_up.undecided"),
        one.owner or words("follow_up.to_name"),
        words("follow_up.overdue", date=due) if one.overdue else due,
    ]


def to_measure(words: Words) -> list[Block]:
    """The readings to come, by day and by person; those that are overdue say so."""
    found = words.analysis.follow_up
    if found is None:
        return []
    listed = [
        [
            _day(words, day, late),
            words(f"follow_up.point.{point}"),
            "\n".join(dict.fromkeys(one.name for one in group)),
            who or words("follow_up.to_name"),
        ]
        for (day, late, point, who), group in groupby(
            sorted(found.to_measure, key=_order), key=_together
        )
    ]
    columns = (
        Column("follow_up_when", width=0.2),
        Column("follow_up_point", width=0.2),
        Column("follow_up_what"),
        Column("follow_up_who", width=0.24),
    )
    return table(words, "to-measure", words("table.to_measure.caption"), columns, listed)


def headline_next(words: Words) -> str | None:
    """The next day something is to be read."""
    found = words.analysis.follow_up
    ahead = [one.day for one in found.to_measure if one.day and not one.overdue] if found else []
    if not ahead:
        return None
    return words("headline.follow_up_next", date=words.numbers.date_medium(min(ahead)))


def _together(one: ToMeasure) -> tuple[date | None, bool, str, str | None]:
    return one.day, one.overdue, one.point, one.who


def _order(one: ToMeasure) -> tuple[bool, date, str, str]:
    return one.day is None, one.day or date.max, one.point, one.who or ""


def _day(words: Words, day: date | None, late: bool) -> str:
    if day is None:
        return words("follow_up.after_go_live")
    written = words.numbers.date_medium(day)
    return words("follow_up.overdue", date=written) if late else written
