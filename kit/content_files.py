"""The files of content/ turned into the catalogue: one function a file, then the texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from kit.catalogue import (
    Catalogue,
    Checklist,
    Deadline,
    Item,
    PlanStep,
    Rule,
    Threshold,
    Tool,
)
from kit.client import Automation
from kit.content_checks import Sentences, Table, first_double, names_in
from kit.content_grids import read_grids, read_suppliers
from kit.content_levers import read_levers
from kit.content_modules import check_modules, read_documents, read_modules
from kit.content_offers import check_offers, read_aids, read_use_cases
from kit.content_people import (
    check_change_phases,
    competence_choices,
    read_change_phases,
    read_skills,
)
from kit.content_risks import (
    read_derived_risks,
    read_impact_criteria,
    read_people,
    read_supplier_questions,
)
from kit.content_workshops import read_workshops
from kit.errors import ContentError

Folders = tuple[Path, ...]
SCALES = ("tick", "answer", "note", "side", "open")
ASKED = ("tick", "answer", "side", "open")  # notes are given in the tables that weigh things
UNITS = ("number", "share", "EUR", "h", "days", "weeks", "months", "bytes", "MB", "s")
SOURCES = "thresholds.source"  # sentences of where a figure or a list comes from
FAMILIES = ("no_code", "ai", "crm")
SIDES, SIDE = ("left", "middle", "right"), 80  # answers of a "side" list, longest of them
HOSTS = ("us", "europe", "self_hosted")
FAMILIES_OF_RULES = ("sums", "units", "time", "money", "claims", "gates", "dates", "data")
SEVERITIES = ("error", "warning", "info")
OWNERS = ("lead", "sponsor", "builder", "data_protection", "users")
RANKS = (1, 3)  # first and last automation a plan works on
HORIZONS = (14, 30)
LAST_DAY = 366
SHORT, LIFT = 40, 120  # longest short name and longest task, in characters
OF_STEP = ("automation", "process")  # placeholders of steps that work on an automation
OF_CLIENT = ("processes", "quick_wins", "candidates")


def read_catalogue(folders: Folders) -> Catalogue:
    """Everything in *folders*, wholly checked; raises ContentError at the first fault.

    The first one has the whole shape of kit/content; what the next ones say wins.
    """
    for folder in folders:
        if not folder.is_dir():
            raise ContentError(folder.name, "-", "there is no such folder")
    sentences = Sentences(folders)
    checklists = _checklists(folders)
    skills = read_skills(folders)
    choices = _choices(folders) | competence_choices(skills)
    modules = read_modules(folders, choices)
    thresholds = _thresholds(folders) | _gates(checklists)
    gates = tuple(one.id for one in checklists.values() if one.gate is not None)
    catalogue = Catalogue(
        checklists=checklists,
        choices=choices,
        thresholds=thresholds,
        tools=_tools(folders, choices),
        plan=_plan(folders, gates, sentences),
        documents=read_documents(folders, modules),
        modules=modules,
        workshops=read_workshops(folders, sentences),
        rules=_rules(folders),
        deadlines=_deadlines(folders, checklists),
        use_cases=read_use_cases(folders, choices),
        aids=read_aids(folders),
        grids=read_grids(folders, choices.get("grid", ()), sentences),
        suppliers=read_suppliers(folders, choices.get("supplier_kind", ()), sentences),
        supplier_questions=read_supplier_questions(folders, choices, sentences),
        impact_criteria=read_impact_criteria(folders, choices),
        people=read_people(folders, choices, sentences),
        derived_risks=read_derived_risks(folders, choices, sentences),
        skills=skills,
        change_phases=read_change_phases(folders, thresholds),
        levers=read_levers(folders, UNITS, thresholds, sentences),
    )
    _check_texts(catalogue, sentences)
    return catalogue


def _checklists(folders: Folders) -> dict[str, Checklist]:
    """The checklists by id (the name of their file), in their `order`."""
    ordered: dict[int, Checklist] = {}
    for name in names_in(folders, "checklists"):
        table = Table.of_file(folders, f"checklists/{name}")
        order = table.integer("order", 0, 10_000)
        if order in ordered:
            table.refuse("order", f"{order} is already taken by {ordered[order].id}")
        ordered[order] = _checklist(table, table.code("-", name.removesuffix(".toml")))
    if not ordered:
        raise ContentError("checklists", "-", "there is no checklist")
    found = {ordered[order].id: ordered[order] for order in sorted(ordered)}
    _check_scales(found.values())
    return found


def _check_scales(checklists: Iterable[Checklist]) -> None:
    """Refuse a list that no sheet can ask, and two ways to answer on one sheet."""
    first: dict[str, Checklist] = {}
    for checklist in checklists:
        if checklist.sheet is None:
            continue
        other = first.setdefault(checklist.sheet, checklist)
        file = f"checklists/{checklist.id}.toml"
        if checklist.scale not in ASKED:
            raise ContentError(file, "scale", f"a sheet asks {', '.join(ASKED)}; leave it without")
        if other.scale != checklist.scale:
            what = f"{other.id}, on the same sheet, is answered by {other.scale!r}"
            raise ContentError(file, "scale", what)


def _checklist(table: Table, id: str) -> Checklist:
    gate = table.number("gate", None)
    if gate is not None and not 0 <= gate <= 1:
        table.refuse("gate", f"a share from 0 to 1 is expected, not {gate}")
    grouped: dict[str, tuple[str, ...]] = {}
    for group in table.tables("group", "id"):
        name = group.code("id", group.text("id"))
        if name in grouped:
            group.refuse("id", f"group {name!r} stands twice")
        grouped[name] = group.several("items", codes=True, empty=False)
        group.close()
    items = [(item, group) for group, members in grouped.items() for item in members]
    if double := first_double(item for item, _ in items):
        table.refuse("group", f"item {double!r} stands twice")
    fields_of = table.pairs("fields", {item for item, _ in items}, _names(Automation))
    checklist = Checklist(
        id=id,
        scale=table.one_of("scale", SCALES),
        groups=tuple(grouped),
        items=tuple(Item(f"{id}.{item}", group, fields_of.get(item)) for item, group in items),
        gate=gate,
        sheet=table.text("sheet", None),
        inverted=table.flag("inverted", False),
        outputs=table.several("outputs", codes=True),
        source=table.text("source"),
        date=table.date("date"),
    )
    table.close()
    return checklist


def _choices(folders: Folders) -> dict[str, tuple[str, ...]]:
    table = Table.of_file(folders, "choices.toml")
    return {name: table.several(name, codes=True, empty=False) for name in table.names()}


def _thresholds(folders: Folders) -> dict[str, Threshold]:
    table = Table.of_file(folders, "thresholds.toml")
    found: dict[str, Threshold] = {}
    for family in table.names():
        group = table.table(family)
        for name in group.names():
            one = group.table(name)
            found[f"{family}.{name}"] = Threshold(
                value=float(one.number("value")),
                unit=one.one_of("unit", UNITS),
                source=one.text("source"),
                date=one.date("date"),
            )
            one.close()
    return found


def _gates(checklists: dict[str, Checklist]) -> dict[str, Threshold]:
    """The gates as thresholds ("gates.gdpr"): their figure stands in the checklist's file."""
    return {
        f"gates.{one.id}": Threshold(one.gate, "share", one.source, one.date)
        for one in checklists.values()
        if one.gate is not None
    }


