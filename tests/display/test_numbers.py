"""Figures are rounded once, written as people of the language write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.display.numbers import MINUS, Numbers
from kit.texts import NARROW, Texts

FR, EN = Numbers(Texts("fr")), Numbers(Texts("en"))


def spaced(text: str) -> str:
    """*text* typed with plain spaces, as it is displayed in French."""
    return text.replace(" ", NARROW)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (1234, "1 234 €", "€1,234"),
        (1234.5, "1 235 €", "€1,235"),
        (99.99, "99,99 €", "€99.99"),
        (99.999, "100 €", "€100"),
        (45.5, "45,50 €", "€45.50"),
        (30, "30 €", "€30"),
        (-1234, f"{MINUS}1 234 €", f"{MINUS}€1,234"),
        (0, "0 €", "€0"),
        (-0.001, "0 €", "€0"),
        (20_000_000, "20 000 000 €", "€20,000,000"),
    ],
)
def test_money_has_cents_below_a_hundred_only(value: float, french: str, english: str) -> None:
    assert FR.money(value) == spaced(french)
    assert EN.money(value) == english


def test_exact_money_shows_the_worked_example_to_the_cent() -> None:
    assert FR.money_exact(650 / 60 * 40 + 200) == spaced("633,33 €")
    assert FR.money_exact(650 / 60 * 40 + 200 - 30) == spaced("603,33 €")
    assert EN.money_exact(7600) == "€7,600.00"


def test_half_a_cent_goes_away_from_zero_as_people_round() -> None:
    assert FR.money_exact(1.005) == spaced("1,01 €")
    assert FR.money_exact(-1.005) == spaced(f"{MINUS}1,01 €")
    assert FR.number(0.125) == "0,13"


@pytest.mark.parametrize(
    ("hours", "french", "english"),
    [
        (12.5, "12 h 30", "12 h 30 min"),
        (650 / 60, "10 h 50", "10 h 50 min"),
        (38.2, "38 h", "38 h"),
        (20, "20 h", "20 h"),
        (0.75, "45 min", "45 min"),
        (0, "0 min", "0 min"),
        (1317.6, "1 318 h", "1,318 h"),
        (0.9999, "1 h", "1 h"),
        (-1.5, f"{MINUS}1 h 30", f"{MINUS}1 h 30 min"),
    ],
)
def test_hours_show_minutes_up_to_twenty_hours(hours: float, french: str, english: str) -> None:
    assert FR.hours(hours) == spaced(french)
    assert EN.hours(hours) == spaced(english)


def test_less_than_a_minute_is_not_nothing() -> None:
    assert FR.minutes(0.3) == spaced("0,3 min")


@pytest.mark.parametrize(
    ("rate", "french", "english"),
    [
        (0.075, "7,5 %", "7.5%"),
        (0.8125, "81,3 %", "81.3%"),
        (0.75, "75 %", "75%"),
        (0.08, "8 %", "8%"),
        (1, "100 %", "100%"),
    ],
)
def test_a_percentage_keeps_one_decimal_when_it_has_one(
    rate: float, french: str, english: str
) -> None:
    assert FR.percent(rate) == spaced(french)
    assert EN.percent(rate) == english


def test_a_share_is_a_whole_percentage() -> None:
    assert FR.share(2 / 3) == spaced("67 %")


def test_a_missing_value_is_said_and_never_a_zero() -> None:
    shown = {
        FR.money(None),
        FR.money_exact(None),
        FR.hours(None),
        FR.minutes(None),
        FR.percent(None),
        FR.share(None),
        FR.number(None),
        FR.date_medium(None),
        FR.quantity(None, "h"),
        FR.money_range(None, None),
    }
    assert shown == {"n. c."}


def dated(text: str) -> str:
    """*text* typed with "~" for the spaces at which a line never breaks."""
    return text.replace("~", "\u00a0")


def test_dates_read_as_in_a_letter() -> None:
    monday = date(2026, 3, 2)
    assert FR.date_long(monday) == dated("lundi 2~mars~2026")
    assert FR.date_medium(monday) == dated("2~mars~2026")
    assert FR.date_short(date(2026, 5, 1)) == dated("1er~mai")
    assert FR.date_short(date(2026, 5, 11)) == dated("11~mai")
    assert FR.date_table(monday) == dated("lun.~2~mars")
    assert EN.date_long(monday) == "Monday 2 March 2026"


def test_a_range_says_the_month_once() -> None:
    assert FR.date_range(date(2026, 3, 2), date(2026, 3, 4)) == dated("du 2 au 4~mars")
    assert FR.date_range(date(2026, 5, 1), date(2026, 5, 2)) == dated("du 1er au 2~mai")
    assert FR.date_range(date(2026, 3, 30), date(2026, 4, 2)) == dated("du 30~mars au 2~avril")
    assert EN.date_range(date(2026, 3, 2), date(2026, 3, 4)) == "2 to 4 March"
    assert FR.date_range(date(2026, 3, 2), date(2026, 3, 2)) == dated("2~mars")
    crossing = FR.date_range(date(2026, 12, 30), date(2027, 1, 4), year=True)
    assert crossing == dated("du 30~décembre~2026 au 4~janvier~2027")


def test_a_price_range_collapses_when_both_ends_are_the_same() -> None:
    assert FR.money_range(10, 30).replace(NARROW, " ") == "de 10 € à 30 €"
    assert FR.money_range(10, 10) == spaced("10 €")


def test_units_of_traces_are_written_out() -> None:
    assert FR.quantity(433.3333, "EUR") == spaced("433,33 €")
    assert FR.quantity(40, "EUR/h") == spaced("40 €")
    assert FR.quantity(15, "min") == spaced("15 min")
    assert FR.quantity(0.005, "share") == spaced("0,5 %")
    assert FR.quantity(50, "number") == "50"


def test_the_factors_of_a_trace_can_be_reworked_by_hand() -> None:
    assert FR.quantity(220 / 12, "twelfths") == dated("220~÷~12")
    assert FR.quantity(218.5 / 12, "twelfths") == dated("218,5~÷~12")
    assert FR.quantity(650 / 60, "h") == spaced("10 h 50")  # 10.83 h would lose a third of a minute
    assert FR.quantity(5 * 44 / 12 * 13 / 60, "h") == spaced("3,9722 h")
    assert FR.quantity(68.75, "h") == spaced("68,75 h")
    assert FR.quantity(None, "twelfths") == "n. c."


@given(st.floats(-1e12, 1e12))
def test_any_amount_is_written_with_one_sign_and_no_breaking_space(value: float) -> None:
    for written in (FR.money(value), FR.money_exact(value), FR.hours(value), FR.number(value)):
        assert " " not in written
        assert "-" not in written
        assert written.count(MINUS) <= 1


@given(st.integers(-(10**9), 10**9))
def test_exact_money_reads_back_to_the_cent(cents: int) -> None:
    written = FR.money_exact(cents / 100)
    digits = written.replace(NARROW, "").replace("€", "").replace(",", "").replace(MINUS, "-")
    assert int(digits) == cents


def test_an_estimate_is_written_with_three_digits() -> None:
    number = Numbers(Texts("fr"))
    amounts = (12_088.0, -12_088.0, 999.6, 99.4, 0.0, -0.3, 1_234_567.0, None)
    assert [number.money_about(amount).replace(NARROW, " ") for amount in amounts] == [
        "12 100 €",
        "\u221212 100 €",
        "1 000 €",
        "99,40 €",
        "0 €",
        "\u22120,30 €",
        "1 230 000 €",
        "n. c.",
    ]


def test_an_absurd_amount_is_written_not_refused():
    assert EN.money_exact(3e26) == "€300,000,000,000,000,000,000,000,000.00"
    assert EN.money_about(-3.3e26).startswith(f"{MINUS}€330,000,")
    assert EN.percent(1e40).endswith("000%")
