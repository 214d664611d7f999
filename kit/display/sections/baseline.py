"""What must be measured before anything is promised on it (method M18.7)."""

from __future__ import annotations

from kit.analysis.model import MeasuringTask
from kit.display.tables import Column, table
from kit.display.words import Block, Words


def measures(words: Words) -> list[Block]:
    """Each missing "today": who measures it, how, for how long, on how many cases."""
    rows = [
        [
            words.sentence(missing.what, missing.params),
            missing.who or words("plan.to_name", role=words("role.lead")),
            missing.how or words.texts[f"analysis.baseline.how.{missing.method}"],
            words.plural("measures.days", missing.days),
            _sample(words, missing),
        ]
        for missing in words.analysis.baseline
    ]
    columns = (
        Column("measure", width=0.24),
        Column("measure_who", width=0.16),
        Column("measure_how"),
        Column("measure_days", width=0.1),
        Column("measure_sample", width=0.13),
    )
    caption = words.plural("table.measures.caption", len(rows))
    return table(words, "measures", caption, columns, rows, note=_note(words))


def _sample(words: Words, missing: MeasuringTask) -> str:
    if not missing.sample:
        return words("measures.every_case")
    return words.plural("measures.cases", missing.sample)


def _note(words: Words) -> str | None:
    """A sample is a wish: what does not come up in those days cannot be observed."""
    some = any(missing.sample for missing in words.analysis.baseline)
    return words("table.measures.note") if some else None