def _tools(folders: Folders, choices: dict[str, tuple[str, ...]]) -> tuple[Tool, ...]:
    table = Table.of_file(folders, "tools.toml")
    tools = []
    for id in table.names():
        one = table.table(id)
        low, high = one.number("price_low", None), one.number("price_high", None)
        if (low is None) != (high is None) or (low is not None and not 0 <= low <= high):
            one.refuse("price_low", f"0 <= price_low <= price_high is expected: {low}, {high}")
        family = one.one_of("family", FAMILIES)
        tool = Tool(
            id=id,
            name=one.text("name"),
            family=family,
            price_low=low,
            price_high=high,
            hosting=one.several("hosting", HOSTS, empty=False),
            complexity=one.several(
                "complexity", choices.get("complexity", ()), empty=family == "crm"
            ),
            suites=one.several("suites", choices.get("office_suite", ())),
            connectors=one.several("connectors"),
            needs_skills=one.flag("needs_skills"),
            source=one.text("source"),
            date=one.date("date"),
            per_user=one.flag("per_user", False),
        )
        if shouted := [name for name in tool.connectors if name != name.casefold()]:
            one.refuse("connectors", f"{shouted[0]!r} must be in lower case")
        one.close()
        tools.append(tool)
    return tuple(tools)


def _plan(folders: Folders, gates: tuple[str, ...], sentences: Sentences) -> tuple[PlanStep, ...]:
    table = Table.of_file(folders, "plan.toml")
    steps: list[PlanStep] = []
    for one in table.tables("step", "key"):
        key = one.code("key", one.text("key"))
        day = one.integer("day", 1, LAST_DAY)
        automation = one.integer("automation", *RANKS, None)
        known = OF_CLIENT + (OF_STEP if automation is not None else ())
        step = PlanStep(
            key=key,
            day=day,
            last_day=one.integer("last_day", day, LAST_DAY, day),
            owner=one.one_of("owner", OWNERS),
            automation=automation,
            gates=one.several("gates", gates),
            go_live=one.flag("go_live", False),
            horizon=one.integer("horizon", *HORIZONS),
            meeting=one.flag("meeting", False),
            task_needs=_needs(f"plan.{key}.task", known, sentences),
            output_needs=_needs(f"plan.{key}.output", known, sentences),
        )
        if step.horizon not in HORIZONS or step.last_day > step.horizon:
            one.refuse("horizon", f"{HORIZONS[0]} or {HORIZONS[1]}, not before the step's last day")
        if steps and day < steps[-1].day:
            one.refuse("day", f"day {day} comes after day {steps[-1].day}: steps go by day")
        if step.key in {before.key for before in steps}:
            one.refuse("key", f"step {step.key!r} stands twice")
        one.close()
        steps.append(step)
    table.close()
    return tuple(steps)


