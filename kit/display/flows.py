"""Process maps: trigger → steps with who does them → decisions with two branches → end.

On a page, nodes stand in rows, left to right, like a text; a decision takes two places: its
question, then its two answers, one above the other, which meet again before the next node.
On a phone they stand in one column, the two answers side by side. No line crosses another.
A long process is cut into drawings of whole rows, which a page takes one after the other;
a circle with a letter says where each goes on. All in inches, drawn with plain shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from kit.display import style
from kit.display.flow_shapes import (
    RADIUS,
    Box,
    Point,
    Question,
    answer,
    arrow,
    line,
    mark,
    question,
    step,
    terminal,
)
from kit.display.paper import Paper

_COLUMNS = 4  # places of a row
_GAP = 0.26  # [in] between two places, room for an arrow
_TURN = 0.24  # [in] kept left and right for the line that goes to the next row
_WIDTH = (style.WIDTH - 2 * _TURN - (_COLUMNS - 1) * _GAP) / _COLUMNS  # [in] of one place
_BELOW = 0.24  # [in] between two rows
_BRANCH = 0.12  # [in] between the two answers
_WHOLE = 5.4  # [in] a map up to there is one drawing
_PIECE = 4.1  # [in] a longer one is cut into drawings half a page high
_DOWN = 0.24  # [in] between two nodes of a column
_EDGE = 0.03  # [in] above and below everything


@dataclass(frozen=True, slots=True)
class Node:
    """`kind`: start, step, decision or end. Only a decision has answers: (answer, what then).

    An answer that nobody described says so in `silent`, and is drawn set back.
    """

    kind: str
    text: str
    actor: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    number: str = ""  # of its step; none when the drawing of a step goes on in this node
    criterion: str = ""  # what a decision is taken on, when it is not the question itself
    automated: bool = False  # a tool does it
    silent: tuple[bool, ...] = (False, False)

    @property
    def places(self) -> int:
        return 2 if self.kind == "decision" else 1

    @property
    def who(self) -> str:
        """What stands above it: "3 · Comptable"."""
        return " · ".join(filter(None, (self.number, self.actor)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of a map, and the nodes it shows."""

    nodes: tuple[Node, ...]
    svg: str


def process_maps(nodes: Sequence[Node], prefix: str) -> list[Drawing]:
    """The map of *nodes*, in order: one drawing, or several when it would be too tall.

    It is cut at the same nodes whatever the width it is drawn at.
    """
    pieces = _pieces(_rows(nodes))
    draw = _on_page if style.width() >= style.WIDTH else _on_phone
    made = []
    for at, rows in enumerate(pieces):
        before, after = _letter(at - 1), _letter(at) if at + 1 < len(pieces) else ""
        svg = draw(rows, f"{prefix}-{at + 1}", before, after)
        made.append(Drawing(tuple(node for row in rows for node in row), svg))
    return made


def _letter(at: int) -> str:
    return "" if at < 0 else chr(ord("A") + at % 26)


def _rows(nodes: Sequence[Node]) -> list[list[Node]]:
    rows: list[list[Node]] = [[]]
    for node in nodes:
        if sum(one.places for one in rows[-1]) + node.places > _COLUMNS:
            rows.append([])
        rows[-1].append(node)
    if len(rows) > 1 and len(rows[-1]) == 1 < len(rows[-2]):
        rows[-1].insert(0, rows[-2].pop())  # the end is not left alone on its row
    return rows


def _pieces(rows: list[list[Node]]) -> list[list[list[Node]]]:
    """The rows of each drawing, the drawings about as tall as each other."""
    heights = [2 * _Row.of(row).half + _BELOW for row in rows]
    total = sum(heights)
    if total <= _WHOLE:
        return [rows]
    count = ceil(total / _PIECE)
    pieces: list[list[list[Node]]] = [[]]
    done = 0.0
    for row, height in zip(rows, heights, strict=True):
        if pieces[-1] and done + height / 2 > len(pieces) * total / count:
            pieces.append([])
        pieces[-1].append(row)
        done += height
    return pieces


# -- on a page: rows --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """A row laid out: the shapes of its nodes, and how high each kind stands."""

    shapes: tuple[Box | Question, ...]
    answers: tuple[tuple[Box, ...], ...]  # none for what is not a decision
    box: float  # [in] height of its boxes, all the same
    branch: float  # [in] height of its answers, all the same

    @classmethod
    def of(cls, nodes: Sequence[Node]) -> _Row:
        shapes = tuple(_shape(node, _WIDTH) for node in nodes)
        answers = tuple(_answers(node, _WIDTH) for node in nodes)
        boxes = [shape.height for shape in shapes if isinstance(shape, Box)]
        branches = [one.height for each in answers for one in each]
        return cls(shapes, answers, max([*boxes, 0.46]), max(branches, default=0.0))

    @property
    def half(self) -> float:
        """[in] from its middle to its top or bottom."""
        asked = max(shape.height for shape in self.shapes)
        return max(self.box, asked, 2 * self.branch + _BRANCH if self.branch else 0.0) / 2


def _shape(node: Node, width: float) -> Box | Question:
    if node.kind == "decision":
        return question(node.who, node.text, node.criterion, width)
    if node.kind == "step":
        return step(node.who, node.text, width, node.automated)
    return terminal(node.text, width, node.kind == "start")


def _answers(node: Node, width: float) -> tuple[Box, ...]:
    return tuple(
        answer(label, then, width, silent)
        for (label, then), silent in zip(node.answers, node.silent, strict=False)
    )


def _left(place: int) -> float:
    return _TURN + place * (_WIDTH + _GAP)


