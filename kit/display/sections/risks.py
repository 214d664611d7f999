"""The risk register: ranking, answers to each risk, and what the answers bring up (M15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kit.analysis.model import RiskResult, TextKey, Weighed
from kit.client import Moment, Rating
from kit.display.parts import bullets, muted
from kit.display.tables import Column, centre, table
from kit.display.words import Block, Words, inside

LEVELS = ("low", "moderate", "high", "critical")
WORST = ("high", "critical")
_NAMED = 3  # names quoted in a sentence; the others are counted
_TOLD = ("rating", "mitigation", "owner", "backup", "residual")  # gaps, in the order told


def absent(words: Words) -> str | None:
    return None if words.analysis.risks else words("absent.risks")


def headline(words: Words) -> str | None:
    """How many, how many serious, and the first."""
    found = every(words)
    if not found:
        return None
    serious = [one for one in found if one.before.level in WORST]
    if not serious:
        return words.plural("headline.risks_calm", len(found))
    count = words.plural("headline.risks", len(found))
    return words.plural("headline.risks_serious", len(serious), all=count)


def every(words: Words) -> Sequence[RiskResult]:
    found = words.analysis.risks
    return found.risks if found else ()


def _own(words: Words) -> list[RiskResult]:
    return [one for one in every(words) if not one.proposed]


def _proposed(words: Words) -> list[RiskResult]:
    return [one for one in every(words) if one.proposed]


# -- names ------------------------------------------------------------------------------------


def name_of(words: Words, one: RiskResult) -> str:
    """The client's own words, or the sentence of a proposed risk."""
    return one.risk.name if one.risk else derived(words, one.id, one.params, "name")


def derived(words: Words, id: str, params: Mapping[str, object], part: str) -> str:
    """A sentence of a proposed risk; of a long list of names, the first ones."""
    return words.sentence(
        f"derived_risks.{id}.{part}",
        {name: _shortened(words, value) for name, value in params.items()},
    )


def _shortened(words: Words, value: object) -> object:
    if not isinstance(value, tuple):
        return value
    names = [inside(words.value(one)) if isinstance(one, TextKey) else one for one in value]
    if len(names) <= _NAMED + 1:
        return tuple(names)
    return (*names[:_NAMED], words.plural("risks.others", len(names) - _NAMED))


def mitigation_of(words: Words, one: RiskResult) -> str:
    return (
        (one.risk.mitigation or "")
        if one.risk
        else derived(words, one.id, one.params, "mitigation")
    )


def backup_of(words: Words, one: RiskResult) -> str:
    return (one.risk.backup or "") if one.risk else derived(words, one.id, one.params, "backup")


def moment(words: Words, when: Moment | None) -> str:
    """A date, a month of the project or the name of a phase."""
    if isinstance(when, date):
        return words.numbers.date_medium(when)
    if isinstance(when, int):
        return words("risks.month", month=when)
    return when or words.numbers.missing


def weighed(words: Words, found: Weighed) -> str:
    """ "12, élevée"."""
    if found.criticality is None or found.level is None:
        return words.numbers.missing
    level = words(f"risks.level.{found.level}")
    return words("risks.weighed", criticality=found.criticality, level=level)


def note(words: Words, note: int | None, rating: Rating | None) -> str:
    """The note, after the words it was read from: "faible : 2"."""
    if note is None:
        return words.numbers.missing
    if rating is not None and rating.words:
        return words("risks.read", words=rating.words, note=note)
    return str(note)


# -- tables -----------------------------------------------------------------------------------


