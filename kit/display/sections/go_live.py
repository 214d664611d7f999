"""Around a go-live: the phases a team goes through, then who runs what is live (method M9)."""

from __future__ import annotations

from dataclasses import fields

from kit.analysis.model import GovernanceResult, Perception, PhaseSpan
from kit.client import Governance
from kit.display.parts import callout, muted
from kit.display.tables import Column, table
from kit.display.words import Block, Words, opening

_COUNTED = ("committee_months", "supplier_review_months")


# -- phases of perception -------------------------------------------------------------------


def phases_table(words: Words) -> list[Block]:
    """What is heard in each phase, what to answer, and the client's own messages of that time."""
    found = words.analysis.change
    if found is None or not found.perceptions:
        return []
    adoption = words.numbers.share(words.threshold("adoption.target"))
    planned = found.communication is not None
    rows = []
    for phase in words.catalogue.change_phases:
        spans = [span for one in found.perceptions for span in one.phases if span.phase == phase.id]
        key = f"change_phases.{phase.id}"
        rows.append(
            [
                words.texts[f"{key}.name"],
                words.texts[f"{key}.sign"],
                words.texts(f"{key}.say", adoption=adoption),
                *([_heard(words, spans)] if planned else []),
            ]
        )
    columns = (
        Column("phase_name", width=0.14),
        Column("phase_sign", width=0.25 if planned else 0.36),
        Column("phase_say"),
        *((Column("phase_messages", width=0.27),) if planned else ()),
    )
    return table(words, "change-phases", words("table.change_phases.caption"), columns, rows)


def _heard(words: Words, spans: list[PhaseSpan]) -> str:
    """The messages planned in a phase of any go-live, each once."""
    planned = sorted({row for span in spans for row in span.messages})
    said = []
    for row in planned:
        message = words.client.messages[row]
        audience = opening(words.choice("audience", message.audience))
        text = message.message or words("change.to_write")
        said.append(words("change.quoted_message", audience=audience, message=text))
    return "\n".join(said) or words("change.no_message")


def phase_dates_table(words: Words) -> list[Block]:
    """One row per go-live: when each phase is to be expected."""
    found = words.analysis.change
    if found is None:
        return []
    phases = words.catalogue.change_phases
    rows = [
        [one.name, _go_live(words, one), *(_span(words, span) for span in one.phases)]
        for one in found.perceptions
    ]
    columns = (
        Column("phase_about", width=0.24),
        Column("phase_go_live", width=0.18),
        *(Column("phase", name=words.texts[f"change_phases.{one.id}.name"]) for one in phases),
    )
    days = {one.id: words.numbers.number(words.threshold(one.days)) for one in phases}
    caption = words("table.change_phase_dates.caption")
    note = words("table.change_phase_dates.note", **days)
    return table(words, "change-phase-dates", caption, columns, rows, note=note)


def _go_live(words: Words, one: Perception) -> str:
    day = words.numbers.date_medium(one.go_live)
    if one.precision != "day":
        return words("change.from_day", date=day)
    return words("change.held", date=day) if one.held else day


def _span(words: Words, span: PhaseSpan) -> str:
    number = words.numbers
    if span.last is None:
        return words("change.since", first=number.date_medium(span.first))
    return number.date_range(span.first, span.last, year=True)


def phase_notes(words: Words) -> list[Block]:
    """Where the dates come from when nobody gave one, and how far the change lists are."""
    found, plan = words.analysis.change, words.analysis.plan
    if found is None or not found.perceptions:
        return []
    said = []
    if plan.assumed_start:
        date = words.numbers.date_medium(plan.start)
        said.append(words("change.phases.assumed", date=date))
    parts = [
        words(
            f"change.phases.{when}",
            ticked=words.numbers.number(checked.total.ticked),
            of=words.numbers.number(checked.total.applicable),
        )
        for when in ("before", "after")
        if (checked := words.analysis.checklists.get(f"change_{when}"))
    ]
    if parts:
        said.append(words("change.phases.checklists", parts=", ".join(parts)))
    return muted(" ".join(said))


# -- governance of the run ------------------------------------------------------------------


def governance_table(words: Words) -> list[Block]:
    found = words.analysis.change
    if found is None or found.governance is None:
        return []
    rows = [
        [words(f"change.governance.{field.name}"), _said(words, found.governance, field.name)]
        for field in fields(Governance)
    ]
    columns = (Column("governance_field", width=0.3), Column("governance_said"))
    caption = words("table.run_governance.caption")
    return table(words, "run-governance", caption, columns, rows)


def _said(words: Words, result: GovernanceResult, field: str) -> str:
    value = getattr(result.governance, field)
    if not value:
        return words("change.to_decide")
    if field in _COUNTED:
        return opening(_every(words, value))
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _every(words: Words, months: float) -> str:
    if months == 1:
        return words("change.governance.every_month")
    return words("change.governance.every", months=words.numbers.number(months))


def governance_callout(words: Words) -> list[Block]:
    """What is still to decide, and what meets too seldom or too often; or that all is planned."""
    found = words.analysis.change
    if found is None or found.governance is None:
        return []
    rhythm = {
        "least": words.numbers.number(words.threshold("governance.committee_least_months")),
        "most": words.numbers.number(words.threshold("governance.committee_most_months")),
    }
    review = _every(words, words.threshold("governance.supplier_review_months"))
    todo = [
        words(f"change.todo.{field}", **rhythm, review=review) for field in found.governance.missing
    ]
    for field, how in found.governance.off_rhythm.items():
        every = _every(words, getattr(found.governance.governance, field))
        if field == "committee_months":
            todo.append(words(f"change.governance.committee_{how}", every=every, **rhythm))
        else:
            todo.append(words("change.governance.supplier_rare", every=every, most=review))
    if not todo:
        return callout("go", words("change.governance.complete"))
    return callout("info", words.plural("change.governance.todo_title", len(todo)), None, todo)
