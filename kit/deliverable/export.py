"""One executed notebook and one Analysis → the files of a run folder."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from kit.analysis.results import results
from kit.deliverable.contents import Contents, contents_of
from kit.deliverable.manifest import seal
from kit.deliverable.versions import INTERNAL, LEAD, OWNER, file_stem, key_of, version_of
from kit.display.sections import scenario
from kit.display.signature import author_of

if TYPE_CHECKING:
    from kit.display.show import Engagement

# What the writers of the usual formats import when they are called.
_LOADED_LATE = (
    "icalendar",
    "nh3",
    "typst",
    "xlsxwriter",
    "kit.deliverable.calendar",
    "kit.deliverable.pdf",
    "kit.deliverable.workbook_out",
    "kit.display.sections.risks",
)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who a document is for; `owner` are the notebooks of the owner's short version."""

    versions: Sequence[str] = (LEAD,)
    owner: Sequence[str] = ()

    def wanted(self) -> Iterator[str]:
        return (one for one in self.versions if one != OWNER or self.owner)


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked of the pages: a4 or letter, words across them, a password (blank: none)."""

    paper: str = ""
    watermark: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    executed: NotebookNode
    engagement: Engagement
    stage: Path
    readers: Readers
    look: Look
    notes: list[str] = field(default_factory=list)
    read: dict[str, Contents] = field(default_factory=dict)  # by version

    def pages(self) -> Iterator[tuple[str, Contents]]:
        """Each version asked for, with what it holds: read once for all formats."""
        for version in self.readers.wanted():
            if version not in self.read:
                cells = version_of(self.executed, version, self.readers.owner)
                self.read[version] = contents_of(cells)
            yield version, self.read[version]


@cache
def warm() -> None:
    """Load and read ahead what the usual formats need: beside a kernel at work, or before a fork.

    No thread is started and no file left open: Typst does not draw here.
    """
    from kit.deliverable import fonts
    from kit.deliverable.html import html_exporter

    for module in _LOADED_LATE:
        import_module(module)
    fonts.warm()
    empty = nbformat.v4.new_notebook()
    html_exporter().page(contents_of(empty))
    nbformat.validate(empty)  # its first use compiles the schema


def export(
    executed: NotebookNode,
    engagement: Engagement,
    manifest: Mapping[str, Any],
    formats: Sequence[str],
    stage: Path,
    readers: Readers = Readers(),
    look: Look = Look(),
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Write every asked format into *stage*: (format → file name, notes to the consultant)."""
    executed.metadata["kit"] = {
        "lang": engagement.lang,
        "title": engagement.words.document(manifest["document"]),
        "client": engagement.client.company.name,
        "author": author_of(engagement.client),
        "as_of": engagement.analysis.as_of.isoformat(),
        "version": engagement.version,
        "short": manifest["short"],
        "paper": look.paper,
        "watermark": look.watermark,
        **_scenario(engagement),
    }
    run = _Run(executed, engagement, stage, readers, look)
    names: dict[str, str] = {}
    for format, write in _WRITERS.items():
        if format in formats:
            names |= write(run)
    names["results"] = _json(_worded(engagement), stage / "results.json")
    (stage / "notebooks").mkdir()
    nbformat.write(executed, stage / "notebooks" / f"{manifest['document']}.ipynb")
    sealed = seal(manifest, {kind: stage / name for kind, name in names.items()})
    names["manifest"] = _json(sealed, stage / "manifest.json")
    _log(manifest, names, run.notes, stage / "run.log")
    return names, tuple(run.notes)


def _scenario(engagement: Engagement) -> dict[str, str]:
    """What every page says under a scenario; nothing for the workbook as it is."""
    said = scenario.named(engagement.words)
    return {"scenario": said} if said else {}


def _html(run: _Run) -> dict[str, str]:
    from kit.deliverable.html import html_exporter

    names = {}
    for version, contents in run.pages():
        page = html_exporter().page(contents)
        name = names[key_of("html", version)] = f"{file_stem(version)}.html"
        (run.stage / name).write_text(page, encoding="utf-8", newline="\n")
    return names


def _pdf(run: _Run) -> dict[str, str]:
    from kit.deliverable.pdf import pdf_of
    from kit.deliverable.protect import protected

    names = {}
    for version, contents in run.pages():
        if version == INTERNAL:
            continue  # code is read on a screen
        document, _, said = pdf_of(contents)
        if run.look.password:
            document = protected(document, run.look.password)
            said = (*said, run.engagement.texts["deliverable.warning.protected"])
        name = names[key_of("pdf", version)] = f"{file_stem(version)}.pdf"
        (run.stage / name).write_bytes(document)
        run.notes.extend(note for note in said if note not in run.notes)
    return names


def _docx(run: _Run) -> dict[str, str]:
    from kit.deliverable.word import write_word

    write_word(run.stage / "report.docx", contents_of(run.executed))
    return {"docx": "report.docx"}


def _pptx(run: _Run) -> dict[str, str]:
    from kit.deliverable.slides import write_slides

    write_slides(run.stage / "slides.pptx", run.engagement.words)
    return {"pptx": "slides.pptx"}


def _csv(run: _Run) -> dict[str, str]:
    from kit.deliverable.tasks import write_tasks

    write_tasks(run.stage / "tasks.csv", run.engagement.words)
    return {"csv": "tasks.csv"}


def _bpmn(run: _Run) -> dict[str, str]:
    """A folder with one file a process; no process described step by step: none, and a note."""
    from kit.deliverable.bpmn import write_maps

    folder = run.stage / "bpmn"
    if write_maps(folder, run.engagement.words):
        return {"bpmn": folder.name}
    run.notes.append(run.engagement.texts["deliverable.warning.no_map"])
    return {}


def _xlsx(run: _Run) -> dict[str, str]:
    from kit.deliverable.workbook_out import write_plan

    engagement = run.engagement
    write_plan(run.stage / "plan.xlsx", engagement.analysis, engagement.texts, run.look.paper)
    return {"xlsx": "plan.xlsx"}


def _ics(run: _Run) -> dict[str, str]:
    from kit.deliverable.calendar import plan_calendar

    calendar = plan_calendar(run.engagement.analysis, run.engagement.texts)
    (run.stage / "plan.ics").write_bytes(calendar)
    return {"ics": "plan.ics"}


# In the order they are listed, whatever order they were asked in.
_WRITERS: Mapping[str, Callable[[_Run], dict[str, str]]] = {
    "html": _html,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "ics": _ics,
    "docx": _docx,
    "pptx": _pptx,
    "csv": _csv,
    "bpmn": _bpmn,
}


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
