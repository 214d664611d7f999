"""Scenarios from the explorer: kept with their reasons, opened, compared, deleted."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest
from ipywidgets import HTML, Button

from kit.client.scenario import Change
from kit.display.sections import trusted
from kit.explore.tabs.scenarios import ScenarioPage, made
from kit.workbook.scenarios import read_scenarios, scenario_file
from tests.explore.pages import exploration_beside, exploration_of, lever_of

TODAY = date(2026, 11, 23)


class Desk:
    """The tab, and what an analyst does with it."""

    def __init__(self, folder: Path, lang: str = "fr") -> None:
        self.exploration = exploration_beside(folder, lang)
        self.workbook = self.exploration.base.workbook
        self.page = ScenarioPage(self.exploration, self.workbook, lambda: TODAY)
        self.exploration.on_change(self.page.draw)

    def moves(self, **values: float) -> None:
        for id, value in values.items():
            lever = lever_of(self.exploration, id.replace("__", "."))
            self.exploration.move(lever, value)

    def keeps(
        self, name: str, author: str = "Claire Morel", why: str = "Vu avec le gérant"
    ) -> None:
        form = self.page.form
        form.name.value, form.author.value, form.reason.value = name, author, "Objectif"
        for field in form.reasons.values():
            field.value = why
        form.save.click()

    def presses(self, words: str, at: int = 0) -> None:
        row = self.page.kept.rows[at]
        found = [b for b in buttons(row) if b.description == words]
        assert len(found) == 1, [b.description for b in buttons(row)]
        found[0].click()

    def ticks(self, *names: str) -> str:
        for name in names:
            self.page.kept.ticks[name].value = True
        return unescape(self.page.compared.html)

    @property
    def kept(self) -> list[str]:
        return [one.name for one in read_scenarios(self.workbook)]


def buttons(widget):
    found = [widget] if isinstance(widget, Button) else []
    for child in getattr(widget, "children", ()):
        found += buttons(child)
    return found


def words_of(widget) -> str:
    said = widget.value if isinstance(widget, HTML) else getattr(widget, "html", "")
    return unescape(said) + "".join(words_of(child) for child in getattr(widget, "children", ()))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.moves(gains__volume=200.0, business__discount_rate=0.05)
    return desk


def test_a_scenario_is_kept_beside_the_workbook_with_a_reason_for_each_change(desk) -> None:
    desk.keeps("Plus de volume")
    (kept,) = read_scenarios(desk.workbook)
    assert (kept.name, kept.author, kept.day) == ("Plus de volume", "Claire Morel", TODAY)
    volume, rate = kept.changes
    assert volume.change.value == 200.0
    assert volume.was == lever_of(desk.exploration, "gains.volume").value
    assert rate.was is None, "the cell is blank: a usual value stood for it"
    assert {one.reason for one in kept.changes} == {"Vu avec le gérant"}
    assert {(one.author, one.day) for one in kept.changes} == {("Claire Morel", TODAY)}
    assert "est enregistré" in desk.page.form.said.sentence
    assert not desk.workbook.exists(), "nothing is written in the workbook"


@pytest.mark.parametrize(
    ("name", "author", "why", "said"),
    [
        ("", "Claire", "Vu", "Donnez un nom"),
        ("Essai", " ", "Vu", "qui a écrit"),
        ("Essai", "Claire", "  ", "Il manque"),
    ],
)
def test_nothing_is_kept_before_all_is_written(desk, name, author, why, said) -> None:
    desk.keeps(name, author, why)
    assert said in desk.page.form.said.sentence
    assert not scenario_file(desk.workbook).exists()


def test_the_sentence_names_the_changes_that_lack_a_reason(desk) -> None:
    form = desk.page.form
    form.name.value, form.author.value = "Essai", "Claire"
    next(iter(form.reasons.values())).value = "Vu avec le gérant"
    form.save.click()
    assert "Taux d’actualisation" in form.said.sentence
    assert "Volume" not in form.said.sentence


def test_without_a_change_there_is_nothing_to_keep(tmp_path) -> None:
    desk = Desk(tmp_path)
    assert "Changez au moins une hypothèse" in words_of(desk.page.form.widget)
    assert desk.page.form.save not in desk.page.form.widget.children
    desk.moves(gains__volume=200.0)
    assert desk.page.form.save in desk.page.form.widget.children
    desk.exploration.reset()
    assert desk.page.form.save not in desk.page.form.widget.children


def test_the_same_name_is_replaced_when_it_is_pressed_again(desk) -> None:
    desk.keeps("Essai")
    desk.moves(gains__volume=210.0)
    desk.keeps("essai")
    assert "déjà" in desk.page.form.said.sentence
    assert read_scenarios(desk.workbook)[0].changes[0].change.value == 200.0
    desk.page.form.save.click()
    (kept,) = read_scenarios(desk.workbook)
    changed = {one.change.lever: one.change.value for one in kept.changes}
    assert changed["gains.volume"] == 210.0


def test_what_was_written_stays_while_assumptions_move(desk) -> None:
    form = desk.page.form
    form.name.value = "Essai"
    first = next(iter(form.reasons.values()))
    first.value = "Vu avec le gérant"
    desk.moves(adoption=0.8)
    assert first.value == "Vu avec le gérant"
    assert len(form.reasons) == 3
    assert form.name.value == "Essai"


def test_a_scenario_that_is_opened_moves_its_assumptions_and_no_other(desk) -> None:
    desk.keeps("Plus de volume")
    kept = {change.key: change.value for change in desk.exploration.changes}
    desk.exploration.reset()
    desk.moves(adoption=0.5)
    desk.presses("Ouvrir")
    assert {change.key: change.value for change in desk.exploration.changes} == kept
    assert desk.page.form.name.value == "Plus de volume"
    assert {field.value for field in desk.page.form.reasons.values()} >= {"Vu avec le gérant"}


def test_deleting_asks_once_more(desk) -> None:
    desk.keeps("Essai")
    desk.presses("Supprimer")
    assert "pour de bon" in words_of(desk.page.kept.rows[0])
    desk.presses("Garder")
    assert desk.kept == ["Essai"]
    desk.presses("Supprimer")
    desk.presses("Oui, supprimer")
    assert desk.kept == []
    assert "Aucun scénario" in words_of(desk.page.kept.widget)


def test_scenarios_are_compared_with_the_workbook_and_say_why(desk) -> None:
    desk.keeps("Plus de volume")
    desk.exploration.reset()
    desk.moves(adoption=0.5)
    desk.keeps("Moitié", why="Équipe réticente")
    seen = desk.ticks("Plus de volume", "Moitié")
    money = desk.exploration.base.words.numbers.money
    for changes in ([Change("adoption", 0.5)], []):
        desk.exploration.take(tuple(changes))
        case = desk.exploration.now.analysis.business_case
        assert money(trusted.net_month(case)) in seen
    assert "Équipe réticente" in seen and "Vu avec le gérant" in seen
    assert "Adoption" in seen
    assert "Ce qui le fait changer" in seen


def test_nothing_is_compared_before_something_is_ticked(desk) -> None:
    desk.keeps("Plus de volume")
    assert "Cochez" in unescape(desk.page.compared.html)


def test_the_command_makes_the_deliverable_of_the_scenario(desk) -> None:
    desk.keeps("Plus de volume")
    said = unescape(desk.page.command.value)
    assert f'kit report "{desk.workbook}" --scenario "Plus de volume"' in said


def test_a_file_that_was_broken_by_hand_is_told_and_left_alone(desk) -> None:
    file = scenario_file(desk.workbook)
    file.write_text("[[scenario]\nname =", encoding="utf-8")
    desk.page.kept.read()
    assert "client.scenarios.toml" in words_of(desk.page.kept.widget)
    desk.keeps("Essai")
    assert "client.scenarios.toml" in desk.page.form.said.sentence
    assert file.read_text("utf-8") == "[[scenario]\nname ="


def test_a_folder_that_cannot_be_written_is_told(desk, monkeypatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("/home/claire/Clients/Brennac")

    monkeypatch.setattr("kit.explore.scenario_form.save_scenario", refused)
    desk.keeps("Essai")
    assert "accepte l’écriture" in desk.page.form.said.sentence
    assert "Brennac" not in desk.page.form.said.sentence


def test_what_nobody_foresaw_is_told_calmly(desk, monkeypatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kit.explore.scenario_form.save_scenario", fails)
    desk.keeps("Essai")
    assert "rien n’est changé" in desk.page.form.said.sentence


def test_a_client_without_a_file_has_no_scenario_to_keep() -> None:
    from dataclasses import replace

    from kit.explore.state import Exploration

    exploration = Exploration(replace(exploration_of().base, workbook=None))
    tab = made(exploration)
    tab.draw()
    assert "kit explore" in unescape(tab.widget.html)


def test_names_that_a_client_types_are_no_html(desk) -> None:
    desk.keeps("<b>Gros</b> & co", why="<script>alert(1)</script>")
    raw = "".join(w.value for w in html_of(desk.page.widget))
    raw += desk.ticks("<b>Gros</b> & co") and desk.page.compared.html
    assert "<script>" not in raw and "<b>Gros" not in raw


def test_the_name_of_a_workbook_is_no_html(desk, tmp_path: Path) -> None:
    page = ScenarioPage(desk.exploration, tmp_path / "<b>Dupont.xlsx", lambda: TODAY)
    raw = "".join(w.value for w in html_of(page.widget))
    assert "Dupont.scenarios.toml" in raw and "<b>Dupont" not in raw


def html_of(widget):
    found = [widget] if isinstance(widget, HTML) else []
    for child in getattr(widget, "children", ()):
        found += html_of(child)
    return found
