"""The two gates: ready to automate (method M4), allowed to (method M7)."""

from __future__ import annotations

from kit.analysis.model import Checked, GdprResult
from kit.display.parts import callout
from kit.display.sections.checklists import checklist_table, checklists_table
from kit.display.words import Block, Words


def absent(words: Words) -> str | None:
    neither = words.analysis.prerequisites is None and words.analysis.gdpr is None
    return words("absent.prerequisites") if neither else None


def headline(words: Words) -> str | None:
    checked = words.analysis.prerequisites
    if checked is None or checked.total.share is None:
        return None
    key = "headline.prerequisites_met" if checked.passed else "headline.prerequisites_missed"
    return words(key, ticked=checked.total.ticked, of=checked.total.applicable)


def absent_gdpr(words: Words) -> str | None:
    """Said only beside filled prerequisites: when both sheets are blank, one sentence is enough."""
    alone = words.analysis.gdpr is None and words.analysis.prerequisites is not None
    return words("absent.gdpr") if alone else None


def gate_title(words: Words, gate: str, checked: Checked) -> str:
    """ "STOP : prérequis réunis à 75 % (12 sur 16), il en faut 80 %"."""
    number = words.numbers
    if not checked.total.applicable:
        return words(f"gate.{gate}.none_{'go' if checked.passed else 'stop'}")
    return words(
        f"gate.{gate}.{'go' if checked.passed else 'stop'}",
        ticked=number.number(checked.total.ticked),
        of=number.number(checked.total.applicable),
        share=number.percent(checked.total.share),
        required=number.percent(checked.gate),
    )


def prerequisites_callout(words: Words) -> list[Block]:
    checked = words.analysis.prerequisites
    if checked is None:
        if words.analysis.gdpr is None:
            return []
        return callout("stop", words("gate.prerequisites.unfilled"), words("absent.prerequisites"))
    title = gate_title(words, "prerequisites", checked)
    if not checked.total.applicable:
        return callout("stop", title, words("gate.prerequisites.none_text"))
    text = words(f"gate.prerequisites.{'go' if checked.passed else 'stop'}_text")
    if checked.total.unanswered:
        text += " " + words.plural("gate.unanswered", checked.total.unanswered)
    tone = "go" if checked.passed else "stop"
    return callout(tone, title, text, lifts(words, checked.total.missing))


def gdpr_callout(words: Words) -> list[Block]:
    gdpr = words.analysis.gdpr
    if gdpr is None:
        return []
    checked = gdpr.checked
    items = gdpr_work(words, gdpr)
    if not gdpr.concerned and not checked.passed:
        return callout("info", words("gate.gdpr.later"), words("gate.gdpr.later_text"), items)
    number, threshold = words.numbers, words.threshold
    exposure = words(
        "gate.gdpr.exposure",
        share=number.percent(threshold("gdpr.max_fine_share")),
        amount=number.money(threshold("gdpr.max_fine_eur")),
    )
    held = bool(items) or not checked.passed
    title = words("gate.gdpr.register") if checked.passed and held else None
    title = title or gate_title(words, "gdpr", checked)
    names = words.quoted(words.automation(id) for id in gdpr.concerned)
    if held:
        text = words.plural("gate.gdpr.stop_text", len(gdpr.concerned), names=names)
        return callout("stop", title, f"{text} {exposure}", items)
    if not checked.total.applicable:
        return callout("info", title, words("gate.gdpr.none_text"))
    return callout("go", title, words("gate.gdpr.go_text"), ())


def gdpr_work(words: Words, gdpr: GdprResult) -> list[str]:
    """What opens the GDPR gate: open points, missing register lines, uncovered transfers."""
    work = lifts(words, gdpr.blocking)
    work += [
        words("gate.gdpr.no_register", name=words.automation(id)) for id in gdpr.without_register
    ]
    return work + [
        words("gate.gdpr.uncovered", name=words.automation(id)) for id in gdpr.transfers_uncovered
    ]


def lifts(words: Words, missing: tuple[str, ...]) -> list[str]:
    """For each missing point, the work that ticks it."""
    return [
        words("gate.lift", point=words.item(item), work=words.item(item, "lift"))
        for item in missing
    ]


def prerequisites_table(words: Words) -> list[Block]:
    name = words("table.checklist.prerequisites")
    return checklist_table(words, "prerequisites", words.analysis.prerequisites, name)


def gdpr_table(words: Words) -> list[Block]:
    gdpr = words.analysis.gdpr
    return checklist_table(words, "gdpr", gdpr.checked if gdpr else None)


def launch_table(words: Words) -> list[Block]:
    """Test, deployment and change lists that were answered."""
    title = words("section.launch.title")
    return checklists_table(words, "launch", title, list(words.analysis.launch.items()))