def _on_page(rows: Sequence[Sequence[Node]], prefix: str, before: str, after: str) -> str:
    laid = [_Row.of(row) for row in rows]
    height = 2 * _EDGE + sum(2 * row.half for row in laid) + _BELOW * (len(rows) - 1)
    with style.drawing():
        sheet, paper = style.canvas(height + (_BELOW + RADIUS if after else 0.0))
        top, exit_point = _EDGE, (0.0, 0.0)
        for number, row in enumerate(laid):
            middle = top + row.half
            if number:
                _turn(paper, exit_point, top - _BELOW / 2, middle)
            elif before:
                mark(paper, (RADIUS + 0.01, middle), before)
                arrow(paper, (2 * RADIUS, middle), (_TURN, middle))
            exit_point = _drawn_row(paper, row, middle)
            top += 2 * row.half + _BELOW
        if after:
            _leave(paper, exit_point, top - _BELOW / 2, after)
        return style.to_svg(sheet, prefix)


def _drawn_row(paper: Paper, row: _Row, middle: float) -> Point:
    """Draw the shapes of one row; the point where the line to the next row leaves."""
    place, exit_point = 0, (0.0, 0.0)
    for shape, answers in zip(row.shapes, row.answers, strict=True):
        x = _left(place)
        if place:
            arrow(paper, exit_point, (x, middle))
        if isinstance(shape, Question):
            shape.draw(paper, x, middle, _WIDTH)
            exit_point = _branches(paper, row, answers, place + 1, middle)
            place += 2
        else:
            shape.draw(paper, x, middle, _WIDTH, row.box)
            exit_point = (x + _WIDTH, middle)
            place += 1
    return exit_point


def _branches(paper: Paper, row: _Row, answers: Sequence[Box], place: int, middle: float) -> Point:
    """The answers, one above the other, and the lines that part and meet again."""
    left, level = _left(place), (row.branch + _BRANCH) / 2
    parting, meeting = left - _GAP / 2, left + _WIDTH + _GAP * 0.4
    line(paper, [(left - _GAP, middle), (parting, middle)])
    for box, side in zip(answers, (-1, 1), strict=False):
        y = middle + side * level
        line(paper, [(parting, middle), (parting, y)])
        arrow(paper, (parting, y), (left, y))
        box.draw(paper, left, y, _WIDTH, row.branch)
        line(paper, [(left + _WIDTH, y), (meeting, y), (meeting, middle)])
    return meeting, middle


def _turn(paper: Paper, start: Point, between: float, middle: float) -> None:
    """The line around to the start of the next row."""
    right, left = style.WIDTH - RADIUS, RADIUS
    line(paper, [start, (right, start[1]), (right, between), (left, between), (left, middle)])
    arrow(paper, (left, middle), (_TURN, middle))


def _leave(paper: Paper, start: Point, between: float, letter: str) -> None:
    """The line to the circle that opens the next drawing."""
    right, left = style.WIDTH - RADIUS, RADIUS + 0.01
    line(paper, [start, (right, start[1]), (right, between), (left + RADIUS, between)])
    mark(paper, (left, between), letter)


# -- on a phone: one column -------------------------------------------------------------------


def _on_phone(rows: Sequence[Sequence[Node]], prefix: str, before: str, after: str) -> str:
    nodes = [node for row in rows for node in row]
    width = style.width() - 2 * _EDGE
    half = (width - _GAP) / 2
    shapes = [_shape(node, width * 0.86 if node.kind != "decision" else width) for node in nodes]
    answers = [_answers(node, half) for node in nodes]
    height = 2 * _EDGE + _DOWN * (len(nodes) - 1)
    height += sum(shape.height for shape in shapes)
    height += sum(_fork(each) for each in answers)
    circles = 2 * RADIUS + _DOWN
    centre = style.width() / 2
    with style.drawing():
        sheet, paper = style.canvas(height + circles * (bool(before) + bool(after)))
        y = _EDGE
        if before:
            mark(paper, (centre, y + RADIUS), before)
            arrow(paper, (centre, y + 2 * RADIUS), (centre, y + circles))
            y += circles
        for number, (shape, each) in enumerate(zip(shapes, answers, strict=True)):
            middle = y + shape.height / 2
            if isinstance(shape, Question):
                shape.draw(paper, _EDGE, middle, width)
            else:
                shape.draw(paper, centre - width * 0.43, middle, width * 0.86, shape.height)
            y += shape.height
            if each:
                _side_by_side(paper, each, y, half)
                y += _fork(each)
            if after or number + 1 < len(nodes):
                arrow(paper, (centre, y), (centre, y + _DOWN))
                y += _DOWN
        if after:
            mark(paper, (centre, y + RADIUS), after)
        return style.to_svg(sheet, prefix)


def _fork(answers: Sequence[Box]) -> float:
    """[in] what two answers side by side take, with the lines above and below."""
    return max((box.height for box in answers), default=0.0) + 2 * _DOWN - 0.1 if answers else 0.0


def _side_by_side(paper: Paper, answers: Sequence[Box], top: float, half: float) -> None:
    """The two answers under their question, and the lines that part and meet again."""
    centre, tall = style.width() / 2, max(box.height for box in answers)
    parting, begin = top + 0.08, top + _DOWN
    meeting = begin + tall + _DOWN - 0.1
    line(paper, [(centre, top), (centre, parting)])
    for box, x in zip(answers, (_EDGE, style.width() - _EDGE - half), strict=False):
        middle = x + half / 2
        line(paper, [(centre, parting), (middle, parting)])
        arrow(paper, (middle, parting), (middle, begin))
        box.draw(paper, x, begin + tall / 2, half, tall)
        line(paper, [(middle, begin + tall), (middle, meeting), (centre, meeting)])
