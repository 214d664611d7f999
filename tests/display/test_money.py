"""The business case and its check, as a director reads them: made by hand, to the euro."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kit.analysis.model import BreakEven, Finding
from kit.client import Claim, Cost, FlowRow, Gain
from kit.display.contents import MAKERS, SECTIONS
from kit.display.html_blocks import block_to_html
from kit.display.sections.audit import sentence, unit_of, value
from kit.display.show import Show
from kit.texts import NARROW
from tests.clients import a_client
from tests.display.money_samples import (
    a_case,
    a_distribution,
    a_full_case,
    an_option,
    flows,
    full_analysis,
    returns,
    shown,
    some_findings,
    three_options,
)
from tests.display.samples import show, words


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace("\u00a0", " ")


def rows(key: str, **fields: Any) -> list[list[str]]:
    block = shown(**fields).blocks("table", key)[0]
    return [[plain(cell) for cell in row] for row in block["rows"]]


def caption(kind: str, key: str, **fields: Any) -> str:
    return plain(shown(**fields).blocks(kind, key)[0]["caption"])


def cards(key: str, **fields: Any) -> dict[str, tuple[str, str | None, str]]:
    block = shown(**fields).blocks("cards", key)[0]
    return {
        plain(card["label"]): (plain(card["value"]), plain(card["note"] or ""), card["tone"])
        for card in block["cards"]
    }


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_is_plain_data_without_a_stray_key(lang: str) -> None:
    show = shown(lang)
    made = [
        block for kind, keys in MAKERS.items() for key in keys for block in show.blocks(kind, key)
    ]
    made += [block for key in SECTIONS for block in show.section_blocks(key)]
    for block in made:
        json.dumps(block, allow_nan=False)
        assert block_to_html(block)
        if block["block"] == "table":
            assert {len(row) for row in block["rows"]} == {len(block["columns"])}
            assert len(block["columns"]) <= 7
    text = json.dumps([{**block, "svg": ""} for block in made], ensure_ascii=False)
    assert not re.search(r"\{\w*\}|\bNone\b|\bnan\b|report\.|analysis\.|\d\.\d{3,}", text)


def test_ids_stay_unique() -> None:
    show = shown()
    made = [
        block for kind, keys in MAKERS.items() for key in keys for block in show.blocks(kind, key)
    ]
    ids = [block["id"] for block in made if "id" in block]
    assert sorted(ids) == sorted(set(ids))


# -- corrected figures ---------------------------------------------------------------------


def test_the_corrected_figure_stands_large_and_the_cells_figure_under_it() -> None:
    made = cards("business_case")
    assert made["Gain net mensuel"] == (
        "2 400 €",
        "après correction ; 3 400 € d’après le classeur",
        "bad",
    )
    assert made["Temps libéré"][0] == "15 h"
    assert made["Coûts de départ remboursés"][0] == "en 13 mois"
    # 9 months of 3 000 against 20 000 and 12 x 600
    assert made["Retour sur investissement à un an"][0] == "−1 %"


def test_without_a_correction_the_cards_are_those_of_the_cells() -> None:
    made = cards("business_case", business_case=a_case())
    assert made["Gain net mensuel"][:2] == ("3 400 €", "gains moins coûts récurrents")
    assert len(made) == 5


def test_the_first_page_says_the_corrected_figure_and_the_range() -> None:
    show = shown()
    lead = plain(show.blocks("text", "situation")[0]["text"])
    assert "donnent 3 400 € nets par mois ; une fois leurs erreurs corrigées, 2 400 €." in lead
    assert "Sur 24 mois, 90 000 € de gain net sont annoncés" in lead and "28 600 €" in lead
    assert "Huit fois sur dix, ce gain se situe entre 19 000 € et 40 600 €." in lead
    first = plain(show.blocks("text", "findings")[0]["items"][0])
    assert first.startswith("2 erreurs faussent les chiffres annoncés ou saisis. La plus lourde :")
    assert "−26 400 € par an" in first
    title = plain(show.section_blocks("business_case")[0]["title"])
    assert title == "Gains et coûts : 2 400 € nets par mois après correction, et non 3 400 €"


def test_the_title_states_a_loss_over_the_horizon_once_corrected() -> None:
    base = a_full_case()
    assert base.corrected is not None
    poor = flows(1_000.0, 4, 20_000.0)
    lost = replace(base, corrected=replace(base.corrected, flows=poor, returns=returns(poor)))
    title = shown(business_case=lost).section_blocks("business_case")[0]["title"]
    assert plain(title) == "Gains et coûts : −13 400 € sur 24 mois une fois les erreurs corrigées"


def test_targets_are_judged_on_the_corrected_figures() -> None:
    block = shown().blocks("callout", "targets")[0]
    assert plain(block["title"]) == "2 objectifs ne sont pas atteints"
    assert "13 mois" in plain(block["items"][2])
    stated = shown(business_case=a_case()).blocks("callout", "targets")[0]
    assert plain(stated["title"]) == "Un objectif n’est pas atteint"


def test_a_project_worth_nothing_once_corrected_is_not_launched() -> None:
    from tests.clients import a_plan, a_process, an_automation, answers

    client = a_client(
        answers=answers("prerequisites", 16),
        processes=(a_process(),),
        automations=(an_automation(),),
        plan=a_plan(),
    )
    base = a_full_case()
    assert base.corrected is not None
    poor = flows(700.0, 4, 20_000.0)
    lost = replace(base.corrected, flows=poor, returns=returns(poor), net_month=100.0)
    analysis = full_analysis(client)
    assert analysis.plan.tasks
    block = shown(client=client, business_case=replace(base, corrected=lost)).blocks(
        "callout", "decision"
    )[0]
    assert block["tone"] == "stop" and "une fois les erreurs corrigées" in plain(block["title"])


# -- value ladder --------------------------------------------------------------------------


def test_the_ladder_starts_with_the_cash_and_skips_empty_steps() -> None:
    made = rows("ladder")
    assert [row[0] for row in made] == [
        "Argent qui rentre ou ne sort plus",
        "+ temps réemployé, erreurs évitées",
        "+ marge sur des ventes en plus",
    ]
    assert made[0][1] == "4 000 €" and made[0][-1] == "jamais"


def test_the_cash_floor_is_told_against_the_yearly_costs() -> None:
    assert caption("chart", "ladder") == (
        "4 000 € par an rentrent vraiment en caisse, moins que les 9 000 € de coûts annuels ; "
        "toutes natures réunies, 32 400 €"
    )


def test_the_ladder_joins_the_net_of_the_first_page() -> None:
    """32 400 - 7 200 - 1 800 = 23 400; + 1 800 + 3 600 = 28 800 = 12 x 2 400."""
    made = dict(rows("bridge"))
    assert made["Ce qui reste vraiment"] == "23 400 €"
    assert made["Temps libéré non réemployé"] == "3 600 €"
    assert made["Gain net affiché, sur un an"] == "28 800 €"

    def amount(label: str) -> int:
        return int(re.sub(r"[ €]", "", made[label]).replace("−", "-"))

    total = sum(
        amount(label)
        for label in (
            "Gains par an, toutes natures réunies",
            "Coûts récurrents",
            "Entretien des automatisations, en temps passé",
            "Entretien, que le gain net affiché ne compte pas",
            "Temps libéré non réemployé",
        )
    )
    assert total == amount("Gain net affiché, sur un an")


# -- horizon -------------------------------------------------------------------------------


def test_a_present_value_never_stands_without_its_convention() -> None:
    made = {row[0]: row[1:] for row in rows("horizon")}
    assert "8 % par an, flux comptés en fin d’année" in made["Valeur actuelle nette"][0]
    assert "flux comptés en fin d’année" in made["Taux de rendement interne"][0]
    monthly = replace(a_full_case(), discounting="monthly")
    made = {row[0]: row[1:] for row in rows("horizon", business_case=monthly)}
    assert "flux comptés chaque mois" in made["Valeur actuelle nette"][0]


def test_the_results_stand_beside_their_correction_only_when_they_differ() -> None:
    assert len(rows("horizon")[0]) == 4
    assert len(rows("horizon", business_case=a_case())[0]) == 3


def test_the_claimed_curve_stands_over_the_corrected_one() -> None:
    block = shown().blocks("chart", "cash_curve")[0]
    assert plain(block["caption"]) == (
        "Les lignes annoncées mènent à 90 000 € au bout de 24 mois ; corrigées, à 28 600 €"
    )
    assert "mois 12 : −200 €" in plain(block["alt"])
    alone = caption("chart", "cash_curve", business_case=a_case())
    assert alone == "Remboursé au mois 6 ; 61 600 € de gain net au bout de 24 mois"
    never = a_case(flows=flows(500.0, 1, 20_000.0), returns=returns(flows(500.0, 1, 20_000.0)))
    assert caption("chart", "cash_curve", business_case=never) == (
        "Pas encore remboursé au bout de 24 mois : le cumul est de −22 400 €"
    )


def test_dates_and_ramps_are_not_told_as_twelve_plain_months() -> None:
    ramped = a_case(gain_first_year=30_000.0, cost_first_year=25_000.0)
    made = {row[0]: row[1] for row in rows("first_year", business_case=ramped)}
    assert made["Gains bruts sur douze mois"] == (
        "selon les dates de démarrage et la montée en charge"
    )
    assert "Coûts de départ" not in made
    steady = {row[0]: row[1] for row in rows("first_year", business_case=a_case())}
    assert steady["Gains bruts sur douze mois"] == "12 × 4 000 €"


# -- range ---------------------------------------------------------------------------------


def test_the_range_is_told_with_its_chance_of_loss() -> None:
    assert caption("chart", "range") == (
        "Huit fois sur dix, le gain net sur 24 mois tombe entre 19 000 € et 40 600 € ; "
        "il est négatif dans 12 % des cas"
    )


def test_a_chance_is_never_certain() -> None:
    made = cards("business_case")
    assert made["Chance d’atteindre l’objectif"][0] == "< 1 %"
    sure = a_full_case(distribution=a_distribution(28_600.0, chance_payback=1.0))
    made = cards("business_case", business_case=sure)
    assert made["Chance d’être remboursé à temps"][0] == "> 99 %"


def test_without_a_spread_no_range_is_shown() -> None:
    narrow = a_distribution(28_600.0)
    flat = replace(narrow, net=replace(narrow.net, p10=28_600.0, p90=28_600.0))
    show = shown(business_case=a_full_case(distribution=flat))
    assert show.blocks("chart", "range") == []
    assert len(show.blocks("cards", "business_case")[0]["cards"]) == 5


def test_what_weighs_most_is_named() -> None:
    assert caption("chart", "tornado").startswith("Ce qui pèse le plus, « Devis en plus »")
    alt = plain(shown().blocks("chart", "tornado")[0]["alt"])
    assert "Retard de 3 mois sur tous les gains : de 19 600 € à 28 600 €" in alt


def test_break_even_is_said_in_sentences() -> None:
    items = [plain(item) for item in shown().blocks("text", "break_even")[0]["items"]]
    assert items[0].startswith("Le retour dépasse 300 % la première année : hors d’atteinte.")
    assert items[1] == (
        "Le projet se rembourse en 12 mois seulement si la mise de départ descend à 18 500 € "
        "(prévue : 20 000 €)."
    )
    assert items[3].endswith("reste au-dessus de 42 par mois (aujourd’hui : 50).")


def test_a_volume_beyond_todays_is_a_condition_and_one_out_of_reach_is_left_out() -> None:
    volumes = (("gain-2", 60.0, 50.0, "month"), ("gain-1", None, 50.0, "year"))
    goal = BreakEven("payback", 12.0, 25_000.0, 1.2, volumes)
    show = shown(business_case=a_full_case(break_even=(goal,)))
    items = [plain(item) for item in show.blocks("text", "break_even")[0]["items"]]
    assert items == [
        "Le projet se rembourse en 12 mois tant que la mise de départ ne dépasse pas 25 000 € "
        "(prévue : 20 000 €).",
        "Le projet se rembourse en 12 mois seulement si les gains atteignent 120 % de ce qui est "
        "prévu.",
        "Le projet se rembourse en 12 mois seulement si « Devis en plus » atteint 60 par mois "
        "(aujourd’hui : 50).",
    ]


# -- options, budget, hours ----------------------------------------------------------------


def test_options_stand_side_by_side_with_what_each_euro_more_brings() -> None:
    block = shown().blocks("table", "options")[0]
    assert [column["label"] for column in block["columns"]][1:] == [
        "A. CRM intégré (retenue)",
        "B. Léger",
        "C. Existant amélioré",
    ]
    made = {row[0]: row[1:] for row in rows("options")}
    assert made["Mise de départ"][0] == "105 000 € à 130 000 €"
    assert made["Budget conseillé"][1].endswith("(non respecté)")
    said = plain(shown().blocks("text", "marginal")[0]["items"][0])
    assert said.endswith("chaque euro ajouté revient, avec 0,54 € en plus.")


def test_a_dearer_option_that_nets_less_is_said_so() -> None:
    worse = replace(three_options()[0], marginal_net=-12_000.0, marginal_roi=-0.09)
    said = shown(options=(worse, three_options()[1])).blocks("text", "marginal")[0]["items"][0]
    assert "retire 12 000 € de gain net" in plain(said) and "ne reviennent pas" in plain(said)


def test_more_than_four_options_make_two_tables() -> None:
    many = tuple(an_option(f"Option {n}") for n in range(6))
    blocks = shown(options=many).blocks("table", "options")
    assert [len(block["columns"]) for block in blocks] == [5, 3]


def test_the_budget_stands_beside_what_was_written() -> None:
    made = rows("budget")
    assert made[0] == [
        "Mise en place",
        "1 à 6",
        "15 000 €",
        "1 500 € (10 %)",
        "16 500 €",
        "16 400 €",
    ]
    assert made[-1][4] == "22 000 €" and made[-1][-1] == ""  # one phase has no written total
    note = plain(shown().blocks("table", "budget")[0]["note"])
    assert "de 19 800 € à 24 200 €" in note and "7 200 € de coûts récurrents" in note
    assert "1 ligne n’a pas de prix" in note
    reserve = plain(shown().blocks("text", "contingency")[0]["text"])
    assert "18 % de la mise de départ" in reserve and "11 % seulement" in reserve  # 2 000 of 18 000


def test_hours_that_do_not_exist_are_named_with_their_bound() -> None:
    assert rows("hours_pool")[0] == ["Assistante", "1 318 h", "1 540 h", "660 h", "660 h", "86 %"]
    said = plain(shown().blocks("text", "pool_notes")[0]["items"][0])
    assert "l’objectif « Temps administratif » n’en libère que 660 h" in said


# -- the check of the figures --------------------------------------------------------------


def test_findings_come_by_severity_the_heaviest_first() -> None:
    made = rows("audit_errors")
    assert [row[0] for row in made] == ["Gains!F9", "Gains!F7\nGains!D7:E7"]
    assert made[0][2:] == ["33 000 €", "6 600 €", "−26 400 € par an"]
    assert made[1][2:] == ["183 h", "165 h", "−18 h par an"]


def test_a_bare_figure_takes_its_unit_from_what_the_finding_says() -> None:
    span = Finding(
        "claim_off",
        "Options!Q9",
        "0.94",
        "126000 / 171000",
        None,
        {"roi": (0.94, "share"), "low": (126_000.0, "EUR"), "high": (171_000.0, "EUR")},
        severity="error",
    )
    start = replace(span, code="gain_before_go_live", written="1", computed="7", params={})
    same = replace(span, written="20000 / 20000", params={"set_up": (20_000.0, "EUR")})
    words = shown(findings=())._words
    made = [
        tuple(plain(value(words, one, side)) for side in ("written", "computed"))
        for one in (span, start, same)
    ]
    assert made == [
        ("94 %", "126 000 €\n171 000 €"),
        ("mois 1", "mois 7"),
        ("20 000 €", "126 000\n171 000"),
    ]


def test_many_findings_of_one_rule_share_a_row() -> None:
    made = rows("audit_warnings")
    assert len(made) == 1
    assert made[0][0] == "Processus!H3:H7"
    assert made[0][1].count("Le volume mensuel") == 5
    assert made[0][1].count("Le temps et le coût") == 1


def test_the_verdict_states_both_results_and_the_heaviest_errors() -> None:
    block = shown().blocks("callout", "audit")[0]
    assert block["tone"] == "stop"
    assert (
        plain(block["title"])
        == "90 000 € annoncés sur 24 mois, 28 600 € une fois les erreurs corrigées"
    )
    assert "−26 400 € par an" in plain(block["items"][0])


def test_a_clean_workbook_gets_a_clean_verdict_and_no_empty_section() -> None:
    show = shown(business_case=a_case(), findings=())
    assert show.blocks("callout", "audit")[0]["tone"] == "go"
    for key in ("audit_results", "audit_errors", "audit_warnings", "audit_remarks"):
        assert show.section_blocks(key) == []
    assert plain(show.section_blocks("audit")[0]["title"]).endswith("aucune erreur relevée")
    only_warnings = tuple(one for one in some_findings() if one.severity == "warning")
    assert (
        shown(business_case=a_case(), findings=only_warnings).blocks("callout", "audit")[0]["tone"]
        == "info"
    )


def test_written_recomputed_and_corrected_stand_side_by_side() -> None:
    made = {row[0]: row[1:] for row in rows("audit_results")}
    assert made["Heures libérées par an"] == ["400 h", "360 h", "180 h"]
    assert made["Gain net sur la période"] == ["90 000 €", "61 600 €", "28 600 €"]


def test_both_ends_of_a_range_are_rounded_in_a_sentence() -> None:
    params = {
        "option": "A",
        "written": (30_000.0, "EUR"),
        "found": (-2_722.95, 19_177.62, "EUR"),
        "months": (24, "months"),
        "edge": (19_177.62, "EUR"),
    }
    wide = replace(some_findings()[0], code="option_net_off", params=params)
    text = plain(sentence(words(a_client()), wide))
    assert "−2 723 €" in text and "19 178 €" in text and "," not in text


def test_right_figures_are_counted_by_row() -> None:
    cells = {
        "gains/0/claimed_hours": "Gains!K4",
        "gains/0/claimed_amount": "Gains!L4",
        "gains/1/claimed_hours": "Gains!K5",
        "gains/1/claimed_amount": "Gains!L5",
        "costs/0/claimed_amount": "Coûts!K4",
        "claims/0/value": "Annonces!C4",
    }
    client = a_client(
        gains=(
            Gain("A", "hours", claimed_hours=183.0, claimed_amount=9_150.0),
            Gain("B", "hours", claimed_hours=365.0, claimed_amount=18_250.0),
        ),
        costs=(Cost("C", "once", claimed_amount=15_000.0),),
        claims=(Claim("roi", value=None, rate=2.82),),
        cells=cells,
    )
    wrong = replace(some_findings()[0], place="Gains!K4", places=())
    text = plain(shown(client=client, findings=(wrong,)).blocks("text", "agreed")[0]["text"])
    assert text.startswith("4 chiffres annoncés sur 6")


# -- amounts as a published table prints them --------------------------------------------------


def a_published_table(**parts: Any) -> Show:
    """A set-up today, then two years of gains."""
    rows = (
        FlowRow("Mise en place", "cost", initial=10_000.0),
        FlowRow("Gains", "gain", year_1=5_000.0, year_2=15_000.0),
    )
    return show(a_client(flows=rows, **parts))


def test_a_published_table_is_shown_as_it_was_printed() -> None:
    block = a_published_table().blocks("table", "flows")[0]
    assert [column["label"] for column in block["columns"]][1:4] == ["Départ", "Année 1", "Année 2"]
    made = [[plain(cell) for cell in row] for row in block["rows"]]
    assert made[0][1] == "−10 000 €" and made[1][2:4] == ["5 000 €", "15 000 €"]
    assert made[-1][-1] == "10 000 €"
    assert a_published_table().blocks("table", "business_lines") == []


def test_claims_alone_are_shown_beside_what_the_lines_give() -> None:
    shown_claims = a_published_table(claims=(Claim("roi", rate=0.66),))
    block = shown_claims.blocks("table", "audit_results")[0]
    made = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in block["rows"]}
    assert made["Retour sur investissement"] == ["66 %", "100 %"]
    assert "Heures libérées par an" not in made  # neither written nor computable


def test_amounts_on_single_days_have_no_steady_year_to_climb() -> None:
    flows_by_day = (
        FlowRow("Achat", "cost", day=date(2026, 3, 2), amount=10_000.0),
        FlowRow("Vente", "gain", day=date(2027, 3, 2), amount=12_000.0),
    )
    by_day = show(a_client(flows=flows_by_day))
    assert by_day.section_blocks("value_ladder") == []
    rows_by_day = by_day.blocks("table", "dated_flows")[0]["rows"]
    assert [plain(row[0]) for row in rows_by_day] == ["2 mars 2026", "2 mars 2027"]


def test_both_ends_of_a_range_bear_its_unit() -> None:
    finding = Finding(
        "option_roi_off", None, "2.82", "0.7 / 1.267", None, {"found": (0.7, 1.267, "share")}
    )
    assert (unit_of(finding, 0.7), unit_of(finding, 1.267)) == ("share", "share")
    assert unit_of(finding, 5.0) == ""


def test_the_next_step_is_first_to_set_the_figures_right() -> None:
    items = shown().blocks("text", "next_steps")[0]["items"]
    assert len(items) <= 3
    assert plain(items[0]).startswith("Faire corriger par leurs auteurs les 2 chiffres signalés")
