"""content/modules/*.toml and content/documents.toml: instruments, and what documents show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.catalogue import Brief, Catalogue, Document, Field, Module, OwnTable
from kit.content_checks import Sentences, Table, names_in

# What a column of a module's own table may be: see kit.workbook.columns.
KINDS = (
    "text",
    "lines",
    "number",
    "integer",
    "money",
    "minutes",
    "percent",
    "scale",
    "date",
    "boolean",
    "choice",
    "choices",
    "reference",
)
LAST = "appendix"  # the notebook before which a module adds its own
_WIDTH, _ROWS = 24, 20  # offered when the file says nothing
_COLUMN_TEXTS = ("label", "help")
# The headings of a list that is not answered by one word in one column.
_ASKED = {
    "side": ("item", "left", "middle", "right", "value", "comment"),
    "open": ("item", "comment"),
}


def read_modules(
    folders: tuple[Path, ...], choices: Mapping[str, tuple[str, ...]]
) -> dict[str, Module]:
    """The modules by id (the name of their file), by `order` then by id."""
    found: list[tuple[int, Module]] = []
    for name in names_in(folders, "modules"):
        table = Table.of_file(folders, f"modules/{name}")
        order = table.integer("order", 0, 10_000)
        id = table.code("-", name.removesuffix(".toml"))
        found.append((order, _module(table, id, choices)))
    found.sort(key=lambda one: (one[0], one[1].id))
    return {module.id: module for _, module in found}


def _module(table: Table, id: str, choices: Mapping[str, tuple[str, ...]]) -> Module:
    own = table.tables("table", "key") if table.has("table") else []
    module = Module(
        id=id,
        sheets=table.several("sheets", codes=True),
        notebooks=table.several("notebooks", codes=True),
        offered=table.flag("offered", False),
        documents=table.several("documents"),
        tables=tuple(_own_table(one, choices) for one in own),
        brief=_brief(table.table("brief")) if table.has("brief") else None,
    )
    for one in module.tables:
        if one.sheet not in module.sheets:
            table.refuse("table", f"{one.key}: its sheet {one.sheet!r} is not among the sheets")
    table.close()
    return module


def _brief(table: Table) -> Brief:
    """Which columns exist, the layout of the workbook knows: kit.workbook.brief checks them."""
    rows = table.integer("rows", 1, 1000)
    names = table.names()
    brief = Brief(
        table.file, rows, {name: table.several(name, codes=True, empty=False) for name in names}
    )
    table.close()
    return brief


def _own_table(table: Table, choices: Mapping[str, tuple[str, ...]]) -> OwnTable:
    key = table.code("key", table.text("key"))
    made = OwnTable(
        key=key,
        sheet=table.text("sheet", key),
        rows=table.integer("rows", 1, 1000, _ROWS),
        fields=tuple(_field(one, choices) for one in table.tables("column", "key")),
    )
    table.close()
    return made


def _field(table: Table, choices: Mapping[str, tuple[str, ...]]) -> Field:
    kind = table.one_of("kind", KINDS) if table.has("kind") else "text"
    listed = table.one_of("choices", choices) if kind in ("choice", "choices") else None
    made = Field(
        key=table.code("key", table.text("key")),
        kind=kind,
        required=table.flag("required", False),
        choices=listed,
        table=table.text("table") if kind == "reference" else None,
        minimum=table.number("minimum", None),
        maximum=table.number("maximum", None),
        width=table.integer("width", 6, 80, _WIDTH),
    )
    table.close()
    return made


def read_documents(folders: tuple[Path, ...], modules: Mapping[str, Module]) -> dict[str, Document]:
    """Each document with its notebooks, and those that modules add to it."""
    table = Table.of_file(folders, "documents.toml")
    found = {}
    for id in table.names(hyphens=True):  # what is typed after --document: "follow-up"
        one = table.table(id)
        listed = one.several("notebooks", codes=True, empty=False)
        skipped = one.several("when_filled", listed)
        shift = _shifts(one, listed)
        added = tuple(
            notebook
            for module in modules.values()
            if id in module.documents
            for notebook in module.notebooks
            if notebook not in listed
        )
        at = listed.index(LAST) if LAST in listed else len(listed)
        whole = (*listed[:at], *added, *listed[at:])
        owner = one.several("owner", whole)
        found[id] = Document(id, whole, frozenset((*skipped, *added)), shift, owner)
        one.close()
    return found


def _shifts(document: Table, notebooks: tuple[str, ...]) -> dict[str, int]:
    """How many levels lower than written the headings of some *notebooks* stand."""
    if not document.has("shift"):
        return {}
    table = document.table("shift")
    found = {}
    for name in table.names():
        if name not in notebooks:
            table.refuse(name, f"not a notebook of the document: {', '.join(notebooks)}")
        found[name] = table.integer(name, 1, 2)
    table.close()
    return found


def check_modules(catalogue: Catalogue, sentences: Sentences) -> None:
    """Refuse a module, a document or a sheet that only content describes, without its words."""
    for document in catalogue.documents:
        sentences.need(f"report.document.{document.replace('-', '_')}.title")
    for module in catalogue.modules.values():
        for part in ("title", "purpose"):
            sentences.need(f"modules.{module.id}.{part}")
        for own in module.tables:
            columns = [f"{field.key}.{part}" for field in own.fields for part in _COLUMN_TEXTS]
            _check_sheet(own.sheet, own.key, columns, sentences)
    for checklist in catalogue.checklists.values():
        if checklist.sheet:
            asked = _ASKED.get(checklist.scale, ("item", "value", "comment"))
            columns = [f"{key}.label" for key in asked]
            _check_sheet(checklist.sheet, checklist.sheet, columns, sentences)


def _check_sheet(sheet: str, block: str, columns: list[str], sentences: Sentences) -> None:
    for part in ("name", "title"):
        sentences.need(f"workbook.sheet.{sheet}.{part}")
    for part in ("title", "intro", "content", *columns):
        sentences.need(f"workbook.{block}.{part}")
