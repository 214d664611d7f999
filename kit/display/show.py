"""What a notebook calls: `open_engagement(workbook)` once, then `show.table("ranking")`…

Each call puts its blocks in the cell's output, in three forms: HTML for JupyterLab and
the page, the block itself (BLOCK_MIME) for the PDF, plain text last. A part the client
did not fill shows nothing, or one sentence that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kit.analysis.model import Analysis
from kit.analysis.names import slug
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.display import beside, style
from kit.display.asked import day, overrides
from kit.display.blocks import BLOCK_MIME
from kit.display.contents import MAKERS, SECTIONS, Make, Section
from kit.display.html_blocks import block_to_html, paints
from kit.display.interactive import bring_alive, is_interactive, live
from kit.display.parts import muted, section
from kit.display.plain import block_to_text
from kit.display.sections import appendix, modules, summary
from kit.display.sections import scenario as scenario_section
from kit.display.words import Block, Words
from kit.errors import UsageError, WorkbookRejected
from kit.texts import LANGUAGES, Texts, usage_sentence

if TYPE_CHECKING:
    from kit.workbook.problems import Problem


_Thing = TypeVar("_Thing")


class Show:
    """The parts of a deliverable, by kind and key; an unknown key raises UsageError.

    Each part is made once at each width: a section first asks whether its parts are empty.
    *alive*: what is published can be acted on (kit.display.interactive).
    """

    def __init__(self, words: Words, alive: bool = False) -> None:
        self._words = words
        self._alive = Show(replace(words, tips=True)) if alive else None
        self._made: dict[tuple[str, str, float], tuple[Block, ...]] = {}

    def cover(self, document: str = "report") -> None:
        """Title of the *document*, client, date, version, consultant, confidentiality."""
        _known(self._words.catalogue.documents, document, "document")
        self._publish(summary.cover(self._words, document))

    def section(self, key: str) -> None:
        """A heading and its introduction, or the sentence that says why it is empty."""
        self._publish(self.section_blocks(key))

    def text(self, key: str) -> None:
        self._publish(self.blocks("text", key))

    def cards(self, key: str) -> None:
        self._publish(self.blocks("cards", key))

    def callout(self, key: str) -> None:
        self._publish(self.blocks("callout", key))

    def table(self, key: str) -> None:
        """A table; some hold charts too, as the grids of a jury do."""
        self._publish_part("table", key)

    def chart(self, key: str) -> None:
        self._publish_part("chart", key)

    def flow(self, key: str = "top") -> None:
        """Process maps."""
        self._publish_part("flow", key)

    def checklist(self, id: str) -> None:
        """Any checklist of the content: what is answered, group by group."""
        _known(self._words.catalogue.checklists, id, "checklist")
        self._publish(modules.checklist(self._words, id))

    def records(self, table: str) -> None:
        """The rows of a table that a module describes by itself."""
        tables = {
            own.key: own
            for module in self._words.catalogue.modules.values()
            for own in module.tables
        }
        self._publish(modules.records(self._words, _known(tables, table, "records")))

    def plan(self) -> None:
        """The whole plan: what holds it back, its calendar, its dated tasks."""
        for kind, key in (
            ("callout", "plan_gates"),
            ("chart", "plan"),
            ("table", "plan_14"),
            ("table", "plan_30"),
        ):
            self._publish_part(kind, key)

    def blocks(self, kind: str, key: str) -> list[Block]:
        """The blocks of a part, without showing them; they are shared, not to be changed."""
        make: Make = _known(MAKERS[kind], key, kind)
        asked = kind, key, style.width()
        if asked not in self._made:
            self._made[asked] = tuple(make(self._words))
        return list(self._made[asked])

    def drawn(self, kind: str, key: str) -> list[Block]:
        """The blocks of a part, its charts with their narrow twins for a phone."""
        wide = self.blocks(kind, key)
        if not any(block["block"] == "chart" for block in wide):
            return wide
        with style.on_phone():
            narrow = {block.get("id"): block.get("svg") for block in self.blocks(kind, key)}
        return [
            {**block, "phone": narrow[block["id"]]}
            if block["block"] == "chart" and narrow.get(block["id"]) not in (None, block["svg"])
            else block
            for block in wide
        ]

    def section_blocks(self, key: str) -> list[Block]:
        words = self._words
        if key in words.catalogue.modules and key not in SECTIONS:
            return modules.section_of(words, key)
        described = _known(SECTIONS, key, "section")
        title = words(f"section.{key}.title")
        id = f"section-{key.replace('_', '-')}"
        missing = described.absent(words) if described.absent else None
        if missing:
            return [*section(id, described.level, title), *muted(missing)]
        also = described.also is not None and described.also(words)
        if described.parts and not also and not any(self.blocks(*one) for one in described.parts):
            return []
        said = described.headline(words) if described.headline else None
        intro = self._intro(key, described)
        notes = appendix.definitions(words, described.terms)
        return section(id, described.level, said or title, intro, page=described.page, notes=notes)

    def _intro(self, key: str, described: Section) -> str | None:
        words = self._words
        if described.intro:
            return described.intro(words)
        if f"report.section.{key}.intro" not in words.texts:
            return None
        listed = words.catalogue.checklists[described.counted].items if described.counted else ()
        return words(f"section.{key}.intro", count=len(listed))

    @cached_property
    def tips(self) -> Mapping[str, str]:
        """Where each figure comes from, by the anchor of its row in the appendix."""
        return appendix.tips(self._words)

    def _publish_part(self, kind: str, key: str) -> None:
        """A part; on a live page its charts are drawn again, with what their marks say."""
        blocks = self.drawn(kind, key)
        if self._alive is None or not any(block["block"] == "chart" for block in blocks):
            self._publish(blocks)
        else:
            self._publish(blocks, self._alive.drawn(kind, key))

    def _publish(self, blocks: Sequence[Block], shown: Sequence[Block] | None = None) -> None:
        """*blocks* in their three forms; *shown* in their place, where there is a browser."""
        from IPython.display import publish_display_data

        for block, seen in zip(blocks, blocks if shown is None else shown, strict=True):
            html = block_to_html(seen, self.tips if self._alive else {})
            publish_display_data(  # type: ignore[no-untyped-call]
                {
                    "text/html": live(html, self._words.texts) if self._alive else html,
                    BLOCK_MIME: block,
                    "text/plain": block_to_text(block),
                }
            )


@dataclass(frozen=True, eq=False)
class Engagement:
    """One client's workbook, read and analysed, in the language of the deliverable."""

    analysis: Analysis
    lang: str
    version: str
    warnings: tuple[Problem, ...] = ()
    workbook: Path | None = None  # the file it was read from: scenarios are kept beside it
    ranges: bool = True  # whether figures are shown with their ranges
    # What it was asked with: thresholds in place of the catalogue's, a start of the plan.
    asked: tuple[tuple[str, float], ...] = ()
    plan_start: date | None = None
    without_scenario: Engagement | None = None  # of the workbook as it is, under a scenario
    texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", Texts(self.lang))

    @property
    def client(self) -> Client:
        return self.analysis.client

    @property
    def slug(self) -> str:
        """The client's name as a folder name."""
        return slug(self.client.company.name) or "client"

    @cached_property
    def words(self) -> Words:
        return Words(self.analysis, load_catalogue(), self.texts, self.version, self.ranges)

    @cached_property
    def show(self) -> Show:
        """The parts to show; in a notebook, asking for them brings their look along."""
        _publish_look()
        if not is_interactive():
            return self.parts
        bring_alive(self.lang)
        return Show(self.words, alive=True)

    @cached_property
    def parts(self) -> Show:
        """The same parts, for a page that has its own look."""
        return Show(self.words)

    def __repr__(self) -> str:  # no client's value in a notebook's output by accident
        return f"Engagement(lang={self.lang!r}, as_of={self.analysis.as_of.isoformat()!r})"


