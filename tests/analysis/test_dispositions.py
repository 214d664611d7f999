"""What becomes of each process: worked by hand, ruled out, never 0 for a figure not given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.dispositions import dispose
from kit.analysis.model import DispositionResult, Route
from kit.analysis.processes import measure_processes
from kit.analysis.routes import cost_routes, today_of
from kit.analysis.settings import Settings
from kit.catalogue import load_catalogue
from kit.client import Contract, Disposition, Finance
from tests.clients import a_client, a_priority, a_ready_process, a_role, a_step, analysed

AS_OF = date(2026, 3, 2)
SETTINGS = Settings.of(load_catalogue(), a_client().company, {})

# 50 runs x 15 min = 12.5 h a month, 150 h a year at 40 EUR: 6 000 EUR a year, 12 000 over 2.
FIGURES: dict[str, Any] = {
    "needed": True,
    "simplified_minutes": 12.0,  # 4/5 of the time stays: 2 x 4 800 + 500 = 10 100
    "simplify_cost": 500.0,
    "automation_share": 0.7,  # 2 x (1 800 + 600) + 1 500 = 6 300
    "automation_cost": 1500.0,
    "automation_run": 600.0,
    "tool_share": 0.5,  # 2 x (3 000 + 900) + 2 000 = 9 800
    "tool_cost": 2000.0,
    "tool_run": 900.0,
    "outsource_share": 0.8,  # 2 x (1 200 + 3 600) + 500 = 10 100
    "outsource_cost": 500.0,
    "outsource_price": 3600.0,
}


def judged(row: dict[str, Any] | None = None, **parts: Any) -> DispositionResult:
    """The disposition of "Devis", with the FIGURES and what *row* changes."""
    process = parts.pop("process", {})
    card = {"repetitive": True, "added_value": "low", **process}
    written = Disposition("Devis", **{**FIGURES, **(row or {})})
    client = a_client(
        roles=(a_role(),),
        processes=(a_ready_process(**card),),
        **{"steps": (a_step(),), "dispositions": (written,), **parts},
    )
    [found] = analysed(client, as_of=AS_OF).dispositions
    return found


def codes(route: Route) -> list[str]:
    return [key.rpartition(".")[2] for key, _ in route.against]


# ------------------------------------------------------------------ worked by hand


def test_every_route_is_costed_on_the_same_base() -> None:
    totals = {route.kind: route.total for route in judged().routes}
    assert totals == pytest.approx(
        {
            "drop": 0,
            "simplify": 10_100,
            "automate": 6_300,
            "equip": 9_800,
            "outsource": 10_100,
            "keep": 12_000,
        }
    )


def test_the_cheapest_possible_route_is_proposed_with_what_it_saves() -> None:
    found = judged({"level": "no_code"})
    assert (found.proposal, found.costed, found.level) == ("automate", True, "no_code")
    assert found.saved == pytest.approx(5_700)
    [(key, params)] = found.reasons
    assert key == "analysis.disposition.why.cheapest"
    assert params["second"] == "choices.disposition.equip"
    assert params["less"] == (pytest.approx(3_500), "EUR")


def test_errors_stay_whole_in_every_route_but_dropping() -> None:
    """600 runs a year x 5 % x 20 EUR = 600 EUR a year, 1 200 over two years."""
    found = judged(process={"error_rate": 0.05, "error_cost": 20.0})
    assert found.errors_year == pytest.approx(600)
    assert found.route("keep").total == pytest.approx(13_200)
    assert found.route("automate").total == pytest.approx(7_500)
    assert found.route("drop").total == 0


def test_the_horizon_is_that_of_the_engagement() -> None:
    found = judged(finance=Finance(horizon_months=36))
    assert found.months == 36
    assert found.route("keep").total == pytest.approx(18_000)
    assert found.route("automate").total == pytest.approx(3 * 2_400 + 1_500)


def test_break_even_is_where_the_route_costs_what_keeping_does() -> None:
    """Automating: 2 x 600 + 1 500 = 2 700 to repay with 8 400 freed at 50 runs: 16.07 runs."""
    found = judged()
    runs = found.route("automate").break_even
    assert runs == pytest.approx(50 * 2_700 / 8_400)
    same = judged(process={"volume_month": runs})
    assert same.route("automate").total == pytest.approx(same.route("keep").total)


# ------------------------------------------------------------------ never 0 for what is not given


@pytest.mark.parametrize(
    ("blank", "route"),
    [
        ("simplified_minutes", "simplify"),
        ("simplify_cost", "simplify"),
        ("automation_share", "automate"),
        ("automation_cost", "automate"),
        ("automation_run", "automate"),
        ("tool_share", "equip"),
        ("tool_cost", "equip"),
        ("tool_run", "equip"),
        ("outsource_share", "outsource"),
        ("outsource_cost", "outsource"),
        ("outsource_price", "outsource"),
    ],
)
def test_a_route_without_a_figure_says_which_and_is_not_costed(blank: str, route: str) -> None:
    found = judged({blank: None})
    assert found.route(route).total is None
    assert found.route(route).missing == (f"workbook.dispositions.{blank}.label",)
    assert found.proposal != route


@pytest.mark.parametrize("blank", ["volume_month", "minutes"])
def test_a_card_without_its_time_costs_nothing_at_all(blank: str) -> None:
    found = judged(process={blank: None})
    assert [route.total for route in found.routes if route.kind != "drop"] == [None] * 5
    assert f"workbook.processes.{blank}.label" in found.route("keep").missing
    assert (found.proposal, found.costed, found.saved) == ("automate", False, None)


def test_the_contract_gives_the_price_that_the_row_leaves_blank() -> None:
    contract = Contract("Devis", price_year=3600.0)
    found = judged({"outsource_price": None}, contracts=(contract,))
    assert found.route("outsource").total == pytest.approx(10_100)


def test_routes_left_without_figures_are_named_beside_the_proposal() -> None:
    keys = [key for key, _ in judged({"tool_run": None}).reasons]
    assert keys[-1] == "analysis.disposition.why.not_compared"


# ------------------------------------------------------------------ what rules a route out


def test_what_nobody_would_miss_is_dropped() -> None:
    found = judged({"needed": False})
    assert (found.proposal, found.saved) == ("drop", pytest.approx(12_000))
    assert all("not_needed" in codes(route) for route in found.routes if route.kind != "drop")


def test_a_duplicate_is_dropped_for_the_one_that_stays() -> None:
    found = judged({"duplicate_of": "Relances"})
    assert found.proposal == "drop"
    assert found.reasons == (("analysis.disposition.why.duplicate", {"name": "Relances"}),)


def test_a_critical_process_is_not_dropped_on_one_word() -> None:
    found = judged({"needed": False}, process={"critical": True})
    assert codes(found.route("drop")) == ["critical_drop"]
    assert found.proposal == "automate"


def test_nobody_drops_what_was_not_asked_about() -> None:
    assert codes(judged({"needed": None}).route("drop")) == ["need_unknown"]
    assert codes(judged().route("drop")) == ["needed"]


def test_a_badly_defined_process_is_simplified_first() -> None:
    found = judged(process={"trigger": None})
    assert found.proposal == "simplify"
    for kind in ("automate", "equip", "outsource"):
        assert codes(found.route(kind)) == ["not_ready"]
    assert found.reasons[0][1] == {"missing": ("analysis.missing.trigger",)}


def test_a_badly_defined_process_is_kept_when_simplifying_costs_more_than_it_brings() -> None:
    found = judged({"simplify_cost": 50_000.0}, process={"trigger": None})
    assert found.proposal == "keep"
    assert found.reasons[0][0] == "analysis.disposition.why.not_ready_keep"


@pytest.mark.parametrize(
    ("process", "row", "code"),
    [
        ({"personal_data": True}, {}, "personal"),
        ({"sensitive_data": True, "personal_data": True}, {}, "sensitive"),
        ({"critical": True}, {}, "critical"),
        ({}, {"know_how": True}, "know_how"),
    ],
)
def test_data_know_how_and_what_may_not_stop_stay_inside_unless_covered(
    process: dict[str, Any], row: dict[str, Any], code: str
) -> None:
    assert codes(judged(row, process=process).route("outsource")) == [code]
    cover = Contract(
        "Devis", nda=True, sla="4 h", escalation="Direction", exit_terms="Dossiers rendus"
    )
    assert codes(judged(row, process=process, contracts=(cover,)).route("outsource")) == []


def test_a_volume_too_small_to_repay_is_ruled_out_with_the_volume_it_would_take() -> None:
    found = judged(process={"volume_month": 10.0})
    [(key, params)] = found.route("automate").against
    assert key == "analysis.disposition.against.too_small"
    assert params["needed"] == 17
    assert found.proposal in ("simplify", "keep")


def test_a_route_that_frees_nothing_says_so() -> None:
    assert codes(judged({"automation_share": 0.0}).route("automate")) == ["saves_nothing"]


def test_a_legal_deadline_within_the_horizon_forbids_staying_as_it_is() -> None:
    """Electronic invoices drive the process that makes them."""
    due = (a_priority(deadline="einvoice_issue"),)
    found = judged({"needed": False}, priorities=due)
    assert "deadline" in codes(found.route("keep")) and "deadline" in codes(found.route("drop"))
    assert found.proposal == "automate"
    bare = judged(dict.fromkeys(FIGURES), priorities=due)
    assert (bare.proposal, bare.costed) == ("equip", False)
    assert bare.reasons[0][0] == "analysis.disposition.why.deadline"


def test_a_deadline_after_the_horizon_forbids_nothing() -> None:
    due = (a_priority(deadline="einvoice_issue"),)
    found = judged(priorities=due, finance=Finance(horizon_months=12))
    assert codes(found.route("keep")) == []


# ------------------------------------------------------------------ on the card alone


@pytest.mark.parametrize(
    ("process", "score", "proposal", "why"),
    [
        ({}, (5, 2, 1), "automate", "zone"),
        ({}, (1, 5, 5), "simplify", "low_score"),
        ({"added_value": "high"}, (5, 2, 1), "keep", "high_value"),
        ({"repetitive": False}, (5, 2, 1), "keep", "not_repetitive"),
        ({"repetitive": None}, (5, 2, 1), None, "zone_unknown"),
    ],
)
def test_without_figures_the_card_alone_speaks_and_it_is_to_be_costed(
    process: dict[str, Any], score: tuple[int, int, int], proposal: str | None, why: str
) -> None:
    impact, effort, risk = score
    noted = a_priority(impact=impact, effort=effort, risk=risk)
    found = judged(dict.fromkeys(FIGURES), process=process, priorities=(noted,))
    assert (found.proposal, found.costed, found.saved) == (proposal, False, None)
    assert found.reasons[0][0] == f"analysis.disposition.why.{why}"


def test_a_process_without_a_row_is_judged_on_its_card() -> None:
    client = a_client(
        roles=(a_role(),),
        processes=(a_ready_process(), a_ready_process("Relances", repetitive=True,
                   added_value="low")),
        steps=(a_step(), a_step("Relances")),
        dispositions=(Disposition("Devis", **FIGURES),),
    )  # fmt: skip
    _, other = analysed(client).dispositions
    assert (other.written, other.proposal, other.costed) == (None, "automate", False)


def test_nothing_is_said_when_nobody_filled_the_sheet() -> None:
    assert analysed(processes=(a_ready_process(),)).dispositions == ()


# ------------------------------------------------------------------ what the client decided


def test_a_decision_that_differs_is_told_with_what_it_costs() -> None:
    found = judged({"choice": "equip"})
    assert found.differs
    assert found.choice_gap == pytest.approx(3_500)


def test_the_same_decision_does_not_differ_and_none_is_none() -> None:
    assert not judged({"choice": "automate"}).differs
    assert judged().choice_gap is None


def test_a_decision_on_a_route_that_is_ruled_out_keeps_its_reasons() -> None:
    found = judged({"choice": "outsource"}, process={"personal_data": True})
    assert found.differs and codes(found.route("outsource")) == ["personal"]


def test_coming_back_is_told_for_every_route() -> None:
    found = judged({"notice_months": 3.0, "exit_cost": 1000.0})
    assert all(route.undo for route in found.routes)
    told = [key.rpartition(".")[2] for key, _ in found.route("outsource").undo]
    assert told == ["outsource", "notice", "exit_cost"]
    bare = [key.rpartition(".")[2] for key, _ in judged().route("outsource").undo]
    assert bare == ["outsource", "notice_unknown", "exit_unknown"]
    assert ("analysis.disposition.undo.sunk", {"amount": (1500.0, "EUR")}) in found.route(
        "automate"
    ).undo


# ------------------------------------------------------------------ properties

MONEY = st.floats(0, 50_000)
SHARE = st.floats(0, 1)
ROWS = st.fixed_dictionaries(
    {
        "needed": st.sampled_from([True, None]),
        "simplified_minutes": st.none() | st.floats(0, 30),
        "simplify_cost": st.none() | MONEY,
        "automation_share": st.none() | SHARE,
        "automation_cost": st.none() | MONEY,
        "automation_run": st.none() | MONEY,
        "tool_share": st.none() | SHARE,
        "tool_cost": st.none() | MONEY,
        "tool_run": st.none() | MONEY,
        "outsource_share": st.none() | SHARE,
        "outsource_cost": st.none() | MONEY,
        "outsource_price": st.none() | MONEY,
    }
)
CLIENT = a_client(
    roles=(a_role(),),
    processes=(a_ready_process(repetitive=True, added_value="low"),),
    steps=(a_step(),),
)
PROCESSES = measure_processes(CLIENT, SETTINGS)


def quickly(row: dict[str, Any]) -> DispositionResult:
    client = replace(CLIENT, dispositions=(Disposition("Devis", **row),))
    [found] = dispose(client, PROCESSES, (), (), SETTINGS, AS_OF)
    return found


@given(ROWS)
def test_the_proposal_is_possible_and_no_possible_route_is_cheaper(row: dict[str, Any]) -> None:
    found = quickly(row)
    assert found.proposal is not None
    proposed = found.route(found.proposal)
    assert proposed.open
    if found.costed:
        rivals = [r.total for r in found.routes if r.open and r.total is not None]
        assert proposed.total == min(rivals)
        assert found.saved is not None and found.saved >= 0


@given(ROWS, st.sampled_from(["automation_run", "tool_cost", "outsource_price"]), MONEY)
def test_a_dearer_route_never_wins_alone(row: dict[str, Any], key: str, more: float) -> None:
    """Raising the price of one route never makes that route the proposal."""
    kinds = {"automation_run": "automate", "tool_cost": "equip", "outsource_price": "outsource"}
    if row[key] is None:
        return
    before, after = quickly(row), quickly({**row, key: row[key] + more})
    old, new = before.route(kinds[key]).total, after.route(kinds[key]).total
    if old is not None and new is not None:
        assert new >= old
    if before.costed and after.costed and before.proposal != kinds[key]:
        assert after.proposal == before.proposal


@given(ROWS)
def test_keeping_always_costs_todays_price(row: dict[str, Any]) -> None:
    assert quickly(row).route("keep").total == pytest.approx(12_000)


@given(ROWS)
def test_what_is_missing_and_what_is_costed_are_never_both(row: dict[str, Any]) -> None:
    today = today_of(PROCESSES[0], SETTINGS)
    for route in cost_routes(today, Disposition("Devis", **row), None).values():
        assert (route.total is None) == bool(route.missing)
