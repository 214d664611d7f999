"""A business case made by hand for the tests of its display: claimed, corrected, ranged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kit.analysis.model import (
    Adjustment,
    Analysis,
    BreakEven,
    BusinessCase,
    CaseScenario,
    ClaimedCase,
    Corrected,
    Distribution,
    Driver,
    Finding,
    Flows,
    MoneyLine,
    OptionResult,
    PhaseBudget,
    PoolUse,
    Returns,
    Spread,
    Stack,
    Stacks,
)
from kit.catalogue import load_catalogue
from kit.client import Client, Option
from kit.display.show import Show
from kit.display.words import Words
from kit.texts import Texts
from tests.clients import AS_OF, a_client, analysed

HORIZON = 24


def a_line(id: str = "gain-1", **fields: Any) -> MoneyLine:
    gain = {
        "id": id,
        "label": "Prise de rendez-vous",
        "side": "gain",
        "kind": "hours",
        "automation": None,
        "hours_month": 30.0,
        "month": 1500.0,
        "once": None,
        "confidence": "declared",
        "value_class": "capacity",
        "role": "Assistante",
    }
    return MoneyLine(**{**gain, **fields})


def a_cost_line(id: str = "cost-1", **fields: Any) -> MoneyLine:
    cost = {
        "id": id,
        "label": "Abonnements",
        "side": "cost",
        "kind": "month",
        "hours_month": None,
        "month": 600.0,
        "confidence": None,
        "value_class": "",
        "role": None,
    }
    return a_line(**{**cost, **fields})


def flows(gain: float, start: int, once: float, cost: float = 600.0) -> Flows:
    months = range(HORIZON + 1)
    return Flows(
        tuple(gain if month >= start else 0.0 for month in months),
        tuple(once if month == 0 else cost for month in months),
    )


def returns(flows: Flows, payback: int | None = None, **fields: Any) -> Returns:
    gain, cost = sum(flows.gains), sum(flows.costs)
    made: dict[str, Any] = {
        "gain": gain,
        "cost": cost,
        "net": gain - cost,
        "roi": (gain - cost) / cost,
        "payback_month": payback,
        "payback_exact": None if payback is None else payback - 0.5,
        "npv": (gain - cost) * 0.9,
        "irr": 0.31,
        "lowest": min(flows.cumulated),
        "reasons": {} if payback else {"payback_month": "analysis.reason.never_paid_back"},
    }
    return Returns(**{**made, **fields})


def a_distribution(net: float, **fields: Any) -> Distribution:
    band = tuple(
        (
            net * month / HORIZON - 400.0 * month,
            net * month / HORIZON,
            net * month / HORIZON + 500.0 * month,
        )
        for month in range(HORIZON + 1)
    )
    bins = tuple(
        (net - 20_000 + 2_000.0 * at, net - 18_000 + 2_000.0 * at, 10 * min(at + 1, 20 - at))
        for at in range(20)
    )
    spread = Spread(net - 9_600.0, net, net + 12_000.0, net)
    made: dict[str, Any] = {
        "draws": 10_000,
        "seed": 1,
        "shape": "triangular",
        "together": 0.3,
        "net": spread,
        "npv": spread,
        "roi": Spread(0.1, 0.4, 0.8, 0.4),
        "set_up": Spread(18_000.0, 20_000.0, 23_500.0, 20_200.0),
        "band": band,
        "histogram": bins,
        "chance_target": 0.004,
        "chance_payback": 0.38,
        "chance_loss": 0.12,
        "contingency_required": 0.175,
    }
    return Distribution(**{**made, **fields})


def a_stack(key: str, gain: float, total: float, start: int = 4) -> Stack:
    made = flows(total / 12, start, 20_000.0)
    return Stack(key, gain, total, returns(made, 21 if total > 30_000 else None))


def a_case(**fields: Any) -> BusinessCase:
    """4 000 a month as the cells say, 3 000 once corrected, for 20 000 and 600 a month."""
    stated = flows(4_000.0, 1, 20_000.0)
    lines = (
        a_line(),
        a_line(
            "gain-2",
            label="Devis en plus",
            kind="revenue",
            month=2500.0,
            hours_month=None,
            value_class="margin",
            confidence="assumed",
        ),
        a_cost_line(),
        a_cost_line("cost-2", label="Mise en place", kind="once", month=None, once=18_000.0),
        a_cost_line("cost-3", label="Formation", kind="once", month=None, once=5_000.0),
        a_cost_line("contingency-1", label="Phase 1", kind="contingency", month=None, once=2_000.0),
    )
    made: dict[str, Any] = {
        "lines": lines,
        "hours_month": 30.0,
        "gross_month": 4_000.0,
        "cost_month": 600.0,
        "net_month": 3_400.0,
        "cost_once": 20_000.0,
        "cost_first_year": 27_200.0,
        "gain_first_year": 48_000.0,
        "roi_first_year": 20_800 / 27_200,
        "payback_month": 6,
        "npv": 50_000.0,
        "irr": 1.2,
        "horizon": HORIZON,
        "discount_rate": 0.08,
        "targets": {"roi": False, "net_month": True, "payback": True},
        "flows": stated,
        "returns": returns(stated, 6),
    }
    return BusinessCase(**{**made, **fields})


def a_full_case(**fields: Any) -> BusinessCase:
    """The same, with everything that can be said of it."""
    base = a_case()
    right = flows(3_000.0, 4, 20_000.0)
    claimed = tuple(-18_000.0 + 4_500.0 * month for month in range(HORIZON + 1))
    net = sum(right.gains) - sum(right.costs)
    corrected = Corrected(
        adjustments=(Adjustment("hours_over_pool", "gain-1", 0.5, 4),),
        lines=(a_line(hours_month=15.0, month=500.0), *base.lines[1:]),
        gross_month=3_000.0,
        net_month=2_400.0,
        flows=right,
        returns=returns(right, 13),
    )
    made: dict[str, Any] = {
        "corrected": corrected,
        "claimed": ClaimedCase(54_000.0, 18_000.0, 7_200.0, 400.0, HORIZON, claimed),
        "hours_pool": (
            PoolUse("Assistante", 1_318.0, 1_540.0, 660.0, "Temps administratif", 660.0, 0.856),
            PoolUse("Technicien", 128.0, None, None, None, 128.0, None),
        ),
        "budget": (
            PhaseBudget(
                "Mise en place",
                1,
                6,
                (("cost-2", 15_000.0),),
                15_000.0,
                0.1,
                1_500.0,
                16_500.0,
                14_850.0,
                18_150.0,
                15_000.0,
                1_400.0,
                16_400.0,
                0,
            ),
            PhaseBudget(
                "Application",
                7,
                12,
                (("cost-3", 5_000.0),),
                5_000.0,
                0.1,
                500.0,
                5_500.0,
                4_950.0,
                6_050.0,
                None,
                None,
                None,
                1,
            ),
        ),
        "stacks": Stacks(
            (
                a_stack("cash", 4_000.0, 4_000.0),
                a_stack("capacity", 8_400.0, 12_400.0),
                a_stack("margin", 20_000.0, 32_400.0),
                a_stack("risk", 0.0, 32_400.0),
            ),
            reuse=0.7,
            not_reused_year=3_600.0,
            upkeep_year=1_800.0,
        ),
        "scenarios": tuple(
            CaseScenario(key, made, returns(made, month))
            for key, made, month in (
                ("prudent", flows(1_800.0, 7, 22_000.0), None),
                ("likely", right, 13),
                ("ambitious", flows(4_200.0, 4, 18_000.0), 9),
            )
        ),
        "distribution": a_distribution(net),
        "tornado": (
            Driver("gain-2", "Devis en plus", net - 22_000, net + 18_000, 40_000.0),
            Driver("delay", None, net - 9_000, net, 9_000.0),
            Driver("reuse", None, net - 5_000, net + 2_000, 7_000.0),
            Driver("cost-2", "Mise en place", net - 2_000, net + 2_000, 4_000.0),
        ),
        "break_even": (
            BreakEven("roi", 3.0, None, None, (), {"set_up": "analysis.reason.no_net"}),
            BreakEven("payback", 12.0, 18_500.0, 0.92, (("gain-2", 42.0, 50.0, "month"),)),
        ),
    }
    return replace(base, **{**made, **fields})


def an_option(name: str, **fields: Any) -> OptionResult:
    made: dict[str, Any] = {
        "name": name,
        "retained": False,
        "stated": True,
        "months": HORIZON,
        "set_up": (20_000.0, 20_000.0),
        "run_year": (2_000.0, 2_000.0),
        "gain_year": (50_000.0, 50_000.0),
        "net": (76_000.0, 76_000.0),
        "roi": 3.17,
        "payback": (5.0, 5.0),
        "band": (30_000.0, 50_000.0),
        "in_band": False,
        "over": None,
        "marginal_cost": None,
        "marginal_net": None,
        "marginal_roi": None,
        "claimed_net": 78_000.0,
        "claimed_roi": None,
        "claimed_payback": 5.0,
    }
    return OptionResult(**{**made, **fields})


def three_options() -> tuple[OptionResult, ...]:
    return (
        an_option(
            "A. CRM intégré",
            retained=True,
            set_up=(105_000.0, 130_000.0),
            run_year=(15_000.0, 25_000.0),
            gain_year=(153_000.0, 153_000.0),
            net=(126_000.0, 171_000.0),
            roi=0.94,
            payback=(9.1, 12.2),
            band=(80_000.0, None),
            in_band=True,
            over="B. Léger",
            marginal_cost=133_500.0,
            marginal_net=72_500.0,
            marginal_roi=0.54,
            claimed_net=180_000.0,
        ),
        an_option("B. Léger"),
        an_option(
            "C. Existant amélioré",
            set_up=(10_000.0, 10_000.0),
            run_year=(150.0, 150.0),
            gain_year=(7_500.0, 7_500.0),
            net=(4_700.0, 4_700.0),
            roi=0.46,
            payback=(16.3, 16.3),
            band=(None, 15_000.0),
            in_band=True,
            claimed_net=5_000.0,
            claimed_payback=16.0,
        ),
    )


def some_findings() -> tuple[Finding, ...]:
    return (
        Finding(
            "negative_gain",
            "Gains!F7",
            "183",
            "165",
            "analysis.effect.negative_gain",
            {"label": "Documents", "written": (183.0, "h"), "computed": (165.0, "h")},
            severity="error",
            places=("Gains!D7", "Gains!E7"),
            change=-18.0,
            change_unit="h/year",
        ),
        Finding(
            "negative_gain",
            "Gains!F9",
            "33000",
            "6600",
            "analysis.effect.negative_gain",
            {
                "label": "Appels en moins",
                "written": (33_000.0, "EUR"),
                "computed": (6_600.0, "EUR"),
            },
            severity="error",
            change=-26_400.0,
        ),
        *(
            Finding(
                "zero_volume",
                f"Processus!H{row}",
                "0",
                None,
                "analysis.effect.zero_volume",
                {"process": f"Processus {row}"},
            )
            for row in range(3, 8)
        ),
        Finding("no_costs", None, None, None, "analysis.effect.no_net", severity="info"),
    )


def full_analysis(client: Client | None = None, **fields: Any) -> Analysis:
    made: dict[str, Any] = {
        "business_case": a_full_case(),
        "options": three_options(),
        "findings": some_findings(),
    }
    listed = (
        Option("A. CRM intégré", approach="CRM en ligne", limits="Long à mettre en place"),
        Option("B. Léger", approach="Outils simples", advised_when="Budget serré"),
    )
    base = analysed(client or a_client(options=listed), AS_OF)
    return replace(base, **{**made, **fields})


def shown(lang: str = "fr", **fields: Any) -> Show:
    return Show(Words(full_analysis(**fields), load_catalogue(), Texts(lang)))
