"""What is computed when it is asked for is what `analyse` computes."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.analysis import analyse as module
from kit.analysis.analyse import analyse, live
from kit.analysis.live import FIELDS, Live, with_parts
from kit.analysis.model import Analysis
from kit.catalogue import load_catalogue
from kit.client import Client
from tests.clients import FAST, a_worked_example
from tests.examples import EXAMPLES, client_of
from tests.rich import a_rich_client

AS_OF = date(2026, 12, 1)
CLIENTS = {**{name: client_of(name) for name in EXAMPLES}, "rich": a_rich_client()}
WHOLE = {name: analyse(one, load_catalogue(), AS_OF, FAST) for name, one in CLIENTS.items()}


def live_of(client: Client) -> Live:
    return live(client, load_catalogue(), AS_OF, FAST)


@given(
    name=st.sampled_from(sorted(CLIENTS)),
    order=st.permutations(FIELDS),
    asked=st.integers(1, len(FIELDS)),
)
@settings(max_examples=60)
def test_whatever_is_asked_in_whatever_order_is_that_of_the_analysis(
    name: str, order: list[str], asked: int
) -> None:
    found = live_of(CLIENTS[name])
    for field in order[:asked]:
        assert getattr(found, field) == getattr(WHOLE[name], field), field


@pytest.mark.parametrize("name", CLIENTS)
def test_it_is_equal_to_the_analysis_both_ways(name: str) -> None:
    assert live_of(CLIENTS[name]) == WHOLE[name]
    assert WHOLE[name] == live_of(CLIENTS[name])
    assert live_of(CLIENTS[name]) != WHOLE["exemple-flash" if name != "exemple-flash" else "rich"]
    assert type(live_of(CLIENTS[name]).whole()) is Analysis


def test_findings_and_traces_wait_until_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(name: str) -> None:
        own = getattr(module, name)

        def call(*arguments: object) -> object:
            asked.append(name)
            return own(*arguments)

        monkeypatch.setattr(module, name, call)

    for name in ("find_incoherences", "trace", "complete_risks"):
        counted(name)
    found = live_of(CLIENTS["exemple-comptable"])
    assert found.business_case and found.priorities and found.plan
    assert asked == []
    assert found.risks == WHOLE["exemple-comptable"].risks
    assert asked == ["complete_risks", "find_incoherences"]
    assert found.findings == WHOLE["exemple-comptable"].findings
    assert found.findings is found.findings
    assert asked == ["complete_risks", "find_incoherences"]  # once


def test_parts_put_in_place_leave_the_others_for_later() -> None:
    found = with_parts(live_of(CLIENTS["exemple-commerce"]), priorities=(), verdict=None)
    assert isinstance(found, Live)
    assert (found.priorities, found.verdict) == ((), None)
    expected = replace(WHOLE["exemple-commerce"], priorities=(), verdict=None)
    assert found == expected == with_parts(WHOLE["exemple-commerce"], priorities=(), verdict=None)


def test_it_is_copied_and_kept_as_an_analysis_is() -> None:
    client = a_worked_example()
    whole = analyse(client, load_catalogue(), AS_OF, FAST)
    for other in (
        replace(live_of(client), firmness=None),
        copy.copy(live_of(client)),
        pickle.loads(pickle.dumps(live_of(client))),
    ):
        assert other == whole
    assert repr(live_of(client)).removeprefix("Live") == repr(whole).removeprefix("Analysis")


def test_a_name_that_is_no_part_is_told_as_such() -> None:
    with pytest.raises(AttributeError, match="colour"):
        _ = live_of(a_worked_example()).colour
