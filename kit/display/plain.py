"""One block → plain text: what a terminal or a screen without HTML shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def block_to_text(block: Mapping[str, Any]) -> str:
    """*block* (kit.display.blocks) as lines of text; a chart is its alternative text."""
    match block["block"]:
        case "cover":
            lines = [f"{label} : {value}" for label, value in block["lines"]]
            return "\n".join([block["client"], block["title"], *lines])
        case "section":
            return "\n".join(
                filter(None, ("#" * block["level"] + " " + block["title"], block["intro"]))
            )
        case "paragraph":
            return str(block["text"])
        case "bullets":
            return "\n".join(f"- {item}" for item in block["items"])
        case "cards":
            return "\n".join(f"{card['label']} : {card['value']}" for card in block["cards"])
        case "callout":
            items = [f"- {item}" for item in block["items"]]
            return "\n".join(filter(None, (block["title"], block["text"], *items)))
        case "table":
            head = [column["label"] for column in block["columns"]]
            rows = [" | ".join(row).replace("\n", " ") for row in (head, *block["rows"])]
            return "\n".join([block["caption"], *rows])
        case _:
            return f"{block['caption']}\n{block['alt']}"
