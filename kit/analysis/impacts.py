"""The impact study: what changes for people and for the organisation (method M9, M12).

Ten aspects, five on each side. How many people are concerned is bounded, never guessed: the
same people may stand in several rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from kit.analysis.model import AspectResult, ImpactRow, ImpactStudy
from kit.analysis.settings import Settings
from kit.client import Client, Impact

ASPECTS = "impact_aspect"  # list of the workbook


def study_impacts(client: Client, ids: Mapping[str, str], settings: Settings) -> ImpactStudy | None:
    """*ids*: the id of each automation by name. None: no impact was written down."""
    if not client.impacts:
        return None
    aspects = tuple(_aspect(code, client) for code in settings.catalogue.choices[ASPECTS])
    rows = (
        ImpactRow(row, impact, ids.get(impact.automation or ""))
        for row, impact in enumerate(client.impacts)
    )
    return ImpactStudy(
        rows=tuple(sorted(rows, key=_weakness)),
        aspects=aspects,
        unseen=tuple(result.aspect for result in aspects if not result.impacts),
        without_action=tuple(n for n, one in enumerate(client.impacts) if not one.action),
    )


def concerned(rows: Sequence[Impact], client: Client) -> tuple[int | None, int | None]:
    """How many people *rows* concern, at least and at most.

    At least: jobs do not overlap, so the most of each job add up; a row that names no job may
    hold the same people as all the others. At most: every row is other people, within what
    the client says of each job and of its staff. None: not said.
    """
    low = _least(rows)
    high = _most(rows, client)
    if low is not None and high is not None:
        high = max(low, high)  # more than the staff: told by the audit
    return low, high


def _least(rows: Iterable[Impact]) -> int | None:
    said = [(row.role, row.people) for row in rows if row.people is not None]
    if not said:
        return None
    jobs: dict[str, int] = {}
    loose = 0
    for role, people in said:
        if role is None:
            loose = max(loose, people)
        else:
            jobs[role] = max(jobs.get(role, 0), people)
    return max(loose, sum(jobs.values()))


def _most(rows: Iterable[Impact], client: Client) -> int | None:
    headcounts = {role.name: role.headcount for role in client.roles}
    jobs: dict[str, float] = {}
    loose = 0.0
    for row in rows:
        people = math.inf if row.people is None else row.people
        if row.role is None:
            loose += people
        else:
            jobs[row.role] = jobs.get(row.role, 0.0) + people
    bounded = (min(sum_, _headcount(headcounts.get(role))) for role, sum_ in jobs.items())
    staff = math.inf if client.company.staff is None else client.company.staff
    most = min(staff, loose + sum(bounded))
    return None if math.isinf(most) else math.floor(most)


def _headcount(people: float | None) -> float:
    return math.inf if people is None else math.ceil(people)  # 1.5 posts are two people


def _aspect(code: str, client: Client) -> AspectResult:
    rows = [impact for impact in client.impacts if impact.aspect == code]
    low, high = concerned(rows, client) if rows else (None, None)
    levels = [impact.level for impact in rows if impact.level is not None]
    return AspectResult(
        aspect=code,
        side=code.partition("_")[0],
        impacts=len(rows),
        people_low=low,
        people_high=high,
        level=max(levels, default=None),
    )


def _weakness(row: ImpactRow) -> tuple[int, int, int]:
    """Strongest first, then those that concern the most people, then the sheet's order."""
    return -(row.impact.level or 0), -(row.impact.people or 0), row.row
