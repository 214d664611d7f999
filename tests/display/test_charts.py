"""Charts: a message, an alternative text with figures, the same bytes, any client's words."""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.client import Answer
from kit.display import style
from kit.display.bars import Bar, Fall, bars, waterfall
from kit.display.flows import Node, process_maps
from kit.display.gantt import Calendar, GanttWords, Row, gantt
from kit.display.note_map import MapWords, Point, note_map
from kit.display.parts import chart
from kit.texts import NARROW
from tests.clients import a_client, a_priority, a_process, a_step, answers
from tests.display.samples import HOSTILE, a_bare_client, a_full_client, show, words

CHARTS = [
    ("chart", "pains_by_domain"),
    ("chart", "hours_by_process"),
    ("chart", "priorities_map"),
    ("chart", "waterfall"),
    ("chart", "plan"),
    ("flow", "top"),
]
MAP_WORDS = MapWords("Effort", "Impact", "faible", "fort", "zone", "Risque", "gain rapide")
GANTT_WORDS = GanttWords(
    "tâche", "mise en service", "bloqué", "week-end", "chômé", "rapport", "STOP", "feu vert"
)


def charts_of(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block for block in blocks if block["block"] == "chart"]


def plain(text: str) -> str:
    return text.replace(NARROW, " ")


@pytest.mark.parametrize(("kind", "key"), CHARTS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_chart_states_its_message_and_describes_itself(
    kind: str, key: str, lang: str
) -> None:
    made = charts_of(show(a_full_client(), lang).blocks(kind, key))
    assert made
    for block in made:
        assert block["caption"]
        assert block["caption"] in block["alt"]
        assert re.search(r"\d", block["alt"])
        root = ElementTree.fromstring(block["svg"])
        assert root.tag.endswith("svg")


@pytest.mark.parametrize(("kind", "key"), CHARTS)
def test_a_chart_has_the_same_bytes_each_time(kind: str, key: str) -> None:
    first = show(a_full_client()).blocks(kind, key)
    assert show(a_full_client()).blocks(kind, key) == first


@pytest.mark.parametrize(("kind", "key"), CHARTS)
def test_no_client_word_breaks_a_chart(
    kind: str, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "matplotlib"):
        made = charts_of(show(a_full_client(HOSTILE)).blocks(kind, key))
    assert caplog.records == []  # no glyph, no font was missed
    for block in made:
        assert "<script" not in block["svg"]
        ElementTree.fromstring(block["svg"])


def test_an_inline_svg_keeps_its_styles_and_ids_to_itself() -> None:
    pains = show(a_full_client()).blocks("chart", "pains_by_domain")[0]["svg"]
    hours = show(a_full_client()).blocks("chart", "hours_by_process")[0]["svg"]
    assert "<style" not in pains and "<?xml" not in pains and "<metadata" not in pains
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (pains, hours)]
    assert ids[0].isdisjoint(ids[1])
    for target in re.findall(r'(?:href="#|url\(#)([^")]+)', pains):
        assert target in ids[0]


def test_a_chart_without_an_alternative_text_is_refused() -> None:
    with pytest.raises(ValueError, match="alternative text"):
        chart("empty", "Message", " ", "<svg/>")


def test_without_data_there_is_a_sentence_or_nothing_instead_of_a_chart() -> None:
    bare = show(a_bare_client())
    for kind, key in CHARTS:
        if key != "plan":  # the plan is drawn from the method's own steps
            assert charts_of(bare.blocks(kind, key)) == []
    unmeasured = show(a_client(processes=(a_process(minutes=None),)))
    assert [block["tone"] for block in unmeasured.blocks("chart", "hours_by_process")] == ["muted"]


def test_the_pains_chart_names_the_leading_domain() -> None:
    block = show(a_client(answers=answers("pains", 8, None))).blocks("chart", "pains_by_domain")[0]
    assert plain(block["caption"]) == (
        "Administration et gestion : 100 % des pertes de temps cochées (8 sur 8)"
    )
    assert "Ressources humaines : 0 sur 6" in plain(block["alt"])


def test_the_hours_chart_says_which_processes_make_half_of_the_time() -> None:
    processes = (a_process("A", volume_month=200.0), a_process("B"), a_process("C"))
    block = show(a_client(processes=processes)).blocks("chart", "hours_by_process")[0]
    assert plain(block["caption"]) == ("« A » prend à lui seul 67 % des 75 h mesurées chaque mois")


def test_the_waterfall_shows_the_worked_example_to_the_cent() -> None:
    block = show().blocks("chart", "waterfall")[0]
    assert plain(block["caption"]) == (
        "633,33 € de gains bruts par mois, 603,33 € nets après 30,00 € de coûts récurrents"
    )
    assert "+433,33 €" in plain(block["alt"]) and "−30,00 €" in plain(block["alt"])


