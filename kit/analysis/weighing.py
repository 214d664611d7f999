"""Probability times impact, from notes or from words (method M15)."""

from __future__ import annotations

import math

from kit.analysis.model import Weighed
from kit.analysis.settings import Settings
from kit.client import Rating

SCALE = range(1, 6)
_LEVELS = ("critical", "high", "moderate")  # thresholds risks.<level>_from; under them: low
_NOISE = 1e-9  # of a mean of thresholds


def note_of(rating: Rating | None, settings: Settings) -> int | None:
    """The note of *rating*, 1..5; words between two levels are the middle, rounded up.

    "faible à moyenne" is 2 to 3: 3. A doubt never makes a risk smaller.
    """
    if rating is None or (rating.note is None and not rating.levels):
        return None
    if rating.note is not None:
        return rating.note
    worth = [settings[f"ratings.{level}"] for level in rating.levels]
    middle = math.fsum(worth) / len(worth)
    return min(max(math.ceil(middle - _NOISE), SCALE[0]), SCALE[-1])


def weigh(probability: int | None, impact: int | None, settings: Settings) -> Weighed:
    """The two notes and their product, 1..25; no product without both."""
    if probability is None or impact is None:
        return Weighed(probability, impact, None, None)
    criticality = probability * impact
    return Weighed(probability, impact, criticality, level_of(criticality, settings))


def level_of(criticality: int, settings: Settings) -> str:
    """low, moderate, high or critical, by the thresholds ``risks.<level>_from``."""
    reached = (level for level in _LEVELS if criticality >= settings[f"risks.{level}_from"])
    return next(reached, "low")
