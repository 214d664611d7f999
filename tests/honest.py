"""Honest engagements, drawn at random: what is written is true, rounded as people round.

Phases, actions, gains tied to them, licences, options, indicators, milestones, results. The
audit must have nothing to say about one, whatever it holds: `tests/analysis/audit/test_honest.py`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from kit.analysis.model import BusinessCase
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.client import (
    Action,
    Claim,
    Client,
    Cost,
    Finance,
    Gain,
    Kpi,
    Milestone,
    Option,
    Phase,
    Process,
    Role,
    Trial,
)
from tests.clients import FAST, a_client, a_whole_card, analysed

Rounder = Callable[[float], float]

# How people write an amount: to the euro, to ten or a hundred, in k€ with one decimal or none.
_EUROS: tuple[Rounder, ...] = (
    round,
    lambda x: round(x, -1) if abs(x) >= 500 else round(x),
    lambda x: round(x, -2) if abs(x) >= 5000 else round(x),
    lambda x: round(x, -3) if abs(x) >= 20_000 else round(x, -2) if abs(x) >= 2000 else round(x),
)


def honest(seed: int, options: bool = True) -> Client:
    """A project of one to three phases and what its author writes of it."""
    draw = random.Random(seed)
    money = draw.choice(_EUROS)
    lines = _lines(draw)
    lines = _with_options(draw, lines) if options and draw.random() < 0.5 else lines
    lines = _written_lines(lines, money)
    return with_cells(_with_claims(draw, lines, money))


def case_of(client: Client) -> BusinessCase:
    found = analysed(client, overrides=FAST).business_case
    assert found is not None
    return found


def with_cells(client: Client) -> Client:
    """Every filled cell placed at its own path: "gains/0/volume"."""
    cells: dict[str, str] = {}
    for part in fields(client):
        value = getattr(client, part.name)
        if isinstance(value, tuple):
            for position, record in enumerate(value):
                cells |= _cells(f"{part.name}/{position}", record)
        elif is_dataclass(value):
            cells |= _cells(part.name, value)
    return replace(client, cells=cells)


def _cells(row: str, record: Any) -> dict[str, str]:
    filled = (f.name for f in fields(record) if getattr(record, f.name) not in (None, ()))
    return {f"{row}/{name}": f"{row}/{name}" for name in filled}


# -- the project --------------------------------------------------------------------------


def _lines(draw: random.Random) -> Client:
    """Roles, phases, actions, gains after their phase, costs in it."""
    roles = tuple(
        Role(name, draw.choice([28.0, 35.0, 40.0, 52.5]), 1607.0, float(draw.randint(1, 3)))
        for name in ("Assistante", "Technicien")
    )
    ends = [draw.randint(2, 4), draw.randint(5, 8), draw.randint(9, 11)][: draw.randint(1, 3)]
    starts = [1, *(end + 1 for end in ends[:-1])]
    phases = tuple(
        Phase(f"Phase {n}", first, last, contingency=draw.choice([0.1, 0.12, 0.15]))
        for n, (first, last) in enumerate(zip(starts, ends, strict=True), 1)
    )
    horizons = ("urgent", "important", "structuring")
    actions = tuple(
        Action(f"Action {n}", problem="Perte de temps", horizon=horizons[n - 1], phase=phase.name)
        for n, phase in enumerate(phases, 1)
    )
    gains = tuple(_gain(draw, n, actions) for n in range(1, draw.randint(3, 8)))
    return a_client(
        roles=roles,
        finance=Finance(horizon_months=draw.choice([24, 36])),
        phases=phases,
        actions=actions,
        gains=gains,
        costs=_costs(draw, phases),
        kpis=(
            Kpi("Délai de réponse", unit="days", today=3.0, target=1.0, due=6),
            Kpi("Délai de réponse", unit="days", today=3.0, target=0.5, due=12),
            Kpi("Satisfaction", unit="score_5", today=3.6, target=4.5, due=12),
            Kpi("Saisie", unit="hours_day", today=6.0, target=0.0, role="Assistante", due=12),
        ),
        milestones=_milestones(),
        processes=(Process("Devis", "sales", personal_data=False, owner="Gérant"),),
        automations=(a_whole_card(rules="Si le montant dépasse 500 €, validation."),),
        answers=(),
        tests=(
            Trial("Devis automatiques", "Devis de 900 €", "montant 900 €",
                  "Le gérant valide", "Conforme", "ok"),
            Trial("Devis automatiques", "Petit devis", "montant 120 €",
                  "Envoi direct", "Envoyé en 2 min", "ok"),
            Trial("Devis automatiques", "Devis vide", "rien", "File manuelle", "Rien", "bug"),
        ),
    )  # fmt: skip


def _gain(draw: random.Random, n: int, actions: tuple[Action, ...]) -> Gain:
    action = draw.choice(actions).name
    kind = draw.choice(["hours", "hours", "hours", "cash", "margin", "revenue", "errors"])
    common: dict[str, Any] = {"label": f"Gain {n}", "kind": kind, "action": action}
    if kind == "hours":
        role = draw.choice(["Assistante", "Technicien"])
        before = float(draw.choice([10, 15, 20, 30, 40]))
        after = round(before * draw.choice([0, 0.1, 0.2, 0.5]))
        shape = draw.choice(["run", "day", "week"])
        if shape == "run":
            volume, period = draw.choice([(30, "month"), (200, "year"), (5, "day"), (12, "week")])
            common |= {"volume": float(volume), "period": period}
        else:
            common |= {"per": shape}
        common |= {"before": before, "after": float(after), "role": role}
        return Gain(**common, reuse=draw.choice([None, None, 0.8]))
    if kind == "errors":
        return Gain(**common, volume=float(20 * n), period="month", error_before=0.06,
                    error_after=0.01, unit_value=draw.choice([35.0, 60.0]))  # fmt: skip
    volume, value = float(draw.randint(5, 30) + 30 * n), float(draw.choice([45, 120, 800, 1500]))
    margin = {"margin_rate": draw.choice([0.25, 0.3])} if kind == "revenue" else {}
    rate = draw.choice([None, 0.3])
    return Gain(**common, volume=volume, period=draw.choice(["year", "month"]), rate=rate,
                unit_value=value, **margin)  # fmt: skip


def _costs(draw: random.Random, phases: tuple[Phase, ...]) -> tuple[Cost, ...]:
    users = float(draw.randint(2, 6))
    found = [
        Cost("Licences", "month", unit_price=draw.choice([19.0, 45.0]), users=users),
        Cost("Hébergement", "year", unit_price=draw.choice([240.0, 600.0, 1000.0])),
    ]
    for n, phase in enumerate(phases, 1):
        price = draw.choice([1850.0, 3400.0, 7250.0, 12_400.0])
        found.append(Cost(f"Mise en place {n}", "once", phase=phase.name, unit_price=price))
        days = float(draw.randint(2, 9))
        found.append(
            Cost(f"Temps interne {n}", "once", phase=phase.name, nature="staff",
                 client_days=days, day_rate=280.0)
        )  # fmt: skip
    months = float(draw.choice([3, 6]))
    found.append(Cost("Licences d’essai", "month", phase=phases[0].name, unit_price=15.0,
                      users=users, months=months))  # fmt: skip
    return tuple(found)


def _milestones() -> tuple[Milestone, ...]:
    """Tuesdays and Thursdays of spring 2026; a meeting with a break that nobody timed."""
    return (
        Milestone("Essai", "gate", date(2026, 3, 10)),
        Milestone("Choix de l’outil", "decision", date(2026, 3, 17), after="Essai"),
        Milestone("Ouverture", "go_live", date(2026, 3, 31), after="Choix de l’outil"),
        Milestone("Atelier", "meeting", date(2026, 3, 12), minutes=120.0),
        *(Milestone(f"Point {m}", "item", part_of="Atelier", minutes=float(m))
          for m in (10, 85, 20)),
    )  # fmt: skip


# -- what its author writes ---------------------------------------------------------------


def _written_lines(client: Client, money: Rounder) -> Client:
    """Each line and each phase with its own amount, rounded."""
    case = case_of(client)
    lines = {line.id: line for line in case.all_lines}
    gains = tuple(
        replace(
            gain,
            claimed_hours=None if line.hours_month is None else round(12 * line.hours_month),
            claimed_amount=None if line.month is None else money(12 * line.month),
        )
        for n, gain in enumerate(client.gains, 1)
        if (line := lines[f"gain-{n}"])
    )
    costs = tuple(
        replace(cost, claimed_amount=money(lines[f"cost-{n}"].computed or 0.0))
        for n, cost in enumerate(client.costs, 1)
    )
    client = replace(client, gains=gains, costs=costs)
    phases = []
    for phase, budget in zip(client.phases, case_of(client).budget, strict=True):
        written = budget.claimed_lines or 0.0
        kept = money(written * budget.contingency_rate)
        phases.append(replace(phase, claimed_contingency=kept, claimed_total=money(written + kept)))
    return replace(client, phases=tuple(phases))


def _with_claims(draw: random.Random, client: Client, money: Rounder) -> Client:
    """The results, each from the true figure or from the rounded ones above it."""
    case = case_of(client)
    found = case.returns
    assert found is not None and case.gross_month is not None
    by_rows = draw.random() < 0.5
    hours = MONTHS_PER_YEAR * (case.hours_month or 0.0)
    gross = MONTHS_PER_YEAR * case.gross_month
    if by_rows:
        lines = {line.id for line in case.lines}
        own = [g for n, g in enumerate(client.gains, 1) if f"gain-{n}" in lines]
        hours = math.fsum(gain.claimed_hours or 0.0 for gain in own)
        gross = math.fsum(gain.claimed_amount or 0.0 for gain in own)
    months = float(case.horizon)
    claims = [
        Claim("hours_year", value=float(round(hours))),
        Claim("gains_year", value=money(gross)),
        Claim("set_up", value=money(case.cost_once or 0.0)),
        Claim("run_year", value=money(MONTHS_PER_YEAR * (case.cost_month or 0.0))),
    ]
    gain, cost = money(found.gain), money(found.cost)
    net = gain - cost if by_rows else money(found.net)
    claims += [
        Claim("gains_total", months=months, value=gain),
        Claim("costs_total", months=months, value=cost),
        Claim("net_total", months=months, value=net),
        Claim("npv", months=months, value=money(found.npv or 0.0)),
    ]
    if found.roi is not None:
        roi = (gain - cost) / cost if by_rows else found.roi
        claims.append(Claim("roi", months=months, rate=round(roi, 2)))
    if found.payback_exact is not None:
        whole = draw.choice([round, math.ceil])
        claims.append(Claim("payback", value=float(whole(found.payback_exact))))
    year = analysed_over(client, 12)
    whole = [claim for claim in claims if claim.figure in ("gains_total", "costs_total")]
    whole += [
        Claim("gains_total", months=12.0, value=money(year.gain)),
        Claim("costs_total", months=12.0, value=money(year.cost)),
        Claim("net_total", months=12.0, value=money(year.net)),
    ]
    others = [claim for claim in claims if claim not in whole]
    if not hours:
        others = [claim for claim in others if claim.figure != "hours_year"]
    # Gains and costs over some months come together: one without the other would be a fault.
    kept = [claim for claim in others if draw.random() < 0.8]
    kept += whole if by_rows or draw.random() < 0.7 else []
    draw.shuffle(kept)
    return replace(client, claims=tuple(kept))


def analysed_over(client: Client, months: int) -> Any:
    """The returns of the case over another length of time."""
    finance = replace(client.finance, horizon_months=months)
    return case_of(replace(client, finance=finance)).returns


def _with_options(draw: random.Random, client: Client) -> Client:
    """A, retained, is what the lines say; B is a lighter one, told by its row alone."""
    case = case_of(client)
    found = case.returns
    assert found is not None
    set_up, run = case.cost_once or 0.0, MONTHS_PER_YEAR * (case.cost_month or 0.0)
    gain = MONTHS_PER_YEAR * (case.gross_month or 0.0)
    named = tuple(replace(gain, options=("A",)) for gain in client.gains)
    bought = tuple(replace(cost, options=("A",)) for cost in client.costs)
    a = Option("A", retained=True, set_up_low=round(0.9 * set_up, -2),
               set_up_high=round(1.2 * set_up, -2), run_low=round(run), gain_low=round(gain, -1),
               band_low=round(0.5 * set_up, -2), band_high=round(2 * set_up, -2),
               claimed_months=24.0)  # fmt: skip
    costs = 2 * a.run_low + set_up if a.run_low else set_up
    a = replace(
        a,
        claimed_net=round(2 * gain - costs, -2),
        claimed_payback=_payback(set_up, gain - run),
    )
    b = Option("B", set_up_low=5000.0, run_low=1200.0, gain_low=4000.0, claimed_months=24.0,
               claimed_net=600.0, claimed_roi=0.08, claimed_payback=22.0)  # fmt: skip
    if draw.random() < 0.5:
        return replace(client, options=(a,), gains=named, costs=bought)
    return replace(client, options=(b, a), gains=named, costs=bought)


def _payback(set_up: float, net_year: float) -> float | None:
    return math.ceil(12 * set_up / net_year) if net_year > 0 else None
