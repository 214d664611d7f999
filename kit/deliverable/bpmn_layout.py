"""A process map as BPMN elements in a pool: a lane per actor, time from left to right.

Every element has a column of its own. In its lane it stands on the main line; the answer
"no" of a decision stands below, and comes back to the line at a merging gateway. A flow
leaves its column only in the gap before the next one, so that none crosses another.
All in pixels, as BPMN diagrams are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from kit.display.flows import Node

Point = tuple[int, int]

POOL, LANE = 30, 30  # title of the pool, of a lane
_PITCH = 220  # of a column
_FLAT, _TALL = 170, 350  # height of a lane, of one with a decision
_MAIN, _LOW = 125, 145  # from the top of a tall lane to its line, from there to what is below
_MARGIN = 40  # before the first column
_LETTER, _LINE = 6.5, 14  # of a label
_LABEL = 180  # widest label, less than a column
SIZES = {
    "startEvent": (36, 36),
    "endEvent": (36, 36),
    "exclusiveGateway": (50, 50),
    "userTask": (160, 110),
    "serviceTask": (160, 110),
}


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the process; `low`: under the line of its lane."""

    id: str
    kind: str
    name: str
    lane: int
    column: int
    low: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    low: bool = False  # it goes under the line, with nothing on its way


@dataclass(frozen=True, slots=True)
class Diagram:
    """Elements in their order, their flows, and the names of the lanes from top to bottom.

    `defaults`: by decision, the flow taken when its condition does not hold.
    """

    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]
    lanes: tuple[str, ...]
    defaults: Mapping[str, str]


def diagram_of(nodes: Sequence[Node], base: str, nobody: str) -> Diagram:
    """The elements of a map. *base* starts their ids; *nobody*: the lane of what no one does."""
    actors = [node.actor or nobody for node in nodes if node.kind in ("step", "decision")]
    lanes = tuple(dict.fromkeys(actors))
    maker, lane = _Maker(base), 0
    for node in nodes:
        if node.kind in ("step", "decision"):
            lane = lanes.index(node.actor or nobody)
        match node.kind:
            case "start":
                maker.then("startEvent", node.text, lane)
            case "end":
                maker.then("endEvent", node.text, lane)
            case "step":
                maker.then("serviceTask" if node.automated else "userTask", node.text, lane)
            case _:
                maker.decide(node, lane)
    return Diagram(tuple(maker.elements), tuple(maker.flows), lanes, maker.defaults)


