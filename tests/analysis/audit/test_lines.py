import pytest

from kit.client import FlowRow, Gain, Option
from tests.clients import (
    a_client,
    a_cost,
    a_process,
    a_time_gain,
    a_worked_example,
    analysed,
)

OPTIONS = (Option("A", retained=True), Option("B"))


def found(**parts):
    findings = analysed(a_worked_example(**parts), overrides={"range.draws": 0}).findings
    return [one.code for one in findings]


@pytest.mark.parametrize(
    ("fields", "mixed"),
    [
        ({"per": "week", "volume": 220.0, "period": "day"}, True),
        ({"per": "day", "volume": 50.0, "period": "day"}, True),
        ({"per": "day", "volume": 1.0, "period": "day"}, False),  # once a day
        ({"per": "day", "volume": 3.0, "period": None}, False),  # three people
        ({"per": "day", "volume": None, "period": "week"}, False),  # multiplied by nothing
        ({"per": "run"}, False),
        ({}, False),
    ],
)
def test_a_time_by_period_takes_no_volume_by_another(fields, mixed):
    assert ("units_mixed" in found(gains=(a_time_gain(**fields),))) is mixed


def margin(label="Marge", **fields):
    base = {"kind": "margin", "volume": 12.0, "period": "year", "unit_value": 100.0}
    return Gain(label, **{**base, **fields})


@pytest.mark.parametrize(
    ("fields", "twice"),
    [
        ({}, True),
        ({"kind": "cash"}, True),  # as many cases of the same value
        ({"unit_value": 90.0}, False),
        ({"volume": 11.0}, False),
        ({"period": "month"}, False),
    ],
)
def test_one_cause_is_counted_once(fields, twice):
    gains = (margin(), margin("Fidélité", **fields))
    assert ("same_driver" in found(gains=gains)) is twice


def test_one_process_and_one_class_make_one_cause():
    processes = (a_process(), a_process("Tri"))
    gains = (margin(process="Devis"), margin("B", process="Devis", unit_value=90.0))
    assert "same_driver" in found(gains=gains, processes=processes)
    gains = (margin(process="Devis"), margin("B", process="Tri", unit_value=90.0))
    assert "same_driver" not in found(gains=gains, processes=processes)


def test_two_options_may_count_the_same_thing():
    gains = (margin(options=("A",)), margin("B", options=("B",)))
    assert "same_driver" not in found(gains=gains, options=OPTIONS)
    assert "same_driver" in found(gains=(margin(), margin("B", options=("B",))), options=OPTIONS)


def test_the_same_minutes_of_the_same_process():
    gains = tuple(a_time_gain(label=label, process="Devis") for label in "AB")
    assert "same_hours" in found(gains=gains, processes=(a_process(),))
    other = (gains[0], a_time_gain(label="B", process="Devis", before=5.0))
    assert "same_hours" not in found(gains=other, processes=(a_process(),))
    assert "same_hours" not in found(gains=(a_time_gain(), a_time_gain(label="B")))  # of what?


def test_licences_are_compared_within_an_option_and_told_once():
    two, three = a_cost(users=2.0), a_cost(label="Téléphone", users=3.0)
    assert found(costs=(two, three)).count("users_differ") == 1
    apart = (a_cost(users=2.0, options=("A",)), a_cost(label="T", users=3.0, options=("B",)))
    assert "users_differ" not in found(costs=apart, options=OPTIONS)
    both = tuple(
        a_cost(label=label, users=users, options=("A", "B"))
        for label, users in (("L", 2.0), ("T", 3.0))
    )
    assert found(costs=both, options=OPTIONS).count("users_differ") == 1


def test_a_label_may_come_back_in_another_phase_or_rhythm():
    assert "same_label" in found(costs=(a_cost(), a_cost()))
    assert "same_label" not in found(costs=(a_cost(), a_cost(rhythm="once")))
    assert "same_label" not in found(
        costs=(a_cost(options=("A",)), a_cost(options=("B",))), options=OPTIONS
    )


def test_a_row_of_amounts_that_cannot_be_read_is_said_at_its_cell():
    row = FlowRow("Réinvestissement", "cost", initial=-200_000, year_1=50_000)
    saved = FlowRow("Économies", "gain", year_1=90_000)
    client = a_client(flows=(saved, row), cells={"flows/1/label": "Montants datés!C9"})
    (finding,) = [one for one in analysed(client).findings if one.code == "cost_not_counted"]
    assert finding.place == "Montants datés!C9"
    assert finding.params["reason"] == "analysis.reason.mixed_signs"
