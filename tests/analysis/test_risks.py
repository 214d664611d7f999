"""The risk register: criticality, ranking, gaps, and the words typed (method M15)."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.model import RiskRegister
from kit.client import Rating, Risk
from tests.clients import FAST, a_process, an_automation, analysed

WHOLE: dict[str, Any] = {"mitigation": "Tester", "backup": "À la main", "owner": "Gérant"}


def a_risk(name: str = "Retard", probability: int | None = 3, impact: int | None = 4,
           **fields: Any) -> Risk:  # fmt: skip
    ratings = {
        "probability": None if probability is None else Rating(note=probability),
        "impact": None if impact is None else Rating(note=impact),
    }
    return Risk(name, **{**ratings, **fields})


def register(*risks: Risk, **parts: Any) -> RiskRegister:
    found = analysed(risks=risks, overrides=FAST, **parts).risks
    assert found is not None
    return found


def test_no_risk_and_nothing_to_bring_one_up_is_nothing() -> None:
    assert analysed().risks is None


def test_a_risk_is_weighed_before_and_after() -> None:
    after: dict[str, Any] = {
        "residual_probability": Rating(note=1),
        "residual_impact": Rating(note=4),
    }
    [one] = register(a_risk(**WHOLE, **after)).risks
    assert (one.before.criticality, one.before.level) == (12, "high")
    assert (one.after.criticality, one.after.level) == (4, "low")
    assert (one.rank, one.gaps, one.proposed) == (1, (), False)


def test_what_is_missing_is_told() -> None:
    [one] = register(a_risk(impact=None)).risks
    assert one.gaps == ("rating", "mitigation", "backup", "owner")
    assert (one.before.criticality, one.rank) == (None, None)
    [rated] = register(a_risk(**WHOLE)).risks
    assert rated.gaps == ("residual",)


def test_the_worst_come_first_then_the_greater_impact_then_the_order_given() -> None:
    found = register(
        a_risk("A", 4, 3), a_risk("B", None, 5), a_risk("C", 3, 4), a_risk("D", 5, 5), a_risk("E")
    )
    assert [one.risk.name for one in found.risks if one.risk] == ["D", "C", "E", "A", "B"]
    assert [one.rank for one in found.risks] == [1, 2, 3, 4, None]


def test_words_are_read_and_kept_once_each() -> None:
    between = Rating(words="faible à moyenne", levels=("low", "medium"))
    low = Rating(words="faible", levels=("low",))
    found = register(
        Risk("A", probability=between, impact=Rating(note=4)),
        Risk("B", probability=low, impact=Rating(words="Faible", levels=("low",))),
    )
    assert [one.before.criticality for one in found.risks] == [12, 4]
    assert found.words == (("faible", 2), ("faible à moyenne", 3))


def test_a_risk_leads_to_its_automation() -> None:
    found = register(
        a_risk(automation="Devis automatiques"),
        processes=(a_process(),),
        automations=(an_automation(),),
    )
    assert [one.automation for one in found.risks if not one.proposed] == ["devis-automatiques"]


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=12))
def test_ranks_follow_criticality_whatever_the_notes(notes: list[tuple[int, int]]) -> None:
    risks = [a_risk(f"R{n}", p, i) for n, (p, i) in enumerate(notes)]
    found = register(*risks).risks
    assert [one.rank for one in found] == list(range(1, len(notes) + 1))
    products = [one.before.criticality or 0 for one in found]
    assert products == sorted((p * i for p, i in notes), reverse=True)
