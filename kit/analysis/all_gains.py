"""What moves all gains at once, brought to the client's own figures, line by line.

Each figure is worked into the cell that says it, and nothing else is touched: volumes stay
those of the whole activity, so that what is read beside them (break-even, hours, findings)
still speaks of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kit.analysis.case_lines import FLOW_YEARS
from kit.analysis.money_lines import minutes_freed
from kit.client import Client, FlowRow, Gain


def adopted(client: Client, share: float) -> Client:
    """*client* when only *share* of the cases go through the automation, the others as today.

    Over all cases a gain is then *share* of what it is. In minutes, what is left once
    automated is *share* x after + (1 - *share*) x before; errors likewise; what is stated as
    a rate, and a row of amounts, is *share* of it.
    """
    if share == 1:
        return client
    return replace(
        client,
        gains=tuple(_adopted(gain, share) for gain in client.gains),
        flows=tuple(row_times(row, share) if row.side == "gain" else row for row in client.flows),
    )


def _adopted(gain: Gain, share: float) -> Gain:
    if gain.kind == "hours":
        if gain.after is not None:
            return replace(gain, after=_over_all(gain.before, gain.after, share))
        return gain if gain.rate is None else replace(gain, rate=share * gain.rate)
    if gain.kind == "errors":
        return replace(gain, error_after=_over_all(gain.error_before, gain.error_after, share))
    return replace(gain, rate=share * (1.0 if gain.rate is None else gain.rate))


def _over_all(before: float | None, after: float | None, share: float) -> float | None:
    """The mean over all cases; a line that lacks a figure lacks it still."""
    if before is None or after is None:
        return after
    return share * after + (1 - share) * before


def reused(client: Client, share: float) -> Client:
    """*client* with *share* of the freed time re-used, for the lines of hours that state none.

    What takes more time than today takes all of it.
    """
    return replace(
        client,
        gains=tuple(
            replace(gain, reuse=share) if states_no_reuse(gain) else gain for gain in client.gains
        ),
    )


def states_no_reuse(gain: Gain) -> bool:
    """Whether *gain* frees hours without saying what share of them is re-used."""
    return gain.kind == "hours" and gain.reuse is None and minutes_freed(gain) >= 0


def delayed(client: Client, months: float) -> Client:
    """*client* with every gain *months* later than it really starts, whatever says when.

    Not the phases nor their costs: what is built in time is used late.
    """
    late = int(months)
    if not late:
        return client
    return replace(
        client,
        gains=tuple(replace(gain, late=late) for gain in client.gains),
        flows=tuple(replace(row, late=late) if row.side == "gain" else row for row in client.flows),
    )


def row_times(row: FlowRow, factor: float) -> FlowRow:
    """*factor* times the amounts of *row*; a blank stays blank."""
    if factor == 1:
        return row
    amounts = {name: getattr(row, name) for name in (*FLOW_YEARS, "amount")}
    return replace(
        row,
        **{name: factor * amount for name, amount in amounts.items() if amount is not None},
    )


# In the order they are applied: the time re-used is that of the lines as the workbook has them.
ALL_GAINS: Mapping[str, Callable[[Client, float], Client]] = MappingProxyType(
    {"reuse": reused, "adoption": adopted, "delay": delayed}
)
