"""The tab of what does not hold together: every finding with its cells and what moves them."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kit.analysis.cells import every
from kit.catalogue import load_catalogue
from kit.display.sections import audit
from kit.display.show import Engagement
from kit.explore.places import Place
from kit.explore.state import Exploration, Filters
from kit.explore.tabs import findings, plan
from kit.explore.view import ExplorerView
from tests.clients import FAST, a_client, analysed
from tests.examples import EXAMPLES
from tests.explore.pages import engagement_of, exploration_of

SHOWN = [(name, "en" if name.endswith("-en") else "fr") for name in EXAMPLES]


def drawn(exploration: Exploration, pieces) -> str:
    view = ExplorerView(exploration)
    view.draw(pieces)
    return unescape(view.html)


def test_every_family_and_severity_has_its_words() -> None:
    rules = load_catalogue().rules.values()
    for lang in ("fr", "en"):
        texts = engagement_of("exemple-electricien", lang).texts
        assert all(texts[f"explore.check.family.{rule.family}"] for rule in rules)
        assert {rule.severity for rule in rules} == set(audit.SEVERITIES)


@pytest.mark.parametrize(("example", "lang"), SHOWN, ids=[name for name, _ in SHOWN])
def test_each_finding_says_its_cell_what_it_is_and_what_it_changes(example, lang) -> None:
    exploration = exploration_of(example, lang)
    words = exploration.base.words
    html = drawn(exploration, findings.pieces(exploration))
    listed = words.analysis.findings
    assert html.count('<li class="kit-finding ') == len(listed)
    if not listed:
        assert words.texts["explore.check.none"] in html
    for finding in listed:
        assert audit.sentence(words, finding)[1:] in re.sub(r"<wbr>", "", html)
        assert not finding.place or f">{finding.place}</button>" in html
        assert audit.effect(words, finding) in html


def test_a_family_and_a_severity_keep_their_own_findings_only() -> None:
    exploration = exploration_of("exemple-electricien")
    exploration.filters = Filters(family="claims", severity="error")
    rules = load_catalogue().rules
    expected = [
        one
        for one in exploration.base.analysis.findings
        if rules[one.code].family == "claims" and one.severity == "error"
    ]
    html = drawn(exploration, findings.pieces(exploration))
    assert 0 < html.count('<li class="kit-finding ') == len(expected)
    exploration.filters = Filters(family="no-such")
    html = drawn(exploration, findings.pieces(exploration))
    assert exploration.base.texts["explore.filters.none"] in html


def test_a_lever_on_the_cell_of_a_finding_is_asked_for_by_a_button() -> None:
    exploration = exploration_of("exemple-electricien")
    tab = findings.made(exploration)
    tab.draw()
    view = tab.widget.children[1]
    cells = {
        cell
        for one in exploration.base.analysis.findings
        for cell in every(place for place in (one.place, *one.places) if place)
    }
    levers = {at for at, one in enumerate(exploration.levers) if one.cell in cells}
    found = set(map(int, re.findall(r'data-kit-pick="lever:(\d+)"', view.html)))
    assert found == levers and found
    told: list[object] = []
    exploration.on_want(lambda: told.append(exploration.wanted))
    at = min(found)
    view.picked = {"what": f"lever:{at}", "count": 1}
    assert told == [exploration.levers[at].key]


def test_what_is_copied_is_what_a_name_box_takes() -> None:
    assert Place("Gains!F7", "Gains").typed == "Gains!F7"
    assert Place("Pertes de temps!E6", "Pertes de temps").typed == "'Pertes de temps'!E6"
    assert Place("L'année!E6", "L'année").typed == "'L''année'!E6"
    exploration = exploration_of("exemple-electricien")
    html = drawn(exploration, findings.pieces(exploration))
    assert "data-kit-copy=\"'Chiffres annoncés'!F10\"" in html


# -- where a cell stands ----------------------------------------------------------------------


def test_a_cell_is_told_by_its_sheet_heading_and_row() -> None:
    exploration = exploration_of("exemple-electricien")
    said = exploration.places.of("Gains!S12").said(exploration.base.texts)
    assert said == unescape(
        "feuille « Gains », colonne S « Début de l’effet », ligne 12 « Recherche d’information »"
    ).replace("« ", "«\u202f").replace(" »", "\u202f»")
    form = exploration.places.of("Entreprise!D7")
    assert form.form and "Entreprise" in form.said(exploration.base.texts)


def test_a_blank_cell_is_told_by_its_neighbours_and_an_area_by_its_sheet() -> None:
    exploration = exploration_of("exemple-electricien")
    filled = set(exploration.base.client.cells.values())
    blank = next(
        f"Gains!{column}{row}"
        for column in ("G", "P", "Q")
        for row in range(9, 20)
        if f"Gains!{column}{row}" not in filled
    )
    place = exploration.places.of(blank)
    assert place.path == "" and place.heading and place.of
    area = exploration.places.of("Gains!G9:J12")
    assert "G9:J12" in area.said(exploration.base.texts)
    nowhere = exploration.places.of("Inconnue!A1")
    assert "Inconnue" in nowhere.said(exploration.base.texts)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_cell_that_was_read_is_told(example) -> None:
    exploration = exploration_of(example, "en" if example.endswith("-en") else "fr")
    for path, cell in exploration.base.client.cells.items():
        place = exploration.places.of(cell)
        assert place.said(exploration.base.texts)
        assert place.path and exploration.base.client.cells[place.path] == cell
        assert place.heading, path


# -- the plan ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("example", "lang"), SHOWN, ids=[name for name, _ in SHOWN])
def test_the_plan_shows_every_task_and_action(example, lang) -> None:
    exploration = exploration_of(example, lang)
    words = exploration.base.words
    html = drawn(exploration, plan.pieces(exploration))
    rows = {"table-plan-14": 0, "table-plan-30": 0, "table-roadmap-actions": 0}
    for piece in plan.pieces(exploration):
        if isinstance(piece, dict) and piece.get("id") in rows:
            rows[piece["id"]] = len(piece["rows"])
    assert rows["table-plan-14"] + rows["table-plan-30"] == len(words.analysis.plan.tasks)
    road = words.analysis.roadmap
    assert rows["table-roadmap-actions"] == (len(road.actions) if road else 0)
    assert words.numbers.date_long(words.analysis.plan.start) in html


def test_the_plan_of_one_owner_leaves_the_others_out() -> None:
    exploration = exploration_of("exemple-batiment")
    asked = Filters(owner="Gérant")
    exploration.filters = asked
    listed = [
        row
        for piece in plan.pieces(exploration)
        if isinstance(piece, dict) and str(piece.get("id")).startswith("table-plan-")
        for row in piece["rows"]
    ]
    owners = [task.owner for task in exploration.base.analysis.plan.tasks]
    assert {row[2] for row in listed} == {"Gérant"}
    assert 0 < len(listed) == owners.count("Gérant") < len(owners)


def test_the_start_of_the_plan_leads_to_its_lever_and_says_the_workbooks() -> None:
    exploration = exploration_of("exemple-batiment")
    at, lever = next(
        (at, one) for at, one in enumerate(exploration.levers) if one.lever == "plan.start"
    )
    number, texts = exploration.base.words.numbers, exploration.base.texts
    before = exploration.base.analysis.plan.start
    assert f'data-kit-pick="lever:{at}"' in drawn(exploration, plan.pieces(exploration))
    exploration.move(lever, lever.high)
    html = drawn(exploration, plan.pieces(exploration))
    assert exploration.now.analysis.plan.start != before
    assert texts("explore.plan.workbook", date=number.date_long(before)) in html


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_blank_client_has_a_calm_sentence_on_each_tab(lang) -> None:
    exploration = Exploration(Engagement(analysed(a_client(), overrides=FAST), lang, "1.0"))
    for one in (plan, findings):
        tab = one.made(exploration)
        tab.draw()
        assert tab.widget.children[1].html
