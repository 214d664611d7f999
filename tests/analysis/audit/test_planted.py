"""One mistake planted in an honest engagement: found at its cell, and nothing else is accused.

The results drawn from a wrong figure are wrong too, and may be said so where they stand (the
sheets of claims and options). No other line may be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from kit.client import Client, Process
from tests.clients import FAST, analysed
from tests.honest import analysed_over, case_of, honest, with_cells

SEEDS = range(24)
ENOUGH = 6  # plants of one mistake
Planted = tuple[Client, str] | None  # the client with its mistake, and where; None: no room
PLANTS: dict[str, tuple[str, str | None, Callable[[Client], Planted]]] = {}


def plant(code: str, cause: str | None = None) -> Callable[[Any], Any]:
    def kept(function: Callable[[Client], Planted]) -> Callable[[Client], Planted]:
        PLANTS[function.__name__] = code, cause, function
        return function

    return kept


def put(client: Client, table: str, row: int, **changes: Any) -> Client:
    rows = list(getattr(client, table))
    rows[row] = replace(rows[row], **changes)
    return replace(client, **{table: tuple(rows)})


def add(client: Client, table: str, row: Any) -> Client:
    return replace(client, **{table: (*getattr(client, table), row)})


def row_where(client: Client, table: str, test: Callable[[Any], Any]) -> int | None:
    return next((n for n, one in enumerate(getattr(client, table)) if test(one)), None)


def hours(client: Client) -> int | None:
    return row_where(client, "gains", lambda g: g.kind == "hours" and (g.claimed_hours or 0) > 20)


def money(client: Client, *kinds: str) -> int | None:
    return row_where(
        client, "gains", lambda g: g.kind in kinds and (g.claimed_amount or 0) > 1000
    )  # fmt: skip


def claim(client: Client, figure: str) -> int | None:
    """Over the whole horizon."""
    months = float(case_of(client).horizon)
    return row_where(
        client, "claims", lambda c: c.figure == figure and c.months in (None, months)
    )  # fmt: skip


# -- rows ---------------------------------------------------------------------------------


@plant("claim_hours_off", "ten_times")
def hours_times_ten(client):
    n = hours(client)
    if n is None:
        return None
    wrong = client.gains[n].claimed_hours * 10
    return put(client, "gains", n, claimed_hours=wrong, claimed_amount=None), (
        f"gains/{n}/claimed_hours"
    )


@plant("claim_hours_off")
def hours_doubled_and_their_amount(client):
    """One mistake, one finding: the amount follows."""
    n = hours(client)
    if n is None:
        return None
    gain = client.gains[n]
    wrong = {"claimed_hours": gain.claimed_hours * 2, "claimed_amount": gain.claimed_amount * 2}
    return put(client, "gains", n, **wrong), f"gains/{n}/claimed_hours"


@plant("claim_hours_off", "supervision")
def what_is_left_was_forgotten(client):
    n = row_where(client, "gains", lambda g: g.kind == "hours" and g.after == 0.5 * g.before
                  and g.claimed_hours > 30)  # fmt: skip
    if n is None:
        return None
    wrong = client.gains[n].claimed_hours * 2
    return put(client, "gains", n, claimed_hours=wrong, claimed_amount=None), (
        f"gains/{n}/claimed_hours"
    )


@plant("claim_hours_off", "days_for_weeks")
def days_for_weeks(client):
    n = row_where(client, "gains", lambda g: "week" in (g.per, g.period) and g.claimed_hours > 5)
    if n is None:
        return None
    gain = client.gains[n]
    a_week = (gain.before - gain.after) / 60 * (gain.volume or 1)
    return put(client, "gains", n, claimed_hours=round(a_week * 220), claimed_amount=None), (
        f"gains/{n}/claimed_hours"
    )


@plant("claim_amount_off", "month_for_year")
def a_month_for_a_year(client):
    n = money(client, "margin", "cash", "errors")
    if n is None:
        return None
    wrong = round(client.gains[n].claimed_amount / 12)
    return put(client, "gains", n, claimed_amount=wrong), f"gains/{n}/claimed_amount"


@plant("claim_amount_off", "year_for_month")
def twelve_times_too_much(client):
    n = money(client, "margin", "cash", "errors")
    if n is None:
        return None
    wrong = client.gains[n].claimed_amount * 12
    return put(client, "gains", n, claimed_amount=wrong), f"gains/{n}/claimed_amount"


@plant("claim_amount_off", "margin")
def margin_forgotten(client):
    n = money(client, "revenue")
    if n is None:
        return None
    gain = client.gains[n]
    wrong = round(gain.claimed_amount / gain.margin_rate)
    return put(client, "gains", n, claimed_amount=wrong), f"gains/{n}/claimed_amount"


@plant("revenue_as_gain")
def revenue_without_margin(client):
    n = money(client, "revenue")
    return None if n is None else (
        put(client, "gains", n, margin_rate=None), f"gains/{n}/claimed_amount"
    )  # fmt: skip


@plant("claim_cost_off", "ten_times")
def licences_times_ten(client):
    n = row_where(client, "costs", lambda c: c.months)
    wrong = client.costs[n].claimed_amount * 10
    return put(client, "costs", n, claimed_amount=wrong), f"costs/{n}/claimed_amount"


@plant("claim_cost_off", "users")
def users_forgotten(client):
    n = row_where(client, "costs", lambda c: c.users and not c.months)
    cost = client.costs[n]
    wrong = cost.claimed_amount / cost.users
    return put(client, "costs", n, claimed_amount=wrong), f"costs/{n}/claimed_amount"


@plant("claim_cost_off")
def months_forgotten(client):
    n = row_where(client, "costs", lambda c: c.months)
    cost = client.costs[n]
    wrong = round(cost.claimed_amount / cost.months)
    return put(client, "costs", n, claimed_amount=wrong), f"costs/{n}/claimed_amount"


@plant("gain_before_go_live")
def a_gain_from_the_first_month(client):
    return put(client, "gains", 0, start=1), "gains/0/start"


@plant("units_mixed")
def minutes_a_week_times_days(client):
    n = row_where(client, "gains", lambda g: g.per == "week")
    return None if n is None else (
        put(client, "gains", n, volume=220.0, period="day"), f"gains/{n}/period"
    )  # fmt: skip


@plant("same_hours")
def the_same_hours_twice(client):
    n = row_where(client, "gains", lambda g: g.kind == "hours" and g.after < 0.4 * g.before)
    if n is None:
        return None
    client = add(client, "processes", Process("Tri", "admin", personal_data=False))
    client = put(client, "gains", n, process="Tri")
    field = "volume" if client.gains[n].volume else "before"
    twin = replace(client.gains[n], label="Autre nom")
    return add(client, "gains", twin), f"gains/{len(client.gains)}/{field}"


@plant("same_driver")
def the_same_cases_twice(client):
    n = money(client, "margin")
    if n is None:
        return None
    twin = replace(client.gains[n], label="Fidélité", kind="risk")
    return add(client, "gains", twin), f"gains/{len(client.gains)}/volume"


@plant("same_label")
def a_line_typed_twice(client):
    return add(client, "costs", client.costs[0]), f"costs/{len(client.costs)}/label"


# -- wholes -------------------------------------------------------------------------------


@plant("phase_total_off")
def a_phase_badly_added(client):
    wrong = client.phases[0].claimed_total * 1.15
    return put(client, "phases", 0, claimed_total=wrong), "phases/0/claimed_total"


@plant("contingency_below_rate")
def half_the_contingency(client):
    phase = client.phases[0]
    kept = round(phase.claimed_contingency / 2)
    total = phase.claimed_total - phase.claimed_contingency + kept
    wrong = put(client, "phases", 0, claimed_contingency=kept, claimed_total=total)
    return wrong, "phases/0/claimed_contingency"


@plant("contingency_missing")
def no_contingency(client):
    none = {"contingency": None, "claimed_contingency": None, "claimed_total": None}
    return put(client, "phases", 0, **none), "phases/0/name"


@plant("sum_off")
def gains_badly_added(client):
    n = claim(client, "gains_year")
    return None if n is None else (
        put(client, "claims", n, value=client.claims[n].value * 1.3), f"claims/{n}/value"
    )  # fmt: skip


@plant("errors_cancel")
def two_rows_that_cancel(client):
    n = claim(client, "hours_year")
    rows = [k for k, g in enumerate(client.gains) if g.kind == "hours" and g.claimed_hours > 40]
    if n is None or len(rows) < 2:
        return None
    gap = round(0.3 * min(client.gains[k].claimed_hours for k in rows[:2]))
    for k, sign in zip(rows, (1, -1), strict=False):
        wrong = client.gains[k].claimed_hours + sign * gap
        client = put(client, "gains", k, claimed_hours=wrong, claimed_amount=None)
    return client, f"claims/{n}/value"


@plant("claim_yearly_off", "month_for_year")
def running_costs_of_a_month(client):
    n = claim(client, "run_year")
    return None if n is None else (
        put(client, "claims", n, value=client.claims[n].value / 12), f"claims/{n}/value"
    )  # fmt: skip


@plant("gains_counted_in_full")
def gains_from_the_first_day(client):
    n, case = claim(client, "gains_total"), case_of(client)
    return None if n is None else (
        put(client, "claims", n, value=round(case.gross_month * case.horizon)), f"claims/{n}/value"
    )  # fmt: skip


@plant("claim_total_off")
def costs_too_low(client):
    n = claim(client, "costs_total")
    return None if n is None else (
        put(client, "claims", n, value=client.claims[n].value * 0.7), f"claims/{n}/value"
    )  # fmt: skip


@plant("gross_as_net")
def gross_for_net(client):
    n, found = claim(client, "net_total"), case_of(client).returns
    if n is None or found.cost < 0.1 * found.gain:
        return None
    return put(client, "claims", n, value=round(found.gain)), f"claims/{n}/value"


@plant("claim_return_off", "gains_over_costs")
def a_ratio_for_a_return(client):
    n = claim(client, "roi")
    if n is None or not 0.2 < client.claims[n].rate < 8:
        return None
    return put(client, "claims", n, rate=client.claims[n].rate + 1), f"claims/{n}/rate"


@plant("claim_payback_off", "in_years")
def years_for_months(client):
    n, found = claim(client, "payback"), case_of(client).returns
    if n is None or found.payback_exact < 3:
        return None
    return put(client, "claims", n, value=round(found.payback_exact / 12, 2)), f"claims/{n}/value"


@plant("claims_conflict")
def one_figure_twice(client):
    n = claim(client, "set_up")
    if n is None:
        return None
    other = replace(client.claims[n], value=client.claims[n].value * 2)
    return add(client, "claims", other), f"claims/{len(client.claims)}/value"


@plant("horizons_differ")
def costs_stop_before_gains(client):
    client = replace(client, claims=tuple(c for c in client.claims if c.months != 12.0))
    n, months = claim(client, "costs_total"), case_of(client).horizon - 6
    if n is None:
        return None
    cost = round(analysed_over(client, months).cost)
    return put(client, "claims", n, months=float(months), value=cost), f"claims/{n}/months"


# -- hours, options, indicators, dates ----------------------------------------------------


@plant("hours_over_pool")
def more_hours_than_worked(client):
    n = hours(client)
    if n is None:
        return None
    role = row_where(client, "roles", lambda r: r.name == client.gains[n].role)
    wrong = put(client, "roles", role, yearly_hours=5.0, headcount=1.0)
    return wrong, f"roles/{role}/yearly_hours"


@plant("hours_over_kpi")
def more_hours_than_the_target(client):
    own = [g.claimed_hours for g in client.gains if g.role == "Assistante" and g.claimed_hours]
    if sum(own) < 60:
        return None
    n = row_where(client, "kpis", lambda k: k.role)
    return put(client, "kpis", n, today=6.0, target=5.95), f"kpis/{n}/target"


@plant("option_over_band")
def dearer_than_its_band(client):
    n = row_where(client, "options", lambda o: o.retained)
    return (
        None
        if n is None
        else (
            put(client, "options", n, band_high=client.options[n].set_up_low / 2, band_low=0.0),
            f"options/{n}/set_up_low",
        )
    )


@plant("option_net_off")
def a_net_out_of_reach(client):
    n = row_where(client, "options", lambda o: o.retained)
    if n is None:
        return None
    wrong = abs(client.options[n].claimed_net) * 3 + 90_000
    return put(client, "options", n, claimed_net=wrong), f"options/{n}/claimed_net"


@plant("option_payback_off")
def a_payback_out_of_reach(client):
    n = row_where(client, "options", lambda o: o.name == "B")
    return None if n is None else (
        put(client, "options", n, claimed_payback=12.0), f"options/{n}/claimed_payback"
    )  # fmt: skip


@plant("two_targets")
def two_targets_one_date(client):
    return put(client, "kpis", 1, due=6), "kpis/1/target"


@plant("target_without_baseline")
def no_value_today(client):
    return put(client, "kpis", 2, today=None), "kpis/2/target"


@plant("kpi_out_of_scale")
def forty_five_out_of_five(client):
    return put(client, "kpis", 2, target=45.0), "kpis/2/target"


@plant("decision_before_gate")
def decided_before_the_trial(client):
    return put(client, "milestones", 1, when=date(2026, 3, 5)), "milestones/1/when"


@plant("milestone_day_off")
def a_gate_on_sunday(client):
    return put(client, "milestones", 0, when=date(2026, 3, 8)), "milestones/0/when"


@plant("go_live_unsafe")
def a_go_live_on_friday(client):
    return put(client, "milestones", 2, when=date(2026, 4, 3)), "milestones/2/when"


@plant("agenda_off")
def an_agenda_too_long(client):
    return put(client, "milestones", 5, minutes=95.0), "milestones/3/minutes"


@plant("threshold_differs")
def another_threshold_in_the_test(client):
    return put(client, "tests", 0, given="montant supérieur à 900 €"), "tests/0/given"


@plant("test_without_result")
def a_test_passed_without_a_result(client):
    return put(client, "tests", 0, obtained=None), "tests/0/status"


@plant("claim_unproven")
def an_amount_with_nothing_behind(client):
    n = money(client, "margin", "cash")
    return None if n is None else (
        put(client, "gains", n, unit_value=None), f"gains/{n}/claimed_amount"
    )  # fmt: skip


@plant("users_differ")
def one_licence_more(client):
    n = row_where(client, "costs", lambda c: c.users and c.months)
    users = client.costs[n].users + 1
    return put(client, "costs", n, users=users, claimed_amount=None), f"costs/{n}/users"


@plant("phase_backwards")
def a_phase_that_ends_before_it_begins(client):
    phase = client.phases[0]
    return put(client, "phases", 0, start=phase.end, end=phase.start), "phases/0/end"


@cache
def sound(seed: int) -> tuple[Client, set[tuple[str, str | None]]]:
    client = honest(seed)
    return client, {(one.code, one.place) for one in analysed(client, overrides=FAST).findings}


# Where a result drawn from a wrong figure may be said to be wrong too.
RESULTS = ("claims/", "options/")
# Said of the same mistake: the two rows that cancel; a bigger licence in a written phase.
BESIDE = {
    "two_rows_that_cancel": {"claim_hours_off"},
    "one_licence_more": {"phase_total_off", "contingency_below_rate"},
}


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_mistake_is_found_at_its_cell_and_no_right_line_is_accused(name):
    code, cause, planted = PLANTS[name]
    tried = 0
    for seed in SEEDS:
        client, before = sound(seed)
        made = planted(client)
        if made is None or tried == ENOUGH:
            continue
        tried += 1
        wrong, place = with_cells(made[0]), made[1]
        found = analysed(wrong, overrides=FAST).findings
        own = [one for one in found if (one.code, one.place) == (code, place)]
        assert len(own) == 1, (seed, place, [(one.code, one.place) for one in found])
        if cause is not None:
            assert own[0].params["cause"] == f"analysis.cause.{cause}", seed
        accused = [
            (one.code, one.place)
            for one in found
            if one is not own[0]
            and (one.code, one.place) not in before
            and not (one.place or "").startswith(RESULTS)
            and one.code not in BESIDE.get(name, ())
        ]
        assert accused == [], seed
    assert tried >= 2  # the draws do leave room for it
