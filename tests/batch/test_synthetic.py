"""The synthetic clients of benchmarks/: seeded, readable, faulty only where they should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.clients import Order, Written, client_of, fault_of, write_clients
from benchmarks.engagement import LANGUAGES, engagement, name_of, words
from benchmarks.faults import FAULTS
from kit.catalogue import load_catalogue
from kit.workbook.data import client_from_data
from kit.workbook.fill import write_filled
from kit.workbook.read import check_workbook

ORDER = Order(14, seed=3, faulty=0.5)  # every second one: each fault once
CODES = {  # fault → what the reader answers
    "text_in_number": "text_in_number",
    "missing_required": "missing_value",
    "truncated": "damaged",
    "password": "encrypted",
    "deleted_sheet": "missing_table",
    "renamed_csv": "not_a_workbook",
    "empty": "file_empty",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    return write_clients(ORDER, tmp_path_factory.mktemp("clients"), jobs=1)


def test_the_same_order_gives_the_same_bytes_whoever_writes_them(
    written: list[Written], tmp_path: Path
) -> None:
    again = write_clients(ORDER, tmp_path, jobs=2)
    assert [one.path.name for one in again] == [one.path.name for one in written]
    for one, other in zip(written, again, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes(), one.path.name


def test_a_client_is_the_same_whatever_the_count() -> None:
    few, many = Order(3, faulty=0.1), Order(1000, faulty=0.1)
    for number in (1, 2, 3):
        assert client_of(few, number) == client_of(many, number)
        assert fault_of(few, number) == fault_of(many, number)
    assert engagement(1, 5) != engagement(2, 5)


def test_good_workbooks_read_back_without_a_word(written: list[Written]) -> None:
    for one in written:
        if not one.fault:
            client, problems = check_workbook(one.path)
            assert not problems, (one.path.name, problems)
            assert client == client_of(ORDER, one.number)
            assert 5 <= len(client.processes) <= 40


def test_every_faulty_workbook_is_refused_for_its_fault(written: list[Written]) -> None:
    assert {one.fault for one in written} == {"", *FAULTS}
    for one in written:
        if one.fault:
            client, problems = check_workbook(one.path)
            assert client is None, one.path.name
            assert CODES[one.fault] in {p.code for p in problems if p.severity == "error"}


def test_faults_are_as_many_as_asked() -> None:
    order = Order(1000, faulty=0.03)
    faults = [fault_of(order, number) for number in range(1, 1001)]
    assert sum(map(bool, faults)) == 30
    assert set(faults) == {"", *FAULTS}


def test_a_portfolio_is_mixed_and_has_names_twice() -> None:
    clients = [engagement(1, number) for number in range(1, 101)]
    names = [client["company"]["name"] for client in clients]
    assert {client["lang"] for client in clients} == set(LANGUAGES)
    assert len({client["company"]["sector"] for client in clients}) == 6
    assert len(set(names)) < len(names)
    odd = {name for lang in LANGUAGES for name in words(lang)["odd_names"]}
    assert odd & set(names)
    for optional in ("phases", "kpis", "risks", "tests", "deployments", "impacts", "ideas"):
        assert 0 < sum(optional in client for client in clients) < 100, optional


def test_clients_drawn_alike_differ_by_their_name_only() -> None:
    order = replace(ORDER, profiles=4)
    first, like = client_of(order, 2), client_of(order, 6)
    assert name_of(3, 2, profiles=4) != name_of(3, 6, profiles=4)
    assert replace(like, company=replace(like.company, name=first.company.name)) == first


@pytest.mark.parametrize("name", ["365", "3,14", "2027-01-01", "NaN", "C:\\Travaux", "{Accolade}"])
def test_an_odd_name_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    data = engagement(1, 2)
    data["company"]["name"] = name
    write_filled(tmp_path / "odd.xlsx", client_from_data(data, load_catalogue()))
    client, problems = check_workbook(tmp_path / "odd.xlsx")
    assert client is not None
    assert not problems
    assert client.company.name == name


def test_both_languages_say_the_same_things() -> None:
    french, english = words("fr"), words("en")
    assert french.keys() == english.keys()
    assert _shapes(french["common"]) == _shapes(english["common"])
    assert {key: value.count("{") for key, value in _sentences(french).items()} == {
        key: value.count("{") for key, value in _sentences(english).items()
    }


def _shapes(cards: list[list[object]]) -> list[list[object]]:
    """What a process card says apart from its words: domain and role."""
    return [card[1:3] for card in cards]


def _sentences(said: Mapping[str, object]) -> dict[str, str]:
    return {key: value for key, value in said.items() if isinstance(value, str)}
