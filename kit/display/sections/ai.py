"""The AI project: whether it is worth it, what it stands on, its ethics (methods M7, M9)."""

from __future__ import annotations

from kit.analysis.model import AiSelfTest, Score
from kit.display.leanings import ORDER, Leaning, leanings
from kit.display.parts import callout, chart, data_of
from kit.display.sections.ai_road import current_step, state_of, step_name
from kit.display.sections.modules import checklist
from kit.display.words import Block, Words, inside, opening


def absent(words: Words) -> str | None:
    return None if words.analysis.ai else words("absent.module")


def headline(words: Words) -> str | None:
    """Where the project is; before it begins, what the self-test says."""
    project = words.analysis.ai
    if project is None:
        return None
    if project.begun:
        step = current_step(project)
        if step is None:
            return words("headline.ai_run")
        kind = {"stopped": "ai_stopped", "held": "ai_held"}.get(state_of(step, project), "ai_step")
        name = inside(step_name(words, step.key))
        return words(f"headline.{kind}", number=step.number, step=name)
    test = project.self_test
    if test is None:
        return words("headline.ai_open")
    total = test.checked.total
    return words(f"headline.ai_{_verdict(test)}", right=total.ticked, of=total.of)


# -- is it worth it -------------------------------------------------------------------------


def selftest_callout(words: Words) -> list[Block]:
    """The rule and its result, then what each group says."""
    project = words.analysis.ai
    if project is None or project.self_test is None:
        return []
    test = project.self_test
    total, verdict = test.checked.total, _verdict(test)
    text = words(
        f"ai.selftest.{verdict}_text",
        right=words.numbers.number(total.ticked),
        needed=words.numbers.number(test.needed),
        **({"blank": words.numbers.number(total.unanswered)} if verdict == "unknown" else {}),
    )
    tone = {"further": "win", "not_yet": "info", "unknown": "info"}[verdict]
    best = max((group.ticked for group in test.checked.groups), default=0)
    items = [_group_says(words, group, best) for group in test.checked.groups]
    return callout(tone, words(f"ai.selftest.{verdict}"), text, items)


def _verdict(test: AiSelfTest) -> str:
    return {True: "further", False: "not_yet", None: "unknown"}[test.further]


def _group_says(words: Words, group: Score, best: int) -> str:
    kind = "none" if not group.ticked else "further" if group.ticked == best else "some"
    name = words.group("ai_selftest", group.key)
    params = {"right": group.ticked, "of": group.of} if group.ticked else {}
    said = words(f"ai.group_{kind}", group=name, **params)
    if group.partly:
        said = words("ai.group_partly", said=said, middle=words.numbers.number(group.partly))
    if group.unanswered:
        said = words.plural("ai.group_blank", group.unanswered, said=said)
    return said


def selftest_chart(words: Words) -> list[Block]:
    project = words.analysis.ai
    if project is None or project.self_test is None:
        return []
    test = project.self_test
    groups = test.checked.groups
    rows = [Leaning(words.group("ai_selftest", group.key), _counts(group)) for group in groups]
    names = {way: words(f"chart.ai_selftest.{way}") for way in ("left", "middle", "right", "blank")}
    total = test.checked.total
    params = {"right": words.numbers.number(total.ticked), "of": words.numbers.number(total.of)}
    if test.further:
        caption = words("chart.ai_selftest.caption", **params)
    else:
        needed = words.numbers.number(test.needed)
        caption = words("chart.ai_selftest.caption_not", **params, needed=needed)
    details = words.series(
        words("chart.ai_selftest.count", name=row.label, **row.counts) for row in rows
    )
    alt = words("chart.ai_selftest.alt", conclusion=caption, details=details)
    columns = [words("column.ai_group"), *(opening(names[way]) for way in ORDER)]
    figures = [
        [row.label, *(words.numbers.number(row.counts.get(way, 0)) for way in ORDER)]
        for row in rows
    ]
    data = data_of(words, columns, figures)
    return chart("ai-selftest", caption, alt, leanings(rows, names, "leanings"), data=data)


def _counts(group: Score) -> dict[str, int]:
    left = group.of - group.ticked - group.partly - group.unanswered
    return {
        "right": group.ticked,
        "middle": group.partly,
        "left": left,
        "blank": group.unanswered,
    }


def selftest_table(words: Words) -> list[Block]:
    return checklist(words, "ai_selftest")


# -- what it stands on ----------------------------------------------------------------------


def state_callout(words: Words) -> list[Block]:
    """What nobody can bring from outside comes first."""
    project = words.analysis.ai
    if project is None or project.state is None:
        return []
    made: list[Block] = []
    if project.required_missing:
        names = words.listed(words.item(item) for item in project.required_missing)
        made += callout("stop", words("ai.appetite", names=names), words("ai.appetite_text"))
    total = project.state.total
    params = {"ticked": total.ticked, "of": total.applicable}
    if not total.missing:
        return [
            *made,
            *callout("go", words("ai.state_ready"), words("ai.state_ready_text", **params)),
        ]
    names = words.listed(inside(words.item(item)) for item in total.missing)
    text = words("ai.state_work_text", **params, names=names)
    return [*made, *callout("info", words("ai.state_work"), text)]


def state_table(words: Words) -> list[Block]:
    return checklist(words, "ai_state")


# -- ethics ---------------------------------------------------------------------------------


def ethics_callout(words: Words) -> list[Block]:
    """Critical domains need explainability (methods M7, M9)."""
    project = words.analysis.ai
    if project is None or (project.ethics is None and project.critical is None):
        return []
    if project.critical is None:
        return callout("info", words("ai.unknown_critical"), words("ai.unknown_critical_text"))
    if not project.critical:
        return callout("info", words("ai.no_critical"), words("ai.no_critical_text"))
    domains = words.listed(
        inside(words.choice("critical_domain", code)) for code in project.critical
    )
    title = words("ai.critical", domains=domains)
    tone, text = ("go", "critical_go") if project.explained else ("stop", "critical_stop")
    return callout(tone, title, words(f"ai.{text}"))


def ethics_table(words: Words) -> list[Block]:
    return checklist(words, "ai_ethics")
