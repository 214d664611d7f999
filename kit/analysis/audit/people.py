"""What does not hold together about people: counts, and messages that come too late (M9)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.audit.findings import cell
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding, TextKey


def people_findings(analysis: Analysis) -> Iterator[Finding]:
    """Impacts in the order of their sheet, then messages by date."""
    yield from _more_than_staff(analysis)
    yield from _late_messages(analysis)


def _more_than_staff(analysis: Analysis) -> Iterator[Finding]:
    client = analysis.client
    staff = client.company.staff
    for row, impact in enumerate(client.impacts):
        if staff is not None and impact.people is not None and impact.people > staff:
            yield Finding(
                code="people_over_staff",
                place=cell(client, f"impacts/{row}", "people"),
                places=cells_of(client, "company/staff"),
                written=str(impact.people),
                computed=str(staff),
                effect="analysis.effect.people_over_staff",
                params={"people": impact.people, "staff": staff},
            )


def _late_messages(analysis: Analysis) -> Iterator[Finding]:
    """People who hear of an automation on the day it goes live, or after."""
    plan = analysis.change.communication if analysis.change else None
    for one in plan.messages if plan else ():
        if one.late and one.planned and one.go_live and one.automation:
            yield Finding(
                code="message_after_go_live",
                place=cell(analysis.client, f"messages/{one.row}", "when", "audience"),
                written=one.planned.isoformat(),
                computed=one.go_live.isoformat(),
                effect="analysis.effect.message_after_go_live",
                params={
                    "audience": TextKey(f"choices.audience.{one.message.audience}"),
                    "automation": analysis.automation(one.automation).automation.name,
                    "day": one.planned,
                    "go_live": one.go_live,
                },
            )
