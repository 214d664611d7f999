import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.audit.agreement import agrees, close, half_unit
from kit.analysis.settings import Settings
from kit.catalogue import load_catalogue
from tests.clients import a_company

SETTINGS = Settings.of(load_catalogue(), a_company(), {})
FIGURES = st.floats(0.01, 1e7, allow_nan=False)


@pytest.mark.parametrize(
    ("written", "computed", "same"),
    [
        (365, 366.67, True),  # the electrician's appointments
        (183, 183.33, True),
        (183, 165, False),
        (183, 91.67, False),
        (72, 73.33, True),
        (21, 20.83, True),
        (5000, 4700, True),  # "5 000" says 4 500 to 5 500
        (16, 16.3, True),  # months
        (1100, 1080, True),
        (6000, 6240, True),
        (5400, 540, False),
        (33000, 6600, False),
        (180000, 171000, False),  # option A cannot reach what was written
        (0.66, 0.8, False),
        (0.2, 2 / 7, False),
        (1.8, 1.75, True),  # half a unit, to the hair's breadth of floats
        (1, 1.4, False),  # half a unit, but more than a tenth of what is written
        (0, 0, True),
        (0, 1, False),
        (-5000, -4700, True),
        (-5000, 4700, False),
    ],
)
def test_a_rounded_figure_agrees_and_a_wrong_one_does_not(written, computed, same):
    assert agrees(written, computed, SETTINGS) is same


@pytest.mark.parametrize(
    ("written", "half"),
    [(5000, 500), (365, 0.5), (10.8, 0.05), (0.2, 0.05), (1e6, 5e5), (0, 0), (0.1 + 0.2, 0.05)],
)
def test_half_a_unit_of_the_last_digit_written(written, half):
    assert half_unit(written) == pytest.approx(half)


@given(FIGURES)
def test_a_figure_agrees_with_itself(figure):
    assert agrees(figure, figure, SETTINGS)
    assert close(figure, figure, SETTINGS)


@given(FIGURES, st.integers(2, 6))
def test_a_figure_agrees_with_its_rounding_to_two_digits_or_more(figure, digits):
    assert agrees(float(f"{figure:.{digits}g}"), figure, SETTINGS)


@given(FIGURES, st.floats(1.25, 100))
def test_a_quarter_more_never_agrees(figure, factor):
    assert not agrees(figure * factor, figure, SETTINGS)
    assert not agrees(figure, figure * factor, SETTINGS)
