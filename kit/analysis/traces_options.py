"""Where the figures of each option come from: the amounts of its row, or its lines (M18.8)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.cashflow import line_months
from kit.analysis.gaps import recurring, set_up
from kit.analysis.ledger import CASE, CORRECTED, Ledger, Terms
from kit.analysis.model import Analysis, MoneyLine, OptionResult
from kit.analysis.options import lines_of
from kit.analysis.settings import MONTHS_PER_YEAR, Settings
from kit.analysis.timeline import Timeline

_FIELDS = {"set_up": "set_up", "run_year": "run", "gain_year": "gain"}
_ENDS = ("low", "high")


def trace_options(
    ledger: Ledger, analysis: Analysis, settings: Settings, timeline: Timeline
) -> None:
    """Figures "options.<position>.<field>", from the cheapest option to the dearest."""
    names = [option.name for option in analysis.options]
    for position, result in enumerate(analysis.options, 1):
        figure = f"options.{position}"
        at = next(n for n, one in enumerate(analysis.client.options) if one.name == result.name)
        option = analysis.client.options[at]
        lines = lines_of(option, result.retained, analysis.business_case, analysis.client, timeline)
        for field, stem in _FIELDS.items():
            stated = [getattr(option, f"{stem}_{end}") for end in _ENDS]
            paths = [f"options/{at}/{stem}_{end}" for end in _ENDS]
            _amounts(ledger, f"{figure}.{field}", getattr(result, field), stated, paths, lines)
        if result.stated:
            _from_row(ledger, figure, result)
        else:
            _from_lines(ledger, figure, result, lines, timeline)
        _beside(ledger, figure, result, names)


def _amounts(
    ledger: Ledger,
    figure: str,
    ends: tuple[float, float] | None,
    stated: list[float | None],
    paths: list[str],
    lines: tuple[MoneyLine, ...],
) -> None:
    """Both ends of what is stated; else the sum of the lines, each at its end."""
    field = figure.rpartition(".")[2]
    for end, value in zip(_ENDS, ends or (), strict=False):
        if any(amount is not None for amount in stated):
            own = [path for path, one in zip(paths, stated, strict=True) if one == value]
            terms: Terms = {"amount": (value, "EUR")}
            ledger.add(f"{figure}.{end}", "option_stated", terms, value, "EUR", own)
        else:
            own_lines = _counted(field, lines)
            counted: Terms = {"lines": (float(len(own_lines)), "number")}
            rule, of = f"option_{field}_{end}", _figures(ledger, own_lines)
            ledger.add(f"{figure}.{end}", rule, counted, value, "EUR", of=of)


def _from_row(ledger: Ledger, figure: str, result: OptionResult) -> None:
    """Yearly amounts from the first month on, each end against the worse of the others."""
    months: Terms = {"months": (float(result.months), "number")}
    if result.set_up is None or result.run_year is None or result.gain_year is None:
        return
    for end, (value, gain, cost) in enumerate(
        zip(result.net or (), _ENDS, reversed(_ENDS), strict=False)
    ):
        terms: Terms = {
            "gain": (result.gain_year[end], "EUR"),
            "run": (result.run_year[1 - end], "EUR"),
            **months,
            "set_up": (result.set_up[1 - end], "EUR"),
        }
        inputs = {
            "gain": f"{figure}.gain_year.{gain}",
            "run": f"{figure}.run_year.{cost}",
            "set_up": f"{figure}.set_up.{cost}",
        }
        ledger.add(f"{figure}.net.{gain}", "option_net", terms, value, "EUR", inputs=inputs)
    years = result.months / MONTHS_PER_YEAR
    middle = {name: sum(getattr(result, name)) / 2 for name in _FIELDS}
    cost_total = middle["set_up"] + middle["run_year"] * years
    for name, rule, fields, value in (
        ("likely_cost", "option_cost", ("set_up", "run_year"), cost_total),
        ("likely_gain", "option_gain", ("gain_year",), middle["gain_year"] * years),
    ):
        made: dict[str, tuple[float | None, str]] = {}
        sources = {}
        for field in fields:
            for end, label in enumerate(_ENDS):
                term = f"{_FIELDS[field]}_{label}"
                made[term] = (getattr(result, field)[end], "EUR")
                sources[term] = f"{figure}.{field}.{label}"
        made = {**made, **months}
        ledger.add(f"{figure}.{name}", rule, made, value, "EUR", inputs=sources)


def _from_lines(
    ledger: Ledger,
    figure: str,
    result: OptionResult,
    lines: tuple[MoneyLine, ...],
    timeline: Timeline,
) -> None:
    """Through the months of the lines, each at its worse or better end."""
    if result.net is None:
        return
    of, terms = _figures(ledger, lines), {"months": (float(result.months), "months")}
    for end, value in zip(_ENDS, result.net, strict=True):
        ledger.add(f"{figure}.net.{end}", f"option_lines_{end}", terms, value, "EUR", of=of)
    for side in ("cost", "gain"):
        known = [line for line in lines if line.side == side and line.reason is None]
        value = sum(sum(line_months(line, result.months, timeline)) for line in known)
        rule = f"option_lines_{side}"
        ledger.add(f"{figure}.likely_{side}", rule, terms, value, "EUR", of=of)


def _beside(ledger: Ledger, figure: str, result: OptionResult, names: list[str]) -> None:
    """Its return, then what it costs and nets more than the cheaper option."""
    cost, gain = (ledger.traces.get(f"{figure}.likely_{side}") for side in ("cost", "gain"))
    if cost is None or gain is None:
        return
    both: Terms = {"gains": (gain.value, "EUR"), "costs": (cost.value, "EUR")}
    own = {"gains": gain.figure, "costs": cost.figure}
    net = gain.value - cost.value
    ledger.add(f"{figure}.likely_net", "horizon_net", both, net, "EUR", inputs=own)
    ledger.add(f"{figure}.roi", "roi", both, result.roi, "share", inputs=own)
    if result.over is None:
        return
    other = f"options.{names.index(result.over) + 1}"
    for field, part in (("marginal_cost", "likely_cost"), ("marginal_net", "likely_net")):
        mine, base = ledger.traces[f"{figure}.{part}"], ledger.traces.get(f"{other}.{part}")
        terms: Terms = {
            "own": (mine.value, "EUR"),
            "cheaper": (base.value if base else None, "EUR"),
        }
        inputs = {"own": mine.figure, "cheaper": f"{other}.{part}"}
        value = getattr(result, field)
        ledger.add(f"{figure}.{field}", "option_beside", terms, value, "EUR", inputs=inputs)
    more: Terms = {"net": (result.marginal_net, "EUR"), "cost": (result.marginal_cost, "EUR")}
    inputs = {"net": f"{figure}.marginal_net", "cost": f"{figure}.marginal_cost"}
    value = result.marginal_roi
    ledger.add(f"{figure}.marginal_roi", "option_return", more, value, "share", inputs=inputs)


def _counted(field: str, lines: Sequence[MoneyLine]) -> list[MoneyLine]:
    """The lines that make an amount of the option."""
    known = [line for line in lines if line.reason is None]
    costs = [line for line in known if line.side == "cost"]
    match field:
        case "set_up":
            return set_up(costs)
        case "run_year":
            return recurring(costs)
    return [line for line in known if line.side == "gain" and line.month is not None]


def _figures(ledger: Ledger, lines: Sequence[MoneyLine]) -> list[str]:
    """What the lines rest on, corrected where they were."""
    ends = [f"{line.id}.{end}" for line in lines for end in ("month", "once")]
    right = [f"{CORRECTED}.{end}" for end in ends]
    plain = [f"{CASE}.{end}" for end in ends]
    return [own if own in ledger.traces else other for own, other in zip(right, plain, strict=True)]
