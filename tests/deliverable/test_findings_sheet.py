"""The findings' sheet: what Python would read as no number at all."""

from types import SimpleNamespace

import pytest

from kit.deliverable.findings_sheet import _number


@pytest.mark.parametrize("name", ["NaN", "inf", "1e999"])
def test_a_name_that_python_reads_as_a_number_leaves_its_cell_blank(name: str) -> None:
    written: list[object] = []
    sheet = SimpleNamespace(number=lambda row, column, value, look: written.append(value))
    _number(sheet, 1, 2, name, SimpleNamespace())  # type: ignore[arg-type]
    assert written == [None]