def open_engagement(
    workbook: str | Path,
    *,
    lang: str = "fr",
    as_of: str = "",
    version: str = "1.0",
    horizon_months: int = 0,
    discount_rate: float = -1.0,
    plan_start: str = "",
    scenario: str = "",
    votes: str = "",
) -> Engagement:
    """Read and analyse *workbook*. Asked again with the same content, it costs nothing.

    *as_of* and *plan_start* are ISO dates; blank means today and the workbook's own start.
    0 for *horizon_months*, -1 for *discount_rate*: the catalogue's. *scenario*: the name of one
    kept beside the workbook; *votes*: a file of votes. Over the workbook come the votes, then the
    scenario's changes, then these parameters. Raises WorkbookRejected with all the problems of
    the workbook, or of those files, UsageError for a wrong parameter.
    """
    with _explained(lang):
        from kit.workbook.read import read_workbook

        path = Path(workbook)
        if not path.exists():
            raise UsageError("commands.usage.no_file", {"path": str(workbook)})
        thresholds = overrides(horizon_months, discount_rate)
        read_workbook(path)  # refuses what cannot be read at all, before its content is hashed
        start = day(plan_start)
        asked = beside.asked_of(path, day(as_of) or date.today(), thresholds, start, votes)
        analysis, warnings = beside.analysed(asked)
        engagement = Engagement(
            analysis, lang, version, warnings, path, asked=thresholds, plan_start=start
        )
        return _with_scenario(engagement, asked, scenario) if scenario else engagement


def _with_scenario(base: Engagement, asked: beside.Asked, name: str) -> Engagement:
    """*base* with the scenario of that *name* applied, and a warning of what is stale in it."""
    from kit.workbook.scenarios import scenario_file

    workbook = base.workbook or Path()
    file = scenario_file(workbook).name
    analysis = beside.with_scenario(asked, beside.scenario_of(asked, name, workbook), file)
    made = replace(base, analysis=analysis, without_scenario=base)
    stale = beside.stale_problems(analysis, file, scenario_section.stale_values(made.words))
    return replace(made, warnings=(*base.warnings, *stale))


def _publish_look() -> None:
    """The blocks' style sheet, as the output of the set-up cell.

    The exporters draw blocks with their own look and take nothing from here.
    """
    from IPython import get_ipython
    from IPython.display import publish_display_data

    if get_ipython() is None:
        return
    publish_display_data({"text/html": f"<style>{look()}</style>", "text/plain": ""})  # type: ignore[no-untyped-call]


def look() -> str:
    """The style sheet of the blocks, the brand's colours first."""
    return f":root{{{paints()}}}\n" + (files("kit") / "display/notebook.css").read_text("utf-8")


@contextmanager
def _explained(lang: str) -> Iterator[None]:
    """In a notebook, a refusal is read in its traceback: the sentences go with it."""
    try:
        yield
    except UsageError as error:
        error.add_note(usage_sentence(error, Texts(lang if lang in LANGUAGES else LANGUAGES[0])))
        raise
    except WorkbookRejected as error:
        texts = Texts(error.lang)
        error.add_note("\n".join(problem.message(texts) for problem in error.problems))
        raise


def _known(things: Mapping[str, _Thing], key: str, kind: str) -> _Thing:
    if key not in things:
        known = ", ".join(sorted(things))
        raise UsageError("report.unknown_key", {"kind": kind, "key": key, "known": known})
    return things[key]
