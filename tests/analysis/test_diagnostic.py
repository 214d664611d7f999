import pytest

from kit.client import Answer
from tests.clients import a_company, a_process, analysed, answers


def a_pain(item, **fields):
    return Answer(f"pains.{item}", "yes", **fields)


def test_pains_are_counted_by_domain():
    found = analysed(answers=(a_pain("invoice_entry"), a_pain("cv_sorting"), a_pain("onboarding")))
    groups = {group.key: (group.ticked, group.of) for group in found.diagnostic.checked.groups}
    assert groups == {
        "admin": (1, 8),
        "hr": (2, 6),
        "sales": (0, 8),
        "support": (0, 5),
        "operations": (0, 3),
    }


@pytest.mark.parametrize(
    ("ticked", "advice"),
    [(0, "none"), (4, "few"), (5, "right"), (10, "right"), (11, "many"), (30, "many")],
)
def test_5_to_10_boxes_are_advised(ticked, advice):
    found = analysed(answers=answers("pains", ticked))
    assert found.diagnostic.advice == f"analysis.advice.{advice}"


@pytest.mark.parametrize(
    ("listed", "advice"), [(0, "none"), (9, "few"), (10, "right"), (15, "right"), (16, "many")]
)
def test_10_to_15_candidates_are_expected(listed, advice):
    processes = tuple(a_process(f"P{n}") for n in range(listed))
    found = analysed(answers=answers("pains", 6), processes=processes)
    assert found.diagnostic.candidates_advice == f"analysis.candidates.{advice}"


def test_a_blank_sheet_gives_no_diagnostic():
    assert analysed().diagnostic is None


@pytest.mark.parametrize(
    ("frequency", "hours"),
    [
        # 30 min each time; 220 working days and 44 worked weeks a year.
        ("daily", 220 / 12 * 0.5),
        ("weekly", 44 / 12 * 0.5),
        ("monthly", 0.5),
        ("quarterly", 0.5 / 3),
        ("yearly", 0.5 / 12),
        ("on_demand", None),
        (None, None),
    ],
)
def test_the_time_of_a_pain_follows_its_frequency(frequency, hours):
    pain = analysed(answers=(a_pain("onboarding", frequency=frequency, minutes=30.0),))
    assert pain.diagnostic.pains[0].hours_month == pytest.approx(hours)


def test_the_companys_own_working_year_wins_over_the_default():
    found = analysed(
        company=a_company(working_days=240.0),
        answers=(a_pain("onboarding", frequency="daily", minutes=60.0),),
    )
    assert found.diagnostic.pains[0].hours_month == 20


def test_heaviest_pains_come_first_then_the_most_painful():
    found = analysed(
        answers=(
            a_pain("invoice_entry", pain=2),
            a_pain("document_filing", pain=5),
            a_pain("cv_sorting", frequency="monthly", minutes=60.0),
            a_pain("onboarding", frequency="weekly", minutes=60.0),
        )
    )
    assert [pain.item.removeprefix("pains.") for pain in found.diagnostic.pains] == [
        "onboarding",
        "cv_sorting",
        "document_filing",
        "invoice_entry",
    ]
