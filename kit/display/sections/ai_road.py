"""The road of an AI project: its five steps, its two barriers, what holds a step back (M9)."""

from __future__ import annotations

from datetime import date

from kit.analysis.ai_project import DECISIONS, STEPS
from kit.analysis.model import AiProject, AiStep, Checked
from kit.display.parts import Data, callout, chart, paragraph
from kit.display.road import Station, road
from kit.display.sections.modules import checklist
from kit.display.tables import Column, table
from kit.display.words import Block, Words, inside, opening

__all__ = ["STEPS"]

_LISTED = 6  # points left, told one by one


def step_name(words: Words, key: str) -> str:
    return words.texts[f"checklists.{key}.title"]


def use_case(words: Words) -> list[Block]:
    said = words.client.ai_decisions.use_case
    return paragraph(words("ai.use_case", text=said.rstrip(". ")), "lead") if said else []


def road_chart(words: Words) -> list[Block]:
    """The five steps and the two barriers, as a road."""
    project = words.analysis.ai
    if project is None or not project.begun:
        return []
    stations = [_station(words, step, project) for step in project.steps]
    caption = _road_caption(words, project)
    told: list[str] = []
    decided = 0
    for step, station in zip(project.steps, stations, strict=True):
        told.append(words.pair(f"{station.number}, {station.name}", station.state_word))
        if step.decides:
            decided += 1
            said = words(f"ai.{step.decision or 'to_take'}")
            told.append(words("chart.ai_road.gate", number=decided, state=said))
    alt = words("chart.ai_road.alt", conclusion=caption, details=words.series(told))
    return chart("ai-road", caption, alt, road(stations, "road"), data=_road_data(words, project))


def _road_data(words: Words, project: AiProject) -> Data:
    keys = ("ai_step", "ai_progress", "ai_state", "ai_decision")
    rows = [
        [
            f"{step.number}. {step_name(words, step.key)}",
            _progress(words, step.checked),
            words(f"ai.state.{state_of(step, project)}"),
            opening(words(f"ai.{step.decision or 'to_take'}")) if step.decides else "",
        ]
        for step in project.steps
    ]
    return Data(words("chart.data"), [words(f"column.{key}") for key in keys], rows)


def _road_caption(words: Words, project: AiProject) -> str:
    step = current_step(project)
    if step is None:
        return words("chart.ai_road.caption_done")
    state = state_of(step, project)
    kind = {"stopped": "caption_stopped", "held": "caption_held"}.get(state, "caption_step")
    name = inside(step_name(words, step.key))
    return words(f"chart.ai_road.{kind}", number=step.number, step=name)


def _station(words: Words, step: AiStep, project: AiProject) -> Station:
    total = step.checked.total if step.checked else None
    gate = None
    if step.decides:
        gate = words(f"ai.{step.decision if step.decision in ('go', 'no_go') else 'asked'}")
    state = state_of(step, project)
    return Station(
        number=words("ai.number", number=step.number),
        name=step_name(words, step.key),
        share=(total.share or 0.0) if total else 0.0,
        progress=_progress(words, step.checked),
        state=state,
        state_word=words(f"ai.state.{state}"),
        gate=gate,
        gate_open=step.decides and step.closed_by is None,
    )


def _progress(words: Words, checked: Checked | None) -> str:
    if checked is None:
        return words("ai.nothing")
    return words("ai.progress", ticked=checked.total.ticked, of=checked.total.applicable)


def state_of(step: AiStep, project: AiProject) -> str:
    """done, doing, held (begun though an earlier gate is closed), stopped, waiting."""
    if step.decision == "no_go":
        return "stopped"
    if step.held_by:
        return "held" if step.begun else "waiting"
    if step.closed_by is None:
        return "done"
    return "doing" if step.begun or step.key == project.current else "waiting"


def current_step(project: AiProject) -> AiStep | None:
    return next((step for step in project.steps if step.key == project.current), None)


def gates(words: Words) -> list[Block]:
    """Each barrier: open, closed, to be decided, or decided against."""
    project = words.analysis.ai
    if project is None or not project.begun:
        return []
    return [block for step in project.steps if step.decides for block in _gate(words, step)]


def _gate(words: Words, step: AiStep) -> list[Block]:
    name = words(f"ai.gate.{DECISIONS[step.key]}")
    total = step.checked.total if step.checked else None
    counts = {"ticked": total.ticked if total else 0, "of": total.applicable if total else 0}
    if step.decision in ("no_go", "later"):
        title = words(f"ai.gate.{step.decision}", gate=name, **_signed(words, step))
        return callout("stop", title, words(f"ai.gate.{step.decision}_text"))
    if step.closed_by == "gate":
        if step.checked is None and step.decision is None:
            return []  # not there yet: the road shows it
        text = "go_early_text" if step.decision == "go" else "closed_text"
        said = words(f"ai.gate.{text}", **counts, required=step.required)
        return callout("stop", words("ai.gate.closed", gate=name), said)
    if step.closed_by == "undecided":
        title = words("ai.gate.to_decide", gate=name)
        return callout("info", title, words("ai.gate.to_decide_text", **counts))
    title = words("ai.gate.cleared", gate=name, **_signed(words, step))
    return callout("go", title, words("ai.gate.cleared_text"))


