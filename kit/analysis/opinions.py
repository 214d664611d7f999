"""What several people said of one thing: mean, extremes, disagreement (method M3, M9)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import Opinion
from kit.analysis.settings import Settings


def opinion_of(notes: Sequence[int], settings: Settings) -> Opinion | None:
    """The mean of *notes*, each 1 to 5, and how far apart they are; None without any.

    Nothing is rescaled: a 3 is a 3 whatever the others got.
    """
    if not notes:
        return None
    low, high = min(notes), max(notes)
    return Opinion(
        votes=len(notes),
        mean=sum(notes) / len(notes),
        low=low,
        high=high,
        disagreement=high - low >= settings["votes.disagreement"],
    )
