from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.names import fold, slug, unique_ids


def test_a_slug_keeps_letters_and_digits_without_accents():
    assert slug("  Œuvres : devis n° 2, été ") == "oeuvres-devis-n-2-ete"


def test_names_alike_but_for_case_and_accents_fold_together():
    assert fold("PENNYLANE ") == fold("pennylane")
    assert fold("Société") == fold("societe")


def test_names_without_latin_letters_still_compare():
    assert fold("発注") == fold(" 発注 ") != fold("在庫")


@given(st.lists(st.text(), max_size=12))
def test_ids_are_unique_and_fit_for_a_file_or_a_key(names):
    ids = unique_ids(names, "process")
    assert len(set(ids)) == len(ids) == len(names)
    assert all(id and set(id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for id in ids)
    assert ids == unique_ids(names, "process")
