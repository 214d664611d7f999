"""The thresholds as this engagement uses them: catalogue, client's own figures, what-ifs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.catalogue import Catalogue, Checklist
from kit.client import Client, Company, Finance

MONTHS_PER_YEAR = 12
MINUTES_PER_HOUR = 60
_COMPANY = {"year.working_days": "working_days", "year.working_weeks": "working_weeks"}
_FINANCE = {
    "year.hours": "hours_year",
    "year.hours_day": "hours_day",
    "business.horizon_months": "horizon_months",
    "business.discount_rate": "discount_rate",
    "business.target_roi": "target_roi",
    "business.target_net_month": "target_net_month",
    "business.target_payback_months": "target_payback_months",
}
_CALIBRATION = "calibration."  # 1: nothing measured yet, so nothing assumed
# No figure rests on them.
_NOT_ASSUMED = (
    "reader.",
    "limits.",
    "catalogue.",
    "gdpr.",
    "plan.",
    "audit.",
    "change.",
    "governance.",
    "votes.",
    "ratings.",
    "risks.",
    "flash.",
    "feasible.",
    "ai.",
    "gates.ai_",
    "follow_up.",
    "roadmap.",
    "load.",
)


def yearly(month: float | None) -> float | None:
    """Twelve months at full effect; None when the month is not known."""
    return None if month is None else month * MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds by key. A what-if wins over the client's own figure, which wins over content."""

    catalogue: Catalogue
    values: Mapping[str, float]
    discounting: str = "year_end"  # choice: year_end, monthly, by_date
    distribution: str = "triangular"  # choice: triangular, pert

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        company: Company,
        overrides: Mapping[str, float],
        finance: Finance | None = None,
    ) -> Settings:
        """Raises KeyError for an override that is no threshold."""
        finance = finance or Finance()
        values = {key: threshold.value for key, threshold in catalogue.thresholds.items()}
        values |= _own(company, _COMPANY)
        values |= _own(finance, _FINANCE)
        for key, value in overrides.items():
            if key not in values:
                raise KeyError(key)
            values[key] = value
        return cls(
            catalogue,
            values,
            discounting=finance.discounting or catalogue.choices["discounting"][0],
            distribution=finance.distribution or catalogue.choices["distribution"][0],
        )

    def __getitem__(self, key: str) -> float:
        return self.values[key]

    @property
    def horizon(self) -> int:
        """[months] the business case is computed over."""
        return int(self["business.horizon_months"])

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
            and not (key.startswith(_CALIBRATION) and self.values[key] == 1)
        )


def stated_thresholds(client: Client) -> dict[str, tuple[str, float]]:
    """Thresholds that the workbook states itself: key -> (path of the cell, value)."""
    forms = (("company", _COMPANY), ("finance", _FINANCE))
    return {
        key: (f"{form}/{field}", value)
        for form, fields in forms
        for key, field in fields.items()
        if (value := getattr(getattr(client, form), field)) is not None
    }


def _own(form: Company | Finance, fields: Mapping[str, str]) -> dict[str, float]:
    """What the client filled in *form*, by threshold key."""
    filled = {key: getattr(form, field) for key, field in fields.items()}
    return {key: value for key, value in filled.items() if value is not None}
