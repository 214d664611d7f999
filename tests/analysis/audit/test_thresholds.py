import pytest

from kit.analysis.audit.thresholds import thresholds_in
from kit.client import Step, Trial
from tests.clients import a_process, an_automation, analysed


@pytest.mark.parametrize(
    ("text", "thresholds"),
    [
        ("score > 70", {("score", "more"): {70}}),
        ("Si le score est supérieur à 70, alerte", {("score", "more"): {70}}),
        ("Si la note dépasse 70", {("note", "more"): {70}}),
        ("score supérieur ou égal à 70", {("score", "more"): {70}}),
        ("Montant ≤ 1 500,50 €", {("montant", "less"): {1500.5}}),
        ("Montant > 1\u202f500 €", {("montant", "more"): {1500}}),
        ("The amount is over 500", {("amount", "more"): {500}}),
        ("score below 40, score above 70", {("score", "less"): {40}, ("score", "more"): {70}}),
        ("score = 65", {}),  # a value, not a threshold
        ("Retard de plus de sept jours", {}),
        ("moins de 12 km", {}),
        ("", {}),
        (None, {}),
    ],
)
def test_thresholds_are_read_in_the_clients_words(text, thresholds):
    assert thresholds_in(text) == thresholds


def found(rules, steps=(), tests=()):
    result = analysed(
        processes=(a_process(),),
        automations=(an_automation(rules=rules),),
        steps=steps,
        tests=tests,
        cells={"tests/0/given": "Tests!E5", "automations/0/rules": "Automatisations!K5"},
    )
    return [one for one in result.findings if one.code == "threshold_differs"]


def test_a_test_that_tries_another_threshold_than_its_card():
    (finding,) = found(
        "Si score > 70, alerte", tests=(Trial("Devis automatiques", given="score > 60"),)
    )
    assert (finding.written, finding.computed) == ("60", "70")
    assert (finding.place, finding.places) == ("Tests!E5", ("Automatisations!K5",))


def test_a_step_that_decides_on_another_threshold_than_its_card():
    step = Step("Devis", "Valider ?", condition="Montant > 500 €")
    assert len(found("Si le montant dépasse 1 000 €, validation", steps=(step,))) == 1
    assert found("Si le montant dépasse 500 €, validation", steps=(step,)) == []
    other = Step("Facturation", "Valider ?", condition="Montant > 500 €")
    assert found("Si le montant dépasse 1 000 €, validation", steps=(other,)) == []


def test_a_card_may_hold_several_thresholds_of_one_quantity():
    rules = "note > 70 : alerte ; note > 40 : rappel ; note < 40 : réponse type"
    tests = (Trial("Devis automatiques", given="note > 40"),)
    assert found(rules, tests=tests) == []
    assert len(found(rules, tests=(Trial("Devis automatiques", given="note < 30"),))) == 1
    assert found(rules, tests=(Trial("Devis automatiques", given="montant > 30"),)) == []
