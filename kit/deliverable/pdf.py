"""The nbconvert exporter ``kit-pdf``: an executed notebook → an accessible, archivable PDF.

Typst draws it from data (never from markup), tagged, PDF/UA-1 and PDF/A-2a checked by the
compiler, without the network and without the machine's fonts: same notebook, same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from kit.deliverable.contents import Contents, contents_of
from kit.deliverable.fonts import Substitution, compiler_fonts
from kit.deliverable.pdf_data import data_of, page_of
from kit.deliverable.pdf_fill import Place, filled, places_of
from kit.deliverable.pdf_page import Page
from kit.errors import KitError
from kit.texts import Texts

STANDARDS = ("ua-1", "a-2a")
_FALLBACKS: tuple[tuple[str, ...], ...] = (STANDARDS, ("ua-1",), ())


class KitPDFExporter(Exporter):
    """`jupyter nbconvert --to kit-pdf`, and JupyterLab's export menu.

    After an export, `substituted` holds the characters no font could write and
    `warnings` what the consultant should know, in the document's language (they are in
    ``resources["kit"]["warnings"]`` too).
    """

    export_from_notebook = "Kit PDF"
    output_mimetype = "application/pdf"

    substituted: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    @default("optimistic_validation")
    def _optimistic_validation_default(self) -> bool:
        return True  # the notebook is checked once, not after each of nbconvert's preprocessors

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        """The PDF's bytes. Raises KitError when Typst cannot draw the notebook at all."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        pdf, self.substituted, self.warnings = pdf_of(contents_of(nb))
        for warning in self.warnings:
            self.log.warning("%s", warning)
        resources["kit"] = {"warnings": list(self.warnings)}
        resources["output_extension"] = ".pdf"
        return pdf, resources


def pdf_of(contents: Contents) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    """The PDF, the characters that were replaced, and the warnings."""
    texts = Texts(contents.lang)
    data, pictures = data_of(contents)
    substitution = Substitution()
    drawn = _filled(substitution.everywhere(data), pictures, page_of(contents))
    pdf, refused = _compile(_sources(drawn, pictures), _moment(contents.as_of))
    warnings = [texts("deliverable.warning.standard", reason=refused)] if refused else []
    if replaced := tuple(sorted(substitution.replaced)):
        codes = ", ".join(f"U+{ord(character):04X}" for character in replaced)
        warnings.append(texts("deliverable.warning.substituted", characters=codes))
    return pdf, replaced, tuple(warnings)


def _sources(data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    drawn = json.dumps(data, ensure_ascii=False).encode()
    return {"main": _template(), "data.json": drawn, **pictures}


def _filled(
    data: Mapping[str, Any], pictures: Mapping[str, bytes], page: Page
) -> Mapping[str, Any]:
    """*data* with its pieces laid out so that pages are full; as it is, when that fails."""
    import typst

    def measure(pieces: Sequence[Mapping[str, Any]]) -> dict[int, Place]:
        sources = _sources({**data, "pieces": pieces}, pictures)
        marks = typst.query(
            sources, "<places>", field="value", one=True, font_paths=compiler_fonts()
        )
        return places_of(json.loads(marks), pieces)

    try:
        return {**data, "pieces": filled(data["pieces"], page, measure)}
    except (typst.TypstError, RuntimeError):  # the latter is what a query raises
        return data  # what is wrong with it, compiling says


def _compile(sources: Mapping[str, bytes], moment: datetime) -> tuple[bytes, str]:
    """The PDF under the strictest standards that compile, and why a stricter one did not.

    A report is never lost to a standard: without it the PDF is made all the same.
    """
    import typst

    refused = ""
    for standards in _FALLBACKS:
        try:
            pdf = typst.compile(  # type: ignore[call-overload]  # its stub forgets dicts
                dict(sources),
                format="pdf",
                font_paths=compiler_fonts(),
                pdf_standards=list(standards),
                timestamp=moment,
            )
            return bytes(pdf), refused
        except typst.TypstError as error:
            refused = refused or error.message
    raise KitError(f"the PDF could not be drawn: {refused}")


def _moment(as_of: str) -> datetime:
    """What the PDF gives as its date: the as-of date, so that same data gives same bytes."""
    if not as_of:
        return datetime.now(UTC).replace(microsecond=0)  # PDF dates have whole seconds
    return datetime.fromisoformat(as_of).replace(tzinfo=UTC)


@cache
def _template() -> bytes:
    return (files("kit") / "deliverable/templates/typst/report.typ").read_bytes()
