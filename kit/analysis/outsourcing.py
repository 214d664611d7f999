"""What is missing of each outsourced process, on its six sides (method M10)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import ContractResult, Dimension, ProcessResult
from kit.client import Client, Contract, Process

_ASK = "analysis.contract.ask"
_EXPOSED = "analysis.contract.exposed"


def review_contracts(
    client: Client, processes: Sequence[ProcessResult]
) -> tuple[ContractResult, ...]:
    """One result per contract, in the workbook's order."""
    by_name = {result.process.name: result for result in processes}
    automated = {automation.process for automation in client.automations}
    return tuple(
        ContractResult(
            process=by_name[contract.process].id,
            contract=contract,
            dimensions=_dimensions(
                contract, by_name[contract.process], contract.process in automated
            ),
            exposed=_exposed(contract, by_name[contract.process].process),
        )
        for contract in client.contracts
        if contract.process in by_name
    )


def covers_data(contract: Contract | None) -> bool:
    """Whether personal or sensitive data may be entrusted under *contract*."""
    return contract is not None and contract.nda is True


def covers_failure(contract: Contract | None) -> bool:
    """Whether a process that may not stop is held by a promise and somebody to call."""
    return contract is not None and bool(contract.sla and contract.escalation)


def covers_know_how(contract: Contract | None) -> bool:
    """Whether what the company knows comes back to it when it leaves."""
    return contract is not None and bool(contract.exit_terms) and contract.nda is True


def _dimensions(
    contract: Contract, process: ProcessResult, automated: bool
) -> tuple[Dimension, ...]:
    """The six sides. A tool that carries the work, or an automation card, covers the second."""
    tooled = automated or bool(contract.tool_families)
    return (
        Dimension("mapped", tuple(f"{_ASK}.{field}" for field in process.missing)),
        Dimension("automated", () if tooled else (f"{_ASK}.tool_families",)),
        _side("reporting", contract, "report_frequency", "report_format", "report_to"),
        _side("supplier", contract, "sla", "review_frequency", "escalation"),
        _side("conductor", contract, "conductor"),
        _side("integration", contract, "integrations"),
    )


def _side(key: str, contract: Contract, *fields: str) -> Dimension:
    return Dimension(
        key, tuple(f"{_ASK}.{field}" for field in fields if not getattr(contract, field))
    )


def _exposed(contract: Contract, process: Process) -> tuple[str, ...]:
    """What leaves the company uncovered: data seen without a signature, no way out, no price."""
    found = []
    seen = contract.remote_access or process.personal_data or process.sensitive_data
    if contract.remote_access is None:
        found.append("remote_access")
    if seen and contract.nda is None:
        found.append("nda_unknown")
    elif seen and contract.nda is False:
        found.append("nda")
    if contract.notice_months is None:
        found.append("notice_months")
    if not contract.exit_terms:
        found.append("exit_terms")
    if contract.price_year is None:
        found.append("price_year")
    return tuple(f"{_EXPOSED}.{what}" for what in found)
