"""Cards without an owner, boxes ticked without proof, pilots on a bad day (methods M5, M14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.analysis.audit.findings import cell
from kit.analysis.cells import cells_of
from kit.analysis.deployment import BOXES, CHECKLIST
from kit.analysis.model import Analysis, Finding, TextKey
from kit.analysis.working_days import FRIDAY, WorkingDays, can_be_planned

_CARD_FIELDS = ("level", "actions", "tools")  # beside the five design boxes, told elsewhere
_TEST_DATA = "testing.test_data"
_TICKED = "yes"


def launch_findings(analysis: Analysis) -> Iterator[Finding]:
    """Cards, then test sheets, then deployment cards."""
    yield from _cards(analysis)
    yield from _tests(analysis)
    yield from _boxes(analysis)
    yield from _pilots(analysis)


def _cards(analysis: Analysis) -> Iterator[Finding]:
    client = analysis.client
    for n, automation in enumerate(client.automations):
        place = cell(client, f"automations/{n}", "name")
        if not automation.owner:
            yield Finding(
                code="automation_without_owner",
                place=place,
                written=None,
                computed=None,
                effect="analysis.effect.automation_without_owner",
                params={"automation": automation.name},
            )
        lacking = [field for field in _CARD_FIELDS if not getattr(automation, field)]
        if lacking:
            yield Finding(
                code="card_incomplete",
                place=place,
                written=None,
                computed=None,
                effect="analysis.effect.card_incomplete",
                params={
                    "automation": automation.name,
                    "missing": tuple(TextKey(f"analysis.card_field.{one}") for one in lacking),
                },
            )


def _tests(analysis: Analysis) -> Iterator[Finding]:
    """The box about ordinary, limit and error data, against the kinds of cases written."""
    client = analysis.client
    answers = {answer.item: answer.value for answer in client.answers}
    if answers.get(_TEST_DATA) != _TICKED:
        return
    for sheet in analysis.trials:
        if not sheet.scenarios or not sheet.missing:
            continue
        name = analysis.automation(sheet.automation).automation.name
        rows = [n for n, trial in enumerate(client.tests) if trial.automation == name]
        yield Finding(
            code="test_box_unproven",
            place=client.cells.get(f"answers/{_TEST_DATA}/value"),
            places=cells_of(client, f"tests/{rows[0]}/automation"),
            written=_TICKED,
            computed=None,
            effect="analysis.effect.test_box_unproven",
            params={
                "box": TextKey("checklists.testing.short.test_data"),
                "automation": name,
                "kinds": tuple(TextKey(f"choices.test_kind.{kind}") for kind in sheet.missing),
            },
        )


def _boxes(analysis: Analysis) -> Iterator[Finding]:
    """Ticked though a card is blank there; not ticked though every card is filled there.

    An automation without any card is told by its section, not here: the box may be about the
    others.
    """
    client = analysis.client
    carded = [result for result in analysis.deployments if result.card is not None]
    for at, box in enumerate(BOXES if carded else ()):
        item = f"{CHECKLIST}.{box}"
        answer = carded[0].boxes[at].answer
        lacking = [result for result in carded if result.boxes[at].missing]
        name = {"box": TextKey(f"checklists.{CHECKLIST}.short.{box}")}
        if answer == _TICKED and lacking:
            names = [analysis.automation(result.automation).automation.name for result in lacking]
            cards = [n for n, one in enumerate(client.deployments) if one.automation in names]
            yield Finding(
                code="deployment_box_unproven",
                place=client.cells.get(f"answers/{item}/value"),
                places=cells_of(client, *(f"deployments/{n}/automation" for n in cards)),
                written=answer,
                computed=None,
                effect="analysis.effect.deployment_box_unproven",
                params={**name, "automations": tuple(names)},
            )
        elif not lacking and len(carded) == len(analysis.deployments) and answer in _UNTICKED:
            yield Finding(
                code="deployment_box_behind",
                place=client.cells.get(f"answers/{item}/value")
                or client.cells.get("deployments/0/automation"),
                written=answer,
                computed=_TICKED,
                effect="analysis.effect.deployment_box_behind",
                params=name,
            )


_UNTICKED = (None, "no", "partly")


def _pilots(analysis: Analysis) -> Iterator[Finding]:
    """A pilot is a go-live: never a Friday, the eve of a day off, nor a day off itself."""
    client = analysis.client
    calendar = WorkingDays.of(client.company.department, client.plan.closed_days, client.closures)
    for n, card in enumerate(client.deployments):
        day = card.pilot_start
        reason = _unsafe(day, calendar) if isinstance(day, date) and can_be_planned(day) else None
        if reason is None or not isinstance(day, date):
            continue
        yield Finding(
            code="pilot_day_unsafe",
            place=client.cells.get(f"deployments/{n}/pilot_start"),
            written=day.isoformat(),
            computed=_safe(day, calendar).isoformat(),
            effect="analysis.effect.pilot_day_unsafe",
            params={
                "automation": card.automation,
                "day": day,
                "reason": TextKey(f"analysis.pilot.{reason}"),
            },
        )


def _unsafe(day: date, calendar: WorkingDays) -> str | None:
    if not calendar.is_working(day):
        return "off"
    if day.weekday() == FRIDAY:
        return "friday"
    return "eve" if calendar.is_eve(day) else None


def _safe(day: date, calendar: WorkingDays) -> date:
    """The first safe day after; a calendar may hold none within three weeks."""
    found = (calendar.nth(day, n) for n in range(1, 16))
    return next((one for one in found if calendar.refusal(one) is None), calendar.first(day))
