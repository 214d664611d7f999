"""The register of processing, made from the automation cards (methods M7, M18.12).

What the workbook says wins; what the card, the process or the tools catalogue tells is
proposed, and marked so; the rest is unknown, and asked. Columns: those of the CNIL's register
(Regulation (EU) 2016/679, art. 30). A data processing agreement is no transfer tool (art. 45
and 46): it has its own column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.analysis.gdpr import CHECKLIST, is_uncovered_transfer
from kit.analysis.impact_assessment import assess
from kit.analysis.model import (
    AutomationResult,
    PrivacyResult,
    ProcessResult,
    Recipient,
    RegisterEntry,
    RegisterField,
    TextKey,
)
from kit.analysis.names import fold
from kit.analysis.settings import Settings
from kit.analysis.suppliers import hosting_of, questions_left, suppliers_of
from kit.analysis.tool_need import named_tool
from kit.analysis.weighing import weigh
from kit.client import Client, RegisterLine

WRITTEN, PROPOSED, UNKNOWN, NONE = "written", "proposed", "unknown", "none"
_TECHNICAL = "technical"  # group of the GDPR boxes that are security measures
_IN_EUROPE = frozenset({"europe", "self_hosted"})


@dataclass(frozen=True, slots=True)
class _Case:
    """What one line is made from."""

    client: Client
    settings: Settings
    result: AutomationResult
    process: ProcessResult
    line: RegisterLine  # blank when there is none


def build_register(
    client: Client,
    automations: Sequence[AutomationResult],
    processes: Sequence[ProcessResult],
    settings: Settings,
) -> PrivacyResult | None:
    """None when no automation handles personal data and nothing was registered."""
    parents = {process.id: process for process in processes}
    entries = []
    for result in automations:
        process = parents[result.process]
        for position, line in enumerate(client.register):
            if line.automation == result.automation.name:
                case = _Case(client, settings, result, process, line)
                entries.append(_entry(case, f"register-{position + 1}", position))
        if not result.register and result.personal_data:
            blank = RegisterLine(result.automation.name)
            case = _Case(client, settings, result, process, blank)
            entries.append(_entry(case, f"proposed-{result.id}", None))
    if not entries:
        return None
    concerned = [one for one in automations if any(e.automation == one.id for e in entries)]
    return PrivacyResult(tuple(entries), questions_left(client, concerned, processes, settings))


def _entry(case: _Case, id: str, position: int | None) -> RegisterEntry:
    line = case.line
    criteria, assessment, large_scale = assess(
        line, case.result.automation, case.process.process, case.settings
    )
    return RegisterEntry(
        id=id,
        automation=case.result.id,
        line=None if position is None else line,
        fields=_fields(case),
        criteria=criteria,
        assessment=assessment,
        large_scale=large_scale,
        inherent=weigh(line.inherent_likelihood, line.inherent_severity, case.settings),
        residual=weigh(line.residual_likelihood, line.residual_severity, case.settings),
        place=case.client.cells.get(f"register/{position}/automation"),
    )


def _fields(case: _Case) -> tuple[RegisterField, ...]:
    """The CNIL's columns, in order; the agreement with the processor stands after the transfer."""
    line, process = case.line, case.process.process
    basis = TextKey(f"choices.legal_basis.{line.legal_basis}") if line.legal_basis else None
    outside = _outside(case)
    months = None if line.retention_months is None else (line.retention_months, "months")
    return (
        _field("purpose", line.purpose, process.name),
        _field("people", line.people, _people(case)),
        _field("data", line.data),
        _field("legal_basis", basis),
        _field("recipients", _written_recipients(case), _recipients(case)),
        outside,
        _transfer_tool(line, outside.value),
        _field("dpa", line.dpa_signed),
        _field("retention", months),
        _field("security", line.security, _measures(case)),
    )


def _field(key: str, written: object, proposed: object = None) -> RegisterField:
    for value, origin in ((written, WRITTEN), (proposed, PROPOSED)):
        if value is not None and value != ():
            return RegisterField(key, value, origin)
    return RegisterField(key, None, UNKNOWN)


def _people(case: _Case) -> TextKey | None:
    found = case.settings.catalogue.people.get(case.process.process.domain)
    return TextKey(f"analysis.register.people.{found}") if found else None


def _written_recipients(case: _Case) -> str | tuple[Recipient, ...] | None:
    """As written, with the suppliers they do not name: these receive the data too."""
    line, tools = case.line, case.settings.catalogue.tools
    if line.recipients is None or line.provider is None:
        return line.recipients
    said = f"-{fold(line.recipients)}-"
    left = [
        Recipient(name, hosting_of(name, tools))
        for name in suppliers_of(line, case.result.automation, case.process, tools)
        if f"-{named_tool(name, tools) or fold(name)}-" not in said
        and f"-{fold(name)}-" not in said
    ]
    return (Recipient(line.recipients), *left) if left else line.recipients


def _recipients(case: _Case) -> tuple[Recipient, ...]:
    """Who works on it inside, then the suppliers and tools that see the data."""
    process, automation = case.process.process, case.result.automation
    inside = process.actors or tuple(name for name in (automation.owner,) if name)
    named = suppliers_of(case.line, automation, case.process, case.settings.catalogue.tools)
    tools = case.settings.catalogue.tools
    outside = tuple(Recipient(name, hosting_of(name, tools)) for name in named)
    return (*(Recipient(name) for name in inside), *outside) if outside else ()


def _outside(case: _Case) -> RegisterField:
    """Whether data leave the EU: as written, else from where the catalogue hosts the tools.

    One tool hosted nowhere in Europe is enough; all of them must be in Europe for a no.
    """
    if case.line.outside_eu is not None:
        return RegisterField("outside_eu", case.line.outside_eu, WRITTEN)
    tools = case.settings.catalogue.tools
    named = suppliers_of(case.line, case.result.automation, case.process, tools)
    hosted = [hosting_of(name, tools) for name in named]
    if any(zones and _IN_EUROPE.isdisjoint(zones) for zones in hosted):
        return RegisterField("outside_eu", True, PROPOSED)
    if hosted and all(zones and set(zones) <= _IN_EUROPE for zones in hosted):
        return RegisterField("outside_eu", False, PROPOSED)
    return RegisterField("outside_eu", None, UNKNOWN)


def _transfer_tool(line: RegisterLine, outside: object) -> RegisterField:
    """An adequacy decision or standard clauses; nothing to cover when nothing leaves."""
    if outside is False:
        return RegisterField("transfer_tool", None, NONE)
    if line.transfer_tool is None and outside is None:
        return RegisterField("transfer_tool", None, NONE)
    if line.transfer_tool is None or is_uncovered_transfer(line):
        return RegisterField("transfer_tool", None, UNKNOWN)
    key = TextKey(f"choices.transfer_tool.{line.transfer_tool}")
    return RegisterField("transfer_tool", key, WRITTEN)


def _measures(case: _Case) -> tuple[TextKey, ...]:
    """The technical GDPR boxes that are ticked: the same for all automations."""
    said = _answers(case.client)
    return tuple(
        TextKey(f"checklists.{CHECKLIST}.short.{item.id.partition('.')[2]}")
        for item in case.settings.catalogue.checklists[CHECKLIST].items
        if item.group == _TECHNICAL and said.get(item.id) == "yes"
    )


def _answers(client: Client) -> Mapping[str, str | None]:
    return {answer.item: answer.value for answer in client.answers}
