"""Published tables entered as they stand give what was published under them."""

from datetime import date

import pytest

from kit.analysis.returns import present_value
from kit.analysis.timeline import Timeline
from kit.client import Finance, FlowRow
from tests.clients import a_case

YEARS = ("initial", "year_1", "year_2", "year_3", "year_4", "year_5")


def row(side, *amounts, **fields):
    return FlowRow(side, side, **dict(zip(YEARS, amounts, strict=False)), **fields)


def case_of(*rows, rate=0.1, **finance):
    years = max(sum(getattr(one, year) is not None for year in YEARS) for one in rows) - 1
    finance = {"horizon_months": 12 * max(1, years), "discount_rate": rate, **finance}
    return a_case(flows=rows, finance=Finance(**finance))


def test_a_forrester_cash_flow_table():
    """The Total Economic Impact Of SalesLoft (Forrester, 2020), page 19, at 10 %.

    Costs are printed with minus signs. By hand: 53 150 + 666 715 / 1.1 + 636 772 / 1.21 +
    647 783 / 1.331 = 1 672 201; ROI 5 496 170 / 1 672 201 = 329 % on present values.
    """
    costs = row("cost", -53_150.0, -666_715.0, -636_772.0, -647_783.0, claimed_total=-2_004_420.0)
    gains = row("gain", 0.0, 1_606_511.0, 3_061_331.0, 4_229_760.0, claimed_total=8_897_602.0)
    case = case_of(costs, gains)
    found = case.returns
    assert round(found.cost) == 2_004_420
    assert round(found.gain) == 8_897_602
    assert round(found.net) == 6_893_182
    assert round(found.cost_present) == 1_672_201
    assert round(found.gain_present) == 7_168_371
    assert round(found.npv) == 5_496_170
    assert round(found.roi_present, 2) == 3.29
    assert found.payback_exact < 6  # "< 6 months": 53 150 / (939 796 / 12) = 0.7
    assert found.payback_month == 1
    yearly = [round(sum(case.flows.net[12 * y + 1 : 12 * y + 13])) for y in range(3)]
    assert yearly == pytest.approx([939_796, 2_424_560, 3_581_976], abs=1)  # rounded as printed
    assert all(line.claimed == pytest.approx(line.computed, abs=1) for line in case.lines)


def test_each_row_of_the_table_has_its_published_present_value():
    timeline = Timeline(date(2020, 1, 1), 36, {})
    costs, gains = case_of(
        row("cost", -53_150.0, -666_715.0, -636_772.0, -647_783.0),
        row("gain", 0.0, 1_606_511.0, 3_061_331.0, 4_229_760.0),
    ).lines
    assert round(present_value(costs, 36, timeline, "year_end", 0.1)) == 1_672_201
    assert round(present_value(gains, 36, timeline, "year_end", 0.1)) == 7_168_371


def test_the_investment_of_excels_irr_help():
    """70 000 for 12 000 to 26 000 a year: 8.66 % over five years, -2.12 % over four.

    Payback by hand: 66 000 after year 4, 4 000 of the 26 000 of year 5: 48 + 12 x 4 / 26.
    """
    costs = row("cost", 70_000.0)
    gains = (0.0, 12_000.0, 15_000.0, 18_000.0, 21_000.0, 26_000.0)
    five, four = case_of(costs, row("gain", *gains)), case_of(costs, row("gain", *gains[:5]))
    assert round(five.irr, 4) == 0.0866
    assert five.returns.payback_exact == pytest.approx(48 + 12 * 4 / 26)
    assert five.payback_month == 50
    assert round(four.irr, 4) == -0.0212  # negative, and said as it is
    assert four.returns.roi == pytest.approx(-4_000 / 70_000)
    assert four.payback_month is None
    assert four.reasons["payback_month"] == "analysis.reason.not_paid_back"


@pytest.mark.parametrize(
    ("flows", "irr", "digits"),
    [
        ((-100.0, 39.0, 59.0, 55.0, 20.0), 0.280948, 6),
        ((-250_000.0, 100e3, 150e3, 200e3, 250e3, 300e3), 0.5672303, 7),
    ],
)
def test_published_rates_of_return_through_the_workbook(flows, irr, digits):
    case = case_of(row("cost", -flows[0]), row("gain", 0.0, *flows[1:]))
    assert round(case.irr, digits) == irr


def test_the_npv_of_a_published_table():
    """Method M19: -10 000; 3 000; 3 400; 7 700 at 6.5 %."""
    case = case_of(row("cost", 10_000.0), row("gain", 0.0, 3_000.0, 3_400.0, 7_700.0), rate=0.065)
    assert round(case.npv, 2) == 2188.98


def test_forresters_own_examples_do_not_give_what_they_print():
    """Method M19: 80 % where 66 % is printed, 28.6 % where 20 % is."""
    small = case_of(
        row("cost", 10_000.0, 5_000.0, 5_000.0, 5_000.0), row("gain", 0.0, *[15_000.0] * 3)
    )
    assert small.returns.roi == pytest.approx(0.80)
    large = case_of(
        row("cost", 250_000.0, 150_000.0, 150_000.0, 150_000.0),
        row("gain", 0.0, *[300_000.0] * 3),
    )
    assert large.returns.roi == pytest.approx(2 / 7)


def test_dated_amounts_give_excels_xnpv_and_xirr():
    """The examples of Excel's help for XNPV and XIRR: 2 086.65 at 9 %, 37.34 %."""
    start = date(2008, 1, 1)
    received = (
        (date(2008, 3, 1), 2_750.0), (date(2008, 10, 30), 4_250.0),
        (date(2009, 2, 15), 3_250.0), (date(2009, 4, 1), 2_750.0),
    )  # fmt: skip
    case = a_case(
        flows=(
            FlowRow("Mise", "cost", day=start, amount=10_000.0),
            *(FlowRow("Reçu", "gain", day=day, amount=amount) for day, amount in received),
        ),
        finance=Finance(start=start, discount_rate=0.09, discounting="by_date"),
    )
    assert round(case.npv, 2) == 2086.65
    assert round(case.irr, 4) == 0.3734
    assert case.discounting == "by_date"
    assert case.payback_month == 14  # the third amount, on 15 February 2009


def test_a_row_of_costs_that_mixes_signs_is_not_taken_for_an_income():
    row = FlowRow("Réinvestissement", "cost", initial=-200_000, year_1=50_000, year_2=30_000)
    case = a_case(flows=(row, FlowRow("Économies", "gain", year_1=90_000, year_2=90_000)))
    (cost,) = [line for line in case.lines if line.side == "cost"]
    assert (cost.reason, cost.computed) == ("analysis.reason.mixed_signs", None)
    assert case.reasons["cost_first_year"] is not None
