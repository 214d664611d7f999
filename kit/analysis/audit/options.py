"""Options side by side: what was written of each, and which returns more (method M11)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from kit.analysis.audit.agreement import Range, agrees, holds
from kit.analysis.audit.findings import cell, plain, row_of
from kit.analysis.audit.ground import nearest, option_figure
from kit.analysis.case_lines import CONTINGENCY
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding, MoneyLine, OptionResult
from kit.analysis.settings import MONTHS_PER_YEAR, Settings, yearly
from kit.client import Client


def _year(line: MoneyLine) -> float | None:
    return None if line.yearly else yearly(line.month)


# What an option's row states, and what its lines add up to.
_STATED: tuple[tuple[str, str, str, Callable[[MoneyLine], float | None]], ...] = (
    ("option_set_up_off", "set_up", "cost", lambda line: line.once),
    ("option_run_off", "run", "cost", _year),
    ("option_gain_off", "gain", "gain", _year),
)


def option_findings(analysis: Analysis, settings: Settings) -> Iterator[Finding]:
    """Option by option, then the choice between them."""
    client = analysis.client
    for position, option in _placed(analysis):
        yield from _band(client, position, option)
        yield from _lines(analysis, position, option, settings)
        yield from _net(client, position, option, settings)
        yield from _returns(client, position, option, settings)
    yield from _choice(client)
    yield from _cheaper(analysis)


def _placed(analysis: Analysis) -> list[tuple[int, OptionResult]]:
    """The options in the order of their sheet, whatever that of the results."""
    found = {option.name: option for option in analysis.options}
    rows = enumerate(analysis.client.options)
    return [(position, found[row.name]) for position, row in rows if row.name in found]


def _band(client: Client, position: int, option: OptionResult) -> Iterator[Finding]:
    """The set-up against the budget the option is advised for."""
    if option.in_band is not False or option.set_up is None:
        return
    row, (low, high), (from_, to) = f"options/{position}", option.set_up, option.band
    ends = (f"{row}/band_low", f"{row}/band_high")
    edge = from_ if from_ is not None and high < from_ else to
    above = edge is to and (from_ is None or high >= from_)
    yield Finding(
        code="option_over_band" if above else "option_under_band",
        place=cell(client, row, "set_up_low", "band_high" if above else "band_low", "name"),
        places=cells_of(client, f"{row}/set_up_high", *ends),
        written=f"{plain(low)} / {plain(high)}",
        computed=plain(edge),
        effect="analysis.effect.option_band",
        params={
            "option": option.name,
            "set_up": (high if above else low, "EUR"),
            "edge": (edge or 0.0, "EUR"),
        },
    )


def _lines(
    analysis: Analysis, position: int, option: OptionResult, settings: Settings
) -> Iterator[Finding]:
    """An amount of its row against the lines that name the option."""
    client, case = analysis.client, analysis.business_case
    if case is None:
        return
    row = client.options[position]
    own = [line for line in case.all_lines if option.name in line.options]
    shared = [  # the contingency of the case is that of the retained option
        line
        for line in case.all_lines
        if not line.options and (option.retained or line.kind != CONTINGENCY)
    ]
    for code, field, side, amount in _STATED:
        low, high = getattr(row, f"{field}_low"), getattr(row, f"{field}_high")
        priced = [
            (line, value)
            for line in (*own, *shared)
            if line.side == side and (value := amount(line)) is not None
        ]
        if (low is None and high is None) or not any(line in own for line, _ in priced):
            continue
        ends = tuple(end for end in (low, high) if end is not None)
        total = math.fsum(value for _, value in priced)
        if min(ends) <= total <= max(ends) or any(agrees(e, total, settings) for e in ends):
            continue
        written = nearest(total, (min(ends), max(ends)))
        cells = [f"{row_of(line.id)}/label" for line, _ in priced if line.kind != CONTINGENCY]
        yearly = field != "set_up"
        gap = total - written
        yield Finding(
            code=code,
            place=cell(client, f"options/{position}", f"{field}_low", f"{field}_high"),
            places=cells_of(client, f"options/{position}/{field}_high", *cells),
            written=plain(written),
            computed=plain(total),
            effect="analysis.effect.option_lines",
            change=gap if side == "gain" else -gap,
            change_unit="EUR/year" if yearly else "EUR",
            params={
                "option": option.name,
                "stated": (min(ends), max(ends), "EUR"),
                "written": (written, "EUR"),
                "computed": (total, "EUR"),
            },
        )


def _net(
    client: Client, position: int, option: OptionResult, settings: Settings
) -> Iterator[Finding]:
    """A written net out of reach of the option's own amounts; or its gains, net of nothing."""
    written = option.claimed_net
    found, gross = option.net, option_figure(option, "gains_total", option.months)
    scale = max(map(abs, gross or (0.0,)))
    if written is None or found is None or holds("net_total", written, found, settings, scale):
        return
    is_gross = gross is not None and holds("gains_total", written, gross, settings)
    edge = nearest(written, found)
    yield Finding(
        code="option_gross_as_net" if is_gross else "option_net_off",
        place=client.cells.get(f"options/{position}/claimed_net"),
        places=_amounts(client, position),
        written=plain(written),
        computed=f"{plain(found[0])} / {plain(found[1])}",
        effect="analysis.effect.claim_corrected",
        change=edge - written,
        change_unit="EUR",
        params={
            "option": option.name,
            "written": (written, "EUR"),
            "found": (*found, "EUR"),
            "edge": (edge, "EUR"),
            "months": (option.months, "months"),
        },
    )


