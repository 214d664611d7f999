"""How the top processes flow, step by step: maps, and the same in words (method M2)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import ProcessResult
from kit.analysis.names import fold
from kit.client import Step
from kit.display.flows import Node, process_maps
from kit.display.parts import Data, chart, paragraph, section
from kit.display.words import Block, Words

_MAPS = 3
_STEPS = 30  # drawn at most in one map
_DONE = ("step", "decision")  # nodes that are told


def mapped(words: Words) -> list[ProcessResult]:
    """Processes whose steps are described, first priorities first, then the longest."""
    ranks = {row.process: row.rank for row in words.analysis.priorities if row.rank}
    last = len(words.analysis.processes) + 1
    described = [result for result in words.analysis.processes if result.steps]
    described.sort(key=lambda result: (ranks.get(result.id, last), -(result.hours_month or 0)))
    return described[:_MAPS]


def maps(words: Words) -> list[Block]:
    """Process maps of the top processes, each under its own heading."""
    made: list[Block] = []
    for number, result in enumerate(mapped(words), 1):
        made += section(f"map-{result.id}", 3, result.process.name)
        made += one_map(words, result, f"map{number}")
        if result.process.exceptions:
            made += paragraph(words("processes.exceptions", text=result.process.exceptions))
    return made


def counted(words: Words, steps: Sequence[Step]) -> dict[str, str]:
    """ "5 étapes", "1 décision": what *steps* hold."""
    decisions = sum(1 for step in steps if step.condition)
    return {
        "steps": words.plural("map.steps", len(steps)),
        "decisions": words.plural("map.decisions", decisions),
    }


def one_map(words: Words, result: ProcessResult, prefix: str) -> list[Block]:
    """One process; *prefix* starts the ids of its drawings."""
    every = nodes_of(words, result)
    nodes = nodes_of(words, result, _STEPS)
    beyond = every[len(nodes) - 1 : -1]
    actors = list(dict.fromkeys(step.actor for step in result.steps if step.actor))
    caption = words(
        "map.caption",
        name=result.process.name,
        **counted(words, result.steps),
        actors=words.plural("map.actors", len(actors)),
    )
    made: list[Block] = []
    drawings = process_maps(nodes, prefix)
    for number, drawing in enumerate(drawings, 1):
        titled = caption
        if len(drawings) > 1:
            titled = words("map.part", caption=caption, number=number, of=len(drawings))
        listed = [*drawing.nodes, *(beyond if number == len(drawings) else ())]
        story = words.series(_told(words, node) for node in listed if node.kind in _DONE)
        alt = words("map.alt_more", conclusion=titled, story=story)
        if number == 1:
            trigger = nodes[0].text.rstrip(". ")
            alt = words("map.alt", conclusion=titled, trigger=trigger, story=story)
        data = Data(words("map.steps_data"), *_in_words(words, listed))
        made += chart(f"map-{result.id}-{number}", titled, alt, drawing.svg, data=data)
    return made


def nodes_of(words: Words, result: ProcessResult, most: int | None = None) -> list[Node]:
    """The trigger, the steps (*most* of them at most), the end or what is left out."""
    nodes = [Node("start", result.process.trigger or words("map.no_trigger"))]
    for number, step in enumerate(result.steps[:most], 1):
        nodes += _nodes(words, result, step, number)
    left_out = 0 if most is None else max(len(result.steps) - most, 0)
    nodes.append(Node("end", words.plural("map.more", left_out) if left_out else words("map.end")))
    return nodes


def _nodes(words: Words, result: ProcessResult, step: Step, number: int) -> list[Node]:
    """A step is a box; with a condition, a question, after the box of what is done first."""
    actor, automated = step.actor or "", is_automated(words, result, step)
    if actor and automated:
        actor = words("map.automated", actor=actor)
    if not step.condition:
        return [Node("step", step.action, actor, number=str(number), automated=automated)]
    neither = not step.if_yes and not step.if_no
    unsaid = words("map.unsaid" if neither else "map.goes_on")
    answers = (
        (words("map.yes"), step.if_yes or unsaid),
        (words("map.no"), step.if_no or unsaid),
    )
    silent = (not step.if_yes, not step.if_no)
    asked, criterion = step.action.strip(), step.condition.strip()
    if asked.casefold() == criterion.casefold():
        criterion = ""
    if asked.endswith("?") or not criterion:
        return [Node("decision", asked, actor, answers, str(number), criterion, silent=silent)]
    return [
        Node("step", asked, actor, number=str(number), automated=automated),
        Node("decision", criterion, actor, answers, silent=silent),
    ]


def is_automated(words: Words, result: ProcessResult, step: Step) -> bool:
    """The client wrote a tool, and not a person, as the one who does it."""
    process = result.process
    tools = [*process.tools, *words.client.company.tools]
    tools += [tool for one in words.client.automations for tool in one.tools]
    people = {fold(name) for name in process.actors} - {fold(name) for name in process.tools}
    done_by = fold(step.actor or "")
    return bool(done_by) and done_by not in people and done_by in map(fold, tools)


def _told(words: Words, node: Node) -> str:
    told = node.text.rstrip(". ")
    if node.answers:
        kind = "map.told_question" if node.criterion else "map.told_choice"
        (_, yes), (_, no) = node.answers
        told = words(kind, question=told, criterion=node.criterion, yes=yes, no=no)
    told = words.pair(node.actor, told) if node.actor and node.number else told
    if not node.number:
        return words("map.told_then", told=told)
    return words("map.told_number", number=node.number, told=told)


def _in_words(words: Words, nodes: Sequence[Node]) -> tuple[list[str], list[list[str]]]:
    """Columns and rows of the table that says the same as a drawing."""
    keys = ["number", "who", "what", "criterion", "yes", "no"]
    rows = [
        [
            node.number,
            node.actor or words.numbers.missing,
            node.text,
            node.criterion,
            *([then for _, then in node.answers] or ["", ""]),
        ]
        for node in nodes
        if node.kind in _DONE
    ]
    used = [n for n in range(len(keys)) if n == 0 or any(row[n] for row in rows)]
    columns = [words(f"column.map_{keys[n]}") for n in used]
    return columns, [[row[n] for n in used] for row in rows]
