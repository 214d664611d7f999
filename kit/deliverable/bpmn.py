"""Process maps as BPMN 2.0 files, one a process, for whoever goes on in a modelling tool.

Each holds its process (lanes, events, tasks, exclusive gateways, flows) and its drawing.
Ids are made of the process and of positions, never of what the client typed; the bytes
depend on the map alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Xml
from xml.etree.ElementTree import SubElement

from kit.analysis.model import ProcessResult
from kit.deliverable.bpmn_layout import Box, Diagram, Element, Flow, Places, diagram_of
from kit.display.sections.maps import nodes_of
from kit.display.words import Words

_SPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_NO_XML = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_HORIZONTAL = {"isHorizontal": "true"}
_LONGEST = 80  # characters of a file's name
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")  # names Windows keeps for itself


def write_maps(folder: Path, words: Words) -> bool:
    """One file in *folder* for each process that has steps; without any, no folder: False."""
    mapped = [result for result in words.analysis.processes if result.steps]
    if not mapped:
        return False
    folder.mkdir(parents=True)
    names: set[str] = set()
    for number, result in enumerate(mapped, 1):
        stem = result.id[:_LONGEST].strip("-")
        if stem in names or _TAKEN.fullmatch(stem):
            stem = f"{stem}-{number}"
        names.add(stem)
        (folder / f"{stem}.bpmn").write_bytes(bpmn_of(words, result))
    return True


def bpmn_of(words: Words, result: ProcessResult) -> bytes:
    """The BPMN 2.0 file of one process."""
    base = f"map_{result.id}"
    diagram = diagram_of(nodes_of(words, result), base, words("map.nobody"))
    root = Xml(
        "bpmn:definitions",
        {
            **_SPACES,
            "id": f"{base}_file",
            "targetNamespace": "urn:kit:process-maps",
            "exporter": "kit",
        },
    )
    pool = SubElement(root, "bpmn:collaboration", id=f"{base}_collaboration")
    SubElement(
        pool,
        "bpmn:participant",
        id=f"{base}_pool",
        name=_clean(result.process.name),
        processRef=f"{base}_process",
    )
    _process(root, diagram, base, result)
    _drawing(root, diagram, base)
    ElementTree.indent(root)
    written: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _process(root: Xml, diagram: Diagram, base: str, result: ProcessResult) -> None:
    process = SubElement(
        root,
        "bpmn:process",
        id=f"{base}_process",
        name=_clean(result.process.name),
        isExecutable="false",
    )
    _document(process, result.process.exceptions or "")
    lanes = SubElement(process, "bpmn:laneSet", id=f"{base}_lanes")
    for number, name in enumerate(diagram.lanes):
        lane = SubElement(lanes, "bpmn:lane", id=f"{base}_lane_{number + 1}", name=_clean(name))
        for element in diagram.elements:
            if element.lane == number:
                SubElement(lane, "bpmn:flowNodeRef").text = element.id
    for element in diagram.elements:
        _element(process, element, diagram)
    for flow in diagram.flows:
        _flow(process, flow)


def _element(process: Xml, element: Element, diagram: Diagram) -> None:
    said = {"id": element.id}
    if element.name:
        said["name"] = _clean(element.name)
    if element.id in diagram.defaults:
        said["default"] = diagram.defaults[element.id]
    made = SubElement(process, f"bpmn:{element.kind}", said)
    _document(made, element.note)
    for flow in diagram.flows:
        if flow.target == element.id:
            SubElement(made, "bpmn:incoming").text = flow.id
    for flow in diagram.flows:
        if flow.source == element.id:
            SubElement(made, "bpmn:outgoing").text = flow.id


def _flow(process: Xml, flow: Flow) -> None:
    said = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
    if flow.name:
        said["name"] = _clean(flow.name)
    made = SubElement(process, "bpmn:sequenceFlow", said)
    if flow.condition:
        condition = SubElement(made, "bpmn:conditionExpression")
        condition.set("xsi:type", "bpmn:tFormalExpression")
        condition.text = _clean(flow.condition)


def _document(of: Xml, text: str) -> None:
    if _clean(text):
        SubElement(of, "bpmn:documentation").text = _clean(text)


def _drawing(root: Xml, diagram: Diagram, base: str) -> None:
    places = Places(diagram)
    drawing = SubElement(root, "bpmndi:BPMNDiagram", id=f"{base}_drawing")
    plane = SubElement(
        drawing, "bpmndi:BPMNPlane", id=f"{base}_plane", bpmnElement=f"{base}_collaboration"
    )
    _shape(plane, f"{base}_pool", places.pool(), _HORIZONTAL)
    for number in range(len(diagram.lanes)):
        _shape(plane, f"{base}_lane_{number + 1}", places.lane(number), _HORIZONTAL)
    for element in diagram.elements:
        marked = {"isMarkerVisible": "true"} if element.kind == "exclusiveGateway" else {}
        shape = _shape(plane, element.id, places.box(element), marked)
        _label(shape, places.label(element))
    for flow in diagram.flows:
        edge = SubElement(plane, "bpmndi:BPMNEdge", id=f"{flow.id}_edge", bpmnElement=flow.id)
        for x, y in places.waypoints(flow):
            SubElement(edge, "di:waypoint", x=str(x), y=str(y))
        _label(edge, places.flow_label(flow))


def _shape(plane: Xml, of: str, box: Box, said: dict[str, str]) -> Xml:
    named = {"id": f"{of}_shape", "bpmnElement": of}
    shape = SubElement(plane, "bpmndi:BPMNShape", named | said)
    _bounds(shape, box)
    return shape


def _label(of: Xml, box: Box | None) -> None:
    if box:
        _bounds(SubElement(of, "bpmndi:BPMNLabel"), box)


def _bounds(of: Xml, box: Box) -> None:
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    SubElement(of, "dc:Bounds", {side: str(value) for side, value in sides.items()})


def _clean(text: str) -> str:
    """*text* on one line, without the characters XML has no place for."""
    return " ".join(_NO_XML.sub(" ", text).split(" ")).strip()
