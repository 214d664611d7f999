"""Any workbook a client may fill gives sound results and blocks: nothing raises, in any part.

The clients are drawn from the layout itself (tests/workbook/engagements.py): half-filled
modules, names that point nowhere useful, dates out of order, odd characters.
"""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from kit.analysis.analyse import analyse
from kit.analysis.results import results
from kit.catalogue import load_catalogue
from kit.client import Client, Company
from kit.deliverable.workbook_out import write_plan
from kit.display.contents import MAKERS, SECTIONS
from kit.display.html_blocks import block_to_html
from kit.display.plain import block_to_text
from kit.display.show import Show
from kit.display.words import Words
from kit.texts import LANGUAGES, Texts
from tests.workbook.engagements import engagements

AS_OF = date(2026, 3, 2)


def shown(client: Client, lang: str) -> list[dict[str, object]]:
    catalogue = load_catalogue()
    show = Show(Words(analyse(client, catalogue, AS_OF), catalogue, Texts(lang)))
    made = [block for key in SECTIONS for block in show.section_blocks(key)]
    return made + [
        block for kind, keys in MAKERS.items() for key in keys for block in show.blocks(kind, key)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@given(client=engagements())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_part_can_be_shown_of_any_client(lang: str, client: Client) -> None:
    for block in shown(client, lang):
        assert block_to_html(block)
        assert block_to_text(block) is not None
        json.dumps(block, allow_nan=False)


@given(client=engagements())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_clients_results_are_plain_json_and_the_same_twice(client: Client) -> None:
    catalogue = load_catalogue()
    first, second = (
        json.dumps(results(analyse(client, catalogue, AS_OF)), allow_nan=False, sort_keys=True)
        for _ in range(2)
    )
    assert first == second


@given(client=engagements())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_client_has_a_working_spreadsheet(
    tmp_path_factory: pytest.TempPathFactory, client: Client
) -> None:
    folder, texts = tmp_path_factory.mktemp("plan"), Texts(client.lang)
    analysis = analyse(client, load_catalogue(), AS_OF)
    write_plan(folder / "plan.xlsx", analysis, texts)
    assert load_workbook(folder / "plan.xlsx").sheetnames


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_client_who_filled_nothing_has_a_plan_and_no_other_drawing(lang: str) -> None:
    blocks = shown(Client(Company("Dupont Plomberie")), lang)
    assert {block["id"] for block in blocks if block["block"] == "chart"} == {"chart-plan"}
