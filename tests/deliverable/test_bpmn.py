"""Process maps as BPMN 2.0: whole, well-formed, drawn, whatever the client typed."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kit.deliverable.bpmn import bpmn_of, write_maps
from kit.display.words import Words
from tests.clients import a_client, a_process, a_step
from tests.display.samples import HOSTILE, words

SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
NODES = ("startEvent", "endEvent", "userTask", "serviceTask", "exclusiveGateway")
NAME = "Vérifier avec le service commercial que la commande correspond au devis accepté"


def mapped(name: str = "Devis", text: str = NAME, steps: int = 30) -> Words:
    """A process of *steps*, every fourth a decision, by three actors, one of them a tool."""
    made = [
        a_step(
            process=name,
            action=f"{text} ?" if n % 4 == 2 else text,
            actor=("Assistant", text, "Excel")[n % 3],
            condition=text if n % 4 == 2 else None,
            if_yes=None if n % 8 == 2 else text,
            if_no=None if n % 8 == 6 else text,
        )
        for n in range(steps)
    ]
    process = a_process(name, trigger=text, exceptions=text, tools=("Excel",))
    return words(a_client(processes=(process,), steps=tuple(made)))


def tree(made: Words) -> ElementTree.Element:
    return ElementTree.fromstring(bpmn_of(made, made.analysis.processes[0]))


def ids(root: ElementTree.Element) -> list[str]:
    return [one.attrib["id"] for one in root.iter() if "id" in one.attrib]


def nodes(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    found = [one for kind in NODES for one in root.iterfind(f".//bpmn:{kind}", SPACES)]
    return {one.attrib["id"]: one for one in found}


@pytest.mark.parametrize("text", [NAME, HOSTILE[:110], "\x00\x0b\ufffe ]]> &amp; <!--", "0"])
def test_a_map_is_whole_whatever_was_typed(text: str) -> None:
    root = tree(mapped(text, text))
    flows = root.findall(".//bpmn:sequenceFlow", SPACES)
    known = nodes(root)
    for flow in flows:
        assert {flow.attrib["sourceRef"], flow.attrib["targetRef"]} <= set(known)
    for id, node in known.items():
        into = {one.text for one in node.findall("bpmn:incoming", SPACES)}
        out = {one.text for one in node.findall("bpmn:outgoing", SPACES)}
        assert into == {one.attrib["id"] for one in flows if one.attrib["targetRef"] == id}
        assert out == {one.attrib["id"] for one in flows if one.attrib["sourceRef"] == id}
        assert bool(into) != node.tag.endswith("startEvent")
        assert bool(out) != node.tag.endswith("endEvent")
    every = ids(root)
    assert len(every) == len(set(every))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", id, re.ASCII) for id in every)


def test_every_node_stands_in_one_lane_and_on_the_drawing() -> None:
    root = tree(mapped())
    known = nodes(root)
    lanes = root.findall(".//bpmn:lane", SPACES)
    assert [one.attrib["name"] for one in lanes] == ["Assistant", NAME, "Excel (automatique)"]
    held = [one.text or "" for one in root.iterfind(".//bpmn:flowNodeRef", SPACES)]
    assert sorted(held) == sorted(known)
    shapes = {
        one.attrib["bpmnElement"]: one for one in root.iterfind(".//bpmndi:BPMNShape", SPACES)
    }
    assert set(known) < set(shapes)
    edges = root.findall(".//bpmndi:BPMNEdge", SPACES)
    flows = {one.attrib["id"] for one in root.iterfind(".//bpmn:sequenceFlow", SPACES)}
    assert {one.attrib["bpmnElement"] for one in edges} == flows
    for lane in lanes:
        outer = bounds(shapes[lane.attrib["id"]])
        for id in (one.text or "" for one in lane):
            x, y, width, height = bounds(shapes[id])
            assert outer[0] < x and x + width < outer[0] + outer[2]
            assert outer[1] < y and y + height < outer[1] + outer[3]


def bounds(shape: ElementTree.Element) -> tuple[int, int, int, int]:
    box = shape.find("dc:Bounds", SPACES)
    assert box is not None
    x, y, width, height = (int(box.attrib[side]) for side in ("x", "y", "width", "height"))
    return x, y, width, height


def test_no_shape_and_no_label_lies_upon_another() -> None:
    root = tree(mapped())
    lanes = {one.attrib["id"] for one in root.iterfind(".//bpmn:lane", SPACES)}
    boxes = []
    for shape in root.iterfind(".//bpmndi:BPMNShape", SPACES):
        if shape.attrib["bpmnElement"] in lanes or shape.attrib["id"].endswith("_pool_shape"):
            continue
        boxes.append(bounds(shape))
        label = shape.find("bpmndi:BPMNLabel", SPACES)
        if label is not None:
            boxes.append(bounds(label))
    for at, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[at + 1 :]:
            assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


def test_a_decision_says_its_answers_and_on_what() -> None:
    steps = (
        a_step(action="Est-ce urgent ?", actor="Accueil", condition="délai < 2 jours", if_yes="A"),
    )
    root = tree(words(a_client(processes=(a_process(),), steps=steps)))
    (asked,) = (
        one for one in root.iterfind(".//bpmn:exclusiveGateway", SPACES) if "name" in one.attrib
    )
    assert asked.attrib["name"] == "Est-ce urgent ?"
    assert asked.findtext("bpmn:documentation", namespaces=SPACES) == "délai < 2 jours"
    flows = {
        one.attrib["name"]: one
        for one in root.iterfind(".//bpmn:sequenceFlow", SPACES)
        if "name" in one.attrib
    }
    assert set(flows) == {"oui", "non"}
    assert flows["oui"].findtext("bpmn:conditionExpression", namespaces=SPACES)
    assert asked.attrib["default"] == flows["non"].attrib["id"]
    assert len(root.findall(".//bpmn:userTask", SPACES)) == 1  # nothing was said of "non"


def test_a_step_done_by_a_tool_is_automated() -> None:
    steps = (a_step(action="Envoyer", actor="Excel"), a_step(action="Relire", actor="Accueil"))
    root = tree(words(a_client(processes=(a_process(tools=("Excel",)),), steps=steps)))
    named = [one.attrib["name"] for one in root.iterfind(".//bpmn:serviceTask", SPACES)]
    assert named == ["Envoyer"]


def test_the_same_map_has_the_same_bytes() -> None:
    made, again = mapped(), mapped()
    first = bpmn_of(made, made.analysis.processes[0])
    assert first == bpmn_of(again, again.analysis.processes[0])
    assert first.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n') and b"\r" not in first


def test_each_process_with_steps_has_a_file_of_its_own(tmp_path: Path) -> None:
    names = ("CON", "Devis", "発注", "Sans étape", "L" * 100 + " un", "L" * 100 + " deux")
    client = a_client(
        processes=tuple(a_process(name) for name in names),
        steps=tuple(a_step(process=name, action="A") for name in names if name != "Sans étape"),
    )
    assert write_maps(tmp_path / "bpmn", words(client))
    files = sorted(path.name for path in (tmp_path / "bpmn").iterdir())
    assert len(files) == 5 and "devis.bpmn" in files and "con.bpmn" not in files
    assert all(len(name) < 100 for name in files)


def test_without_steps_there_is_no_folder(tmp_path: Path) -> None:
    assert not write_maps(tmp_path / "bpmn", words(a_client(processes=(a_process(),))))
    assert not (tmp_path / "bpmn").exists()
