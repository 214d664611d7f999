"""results.json, what a workshop brought back."""

from __future__ import annotations

from typing import Any

from kit.analysis.model import Analysis


def task_matrix(analysis: Analysis) -> dict[str, Any] | None:
    found = analysis.task_matrix
    if found is None:
        return None
    return {
        "tasks": [
            {"name": row.task.name, "family": row.family, "hours_month": row.hours_month}
            for row in found.tasks
        ],
        "zone": list(found.zone),
        "unsorted": list(found.unsorted),
    }
