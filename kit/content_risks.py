"""content/privacy.toml and content/derived_risks.toml: what register and risks are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kit.catalogue import DerivedRisk, ImpactCriterion, SupplierQuestion
from kit.content_checks import Sentences, Table

PRIVACY, DERIVED = "privacy.toml", "derived_risks.toml"
ASKED = ("always", "outside", "learns")
ANSWERS = ("outside_eu", "transfer_tool", "dpa_signed")  # fields of RegisterLine
_SCALE = (1, 5)
_LEAST = 3  # letters of a word that tells a risk by its name
# What may bring a risk up, and the placeholders that its sentences may use.
TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "prerequisites_gate": ("points",),
    "prerequisites_blank": (),
    "gdpr_gate": ("automations",),
    "transfer_uncovered": ("suppliers", "automations"),
    "supplier_outside_eu": ("suppliers", "automations"),
    "one_person": ("person", "automations"),
    "no_backup": ("person", "automations"),
    "no_owner": ("automations",),
    "process_not_ready": ("processes", "automations"),
    "open_bugs": ("automations",),
    "decision_before_gate": ("decision", "gate"),
    "contingency_missing": ("phases",),
    "roi_without_range": (),
    "kpi_without_today": ("kpis",),
}

Choices = Mapping[str, Sequence[str]]


def _privacy(folders: tuple[Path, ...], wanted: str) -> Table:
    whole = Table.of_file(folders, PRIVACY)
    parts = {name: whole.table(name) for name in ("questions", "criteria", "people")}
    whole.close()
    return parts[wanted]


def read_supplier_questions(
    folders: tuple[Path, ...], choices: Choices, sentences: Sentences
) -> dict[str, SupplierQuestion]:
    """The questions by code of the choice list supplier_question, each of which has a rule."""
    table, known = _privacy(folders, "questions"), choices.get("supplier_question", ())
    found = {}
    for id in table.names():
        one = table.table(id)
        if id not in known:
            one.refuse("", f"unknown question; known: {', '.join(known)}")
        found[id] = SupplierQuestion(
            id,
            asked=one.one_of("asked", ASKED) if one.has("asked") else ASKED[0],
            answered_by=one.one_of("answered_by", ANSWERS) if one.has("answered_by") else None,
        )
        sentences.need(f"analysis.supplier.{id}")
        one.close()
    for id in known:
        if id not in found:
            table.refuse(id, "a question of the choice list supplier_question has no rule")
    return {id: found[id] for id in known}


def read_impact_criteria(folders: tuple[Path, ...], choices: Choices) -> dict[str, ImpactCriterion]:
    """The criteria that a process shows by itself, by code of the choice list dpia_criterion."""
    table, known = _privacy(folders, "criteria"), choices.get("dpia_criterion", ())
    found = {}
    for id in table.names():
        one = table.table(id)
        if id not in known:
            one.refuse("", f"unknown criterion; known: {', '.join(known)}")
        found[id] = ImpactCriterion(
            id,
            sensitive=one.flag("sensitive", False),
            levels=one.several("levels", choices.get("level", ())),
            domains=one.several("domains", choices.get("domain", ())),
        )
        one.close()
    return found


def read_people(
    folders: tuple[Path, ...], choices: Choices, sentences: Sentences
) -> dict[str, str]:
    """Domain of a process → the people it is about, as a text of analysis.register.people."""
    table, known = _privacy(folders, "people"), choices.get("domain", ())
    found = {}
    for domain in table.names():
        if domain not in known:
            table.refuse(domain, f"unknown domain; known: {', '.join(known)}")
        found[domain] = table.code(domain, table.text(domain))
        sentences.need(f"analysis.register.people.{found[domain]}")
    return found


def read_derived_risks(
    folders: tuple[Path, ...], choices: Choices, sentences: Sentences
) -> dict[str, DerivedRisk]:
    """The risks that answers bring up, in the order of the file."""
    table = Table.of_file(folders, DERIVED)
    found = {}
    for id in table.names():
        one = table.table(id)
        trigger = one.one_of("trigger", TRIGGERS)
        found[id] = DerivedRisk(
            id,
            trigger=trigger,
            kind=one.one_of("kind", choices.get("risk_kind", ())),
            probability=one.integer("probability", *_SCALE),
            impact=one.integer("impact", *_SCALE),
            words=one.several("words"),
        )
        for word in found[id].words:
            if not word.isascii() or word != word.casefold() or len(word) < _LEAST:
                one.refuse("words", f"{word!r}: {_LEAST} lower-case letters or more, no accent")
        for part in ("name", "mitigation", "backup"):
            sentences.need(f"derived_risks.{id}.{part}", known=TRIGGERS[trigger])
        one.close()
    return found
