"""One automation, one card, one owner: design and tool (methods M5 and M6)."""

from __future__ import annotations

from kit.analysis.model import AutomationResult, ToolAdvice
from kit.display.parts import bullets, paragraph, section
from kit.display.tables import Column, card, table
from kit.display.words import Block, Words


def absent(words: Words) -> str | None:
    return None if words.analysis.automations else words("absent.automations")


def headline(words: Words) -> str | None:
    results = words.analysis.automations
    if not results:
        return None
    free = sum(1 for result in results if not result.blocked_by)
    which = "all" if free == len(results) else "some" if free else "none"
    ready = words.plural(f"headline.ready_{which}", free if which == "some" else len(results))
    return words.plural("headline.automations", len(results), ready=ready)


def overview(words: Words) -> list[Block]:
    """All automations at a glance: what they serve, who owns them, what holds them back."""
    rows = [
        [
            result.automation.name,
            words.process(result.process),
            words.said(result.automation.owner),
            chosen(result) or words.numbers.missing,
            words.listed(words(f"gate.name.{gate}") for gate in result.blocked_by)
            or words("gate.none"),
        ]
        for result in words.analysis.automations
    ]
    columns = (
        Column("automation", width=0.25),
        Column("process"),
        Column("owner", width=0.17),
        Column("tool", width=0.15),
        Column("blocked_by", width=0.18),
    )
    return table(words, "automations", words("table.automations.caption"), columns, rows)


def chosen(result: AutomationResult) -> str:
    return " + ".join(advice.name for advice in result.tools if advice.chosen)


def cards(words: Words) -> list[Block]:
    """For each automation: heading, card, design boxes, tools."""
    made: list[Block] = []
    for result in words.analysis.automations:
        made += section(f"automation-{result.id}", 2, result.automation.name)
        made += _card(words, result)
        made += _design(words, result)
        made += _tools(words, result)
        made += _stack(words, result)
        made += _register(words, result)
    return made


def _card(words: Words, result: AutomationResult) -> list[Block]:
    automation = result.automation
    actions = "\n".join(f"{n}. {action}" for n, action in enumerate(automation.actions, 1))
    lines = [
        ("process", words.process(result.process)),
        ("owner", words.said(automation.owner)),
        ("level", words.choice("level", automation.level) if automation.level else ""),
        ("trigger", words.said(automation.trigger)),
        ("conditions", automation.conditions or ""),
        ("actions", actions or words.numbers.missing),
        ("tools", ", ".join(automation.tools)),
        ("rules", words.said(automation.rules)),
        ("exceptions", words.said(automation.exceptions)),
        ("human_check", words.said(automation.human_check)),
        ("logs", words.said(automation.logs)),
        ("critical", words.yes_no(automation.critical) if automation.critical else ""),
    ]
    caption = words("table.automation_card.caption", name=automation.name)
    return card(words, f"card-{result.id}", caption, lines)


def _design(words: Words, result: AutomationResult) -> list[Block]:
    total = result.design.total
    if not total.missing:
        return paragraph(words("design.complete", of=total.of))
    points = words.listed(words.item(item).casefold() for item in total.missing)
    return paragraph(words("design.missing", ticked=total.ticked, of=total.of, points=points))


def _tools(words: Words, result: AutomationResult) -> list[Block]:
    if not result.tools:
        return []
    rows = [
        [
            advice.name,
            words(f"tool.{'chosen' if advice.chosen else 'fit' if advice.fit else 'out'}"),
            reasons(words, advice),
        ]
        for advice in result.tools
    ]
    columns = (Column("tool", width=0.18), Column("verdict", width=0.15), Column("reasons"))
    tool = chosen(result)
    caption = words(
        f"table.tools.{'caption' if tool else 'none'}", name=result.automation.name, tool=tool
    )
    return table(words, f"tools-{result.id}", caption, columns, rows)


def _stack(words: Words, result: AutomationResult) -> list[Block]:
    """What runs the steps, what reads and writes, and what is left to webhooks (method M6)."""
    picked = {advice.family: advice for advice in result.tools if advice.chosen}
    flow, model = picked.get("no_code"), picked.get("ai")
    if flow is None and model is None:
        return []
    key = "both" if flow and model else "flow" if flow else "model"
    names = {"flow": flow.name if flow else "", "model": model.name if model else ""}
    said = [words(f"tool.stack.{key}", **names)]
    for _, params in flow.reasons if flow else ():
        if "missing" in params:
            missing = words.value(params["missing"])
            said.append(words("tool.stack.webhooks", missing=missing))
    return paragraph(" ".join(said))


def reasons(words: Words, advice: ToolAdvice) -> str:
    """All that speaks for the tool chosen, or against one ruled out.

    Of a tool that would do, only what it lacks beside the one chosen: its first reason.
    """
    told = advice.reasons[:1] if advice.fit and not advice.chosen else advice.reasons
    return "\n".join(words.sentence(key, params) for key, params in told)


def _register(words: Words, result: AutomationResult) -> list[Block]:
    """What is missing; the lines themselves stand in the register."""
    lacking = result.personal_data and not result.register
    return bullets([words("register.none")]) if lacking else []
