"""The sheets of risks and of the register in plan.xlsx: live products, marked cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kit.client import Rating, Risk
from kit.deliverable.workbook_out import write_plan
from kit.texts import LANGUAGES, Texts
from tests.clients import (
    a_client,
    a_process,
    a_register_line,
    an_automation,
    analysed,
    answers,
)


def sheets(
    folder: Path, lang: str = "fr", values: bool = False, **parts: Any
) -> dict[str, Worksheet]:
    made: dict[str, Any] = {
        "processes": (a_process(personal_data=True),),
        "automations": (an_automation(tools=("Make",)),),
        "answers": (*answers("prerequisites", 12), *answers("gdpr", 9)),
    }
    path = folder / "plan.xlsx"
    write_plan(path, analysed(a_client(**{**made, **parts})), Texts(lang))
    book = load_workbook(path, data_only=values)
    keys = ("risks", "register", "records")
    names = {key: Texts(lang)[f"deliverable.plan.sheet.{key}"] for key in keys}
    return {key: book[name] for key, name in names.items() if name in book.sheetnames}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_criticality_is_a_live_product_tinted_by_level(tmp_path: Path, lang: str) -> None:
    between = Rating(words="faible à moyenne", levels=("low", "medium"))
    risk = Risk("=1+1", "technical", between, Rating(note=5), residual_probability=Rating(note=1))
    sheet = sheets(tmp_path, lang, risks=(risk,))["risks"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=5)}
    assert rows["=1+1"][1].data_type == "s"
    assert [cell.value for cell in rows["=1+1"][4:6]] == [3, 5]
    place = rows["=1+1"][6].row
    assert rows["=1+1"][6].value == f'=IF(OR(E{place}="",F{place}=""),"",E{place}*F{place})'
    assert f"ISNUMBER(G{place})" in rows["=1+1"][7].value
    assert rows["=1+1"][14].value is None  # what remains is not rated: blank, not 0
    proposed = Texts(lang)["deliverable.plan.risks.proposed"]
    assert [row[2].value for row in rows.values() if row[2].value].count(proposed) >= 1
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert len(rules) == 8
    assert "$G5>=15" in rules[0].formula[0]
    offered = [one.formula1 for one in sheet.data_validations.dataValidation if one.formula1]
    assert any(Texts(lang)["deliverable.plan.risk_status.treated"] in one for one in offered)
    (table,) = sheet.tables.values()
    assert table.displayName == "Risks"


def test_a_level_follows_its_criticality_and_the_worst_stands_first(tmp_path: Path) -> None:
    risks = tuple(
        Risk(f"R{note}", "technical", Rating(note=note), Rating(note=note)) for note in (1, 5, 3)
    )
    sheet = sheets(tmp_path, values=True, risks=risks)["risks"]
    shown = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[1]]
    assert shown[0][1] == "R5"
    rated = [row[6] for row in shown if isinstance(row[6], int | float)]
    assert rated == sorted(rated, reverse=True)
    levels = {row[6]: row[7] for row in shown if row[6]}
    assert (levels[25], levels[1]) == ("critique", "faible")


def test_proposed_risks_alone_make_the_sheet(tmp_path: Path) -> None:
    sheet = sheets(tmp_path)["risks"]
    origins = {row[2].value for row in sheet.iter_rows(min_row=5) if row[1].value}
    assert origins == {"proposé"}


def test_the_register_marks_what_is_to_confirm_or_to_ask(tmp_path: Path) -> None:
    said = register_row(sheets(tmp_path)["register"])
    assert said["Traitement"].value == "Devis automatiques"
    assert said["Finalité"].value == "Devis (proposé)"
    assert str(said["Durée de conservation"].value).startswith("À demander\u202f: ")
    written = sheets(tmp_path, register=(a_register_line(retention_months=12.0),))["register"]
    said = register_row(written)
    assert said["Durée de conservation"].value == "12 mois"
    fills = [said[key].fill.fgColor.rgb for key in ("Durée de conservation", "Finalité")]
    assert fills[0] != fills[1]


def register_row(sheet: Worksheet) -> dict[str, Any]:
    headings = [one.value for one in sheet[4]]
    return dict(zip(headings, sheet[5], strict=True))


def test_the_register_has_the_headings_of_the_regulator_and_no_blank_word(tmp_path: Path) -> None:
    """Art. 30 and the CNIL's model; what nobody said is a question."""
    said = register_row(sheets(tmp_path)["register"])
    for heading in (
        *("Finalité", "Personnes concernées", "Catégories de données", "Données sensibles"),
        *("Destinataires", "Sous-traitants", "Sortie de l’Union européenne"),
        *("Encadrement de la sortie", "Durée de conservation", "Mesures de sécurité"),
        *("Fiche créée le", "Mise à jour le"),
    ):
        assert said[heading].value, heading
    assert said["Données sensibles"].value.startswith("À demander")
    assert "Make" in said["Sous-traitants"].value


def test_sensitive_data_and_the_processor_are_those_of_the_line(tmp_path: Path) -> None:
    line = a_register_line(dpia_criteria=("sensitive_data",), provider="Mistral")
    said = register_row(sheets(tmp_path, register=(line,))["register"])
    assert said["Données sensibles"].value == "Oui\u202f: à décrire"
    assert said["Sous-traitants"].value == "Mistral"
    line = a_register_line(dpia_criteria=("large_scale",))
    said = register_row(sheets(tmp_path, register=(line,))["register"])
    assert said["Données sensibles"].value == "Non (proposé)"


def test_a_record_repeats_its_row_by_formulas_on_its_own_page(tmp_path: Path) -> None:
    formulas, values = (sheets(tmp_path, values=shown)["records"] for shown in (False, True))
    found = {row[0].value: row[1] for row in formulas.iter_rows()}
    shown = {row[0].value: row[1].value for row in values.iter_rows()}
    assert found["Délégué ou référent à la protection des données"].value
    assert shown["Coordonnées du responsable"].startswith("À demander")
    assert found["Données sensibles"].value.startswith("=IF('Registre'!")
    assert shown["Données sensibles"].startswith("À demander")
    assert len(formulas.row_breaks) == 1


def test_sheets_with_nothing_to_say_are_left_out(tmp_path: Path) -> None:
    found = sheets(tmp_path, processes=(a_process(personal_data=False),))
    assert "register" not in found
    assert "records" not in found
