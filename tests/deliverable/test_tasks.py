"""tasks.csv: one row a task, what importers know, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from kit.analysis.model import Analysis
from kit.catalogue import load_catalogue
from kit.client import Action, Client
from kit.deliverable.task_list import plan_rows
from kit.deliverable.tasks import HEADINGS, inert, write_tasks
from kit.display.words import Words
from kit.texts import LANGUAGES, Texts
from tests.clients import (
    a_client,
    a_company,
    a_plan,
    a_process,
    a_ready_process,
    a_whole_card,
    an_automation,
    analysed,
    answers,
)
from tests.deliverable.sample import HOSTILE

AS_OF = date(2026, 3, 2)
NAME = "Devis automatiques"


def a_planned_client(*actions: Action, name: str = NAME) -> Client:
    return a_client(
        company=a_company(),
        processes=(a_process(),),
        automations=(a_whole_card(name),),
        plan=a_plan(start=date(2026, 3, 2)),
        actions=actions,
        answers=answers("prerequisites", 3),
    )


def words_of(analysis: Analysis, lang: str = "fr") -> Words:
    return Words(analysis, load_catalogue(), Texts(lang))


def rows(folder: Path, client: Client, lang: str = "fr") -> list[dict[str, str]]:
    path = folder / "tasks.csv"
    write_tasks(path, words_of(analysed(client, AS_OF), lang))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_task_is_a_row_with_its_owner_its_dates_and_its_id(tmp_path: Path, lang: str) -> None:
    tasks = analysed(a_planned_client(), AS_OF).plan.tasks
    found = rows(tmp_path, a_planned_client(), lang)
    assert [row["Id"] for row in found] == [task.key for task in tasks]
    assert [row["Start date"] for row in found] == [task.date.isoformat() for task in tasks]
    assert [row["Due date"] for row in found] == [task.last_date.isoformat() for task in tasks]
    assert all(row["Name"] and row["Assignee"] and row["Section"] for row in found)
    text = Texts(lang)
    words = {text[f"deliverable.plan.status.{one}"] for one in ("todo", "blocked")}
    assert {row["Status"] for row in found} == words


def test_the_file_opens_in_excel_and_in_importers(tmp_path: Path) -> None:
    rows(tmp_path, a_planned_client())
    data = (tmp_path / "tasks.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + ",".join(HEADINGS).encode())
    assert data.count(b"\n") == data.count(b"\r\n")  # no cell holds a line break
    assert HEADINGS[0] == "Name"


def test_ids_differ_and_stay_from_one_run_to_the_next(tmp_path: Path) -> None:
    actions = (Action("Trier", start=1), Action("Trier", start=2), Action("発注", start=3))
    first = [row["Id"] for row in rows(tmp_path, a_planned_client(*actions))]
    assert len(set(first)) == len(first)
    later = [row["Id"] for row in rows(tmp_path, a_planned_client(*actions), "en")]
    assert later == first


def test_actions_of_the_roadmap_follow_the_plan(tmp_path: Path) -> None:
    urgent = Action("Classer", start=2, owner="Léa", output="Tout est classé", horizon="urgent")
    found = rows(tmp_path, a_planned_client(Action("Rêver"), urgent))
    action = next(row for row in found if row["Id"] == "action.classer")
    assert action["Start date"] == "2026-04-02"
    assert (action["Assignee"], action["Priority"]) == ("Léa", "haute")
    assert action["Description"].endswith("Tout est classé")
    undated = next(row for row in found if row["Id"] == "action.rever")
    assert undated["Start date"] == ""


def test_what_opens_a_gate_and_what_goes_live_come_first(tmp_path: Path) -> None:
    found = {row["Id"]: row for row in rows(tmp_path, a_planned_client())}
    assert found["pilot_1"]["Priority"] == "haute"
    assert found["cards"]["Priority"] == "normale"
    lifted = [row for id, row in found.items() if id.startswith("lift.")]
    assert lifted
    assert {row["Priority"] for row in lifted} == {"haute"}


def test_a_task_waits_for_what_ends_before_it_starts() -> None:
    words = words_of(analysed(a_planned_client(), AS_OF))
    found = {row.id: row for row in plan_rows(words)}
    waits = found["build_1"].depends_on
    assert "design_1" in waits
    assert [id for id in waits if id.startswith("lift.prerequisites")]
    assert found["test_1"].depends_on[-1] == "build_1"
    for row in found.values():
        for id in row.depends_on:
            assert found[id].end is not None
            assert row.start is not None
            assert found[id].end <= row.start  # type: ignore[operator]


@pytest.mark.parametrize(
    "typed", [*HOSTILE, "@SUM(1)", "+1", "-2", "\t=1+1", "\r\n=1", "＝1", "a,b;c"]
)
def test_nothing_a_client_types_is_a_formula_or_breaks_a_row(tmp_path: Path, typed: str) -> None:
    client = a_client(
        company=a_company(name=typed),
        processes=(a_ready_process(typed),),
        automations=(an_automation(typed, process=typed),),
        actions=(Action(typed, start=1, owner=typed, output=typed, phase=typed),),
    )
    found = rows(tmp_path, client)
    assert len(found) == len(analysed(client, AS_OF).plan.tasks) + 1
    for row in found:
        assert len(row) == len(HEADINGS)
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-2", "@a", "\t=1", " =1"])
def test_an_apostrophe_makes_it_text(cell: str) -> None:
    assert inert(cell) == f"'{cell.strip()}"


def test_same_analysis_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_tasks(tmp_path / name, words_of(analysed(a_planned_client(), AS_OF)))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
