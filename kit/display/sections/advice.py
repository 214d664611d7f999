"""What the audit recommends, what it refuses to recommend yet, and its conclusion (M11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kit.analysis.model import Verdict
from kit.analysis.model.advice import Reason
from kit.client import Recommendation
from kit.display.parts import bullets, callout, paragraph
from kit.display.sections import action_plan, decision
from kit.display.sections.actions import when
from kit.display.tables import Column, table
from kit.display.words import Block, Words, opening

_EARLY = ".early"  # a choice dated before its trial
_STEPS = 5  # tasks of the plan, where the workbook names no next step
_CRITICAL = 5  # problems named where the workbook names none

# The parts of a full audit (method M11), in order, and what shows that each is there.
_PARTS: Mapping[str, Callable[[Words], object]] = {
    "today": lambda words: words.analysis.processes,
    "pains": lambda words: words.analysis.diagnostic or _any(words, "problem"),
    "needs": lambda words: _any(words, "need"),
    "horizons": lambda words: words.analysis.horizons,
    "options": lambda words: words.analysis.options,
    "actions": lambda words: _any(words, "name"),
    "recommendations": lambda words: _of(words, "recommendation"),
    "roadmap": lambda words: words.analysis.roadmap,
    "budget": lambda words: words.client.phases and words.client.costs,
    "roi": lambda words: words.client.gains or words.client.flows,
    "kpis": lambda words: words.client.kpis,
    "risks": lambda words: words.client.risks,
}


def _any(words: Words, field: str) -> bool:
    return any(getattr(action, field) for action in words.client.actions)


def _of(words: Words, kind: str) -> list[Recommendation]:
    return [one for one in words.client.recommendations if one.kind == kind]


# -- the verdict --------------------------------------------------------------------------------


def verdict(words: Words) -> list[Block]:
    """The option that can be recommended; or why none can yet, one reason a line."""
    found = words.analysis.verdict
    if found is None:
        return []
    said = [*_told(words, found.favour), *_told(words, found.conditions)]
    if found.option is not None:
        return callout("go", words("verdict.go", name=found.option), None, said)
    against = [*_told(words, found.waits), *_told(words, found.against), *said]
    title = "verdict.stop" if found.proposed else "verdict.none"
    name = found.proposed or ""
    return callout("stop", words(title, name=name), _alternative(words, found), against)


def _told(words: Words, reasons: Iterable[Reason]) -> list[str]:
    """In words, names in quotes; amounts in whole euros: they were computed from estimates."""
    return [
        words.sentence(key, {name: _plain(words, raw) for name, raw in params.items()})
        for key, params in reasons
    ]


def _plain(words: Words, raw: object) -> object:
    match raw:
        case (int() | float() as amount, "EUR"):
            return words.numbers.money(amount)
        case tuple() | list() if all(isinstance(one, str) for one in raw):
            return words.quoted(map(str, raw))
        case _:
            return raw


def _alternative(words: Words, found: Verdict) -> str | None:
    """The option that nets most on the same figures, with what those rest on."""
    if found.alternative is None or found.alternative_net is None:
        return None
    params = {
        "name": found.alternative,
        "net": words.numbers.money_about(found.alternative_net),
        "months": words.numbers.number(found.alternative_months),
    }
    return words(f"verdict.{'other_stated' if found.alternative_stated else 'other'}", **params)


def recommendations(words: Words) -> list[Block]:
    """The advice as the consultant wrote it; what favours a choice that must wait says so."""
    found = words.analysis.verdict
    rows = []
    for one in _of(words, "recommendation"):
        text = one.text
        if one.option is not None and found is not None and found.option != one.option:
            text = f"{text}\n{words('verdict.waits')}"
        rows.append([text, one.why or "", when(words, one.when), one.owner or ""])
    return _rows(words, "recommendations", rows)


def _rows(words: Words, key: str, rows: list[list[str]]) -> list[Block]:
    columns = [
        Column("recommendation", width=0.38),
        Column("why"),
        Column("when", width=0.13),
        Column("who", width=0.18),
    ]
    kept = [0, *(at for at in (1, 2, 3) if any(row[at] for row in rows))]
    return table(
        words,
        key.replace("_", "-"),
        words.plural(f"table.{key}.caption", len(rows)),
        [columns[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
    )


# -- the conclusion -----------------------------------------------------------------------------


def critical_problems(words: Words) -> list[Block]:
    """As the workbook states them; else the problems nothing answers, then the heaviest."""
    written = _of(words, "critical_problem")
    if written:
        return bullets([_because(words, one) for one in written])
    named = [row for row in words.analysis.thread if isinstance(row.pain, str) and row.pain]
    unanswered = [row for row in named if row.action is None]
    answered = sorted(
        (row for row in named if row.action is not None and row.hours_year),
        key=lambda row: -(row.hours_year or 0.0),
    )
    said = [
        *(
            words("conclusion.unanswered", problem=words.value(row.pain).rstrip(" ."))
            for row in unanswered
        ),
        *(
            words(
                "conclusion.heavy",
                problem=words.value(row.pain).rstrip(" ."),
                hours=words.numbers.hours(row.hours_year),
            )
            for row in answered
        ),
    ]
    return bullets(list(dict.fromkeys(said))[:_CRITICAL])


def _because(words: Words, one: Recommendation) -> str:
    return words.pair(one.text.rstrip(" ."), one.why) if one.why else one.text


def recommended(words: Words) -> list[Block]:
    """The verdict in one sentence; without options, the decision asked on the first page."""
    found = words.analysis.verdict
    if found is None:
        asked = decision.decision(words)
        return paragraph(str(asked[0].get("text") or asked[0]["title"])) if asked else []
    if found.option is not None:
        reasons = words.series(_inside(one) for one in _told(words, found.favour))
        return paragraph(words("conclusion.option", name=found.option, reasons=reasons))
    said = [words("conclusion.no_option", name=found.proposed)] if found.proposed else []
    first = [one for one in found.waits if not one[0].endswith(_EARLY)]  # told by the milestones
    said += [*_told(words, first or found.waits), *_told(words, found.against[:1])]
    said.append(_alternative(words, found) or words("conclusion.nothing_pays"))
    return [*paragraph(" ".join(said)), *paragraph(_at_once(words, found))]


def _at_once(words: Words, found: Verdict) -> str:
    """What is advised and waits for no choice."""
    free = [
        _inside(one.text)
        for one in _of(words, "recommendation")
        if one.option is None or one.option == found.option
    ]
    return words("conclusion.at_once", actions=words.series(free)) if free else ""


def _inside(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


def success_factors(words: Words) -> list[Block]:
    return bullets([_because(words, one) for one in _of(words, "success_factor")])


def own_steps(words: Words) -> list[str]:
    """The next steps the consultant wrote, one sentence each: they win over the usual plan's."""
    return [_step(words, one) for one in _of(words, "next_step")]


