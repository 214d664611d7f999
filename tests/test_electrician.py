"""The worked case (method M11): every trap is found at its cell, the right lines left alone.

The workbook is read as a client's is, from data_templates/exemple-electricien.xlsx, so each
place below is the very cell a director would open.
"""

from __future__ import annotations

from functools import cache

import pytest
from openpyxl import load_workbook

from kit.analysis.analyse import analyse
from kit.analysis.model import Analysis, BusinessCase, Corrected, Finding, OptionResult
from kit.catalogue import load_catalogue
from kit.workbook.read import read_workbook
from tests.test_examples import AS_OF, workbook_of

NAME = "exemple-electricien"
GAINS = {
    "Rendez-vous": 0,
    "Relances": 1,
    "Double saisie": 2,
    "Recherche d’information": 3,
    "Documents": 4,
    "Demandes des techniciens": 5,
    "Enquête de satisfaction": 6,
    "Modèles de courriels": 7,
    "Devis supplémentaires": 8,
    "Appels évités": 9,
    "Clients gardés": 10,
    "Erreurs évitées": 11,
}


@cache
def the_case() -> Analysis:
    return analyse(read_workbook(workbook_of(NAME)), load_catalogue(), AS_OF)


def business_case() -> BusinessCase:
    case = the_case().business_case
    assert case is not None
    return case


def corrected() -> Corrected:
    found = business_case().corrected
    assert found is not None
    return found


def cell(path: str) -> str:
    """Where the reader found *path* ("gains/3/claimed_hours")."""
    return the_case().client.cells[path]


def finding(code: str, path: str) -> Finding:
    """The one finding of this code at this cell."""
    found = [f for f in the_case().findings if f.code == code and f.place == cell(path)]
    here = [f.code for f in the_case().findings if f.place == cell(path)]
    assert len(found) == 1, f"{code} at {path} ({cell(path)}): {here}"
    return found[0]


def option(name: str) -> OptionResult:
    return next(result for result in the_case().options if result.name == name)


# ------------------------------------------------------------------ the traps, one by one


@pytest.mark.parametrize(
    ("label", "written", "hours"),
    [
        ("Recherche d’information", 183, 25 * 220 / 60),  # 91.7, not 183
        ("Documents", 183, 45 * 220 / 60),  # 165
        ("Modèles de courriels", 183, 1.5 * 50 * 220 / 60),  # 275: a wrong row may be too low
    ],
)
def test_a_row_of_hours_that_its_own_figures_do_not_give(
    label: str, written: float, hours: float
) -> None:
    found = finding("claim_hours_off", f"gains/{GAINS[label]}/claimed_hours")
    assert found.severity == "error"
    assert found.params["written"] == (written, "h")
    assert found.params["computed"] == pytest.approx((hours, "h"))
    assert found.change == pytest.approx(hours - written)
    assert found.change_unit == "h/year"


def test_the_three_wrong_rows_and_no_other() -> None:
    places = [f.place for f in the_case().findings if f.code == "claim_hours_off"]
    assert places == [cell(f"gains/{n}/claimed_hours") for n in (3, 4, 7)]


def test_the_total_of_hours_is_right_by_luck() -> None:
    found = finding("errors_cancel", "claims/0/value")
    assert found.params["written"] == (1318, "h")
    assert found.params["computed"] == pytest.approx((15650 / 12, "h"))  # 1 304.17
    assert set(found.places) == {cell(f"gains/{n}/claimed_hours") for n in (3, 4, 7)}


def test_the_licences_are_ten_times_too_dear() -> None:
    found = finding("claim_cost_off", "costs/0/claimed_amount")
    assert found.params["written"] == (5400, "EUR")
    assert found.params["computed"] == (540, "EUR")  # 2 users x 45 x 6 months
    assert found.params["cause"] == "analysis.cause.ten_times"


def test_hours_a_week_were_multiplied_by_days() -> None:
    found = finding("claim_amount_off", "gains/9/claimed_amount")
    assert found.params["written"] == (33000, "EUR")
    assert found.params["computed"] == pytest.approx((6600, "EUR"))  # 10 h x 44 x 30 % x 50
    assert found.params["cause"] == "analysis.cause.days_for_weeks"
    assert found.change == pytest.approx(-26400)


def test_a_revenue_without_its_margin_is_no_gain() -> None:
    found = finding("revenue_as_gain", "gains/10/claimed_amount")
    assert found.written == "200000"
    assert found.change == pytest.approx(-200000)
    line = next(line for line in business_case().lines if line.id == "gain-11")
    assert line.month is None and line.reason is not None


