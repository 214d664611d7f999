"""The follow-up as an owner reads it: what was promised, measured, and what to correct."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from kit.client import Client, Kpi
from kit.display.contents import MAKERS, SECTIONS
from kit.display.show import Show
from kit.texts import NARROW
from tests.analysis.test_follow_up import a_followed, a_run, full_month
from tests.clients import a_client
from tests.display.samples import a_bare_client, words
from tests.examples import client_of

D30 = date(2027, 2, 8)
SECTION_KEYS = (
    "follow_up_summary",
    "follow_up_off",
    "follow_up",
    "follow_up_use",
    "follow_up_return",
    "follow_up_periods",
    "kpi_follow_up",
    "kpi_readings",
    "reforecast",
    "reforecast_rule",
    "kind_ratios",
    "follow_up_next",
    "kpis",
)
PARTS = (
    ("text", "follow_up_situation"),
    ("cards", "follow_up"),
    ("table", "corrections"),
    ("table", "to_measure"),
    ("chart", "promise"),
    ("table", "automations_measured"),
    ("text", "follow_up_notes"),
    ("table", "follow_up_use"),
    ("table", "follow_up_return"),
    ("table", "follow_up_periods"),
    ("chart", "kpi_progress"),
    ("table", "kpi_progress"),
    ("table", "kpi_readings"),
    ("table", "reforecast"),
    ("text", "reforecast_rule"),
    ("table", "kind_ratios"),
    ("table", "kpis"),
)


def shown(client: Client, lang: str = "fr", as_of: date = D30) -> Show:
    return Show(words(client, lang, as_of))


def j30(lang: str = "fr") -> Show:
    return shown(client_of("exemple-comptable-j30"), lang)


def plain(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text.replace(NARROW, " ").replace("\u00a0", " ")


def rows(show: Show, key: str) -> list[list[str]]:
    return json.loads(plain(show.blocks("table", key)[0]["rows"]))  # type: ignore[no-any-return]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_speaks_in_both_languages_without_a_stray_key(lang: str) -> None:
    show = j30(lang)
    for kind, key in PARTS:
        made = show.blocks(kind, key)
        if key != "follow_up_notes":
            assert made, key
        said = re.sub(r'"svg": ".*?[^\\]"', "", plain(made))
        assert not re.search(r"\b(report|analysis|follow_up|choices)\.\w+\.", said), said
        assert "{" not in re.sub(r'[{}]"|": \{|\[\{|\}\]|\}, \{', "", said)
    for key in SECTION_KEYS:
        assert show.section_blocks(key), key


def test_the_page_says_promise_measure_and_where_it_leads() -> None:
    [said] = j30().blocks("text", "follow_up_situation")
    assert plain(said["text"]) == (
        '"Au 5 février 2027, les automatisations mesurées ont rapporté 1 123 €, soit 86 % des '
        "1 304 € prévus sur les mêmes jours. Au rythme constaté : projet remboursé au "
        "mois 4 (promis : remboursé au mois 3), et 16 168 € nets sur 24 mois, pour "
        '28 642 € promis."'
    )


def test_an_automation_may_save_more_time_than_promised_and_lack_users() -> None:
    made = rows(j30(), "automations_measured")
    assert made[0][1:3] == ["au niveau du plan", "2 min → 1,6 min"]
    assert made[1][1] == "sous le plan"
    assert made[2][1] == "rien de mesuré"
    assert rows(j30(), "follow_up_use")[0][1:3] == ["60 %", "sous le niveau visé"]


def test_a_missing_owner_and_a_missing_decision_are_told() -> None:
    made = {row[0]: row for row in rows(j30(), "corrections")}
    assert made["Relance des pièces manquantes"][4] == "à désigner"
    assert made["Relance des honoraires"][3] == "Rien n’est encore décidé"


def test_the_curve_states_the_gap_in_its_alternative_text() -> None:
    [drawn] = j30().blocks("chart", "promise")
    alt = plain(drawn["alt"])
    assert "1 123 € mesurés pour 1 980 € promis" in alt
    assert "il manque 857 €" in alt


def test_more_than_promised_is_said_as_such() -> None:
    client = a_followed(full_month(amount=400.0))
    [drawn] = shown(client, as_of=date(2026, 1, 31)).blocks("chart", "promise")
    assert "200 € de plus" in plain(drawn["caption"])


def test_indicators_are_drawn_with_their_own_units() -> None:
    [drawn] = j30().blocks("chart", "kpi_progress")
    assert "30 h au départ, 20 h au dernier relevé, objectif 4 h, en retard" in plain(drawn["alt"])


def test_with_nothing_measured_the_page_lists_what_to_measure() -> None:
    show = shown(client_of("exemple-comptable"), as_of=date(2026, 11, 23))
    [said] = show.blocks("text", "follow_up_situation")
    assert "Rien n’a encore été mesuré" in said["text"]
    made = rows(show, "to_measure")
    assert made[0][0] == "14 janvier 2027"
    assert show.blocks("cards", "follow_up") == []
    assert show.blocks("table", "corrections") == []
    [title] = show.section_blocks("follow_up_next")
    assert "Prochain relevé le" in title["title"]


@pytest.mark.parametrize("client", [a_bare_client(), a_client(kpis=(Kpi("Délai"),))])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_empty_or_bare_workbook_still_gives_a_sound_page(client: Client, lang: str) -> None:
    show = shown(client, lang)
    assert show.blocks("text", "follow_up_situation")
    for kind, key in PARTS:
        show.blocks(kind, key)
    for key in SECTION_KEYS:
        show.section_blocks(key)


def test_half_a_measure_says_what_lacks() -> None:
    show = shown(a_followed(a_run(minutes=2.0)), as_of=date(2026, 2, 1))
    said = plain(show.blocks("text", "follow_up_notes"))
    assert "le temps gagné n’est pas mesuré" in said
    assert "le nombre de passages n’est pas donné" in said
    assert show.blocks("chart", "promise") == []


def test_the_table_of_indicators_says_what_is_to_be_measured_and_asked() -> None:
    kpis = (
        Kpi("Délai", "quality", "days", 12.0, 4.0, 6, source="Relevé"),
        Kpi("Note", "business", "score_5", target=4.5),
        Kpi("Volume", target=3.0),
    )
    show = shown(a_client(kpis=kpis))
    [table] = show.blocks("table", "kpis")
    made = {row[0]: row for row in rows(show, "kpis")}
    assert made["Délai"][1:5] == ["à la baisse", "12 jours", "4 jours", "mois 6"]
    assert made["Note"][1:4] == ["à la hausse", "à mesurer", "4,5 sur 5"]
    assert made["Volume"][1] == "à préciser"
    assert [name for _, name in table["groups"]] == ["Qualité", "Activité", "Autres"]
    assert "2 indicateurs n’ont pas de valeur de départ" in plain(table["note"])


def test_the_cover_bears_the_title_of_its_document() -> None:
    from kit.display.sections.summary import cover

    said = words(a_bare_client())
    assert cover(said)[0]["title"] == "Diagnostic et plan d’automatisation"
    assert cover(said, "follow-up")[0]["title"] == "Suivi des résultats"


def test_the_keys_of_the_follow_up_are_registered() -> None:
    assert set(SECTION_KEYS) <= SECTIONS.keys()
    assert all(key in MAKERS[kind] for kind, key in PARTS)


def test_the_document_keeps_what_was_measured_and_always_says_what_is_next() -> None:
    from kit.run import _document, _sections

    document = _document("follow-up")
    assert _sections(document, client_of("exemple-comptable-j30")) == document.notebooks
    assert _sections(document, client_of("exemple-comptable")) == (
        "follow_up_summary",
        "follow_up_next",
        "appendix",
    )
