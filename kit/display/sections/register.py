"""The register of processing, what to ask suppliers, impact assessments (methods M7, M18.12)."""

from __future__ import annotations

from kit.analysis.model import (
    PrivacyResult,
    Recipient,
    RegisterEntry,
    RegisterField,
    TextKey,
    Weighed,
)
from kit.display.parts import bullets, callout
from kit.display.sections.risks import weighed
from kit.display.tables import Column, table
from kit.display.words import Block, Words, opening

_HIGH = ("high", "critical")


def absent(words: Words) -> str | None:
    return None if words.analysis.privacy else words("absent.register")


def headline(words: Words) -> str | None:
    found = words.analysis.privacy
    if found is None:
        return None
    open_ = sum(len(entry.unknown) for entry in found.register)
    lines = words.plural("headline.register_lines", len(found.register))
    if not open_:
        return words("headline.register_full", lines=lines)
    return words.plural("headline.register_open", open_, lines=lines)


def warnings(words: Words) -> list[Block]:
    """What must be settled in the register before anything is switched on."""
    found = words.analysis.privacy
    if found is None:
        return []
    items = []
    made = [entry for entry in found.register if entry.line is None]
    if made:
        names = words.quoted(_names(words, made))
        items.append(words.plural("register.made", len(made), names=names))
    if found.retention_gaps:
        names = words.quoted(_names(words, found.retention_gaps))
        items.append(words.plural("register.retention_gap", len(found.retention_gaps), names=names))
    uncovered = [
        entry
        for entry in found.register
        if entry.line and entry.line.outside_eu and "transfer_tool" in entry.unknown
    ]
    if uncovered:
        names = words.quoted(_names(words, uncovered))
        items.append(words.plural("register.uncovered", len(uncovered), names=names))
    alone = [entry for entry in uncovered if entry.field("dpa").value is True]
    if alone:
        items.append(words("register.dpa_alone", names=words.quoted(_names(words, alone))))
    if not items:
        return []
    return callout("stop", words.plural("register.to_settle", len(items)), None, items)


def _names(words: Words, entries: list[RegisterEntry] | tuple[RegisterEntry, ...]) -> list[str]:
    return list(dict.fromkeys(words.automation(entry.automation) for entry in entries))


def lines_table(words: Words) -> list[Block]:
    """Each line of the register under its name, its columns in the order of the CNIL's."""
    found = words.analysis.privacy
    if found is None:
        return []
    rows: list[list[str]] = []
    groups: list[tuple[int, str]] = []
    counted: dict[str, int] = {}
    totals = [entry.automation for entry in found.register]
    for entry in found.register:
        counted[entry.automation] = counted.get(entry.automation, 0) + 1
        name = words.automation(entry.automation)
        if totals.count(entry.automation) > 1:
            number = counted[entry.automation]
            name = words("table.register.numbered", name=name, number=number)
        groups.append((len(rows), name))
        rows += [
            [words(f"register.field.{field.key}"), shown(words, field), origin(words, field)]
            for field in entry.fields
        ]
    columns = (Column("field", width=0.26), Column("content"), Column("origin", width=0.12))
    caption = words("table.register.caption")
    return table(words, "register", caption, columns, rows, groups=groups)


def shown(words: Words, field: RegisterField) -> str:
    """What a column says; unknown: the question to ask."""
    if field.origin == "none":
        return words("register.no_transfer")
    if field.origin == "unknown":
        return words.texts[f"analysis.register.ask.{field.key}"]
    if field.key == "recipients" and isinstance(field.value, tuple):
        return words.listed(recipient(words, one) for one in field.value)
    if field.key == "retention" and isinstance(field.value, tuple):
        return words.plural("register.months", field.value[0])
    said = words.value(field.value)
    return (
        said
        if isinstance(field.value, str) and not isinstance(field.value, TextKey)
        else opening(said)
    )


def origin(words: Words, field: RegisterField) -> str:
    return "" if field.origin == "none" else words(f"register.origin.{field.origin}")


def recipient(words: Words, one: object) -> str:
    """A name, with the zones where its data may be kept."""
    if not isinstance(one, Recipient):
        return str(one)
    if not one.hosting:
        return one.name
    zones = [words(f"register.zone.{zone}") for zone in one.hosting]
    where = zones[0]
    for zone in zones[1:]:
        where = words("register.or", one=where, other=zone)
    return words("register.hosted", name=one.name, zones=where)


# -- suppliers --------------------------------------------------------------------------------


