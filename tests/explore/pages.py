"""The explorer driven from Python: what the browser would send, without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kit.analysis.model import Lever
from kit.display.show import Engagement, open_engagement
from kit.explore.app import Page
from kit.explore.controls import Controls
from kit.explore.state import Exploration
from kit.texts import Texts
from tests.examples import TEMPLATES

AS_OF = date(2026, 3, 2)


@cache
def engagement_of(example: str = "exemple-batiment", lang: str = "fr") -> Engagement:
    workbook = TEMPLATES / f"{example}.xlsx"
    return open_engagement(workbook, lang=lang, as_of=AS_OF.isoformat())


def exploration_of(example: str = "exemple-batiment", lang: str = "fr") -> Exploration:
    return Exploration(engagement_of(example, lang))


def exploration_beside(folder: Path, lang: str = "fr") -> Exploration:
    """An exploration whose scenarios are kept in *folder*."""
    base = engagement_of(lang=lang)
    return Exploration(replace(base, workbook=folder / "client.xlsx"))


def lever_of(exploration: Exploration, id: str, of: str = "") -> Lever:
    """The first lever of that id, of the row whose name starts with *of*."""
    return next(one for one in exploration.levers if one.lever == id and one.of.startswith(of))


def asks(controls: Controls, *requests: tuple[Lever | None, str, Any]) -> None:
    """What the browser sends: (lever, slide|type|reset|reset_all, value)…, in one message."""
    ids = {lever.key: str(at) for at, lever in enumerate(controls.exploration.levers)}
    sent = [
        {"id": ids[lever.key] if lever else "", "what": what, "value": value}
        for lever, what, value in requests
    ]
    count = controls.widget.done + 1
    controls.widget.asked = {"count": count, "list": sent}
    assert controls.widget.done == count, "the browser would wait for ever"


def state_of(controls: Controls, lever: Lever) -> dict[str, Any]:
    """What the browser shows of *lever*."""
    id = str(controls.exploration.levers.index(lever))
    return {"problem": "", "moved": False} | {
        **controls.widget.levers[id],
        **controls.widget.state.get(id, {}),
    }


def seen_of(page: Page) -> str:
    """Every word on the page that the kernel sends, but for the style sheet."""
    held: list[str] = []
    _gather(page.widget, held)
    return "\n".join(held)


def _gather(widget: Any, held: list[str]) -> None:
    if isinstance(widget, Controls):
        return
    for name in ("html", "value", "description", "placeholder", "tooltip", "summary"):
        said = getattr(widget, name, None)
        if isinstance(said, str) and not said.startswith("<style>"):
            held.append(said)
    for trait in ("said", "levers", "sections", "state", "words"):
        held.append(str(getattr(widget, trait, "")))
    held.extend(getattr(widget, "titles", ()))
    for child in getattr(widget, "children", ()):
        _gather(child, held)


def static_of(lang: str, room: str = "explore.") -> list[str]:
    """The sentences of the explorer that hold no figure or name."""
    texts = Texts(lang)
    return [texts[key] for key in texts if key.startswith(room) and "{" not in texts[key]]