def _signed(words: Words, step: AiStep) -> dict[str, str]:
    """When and by whom, as far as it was noted."""
    return {
        "when": _when(words, step.decided_on),
        "who": words("ai.by", who=step.decided_by) if step.decided_by else "",
    }


def _when(words: Words, day: date | None) -> str:
    return words("ai.on", date=words.numbers.date_medium(day)) if day else ""


def steps_table(words: Words) -> list[Block]:
    """Each step: how far it is, what remains, what it produces."""
    project = words.analysis.ai
    if project is None or not project.begun:
        return []
    rows = [
        [
            f"{step.number}. {step_name(words, step.key)}",
            _progress(words, step.checked) if step.checked else "",
            words(f"ai.state.{state_of(step, project)}"),
            _left(words, step),
            "\n".join(map(opening, _outputs(words, step.key))),
        ]
        for step in project.steps
    ]
    columns = (
        Column("ai_step", width=0.16),
        Column("ai_progress", width=0.1),
        Column("ai_state", width=0.1),
        Column("ai_left"),
        Column("ai_outputs", width=0.3),
    )
    return table(words, "ai-steps", words("table.ai_steps.caption"), columns, rows)


def _left(words: Words, step: AiStep) -> str:
    """The points left of a step that was begun, the first ones by name."""
    if step.checked is None:
        return ""
    missing = step.checked.total.missing
    names = [words.item(item) for item in missing[:_LISTED]]
    others = len(missing) - len(names)
    if others:
        names.append(words.plural("table.ai_steps.more", others))
    return "\n".join(names)


def _outputs(words: Words, key: str) -> list[str]:
    listed = words.catalogue.checklists[key].outputs
    return [words.texts[f"checklists.{key}.output.{output}"] for output in listed]


def step_intro(words: Words, key: str) -> str | None:
    """What the step is for, and what must come out of it."""
    if _step(words, key) is None:
        return None
    outputs = words.listed(_outputs(words, key))
    said = words.texts[f"checklists.{key}.intro"]
    return f"{said} {words('ai.outputs', outputs=outputs)}" if outputs else said


def held_back(words: Words, step: AiStep) -> str:
    """Why *step* may not go ahead: the first gate before it that is closed."""
    project = words.analysis.ai
    before = next(one for one in project.steps if one.key == step.held_by) if project else step
    name = step_name(words, before.key)
    if before.closed_by == "gate":
        if before.checked is None:
            return words("ai.held.unfilled", step=name)
        total = before.checked.total
        return words(
            "ai.held.gate",
            step=name,
            ticked=total.ticked,
            of=total.applicable,
            required=before.required,
        )
    when = {} if before.closed_by == "undecided" else {"when": _when(words, before.decided_on)}
    return words(f"ai.held.{before.closed_by}", step=name, **when)


def step_tables(words: Words, key: str) -> list[Block]:
    """The points of a step that was begun."""
    return checklist(words, key) if _step(words, key) is not None else []


def step_callout(words: Words, key: str) -> list[Block]:
    """What holds the step back; of the step in hand, the work that opens its gate."""
    project, step = words.analysis.ai, _step(words, key)
    if project is None or step is None:
        return []
    if step.held_by:
        return callout("stop", words("ai.held.title"), held_back(words, step))
    if step.closed_by != "gate":
        return []
    points = words.catalogue.checklists[key].items
    missing = step.checked.total.missing if step.checked else [item.id for item in points]
    done = step.checked.total.ticked if step.checked else 0
    items = [
        words("gate.lift", point=words.item(item), work=words.item(item, "lift"))
        for item in missing
    ]
    needed = step.required - done
    return callout("info", words("ai.work", count=len(items), needed=needed), None, items)


def _step(words: Words, key: str) -> AiStep | None:
    """A step worth a section: answered, in hand, or the one that comes right after."""
    project = words.analysis.ai
    if project is None or not project.begun:
        return None
    current = current_step(project)
    shown = (
        step
        for step in project.steps
        if step.checked is not None or (current and step.number - current.number in (0, 1))
    )
    return next((step for step in shown if step.key == key), None)


def suppliers(words: Words) -> list[Block]:
    """How long a solution takes to be tried, by where it comes from."""
    project = words.analysis.ai
    if project is None or not (project.begun or project.supplier):
        return []
    months = {
        one.id: (float(one.months_low), float(one.months_high))
        for one in words.catalogue.suppliers.values()
    }
    months["in_house"] = (words.threshold("ai.in_house_low"), words.threshold("ai.in_house_high"))
    rows = [
        [
            words.choice("ai_supplier", code),
            words(
                "table.ai_suppliers.months",
                low=words.numbers.number(months[code][0]),
                high=words.numbers.number(months[code][1]),
            ),
            words("ai.chosen") if code == project.supplier else "",
        ]
        for code in words.catalogue.choices["ai_supplier"]
        if code in months
    ]
    columns = [
        Column("ai_supplier"),
        Column("ai_months", width=0.3),
        Column("ai_chosen", width=0.2),
    ]
    if project.supplier is None:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    emphasis = [at for at, row in enumerate(rows) if row[-1] == words("ai.chosen")]
    caption = words("table.ai_suppliers.caption")
    return table(words, "ai-suppliers", caption, columns, rows, emphasis)
