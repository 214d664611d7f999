"""The deployment cards: pilot, way back, dashboard, alerts (method M14)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.deployment import FIGURES
from kit.analysis.model import DeploymentBox, DeploymentResult
from kit.client import Deployment
from kit.display.parts import callout
from kit.display.tables import Column, card, table
from kit.display.words import Block, Words


def absent(words: Words) -> str | None:
    return None if words.analysis.deployments else words("absent.module")


def headline(words: Words) -> str | None:
    results = words.analysis.deployments
    if not results:
        return None
    ready = sum(result.complete for result in results)
    if ready == len(results):
        return words.plural("deployment.headline_all", ready)
    return words("deployment.headline_some", ready=ready, of=len(results))


def callouts(words: Words) -> list[Block]:
    """What each card lacks, as work to do."""
    results = words.analysis.deployments
    if not results:
        return []
    items = [item for result in results for item in _work(words, result)]
    if not items:
        return callout("go", words("deployment.ready_title"), words("deployment.ready_text"))
    title = words.plural("deployment.work_title", len(items))
    return callout("info", title, words("deployment.work_text"), items)


def _work(words: Words, result: DeploymentResult) -> Iterator[str]:
    name = words.automation(result.automation)
    if result.card is None:
        yield words("deployment.no_card", automation=name)
        return
    for box in result.boxes:
        if box.missing:
            todo = words.listed(_todo(words, field, result) for field in box.missing)
            yield words("deployment.work", automation=name, work=todo)


def _todo(words: Words, field: str, result: DeploymentResult) -> str:
    if field == FIGURES and result.card and result.card.dashboard_figures:
        names = words.listed(words.choice("dashboard_figure", f) for f in result.figures_missing)
        return words("deployment.figures", figures=names)
    return words(f"deployment.todo.{field}")


def boxes_table(words: Words) -> list[Block]:
    """The four boxes as declared, then as each card shows them."""
    results = words.analysis.deployments
    if not results:
        return []
    rows = [
        [words.automation(result.automation), *(_shown(words, result, b) for b in result.boxes)]
        for result in results
    ]
    answers = [box.answer for box in results[0].boxes]
    if any(answers):
        declared = [words.choice("answer", one) if one else words("unanswered") for one in answers]
        rows.append([words("deployment.declared"), *declared])
    keys = ("deploy_pilot", "deploy_rollback", "deploy_dashboard", "deploy_alerts")
    columns = (Column("deploy_automation", width=0.24), *(Column(key) for key in keys))
    caption = words("table.deployment_boxes.caption")
    emphasis = [-1] if any(answers) else []
    return table(words, "deployment-boxes", caption, columns, rows, emphasis)


def _shown(words: Words, result: DeploymentResult, box: DeploymentBox) -> str:
    if result.card is None:
        return words("deployment.no_row")
    if not box.missing:
        return words("deployment.complete")
    fields = words.listed(words(f"deployment.field.{field}") for field in box.missing)
    return words("deployment.lacking", fields=fields)


def cards(words: Words) -> list[Block]:
    """One card per automation that has one."""
    made: list[Block] = []
    for result in words.analysis.deployments:
        if result.card is None:
            continue
        name = words.automation(result.automation)
        caption = words("table.deployment_card.caption", name=name)
        made += card(
            words, f"deployment-{result.automation}", caption, _lines(words, result, result.card)
        )
    return made


def _lines(words: Words, result: DeploymentResult, own: Deployment) -> list[tuple[str, str]]:
    number = words.numbers
    figures = words.listed(words.choice("dashboard_figure", one) for one in own.dashboard_figures)
    live = number.date_long(result.go_live) if result.go_live else ""
    return [
        ("deploy_pilot", _group(words, own)),
        ("deploy_dates", _dates(words, result, own)),
        ("deploy_plan", words("deployment.plan_day", date=live) if live else ""),
        ("deploy_rollback", _rollback(words, own)),
        ("deploy_dashboard", words.pair(words.said(own.dashboard), figures or number.missing)),
        ("deploy_alerts", _alerts(words, own)),
        ("deploy_target", number.percent(result.success_target)),
    ]


def _group(words: Words, own: Deployment) -> str:
    if own.pilot_people is None:
        return words.said(own.pilot_group)
    group = words.said(own.pilot_group)
    return words.plural("deployment.people", own.pilot_people, group=group)


def _dates(words: Words, result: DeploymentResult, own: Deployment) -> str:
    number = words.numbers
    if result.pilot_first is None:
        known = own.pilot_weeks is not None
        return words.plural("deployment.weeks", own.pilot_weeks or 0) if known else number.missing
    first = number.date_medium(result.pilot_first)
    if result.pilot_last is None:
        return words("deployment.pilot_from", first=first)
    last = number.date_medium(result.pilot_last)
    return words("deployment.pilot_dates", first=first, last=last)


def _rollback(words: Words, own: Deployment) -> str:
    """How, how long, who decides: what is said of it."""
    how, minutes = words.said(own.rollback).rstrip("."), own.rollback_minutes
    said = {"how": how, "time": words.numbers.minutes(minutes), "who": own.rollback_owner or ""}
    if minutes is not None and own.rollback_owner:
        return words("deployment.rollback_in", **said)
    if own.rollback_owner:
        return words("deployment.rollback_by", **said)
    return words("deployment.rollback_time", **said) if minutes is not None else how


def _alerts(words: Words, own: Deployment) -> str:
    alerts = words.said(own.alerts)
    if not own.alert_to:
        return alerts
    return words("deployment.alert_line", alerts=alerts.rstrip("."), who=own.alert_to)
