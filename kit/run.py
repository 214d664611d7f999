"""START HERE: one function per command, each reads as the flow. Nothing here prints.

workbook ── read ──▶ Client ── analyse ──▶ Analysis ── notebooks ──▶ HTML, PDF, xlsx, ics
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.errors import OutputExists, UsageError

if TYPE_CHECKING:
    from kit.analysis.model import Analysis
    from kit.batch.flow import Began, Told
    from kit.batch.job import Order, Portfolio
    from kit.catalogue import Document
    from kit.client import Client
    from kit.client.scenario import Scenario
    from kit.lab.working_copy import WorkingCopy
    from kit.purge import Purge
    from kit.retention import Past
    from kit.workbook.problems import Problem


RESERVED = (
    "workbook",
    "lang",
    "as_of",
    "scenario",
    "votes",
)  # parameters that have an option of their own
Progress = Callable[[str], None]  # called with the text key of the step that begins


@dataclass(frozen=True)
class Request:
    """What `kit report` was asked, checked as far as can be without opening the workbook."""

    workbook: Path
    outputs: Path = Path("outputs")
    document: str = "report"
    lang: str = "fr"
    formats: tuple[str, ...] = ("html", "pdf", "xlsx", "ics")
    as_of: str = ""  # ISO date; blank: today
    settings: Mapping[str, str] = field(default_factory=dict)  # --set name=value
    scenario: str = ""  # name of one kept beside the workbook; blank: the workbook as it is
    votes: Path | None = None  # file of votes that the workshop page saved
    notebooks: Path | None = None  # the analyst's own copies
    versions: tuple[str, ...] = ("lead", "owner")  # readers a document is made for
    paper: str = ""  # a4 or letter; blank: the brand's
    watermark: str = ""  # across every page of the PDF
    password: str = ""  # that opens the PDF; blank: none
    force: bool = False
    source: str = ""  # id of where the workbook came from (client_folder); blank: of its path
    rivals: frozenset[str] = frozenset()  # those of the whole batch: who may share a name


@dataclass(frozen=True)
class Exploring:
    """What `kit explore` was asked."""

    workbook: Path
    outputs: Path = Path("outputs")
    lang: str = "fr"
    as_of: str = ""  # ISO date; blank: today
    scenario: str = ""  # opened from the start; blank: none
    votes: Path | None = None
    present: bool = False  # the workshop page, not JupyterLab
    browser: bool = True
    port: int = 0  # 0: a free one


@dataclass(frozen=True)
class Delivered:
    """A finished run: its folder, its files by format, what the reader warned of."""

    run: Path
    files: Mapping[str, Path]
    warnings: tuple[Problem, ...]
    notes: tuple[str, ...] = ()  # said by the exporters, already worded


def template(
    target: Path,
    lang: str,
    modules: Sequence[str] | None,
    force: bool,
    workshop: str | None = None,
) -> Path:
    """Write a blank workbook: an engagement's, or that of a *workshop*."""
    from kit.workbook.template import write_template, write_workshop

    if workshop is not None and modules is not None:
        raise UsageError("commands.usage.workshop_or_modules", {})
    _assert_free(target, force)
    if workshop is not None:
        write_workshop(target, workshop, lang)
    else:
        write_template(target, lang, modules)
    return target


def fill(source: Path, target: Path, force: bool, modules: Sequence[str] | None = None) -> Path:
    """Write a workbook filled with the structured data of *source* (YAML or JSON)."""
    from kit.catalogue import load_catalogue
    from kit.workbook.data import client_from_data, load_data
    from kit.workbook.fill import write_filled

    client = client_from_data(load_data(source), load_catalogue(), source.name)
    _assert_free(target, force)
    write_filled(target, client, client.lang, modules)
    return target


def schema(lang: str) -> dict[str, Any]:
    """The JSON Schema of the data `fill` takes."""
    from kit.workbook.data import json_schema
    from kit.workbook.layout import layout

    return json_schema(layout(), lang=lang)


def check(
    workbook: Path,
    lang: str | None,
    annotated: Path | None,
    force: bool,
    votes: Path | None = None,
) -> tuple[tuple[Problem, ...], str]:
    """All problems of *workbook*, and the language to say them in (the workbook's own).

    Then those of the file of *votes*, and of the scenarios that are kept beside the workbook.
    """
    from kit.display.beside import problems_beside
    from kit.workbook.read import check_workbook, language_of

    for path in (workbook, votes):
        if path is not None:
            _assert_file(path)
    client, problems = check_workbook(workbook)
    spoken = lang or language_of(workbook)
    if annotated is not None:
        from kit.workbook.annotate import annotate

        _assert_free(annotated, force)
        annotate(workbook, annotated, problems, spoken)
    return (*problems, *problems_beside(workbook, client, votes, date.today())), spoken


