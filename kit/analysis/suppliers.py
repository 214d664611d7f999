"""Which suppliers see the data of an automation, and what is still to be asked of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.analysis.model import AutomationResult, ProcessResult, SupplierQuestions
from kit.analysis.names import fold
from kit.analysis.settings import Settings
from kit.analysis.tool_need import named_tool
from kit.catalogue import SupplierQuestion, Tool
from kit.client import Automation, Client, RegisterLine

_COVERS = frozenset({"adequacy", "clauses"})
_IN_EUROPE = frozenset({"europe", "self_hosted"})
_LEARNS = frozenset({"ai", "hybrid"})  # levels of an automation that has an AI at work
_FAMILY = "ai"


def suppliers_of(
    line: RegisterLine, automation: Automation, process: ProcessResult, tools: Sequence[Tool]
) -> tuple[str, ...]:
    """The names of the suppliers of a register line.

    As its own cell says: the tools of the card and of the catalogue that it names, else the
    whole of it. A blank cell: the tools of the card, else those of the process.
    """
    used = automation.tools or process.process.tools
    if line.provider is None:
        return tuple(dict.fromkeys(used))
    said = f"-{fold(line.provider)}-"
    spoken = [tool for tool in tools if f"-{fold(tool.id)}-" in said]
    ids = {tool.id for tool in spoken}
    named = [n for n in used if f"-{fold(n)}-" in said or named_tool(n, tools) in ids]
    known = {named_tool(name, tools) for name in named}
    named += [tool.name for tool in spoken if tool.id not in known]
    whole = re.sub(r"\([^)]*\)", " ", line.provider)
    return tuple(dict.fromkeys(named)) or (" ".join(whole.split()) or line.provider,)


def hosting_of(name: str, tools: Sequence[Tool]) -> tuple[str, ...]:
    """Where the catalogue says that the tool *name* may keep data; () when it does not know it."""
    id = named_tool(name, tools)
    return next((tool.hosting for tool in tools if tool.id == id), ())


def questions_left(
    client: Client,
    automations: Sequence[AutomationResult],
    processes: Sequence[ProcessResult],
    settings: Settings,
) -> tuple[SupplierQuestions, ...]:
    """For each supplier, in order of appearance, the questions that nothing answers yet."""
    parents = {process.id: process for process in processes}
    tools = settings.catalogue.tools
    met: dict[str, tuple[str, list[AutomationResult], list[RegisterLine]]] = {}
    for result in automations:
        for line in result.register or (RegisterLine(result.automation.name),):
            for name in suppliers_of(line, result.automation, parents[result.process], tools):
                key = named_tool(name, tools) or fold(name)
                _, served, lines = met.setdefault(key, (name, [], []))
                lines.append(line)
                if result not in served:
                    served.append(result)
    found = []
    for key, (name, served, lines) in met.items():
        asked = [
            question
            for question in settings.catalogue.supplier_questions.values()
            if _is_asked(question, name, served, lines, tools)
        ]
        answered = {
            question.id
            for question in asked
            if _told(client, key, question.id, tools)
            or any(_answers(line, question) for line in lines)
        }
        found.append(
            SupplierQuestions(
                supplier=name,
                automations=tuple(one.id for one in served),
                questions=tuple(one.id for one in asked if one.id not in answered),
                answered=tuple(one.id for one in asked if one.id in answered),
            )
        )
    return tuple(found)


def _is_asked(
    question: SupplierQuestion,
    name: str,
    served: Sequence[AutomationResult],
    lines: Sequence[RegisterLine],
    tools: Sequence[Tool],
) -> bool:
    match question.asked:
        case "outside":
            zones = hosting_of(name, tools)
            european = bool(zones) and set(zones) <= _IN_EUROPE
            stays = all(line.outside_eu is False for line in lines)
            return any(line.outside_eu for line in lines) or not (stays or european)
        case "learns":
            id = named_tool(name, tools)
            if id is not None:
                return any(tool.id == id and tool.family == _FAMILY for tool in tools)
            return any(one.automation.level in _LEARNS for one in served)
    return True


def _answers(line: RegisterLine, question: SupplierQuestion) -> bool:
    """Whether the register line answers *question*: an unsigned agreement is still to be asked."""
    match question.answered_by:
        case "outside_eu":
            return line.outside_eu is not None
        case "transfer_tool":
            return line.transfer_tool in _COVERS
        case "dpa_signed":
            return bool(line.dpa_signed)
    return False


def _told(client: Client, supplier: str, question: str, tools: Sequence[Tool]) -> bool:
    """Whether the supplier's own answer stands in the workbook."""
    return any(
        row.question == question
        and row.answer is not None
        and (named_tool(row.provider, tools) or fold(row.provider)) == supplier
        for row in client.supplier_answers
    )
