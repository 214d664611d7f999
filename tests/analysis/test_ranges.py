import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.ranges import drawn

EVEN = (np.arange(200_000) + 0.5) / 200_000  # every chance once: no luck in these tests
lows, highs = st.floats(0, 1), st.floats(1, 5)


def test_ten_thirteen_twenty_as_the_method_prints_them():
    """Method M19: PERT mean 13.667; triangular mean 14.333, standard deviation 2.095."""
    triangular, pert = (
        13 * drawn(shape, 10 / 13, 20 / 13, EVEN) for shape in ("triangular", "pert")
    )
    assert triangular.mean() == pytest.approx(14.333, abs=5e-4)
    assert triangular.std() == pytest.approx(2.095, abs=5e-4)
    assert pert.mean() == pytest.approx(13.667, abs=5e-4)
    assert pert.std() == pytest.approx(10 * np.sqrt(2.2 * 3.8 / (6**2 * 7)), abs=5e-4)


@given(lows, highs)
def test_the_means_are_those_of_the_two_laws(low, high):
    assert drawn("triangular", low, high, EVEN).mean() == pytest.approx(
        (low + 1 + high) / 3, abs=1e-5 * (high - low) + 1e-12
    )
    assert drawn("pert", low, high, EVEN).mean() == pytest.approx(
        (low + 4 + high) / 6, abs=1e-5 * (high - low) + 1e-12
    )


@pytest.mark.parametrize("shape", ["triangular", "pert"])
@given(low=lows, high=highs)
def test_a_draw_stays_in_its_range_and_rises_with_its_luck(shape, low, high):
    values = drawn(shape, low, high, np.linspace(0, 1, 1_001))
    assert values[0] == pytest.approx(low) and values[-1] == pytest.approx(high)
    assert (np.diff(values) >= -1e-12).all()


@pytest.mark.parametrize("shape", ["triangular", "pert"])
def test_an_independent_generator_draws_the_same_law(shape):
    """numpy's own triangular and beta generators, quantile by quantile."""
    luck = np.random.default_rng(7)
    low, high, size = 0.6, 1.9, 400_000
    if shape == "triangular":
        other = luck.triangular(low, 1.0, high, size)
    else:
        width = high - low
        other = low + width * luck.beta(1 + 4 * (1 - low) / width, 1 + 4 * (high - 1) / width, size)
    chances = np.array([0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])
    assert drawn(shape, low, high, chances) == pytest.approx(np.quantile(other, chances), abs=5e-3)


def test_a_figure_without_a_range_is_its_likely_one():
    assert (drawn("triangular", 1.0, 1.0, EVEN[:5]) == 1.0).all()
