"""Where time is lost: the pains that were ticked (method M1)."""

from __future__ import annotations

from kit.analysis.model import Score
from kit.display.bars import Bar, bars
from kit.display.parts import chart, muted, paragraph
from kit.display.tables import Column, centre, right, table
from kit.display.words import Block, Words, inside

_HEAVIEST = 8  # pains shown one by one
_LEADERS = 2  # domains that may lead together; more of them, and none does


def absent(words: Words) -> str | None:
    return words("absent.diagnostic") if words.analysis.diagnostic is None else None


def headline(words: Words) -> str | None:
    """ "Diagnostic : 12 pertes de temps, surtout côté administration et gestion"."""
    return said(words, "headline.diagnostic")


def said(words: Words, key: str) -> str | None:
    """Text *key* with the leading domain, or ``<key>_spread`` when none leads."""
    domains = by_domain(words)
    ticked = sum(domain.ticked for domain in domains)
    if not ticked:
        return None
    first = leading(words)
    if len(first) > _LEADERS:
        return words.plural(f"{key}_spread", ticked)
    names = words.listed(inside(words.group("pains", domain.key)) for domain in first)
    part = words.numbers.number(sum(domain.ticked for domain in first))
    return words.plural(key, ticked, domain=names, part=part)


def leading(words: Words) -> list[Score]:
    """The domains with the most boxes ticked."""
    domains = by_domain(words)
    return [domain for domain in domains if domain.ticked == domains[0].ticked]


def by_domain(words: Words) -> list[Score]:
    """The domains, most ticked first, then the largest share of their boxes."""
    diagnostic = words.analysis.diagnostic
    if diagnostic is None:
        return []
    return sorted(diagnostic.checked.groups, key=lambda group: (-group.ticked, -(group.share or 0)))


def pains_by_domain_chart(words: Words) -> list[Block]:
    domains = by_domain(words)
    ticked = sum(domain.ticked for domain in domains)
    if not ticked:
        return muted(words("empty.pains")) if domains else []
    first = leading(words)
    rows = [
        Bar(
            label=words.group("pains", domain.key),
            value=domain.ticked,
            text=words("out_of", part=domain.ticked, whole=domain.of),
            of=domain.of,
            strong=domain in first,
        )
        for domain in domains
    ]
    names = words.listed(words.group("pains", domain.key) for domain in first)
    together = sum(domain.ticked for domain in first)
    share = words.numbers.share(together / ticked)
    caption = words.plural(
        "chart.pains_by_domain.caption", ticked, domains=names, part=together, share=share
    )
    if len(first) > _LEADERS:
        caption = words.plural("chart.pains_by_domain.spread", ticked)
    details = words.series(words.pair(row.label, row.text) for row in rows)
    alt = words("chart.pains_by_domain.alt", conclusion=caption, details=details)
    table_id = "table-pains-by-domain"
    return chart("pains-by-domain", caption, alt, bars(rows, "pains"), table=table_id)


def pains_by_domain_table(words: Words) -> list[Block]:
    diagnostic = words.analysis.diagnostic
    if diagnostic is None or not diagnostic.checked.total.ticked:
        return []
    number = words.numbers
    ticked = diagnostic.checked.total.ticked
    rows = []
    for domain in by_domain(words):
        known = [
            pain.hours_month
            for pain in diagnostic.pains
            if pain.domain == domain.key and pain.hours_month is not None
        ]
        hours = number.hours(sum(known)) if known or domain.ticked else number.hours(0)
        rows.append(
            [
                words.group("pains", domain.key),
                number.number(domain.ticked),
                number.number(domain.of),
                number.share(domain.ticked / ticked),
                hours if known or not domain.ticked else number.missing,
            ]
        )
    every = [pain.hours_month for pain in diagnostic.pains if pain.hours_month is not None]
    rows.append(
        [
            words("total"),
            number.number(ticked),
            number.number(diagnostic.checked.total.of),
            number.share(1),
            number.hours(sum(every)) if every else number.missing,
        ]
    )
    columns = (
        Column("domain"),
        right("ticked"),
        right("boxes"),
        right("share_of_pains"),
        right("hours_month"),
    )
    untimed = len(diagnostic.pains) - len(every)
    note = words.plural("table.pains_by_domain.untimed", untimed) if untimed and every else None
    caption = words("table.pains_by_domain.caption")
    return table(words, "pains-by-domain", caption, columns, rows, emphasis=(-1,), note=note)


def heaviest_pains(words: Words) -> list[Block]:
    diagnostic = words.analysis.diagnostic
    if diagnostic is None:
        return []
    shown = diagnostic.pains[:_HEAVIEST]
    rows = [
        [
            words.item(pain.item),
            words.group("pains", pain.domain),
            words.numbers.hours(pain.hours_month),
            words("out_of_5", note=pain.pain) if pain.pain else words.numbers.missing,
            pain.comment or "",
        ]
        for pain in shown
    ]
    columns = [
        Column("pain", width=0.26),
        Column("domain", width=0.2),
        right("hours_month", 0.13),
        centre("pain_note", 0.13),
        Column("comment"),
    ]
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    others = len(diagnostic.pains) - len(shown)
    note = words.plural("table.heaviest_pains.others", others) if others else None
    caption = words.plural("table.heaviest_pains.caption", len(shown))
    figures = {(row, 2): f"diagnostic.{pain.item}.hours_month" for row, pain in enumerate(shown)}
    return table(words, "heaviest-pains", caption, columns, rows, note=note, figures=figures)


def advice(words: Words) -> list[Block]:
    diagnostic = words.analysis.diagnostic
    if diagnostic is None:
        return []
    params = {"count": float(diagnostic.checked.total.ticked)}
    candidates = {"count": float(diagnostic.candidates)}
    return [
        *paragraph(words.sentence(diagnostic.advice, params)),
        *paragraph(words.sentence(diagnostic.candidates_advice, candidates)),
    ]
