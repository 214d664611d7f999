"""What changes for whom: the impact study (method M9)."""

from __future__ import annotations

from kit.analysis.impacts import concerned
from kit.analysis.model import AspectResult, ImpactRow, ImpactStudy
from kit.display.parts import Card, bullets, cards
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words, opening


def absent(words: Words) -> str | None:
    return None if words.analysis.change else words("absent.module")


def headline(words: Words) -> str | None:
    """How many people are concerned, when somebody said."""
    if words.analysis.change is None:
        return None
    low, high = concerned(words.client.impacts, words.client)
    said = _people(words, low, high)
    return words("headline.change", people=said) if said else words("headline.change_unsaid")


def _people(words: Words, low: int | None, high: int | None) -> str | None:
    """ "6 personnes concernées", "au moins 6", "de 6 à 9"; None when nobody said."""
    if low is None:
        return None
    if high is None:
        return words.plural("change.people.least", low)
    if low == high:
        return words.plural("change.people.exact", low)
    number = words.numbers.number
    return words("change.people.between", low=number(low), high=number(high))


def summary_cards(words: Words) -> list[Block]:
    found = words.analysis.change
    if found is None:
        return []
    made = _impact_cards(words, found.impacts) if found.impacts else []
    if found.communication is not None:
        messages = found.communication.messages
        undated = sum(1 for one in messages if one.planned is None)
        note = words.plural("change.card.messages_note", undated) if undated else None
        count = words.numbers.number(len(messages))
        made.append(Card(words("change.card.messages"), count, note))
    return cards(words, made)


def _impact_cards(words: Words, study: ImpactStudy) -> list[Card]:
    number = words.numbers.number
    low, high = concerned(words.client.impacts, words.client)
    left, of, lacking = len(study.unseen), len(study.aspects), len(study.without_action)
    return [
        Card(
            words("change.card.people"),
            _bounds(words, low, high),
            words("change.card.people_note"),
        ),
        Card(
            words("change.card.aspects"),
            words("out_of", part=number(of - left), whole=number(of)),
            words.plural("change.card.aspects_note", left) if left else None,
        ),
        Card(
            words("change.card.without_action"),
            number(lacking),
            words.plural("change.card.without_action_note", len(study.rows)),
            "bad" if lacking else "good",
        ),
    ]


# -- impacts --------------------------------------------------------------------------------


def impact_notes(words: Words) -> list[Block]:
    """The aspects nobody looked at, and how many impacts nothing is done about."""
    found = words.analysis.change
    if found is None or found.impacts is None:
        return []
    study = found.impacts
    names = words.quoted(words.choice("impact_aspect", code) for code in study.unseen)
    unseen = words.plural("change.impacts.unseen", len(study.unseen), aspects=names)
    said = [unseen if study.unseen else words("change.impacts.all_seen")]
    if study.without_action:
        said.append(words.plural("change.impacts.without_action", len(study.without_action)))
    return bullets(said)


def aspects_table(words: Words) -> list[Block]:
    found = words.analysis.change
    if found is None or found.impacts is None:
        return []
    rows = [_aspect(words, one) for one in found.impacts.aspects]
    columns = (
        Column("impact_aspect"),
        right("impact_count", 0.16),
        right("impact_people", 0.24),
        centre("impact_level", 0.16),
    )
    caption = words("table.impacts_by_aspect.caption")
    return table(words, "impacts-by-aspect", caption, columns, rows)


def _aspect(words: Words, one: AspectResult) -> list[str]:
    name = opening(words.choice("impact_aspect", one.aspect))
    if not one.impacts:
        return [name, words("change.to_study"), "", ""]
    people = _bounds(words, one.people_low, one.people_high)
    return [name, words.numbers.number(one.impacts), people, words.numbers.number(one.level)]


def _bounds(words: Words, low: int | None, high: int | None) -> str:
    """A number of people for a cell: "6", "6 au moins", "6 à 9"."""
    number = words.numbers.number
    if low is None or low == high:
        return number(low)
    if high is None:
        return words("change.people.cell_least", low=number(low))
    return words("change.people.cell_between", low=number(low), high=number(high))


def impacts_table(words: Words) -> list[Block]:
    """Strongest first; one without an action says so."""
    found = words.analysis.change
    if found is None or found.impacts is None:
        return []
    rows = [_impact(words, one) for one in found.impacts.rows]
    columns = (
        Column("impact_about", width=0.18),
        Column("impact_today", width=0.18),
        Column("impact_tomorrow", width=0.19),
        Column("impact_who", width=0.13),
        centre("impact_level", 0.08),
        Column("impact_action"),
    )
    caption = words.plural("table.impacts", len(rows))
    return table(words, "impacts", caption, columns, rows)


def _impact(words: Words, one: ImpactRow) -> list[str]:
    impact = one.impact
    subject = impact.automation or impact.about or words("change.whole_project")
    who = impact.role or ""
    if impact.people is not None:
        counted = words.numbers.number(impact.people)
        who = words("change.who_counted", who=who, people=counted) if who else counted
    action = impact.action or words("change.to_plan")
    owner = f"\n{impact.owner}" if impact.owner else ""
    return [
        f"{opening(words.choice('impact_aspect', impact.aspect))}\n{subject}",
        words.said(impact.today),
        words.said(impact.tomorrow),
        who or words.numbers.missing,
        words.numbers.number(impact.level),
        f"{action}{owner}",
    ]
