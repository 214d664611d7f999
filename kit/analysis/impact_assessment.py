"""Does a processing need an impact assessment (AIPD)? Nine criteria, two are enough.

Source: guidelines WP 248 rev.01, taken up by the CNIL; Regulation (EU) 2016/679, art. 35.
"""

from __future__ import annotations

from kit.analysis.settings import Settings
from kit.client import Automation, Process, RegisterLine

NEEDED, TO_CONFIRM, NOT_INDICATED = "needed", "to_confirm", "not_indicated"
_SENSITIVE, _LARGE = "sensitive_data", "large_scale"  # together: art. 35(3)(b)

Criteria = tuple[tuple[str, str], ...]


def assess(
    line: RegisterLine, automation: Automation, process: Process, settings: Settings
) -> tuple[Criteria, str, bool]:
    """(criteria with their origin, verdict, sensitive data at large scale).

    "needed" rests on what is written alone; with the criteria proposed it is "to_confirm".
    """
    written = line.dpia_criteria
    shown = [
        one.id
        for one in settings.catalogue.impact_criteria.values()
        if one.id not in written
        and (
            (one.sensitive and bool(process.sensitive_data))
            or automation.level in one.levels
            or process.domain in one.domains
        )
    ]
    criteria = tuple(
        (code, "written" if code in written else "proposed")
        for code in settings.catalogue.choices["dpia_criterion"]
        if code in written or code in shown
    )
    both = {code for code, _ in criteria}
    large_scale = {_SENSITIVE, _LARGE} <= both
    enough = settings["gdpr.dpia_criteria"]
    if len(written) >= enough or {_SENSITIVE, _LARGE} <= set(written):
        return criteria, NEEDED, large_scale
    verdict = TO_CONFIRM if len(criteria) >= enough or large_scale else NOT_INDICATED
    return criteria, verdict, large_scale
