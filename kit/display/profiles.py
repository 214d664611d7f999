"""What somebody can do today and what is expected, competence by competence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Spoke:
    """One competence; `today` and `target` are of LEVELS, or 0 below the first."""

    label: str
    today: int
    target: int

    @property
    def figures(self) -> str:
        return f"{self.today} → {self.target}"


@dataclass(frozen=True, slots=True)
class Profile:
    title: str
    spokes: Sequence[Spoke]  # three or more


@dataclass(frozen=True, slots=True)
class RadarWords:
    today: str
    target: str

    @property
    def figures(self) -> str:
        """What the two figures of a spoke are."""
        return f"{self.today} → {self.target}"
