"""Test sheets whose status is not what their own line says (method M14)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.audit.findings import cell, same_name
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding
from kit.client import Trial

_MARKS = " .;!\"'«»“”’"  # what two people punctuate differently


def trial_findings(analysis: Analysis) -> Iterator[Finding]:
    """Line by line, in the sheet's order."""
    client = analysis.client
    for position, trial in enumerate(client.tests):
        code = _fault(trial)
        if code is not None:
            row = f"tests/{position}"
            yield Finding(
                code=code,
                place=cell(client, row, "status", "scenario", "automation"),
                places=cells_of(client, f"{row}/expected", f"{row}/obtained"),
                written=trial.obtained,
                computed=trial.expected,
                effect="analysis.effect.test_status",
                params={
                    "automation": trial.automation,
                    "expected": trial.expected or "",
                    "obtained": trial.obtained or "",
                },
            )


def _fault(trial: Trial) -> str | None:
    """OK with nothing written, a bug that is none.

    OK beside other words is no fault: "Conforme" is what people write.
    """
    if trial.status == "ok" and not trial.obtained:
        return "test_without_result"
    if trial.status != "bug" or not trial.expected or not trial.obtained:
        return None
    return "test_bug_but_same" if _bare(trial.expected) == _bare(trial.obtained) else None


def _bare(text: str) -> str:
    return same_name(text).strip(_MARKS)
