"""The cover and the one-page summary: what a busy manager reads."""

from __future__ import annotations

from kit.analysis.model import BusinessCase, Task
from kit.brand import load_brand
from kit.display import signature
from kit.display.parts import Card, bullets, cards, paragraph
from kit.display.sections import (
    action_plan,
    advice,
    announced,
    audit,
    business_case,
    diagnostic,
    outlook,
    priorities,
    scenario,
    trusted,
    value_ladder,
)
from kit.display.sections import processes as process_section
from kit.display.words import Block, Words, inside, opening

_FINDINGS = 3
_STEPS = 3


def absent(words: Words) -> str | None:
    return None


def cover(words: Words, document: str = "report") -> list[Block]:
    company = words.client.company
    number = words.numbers
    facts = [
        ("date", number.date_medium(words.analysis.as_of)),
        *scenario.cover_lines(words),
        ("version", words.version),
        ("by", signature.signed(words)),
        ("firm_contact", load_brand().contact),
        ("contact", company.contact or ""),
        ("activity", company.activity or ""),
        ("staff", words.plural("cover.people", company.staff) if company.staff else ""),
    ]
    lines = [[words(f"cover.{key}"), value] for key, value in facts if value]
    return [
        {
            "block": "cover",
            "title": words.document(document),
            "client": company.name,
            "lines": lines,
            "confidentiality": signature.confidentiality(words),
        }
    ]


def situation(words: Words) -> list[Block]:
    """Two sentences: what the work costs today, what can be won."""
    return paragraph(f"{_today(words)} {_tomorrow(words)}".strip(), "lead")


def _today(words: Words) -> str:
    number, name = words.numbers, words.client.company.name
    timed = process_section.by_hours(words)
    if timed:
        hours = number.hours(sum(result.hours_month or 0 for result in timed))
        costs = [result.cost_year for result in timed if result.cost_year is not None]
        key = "summary.today" if len(costs) == len(timed) else "summary.today_no_cost"
        return words.plural(
            key, len(timed), client=name, hours=hours, cost=number.money(sum(costs))
        )
    found = words.analysis.diagnostic
    if found is not None and found.checked.total.ticked:
        return words.plural("summary.today_pains", found.checked.total.ticked, client=name)
    return words("summary.today_unknown", client=name)


def _tomorrow(words: Words) -> str:
    case = words.analysis.business_case
    if case is not None and case.gross_month is not None:
        return _valued(words, case, case.gross_month)
    wins = priorities.quick_wins(words)
    if wins:
        names = words.quoted(row.name for row in wins[:_FINDINGS])
        return words.plural("summary.tomorrow_wins", len(wins), names=names)
    return words("summary.tomorrow_unknown")


def _valued(words: Words, case: BusinessCase, gross: float) -> str:
    """Gross, then net or why there is none; then what these amounts leave out."""
    money, figure = words.numbers.money, "net_month"
    if case.net_month is None:
        key, figure = "summary.tomorrow_gross", "gross_month"
    else:
        key = "summary.tomorrow" if case.net_month > 0 else "summary.tomorrow_loss"
    said = words(key, gross=money(gross), net=money(case.net_month))
    if trusted.differ(trusted.net_month(case), case.net_month):
        net, stated = money(trusted.net_month(case)), money(case.net_month)
        said = words("summary.tomorrow_corrected", stated=stated, net=net)
    left = business_case.left_out_of(case, figure)
    parts = [said, words(f"summary.tomorrow_without.{left}") if left else "", _over(words, case)]
    return " ".join(part for part in parts if part)


def _over(words: Words, case: BusinessCase) -> str:
    """The net over the horizon beside the one announced, then its honest range."""
    spread, number = outlook.spread_of(case), words.numbers
    right_one, written = trusted.returns_of(case), announced.promised(words, case)
    months = number.number(case.horizon)
    said = ""
    if right_one is not None and written is not None:
        amounts = {"written": number.money(written), "net": number.money(right_one.net)}
        said = words("summary.promised", months=months, **amounts)
    if spread is None or not words.ranges:
        return said
    ends = {"low": number.money_about(spread.p10), "high": number.money_about(spread.p90)}
    key = "summary.range_of_it" if said else "summary.range"
    return f"{said} {words(key, months=months, **ends)}".strip()


