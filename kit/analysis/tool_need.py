"""What an automation asks of a tool, from the client's own answers (method M6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.analysis.names import fold
from kit.catalogue import Tool
from kit.client import Automation, Company, Process


@dataclass(frozen=True, slots=True)
class Need:
    """What one automation asks of a tool."""

    software: tuple[str, ...]  # to connect; tools of the catalogue are not among it
    planned: frozenset[str]  # tools of the catalogue that the card names, by id
    in_use: frozenset[str]  # tools of the catalogue that the client already has, by id
    complexity: str | None
    personal: bool
    sensitive: bool
    hosting: str | None
    budget: float | None  # [EUR/month]
    suite: str | None
    skills: bool | None


def need_of(
    automation: Automation, process: Process, company: Company, catalogue: Sequence[Tool]
) -> Need:
    """The software to connect is the card's, else the process's, else the company's."""
    software = automation.tools or process.tools or company.tools
    return Need(
        software=tuple(
            name for name in dict.fromkeys(software) if named_tool(name, catalogue) is None
        ),
        planned=_known(automation.tools, catalogue),
        in_use=_known((*process.tools, *company.tools), catalogue),
        complexity=automation.complexity,
        personal=bool(process.personal_data),
        sensitive=bool(process.sensitive_data),
        hosting=company.hosting,
        budget=company.tool_budget,
        suite=company.office_suite,
        skills=company.technical_skills,
    )


def named_tool(name: str, catalogue: Sequence[Tool]) -> str | None:
    """The id of the tool that *name* speaks of: "Make (Core)" is Make, "n8n cloud" not n8n.

    Whole words only, and the longest id wins.
    """
    words = f"-{fold(name)}-"
    spoken = [tool.id for tool in catalogue if f"-{fold(tool.id)}-" in words]
    return max(spoken, key=len, default=None)


def _known(names: Sequence[str], catalogue: Sequence[Tool]) -> frozenset[str]:
    found = (named_tool(name, catalogue) for name in names)
    return frozenset(id for id in found if id is not None)
