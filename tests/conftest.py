"""What every test may ask for."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A slow machine fails no test: hypothesis would hold each example to 200 ms.
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden results of tests/golden anew; review them as a diff",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """True when pytest was called with --update-golden."""
    return bool(request.config.getoption("--update-golden"))