def test_the_plan_chart_quotes_its_go_lives_and_what_is_blocked() -> None:
    block = show(a_full_client()).blocks("chart", "plan")[0]
    assert "mises en service" in block["caption"]
    blocked = sum(1 for task in words(a_full_client()).analysis.plan.tasks if task.blocked_by)
    assert blocked
    assert re.search(rf"\b{blocked} tâches? bloquées?", plain(block["caption"]))


def test_a_decision_of_a_process_map_has_two_branches_even_half_said() -> None:
    steps = (
        a_step(action="Regarder le montant", condition="montant > 500 €", if_yes="Appeler"),
        a_step(action="Est-ce urgent ?", condition="délai < 2 jours"),
    )
    client = a_client(processes=(a_process(),), steps=steps)
    block = charts_of(show(client).blocks("flow", "top"))[0]
    assert "2 étapes, 2 décisions" in plain(block["caption"])
    assert "oui : Appeler ; non : suite du processus" in plain(block["alt"])


def test_a_long_process_is_drawn_up_to_thirty_steps_and_says_so() -> None:
    steps = tuple(a_step(action=f"Étape {n}") for n in range(45))
    client = a_client(processes=(a_process(),), steps=steps)
    block = charts_of(show(client).blocks("flow", "top"))[0]
    assert "45 étapes" in plain(block["caption"])


def test_no_drawing_is_taller_than_a_page() -> None:
    steps = tuple(a_step(action=f"Étape {n}", condition="Oui ou non") for n in range(30))
    crowded = a_client(
        processes=(a_process(),),
        steps=steps,
        answers=(*answers("prerequisites", 0), *answers("gdpr", 0)),
    )
    made = charts_of([*show(crowded).blocks("flow", "top"), *show(crowded).blocks("chart", "plan")])
    assert len(made) > 3
    for block in made:
        height = re.search(r'height="([\d.]+)pt"', block["svg"])
        assert height and float(height[1]) <= 640  # [pt] an A4 page less its margins and caption


def test_many_processes_with_the_same_notes_fit_in_one_cell() -> None:
    points = [Point(n, f"Processus {n}", 3, 3, 1 + n % 5, False) for n in range(1, 21)]
    ElementTree.fromstring(note_map(points, [(5, 1)], MAP_WORDS, "crowd"))


def test_the_quick_win_zone_follows_the_weights_and_the_threshold() -> None:
    block = show(a_client(processes=(a_process(),), priorities=(a_priority(),)))
    made = block.blocks("chart", "priorities_map")[0]
    assert plain(made["caption"]) == "Un gain rapide : « Devis »"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=90))
def test_any_text_can_be_drawn(text: str) -> None:
    drawn = style.drawable(text)
    assert "\n" not in drawn
    day = date(2026, 3, 2)
    for svg in (
        bars([Bar(text, 1, "1")], "b"),
        waterfall([Fall(text, 10, "10"), Fall(text, -3, "-3"), Fall(text, 7, "7", True)], "w"),
        process_maps([Node("start", text), Node("step", text, text), Node("end", text)], "f")[
            0
        ].svg,
        gantt(
            [Row(text, day, day, True, True, text)],
            Calendar(frozenset(), frozenset(), day, [(day, "2 mars")]),
            GANTT_WORDS,
            "g",
        ),
    ):
        ElementTree.fromstring(svg)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.floats(0.3, 3), st.integers(1, 3))
def test_wrapped_text_stays_within_its_width_and_lines(text: str, width: float, lines: int) -> None:
    rows = style.wrapped(text, width, lines).split("\n")
    assert len(rows) <= lines
    for row in rows:
        assert style.measure(row) <= width or len(row) <= 2


def test_a_quotation_mark_is_not_parted_from_its_word() -> None:
    written = f"Mettre en service «{NARROW}Relances clients{NARROW}» demain"
    for row in style.wrapped(written, 1.2, 4).split("\n"):
        assert not row.endswith("«") and not row.startswith("»")


def test_domains_that_tie_do_not_pretend_to_lead() -> None:
    ids = ("invoice_entry", "cv_sorting", "proposals")
    ticked = tuple(Answer(f"pains.{id}", "yes") for id in ids)
    shown = show(a_client(answers=ticked))
    caption = shown.blocks("chart", "pains_by_domain")[0]["caption"]
    assert plain(caption) == "3 pertes de temps cochées, sans qu’un domaine se détache"
    assert plain(shown.section_blocks("diagnostic")[0]["title"]).endswith("un peu partout")


def test_the_end_of_a_process_is_not_alone_on_its_row() -> None:
    from kit.display.flows import _rows

    nodes = [Node("start", "A"), *(Node("step", "B") for _ in range(7)), Node("end", "C")]
    assert [len(row) for row in _rows(nodes)] == [4, 3, 2]
