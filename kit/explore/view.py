"""The view of a tab: blocks whose figures tell where they come from, and what was picked in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import escape, unescape

from kit.analysis.model import Trace
from kit.display.figures import formula_of, name_of, result_of
from kit.display.html_blocks import block_to_html
from kit.display.parts import callout
from kit.display.view import BlockView, parts_of
from kit.display.words import Block, Words, opening
from kit.explore.calm import calmly
from kit.explore.state import Exploration

Piece = Block | tuple[str, str]  # a block, or (key, HTML) of the explorer's own

_TRACED = re.compile(r'<a class="kit-trace" href="#trace-([^"]+)">')
_TRACE = "#trace-"


class ExplorerView(BlockView):
    """Pieces of a tab. A figure with a trace says its formula and opens where it comes from."""

    def __init__(self, exploration: Exploration) -> None:
        super().__init__(exploration.base.texts, links=True)
        self._exploration = exploration
        self.on_pick(self._picked)

    def draw(self, blocks: Iterable[Piece]) -> None:
        self.parts = list(self._written(blocks))

    def _written(self, pieces: Iterable[Piece]) -> Iterator[list[str]]:
        words = self._exploration.shown.words
        traces = {trace.figure: trace for trace in words.analysis.traces}
        met: dict[str, int] = {}
        for piece in pieces:
            if isinstance(piece, tuple):
                name, html = piece
            else:
                name, html = str(piece.get("id") or piece["block"]), block_to_html(piece)
            met[name] = met.get(name, 0) + 1
            yield [f"{name}.{met[name]}", _TRACED.sub(partial(_tipped, words, traces), html)]

    def _picked(self, what: str) -> None:
        with calmly(self._failed):
            self._act(what)

    def _failed(self) -> None:
        """Said above what is shown, until it is drawn anew."""
        said = callout("stop", self._exploration.base.texts["explore.page.failed"])
        self.parts = [*parts_of(said), *self.parts]

    def _act(self, what: str) -> None:
        """What every tab does with what was picked in it; a tab may do more."""
        kind, _, rest = what.partition(":")
        levers = self._exploration.levers
        match kind:
            case "link" if rest.startswith(_TRACE):
                self._exploration.explain(rest.removeprefix(_TRACE))
            case "process":
                self._exploration.show(picked=rest)
            case "lever" if rest.isdecimal() and int(rest) < len(levers):
                self._exploration.want(levers[int(rest)])


def tip_of(words: Words, trace: Trace) -> str:
    """What a figure says of itself in one line: its name, its formula, its result."""
    return words.texts(
        "explore.origin.tip",
        name=opening(name_of(words, trace.figure)),
        formula=formula_of(words, trace),
        result=result_of(words, trace),
    )


def _tipped(words: Words, traces: Mapping[str, Trace], link: re.Match[str]) -> str:
    """The link to a trace, with what it says when it is pointed at."""
    trace = traces.get(unescape(link[1]))
    if trace is None:
        return link[0]
    said = escape(tip_of(words, trace))
    return f'{link[0][:-1]} aria-haspopup="dialog" data-kit-tip="{said}">'
