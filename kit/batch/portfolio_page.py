"""The firm's page of a batch: what must be seen to first, then what is ready.

One file without script or request, in the brand's colours, light and dark. Its links are
relative: the folder of outputs can be moved as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from statistics import median
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kit.batch.job import STATUSES, STOPPED
from kit.batch.rows import Row
from kit.batch.summary import counted
from kit.brand import load_brand
from kit.deliverable.look import variables
from kit.display.html_blocks import logo_html
from kit.display.numbers import Numbers
from kit.texts import Texts

_TEMPLATES = files("kit") / "batch/templates"
_SHOWN = (".html", ".pdf")  # files that have a link of their own


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in words."""

    client: str
    status: str
    why: str
    roi: str
    quick_wins: str
    remarks: int
    address: str  # of the run's folder
    links: tuple[tuple[str, str], ...]  # name of the file, address


@dataclass(frozen=True, slots=True)
class _Page:
    title: str
    headline: str
    facts: tuple[str, ...]
    to_do: tuple[_Line, ...]
    ready: tuple[_Line, ...]
    about: str


def page_of(rows: Sequence[Row], texts: Texts) -> str:
    """The page of *rows*, which are in the order they are told in."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string((_TEMPLATES / "portfolio.html.j2").read_text("utf-8"))
    page = template.render(
        page=_page(rows, texts),
        texts=texts,
        firm=load_brand().firm,
        logo=Markup(logo_html()),
        css=Markup(_css()),
    )
    return page + "\n"


def _page(rows: Sequence[Row], texts: Texts) -> _Page:
    numbers = Numbers(texts)
    days = [date.fromisoformat(row.as_of) for row in rows if row.as_of]
    day = numbers.date_medium(max(days, default=None))
    return _Page(
        title=texts("portfolio.page.title", date=day),
        headline=_headline(rows, texts),
        facts=tuple(_facts([row for row in rows if row.ready], rows, numbers)) if rows else (),
        to_do=tuple(_line(row, numbers) for row in rows if not row.ready),
        ready=tuple(_line(row, numbers) for row in rows if row.ready),
        about=texts("portfolio.page.about", date=day, table=texts["portfolio.file.table"]),
    )


def _headline(rows: Sequence[Row], texts: Texts) -> str:
    ready = sum(row.ready for row in rows)
    left = len(rows) - ready
    if not rows:
        return texts["portfolio.page.empty"]
    if not left:
        return texts.plural("portfolio.page.all", ready)
    key, told = ("some" if ready else "none"), texts.plural("portfolio.page.ready", ready)
    headline = texts.plural(f"portfolio.page.{key}", left, ready=told, asked=len(rows))
    if any(row.status == STOPPED for row in rows):
        return texts("portfolio.page.interrupted", headline=headline)
    return headline


def _facts(ready: Sequence[Row], rows: Sequence[Row], numbers: Numbers) -> Iterator[str]:
    """How many came out how, then the median ROI and of how many, then the quick wins."""
    texts = numbers.texts
    counts = {status: sum(row.status == status for row in rows) for status in STATUSES}
    yield counted({status: count for status, count in counts.items() if count}, texts)
    rois = [row.roi for row in ready if row.roi is not None]
    if rois:
        roi = numbers.percent(median(rois))
        yield texts.plural("portfolio.page.roi", len(rois), roi=roi)
    elif ready:
        yield texts["portfolio.page.no_roi"]
    wins = [row.quick_wins for row in ready if row.quick_wins]
    if wins:
        yield texts.plural("portfolio.page.quick_wins", len(wins), wins=sum(wins))


def _line(row: Row, numbers: Numbers) -> _Line:
    return _Line(
        client=row.client,
        status=numbers.texts[f"commands.batch.status.{row.status}"],
        why=row.why,
        roi=numbers.percent(row.roi),
        quick_wins=numbers.number(row.quick_wins, 0),
        remarks=row.remarks,
        address=quote(row.run),
        links=tuple(
            (name, quote(f"{row.run}/{name}")) for name in row.files if name.endswith(_SHOWN)
        ),
    )


@cache
def _css() -> str:
    sheet = (_TEMPLATES / "portfolio.css").read_text("utf-8").strip()
    return variables(load_brand()) + sheet
