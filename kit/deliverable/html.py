"""The nbconvert exporter ``kit-html``: an executed notebook → one self-contained page.

No script, no request, no font file (the reader's own system fonts: a page on a phone
stays light, and the charts carry their text as drawings). What a client typed is escaped
by the block writer (kit.display.html_blocks), what an analyst wrote by markdown_html.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from kit.brand import load_brand
from kit.deliverable.contents import Contents, contents_of
from kit.deliverable.letters import shared
from kit.deliverable.look import variables
from kit.deliverable.markdown import Node
from kit.deliverable.markdown_html import to_html
from kit.display.html_blocks import block_to_html, logo_html
from kit.texts import Texts

_TEMPLATES = files("kit") / "deliverable/templates"


class KitHTMLExporter(HTMLExporter):
    """`jupyter nbconvert --to kit-html`, and JupyterLab's export menu."""

    export_from_notebook = "Kit HTML"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "html"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(_TEMPLATES)]

    @default("optimistic_validation")
    def _optimistic_validation_default(self) -> bool:
        return True  # the notebook is checked once, not after each of nbconvert's preprocessors

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.filters["block"] = lambda block: Markup(block_to_html(block))
        environment.filters["words"] = _words
        return environment

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        """The page. The template draws the notebook's contents, never its cells.

        nbconvert's own HTML pass is left out: it rewrites the whole page to add the
        alternative texts that our template already gives.
        """
        nb, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        return self.page(contents_of(nb)), resources

    def page(self, contents: Contents) -> str:
        """The page of *contents*."""
        texts = Texts(contents.lang)
        drawn = self.template.render(
            contents=contents,
            texts=texts,
            logo=Markup(logo_html()),
            footer=_footer(contents, texts),
            css=Markup(_css()),
        )
        return shared(drawn) + "\n"


@cache
def html_exporter() -> KitHTMLExporter:
    """The exporter with its template read: it serves for every page of a process."""
    exporter = KitHTMLExporter()
    assert exporter.template is not None  # nbconvert reads it when first asked
    return exporter


@pass_context
def _words(context: Context, nodes: Sequence[Node]) -> Markup:
    return Markup(to_html(nodes, context["texts"]))


def _footer(contents: Contents, texts: Texts) -> list[str]:
    version = texts("deliverable.footer.version", version=contents.version)
    reference = texts("deliverable.footer.reference", short=contents.short)
    brand = load_brand()
    parts = [
        brand.firm,
        brand.contact,
        contents.client,
        contents.title,
        version if contents.version else "",
        reference if contents.short else "",
        contents.confidentiality,
    ]
    return [part for part in parts if part]


@cache
def _css() -> str:
    sheet = (_TEMPLATES / "style.css").read_text(encoding="utf-8").strip()
    return variables(load_brand()) + sheet
