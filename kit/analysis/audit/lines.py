"""Lines of gains and costs that are badly said: units, ranges, doubles (method M13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kit.analysis.audit.findings import cell, plain, same_name
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding, TextKey
from kit.analysis.money_lines import VALUE_CLASSES, is_timed, minutes_freed
from kit.client import Client, Cost, Gain


def line_findings(analysis: Analysis) -> Iterator[Finding]:
    """Rule by rule; each says the row it is about."""
    client = analysis.client
    for position, gain in enumerate(client.gains):
        yield from _units_mixed(client, position, gain)
        yield from _full_margin(client, position, gain)
        yield from _measured_without_source(client, position, gain)
        yield from _range_inverted(client, "gains", position, gain)
    yield from _counted_twice(client)
    for position, cost in enumerate(client.costs):
        yield from _range_inverted(client, "costs", position, cost)
    yield from _same_label(client)
    yield from _users_differ(client)


def _units_mixed(client: Client, position: int, gain: Gain) -> Iterator[Finding]:
    """Minutes a week beside a volume a day: days and weeks would be multiplied together."""
    if not is_timed(gain) or gain.volume is None or gain.period is None:
        return
    if gain.volume == 1 and gain.period == gain.per:
        return  # once a day, minutes a day: the same thing twice
    row = f"gains/{position}"
    period, per = (
        TextKey(f"choices.{key}") for key in (f"period.{gain.period}", f"time_base.{gain.per}")
    )
    yield Finding(
        code="units_mixed",
        place=cell(client, row, "period", "label"),
        places=cells_of(client, f"{row}/per", f"{row}/volume"),
        written=f"{plain(gain.volume)} {gain.period}",
        computed=gain.per,
        effect="analysis.effect.units_mixed",
        params={
            "label": gain.label,
            "volume": (gain.volume, "number"),
            "period": period,
            "per": per,
        },
    )


def _full_margin(client: Client, position: int, gain: Gain) -> Iterator[Finding]:
    """A margin of 100 % is the revenue itself."""
    if gain.kind == "revenue" and gain.margin_rate is not None and gain.margin_rate >= 1:
        yield Finding(
            code="margin_of_one",
            place=cell(client, f"gains/{position}", "margin_rate", "label"),
            written=plain(gain.margin_rate),
            computed=None,
            effect="analysis.effect.margin_of_one",
            params={"label": gain.label, "margin": (gain.margin_rate, "share")},
        )


def _measured_without_source(client: Client, position: int, gain: Gain) -> Iterator[Finding]:
    if gain.confidence == "measured" and not gain.source:
        yield Finding(
            code="measured_without_source",
            place=cell(client, f"gains/{position}", "confidence", "label"),
            written=None,
            computed=None,
            effect="analysis.effect.measured_without_source",
            params={"label": gain.label},
        )


def _range_inverted(
    client: Client, table: str, position: int, line: Gain | Cost
) -> Iterator[Finding]:
    """The likely figure is 1: the low end is below it, the high end above."""
    low = 1.0 if line.low is None else line.low
    high = 1.0 if line.high is None else line.high
    if low > 1 or high < 1:
        yield Finding(
            code="range_inverted",
            place=cell(client, f"{table}/{position}", "low" if low > 1 else "high", "label"),
            written=f"{plain(low)} / {plain(high)}",
            computed=None,
            effect="analysis.effect.range_inverted",
            params={"label": line.label, "low": (low, "share"), "high": (high, "share")},
        )


def _counted_twice(client: Client) -> Iterator[Finding]:
    """Two gains drawn from one thing: the same hours, or the same cases at the same value."""
    for (first, one), (second, other) in combinations(enumerate(client.gains), 2):
        if not _may_meet(one, other):
            continue
        if _same_hours(one, other):
            code, effect = "same_hours", "double_count"
        elif _same_driver(one, other):
            code, effect = "same_driver", "double_driver"
        else:
            continue
        yield Finding(
            code=code,
            place=cell(client, f"gains/{second}", "volume", "before", "label"),
            places=cells_of(client, *(f"gains/{first}/{f}" for f in ("volume", "before"))),
            written=other.label,
            computed=one.label,
            effect=f"analysis.effect.{effect}",
            params={"first": one.label, "second": other.label},
        )


def _may_meet(one: Gain, other: Gain) -> bool:
    """Whether some option counts both."""
    return not one.options or not other.options or bool(set(one.options) & set(other.options))


def _same_hours(one: Gain, other: Gain) -> bool:
    """The same minutes of the same process, as often, by the same role: more than there are.

    15 min to 10, then 15 to 8 may be two steps of one task; 15 to 2 twice may not.
    """
    if one.kind != "hours" or other.kind != "hours" or one.before is None:
        return False
    if minutes_freed(one) + minutes_freed(other) <= one.before:
        return False
    source = one.process or one.automation
    fields = ("process", "automation", "role", "before", "per", "volume", "period")
    return source is not None and all(getattr(one, f) == getattr(other, f) for f in fields)


def _same_driver(one: Gain, other: Gain) -> bool:
    """As many cases of the same value; or of the same process and the same class."""
    if "hours" in (one.kind, other.kind) or one.volume is None:
        return False
    if one.kind == other.kind == "cash" and one.process is None:
        return False  # two subscriptions dropped may well cost the same
    if (one.volume, one.period) != (other.volume, other.period):
        return False
    if one.unit_value is not None and one.unit_value == other.unit_value:
        return True
    same_process = one.process is not None and one.process == other.process
    return same_process and VALUE_CLASSES[one.kind] == VALUE_CLASSES[other.kind]


def _same_label(client: Client) -> Iterator[Finding]:
    """The same line typed twice."""
    seen: dict[tuple[object, ...], int] = {}
    tables: tuple[tuple[str, Sequence[Gain | Cost]], ...] = (
        ("gains", client.gains),
        ("costs", client.costs),
    )
    for table, lines in tables:
        for position, line in enumerate(lines):
            key = (table, same_name(line.label), line.options, line.automation, *_own(line))
            if key in seen:
                first = f"{table}/{seen[key]}/label"
                yield Finding(
                    code="same_label",
                    place=client.cells.get(f"{table}/{position}/label"),
                    places=cells_of(client, first),
                    written=line.label,
                    computed=None,
                    effect="analysis.effect.same_label",
                    params={"label": line.label},
                )
            seen.setdefault(key, position)


def _own(line: Gain | Cost) -> tuple[object, ...]:
    """What tells apart two lines of one name: a phase, a rhythm, what they act on."""
    if isinstance(line, Gain):
        return line.kind, line.process, line.role
    return line.rhythm, line.phase, line.start


def _users_differ(client: Client) -> Iterator[Finding]:
    """Licences for 2 people on one line and for 3 on the next, in one option."""
    lines = [(n, cost) for n, cost in enumerate(client.costs) if cost.users is not None]
    named = dict.fromkeys(option for _, cost in lines for option in cost.options)
    said: set[tuple[int, ...]] = set()
    for option in named or (None,):
        own = [(n, c) for n, c in lines if option is None or not c.options or option in c.options]
        counts = tuple(dict.fromkeys(cost.users for _, cost in own if cost.users is not None))
        group = tuple(n for n, _ in own)
        if len(counts) < 2 or group in said:
            continue
        said.add(group)
        first = next(n for n, cost in own if cost.users != counts[0])
        yield Finding(
            code="users_differ",
            place=client.cells.get(f"costs/{first}/users"),
            places=cells_of(client, *(f"costs/{n}/users" for n in group if n != first)),
            written=" / ".join(str(plain(count)) for count in counts),
            computed=None,
            effect="analysis.effect.users_differ",
            params={
                "labels": tuple(cost.label for _, cost in own),
                "counts": tuple(str(plain(count)) for count in counts),
            },
        )