def asked(request: Request) -> tuple[Document, tuple[Path, ...], dict[str, Any]]:
    """What *request* asks of any workbook: document, folders of notebooks, typed settings.

    Raises UsageError for a document, folder, notebook or parameter there is not.
    """
    from kit.deliverable.compose import compose, declared_parameters, parameters_from
    from kit.display.asked import assert_fit
    from kit.places import notebook_folders

    if request.notebooks is not None and not request.notebooks.is_dir():
        raise UsageError("commands.usage.notebook_missing", {"notebook": str(request.notebooks)})
    document, folders = _document(request.document), notebook_folders(request.notebooks)
    declared = declared_parameters(compose(document.notebooks, folders))
    for name in ("scenario", "votes"):  # an older copy of the notebooks would not count them
        if getattr(request, name) and name not in declared:
            params = {"name": name, "folder": str(request.notebooks or "")}
            raise UsageError("commands.usage.notebook_too_old", params)
    settings = parameters_from(request.settings, declared, RESERVED)
    assert_fit(request.as_of, settings)
    return document, folders, settings


def report(request: Request, progress: Progress = lambda step: None) -> Delivered:
    """Read, analyse, run the notebooks, export, publish: one run folder, whole or not at all."""
    from kit.workbook.read import read_workbook

    _assert_file(request.workbook)
    if request.votes is not None:
        _assert_file(request.votes)
    wanted = asked(request)
    progress("commands.step.read")
    read_workbook(request.workbook)  # once; one that is refused loads nothing that draws
    return _delivered(request, *wanted, progress)


def _delivered(
    request: Request,
    document: Document,
    folders: tuple[Path, ...],
    settings: dict[str, Any],
    progress: Progress,
) -> Delivered:
    """Analyse, run the notebooks, export, publish, for a workbook that can be read."""
    from kit.brand import load_brand
    from kit.deliverable import export as exporters
    from kit.deliverable.client_folder import claimed, source_id
    from kit.deliverable.compose import compose, fingerprint
    from kit.deliverable.disk import writing
    from kit.deliverable.execute import execute
    from kit.deliverable.export import Look, Readers, export
    from kit.deliverable.manifest import beside_of, manifest_of, run_name
    from kit.deliverable.publish import staged, workshop
    from kit.display.show import open_engagement
    from kit.places import own_content

    engagement = open_engagement(
        request.workbook,
        lang=request.lang,
        as_of=request.as_of,
        scenario=request.scenario,
        votes=str(request.votes or ""),
        **settings,
    )
    over = _over(engagement.analysis)
    notebook = compose(_with(over, _sections(document, engagement.client)), folders, document.shift)
    as_of = engagement.analysis.as_of.isoformat()
    manifest = manifest_of(
        request.workbook,
        request.document,
        request.lang,
        as_of,
        settings,
        fingerprint(notebook),
        own_content(),
        {
            "versions": list(request.versions),
            "paper": request.paper,
            "watermark": request.watermark,
            "protected": bool(request.password),
        },
        beside_of(_scenario(engagement.analysis), request.votes),
    )
    look = Look(request.paper or load_brand().paper, request.watermark, request.password)
    source = request.source or source_id(str(request.workbook), str(request.outputs))
    with (
        writing(request.outputs),
        claimed(
            request.outputs, engagement.slug, run_name(manifest), source, request.rivals
        ) as folder,
        staged(folder, force=request.force) as stage,
        workshop(folder) as room,
    ):
        progress("commands.step.notebooks")
        copy = shutil.copy(request.workbook, room / f"workbook{request.workbook.suffix}")
        parameters = {
            **settings,
            "workbook": Path(copy).name,
            "lang": request.lang,
            "as_of": as_of,
            **_laid_beside(Path(copy), _scenario(engagement.analysis), request.votes),
        }
        executed = execute(notebook, parameters, room, meanwhile=exporters.warm)

        progress("commands.step.files")
        readers = Readers(request.versions, _with(over, document.owner))
        files, notes = export(executed, engagement, manifest, request.formats, stage, readers, look)
    return Delivered(
        folder,
        {kind: folder / name for kind, name in files.items()},
        engagement.warnings,
        notes,
    )


def batch(
    order: Order,
    told: Told = lambda outcome, asked: None,
    began: Began = lambda asked, resumed: None,
) -> Portfolio:
    """Many clients, each as `report` does it, in a process of its own."""
    from kit.batch.flow import batch

    return batch(order, told, began)


