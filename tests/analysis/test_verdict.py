"""No option is recommended before what it waits for, nor against its own figures (M9, M11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.analysis.model import Verdict
from kit.client import (
    AiDecisions,
    Client,
    Finance,
    GridNote,
    Milestone,
    Option,
    Solution,
)
from kit.texts import Texts
from tests.clients import a_client, analysed, answers
from tests.examples import client_of

START = date(2026, 3, 2)


def an_option(name: str = "A", **fields: Any) -> Option:
    """10 000 EUR, then 12 000 EUR a year for 2 000: 10 000 EUR over 24 months."""
    amounts = {"set_up_low": 10_000.0, "run_low": 2_000.0, "gain_low": 12_000.0}
    return Option(**{"name": name, **amounts, **fields})


def verdict_of(client: Client | None = None, as_of: date = START, **parts: Any) -> Verdict:
    client = client or a_client(
        **{"options": (an_option(retained=True),), "finance": Finance(start=START), **parts}
    )
    found = analysed(client, as_of).verdict
    assert found is not None
    return found


def keys(reasons: tuple[tuple[str, object], ...]) -> list[str]:
    return [key.removeprefix("analysis.verdict.") for key, _ in reasons]


def test_an_option_that_pays_and_waits_for_nothing_is_recommended_with_its_reasons() -> None:
    found = verdict_of()
    assert (found.option, found.waits, found.against) == ("A", (), ())
    assert keys(found.favour) == ["favour.net_stated", "favour.payback"]
    assert found.favour[0][1]["net"] == (10_000.0, "EUR")


def test_without_options_there_is_no_verdict() -> None:
    assert analysed().verdict is None


def test_an_option_that_loses_money_is_not_recommended() -> None:
    found = verdict_of(options=(an_option(retained=True, gain_low=3_000.0),))
    assert found.option is None
    assert keys(found.against) == ["against.loss"]
    assert found.against[0][1]["net"] == (-8_000.0, "EUR")


def test_an_option_that_nets_less_than_another_is_not_recommended_and_the_other_is_named() -> None:
    found = verdict_of(options=(an_option(retained=True), an_option("B", gain_low=15_000.0)))
    assert (found.proposed, found.option, found.alternative) == ("A", None, "B")
    assert keys(found.against) == ["against.less"]
    assert (found.alternative_net, found.alternative_months) == (16_000.0, 24)
    assert found.alternative_stated  # no line tells better than its row


def test_with_no_option_marked_the_best_one_is_looked_at() -> None:
    found = verdict_of(options=(an_option(), an_option("B", gain_low=15_000.0)))
    assert (found.proposed, found.option) == (None, "B")


def test_nothing_is_recommended_when_nothing_pays() -> None:
    found = verdict_of(options=(an_option(gain_low=3_000.0),))
    assert found.option is None
    assert keys(found.against) == ["against.none_pays"]


def test_an_option_without_figures_is_not_recommended() -> None:
    found = verdict_of(options=(Option("A", retained=True),))
    assert keys(found.against) == ["against.unknown"]


def milestones(decision: int = 3, trial: int = 2) -> tuple[Milestone, ...]:
    return (
        Milestone("Comparer", "task", when=1),
        Milestone("Essai", "gate", when=trial, after="Comparer"),
        Milestone("Choisir", "decision", when=decision, after="Essai", option="A"),
    )


def test_a_choice_waits_for_the_milestones_before_it() -> None:
    found = verdict_of(milestones=milestones())
    assert found.option is None
    assert keys(found.waits) == ["wait.milestones"]
    assert found.waits[0][1] == {"names": ("Comparer", "Essai")}


@pytest.mark.parametrize(
    ("as_of", "names"),
    [
        (date(2026, 4, 1), ("Comparer", "Essai")),
        (date(2026, 4, 2), ("Essai",)),  # month 1 is over
        (date(2026, 5, 2), ()),
    ],
)
def test_what_is_behind_is_waited_for_no_more(as_of: date, names: tuple[str, ...]) -> None:
    found = verdict_of(as_of=as_of, milestones=milestones())
    assert (found.waits[0][1]["names"] if found.waits else ()) == names
    assert found.option == (None if names else "A")


def test_a_choice_dated_before_its_trial_is_told_as_such() -> None:
    found = verdict_of(milestones=milestones(decision=1))
    assert keys(found.waits) == ["wait.early", "wait.milestones"]
    assert found.waits[0][1] == {"milestone": "Choisir", "awaited": "Essai"}


def test_milestones_of_another_option_are_none_of_its_business() -> None:
    other = Milestone("Choisir B", "decision", when=1, after="Essai", option="B")
    assert verdict_of(milestones=(milestones()[1], other)).waits == ()


def test_milestones_in_a_circle_are_gone_round_once() -> None:
    circle = (
        Milestone("Essai", "gate", when=2, after="Choisir"),
        Milestone("Choisir", "decision", when=3, after="Essai", option="A"),
    )
    assert verdict_of(milestones=circle).waits[0][1] == {"names": ("Choisir", "Essai")}


def test_a_grid_not_filled_keeps_the_choice_open_above_all_when_somebody_already_chose() -> None:
    asked = (Solution("HubSpot", "crm"), Solution("Zoho", "crm"))
    assert keys(verdict_of(solutions=asked).waits) == ["wait.grid"]
    chosen = (Solution("HubSpot", "crm", retained=True), asked[1])
    found = verdict_of(solutions=chosen)
    assert keys(found.waits) == ["wait.grid_retained"]
    assert found.waits[0][1]["names"] == ("HubSpot",)


def test_a_grid_filled_and_firm_does_not() -> None:
    asked = (Solution("HubSpot", "crm"), Solution("Zoho", "crm"))
    criteria = analysed(solutions=asked).grids[0].criteria  # the catalogue's own
    notes = tuple(
        GridNote(name, Texts("fr")[f"grids.{one.key}"], note_1=note, note_2=note)
        for one in criteria
        for name, note in (("HubSpot", 5), ("Zoho", 1))
    )
    assert notes
    assert verdict_of(solutions=asked, grid_notes=notes).waits == ()


@pytest.mark.parametrize("step", ["feasibility", "trial"])
@pytest.mark.parametrize("said", ["no_go", "later"])
def test_a_no_go_or_a_decision_put_off_keeps_the_choice_open(step: str, said: str) -> None:
    assert keys(verdict_of(ai_decisions=decided(step, said)).waits) == [f"wait.{step}_{said}"]
    assert verdict_of(ai_decisions=decided(step, "go")).waits == ()


def decided(step: str, said: str) -> AiDecisions:
    fields: dict[str, Any] = {f"{step}_decision": said}
    return AiDecisions(**fields)


def test_prerequisites_do_not_change_the_choice_they_hold_the_building_back() -> None:
    found = verdict_of(answers=answers("prerequisites", 7))
    assert found.option == "A"
    assert keys(found.conditions) == ["condition.prerequisites"]
    assert found.conditions[0][1] == {"ticked": 7, "of": 16}


def test_the_electricians_choice_is_refused_for_every_reason_the_method_gives() -> None:
    """HubSpot is recommended before any benchmark, trial or grid, on figures that do not hold."""
    found = verdict_of(client_of("exemple-electricien"), date(2026, 11, 23))
    assert (found.proposed, found.option, found.alternative) == ("Option A", None, "Option B")
    assert keys(found.waits) == ["wait.early", "wait.milestones", "wait.grid_retained"]
    assert keys(found.against) == ["against.loss", "against.less"]
    assert found.alternative_net == 76_000.0
    assert keys(found.conditions) == ["condition.prerequisites", "condition.gdpr"]