def summary_cards(words: Words) -> list[Block]:
    number = words.numbers
    made = []
    timed = process_section.by_hours(words)
    if timed:
        hours = number.hours(sum(result.hours_month or 0 for result in timed))
        note = words.plural("card.hours_at_stake_note", len(timed))
        made.append(Card(words("card.hours_at_stake"), hours, note))
    case = words.analysis.business_case
    if case is not None:
        made += outlook.range_cards(words, case)[:1]
        made += value_ladder.floor_card(words)
        made.append(business_case.net_card(words, case))
        made.append(business_case.roi_card(words, case))
        made.append(business_case.payback_card(words, case))
    rows = priorities.ranked(words)
    if rows:
        wins = priorities.quick_wins(words)
        note = words.plural("card.quick_wins_note", len(rows))
        tone = "good" if wins else "normal"
        made.append(Card(words("card.quick_wins"), number.number(len(wins)), note, tone))
    return cards(words, made)


def findings(words: Words) -> list[Block]:
    """The three strongest facts the workbook holds."""
    told = (_errors, _better_option, _pains, _hours, _first, _cards_lacking, _incoherences)
    said = [sentence for tell in told if (sentence := tell(words))]
    return bullets(said[:_FINDINGS])


def _pains(words: Words) -> str | None:
    return diagnostic.said(words, "summary.finding_pains")


def _hours(words: Words) -> str | None:
    timed = process_section.by_hours(words)
    if len(timed) < 2:
        return None
    top = process_section.heaviest(words)
    total = sum(result.hours_month or 0 for result in timed)
    part = sum(result.hours_month or 0 for result in top)
    return words.plural(
        "summary.finding_hours",
        len(top),
        names=words.quoted(result.process.name for result in top[:_FINDINGS]),
        share=words.numbers.share(part / total),
        hours=words.numbers.hours(part),
    )


def _first(words: Words) -> str | None:
    rows = priorities.ranked(words)
    if not rows:
        return None
    first = rows[0]
    key = "summary.finding_quick_win" if first.quick_win else "summary.finding_first"
    score = words.numbers.number(first.score)
    return words(
        key, name=first.name, score=score, impact=first.impact, effort=first.effort, risk=first.risk
    )


def _cards_lacking(words: Words) -> str | None:
    results = words.analysis.processes
    lacking = sum(1 for result in results if not result.ready)
    return words.plural("summary.finding_not_ready", lacking, of=len(results)) if lacking else None


def _errors(words: Words) -> str | None:
    """How many errors bear on the figures, and the one that weighs most."""
    listed = audit.found(words, "error")
    if not listed:
        return None
    first = audit.with_effect(words, audit.weightiest(words)[0])
    return words.plural("summary.finding_errors", len(listed), first=first, inside=inside(first))


def _better_option(words: Words) -> str | None:
    """A cheaper option that returns more for its money than the one chosen."""
    found = (one for one in words.analysis.findings if one.code == "cheaper_returns_more")
    finding = next(found, None)
    return audit.sentence(words, finding) if finding else None


def _incoherences(words: Words) -> str | None:
    count = len(audit.found(words, "warning"))
    return words.plural("summary.finding_incoherent", count) if count else None


def next_steps(words: Words) -> list[Block]:
    """Wrong figures to set right first, then the next tasks still to come, three in all."""
    wrong = len(audit.found(words, "error"))
    first = [words.plural("summary.set_right", wrong)] if wrong else []
    tasks, as_of = words.analysis.plan.tasks, words.analysis.as_of
    if own := advice.own_steps(words):
        return bullets([*first, *own][:_STEPS])
    coming = [task for task in tasks if task.last_date >= as_of]
    if tasks and not coming:
        end = words.numbers.date_long(words.analysis.plan.end_30)
        return [*bullets(first), *paragraph(words("summary.no_next_step", date=end))]
    return bullets(
        [
            *first,
            *(
                words(
                    "summary.next_step",
                    date=opening(_when(words, task)),
                    task=inside(words.task(task)),
                    owner=action_plan.owner(words, task),
                )
                for task in coming[: _STEPS - len(first)]
            ),
        ]
    )


def _when(words: Words, task: Task) -> str:
    """The dates of a task, with their year when it is not that of the report."""
    year = task.last_date.year != words.analysis.as_of.year
    return words.numbers.date_range(task.date, task.last_date, year)
