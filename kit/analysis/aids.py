"""Public aids that the client's size does not rule out (method M9, finance)."""

from __future__ import annotations

from datetime import date

from kit.analysis.model import AidResult
from kit.analysis.settings import Settings
from kit.catalogue import Aid
from kit.client import Company


def possible_aids(company: Company, settings: Settings, as_of: date) -> tuple[AidResult, ...]:
    """Those still open on *as_of*, in the catalogue's order.

    A headcount left blank rules nothing out: the limit is told instead.
    """
    return tuple(
        AidResult(aid.id, company.staff is not None or not _limited(aid))
        for aid in settings.catalogue.aids
        if _fits(aid, company.staff) and not (aid.ends and date.fromisoformat(aid.ends) < as_of)
    )


def _limited(aid: Aid) -> bool:
    return aid.staff_from is not None or aid.staff_below is not None


def _fits(aid: Aid, staff: int | None) -> bool:
    if staff is None:
        return True
    enough = aid.staff_from is None or staff >= aid.staff_from
    return enough and (aid.staff_below is None or staff < aid.staff_below)
