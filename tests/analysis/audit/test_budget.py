"""Phases of method M11: 62.4 k, 10 % rounded to 6 k, 68.4 k in all."""

from dataclasses import replace

import pytest

from kit.client import Cost, Finance, Phase
from tests.clients import a_client, analysed

PHASE = Phase("Phase 1", 1, 6, contingency=0.1, claimed_contingency=6000.0, claimed_total=68_400.0)
LINES = tuple(
    Cost(f"L{n}", "once", unit_price=amount, phase="Phase 1", claimed_amount=amount)
    for n, amount in enumerate((5400.0, 15e3, 12e3, 20e3, 5e3, 5e3))
)
ASIDE = {"no_run_cost", "staff_time_missing"}


def found(phase=PHASE, costs=LINES, **parts):
    client = a_client(phases=(phase,), costs=costs, **parts)
    findings = analysed(client, overrides={"range.draws": 0}).findings
    return {one.code: one for one in findings if one.code not in ASIDE}


def test_a_phase_as_the_audit_wrote_it_adds_up():
    assert found() == {}


def test_a_total_that_is_not_the_sum_of_its_lines():
    finding = found(replace(PHASE, claimed_total=72_000.0))["phase_total_off"]
    assert finding.params["computed"] == (68_400, "EUR")
    assert (finding.change, finding.change_unit) == (3600, "EUR")


def test_a_wrong_row_is_told_at_the_row_not_in_the_total():
    lines = (replace(LINES[0], unit_price=540.0), *LINES[1:])
    assert found(costs=lines).keys() == {"claim_cost_off"}


def test_a_total_without_written_lines_is_compared_with_the_computed_one():
    lines = tuple(replace(line, claimed_amount=None) for line in LINES)
    assert found(costs=lines) == {}  # 68 640 computed
    assert "phase_total_off" in found(replace(PHASE, claimed_total=60_000.0), lines)


def test_a_provision_below_its_own_rate():
    finding = found(replace(PHASE, claimed_contingency=3000.0, claimed_total=65_400.0))
    assert finding.keys() == {"contingency_below_rate"}
    assert finding["contingency_below_rate"].params["computed"] == pytest.approx((6240, "EUR"))


def test_a_provision_may_be_general_a_line_or_a_rate():
    bare = Phase("Phase 1", 1, 6)
    assert "contingency_missing" in found(bare)
    assert "contingency_missing" not in found(bare, finance=Finance(contingency=0.1))
    provision = Cost("Imprévus", "once", nature="contingency", unit_price=6e3, phase="Phase 1")
    assert "contingency_missing" not in found(bare, (*LINES, provision))
    assert "contingency_twice" not in found(bare, (*LINES, provision))
    assert "contingency_twice" in found(
        Phase("Phase 1", 1, 6, contingency=0.1), (*LINES, provision)
    )


def test_a_project_without_phases_has_no_budget_to_check():
    client = a_client(costs=(Cost("L", "once", unit_price=1000.0),))
    assert analysed(client).findings == ()
