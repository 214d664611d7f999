"""A CRM: needs, steps, indicators, and which solutions the client's answers leave (M8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.analysis.model.basics import Checked


@dataclass(frozen=True, slots=True)
class CrmTool:
    """A solution of the catalogue; prices for all the users, None when they cannot be told."""

    tool: str  # id in the catalogue
    fit: bool
    in_use: bool  # the client names it among its software
    month_low: float | None  # [EUR/month]
    month_high: float | None
    reasons: tuple[tuple[str, Mapping[str, object]], ...]  # (text key, params), for or against


@dataclass(frozen=True, slots=True)
class Crm:
    needs: Checked | None
    steps: Checked | None
    next_step: str | None  # item: the first one not done; None: all are, or none was answered
    early: bool  # a tool is chosen, or being put in place, without objectives
    kpis: tuple[str, ...]  # items to be followed
    users: int | None  # [people]
    budget: float | None  # [EUR/month] the client's for a CRM, else for all its tools
    tools: tuple[CrmTool, ...]
