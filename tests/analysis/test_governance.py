"""The run: what it lacks, and whether those who steer it meet often enough (method M9)."""

from __future__ import annotations

import pytest

from kit.client import Governance
from tests.clients import a_client, analysed

WHOLE = {
    "owner": "Assistante",
    "committee": ("Gérante",),
    "committee_months": 3.0,
    "dashboard": "Feuille partagée",
    "support": "Assistante",
    "supplier_sla": "4 heures",
    "supplier_review_months": 3.0,
    "escalation": "Gérante",
}


def governed(**fields):
    change = analysed(a_client(governance=Governance(**fields))).change
    return change and change.governance


def test_a_blank_form_says_nothing():
    assert governed() is None


def test_a_whole_form_lacks_nothing():
    found = governed(**WHOLE)
    assert (found.missing, dict(found.off_rhythm)) == ((), {})


@pytest.mark.parametrize("field", WHOLE)
def test_each_blank_is_told(field):
    fields = {key: value for key, value in WHOLE.items() if key != field}
    assert governed(**fields).missing == (field,)


@pytest.mark.parametrize(
    ("field", "months", "said"),
    [
        ("committee_months", 2.5, "frequent"),
        ("committee_months", 3, None),
        ("committee_months", 6, None),
        ("committee_months", 6.5, "rare"),
        ("supplier_review_months", 1, None),
        ("supplier_review_months", 3, None),
        ("supplier_review_months", 4, "rare"),
    ],
)
def test_a_rhythm_out_of_range_is_told(field, months, said):
    found = governed(**{**WHOLE, field: months})
    assert found.off_rhythm.get(field) == said
