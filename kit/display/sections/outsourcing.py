"""What is entrusted outside: readiness, and each contract on its six sides (method M10)."""

from __future__ import annotations

from kit.analysis.model import ContractResult
from kit.client import Contract
from kit.display.parts import bullets, callout, paragraph, section
from kit.display.tables import Column, card, centre, table
from kit.display.words import Block, Words, opening

_CHECKLISTS = ("outsourcing_practices", "outsourcing_pitfalls", "outsourcing_questions")
_SCORED = _CHECKLISTS[:2]
SIDES = 6  # points looked at in each contract


def absent(words: Words) -> str | None:
    """Only the readiness lists, the questions and the contracts make this part."""
    said = any(id in words.analysis.checklists for id in _CHECKLISTS)
    return None if said or words.analysis.contracts else words("absent.module")


def headline(words: Words) -> str | None:
    analysis = words.analysis
    if any(id in analysis.checklists for id in _SCORED):
        left = len(_to_settle(words))
        if not left:
            return words("headline.outsourcing.ready")
        return words.plural("headline.outsourcing.to_settle", left)
    if analysis.contracts:
        return words.plural("headline.outsourcing.contracts_only", len(analysis.contracts))
    return None


def first(words: Words) -> list[Block]:
    """Good practice not in place, pitfalls not avoided: before anything more is entrusted."""
    points = _to_settle(words)
    return callout("stop", words("outsourcing.first_title"), None, points) if points else []


def _to_settle(words: Words) -> list[str]:
    """Only what was answered: a blank is unknown, not a failing."""
    answers = {answer.item: answer for answer in words.client.answers}
    found = []
    for id in _SCORED:
        checked = words.analysis.checklists.get(id)
        key = "pitfall" if words.catalogue.checklists[id].inverted else "practice"
        for item in checked.total.missing if checked else ():
            answer = answers.get(item)
            if answer is not None and answer.value is not None:
                found.append(words(f"outsourcing.{key}", point=words.item(item)))
    return found


def contracts_table(words: Words) -> list[Block]:
    found = words.analysis.contracts
    rows = [
        [
            words.process(one.process),
            words.said(one.contract.provider),
            words("outsourcing.held", held=one.held, of=SIDES),
            opening(words.listed(_lacking(words, one))) or words("outsourcing.nothing_missing"),
        ]
        for one in found
    ]
    full = sum(one.held == SIDES for one in found)
    columns = (
        Column("process", width=0.28),
        Column("contract_provider", width=0.24),
        centre("contract_held", 0.13),
        Column("contract_missing"),
    )
    key = "caption" if full else "none"
    caption = words.plural(f"table.contracts.{key}", len(found), full=full) if found else ""
    return table(words, "contracts", caption, columns, rows)


def _lacking(words: Words, one: ContractResult) -> list[str]:
    lacking = [side.key for side in one.dimensions if side.missing]
    return [words(f"outsourcing.dimension.{key}") for key in lacking]


def contract_cards(words: Words) -> list[Block]:
    """For each contract: what is agreed, then what to ask, one question a line."""
    made: list[Block] = []
    for one in words.analysis.contracts:
        name = words.process(one.process)
        made += section(f"contract-{one.process}", 3, name)
        caption = words("table.contract_card.caption", name=name)
        made += card(words, f"contract-{one.process}", caption, _lines(words, one.contract))
        asked = [key for side in one.dimensions for key in side.missing]
        questions = [words.texts[key] for key in (*asked, *one.exposed)]
        if questions:
            made += paragraph(words.plural("outsourcing.to_ask", len(questions)), "lead")
            made += bullets(questions)
        else:
            made += paragraph(words("outsourcing.complete"))
    return made


def _lines(words: Words, contract: Contract) -> list[tuple[str, str]]:
    """What is agreed; what is blank is among the questions below."""
    report = [
        words.choice("frequency", contract.report_frequency) if contract.report_frequency else "",
        contract.report_format or "",
        contract.report_to or "",
    ]
    months, price = contract.notice_months, contract.price_year
    return [
        ("contract_scope", contract.scope or ""),
        ("contract_report", words.series(part for part in report if part)),
        ("contract_sla", contract.sla or ""),
        (
            "contract_review",
            words.choice("frequency", contract.review_frequency)
            if contract.review_frequency
            else "",
        ),
        ("contract_escalation", contract.escalation or ""),
        ("contract_conductor", contract.conductor or ""),
        ("contract_integrations", _choices(words, "integration", contract.integrations)),
        ("contract_tools", _choices(words, "tool_family", contract.tool_families)),
        ("contract_nda", "" if contract.nda is None else words.yes_no(contract.nda)),
        ("contract_notice", "" if months is None else words.plural("outsourcing.months", months)),
        ("contract_exit", contract.exit_terms or ""),
        ("contract_price", "" if price is None else words.numbers.money(price)),
    ]


def _choices(words: Words, name: str, codes: tuple[str, ...]) -> str:
    return words.listed(words.choice(name, code) for code in codes)
