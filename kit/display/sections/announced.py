"""What somebody announced, beside what the lines give and what is left once corrected."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kit.analysis.model import BusinessCase, MoneyLine
from kit.analysis.settings import yearly
from kit.display.parts import paragraph
from kit.display.sections import trusted
from kit.display.sections.business_case import irr_text
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

_CLAIMING = ("gains", "costs", "phases", "options", "flows")  # records with claimed fields


def promised(words: Words, case: BusinessCase) -> float | None:
    """The net over the horizon that was announced, else the one the cells give if wrong."""
    right_one = trusted.returns_of(case)
    written = claims(words, case).get("net_total")
    if written is None and case.returns is not None and trusted.overstated(case):
        written = case.returns.net
    known = right_one is not None and trusted.differ(written, right_one.net)
    return written if known else None


def results_table(words: Words) -> list[Block]:
    """The results somebody wrote beside the ones the lines give, then those once corrected."""
    case = words.analysis.business_case
    if case is None or not (claims(words, case) or trusted.overstated(case)):
        return []
    corrected = trusted.overstated(case)
    rows = []
    for key, written, stated, right_one in _results(words, case):
        if not written and stated == words.numbers.missing:
            continue
        row = [words(f"audit.figure.{key}"), written, stated]
        rows.append([*row, right_one] if corrected else row)
    columns = [Column("figure"), right("written"), right("recomputed")]
    columns += [right("corrected")] if corrected else []
    if not any(row[1] for row in rows):
        del columns[1]
        rows = [[row[0], *row[2:]] for row in rows]
    months = words.numbers.number(case.horizon)
    caption = words("table.audit_results.caption", months=months)
    note = words("table.audit_results.note") if corrected else None
    label = words("audit.figure.net_total")
    emphasis = [at for at, row in enumerate(rows) if row[0] == label]
    return table(words, "audit-results", caption, columns, rows, emphasis, note)


def _results(words: Words, case: BusinessCase) -> list[tuple[str, str, str, str]]:
    """(figure, as written, as the lines give it, once corrected), worded."""
    number, corrected = words.numbers, case.corrected
    money, share = number.money, number.share
    claimed = claims(words, case)
    stated, right_one = case.returns, trusted.returns_of(case)
    run = yearly(case.cost_month)
    freed = yearly(_freed(case.lines))
    right_freed = yearly(_freed(corrected.lines)) if corrected else freed
    pairs = [
        ("net_month", money, case.net_month, trusted.net_month(case)),
        ("hours_year", number.hours, freed, right_freed),
        ("gains_year", money, yearly(case.gross_month), yearly(trusted.gross_month(case))),
        ("set_up", money, case.cost_once, case.cost_once),
        ("run_year", money, run, run),
    ]
    if stated is not None and right_one is not None:
        pairs += [
            ("gains_total", money, stated.gain, right_one.gain),
            ("costs_total", money, stated.cost, right_one.cost),
            ("net_total", money, stated.net, right_one.net),
            ("roi", share, stated.roi, right_one.roi),
            ("npv", money, stated.npv, right_one.npv),
        ]
    if "net_month" not in claimed:
        del pairs[0]
    listed = [
        (key, write(claimed[key]) if key in claimed else "", write(one), write(other))
        for key, write, one, other in pairs
    ]
    if stated is not None and right_one is not None:
        back = claimed.get("payback")
        listed.append(
            (
                "payback",
                words.quantity(back, "months") if back is not None else "",
                trusted.payback(words, stated.payback_month, case.horizon),
                trusted.payback(words, right_one.payback_month, case.horizon),
            )
        )
        if "irr" in claimed:
            texts = [irr_text(words, one.irr) for one in (stated, right_one)]
            listed.append(("irr", number.percent(claimed["irr"]), texts[0], texts[1]))
    return listed


def _freed(lines: Sequence[MoneyLine]) -> float | None:
    """Hours a month of the lines the announced hours are about, as the audit counts them:
    not those whose amount alone is announced."""
    about = [one for one in lines if one.claimed_hours is not None or one.claimed is None]
    announced = about or lines
    hours = [line.hours_month for line in announced if line.hours_month is not None]
    return sum(hours) if hours else None


def claims(words: Words, case: BusinessCase) -> dict[str, float]:
    """What was written of the whole project, over the same months: by figure.

    The results first; what only the claimed lines add up to fills the gaps.
    """
    wanted = {option.name for option in words.analysis.options if option.retained}
    found: dict[str, float] = {}
    for claim in words.client.claims:
        value = claim.rate if claim.value is None else claim.value
        ours = claim.option is None or claim.option in wanted
        if value is not None and ours and claim.months in (None, float(case.horizon)):
            found.setdefault(claim.figure, value)
    claimed = case.claimed
    if claimed is None:
        return found
    sums = {
        "hours_year": claimed.hours_year,
        "gains_year": claimed.gain_year,
        "set_up": claimed.set_up,
        "run_year": claimed.run_year,
    }
    if len(claimed.cumulated) == case.horizon + 1:
        sums["net_total"] = claimed.cumulated[-1]
    return {key: value for key, value in sums.items() if value is not None} | found


def agreed(words: Words) -> list[Block]:
    """How many figures somebody wrote were recomputed and found right."""
    written = _written(words)
    wrong = {one.place for one in words.analysis.findings} | {
        place for one in words.analysis.findings for place in one.places
    }
    right_ones = sum(1 for cells in written for cell in cells if not wrong.intersection(cells))
    count = sum(map(len, written))
    if not count:
        return []
    of = words.numbers.number(count)
    return paragraph(words.plural("audit.agreed", right_ones, of=of))


def _written(words: Words) -> list[list[str]]:
    """Cells of the figures as written, those of one row together, where they can be checked.

    A row is right when all it claims is: an amount that follows from wrong hours is wrong too.
    """
    client, case = words.client, words.analysis.business_case
    unknown = {line.id for line in case.lines if line.reason} if case else set()
    rows: list[list[str]] = []
    for name in _CLAIMING:
        for at, record in enumerate(getattr(client, name)):
            if f"{name[:-1]}-{at + 1}" in unknown:
                continue
            fields = [one.name for one in dataclasses.fields(record) if _claims_in(one.name)]
            paths = [f"{name}/{at}/{field}" for field in fields]
            rows.append([client.cells[path] for path in paths if path in client.cells])
    rows += [
        [cell]
        for at in range(len(client.claims))
        for field in ("value", "rate")
        if (cell := client.cells.get(f"claims/{at}/{field}"))
    ]
    return [row for row in rows if row]


def _claims_in(field: str) -> bool:
    """Months only say what the other claims are written for."""
    return field.startswith("claimed_") and field != "claimed_months"