@pytest.mark.parametrize(
    ("label", "live"),
    [
        ("Recherche d’information", 7),
        ("Documents", 13),
        ("Enquête de satisfaction", 7),
        ("Modèles de courriels", 7),
        ("Devis supplémentaires", 13),
        ("Appels évités", 7),
        ("Erreurs évitées", 13),
    ],
)
def test_a_gain_counted_from_the_first_month_though_its_phase_ends_later(
    label: str, live: int
) -> None:
    found = finding("gain_before_go_live", f"gains/{GAINS[label]}/start")
    assert (found.written, found.computed) == ("1", str(live))
    assert found.change is not None and found.change < 0
    assert found.change_unit == "EUR"


def test_two_full_years_of_gains_are_claimed_though_the_phases_end_in_month_18() -> None:
    found = finding("gains_counted_in_full", "claims/2/value")
    assert found.params["written"] == (787800, "EUR")
    assert found.params["computed"] == pytest.approx((GAIN, "EUR"))


def test_more_hours_are_freed_than_the_target_of_the_assistant_leaves() -> None:
    found = finding("hours_over_kpi", "kpis/0/target")
    assert found.params["freed"] == pytest.approx((15650 / 12, "h"))  # 1 304.17
    assert found.params["bound"] == pytest.approx((660, "h"))  # (6 - 3) h x 220 days
    (use,) = [u for u in business_case().hours_pool if u.role == "Assistante relation clients"]
    assert (use.freed, use.bound, use.counted) == pytest.approx((15650 / 12, 660, 660))


def test_costs_stop_after_18_months_and_gains_run_for_24() -> None:
    found = finding("horizons_differ", "claims/3/months")
    assert (found.written, found.computed) == ("18", "24")
    assert found.places[0] == cell("claims/2/months")
    assert found.change == pytest.approx(-7620 / 2)  # half a year of running costs


def test_the_net_written_for_option_a_is_out_of_its_reach() -> None:
    found = finding("option_net_off", "options/0/claimed_net")
    assert found.params["written"] == (180000, "EUR")
    # From 306 - 130 - 2 x 25 to 306 - 105 - 2 x 15.
    assert found.computed == "126000 / 171000"
    assert option("Option A").net == pytest.approx((126000, 171000))
    assert found.change == pytest.approx(-9000)


def test_option_b_returns_more_per_euro_and_the_margin_of_a_over_b_is_shown() -> None:
    found = finding("cheaper_returns_more", "options/0/retained")
    a, b = option("Option A"), option("Option B")
    assert b.roi == pytest.approx(76 / 24)  # 317 %
    assert a.roi == pytest.approx(148.5 / 157.5)  # 94 %, far from the 282 % written
    assert found.params["cheaper"] == "Option B"
    assert a.over == "Option B"
    assert a.marginal_cost == pytest.approx(157500 - 24000)
    assert a.marginal_net == pytest.approx(148500 - 76000)
    assert a.marginal_roi == pytest.approx(72500 / 133500)
    assert found.params["marginal"] == pytest.approx((72500 / 133500, "share"))


def test_the_return_written_for_a_is_out_of_its_reach() -> None:
    found = finding("option_roi_off", "options/0/claimed_roi")
    assert found.params["written"] == (2.82, "share")


def test_the_decision_is_taken_before_its_gate() -> None:
    found = finding("decision_before_gate", "milestones/2/when")
    assert (found.written, found.computed) == ("1", "2")
    assert cell("milestones/1/when") in found.places


def test_b_is_advised_for_a_budget_it_does_not_reach() -> None:
    finding("option_under_band", "options/1/set_up_low")  # 20 k, advised from 30 to 50 k
    finding("option_net_off", "options/1/claimed_net")  # 76, written 78
    finding("option_run_off", "options/1/run_low")  # 2 000, its lines add up to 1 260


def test_licences_are_counted_for_two_people_then_for_three() -> None:
    finding("users_differ", "costs/15/users")


def test_the_conclusion_does_not_agree_with_the_table_of_options() -> None:
    finding("claims_conflict", "claims/1/value")  # 393 900 a year, 153 000 in the table
    finding("claims_conflict", "claims/6/value")  # 6 months, 10 in the table


def test_the_wrong_figures_are_those_of_the_cells() -> None:
    book = load_workbook(workbook_of(NAME))
    written = {
        "gains/3/claimed_hours": 183,
        "gains/4/claimed_hours": 183,
        "gains/7/claimed_hours": 183,
        "gains/9/claimed_amount": 33000,
        "gains/10/claimed_amount": 200000,
        "costs/0/claimed_amount": 5400,
        "claims/0/value": 1318,
        "options/0/claimed_net": 180000,
        "kpis/0/target": 3,
    }
    for path, value in written.items():
        sheet, address = cell(path).split("!")
        assert book[sheet.strip("'")][address].value == value, path


# ------------------------------------------------------------------ the right lines

CLEAN = {
    "appointments": ("gains/0",),
    "reminders": ("gains/1",),
    "double entry": ("gains/2",),
    "technicians": ("gains/5",),
    "phase 2": ("phases/1", *(f"costs/{n}" for n in range(6, 11))),
    "phase 3": ("phases/2", *(f"costs/{n}" for n in range(11, 14))),
    "option C": ("options/2",),
}