def _needs(key: str, known: Collection[str], sentences: Sentences) -> tuple[str, ...]:
    """The placeholders of text *key*, which then has a twin without any."""
    needs = sentences.need(key, known=known)
    if needs:
        sentences.need(f"{key}_generic")
    return tuple(sorted(needs))


def _rules(folders: Folders) -> dict[str, Rule]:
    table = Table.of_file(folders, "rules.toml")
    found = {}
    for id in table.names():
        one = table.table(id)
        family = one.one_of("family", FAMILIES_OF_RULES)
        found[id] = Rule(id, family, one.one_of("severity", SEVERITIES))
        one.close()
    return found


def _deadlines(folders: Folders, checklists: dict[str, Checklist]) -> tuple[Deadline, ...]:
    table = Table.of_file(folders, "deadlines.toml")
    items = {item.id for checklist in checklists.values() for item in checklist.items}
    found = []
    for id in table.names():
        one = table.table(id)
        pains = one.several("pains")
        if unknown := [pain for pain in pains if pain not in items]:
            one.refuse("pains", f"{unknown[0]!r} is no item of a checklist")
        below = one.integer("staff_below", 1, 1_000_000, None)
        deadline = Deadline(
            id=id,
            date=one.date("date"),
            pains=pains,
            staff_below=below,
            source=one.text("source"),
            checked=one.date("checked"),
            date_above=one.date("date_above", None),
        )
        if below is None and deadline.date_above is not None:
            one.refuse("date_above", "it means nothing without staff_below")
        one.close()
        found.append(deadline)
    return tuple(sorted(found, key=lambda deadline: deadline.date))


def _check_texts(catalogue: Catalogue, sentences: Sentences) -> None:
    """Refuse words about what is not there, then what has no words in a language.

    Code counts on every threshold and choice that the texts name; checklists, steps and
    tools may be taken out.
    """
    codes = {f"{name}.{code}" for name, codes in catalogue.choices.items() for code in codes}
    sentences.must_be_known("choices", "", codes, "choices.toml")
    sentences.must_be_known("thresholds", ".label", catalogue.thresholds, "thresholds.toml")
    for name, words in catalogue.choices.items():
        _check_words([f"choices.{name}.{code}" for code in words], sentences)
    for checklist in catalogue.checklists.values():
        _check_checklist(checklist, sentences)
    for key, threshold in catalogue.thresholds.items():
        sentences.need(f"thresholds.{key}.label")
        sentences.need(f"{SOURCES}.{threshold.source}")
        sentences.need(f"thresholds.unit.{threshold.unit}", known=("value",))
    for tool in catalogue.tools:
        sentences.need(f"tools.{tool.id}.strength")
    check_modules(catalogue, sentences)
    check_change_phases(catalogue.change_phases, sentences)
    check_offers(catalogue, sentences)
    for rule in catalogue.rules:
        for part in ("what", "why", "example"):
            sentences.need(f"rules.{rule}.{part}")
    for deadline in catalogue.deadlines:
        for part in ("title", "text"):
            sentences.need(f"deadlines.{deadline.id}.{part}")


def _check_words(keys: Sequence[str], sentences: Sentences) -> None:
    """The words of one list: in each language they differ, for the reader tells them apart."""
    met: set[tuple[str, str]] = set()
    for key in keys:
        sentences.need(key)
        for file, word, _ in sentences.each(key):
            if (file, word.casefold()) in met:
                raise ContentError(file, key, f"{word!r} is already a word of this list")
            met.add((file, word.casefold()))


def _check_checklist(checklist: Checklist, sentences: Sentences) -> None:
    key = f"checklists.{checklist.id}"
    for part in ("title", "intro", *(f"group.{group}" for group in checklist.groups)):
        sentences.need(f"{key}.{part}")
    for item in checklist.items:
        name = item.id.partition(".")[2]
        sentences.need(f"{key}.item.{name}")
        sentences.need(f"{key}.short.{name}", longest=SHORT)
        if checklist.gate is not None:
            sentences.need(f"{key}.lift.{name}", longest=LIFT)
        for side in SIDES if checklist.scale == "side" else ():
            sentences.need(f"{key}.side.{name}.{side}", longest=SIDE)
    for output in checklist.outputs:
        sentences.need(f"{key}.output.{output}")
    sentences.need(f"{SOURCES}.{checklist.source}")


def _names(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))