def _step(words: Words, one: Recommendation) -> str:
    """ "Former et mettre en service (mois 3). Responsable : assistante."."""
    said, due = one.text.rstrip(" ."), when(words, one.when)
    if due:
        said = words("advice.dated", text=said, when=due)
    return words("advice.owned", text=said, owner=one.owner) if one.owner else f"{said}."


def next_steps(words: Words) -> list[Block]:
    """As the workbook has them; else the next tasks of the plan."""
    rows = [
        [one.text, one.why or "", when(words, one.when), one.owner or ""]
        for one in _of(words, "next_step")
    ]
    coming = [task for task in words.analysis.plan.tasks if task.last_date >= words.analysis.as_of]
    rows = rows or [
        [
            words.task(task),
            "",
            words.numbers.date_range(task.date, task.last_date, year=True),
            action_plan.owner(words, task),
        ]
        for task in coming[:_STEPS]
    ]
    return _rows(words, "audit_next_steps", rows)


def not_covered(words: Words) -> list[Block]:
    """The parts of a full audit that nothing in the workbook speaks of."""
    missing = [words(f"conclusion.part.{key}") for key, said in _PARTS.items() if not said(words)]
    if not missing:
        return []
    return paragraph(opening(words("conclusion.not_covered", parts=words.listed(missing))))
