"""What a notebook shows: every key, both languages, full or bare clients."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from kit.client import Client
from kit.display import style
from kit.display.blocks import BLOCK_MIME
from kit.display.contents import MAKERS, SECTIONS
from kit.display.html_blocks import block_to_html
from kit.display.show import open_engagement
from kit.display.words import Block, Words
from kit.errors import UsageError, WorkbookRejected
from kit.texts import NARROW
from tests.clients import (
    a_client,
    a_plan,
    a_priority,
    a_process,
    a_time_gain,
    a_worked_example,
    an_automation,
    answers,
)
from tests.display.samples import HOSTILE, a_bare_client, a_full_client, show, words

EVERY = [(kind, key) for kind, makers in MAKERS.items() for key in makers]
CLIENTS = {
    "full": a_full_client(),
    "stopped": a_full_client(ticked=12),
    "bare": a_bare_client(),
    "hostile": a_full_client(HOSTILE),
}
EXAMPLE = Path(__file__).parents[2] / "data_templates" / "exemple-comptable.xlsx"


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace("\u00a0", " ")


def rows_of(kind: str, key: str, client: Client | None = None, lang: str = "fr") -> list[list[str]]:
    block = show(client, lang).blocks(kind, key)[0]
    return [[plain(cell) for cell in row] for row in block["rows"]]


def test_a_part_is_made_once_at_each_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """A section asks whether its parts are empty before they are shown."""
    made: list[float] = []
    make = MAKERS["chart"]["ladder"]

    def counted(words: Words) -> list[Block]:
        made.append(style.width())
        return make(words)

    monkeypatch.setitem(cast("dict[str, Any]", MAKERS["chart"]), "ladder", counted)
    shown = show(a_full_client())
    shown.section_blocks("value_ladder")
    first = shown.drawn("chart", "ladder")
    assert shown.drawn("chart", "ladder") == first
    assert made == [style.WIDTH, style.PHONE]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
def test_every_part_can_be_shown_for_every_client(client: Client, lang: str) -> None:
    shown = show(client, lang)
    made = [block for kind, key in EVERY for block in shown.blocks(kind, key)]
    made += [block for key in SECTIONS for block in shown.section_blocks(key)]
    assert made
    for block in made:
        json.dumps(block, allow_nan=False)  # plain data
        assert block_to_html(block).startswith("<")
        for table in [block] if block["block"] == "table" else []:
            assert table["rows"]
            assert {len(row) for row in table["rows"]} == {len(table["columns"])}
            assert all(isinstance(cell, str) for row in table["rows"] for cell in row)


@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
def test_ids_are_unique_in_a_document(client: Client) -> None:
    shown = show(client)
    made = [block for kind, key in EVERY for block in shown.blocks(kind, key)]
    made += [block for key in SECTIONS for block in shown.section_blocks(key)]
    ids = [block["id"] for block in made if "id" in block]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_placeholder_key_or_python_value_is_left_in_what_is_read(lang: str) -> None:
    shown = show(a_full_client(), lang)
    made = [block for kind, key in EVERY for block in shown.blocks(kind, key)]
    made += [block for key in SECTIONS for block in shown.section_blocks(key)]
    text = json.dumps([{**block, "svg": ""} for block in made], ensure_ascii=False)
    assert not re.search(r"\{\w*\}|\bNone\b|\bnan\b|report\.|analysis\.|\d\.\d{3,}", text)


def test_a_bare_workbook_shows_sentences_and_no_empty_table() -> None:
    shown = show(a_bare_client())
    for key in ("diagnostic", "processes", "priorities", "automations", "business_case"):
        title, sentence = shown.section_blocks(key)
        assert title["block"] == "section"
        assert (sentence["block"], sentence["tone"]) == ("paragraph", "muted")
    for kind, key in (
        ("table", "ranking"),
        ("table", "processes"),
        ("table", "business_lines"),
        ("cards", "business_case"),
        ("cards", "summary"),
        ("table", "pains_by_domain"),
    ):
        assert shown.blocks(kind, key) == []
    assert shown.section_blocks("launch") == []


def test_the_business_table_gives_gross_and_net_to_the_cent() -> None:
    rows = rows_of("table", "business_lines")
    amounts = {row[0]: row[3] for row in rows}
    assert amounts["Gain brut"] == "633,33 €"
    assert amounts["Total des coûts"] == "−30,00 €"
    assert amounts["Gain net"] == "603,33 €"
    assert rows_of("table", "business_lines", lang="en")[-1][3] == "€603.33"


def test_the_first_year_is_worked_out_in_the_open() -> None:
    rows = {row[0]: row[1:] for row in rows_of("table", "first_year")}
    assert rows["Gains bruts sur douze mois"] == ["12 × 633,33 €", "7 600 €"]
    assert rows["Coût total de la première année"][1] == "360 €"
    assert rows["Retour sur investissement, première année"] == [
        "(7 600 € − 360 €) / 360 €",
        "2 011 %",
    ]


def test_the_ranking_shows_stars_as_drawn_and_as_a_number() -> None:
    client = a_client(
        processes=(a_process("A"), a_process("B"), a_process("C")),
        priorities=(a_priority("A"), a_priority("B", impact=3, effort=5, risk=5)),
    )
    rows = rows_of("table", "ranking", client)
    assert rows[0] == ["1", "A", "5", "2", "1", "7", "★★★★★ 5/5"]
    assert rows[1] == ["2", "B", "3", "5", "5", "−4", "★☆☆☆☆ 1/5"]
    assert rows[2] == ["", "C", "n. c.", "n. c.", "n. c.", "n. c.", "n. c."]
    block = show(client).blocks("table", "ranking")[0]
    assert block["emphasis"] == [0]
    assert "Score : 2 × impact − effort − risque." in plain(block["note"])
    assert "n. c. : donnée non communiquée" in plain(block["note"])


def test_a_tie_is_explained() -> None:
    client = a_client(
        processes=(a_process("A"), a_process("B")),
        priorities=(a_priority("A", impact=4, effort=2), a_priority("B", impact=5, effort=4)),
    )
    items = show(client).blocks("text", "ties")[0]["items"]
    assert plain(items[0]).startswith("« B » passe avant « A » (même score, 5)")


@pytest.mark.parametrize(
    ("ticked", "tone", "title"),
    [
        (12, "stop", "STOP : prérequis réunis à 75 % (12 sur 16), il en faut 80 %"),
        (13, "go", "Feu vert : prérequis réunis à 81,3 % (13 sur 16), il en fallait 80 %"),
    ],
)
def test_the_gate_says_stop_or_go_with_its_figures(ticked: int, tone: str, title: str) -> None:
    client = a_client(answers=answers("prerequisites", ticked))
    block = show(client).blocks("callout", "prerequisites")[0]
    assert (block["tone"], plain(block["title"])) == (tone, title)
    assert len(block["items"]) == 16 - ticked  # each missing point, with the work that lifts it


def test_the_decision_follows_the_gates() -> None:
    def tone(client: Client) -> Any:
        return show(client).blocks("callout", "decision")[0]["tone"]

    assert tone(a_bare_client()) == "stop"
    assert tone(a_full_client(ticked=12)) == "stop"
    assert tone(a_full_client()) == "stop"  # one security point is open
    free = a_worked_example(
        answers=answers("prerequisites", 16),
        processes=(a_process(),),
        automations=(an_automation(),),
        plan=a_plan(),
    )
    assert tone(free) == "go"


def test_personal_data_stop_the_gdpr_gate_with_the_exposure() -> None:
    block = show(a_full_client()).blocks("callout", "gdpr")[0]
    assert block["tone"] == "stop"
    assert "4 %" in plain(block["text"]) and "20 000 000 €" in plain(block["text"])
    assert any("hors de l’UE" in item for item in block["items"])


def test_the_plan_names_owners_or_says_who_is_missing() -> None:
    cells = [row[2] for row in rows_of("table", "plan_14", a_full_client())]
    assert "Anne" in cells and "à désigner (utilisateurs testeurs)" in cells
    said = show(a_full_client()).blocks("text", "plan_owners")[0]["text"]
    assert "utilisateurs testeurs" in said


def test_days_off_are_named_in_the_language_of_the_report() -> None:
    french = plain(show(a_full_client()).blocks("text", "days_off")[0]["text"])
    assert "Fête du Travail (1er mai)" in french
    assert "Pont de l’Ascension (15 mai)" in french
    english = show(a_full_client(), "en").blocks("text", "days_off")[0]["text"]
    assert "Fête" not in english


def test_what_is_left_out_is_said_with_its_reason() -> None:
    client = a_worked_example(gains=(a_time_gain(), a_time_gain(label="Tri", volume=None)))
    items = show(client).blocks("text", "left_out")[0]["items"]
    assert [plain(item) for item in items] == [
        "La ligne « Tri » n’est pas comptée. Le volume n’est pas indiqué."
    ]
    net = show(client).blocks("cards", "business_case")[0]["cards"][1]
    assert plain(net["note"]) == "partiel : des lignes restent à chiffrer"


def test_an_unknown_key_lists_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        show().table("rankings")
    assert "ranking" in caught.value.params["known"]


def test_the_summary_speaks_in_short_sentences_with_figures() -> None:
    text = plain(show(a_full_client()).blocks("text", "situation")[0]["text"])
    assert text == (
        "Chez Atelier Fictif, les 2 processus mesurés occupent 60 h par mois, soit 28 800 € de "
        "temps de travail par an. Les automatisations chiffrées rapporteraient 633 € par mois, "
        "soit 603 € nets une fois payés les coûts récurrents. Il manque à ce calcul les gains "
        "qui restent à chiffrer. Sur 24 mois, le gain net se situe huit fois sur dix entre "
        "12 100 € et 13 900 €."
    )


def test_a_section_title_states_the_conclusion_when_there_is_one() -> None:
    title = plain(show(a_full_client()).section_blocks("processes")[0]["title"])
    assert title == "Processus : 60 h de travail par mois"


def test_a_display_holds_html_the_block_and_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    bundles: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.publish_display_data", bundles.append)
    show(a_full_client()).table("ranking")
    assert list(bundles[0]) == ["text/html", BLOCK_MIME, "text/plain"]
    assert bundles[0][BLOCK_MIME]["block"] == "table"
    assert "Relances clients" in bundles[0]["text/plain"]


def test_a_workbook_is_analysed_once_for_the_same_content() -> None:
    first = open_engagement(EXAMPLE, as_of="2026-03-02")
    again = open_engagement(str(EXAMPLE), as_of="2026-03-02", lang="en")
    assert again.analysis is first.analysis
    other = open_engagement(EXAMPLE, as_of="2026-03-02", horizon_months=36, discount_rate=0.05)
    assert other.analysis.business_case is not None
    assert (other.analysis.business_case.horizon, other.analysis.business_case.discount_rate) == (
        36,
        0.05,
    )
    assert open_engagement(EXAMPLE, plan_start="2026-06-01").analysis.plan.start == date(2026, 6, 1)


def test_a_wrong_date_or_file_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        open_engagement(EXAMPLE, as_of="2 mars")
    with pytest.raises(UsageError):
        open_engagement(EXAMPLE.with_name("absent.xlsx"))


def test_an_engagement_does_not_print_the_client() -> None:
    engagement = open_engagement(EXAMPLE, as_of="2026-03-02")
    assert engagement.client.company.name not in repr(engagement)
    assert re.fullmatch(r"[a-z0-9-]+", engagement.slug)


def test_the_formula_is_the_one_of_the_weights_in_use() -> None:
    from kit.display.sections.priorities import formula

    assert formula(words()) == "2 × impact − effort − risque"


def test_a_notebook_that_is_refused_a_workbook_says_why_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as missing:
        open_engagement(tmp_path / "absent.xlsx", lang="en")
    assert "File not found" in missing.value.__notes__[0]
    (tmp_path / "empty.xlsx").touch()
    with pytest.raises(WorkbookRejected) as refused:
        open_engagement(tmp_path / "empty.xlsx")
    assert refused.value.__notes__[0].endswith(".")
