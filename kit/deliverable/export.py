"""One executed notebook and one Analysis → the files of a run folder."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from kit.analysis.results import results
from kit.deliverable.manifest import seal
from kit.texts import Texts

if TYPE_CHECKING:
    from kit.display.show import Engagement


def export(
    executed: NotebookNode,
    engagement: Engagement,
    manifest: Mapping[str, Any],
    formats: Sequence[str],
    stage: Path,
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Write every asked format into *stage*: (format → file name, notes to the consultant)."""
    executed.metadata["kit"] = {
        "lang": engagement.lang,
        "title": engagement.words.document(manifest["document"]),
        "client": engagement.client.company.name,
        "author": engagement.client.company.firm or engagement.client.company.consultant or "",
        "as_of": engagement.analysis.as_of.isoformat(),
        "version": engagement.version,
        "short": manifest["short"],
    }
    names: dict[str, str] = {}
    notes: list[str] = []
    if "html" in formats:
        names["html"] = _html(executed, stage)
    if "pdf" in formats:
        names["pdf"] = _pdf(executed, stage, notes)
    if "xlsx" in formats:
        names["xlsx"] = _xlsx(engagement, stage)
    if "ics" in formats:
        names["ics"] = _ics(engagement, stage)
    names["results"] = _json(_worded(engagement), stage / "results.json")
    (stage / "notebooks").mkdir()
    nbformat.write(executed, stage / "notebooks" / f"{manifest['document']}.ipynb")
    sealed = seal(manifest, {kind: stage / name for kind, name in names.items()})
    names["manifest"] = _json(sealed, stage / "manifest.json")
    _log(manifest, names, notes, stage / "run.log")
    return names, tuple(notes)


def _html(executed: NotebookNode, stage: Path) -> str:
    from kit.deliverable.html import KitHTMLExporter

    page, _ = KitHTMLExporter().from_notebook_node(executed)
    (stage / "report.html").write_text(page, encoding="utf-8", newline="\n")
    return "report.html"


def _pdf(executed: NotebookNode, stage: Path, notes: list[str]) -> str:
    from kit.deliverable.pdf import KitPDFExporter

    document, resources = KitPDFExporter().from_notebook_node(executed)
    (stage / "report.pdf").write_bytes(document)
    notes.extend(resources.get("kit", {}).get("warnings", ()))
    return "report.pdf"


def _xlsx(engagement: Engagement, stage: Path) -> str:
    from kit.deliverable.workbook_out import write_plan

    write_plan(stage / "plan.xlsx", engagement.analysis, Texts(engagement.lang))
    return "plan.xlsx"


def _ics(engagement: Engagement, stage: Path) -> str:
    from kit.deliverable.calendar import plan_calendar

    calendar = plan_calendar(engagement.analysis, Texts(engagement.lang))
    (stage / "plan.ics").write_bytes(calendar)
    return "plan.ics"


def _worded(engagement: Engagement) -> dict[str, Any]:
    """The results with their few sentences in the language of the run: plan and findings."""
    from kit.display.sections.risks import backup_of, mitigation_of, name_of

    data, words = results(engagement.analysis), engagement.words
    for row, task in zip(data.get("plan", ()), engagement.analysis.plan.tasks, strict=True):
        row["task"] = words.task(task)
        row["output"] = words.sentence(task.output_text, task.params) if task.output_text else None
        del row["params"]
    for row, finding in zip(data["findings"], engagement.analysis.findings, strict=True):
        row["message"] = words.sentence(f"analysis.finding.{finding.code}", finding.params)
        row["effect"] = words.sentence(finding.effect, finding.params) if finding.effect else None
    for row, due in zip(data.get("baseline", ()), engagement.analysis.baseline, strict=True):
        row["task"] = words.sentence(due.what, due.params)
    for row, thread in zip(data.get("thread", ()), engagement.analysis.thread, strict=True):
        row["pain"] = thread.pain and words.value(thread.pain)
    risks = engagement.analysis.risks
    for row, risk in zip(data.get("risks", ()), risks.risks if risks else (), strict=False):
        row["name"] = name_of(words, risk)
        row["mitigation"] = mitigation_of(words, risk) or None
        row["backup"] = backup_of(words, risk) or None
    for trace in engagement.analysis.traces:
        formula = words.sentence(f"analysis.formula.{trace.rule}", trace.terms)
        data["provenance"][trace.figure]["formula"] = formula
    return data | {"lang": engagement.lang}


def _json(data: object, path: Path) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path.name


def _log(
    manifest: Mapping[str, Any], names: Mapping[str, str], notes: Sequence[str], path: Path
) -> None:
    """What ran, for support: files and codes, never the client's values."""
    lines = [
        f"kit {manifest['kit']} on Python {platform.python_version()}",
        f"document {manifest['document']} as of {manifest['as_of']}",
        f"files {', '.join(names.values())}",
        f"notes {len(notes)}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
