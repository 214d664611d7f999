"""One automation, one card, one owner: design, tool, register (methods M5 to M7)."""

from __future__ import annotations

from kit.analysis.model import AutomationResult, ToolAdvice
from kit.client import RegisterLine
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
    """For each automation: heading, card, design boxes, tools, register."""
    made: list[Block] = []
    for result in words.analysis.automations:
        made += section(f"automation-{result.id}", 2, result.automation.name)
        made += _card(words, result)
        made += _design(words, result)
        made += _tools(words, result)
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


def reasons(words: Words, advice: ToolAdvice) -> str:
    """All that speaks for the tool chosen, or against one ruled out.

    Of a tool that would do, only what it lacks beside the one chosen: its first reason.
    """
    told = advice.reasons[:1] if advice.fit and not advice.chosen else advice.reasons
    return "\n".join(words.sentence(key, params) for key, params in told)


def _register(words: Words, result: AutomationResult) -> list[Block]:
    if not result.register:
        return bullets([words("register.none")]) if result.personal_data else []
    made: list[Block] = []
    several = len(result.register) > 1
    for position, line in enumerate(result.register, 1):
        name = result.automation.name
        caption = words("table.register.caption", name=name)
        if several:
            caption = words("table.register.numbered", name=name, number=position)
        made += card(
            words, f"register-{result.id}-{position}", caption, _register_lines(words, line)
        )
    return made


def _register_lines(words: Words, line: RegisterLine) -> list[tuple[str, str]]:
    months = words.numbers.missing
    if line.retention_months is not None:
        months = words.plural("register.months", line.retention_months)
    lines = [
        ("purpose", words.said(line.purpose)),
        ("people", words.said(line.people)),
        ("data", words.said(line.data)),
        ("legal_basis", words.choice("legal_basis", line.legal_basis)),
        ("provider", words.said(line.provider)),
        ("dpa_signed", words.yes_no(line.dpa_signed) if line.provider else ""),
        ("outside_eu", words.yes_no(line.outside_eu)),
        ("retention", months),
    ]
    if line.outside_eu:
        lines.insert(7, ("transfer_tool", words.choice("transfer_tool", line.transfer_tool)))
    return lines
