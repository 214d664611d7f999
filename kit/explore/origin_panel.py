"""The panel « D’où vient ce chiffre »: it floats over the page while a figure is explained."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kit.display.view import BlockView
from kit.explore.calm import calmly
from kit.explore.html import button, copied
from kit.explore.origin import Origin, Used, origin_of
from kit.explore.state import Exploration
from kit.texts import Texts

_FOLDED = 6  # cells: more are folded under their number


class OriginPanel(BlockView):
    """Where the figure that `exploration.explained` names comes from; nothing when it is blank."""

    def __init__(self, exploration: Exploration) -> None:
        super().__init__(exploration.base.texts)
        self._exploration = exploration
        self._before: list[str] = []  # figures opened before this one, from the panel itself
        self._own = False
        self.on_pick(self._picked)
        exploration.on_explain(self._opened)
        exploration.on_change(self._draw)

    def _opened(self) -> None:
        if not self._own:
            self._before.clear()
        self._draw()

    def _draw(self) -> None:
        with calmly(self._failed):
            self._show()

    def _failed(self) -> None:
        self.parts = [["origin", panel_html(self._exploration.base.texts, None, back=False)]]

    def _show(self) -> None:
        figure, texts = self._exploration.explained, self._exploration.base.texts
        if not figure:
            self.parts = []
            return
        origin = origin_of(self._exploration, figure)
        self.parts = [["origin", panel_html(texts, origin, back=bool(self._before))]]

    def _picked(self, what: str) -> None:
        with calmly(self._failed):
            self._act(what)

    def _act(self, what: str) -> None:
        kind, _, rest = what.partition(":")
        levers = self._exploration.levers
        match kind:
            case "explain" if rest:
                self._before.append(self._exploration.explained)
                self._explain(rest)
            case "back" if self._before:
                self._explain(self._before.pop())
            case "close":
                self._exploration.explain("")
            case "lever" if rest.isdecimal() and int(rest) < len(levers):
                self._exploration.want(levers[int(rest)])

    def _explain(self, figure: str) -> None:
        self._own = True
        try:
            self._exploration.explain(figure)
        finally:
            self._own = False


def panel_html(texts: Texts, origin: Origin | None, *, back: bool) -> str:
    """The panel; *back*: another figure was open before this one."""
    title = texts["explore.origin.title"]
    tools = button(texts["explore.origin.back"], "back") if back else ""
    closing = button(texts["explore.origin.close"], "close", kind="close").replace(
        "<button ", "<button data-kit-close ", 1
    )
    inside = _explained(texts, origin) if origin else _lost(texts)
    return (
        f'<aside class="kit-origin" popover="manual" role="dialog" tabindex="-1" '
        f'aria-label="{escape(title)}"><header class="kit-origin-head">'
        f'<p class="kit-origin-title">{escape(title)}</p>{tools}{closing}</header>{inside}</aside>'
    )


def _lost(texts: Texts) -> str:
    return f"<p>{escape(texts['explore.origin.unknown'])}</p>"


def _explained(texts: Texts, origin: Origin) -> str:
    formula = texts("explore.origin.result", formula=origin.formula, result=origin.value)
    was = texts("explore.origin.was", value=origin.was) if origin.was else ""
    head = (
        f'<p class="kit-origin-group">{escape(origin.group)}</p>'
        f'<p class="kit-origin-figure"><span>{escape(origin.name)}</span> '
        f"<strong>{escape(origin.value)}</strong></p>"
        + (f'<p class="kit-origin-was">{escape(was)}</p>' if was else "")
    )
    parts = [
        head,
        _part(texts, "formula", f'<p class="kit-origin-formula">{escape(formula)}</p>'),
        _list(texts, "inputs", (_input(texts, one) for one in origin.inputs)),
        _list(texts, "assumptions", (_assumption(texts, one) for one in origin.assumptions)),
        _cells(texts, origin.cells),
    ]
    return "".join(parts)


def _part(texts: Texts, key: str, inside: str) -> str:
    return f'<h3 class="kit-origin-part">{escape(texts[f"explore.origin.{key}"])}</h3>{inside}'


def _list(texts: Texts, key: str, items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return _part(texts, key, f'<ul class="kit-origin-list">{listed}</ul>') if listed else ""


def _input(texts: Texts, used: Used) -> str:
    opened = button(used.name, f"explain:{used.figure}", kind="link")
    return _line(opened, _value(texts, used))


def _assumption(texts: Texts, used: Used) -> str:
    return _line(_name(used), _value(texts, used), _move(texts, used))


def _cells(texts: Texts, cells: tuple[Used, ...]) -> str:
    """Each cell with its value; many of them are folded."""
    if not cells:
        return f'<p class="kit-muted">{escape(texts["explore.origin.no_cell"])}</p>'
    items = "".join(
        f"<li>{_line(_name(one), _value(texts, one))}"
        f"{_line(copied(texts, one.place), _move(texts, one))}</li>"
        for one in cells
        if one.place
    )
    listed = f'<ul class="kit-origin-list kit-origin-cells">{items}</ul>'
    if len(cells) <= _FOLDED:
        return _part(texts, "cells", listed)
    count = texts.plural("explore.origin.cells_folded", len(cells))
    return f'<details class="kit-fold"><summary>{escape(count)}</summary>{listed}</details>'


def _line(*parts: str) -> str:
    return f'<div class="kit-origin-line">{" ".join(filter(None, parts))}</div>'


def _name(used: Used) -> str:
    return f"<span>{escape(used.name)}</span>"


def _value(texts: Texts, used: Used) -> str:
    value = f'<strong class="kit-origin-value">{escape(used.value)}</strong>'
    if not used.was:
        return value
    was = texts("explore.origin.moved", value=used.was)
    return f'{value} <span class="kit-moved">{escape(was)}</span>'


def _move(texts: Texts, used: Used) -> str:
    """A button to the lever that moves it, when there is one."""
    if used.lever is None:
        return ""
    label = texts("explore.origin.move_one", name=used.name)
    return button(texts["explore.origin.move"], f"lever:{used.lever}", label=label)
