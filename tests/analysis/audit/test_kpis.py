from kit.client import Action, Kpi, Phase
from tests.clients import a_time_gain, a_worked_example, analysed


def found(*kpis, **parts):
    client = a_worked_example(kpis=kpis, **parts)
    findings = analysed(client, overrides={"range.draws": 0}).findings
    return {one.code: one for one in findings}


def test_two_targets_for_one_date_however_it_is_written():
    phases = (Phase("Phase 1", 1, 6, contingency=0.1),)
    first, again = Kpi("Appels", today=9.0, target=5.0, due=6), "appels "
    same = Kpi(again, today=9.0, target=3.0, due="Phase 1")
    finding = found(first, same, phases=phases)["two_targets"]
    assert (finding.written, finding.computed) == ("3", "5")
    assert "two_targets" not in found(first, Kpi(again, today=9.0, target=5.0, due=6))
    assert "two_targets" not in found(first, Kpi(again, today=9.0, target=3.0, due=12))
    assert "two_targets" not in found(first, Kpi(again, today=9.0, due=6))


def test_targets_without_a_start_are_one_finding_at_all_their_cells():
    kpis = (Kpi("A", target=1.0), Kpi("B", today=2.0, target=1.0), Kpi("C", target=0.0))
    cells = {f"kpis/{n}/target": f"Indicateurs!F{n + 5}" for n in range(3)}
    finding = found(*kpis, cells=cells)["target_without_baseline"]
    assert (finding.place, finding.places) == ("Indicateurs!F5", ("Indicateurs!F7",))
    assert finding.params["count"] == (2, "number")
    assert finding.params["kpis"] == ("A", "C")


def test_progress_is_judged_only_when_its_direction_is_plain():
    assert "target_no_progress" in found(Kpi("NPS", unit="nps", today=40.0, target=30.0))
    assert "target_no_progress" in found(Kpi("Appels", unit="per_month", today=9.0, target=9.0))
    assert "target_no_progress" not in found(
        Kpi("Appels", unit="per_month", today=9.0, target=12.0)
    )


def test_a_value_out_of_the_scale_of_its_unit():
    assert "kpi_out_of_scale" in found(Kpi("Note", unit="score_5", today=6.0))
    assert "kpi_out_of_scale" in found(Kpi("Temps", unit="hours_day", target=30.0, today=1.0))
    assert "kpi_out_of_scale" not in found(Kpi("NPS", unit="nps", today=-100.0, target=100.0))
    assert "kpi_out_of_scale" not in found(Kpi("Taux", unit="percent", today=100.0, target=150.0))


def test_hours_promised_for_a_horizon_are_those_of_its_gains():
    actions = (
        Action("A", horizon="urgent", claimed_hours=260.0),
        Action("B", horizon="urgent"),
        Action("C", horizon="important", claimed_hours=500.0),  # no gain: the thread says so
    )
    gains = tuple(a_time_gain(label=name, action=name) for name in "AB")
    assert "action_hours_off" not in found(actions=actions, gains=gains)
    assert "action_hours_off" in found(actions=actions, gains=gains[:1])
