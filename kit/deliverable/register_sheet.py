"""The register of processing, ready to be kept: a row a processing, the CNIL's headings.

Shape: the CNIL's model of a simplified register and article 30 of the GDPR. What nobody has
said is asked in its cell, never left blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import Recipient, RegisterEntry, RegisterField
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections.register import shown, verdict
from kit.display.words import Words, opening

_HEADINGS = 3  # row, from 0
_COLUMNS = (  # in the order of the model; the last ones are the kit's
    ("reference", 7),
    ("automation", 30),
    ("created", 16),
    ("updated", 16),
    ("purpose", 30),
    ("people", 24),
    ("data", 30),
    ("sensitive", 26),
    ("legal_basis", 22),
    ("recipients", 28),
    ("processors", 24),
    ("dpa", 20),
    ("outside_eu", 18),
    ("transfer_tool", 24),
    ("retention", 20),
    ("security", 32),
    ("assessment", 24),
    ("inherent", 13),
    ("residual", 13),
)
KEYS = tuple(key for key, _ in _COLUMNS)
_AT = {key: at for at, key in enumerate(KEYS)}
_OF_ANALYSIS = frozenset(
    {
        *("purpose", "people", "data", "legal_basis", "recipients", "outside_eu"),
        *("transfer_tool", "dpa", "retention", "security"),
    }
)
_SENSITIVE = "sensitive_data"  # choice dpia_criterion
_TABLE = "Register"
Said = tuple[str, bool]  # what a cell says, and whether it is still to confirm or to ask


def entries_of(words: Words) -> Sequence[RegisterEntry]:
    found = words.analysis.privacy
    return found.register if found else ()


def heading(words: Words, key: str) -> str:
    if key in _OF_ANALYSIS:
        return words(f"register.field.{key}")
    return words.texts[f"deliverable.plan.register.{key}"]


def write_register(sheet: Sheet, words: Words) -> list[Mapping[str, str]]:
    """Write it; for each row, heading key → reference of its cell."""
    text, entries = words.texts, entries_of(words)
    columns = [Column(heading(words, key), width) for key, width in _COLUMNS]
    intro = text("deliverable.plan.register.intro", client=words.client.company.name)
    sheet.head(text["deliverable.plan.sheet.register"], intro)
    sheet.text(2, 0, text["deliverable.plan.register.origin_note"], "intro")
    sheet.table(_HEADINGS, columns, len(entries), _TABLE, first=2)
    sheet.pages(3, 2)
    for number, entry in enumerate(entries, 1):
        row = _HEADINGS + number
        sheet.number(row, _AT["reference"], number, "score")
        for key, (said, open_) in _cells(words, entry):
            sheet.text(row, _AT[key], said, "status" if open_ else "text")
        for key, found in (("inherent", entry.inherent), ("residual", entry.residual)):
            sheet.number(row, _AT[key], found.criticality, "score")
    rows = range(_HEADINGS + 1, _HEADINGS + 1 + len(entries))
    return [{key: f"'{sheet.name}'!{cell(row, at)}" for key, at in _AT.items()} for row in rows]


def texts_of(words: Words, entry: RegisterEntry) -> Mapping[str, str]:
    """What each worded cell of *entry* says, by heading."""
    return {key: said for key, (said, _) in _cells(words, entry)}


def asked(words: Words, key: str) -> str:
    """A question of the register that is no field of the analysis, marked as to be asked."""
    question = words.texts[f"deliverable.plan.register.ask.{key}"]
    return words("register.to_ask", question=question)


def _cells(words: Words, entry: RegisterEntry) -> Iterator[tuple[str, Said]]:
    yield "automation", (words.automation(entry.automation), False)
    for field in entry.fields:
        yield field.key, _field(words, field)
    yield "sensitive", _sensitive(words, entry)
    yield "processors", _processors(words, entry)
    day = words.numbers.date_medium(words.analysis.as_of)
    yield "created", (asked(words, "created"), True) if entry.line else _proposed(words, day)
    yield "updated", _proposed(words, day)
    yield "assessment", (verdict(words, entry), False)


def _field(words: Words, field: RegisterField) -> Said:
    said = shown(words, field)
    if field.origin == "proposed":
        return _proposed(words, said)
    if field.origin == "unknown":
        return words("register.to_ask", question=said), True
    return said, False


def _proposed(words: Words, said: str) -> Said:
    return words("register.proposed", text=said), True


def _sensitive(words: Words, entry: RegisterEntry) -> Said:
    """As the criteria of the impact assessment say; without any, nobody has looked."""
    origins = dict(entry.criteria)
    if _SENSITIVE in origins:
        said = words.texts["deliverable.plan.register.sensitive_yes"]
        return (said, True) if origins[_SENSITIVE] == "written" else _proposed(words, said)
    if entry.line is not None and entry.line.dpia_criteria:
        return _proposed(words, opening(words.yes_no(False)))
    return asked(words, "sensitive"), True


def _processors(words: Words, entry: RegisterEntry) -> Said:
    """The supplier written down; else those the tools catalogue knows among the recipients."""
    if entry.line is not None and entry.line.provider:
        return entry.line.provider, False
    found = entry.field("recipients").value
    named = [
        one.name
        for one in (found if isinstance(found, tuple) else ())
        if isinstance(one, Recipient) and one.hosting
    ]
    if named:
        return _proposed(words, words.listed(named))
    return asked(words, "processors"), True
