"""The messages of the communication plan as events of plan.ics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kit.analysis.model import PlannedMessage
from kit.deliverable.task_list import fingerprint
from kit.display.sections.communication import why_closed
from kit.display.words import Words


@dataclass(frozen=True, slots=True)
class MessageEvent:
    """What an event says. `key` stays the same while the message does, whatever its date."""

    key: str
    day: date
    summary: str
    details: tuple[str, ...]
    sure: bool  # the day itself was chosen


def message_events(words: Words) -> Iterator[MessageEvent]:
    """One per message that has a day, in the order of the days."""
    change = words.analysis.change
    plan = change.communication if change else None
    seen: dict[str, int] = {}
    for one in plan.messages if plan else ():
        if one.planned is None:
            continue
        mark = _fingerprint(one)
        seen[mark] = seen.get(mark, 0) + 1
        key = mark if seen[mark] == 1 else f"{mark}-{seen[mark]}"
        yield MessageEvent(
            key, one.planned, _summary(words, one), _details(words, one), one.precision == "day"
        )


def _fingerprint(one: PlannedMessage) -> str:
    """Of what is said to whom: no word of the client stands in an identifier."""
    return fingerprint(one.message.audience, one.message.message or "", one.automation or "")


def _summary(words: Words, one: PlannedMessage) -> str:
    text = words.texts
    return text(
        "deliverable.plan.message_event.summary",
        audience=words.choice("audience", one.message.audience),
        message=one.message.message or text["deliverable.plan.message_event.unwritten"],
    )


def _details(words: Words, one: PlannedMessage) -> tuple[str, ...]:
    text, message, key = words.texts, one.message, "deliverable.plan.message_event"
    owner = message.owner or text[f"{key}.nobody"]
    lines = [text(f"{key}.owner", owner=owner)]
    if message.channel:
        lines.append(text(f"{key}.channel", channel=words.choice("channel", message.channel)))
    if message.support:
        lines.append(text(f"{key}.support", support=message.support))
    if message.automation:
        lines.append(text(f"{key}.about", automation=message.automation))
    if one.precision in ("month", "phase"):
        lines.append(text[f"{key}.{one.precision}"])
    if one.moved_from and one.closed:
        before = words.numbers.date_medium(one.moved_from)
        lines.append(text(f"{key}.moved", before=before, why=why_closed(words, one.closed)))
    return tuple(lines)
