"""The JSON Schema (draft 2020-12) of the engagement data, drawn from the layout."""

from __future__ import annotations

from typing import Any

from kit.catalogue import Catalogue, load_catalogue
from kit.client import SCHEMA_VERSION
from kit.texts import LANGUAGES, Texts
from kit.workbook.layout import Block, Column, Layout
from kit.workbook.moments import MONTHS

_LONGEST = 32_767  # characters a cell holds


def json_schema(
    layout: Layout, catalogue: Catalogue | None = None, lang: str = "fr"
) -> dict[str, Any]:
    """The schema of the data of *layout*; titles and descriptions in *lang*.

    What a schema cannot say (a reference to a name that exists, a name given once) is
    checked by ``client_from_data``.
    """
    catalogue, texts = catalogue or load_catalogue(), Texts(lang)
    properties: dict[str, Any] = {"lang": {"enum": list(LANGUAGES), "default": "fr"}}
    answers: dict[str, Any] = {}
    for block in layout.blocks:
        if block.checklists:
            answers |= _answers(block, catalogue, texts)
        else:
            properties[block.key] = _block(block, catalogue, texts)
    properties["answers"] = _object(answers)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": texts["workbook.file_title"],
        "$comment": f"kit schema version {SCHEMA_VERSION}",
        **_object(properties, ["company"]),
    }


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    return {**schema, "additionalProperties": False}


def _block(block: Block, catalogue: Catalogue, texts: Texts) -> dict[str, Any]:
    said = {
        "title": texts[f"workbook.{block.key}.title"],
        "description": texts[f"workbook.{block.key}.intro"],
    }
    record = _record(block, catalogue, texts)
    return {**said, **record} if block.form else {**said, "type": "array", "items": record}


def _record(block: Block, catalogue: Catalogue, texts: Texts) -> dict[str, Any]:
    inputs = block.inputs
    properties = {
        column.key: {
            "title": texts[f"workbook.{block.key}.{column.key}.label"],
            "description": texts[f"workbook.{block.key}.{column.key}.help"],
            **_type(column, catalogue),
        }
        for column in inputs
    }
    return _object(properties, [column.key for column in inputs if column.required])


def _answers(block: Block, catalogue: Catalogue, texts: Texts) -> dict[str, Any]:
    record = _record(block, catalogue, texts)
    asked = {}
    for key in block.checklists:
        for item in catalogue.checklists[key].items:
            name = item.id.removeprefix(f"{key}.")
            asked[item.id] = {"title": texts[f"checklists.{key}.item.{name}"], **record}
    return asked


def _type(column: Column, catalogue: Catalogue) -> dict[str, Any]:
    match column.kind:
        case "number" | "money" | "minutes" | "percent" | "measure":
            return {"type": "number", **_bounds(column)}
        case "integer":
            return {"type": "integer", **_bounds(column)}
        case "scale":
            return {"enum": [1, 2, 3, 4, 5]}
        case "rating":
            words = {"type": "string", "minLength": 1, "maxLength": _LONGEST}
            return {"anyOf": [{"enum": [1, 2, 3, 4, 5]}, words]}
        case "date":
            return {"type": "string", "format": "date"}
        case "boolean":
            return {"type": "boolean"}
        case "choice":
            return {"enum": list(catalogue.choices[column.choices or ""])}
        case "choices":
            codes = list(catalogue.choices[column.choices or ""])
            return {"type": "array", "items": {"enum": codes}, "uniqueItems": True}
        case "moment":
            return {"anyOf": _moments(column)}
        case "lines" | "references":
            entry = {"type": "string", "minLength": 1, "pattern": "^[^;\\r\\n]*$"}
            return {"type": "array", "items": entry}
    return {"type": "string", "minLength": 1, "maxLength": _LONGEST}


def _moments(column: Column) -> list[dict[str, Any]]:
    """A date, a month of the project (4 or "M4") or, with a table, one of its names."""
    months = {"type": "integer", "minimum": MONTHS[0], "maximum": MONTHS[-1]}
    written = {"type": "string", "pattern": "^M[1-9][0-9]?$"}
    day = {"type": "string", "format": "date"}
    name = {"type": "string", "minLength": 1, "maxLength": _LONGEST}
    return [day, months, name] if column.table else [day, months, written]


def _bounds(column: Column) -> dict[str, Any]:
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    return {key: value for key, value in bounds.items() if value is not None}