def suppliers_table(words: Words) -> list[Block]:
    """For each supplier, the questions that nothing answers yet."""
    found = words.analysis.privacy
    rows = [
        [
            one.supplier,
            "\n".join(words.automation(id) for id in one.automations),
            words.series(words.choice("supplier_question", code) for code in one.questions)
            or words("register.all_answered"),
        ]
        for one in (found.suppliers if found else ())
    ]
    columns = (
        Column("register_supplier", width=0.2),
        Column("automation", width=0.3),
        Column("register_to_ask"),
    )
    caption = words.plural("table.supplier_questions.caption", len(rows))
    return table(words, "supplier-questions", caption, columns, rows)


def supplier_wording(words: Words) -> list[Block]:
    """The questions in full, ready to be sent: those that at least one supplier must answer."""
    found = words.analysis.privacy
    asked = {code for one in (found.suppliers if found else ()) for code in one.questions}
    return bullets(
        [
            words.texts[f"analysis.supplier.{code}"]
            for code in words.catalogue.supplier_questions
            if code in asked
        ]
    )


# -- impact assessment ------------------------------------------------------------------------


def assessment_table(words: Words) -> list[Block]:
    """The criteria each processing meets, and what follows."""
    found = words.analysis.privacy
    if found is None:
        return []
    rows = [[*who(words, found, entry), _criteria(words, entry), verdict(words, entry)]
            for entry in found.register]  # fmt: skip
    columns = (
        Column("automation", width=0.24),
        Column("register_purpose", width=0.26),
        Column("register_criteria"),
        Column("verdict", width=0.2),
    )
    needed = sum(entry.assessment == "needed" for entry in found.register)
    likely = sum(entry.assessment == "to_confirm" for entry in found.register)
    which = "needed" if needed else "likely" if likely else "none"
    caption = words.plural(f"table.impact_assessment.{which}", needed or likely or 1)
    threshold = words.numbers.number(words.threshold("gdpr.dpia_criteria"))
    note = words("table.impact_assessment.note", count=threshold)
    return table(words, "impact-assessment", caption, columns, rows, note=note)


def who(words: Words, found: PrivacyResult, entry: RegisterEntry) -> tuple[str, str]:
    return words.automation(entry.automation), shown(words, entry.field("purpose"))


def _criteria(words: Words, entry: RegisterEntry) -> str:
    lines = [
        words("register.proposed", text=words.choice("dpia_criterion", code))
        if origin == "proposed"
        else words.choice("dpia_criterion", code)
        for code, origin in entry.criteria
    ]
    return "\n".join(lines) or words("register.no_criterion")


def verdict(words: Words, entry: RegisterEntry) -> str:
    if entry.large_scale and entry.assessment != "not_indicated":
        return words(f"register.assessment.large_{entry.assessment}")
    return words(f"register.assessment.{entry.assessment}")


# -- risk for people --------------------------------------------------------------------------


def risks_table(words: Words) -> list[Block]:
    """The risk for people of each line, raw and with the measures in place."""
    found = words.analysis.privacy
    if found is None:
        return []
    noted = rated(words)
    rows = [
        [
            *who(words, found, entry),
            weighed(words, entry.inherent),
            weighed(words, entry.residual),
            risk_verdict(words, entry),
        ]
        for entry in noted
    ]
    columns = (
        Column("automation", width=0.24),
        Column("register_purpose"),
        Column("register_raw", width=0.13),
        Column("risk_remaining", width=0.13),
        Column("verdict", width=0.24),
    )
    rest = len(found.register) - len(noted)
    note = words.plural("register.unrated", rest) if rest else None
    caption = words("table.privacy_risks.caption")
    return table(words, "privacy-risks", caption, columns, rows, note=note)


def rated(words: Words) -> list[RegisterEntry]:
    """The lines of the register with a risk for people, raw or with the measures in place."""
    found = words.analysis.privacy
    return [entry for entry in found.register if _is_rated(entry)] if found else []


def _is_rated(entry: RegisterEntry) -> bool:
    return any(one.criticality is not None for one in (entry.inherent, entry.residual))


def risk_verdict(words: Words, entry: RegisterEntry) -> str:
    return words(f"register.risk.{_risk(entry.inherent, entry.residual)}")


def _risk(inherent: Weighed, residual: Weighed) -> str:
    if residual.criticality is None:
        return "residual_missing"
    if inherent.criticality is None:
        return "inherent_missing"
    if residual.criticality > inherent.criticality:
        return "above"
    return "still_high" if residual.level in _HIGH else "lowered"
