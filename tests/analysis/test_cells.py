import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter, range_boundaries

from kit.analysis.cells import ranges


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        ([], ()),
        (["Gains!F7"], ("Gains!F7",)),
        (["Gains!F7", "Gains!G7"], ("Gains!F7:G7",)),
        (["Gains!F7", "Gains!H7"], ("Gains!F7", "Gains!H7")),
        (["Gains!F7", "Gains!F8", "Gains!F10"], ("Gains!F7:F8", "Gains!F10")),
        (["Gains!Z7", "Gains!AA7"], ("Gains!Z7:AA7",)),
        (["B!A1", "A!A1", "B!A2"], ("B!A1:A2", "A!A1")),
        (["L’an ! 2!C3", "L’an ! 2!C4"], ("L’an ! 2!C3:C4",)),
        (["Gains!F7", "Gains!F7"], ("Gains!F7",)),
        (["Gains"], ("Gains",)),
    ],
)
def test_neighbouring_cells_are_written_as_one_block(cells, written):
    assert ranges(cells) == written


@given(st.sets(st.tuples(st.integers(1, 60), st.integers(1, 12)), max_size=40))
def test_blocks_hold_exactly_the_cells_given_each_once(places):
    written = ranges(f"S!{get_column_letter(column)}{row}" for column, row in places)
    found = []
    for block in written:
        left, top, right, bottom = range_boundaries(block.removeprefix("S!"))
        found += [(c, r) for c in range(left, right + 1) for r in range(top, bottom + 1)]
    assert sorted(found) == sorted(places)
