"""What is said of the ranking's firmness, of legal deadlines, of measures and of the thread."""

from __future__ import annotations

from datetime import date

import pytest

from kit.client import Action, Answer, Kpi, Vote
from kit.display.html_blocks import block_to_html
from kit.display.plain import block_to_text
from kit.texts import LANGUAGES
from tests.clients import (
    a_client,
    a_plan,
    a_priority,
    a_process,
    a_time_gain,
    a_worked_example,
    an_automation,
    an_error_gain,
)
from tests.display.samples import HOSTILE, show


def noted(*notes, names="ABCDEFG", **parts):
    """Processes A, B, C… with (impact, effort, risk)."""
    listed = list(names[: len(notes)])
    return a_client(
        processes=tuple(a_process(name) for name in listed),
        priorities=tuple(
            a_priority(name, impact=i, effort=e, risk=r)
            for name, (i, e, r) in zip(listed, notes, strict=True)
        ),
        **parts,
    )


def said(client, kind, key, lang="fr"):
    blocks = show(client, lang).blocks(kind, key)
    return "\n".join(block_to_text(block) for block in blocks).replace("\u202f", " ")


# -- firmness ---------------------------------------------------------------------------------


def test_a_first_that_always_stays_is_said_so_with_what_it_would_take():
    text = said(noted((5, 1, 1), (3, 3, 3)), "text", "firmness")
    assert "« A » reste toujours en tête ; il faudrait que son impact passe de 5 à 1" in text
    assert "pour que « B » prenne la première place" in text


def test_one_point_is_told_as_little():
    text = said(noted((5, 1, 1), (5, 2, 1)), "text", "firmness")
    assert "il suffirait que son impact passe de 5 à 4" in text


def test_the_note_of_a_rival_is_named_with_it():
    # A 0 cannot have less impact and B -1 is behind on its risk: one point of impact does it.
    text = said(noted((1, 1, 1), (1, 1, 2)), "text", "firmness")
    assert "l’impact de « B » passe de 1 à 2 pour que « B » prenne" in text


def test_a_close_ranking_is_called_close():
    text = said(noted((5, 4, 1), (4, 2, 1)), "text", "firmness")
    assert text.startswith("Le classement est serré")
    assert "« B » a le même score" in text


def test_a_share_just_under_one_is_never_rounded_up():
    text = said(noted((4, 1, 1), (5, 2, 1)), "text", "firmness")
    assert "100 fois sur 100" not in text


def test_a_weight_is_told_by_its_size():
    text = said(noted((5, 5, 4), (1, 1, 1)), "text", "firmness")
    assert "le poids de l’impact passe de 2 à moins de 1,75" in text


def test_jurors_who_disagree_with_the_sheet_are_heard():
    votes = tuple(Vote(juror, "A", 1, 5, 5) for juror in "123")
    text = said(noted((5, 1, 1), (3, 3, 3), votes=votes), "text", "firmness")
    assert "les notes de l’atelier mettent « B » en tête" in text


def test_a_process_voted_on_but_not_noted_is_said_to_be_unranked():
    votes = (Vote("1", "C", 5, 1, 1),)
    client = noted((5, 1, 1), (3, 3, 3), (None, None, None), votes=votes)
    assert "« C » a reçu des votes en atelier" in said(client, "text", "firmness")


def test_one_process_alone_says_nothing_of_firmness():
    assert show(noted((5, 1, 1))).blocks("text", "firmness") == []


def test_the_ranking_shows_the_share_at_the_top_only_when_it_means_something():
    four = noted((5, 1, 1), (4, 1, 1), (3, 1, 1), (1, 5, 5))
    assert "Dans les 3 premiers" in said(four, "table", "ranking")
    assert "Dans les" not in said(noted((5, 1, 1), (4, 1, 1)), "table", "ranking")


# -- deadlines --------------------------------------------------------------------------------


def test_deadlines_come_with_the_days_left_and_their_source():
    client = a_client(answers=(Answer("pains.invoice_entry", "yes"),))
    text = said(client, "callout", "deadlines")
    assert "2 échéances légales à respecter" in text
    # From 2 March 2026: 183 days to 1 September, 365 more.
    assert "dans 183 jours" in text and "dans 548 jours" in text
    assert "Source : Loi n° 2022-1157" in text


def test_a_tied_process_shows_its_deadline_in_the_ranking():
    client = a_client(
        processes=(a_process("A"), a_process("B")),
        priorities=(a_priority("A"), a_priority("B", deadline="einvoice_issue")),
    )
    assert "Processus concerné : « B »" in said(client, "callout", "deadlines")
    # The table's cell breaks the line.
    assert "B Échéance légale : 1er" in said(client, "table", "ranking").replace("\u00a0", " ")


