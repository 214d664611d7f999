import pytest

from kit.client import Action, Finance, Kpi, Option, Phase
from tests.clients import a_role, a_time_gain, a_worked_example, analysed

PHASES = (Phase("Phase 1", 1, 6, contingency=0.1),)
ACTIONS = (Action("Former", phase="Phase 1"),)


def found(**parts):
    findings = analysed(a_worked_example(**parts), overrides={"range.draws": 0}).findings
    return {one.code: one for one in findings}


def test_a_gain_counted_from_the_first_month_of_a_phase_of_six():
    """Six months at 433.33 EUR that cannot be."""
    gain = a_time_gain(start=1, action="Former")
    finding = found(phases=PHASES, actions=ACTIONS, gains=(gain,))["gain_before_go_live"]
    assert (finding.written, finding.computed) == ("1", "7")
    assert (finding.change, finding.change_unit) == (pytest.approx(-6 * 1300 / 3), "EUR")


def test_a_gain_without_a_start_waits_for_its_phase():
    codes = found(phases=PHASES, actions=ACTIONS, gains=(a_time_gain(action="Former"),))
    assert "gain_before_go_live" not in codes
    codes = found(phases=PHASES, gains=(a_time_gain(start="Phase 1"),))
    assert "gain_before_go_live" not in codes


def test_a_gain_of_another_option_is_not_judged():
    options = (Option("A", retained=True), Option("B"))
    gain = a_time_gain(start=40, options=("B",))
    assert "gain_after_horizon" not in found(options=options, gains=(a_time_gain(), gain))
    assert "gain_after_horizon" in found(gains=(a_time_gain(start=40),))
    assert "gain_after_horizon" not in found(
        gains=(a_time_gain(start=40),), finance=Finance(horizon_months=48)
    )


def test_a_target_bounds_the_hours_of_its_role():
    """From 6 to 3 h a day over 220 days: 660 h (method M11)."""
    kpi = Kpi("Temps administratif", unit="hours_day", today=6.0, target=3.0, role="Assistant")
    gains = (a_time_gain(before=360.0, after=4.5, per="day", volume=None, period=None),)
    parts = {"kpis": (kpi,), "gains": gains, "roles": (a_role(yearly_hours=1760.0),)}
    finding = found(**parts)["hours_over_kpi"]
    assert finding.params["bound"] == pytest.approx((660, "h"))
    assert finding.change == pytest.approx(660 - 355.5 * 220 / 60)
    assert "hours_over_pool" not in found(**parts)


def test_time_meant_to_grow_bounds_nothing():
    kpi = Kpi("Temps client", unit="hours_day", today=2.0, target=5.0, role="Assistant")
    assert "hours_over_kpi" not in found(kpis=(kpi,))
