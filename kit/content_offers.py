"""content/use_cases.toml and content/aids.toml: what may be proposed to a client."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.catalogue import Aid, Catalogue, UseCase
from kit.content_checks import Sentences, Table
from kit.errors import ContentError

AIDS = ("advice", "grant", "tax_credit", "training", "guarantee")
_STAFF = (1, 1_000_000)  # people


def read_use_cases(
    folders: tuple[Path, ...], choices: Mapping[str, tuple[str, ...]]
) -> tuple[UseCase, ...]:
    """The uses in the order of the file."""
    table = Table.of_file(folders, "use_cases.toml")
    found = []
    for id in table.names():
        one = table.table(id)
        use = UseCase(
            id=id,
            function=one.one_of("function", choices["business_function"]),
            sectors=one.several("sectors", choices["sector"]),
            pains=one.several("pains", empty=False),
            level=one.one_of("level", choices["level"]),
            human_share=one.one_of("human_share", choices["human_share"]),
            critical=one.one_of("critical", choices["critical_domain"]),
            source=one.text("source"),
            date=one.date("date"),
        )
        one.close()
        found.append(use)
    return tuple(found)


def read_aids(folders: tuple[Path, ...]) -> tuple[Aid, ...]:
    """The aids in the order of the file."""
    table = Table.of_file(folders, "aids.toml")
    found = []
    for id in table.names():
        one = table.table(id)
        low = one.integer("staff_from", *_STAFF, None)
        below = one.integer("staff_below", *_STAFF, None)
        if low is not None and below is not None and low >= below:
            one.refuse("staff_below", f"more than staff_from is expected: {low}, {below}")
        aid = Aid(
            id=id,
            kind=one.one_of("kind", AIDS),
            staff_from=low,
            staff_below=below,
            ends=one.date("ends", None),
            verified=one.flag("verified"),
            source=one.text("source"),
            checked=one.date("checked"),
        )
        one.close()
        found.append(aid)
    return tuple(found)


def check_offers(catalogue: Catalogue, sentences: Sentences) -> None:
    """Refuse a use or an aid without its words, a use for what no checklist asks."""
    items = {item.id for one in catalogue.checklists.values() for item in one.items}
    for use in catalogue.use_cases:
        for pain in use.pains:
            if pain not in items:
                what = f"{pain!r} is no item of a checklist"
                raise ContentError("use_cases.toml", f"{use.id}.pains", what)
        for part in ("title", "what", "watch"):
            sentences.need(f"use_cases.{use.id}.{part}")
        sentences.need(f"thresholds.source.{use.source}")
    for aid in catalogue.aids:
        for part in ("title", "who", "what", "amount", "watch"):
            sentences.need(f"aids.{aid.id}.{part}")