@pytest.mark.parametrize("rows", CLEAN.values(), ids=CLEAN)
def test_a_right_line_raises_nothing(rows: tuple[str, ...]) -> None:
    client = the_case().client
    starts = tuple(f"{row}/" for row in rows)
    own = {place for path, place in client.cells.items() if path.startswith(starts)}
    assert len(own) > 4
    # A finding about a whole quotes all its lines: the hours of a role, the amounts of an
    # option. One about a gain quotes the month its phase ends in.
    wholes = {cell("kpis/0/target"), cell("options/0/set_up_low"), cell("options/0/gain_low")}
    quoted = {cell(f"phases/{n}/end") for n in (1, 2)}
    for found in the_case().findings:
        assert found.place not in own, found.code
        if found.place not in wholes:
            assert not own & (set(found.places) - quoted), found.code


# ------------------------------------------------------------------ the corrected result
#
# Worked by hand over 24 months. In use after their phase: month 7 (phase 1), 13 (phase 2).
#   hours a year   phase 1: 366.67 + 183.33 + 20.83 + 91.67 + 73.33 + 275 = 1 010.83
#                  phase 2: 165 + 128.33 = 293.33; together 1 304.17, held to 660
#   hours          660 x 50 x (1 010.83 x 18/12 + 293.33 x 12/12) / 1 304.17 = 45 788.82
#   calls          6 600 x 18/12 = 9 900
#   quotes         75 000 x 12/12; errors 20 000 x 12/12; customers kept: no margin, nothing
#   set-up         (57 540 + 70 000 + 45 000) x 1.1 = 189 794, with licences at 540
#   running costs  (1 080 + 540 + 5 000 + 1 000) x 2 = 15 240
HOURS = 660 * 50 * (12130 / 12 * 1.5 + 3520 / 12) / (15650 / 12)
GAIN = HOURS + 9900 + 75000 + 20000
COST = 189794 + 15240


def test_the_corrected_result_is_a_loss_over_two_years() -> None:
    returns = corrected().returns
    assert round(HOURS, 2) == 45788.82
    assert returns.gain == pytest.approx(GAIN)
    assert returns.cost == pytest.approx(COST)
    assert returns.net == pytest.approx(GAIN - COST)
    assert returns.net == pytest.approx(-54345.18, abs=0.01)  # written: +581 400
    assert corrected().flows.cumulated[24] == pytest.approx(returns.net)


def test_the_results_written_are_compared_with_the_corrected_ones() -> None:
    net = finding("claim_total_off", "claims/4/value")
    assert net.params["written"] == (581400, "EUR")
    assert net.params["computed"] == pytest.approx((GAIN - COST, "EUR"))
    roi = finding("claim_return_off", "claims/5/rate")
    assert roi.params["written"] == (2.82, "share")
    assert roi.params["computed"] == pytest.approx(((GAIN - COST) / COST, "share"))
    payback = finding("claim_payback_off", "claims/6/value")  # month 29, after the two years
    assert payback.params["computed"] == (corrected().returns.payback_exact, "months")


def test_a_corrected_year_at_full_effect() -> None:
    # 33 000 of hours, 6 600 of calls, 75 000 and 20 000, less 7 620 to run it.
    assert corrected().gross_month == pytest.approx(134600 / 12)
    assert corrected().net_month == pytest.approx((134600 - 7620) / 12)


def test_the_claimed_case_is_the_one_that_was_written() -> None:
    claimed = business_case().claimed
    assert claimed is not None
    assert claimed.gain_year == pytest.approx(393900)
    assert claimed.hours_year == pytest.approx(1318)
    assert claimed.set_up == pytest.approx(68400 + 77000 + 49500)
    assert claimed.run_year == pytest.approx(7640)
    assert claimed.cumulated[24] == pytest.approx(2 * 393900 - 194900 - 2 * 7640)


def test_the_corrected_cash_curve_stays_under_the_claimed_one_every_month() -> None:
    claimed = business_case().claimed
    assert claimed is not None and len(claimed.cumulated) == 25
    pairs = list(zip(corrected().flows.cumulated, claimed.cumulated, strict=True))
    assert all(ours < theirs for ours, theirs in pairs[1:])


def test_the_phases_cost_what_their_lines_add_up_to() -> None:
    budgets = {budget.phase: budget for budget in business_case().budget}
    assert [budget.subtotal for budget in budgets.values()] == [57540, 70000, 45000]
    totals = [budget.total for budget in budgets.values()]
    assert totals == pytest.approx([63294, 77000, 49500])
    assert budgets["Phase 1"].claimed_total == 68400


def test_option_c_comes_out_as_written() -> None:
    c = option("Option C")
    assert c.net == pytest.approx((4700, 4700))  # written 5 000
    assert c.payback == pytest.approx((10000 / 7350 * 12,) * 2)  # 16.3, written 16
    assert c.in_band is True