def ranking(words: Words) -> list[Block]:
    """The client's risks, worst first: notes, criticality, what remains."""
    own = _own(words)
    rows = [
        [
            _number(words, one),
            name_of(words, one),
            words.choice("risk_kind", one.kind),
            note(words, one.before.probability, one.risk.probability if one.risk else None),
            note(words, one.before.impact, one.risk.impact if one.risk else None),
            weighed(words, one.before),
            weighed(words, one.after),
        ]
        for one in own
    ]
    columns = [
        centre("risk_number", 0.07),
        Column("risk_name"),
        Column("kind", width=0.14),
        Column("risk_probability", width=0.13),
        Column("impact", width=0.12),
        Column("risk_criticality", width=0.13),
        Column("risk_remaining", width=0.13),
    ]
    if all(one.after.criticality is None for one in own):  # `gaps` says so
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return table(words, "risks", words("table.risks.caption"), columns, rows)


def answers(words: Words) -> list[Block]:
    """What is done about each of the client's risks, by whom and when."""
    own = [one.risk for one in _own(words) if one.risk]
    ranks = [_number(words, one) for one in _own(words)]
    rows = [
        [
            rank,
            words.said(risk.mitigation),
            words.said(risk.backup),
            words.said(risk.owner),
            moment(words, risk.due),
        ]
        for rank, risk in zip(ranks, own, strict=True)
    ]
    columns = [
        centre("risk_number", 0.07),
        Column("risk_mitigation"),
        Column("risk_backup"),
        Column("owner", width=0.17),
        Column("risk_due", width=0.14),
    ]
    if all(risk.due is None for risk in own):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return table(words, "risk-answers", words("table.risk_answers.caption"), columns, rows)


def gaps(words: Words) -> list[Block]:
    """What the client's risks lack, a line for each thing missing; remaining above raw too."""
    own = _own(words)
    told = []
    for gap in _TOLD:
        lacking = [one for one in own if gap in one.gaps]
        if lacking:
            told.append(
                words.plural(f"risks.gap.{gap}", len(lacking), ranks=_ranks(words, lacking))
            )
    worse = [
        one
        for one in own
        if one.after.criticality is not None
        and one.before.criticality is not None
        and one.after.criticality > one.before.criticality
    ]
    if worse:
        told.append(words.plural("risks.gap.worse", len(worse), ranks=_ranks(words, worse)))
    return bullets(told)


def proposals(words: Words) -> list[Block]:
    """The risks that the answers bring up, marked as such, with the advice of the kit."""
    rows = [
        [
            _number(words, one),
            name_of(words, one),
            weighed(words, one.before),
            mitigation_of(words, one),
            backup_of(words, one),
        ]
        for one in _proposed(words)
    ]
    columns = (
        centre("risk_number", 0.07),
        Column("risk_name"),
        Column("risk_criticality", width=0.13),
        Column("risk_mitigation_advised", width=0.22),
        Column("risk_backup_advised", width=0.22),
    )
    caption = words.plural("table.risk_proposals.caption", len(rows))
    return table(words, "risk-proposals", caption, columns, rows)


def withheld(words: Words) -> list[Block]:
    """The proposals left out because the client already wrote the same risk."""
    found = words.analysis.risks
    if not found or not found.withheld:
        return []
    names = words.quoted(dict.fromkeys(name for _, name in found.withheld))
    return muted(words.plural("risks.withheld", len(found.withheld), names=names))


def word_map(words: Words) -> list[Block]:
    """The words typed instead of a note, with the note that was read."""
    found = words.analysis.risks
    rows = [[said, str(note)] for said, note in (found.words if found else ())]
    columns = (Column("words_typed"), centre("note_read", 0.25))
    scale = words.series(
        words.pair(words.choice("rating", code), words.numbers.number(worth))
        for code in words.catalogue.choices["rating"]
        for worth in [words.threshold(f"ratings.{code}")]
    )
    about = words("table.risk_words.note", scale=scale)
    return table(words, "risk-words", words("table.risk_words.caption"), columns, rows, note=about)


def _number(words: Words, one: RiskResult) -> str:
    """Its place among all risks; those without a criticality come last."""
    return str(every(words).index(one) + 1)


def _ranks(words: Words, found: Sequence[RiskResult]) -> str:
    return words.listed(_number(words, one) for one in found)
