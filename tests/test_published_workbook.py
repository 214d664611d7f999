"""A published business-case table, entered row by row as it stands, gives its published figures.

Through the whole kit: structured data, workbook, reader, analysis. The table is the three-year,
risk-adjusted cash flow of a Forrester "Total Economic Impact" study (SalesLoft, page 19; yearly
rate 10 %, amounts of a year at its end). The two returns below it are those of method M19.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kit.analysis.analyse import analyse
from kit.analysis.model import Analysis
from kit.catalogue import load_catalogue
from kit.workbook.data import client_from_data
from kit.workbook.fill import write_filled
from kit.workbook.read import read_workbook

AS_OF = date(2026, 11, 23)
PUBLISHED: dict[str, Any] = {
    "lang": "en",
    "company": {"name": "Composite organisation"},
    "finance": {"horizon_months": 36, "discount_rate": 0.10, "discounting": "year_end"},
    "flows": [
        {
            "label": "Costs",
            "side": "cost",
            "initial": 53_150,
            "year_1": 666_715,
            "year_2": 636_772,
            "year_3": 647_783,
            "claimed_total": 2_004_420,
            "claimed_present_value": 1_672_201,
        },
        {
            "label": "Benefits",
            "side": "gain",
            "kind": "margin",
            "initial": 0,
            "year_1": 1_606_511,
            "year_2": 3_061_331,
            "year_3": 4_229_760,
            "claimed_total": 8_897_602,
            "claimed_present_value": 7_168_371,
        },
    ],
    "claims": [
        {"figure": "costs_total", "months": 36, "value": 2_004_420},
        {"figure": "gains_total", "months": 36, "value": 8_897_602},
        {"figure": "net_total", "months": 36, "value": 6_893_182},
        {"figure": "present_value_costs", "months": 36, "value": 1_672_201},
        {"figure": "present_value_gains", "months": 36, "value": 7_168_371},
        {"figure": "npv", "months": 36, "value": 5_496_170},
        {"figure": "roi", "months": 36, "rate": 3.29},
    ],
}


def through_a_workbook(data: dict[str, Any], folder: Path) -> Analysis:
    path = folder / "table.xlsx"
    write_filled(path, client_from_data(data, load_catalogue()))
    return analyse(read_workbook(path), load_catalogue(), AS_OF)


def a_table(
    set_up: float, run: float, gain: float, roi: float, rate: float | None = None
) -> dict[str, Any]:
    """Three years of the same amounts, and the return published for them."""
    costs = {"year_1": run, "year_2": run, "year_3": run}
    gains = {"year_1": gain, "year_2": gain, "year_3": gain}
    return {
        "lang": "en",
        "company": {"name": "Composite organisation"},
        "finance": {"horizon_months": 36, **({} if rate is None else {"discount_rate": rate})},
        "flows": [
            {"label": "Costs", "side": "cost", "initial": set_up, **costs},
            {"label": "Benefits", "side": "gain", "kind": "cash", **gains},
        ],
        "claims": [{"figure": "roi", "months": 36, "rate": roi}],
    }


def test_the_published_table_gives_its_published_figures(tmp_path: Path) -> None:
    case = through_a_workbook(PUBLISHED, tmp_path).business_case
    assert case is not None and case.returns is not None
    returns = case.returns
    assert (returns.cost, returns.gain, returns.net) == pytest.approx(
        (2_004_420, 8_897_602, 6_893_182), abs=0.01
    )
    assert returns.npv == pytest.approx(5_496_170, abs=0.5)  # to its last printed digit
    assert returns.payback_exact is not None and returns.payback_exact < 6  # "< 6 months"
    assert returns.gain_present == pytest.approx(7_168_371, abs=0.5)
    assert returns.cost_present == pytest.approx(1_672_201, abs=0.5)
    assert returns.roi_present is not None and round(returns.roi_present, 2) == 3.29
    assert returns.roi is not None and round(returns.roi, 2) == 3.44  # before discounting


def test_the_audit_agrees_with_the_published_table_and_says_how_its_return_is_made(
    tmp_path: Path,
) -> None:
    analysis = through_a_workbook(PUBLISHED, tmp_path)
    tables = {client_cell.split("!")[0] for client_cell in table_cells(analysis)}
    said = [f for f in analysis.findings if f.place and f.place.split("!")[0] in tables]
    assert {f.code for f in said} <= {"roi_discounted", "roi_without_range"}
    (discounted,) = (f for f in said if f.code == "roi_discounted")
    assert discounted.place == analysis.client.cells["claims/6/rate"]


def table_cells(analysis: Analysis) -> list[str]:
    cells = analysis.client.cells.items()
    return [place for path, place in cells if path.startswith(("flows/", "claims/"))]


M19 = [(10_000, 5_000, 15_000, 0.66, 0.80), (250_000, 150_000, 300_000, 0.20, 200 / 700)]


@pytest.mark.parametrize(("set_up", "run", "gain", "published", "computed"), M19)
def test_a_published_return_that_does_not_follow_from_its_inputs_is_found(
    set_up: float, run: float, gain: float, published: float, computed: float, tmp_path: Path
) -> None:
    analysis = through_a_workbook(a_table(set_up, run, gain, published, rate=0.0), tmp_path)
    place = analysis.client.cells["claims/0/rate"]
    (found,) = (f for f in analysis.findings if f.place == place and f.code == "claim_return_off")
    assert found.params["written"] == (published, "share")
    assert found.params["computed"] == pytest.approx((computed, "share"))


@pytest.mark.parametrize(("set_up", "run", "gain", "published", "computed"), M19)
def test_the_same_returns_follow_from_present_values_at_ten_per_cent(
    set_up: float, run: float, gain: float, published: float, computed: float, tmp_path: Path
) -> None:
    analysis = through_a_workbook(a_table(set_up, run, gain, published, rate=0.1), tmp_path)
    place = analysis.client.cells["claims/0/rate"]
    codes = {f.code for f in analysis.findings if f.place == place}
    assert "roi_discounted" in codes and "claim_return_off" not in codes
    case = analysis.business_case
    assert case is not None and case.returns is not None
    assert case.returns.roi == pytest.approx(computed)