def purge(client: str, outputs: str, *, do: bool, working: bool = False) -> Purge:
    """What the kit keeps of *client* under *outputs*, removed when *do* is true."""
    from kit.purge import purge

    return purge(client, outputs, do=do, working=working)


def past(outputs: str) -> tuple[Past, ...]:
    """The runs of *outputs* that are kept longer than their manifest says, as of today."""
    from kit.retention import past

    return past(outputs, date.today())


def explore(
    asked: Exploring,
    told: Callable[[str], None],
    made: Callable[[WorkingCopy], None] = lambda copy: None,
) -> int:
    """JupyterLab, or the workshop page, on one client until it is stopped; *told* its address.

    *made* is called with the analyst's copy of the notebooks.
    """
    from kit.lab.server import assert_can_serve, serve_lab, serve_page

    _assert_file(asked.workbook)
    begun = asked.present and asked.votes is not None and not asked.votes.exists()
    if asked.votes is not None and not begun:  # the workshop page makes its file
        _assert_file(asked.votes)
    assert_can_serve(asked)
    from kit.display.show import open_engagement

    engagement = open_engagement(
        asked.workbook,
        lang=asked.lang,
        as_of=asked.as_of,
        scenario=asked.scenario,
        votes="" if begun else str(asked.votes or ""),
    )
    if asked.present:
        return serve_page(asked, engagement, told)
    sections = _sections(_document("report"), engagement.client)
    return serve_lab(asked, engagement, sections, told, made)


def demo(outputs: Path, lang: str, progress: Progress) -> Delivered:
    """The example client's deliverable, made anew each time."""
    from kit.places import EXAMPLES, folder_of

    workbook = folder_of("data_templates") / EXAMPLES[lang]
    return report(Request(workbook, outputs, lang=lang, force=True), progress)


def doctor(outputs: str) -> tuple[tuple[str, str, bool | None], ...]:
    """What the kit needs, found or not: (text key, what was found, fine?; None: a remark)."""
    from kit.deliverable.health import checks

    return (*checks(), *((f"past_{one.part}", one.told, None) for one in past(outputs)))


def _document(id: str) -> Document:
    from kit.catalogue import load_catalogue

    documents = load_catalogue().documents
    if id not in documents:
        params = {"document": id, "known": ", ".join(documents)}
        raise UsageError("commands.usage.unknown_document", params)
    return documents[id]


def _sections(document: Document, client: Client) -> tuple[str, ...]:
    """The notebooks of *document* that have something to say of *client*."""
    from kit.catalogue import load_catalogue
    from kit.workbook.layout import layout
    from kit.workbook.presence import filled_sheets

    catalogue = load_catalogue()
    filled = filled_sheets(client, layout(catalogue))
    told = {
        notebook
        for module in catalogue.modules.values()
        if filled & set(module.sheets)
        for notebook in module.notebooks
    }
    return tuple(
        notebook
        for notebook in document.notebooks
        if notebook in told or notebook not in document.when_filled
    )


def _over(analysis: Analysis) -> tuple[str, ...]:
    """The notebook that says what stands over the workbook, when something does."""
    return () if analysis.scenario is None and analysis.votes is None else ("scenario",)


def _with(over: tuple[str, ...], notebooks: Sequence[str]) -> tuple[str, ...]:
    """*notebooks* with *over* right after the first; none stays none."""
    return (*notebooks[:1], *over, *notebooks[1:]) if notebooks else ()


def _scenario(analysis: Analysis) -> Scenario | None:
    return analysis.scenario.scenario if analysis.scenario else None


def _laid_beside(copy: Path, scenario: Scenario | None, votes: Path | None) -> dict[str, str]:
    """The scenario and the votes beside the *copy* of the workbook, and their parameters.

    The scenario as it was read: its file may change meanwhile.
    """
    from kit.workbook.scenarios import save_scenario

    found = {}
    if scenario is not None:
        save_scenario(copy, scenario)
        found["scenario"] = scenario.name
    if votes is not None:
        folder = copy.with_name("votes")  # it keeps its name, whatever that is
        folder.mkdir()
        found["votes"] = f"{folder.name}/{Path(shutil.copy(votes, folder)).name}"
    return found


def _assert_file(path: Path) -> None:
    if not path.exists():  # a folder or a device is refused by the reader, which says why
        raise UsageError("commands.usage.no_file", {"path": str(path)})


def _assert_free(path: Path, force: bool) -> None:
    if path.is_dir() or path.suffix.lower() != ".xlsx":
        raise UsageError("commands.usage.not_xlsx", {"path": str(path)})
    if path.exists() and not force:
        raise OutputExists(str(path))
    if not path.parent.is_dir():
        raise UsageError("commands.usage.no_folder", {"path": str(path.parent)})
