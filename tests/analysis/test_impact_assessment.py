"""Two criteria of nine call for an impact assessment; proposed ones are told apart (WP 248)."""

from __future__ import annotations

from typing import Any

import pytest

from kit.analysis.impact_assessment import assess
from kit.analysis.settings import Settings
from kit.catalogue import load_catalogue
from kit.client import Company
from tests.clients import a_process, a_register_line, an_automation

CATALOGUE = load_catalogue()


def verdict(
    *written: str, process: Any = None, level: str | None = None, least: int | None = None
) -> tuple[tuple[tuple[str, str], ...], str, bool]:
    overrides = {} if least is None else {"gdpr.dpia_criteria": least}
    settings = Settings.of(CATALOGUE, Company("Atelier"), overrides)
    line = a_register_line(dpia_criteria=written)
    return assess(line, an_automation(level=level), process or a_process(), settings)


def test_the_cnil_has_nine_criteria_and_asks_for_two() -> None:
    assert len(CATALOGUE.choices["dpia_criterion"]) == 9
    assert CATALOGUE.threshold("gdpr.dpia_criteria") == 2
    assert CATALOGUE.thresholds["gdpr.dpia_criteria"].source == "wp248"


@pytest.mark.parametrize(
    ("written", "expected"),
    [((), "not_indicated"), (("monitoring",), "not_indicated"),
     (("monitoring", "crossing"), "needed"), (("sensitive_data", "large_scale"), "needed")],
)  # fmt: skip
def test_two_written_criteria_are_enough(written: tuple[str, ...], expected: str) -> None:
    assert verdict(*written)[1] == expected


def test_criteria_that_the_process_shows_are_proposed_and_to_be_confirmed() -> None:
    found, said, _ = verdict("evaluation", level="hybrid")
    assert found == (("evaluation", "written"), ("innovative", "proposed"))
    assert said == "to_confirm"
    hr = a_process(domain="hr", sensitive_data=True)
    assert verdict(process=hr)[:2] == (
        (("sensitive_data", "proposed"), ("vulnerable", "proposed")),
        "to_confirm",
    )


def test_a_written_criterion_is_not_proposed_again() -> None:
    assert verdict("innovative", level="ai")[0] == (("innovative", "written"),)


def test_sensitive_data_at_large_scale_call_for_one_whatever_the_count() -> None:
    assert verdict("sensitive_data", "large_scale", least=5)[1:] == ("needed", True)
    proposed = verdict("large_scale", process=a_process(sensitive_data=True), least=5)
    assert proposed[1:] == ("to_confirm", True)
    assert verdict("monitoring", "crossing", least=5)[1:] == ("not_indicated", False)