def test_no_deadline_no_word():
    assert show(noted((5, 1, 1))).blocks("callout", "deadlines") == []


# -- measures ---------------------------------------------------------------------------------


def test_measures_say_who_how_how_long_and_on_how_many():
    kpis = (
        Kpi("Délai de réponse", unit="hours", target=4.0),
        Kpi("Tickets oubliés", unit="per_month", target=0.0, owner="Accueil", days=1),
    )
    rows = show(a_client(kpis=kpis, plan=a_plan())).blocks("table", "measures")[0]["rows"]
    assert [row[1] for row in rows] == ["Anne", "Accueil"]
    assert [row[3] for row in rows] == ["10 jours", "1 jour"]
    assert [row[4] for row in rows] == ["30 cas", "tous les cas"]


def test_a_measure_nobody_answers_for_is_to_be_given_to_someone():
    kpis = (Kpi("Délai", target=4.0),)
    assert "à désigner (chef de projet)" in said(a_client(kpis=kpis), "table", "measures")


def test_without_debt_the_section_is_left_out():
    assert show(a_worked_example()).section_blocks("measures") == []


# -- thread -----------------------------------------------------------------------------------


def a_threaded_client(**parts):
    whole = {
        "processes": (a_process(frictions="Tout est ressaisi"),),
        "automations": (an_automation(),),
        "gains": (a_time_gain(automation="Devis automatiques"), an_error_gain(process="Devis")),
    }
    return a_worked_example(**{**whole, **parts})


def test_a_whole_thread_says_its_worth_and_that_nothing_is_broken():
    client = a_threaded_client()
    title = show(client).section_blocks("thread")[0]["title"].replace("\u202f", " ")
    assert title.endswith("7 600 € de gains par an, tous rattachés à un problème")
    assert "Aucun fil n’est rompu" in said(client, "text", "thread")
    assert show(client).section_blocks("thread_orphans") == []
    columns = show(client).blocks("table", "thread")[0]["columns"]
    assert [column["label"] for column in columns][:2] == ["Problème", "Action"]  # no need said


def test_a_gain_shared_by_two_rows_is_shown_as_counted_above():
    actions = (Action(problem="P", name="Relancer"), Action(problem="Q", name="Relancer"))
    gains = (a_time_gain(action="Relancer"), an_error_gain(action="Relancer"))
    block = show(a_threaded_client(actions=actions, gains=gains)).blocks("table", "thread")[0]
    assert "(déjà compté plus haut)" in block["rows"][1][2]
    assert block["rows"][1][-1] == ""
    assert block["rows"][-1][-1].replace("\u202f", " ") == "7 600 €"


def test_broken_threads_are_listed_with_what_is_missing():
    client = a_threaded_client(actions=(Action(problem="Appels perdus"),))
    text = said(client, "table", "thread_orphans")
    assert "« Appels perdus » : problème relevé, aucune action ne lui répond." in text
    assert "1 fil à renouer" in text
    assert show(client).blocks("text", "thread") == []


def test_a_gain_that_cannot_be_valued_says_so():
    client = a_threaded_client(gains=(a_time_gain(process="Devis", before=None),))
    assert "(non chiffré)" in said(client, "table", "thread")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_is_typed_every_part_is_drawn_in_both_languages(lang):
    client = a_client(
        processes=(a_process(HOSTILE), a_process("B", frictions=HOSTILE)),
        priorities=(a_priority(HOSTILE, deadline="einvoice_issue"), a_priority("B")),
        votes=(Vote("1", HOSTILE, 1, 1, 1), Vote("2", "B", 5, 1, 1)),
        automations=(an_automation(HOSTILE, process="B"),),
        actions=(Action(problem=HOSTILE), Action(name=HOSTILE, need=HOSTILE)),
        gains=(a_time_gain(label=HOSTILE, process="B"), a_time_gain(label=HOSTILE)),
        kpis=(Kpi(HOSTILE, target=1.0), Kpi(HOSTILE)),
        plan=a_plan(date(2026, 3, 2)),
    )
    shown = show(client, lang)
    for kind, key in (
        ("callout", "deadlines"),
        ("table", "ranking"),
        ("text", "firmness"),
        ("table", "thread"),
        ("table", "thread_orphans"),
        ("table", "measures"),
    ):
        blocks = shown.blocks(kind, key)
        assert blocks, key
        assert all("<script>" not in block_to_html(block) for block in blocks)
    for section in ("priorities", "thread", "thread_orphans", "measures"):
        assert shown.section_blocks(section)
