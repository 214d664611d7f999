import pytest

from kit.analysis.settings import Settings
from kit.catalogue import load_catalogue
from kit.client import Finance
from tests.clients import a_company


def settings_of(finance=None, overrides=None, **company):
    return Settings.of(load_catalogue(), a_company(**company), overrides or {}, finance)


@pytest.mark.parametrize(
    ("key", "field", "own"),
    [
        ("year.hours", "hours_year", 1_500.0),
        ("year.hours_day", "hours_day", 8.0),
        ("business.horizon_months", "horizon_months", 36),
        ("business.discount_rate", "discount_rate", 0.05),
        ("business.target_roi", "target_roi", 1.0),
        ("business.target_net_month", "target_net_month", 250.0),
        ("business.target_payback_months", "target_payback_months", 18),
    ],
)
def test_a_what_if_wins_over_the_finance_sheet_which_wins_over_content(key, field, own):
    finance = Finance(**{field: own})
    assert settings_of()[key] == load_catalogue().threshold(key)
    assert settings_of(finance)[key] == own
    assert settings_of(finance, {key: 3.0})[key] == 3.0


def test_the_contingency_of_the_finance_sheet_is_not_the_one_the_audit_compares_with():
    settings = settings_of(Finance(contingency=0.3))
    assert settings["business.contingency"] == load_catalogue().threshold("business.contingency")


def test_discounting_and_distribution_are_the_first_choices_unless_stated():
    assert (settings_of().discounting, settings_of().distribution) == ("year_end", "triangular")
    own = settings_of(Finance(discounting="by_date", distribution="pert"))
    assert (own.discounting, own.distribution) == ("by_date", "pert")


def test_what_only_the_audit_looks_at_is_no_assumption():
    keys = {key for key, _, _ in settings_of().assumptions()}
    assert "business.discount_rate" in keys
    assert not any(key.startswith(("audit.", "limits.", "reader.")) for key in keys)


def test_an_unknown_threshold_is_refused():
    with pytest.raises(KeyError):
        settings_of(overrides={"business.rate": 1.0})