class _Maker:
    """Elements added from left to right, each reached from the one before."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._column = 0
        self.elements: list[Element] = []
        self.flows: list[Flow] = []
        self.defaults: dict[str, str] = {}

    def then(self, kind: str, name: str, lane: int, note: str = "") -> Element:
        """The next element on the line."""
        before = self.elements[-1] if self.elements else None
        made = self._put(kind, name, lane, self._column, note=note)
        self._column += 1
        if before:
            self._link(before, made)
        return made

    def decide(self, node: Node, lane: int) -> None:
        """A gateway, a task for each answer that is described, and the gateway they meet at.

        When neither is, both stand there to be settled: a decision with no effect is none.
        """
        at = self._column
        asked = self.then("exclusiveGateway", node.text, lane, node.criterion)
        (yes, then_yes), (no, then_no) = node.answers
        silent_yes, silent_no = node.silent if not all(node.silent) else (False, False)
        upper = None if silent_yes else self._put("userTask", then_yes, lane, at + 1)
        lower = None if silent_no else self._put("userTask", then_no, lane, at + 1, low=True)
        met = self._put("exclusiveGateway", "", lane, at + 2)
        self._column = at + 3
        self._link(asked, upper or met, yes, condition=node.criterion or node.text)
        out = self._link(asked, lower or met, no, low=lower is None)
        self.defaults[asked.id] = out.id
        for task in filter(None, (upper, lower)):
            self._link(task, met)

    def _put(
        self, kind: str, name: str, lane: int, column: int, low: bool = False, note: str = ""
    ) -> Element:
        id = f"{self._base}_{len(self.elements) + 1}"
        made = Element(id, kind, name, lane, column, low, note)
        self.elements.append(made)
        return made

    def _link(
        self,
        source: Element,
        target: Element,
        name: str = "",
        condition: str = "",
        low: bool = False,
    ) -> Flow:
        id = f"{self._base}_flow_{len(self.flows) + 1}"
        made = Flow(id, source.id, target.id, name, condition, low)
        self.flows.append(made)
        return made


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int


class Places:
    """Where everything of a diagram stands."""

    def __init__(self, diagram: Diagram) -> None:
        decided = {one.lane for one in diagram.elements if one.kind == "exclusiveGateway"}
        lanes = range(len(diagram.lanes))
        self._heights = [_TALL if lane in decided else _FLAT for lane in lanes]
        self._tops = [0, *accumulate(self._heights)]
        self._lines = [_MAIN if lane in decided else _FLAT // 2 for lane in lanes]
        self._columns = 1 + max(one.column for one in diagram.elements)
        self._elements = {one.id: one for one in diagram.elements}

    def pool(self) -> Box:
        return Box(0, 0, self._edge(self._columns) + _MARGIN, self._tops[-1])

    def lane(self, number: int) -> Box:
        whole = self.pool()
        return Box(POOL, self._tops[number], whole.width - POOL, self._heights[number])

    def box(self, element: Element) -> Box:
        width, height = SIZES[element.kind]
        x, y = self._centre(element)
        return Box(x - width // 2, y - height // 2, width, height)

    def label(self, element: Element) -> Box | None:
        """Of what cannot hold its name: above a decision, under an event."""
        if not element.name or element.kind not in ("startEvent", "endEvent", "exclusiveGateway"):
            return None
        x, y = self._centre(element)
        width, height = _extent(element.name)
        above = element.kind == "exclusiveGateway"
        top = y - 25 - 6 - height if above else y + 18 + 6
        return Box(x - width // 2, top, width, height)

    def waypoints(self, flow: Flow) -> tuple[Point, ...]:
        """From the edge of its source to that of its target, turning at right angles."""
        source, target = self._elements[flow.source], self._elements[flow.target]
        (x, y), (to_x, to_y) = self._centre(source), self._centre(target)
        (wide, high), (to_wide, to_high) = SIZES[source.kind], SIZES[target.kind]
        out, into = x + wide // 2, to_x - to_wide // 2
        if flow.low:
            under = y + _LOW
            return (x, y + high // 2), (x, under), (to_x, under), (to_x, to_y + to_high // 2)
        if target.low:
            return (x, y + high // 2), (x, to_y), (into, to_y)
        if source.low:
            return (out, y), (to_x, y), (to_x, to_y + to_high // 2)
        if y == to_y:
            return (out, y), (into, to_y)
        turn = self._edge(target.column)
        return (out, y), (turn, y), (turn, to_y), (into, to_y)

    def flow_label(self, flow: Flow) -> Box | None:
        if not flow.name:
            return None
        (x, y), *_ = self.waypoints(flow)
        width, height = _extent(flow.name)
        if flow.low or self._elements[flow.target].low:
            return Box(x + 12, y + 10, width, height)
        return Box(x + 6, y - 4 - height, width, height)

    def _centre(self, element: Element) -> Point:
        y = self._tops[element.lane] + self._lines[element.lane]
        return self._edge(element.column) + _PITCH // 2, y + (_LOW if element.low else 0)

    @staticmethod
    def _edge(column: int) -> int:
        """Where a column begins."""
        return POOL + LANE + _MARGIN + column * _PITCH


def _extent(text: str) -> tuple[int, int]:
    """Width and height that *text* takes as a label, about."""
    wanted = ceil(len(text) * _LETTER)
    return min(wanted, _LABEL), _LINE * min(ceil(wanted / (_LABEL * 0.85)), 6)
