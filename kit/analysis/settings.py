"""The thresholds as this engagement uses them: catalogue, client's own figures, what-ifs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.catalogue import Catalogue, Checklist
from kit.client import Company

MONTHS_PER_YEAR = 12
MINUTES_PER_HOUR = 60
_OWN = {"year.working_days": "working_days", "year.working_weeks": "working_weeks"}
_NOT_ASSUMED = ("reader.", "limits.", "gdpr.", "plan.")  # no figure rests on them


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds by key. A what-if wins over the company's own figure, which wins over content."""

    catalogue: Catalogue
    values: Mapping[str, float]

    @classmethod
    def of(cls, catalogue: Catalogue, company: Company, overrides: Mapping[str, float]) -> Settings:
        """Raises KeyError for an override that is no threshold."""
        values = {key: threshold.value for key, threshold in catalogue.thresholds.items()}
        for key, field in _OWN.items():
            own = getattr(company, field)
            if own is not None:
                values[key] = own
        for key, value in overrides.items():
            if key not in values:
                raise KeyError(key)
            values[key] = value
        return cls(catalogue, values)

    def __getitem__(self, key: str) -> float:
        return self.values[key]

    def gate(self, checklist: Checklist) -> float | None:
        """The share *checklist* requires, as this engagement sets it; None: no gate."""
        return self.values.get(f"gates.{checklist.id}", checklist.gate)

    def times_a_month(self, period: str) -> float:
        """How often a *period* comes back in an average month.

        A day comes back on working days and a week in worked weeks: 220 days a year are
        18.33 a month. Never 30 days, never 52 weeks (method M13, "Units are typed").
        """
        match period:
            case "day" | "daily":
                return self["year.working_days"] / MONTHS_PER_YEAR
            case "week" | "weekly":
                return self["year.working_weeks"] / MONTHS_PER_YEAR
            case "month" | "monthly":
                return 1.0
            case "quarter" | "quarterly":
                return 1 / 3
            case "year" | "yearly":
                return 1 / MONTHS_PER_YEAR
        raise ValueError(period)

    def assumptions(self) -> tuple[tuple[str, float, str], ...]:
        """(threshold key, value used, unit) of what the results may rest on."""
        return tuple(
            (key, self.values[key], threshold.unit)
            for key, threshold in self.catalogue.thresholds.items()
            if not key.startswith(_NOT_ASSUMED)
        )
