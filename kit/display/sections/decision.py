"""What is asked of the manager: STOP and why, go and with what, or what to settle first.

Open gates are not enough to ask for a launch: the money must be known and worth it, and
the date still to come.
"""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import AutomationResult, BusinessCase, Task
from kit.analysis.trials import GATE as TESTS
from kit.display.parts import callout
from kit.display.sections import prerequisites, trials, trusted
from kit.display.words import Block, Words

_LIFTS = 4  # points of a closed gate named on the first page


def decision(words: Words) -> list[Block]:
    checked, gdpr = words.analysis.prerequisites, words.analysis.gdpr
    count = len(words.catalogue.checklists["prerequisites"].items)
    if checked is None:
        return callout(
            "stop", words("gate.prerequisites.unfilled"), words("decision.fill", count=count)
        )
    title = prerequisites.gate_title(words, "prerequisites", checked)
    if not checked.total.applicable:
        return callout("stop", title, words("decision.none", count=count))
    if not checked.passed:
        items = [words.item(item, "lift") for item in checked.total.missing[:_LIFTS]]
        case = words.analysis.business_case
        if case is not None and trusted.overstated(case) and _worthless(case):
            items.insert(0, words("decision.not_on_these", **_corrected(words, case)[2]))
        more = len(checked.total.missing) - _LIFTS
        if more > 0:
            items.append(words.plural("decision.more", more))
        return callout("stop", title, words("decision.stop"), items)
    held = [result for result in words.analysis.automations if result.blocked_by]
    free = [result for result in words.analysis.automations if not result.blocked_by]
    names = words.quoted(result.automation.name for result in held)
    why = _why(held)
    items = prerequisites.gdpr_work(words, gdpr)[:_LIFTS] if gdpr is not None and held else []
    items = [] if why == "tests" else items
    items += [*trials.bugs_to_fix(words), *trials.late(words)][:_LIFTS]
    if held and not free:
        bugs = bool(trials.open_bugs(words))
        key = "gdpr" if why != "tests" else "tests" if bugs else "tests_due"
        text = words.plural(f"decision.{key}", len(held), names=names)
        return callout("stop", words(f"decision.{key}_title"), text, items)
    lives = [task for task in words.analysis.plan.tasks if task.go_live]
    if not free or not lives:
        return callout("go", title, words("decision.design"))
    found = objection(words, lives[0])
    if found:
        why, tone, params = found
        asked = words(f"decision.objection.{why}.text", **params)
        return callout(tone, words(f"decision.objection.{why}.title", **params), asked, items)
    if held:
        ready = words.quoted(result.automation.name for result in free)
        key = {"gdpr": "partly", "tests": "partly_tests", "both": "partly_both"}[why]
        text = words.plural(f"decision.{key}", len(held), ready=ready, names=names)
        return callout("info", title, text, items)
    date = words.numbers.date_long(lives[0].date)
    return callout("go", title, words("decision.go", name=_name(words, lives[0]), date=date))


def _why(held: Sequence[AutomationResult]) -> str:
    """What holds automations back once the prerequisites are met: gdpr, tests, or both."""
    gates = {gate for result in held for gate in result.blocked_by}
    if TESTS not in gates:
        return "gdpr"
    return "both" if len(gates) > 1 else "tests"


Objection = tuple[str, str, dict[str, str]]  # key of its texts, tone, what they quote


def objection(words: Words, first: Task) -> Objection | None:
    """Why nobody can ask for the launch that the gates allow; *first*: the first go-live."""
    return _against_the_money(words) or _against_the_date(words, first)


def _against_the_money(words: Words) -> Objection | None:
    """A loss, else what keeps anyone from saying that there is none."""
    case = words.analysis.business_case
    if case is None:
        return "money", "info", {}
    number = words.numbers
    gains_whole = "gross_month" not in case.reasons
    costs_whole = "cost_first_year" not in case.reasons
    if trusted.overstated(case) and _worthless(case):
        return _corrected(words, case)
    if gains_whole and case.net_month is not None and case.net_month <= 0:
        amounts = {"net": case.net_month, "gross": case.gross_month, "cost": case.cost_month}
        return "loss", "stop", {name: number.money(value) for name, value in amounts.items()}
    if case.gross_month is None and not costs_whole:
        return "money", "info", {}
    if not costs_whole:
        return "costs", "info", {}
    if _at_a_loss(case) and not gains_whole:
        return "gains", "info", {}
    if _at_a_loss(case):
        months, once = number.number(case.horizon), number.money(case.cost_once)
        return "slow", "stop", {"npv": number.money(case.npv), "months": months, "once": once}
    return None


def _worthless(case: BusinessCase) -> bool:
    """Whether nothing is left of the project once its errors are set right."""
    right_one = case.corrected
    return right_one is not None and (
        right_one.returns.net <= 0 or (right_one.net_month is not None and right_one.net_month <= 0)
    )


def _corrected(words: Words, case: BusinessCase) -> Objection:
    number, right_one = words.numbers, trusted.returns_of(case)
    stated = case.returns.net if case.returns else None
    amounts = {"net": right_one.net if right_one else None, "stated": stated}
    written = {name: number.money(amount) for name, amount in amounts.items()}
    return "corrected", "stop", {**written, "months": number.number(case.horizon)}


def _at_a_loss(case: BusinessCase) -> bool:
    """Whether the amounts known do not pay for the project over the horizon."""
    return case.net_month is None or case.net_month <= 0 or (case.npv is not None and case.npv < 0)


def _against_the_date(words: Words, first: Task) -> Objection | None:
    if first.date >= words.analysis.as_of:
        return None
    date = words.numbers.date_long(first.date)
    return "date", "info", {"name": _name(words, first), "date": date}


def _name(words: Words, task: Task) -> str:
    return words.automation(task.automation) or words.analysis.automations[0].automation.name
