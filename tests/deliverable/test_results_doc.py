"""docs/results.md names the keys of results.json: all of them, and no other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.analysis.levers import levers_of
from kit.analysis.model import Analysis, AppliedVotes
from kit.analysis.what_if import applied
from kit.analysis.what_if_compare import applied_scenario
from kit.catalogue import load_catalogue
from kit.client import Client
from kit.client.scenario import Change, Scenario, StatedChange
from kit.deliverable.export import _worded
from kit.display.words import Words
from kit.texts import Texts
from kit.workbook.read import read_workbook
from tests.analysis.test_analyse import a_full_client
from tests.clients import analysed
from tests.examples import TEMPLATES, client_of

PAGE = Path(__file__).parents[2] / "docs" / "results.md"
SECTIONS = {
    "tests", "deployment", "roadmap", "load", "diagnostic", "processes", "priorities",
    "prerequisites", "gdpr", "automations", "launch", "business_case", "plan", "findings",
    "options", "budget", "thread", "baseline", "firmness", "deadlines", "risks", "provenance",
    "outsourcing", "dispositions", "use_cases", "aids", "stale", "grids", "ideas", "ai", "crm",
    "follow_up", "change", "competences", "task_matrix",
    "horizons", "option_contents", "verdict", "flash", "scenario", "votes",
}  # fmt: skip


def documented() -> dict[str, set[str]]:
    rows = re.findall(r"^\| (?:`(\S+)`|\(top\)) \| (.+) \|$", PAGE.read_text("utf-8"), re.M)
    return {path: set(re.findall(r"`(\w+)`", keys)) for path, keys in rows}


@cache
def emitted(lang: str) -> tuple[dict[str, Any], ...]:
    """Results that hold, between them, everything there is to document."""
    electrician = read_workbook(TEMPLATES / "exemple-electricien.xlsx")
    shop = read_workbook(TEMPLATES / "exemple-commerce.xlsx")
    made = []
    followed = analysed(client_of("exemple-comptable-j30"), as_of=date(2027, 2, 8))
    drawn = (client_of("exemple-comptable"), client_of("exemple-electricien"))
    clients = (electrician, shop, a_full_client(), *drawn, client_of("exemple-batiment"))
    for analysis in (*map(analysed, clients), followed, a_scenario_s(electrician)):
        words = Words(analysis, load_catalogue(), Texts(lang))
        source = SimpleNamespace(analysis=analysis, words=words, lang=lang)
        made.append(_worded(source))  # type: ignore[arg-type]
    return tuple(made)


def a_scenario_s(client: Client) -> Analysis:
    """The analysis of *client* with its first two processes' notes swapped, and votes."""
    base, catalogue = analysed(client), load_catalogue()
    first, second = base.client.priorities[:2]
    notes = ((first.process, 1.0), (second.process, 5.0))
    changes = [StatedChange(Change("priorities.impact", note, name), None) for name, note in notes]
    scenario = Scenario("Autre", tuple(changes))
    moved, _ = applied(client, catalogue, (one.change for one in changes))
    now = analysed(moved)
    made = applied_scenario(base, now, scenario, levers_of(base, catalogue))
    assert made.ranks
    return replace(now, scenario=made, votes=AppliedVotes("v.toml", 1, 0, 1))


def at(value: Any, path: str) -> Iterator[dict[str, Any]]:
    """Every record found at *path*: "plan[]", "launch.*"; none where a part is absent."""
    if value is None:
        return
    if not path:
        yield value
        return
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    inner = list(value.values()) if name == "*" else [value.get(name)]
    for one in inner:
        for record in (one or ()) if step.endswith("[]") else [one]:
            yield from at(record, rest)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", sorted(documented()))
def test_every_key_is_documented_and_every_documented_key_is_there(path: str, lang: str) -> None:
    expected = documented()[path] | (SECTIONS if not path else set())
    records = [record for made in emitted(lang) for record in at(made, path)]
    assert records
    for record in records:
        missing = expected - record.keys()
        assert record.keys() <= expected
        assert not missing or (not path and missing <= SECTIONS)  # a part not filled is absent
