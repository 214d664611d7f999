"""A CRM project: how many people, how much a month (method M8)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrmScope:
    users: int | None = None  # [people] who will need an access
    budget_month: float | None = None  # [EUR/month] for subscriptions; None: the tool budget