def _returns(
    client: Client, position: int, option: OptionResult, settings: Settings
) -> Iterator[Finding]:
    """The return and the payback written, against what the option's amounts allow."""
    written: dict[str, tuple[float | None, Range | None, str]] = {
        "roi": (option.claimed_roi, _roi(option), "share"),
        "payback": (option.claimed_payback, option.payback, "months"),
    }
    for figure, (value, found, unit) in written.items():
        if value is None or found is None or holds(figure, value, found, settings):
            continue
        edge = nearest(value, found)
        yield Finding(
            code=f"option_{figure}_off",
            place=client.cells.get(f"options/{position}/claimed_{figure}"),
            places=_amounts(client, position),
            written=plain(value),
            computed=f"{plain(found[0])} / {plain(found[1])}",
            effect="analysis.effect.claim_corrected",
            params={
                "option": option.name,
                "written": (value, unit),
                "found": (min(found), max(found), unit),
                "edge": (edge, unit),
                "months": (option.months, "months"),
            },
        )


def _roi(option: OptionResult) -> Range | None:
    """Between the ends of its row; as likely as its lines when they tell it."""
    if option.stated:
        return option_figure(option, "roi", option.months)
    return None if option.roi is None else (option.roi, option.roi)


def _amounts(client: Client, position: int) -> tuple[str, ...]:
    """The cells an option's net is made of."""
    ends = (f"{field}_{end}" for field in ("set_up", "run", "gain") for end in ("low", "high"))
    return cells_of(client, *(f"options/{position}/{end}" for end in ends))


def _choice(client: Client) -> Iterator[Finding]:
    """One option is retained, and one only."""
    marked = [(n, option) for n, option in enumerate(client.options) if option.retained]
    if len(client.options) > 1 and not marked:
        yield Finding(
            code="no_option_retained",
            place=client.cells.get("options/0/name"),
            written=None,
            computed=client.options[0].name,
            effect="analysis.effect.first_option",
            params={"option": client.options[0].name},
        )
    elif len(marked) > 1:
        yield Finding(
            code="several_options_retained",
            place=client.cells.get(f"options/{marked[1][0]}/retained"),
            places=cells_of(client, *(f"options/{n}/retained" for n, _ in marked)),
            written=", ".join(option.name for _, option in marked),
            computed=marked[0][1].name,
            effect="analysis.effect.first_option",
            params={
                "options": tuple(option.name for _, option in marked),
                "option": marked[0][1].name,
            },
        )


def _cheaper(analysis: Analysis) -> Iterator[Finding]:
    """A cheaper option that returns more per euro: what the dearer one adds must be said."""
    ranked = [(n, one, one.roi) for n, one in _placed(analysis) if one.roi is not None]
    retained = next((found for found in ranked if found[1].retained), None)
    if retained is None:
        return
    position, own, roi = retained
    better = [row for row in ranked if _total_cost(row[1]) < _total_cost(own) and row[2] > roi]
    if not better:
        return
    number, best, best_roi = max(better, key=lambda row: row[2])
    cost, net = _more(own, best)
    yield Finding(
        code="cheaper_returns_more",
        place=cell(analysis.client, f"options/{position}", "retained", "name"),
        places=cells_of(analysis.client, f"options/{number}/name"),
        written=plain(roi),
        computed=plain(best_roi),
        effect="analysis.effect.marginal",
        params={
            "option": own.name,
            "cheaper": best.name,
            "roi": (roi, "share"),
            "cheaper_roi": (best_roi, "share"),
            "more": (cost, "EUR"),
            "net": (net, "EUR"),
            "marginal": (net / cost, "share"),
        },
    )


def _more(own: OptionResult, best: OptionResult) -> tuple[float, float]:
    """What *own* costs and nets more than *best* [EUR], as the table of options has it."""
    cost, net = own.marginal_cost, own.marginal_net
    if own.over == best.name and cost is not None and cost > 0 and net is not None:
        return cost, net
    return _total_cost(own) - _total_cost(best), _middle(own.net) - _middle(best.net)


def _total_cost(option: OptionResult) -> float:
    """Set-up and running costs over its months, at the middle of their ranges [EUR]."""
    years = option.months / MONTHS_PER_YEAR
    return _middle(option.set_up) + _middle(option.run_year) * years


def _middle(found: Range | None) -> float:
    return 0.0 if found is None else (found[0] + found[1]) / 2
