"""Contracts and dispositions: what is filled comes back, what is wrong is told at its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.errors import WorkbookRejected
from kit.texts import LANGUAGES
from kit.workbook.data import client_from_data
from kit.workbook.fill import write_filled
from kit.workbook.layout import layout
from kit.workbook.presence import filled_sheets
from kit.workbook.read import check_workbook
from kit.workbook.template import offered

DATA: dict[str, Any] = {
    "company": {"name": "Atelier Fictif", "sector": "construction"},
    "processes": [
        {"name": "Paie", "domain": "hr"},
        {"name": "Relances", "domain": "admin"},
        {"name": "Rappels", "domain": "admin"},
    ],
    "contracts": [
        {
            "process": "Paie",
            "provider": "Cabinet",
            "report_frequency": "monthly",
            "integrations": ["finance", "hr"],
            "tool_families": ["hr_payroll", "documents"],
            "remote_access": False,
            "nda": True,
            "notice_months": 3,
            "price_year": 5400,
        }
    ],
    "dispositions": [
        {"process": "Relances", "needed": True, "automation_share": 0.8, "choice": "automate"},
        {"process": "Rappels", "needed": False, "duplicate_of": "Relances", "choice": "drop"},
    ],
    "answers": {
        "outsourcing_practices.governance": {"value": "partly"},
        "outsourcing_questions.control": {"comment": "Les prix restent chez nous."},
    },
}


def client_of(**changes: Any) -> Client:
    return client_from_data({**DATA, **changes}, load_catalogue(), "sample")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_filled_comes_back_the_same(tmp_path: Path, lang: str) -> None:
    client = client_of(lang=lang)
    write_filled(tmp_path / "filled.xlsx", client, lang)
    back, problems = check_workbook(tmp_path / "filled.xlsx")
    assert problems == ()
    assert back is not None
    assert (back.contracts, back.dispositions) == (client.contracts, client.dispositions)
    assert (back.company.sector, back.answers) == ("construction", client.answers)


def test_the_sheets_are_there_on_request_only_and_leave_no_trace() -> None:
    own = {"outsourcing", "outsourcing_questions", "contracts", "dispositions"}
    assert not offered(load_catalogue(), layout()) & own
    assert own <= filled_sheets(client_of(), layout())
    assert not filled_sheets(Client(client_of().company), layout()) & own


@pytest.mark.parametrize(
    ("rows", "code", "path"),
    [
        (
            [{"process": "Relances", "duplicate_of": "Relances"}],
            "circular_reference",
            "dispositions[0].duplicate_of",
        ),
        (
            [
                {"process": "Relances", "duplicate_of": "Rappels"},
                {"process": "Rappels", "duplicate_of": "Relances"},
            ],
            "circular_reference",
            "dispositions[0].duplicate_of",
        ),
        ([{"process": "Relances"}, {"process": "Relances"}], "data_twice", "dispositions[1]"),
        ([{"process": "Relance"}], "data_unknown_name", "dispositions[0].process"),
        (
            [{"process": "Relances", "automation_share": 1.2}],
            "data_above",
            "dispositions[0].automation_share",
        ),
        (
            [{"process": "Relances", "tool_cost": -1}],
            "data_below",
            "dispositions[0].tool_cost",
        ),
    ],
)
def test_rows_that_cannot_be_are_told(rows: list[dict[str, Any]], code: str, path: str) -> None:
    with pytest.raises(WorkbookRejected) as caught:
        client_of(dispositions=rows)
    assert any(
        problem.code == code and (problem.sheet or "").startswith(path)
        for problem in caught.value.problems
    ), [(problem.code, problem.sheet) for problem in caught.value.problems]
