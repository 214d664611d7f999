"""Uses of AI drawn from what the client ticked (method M9)."""

from __future__ import annotations

from kit.analysis.model import UseCaseResult
from kit.display.parts import muted
from kit.display.tables import Column, table
from kit.display.words import Block, Words, inside, opening


def absent(words: Words) -> str | None:
    return None if words.analysis.use_cases else words("absent.use_cases")


def headline(words: Words) -> str | None:
    count = len(words.analysis.use_cases)
    return words.plural("headline.use_cases.found", count) if count else None


def uses_table(words: Words) -> list[Block]:
    """One row per use: what it gives, why here, who decides and what to watch."""
    found = words.analysis.use_cases
    known = {use.id: use for use in words.catalogue.use_cases}
    rows = []
    for one in found:
        use, texts = known[one.id], words.texts
        rows.append(
            [
                words(
                    "use_case.name",
                    title=texts[f"use_cases.{one.id}.title"],
                    level=words.choice("level", use.level),
                    what=texts[f"use_cases.{one.id}.what"],
                ),
                _why(words, one),
                _watch(words, one.id, use.human_share, use.critical),
            ]
        )
    columns = (
        Column("use_case", width=0.36),
        Column("use_case_why", width=0.31),
        Column("use_case_watch"),
    )
    caption = words.plural("table.use_cases.caption", len(found)) if found else ""
    return table(words, "use-cases", caption, columns, rows)


def _why(words: Words, one: UseCaseResult) -> str:
    pains = words.listed(inside(words.item(item)) for item in one.pains)
    said = [words.plural("use_case.pains", len(one.pains), pains=pains)]
    if one.hours_month is not None:
        said.append(words("use_case.hours", hours=words.numbers.hours(one.hours_month)))
    if one.for_sector:
        sector = words.choice("sector", words.client.company.sector)
        said.append(words("use_case.sector", sector=sector))
    for deadline in words.analysis.deadlines:
        if deadline.id in one.deadlines:
            said.append(
                words(
                    "use_case.deadline",
                    title=words.texts[f"deadlines.{deadline.id}.title"],
                    date=words.numbers.date_medium(deadline.day),
                )
            )
    return "\n".join(said)


def _watch(words: Words, id: str, share: str, critical: str) -> str:
    said = [opening(f"{words.choice('human_share', share)}.")]
    if critical != "none":
        domain = words.choice("critical_domain", critical)
        said.append(words("use_case.critical", domain=domain))
    said.append(words.texts[f"use_cases.{id}.watch"])
    return "\n".join(said)


def sector_note(words: Words) -> list[Block]:
    """Uses made for a trade wait for the sector to be told."""
    if not words.analysis.use_cases or words.client.company.sector:
        return []
    return muted(words("use_case.no_sector"))
