"""The risks, to be kept up to date: criticality recomputed from the notes, tinted by level."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import RiskResult, Weighed
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections.risks import LEVELS, backup_of, mitigation_of, moment, name_of
from kit.display.words import Words

_HEADINGS = 3  # row, from 0
_COLUMNS = (
    ("number", 7),
    ("name", 50),
    ("kind", 16),
    ("probability", 13),
    ("impact", 11),
    ("criticality", 12),
    ("mitigation", 44),
    ("backup", 40),
    ("owner", 24),
    ("due", 16),
    ("residual_probability", 14),
    ("residual_impact", 13),
    ("residual", 12),
    ("origin", 14),
)
_AT = {key: at for at, (key, _) in enumerate(_COLUMNS)}
# The tints of the map of risks, strong enough for a screen.
_TINTS = {"low": "#D5EADF", "moderate": "#FBF1CF", "high": "#F6D5B0", "critical": "#EDB3AC"}


def write_risks(sheet: Sheet, words: Words) -> None:
    """One row a risk, in the order of the report; proposed ones are marked."""
    text, found = words.texts, words.analysis.risks
    risks = found.risks if found else ()
    columns = [Column(text[f"deliverable.plan.risks.{key}"], width) for key, width in _COLUMNS]
    sheet.head(text["deliverable.plan.sheet.risks"], text["deliverable.plan.risks.intro"])
    sheet.table(_HEADINGS, columns, len(risks))
    for number, one in enumerate(risks, 1):
        _risk(sheet, words, _HEADINGS + number, number, one)
    for key in ("criticality", "residual"):
        _tints(sheet, words, _AT[key], len(risks))


def _risk(sheet: Sheet, words: Words, row: int, number: int, one: RiskResult) -> None:
    risk = one.risk
    shown = {
        "name": name_of(words, one),
        "kind": words.choice("risk_kind", one.kind) if one.kind else "",
        "mitigation": mitigation_of(words, one),
        "backup": backup_of(words, one),
        "owner": (risk.owner or "") if risk else "",
        "due": moment(words, risk.due) if risk and risk.due is not None else "",
        "origin": words.texts[f"deliverable.plan.risks.{'proposed' if one.proposed else 'own'}"],
    }
    sheet.number(row, _AT["number"], number, "score")
    for key, value in shown.items():
        sheet.text(row, _AT[key], value)
    _weighed(sheet, row, ("probability", "impact", "criticality"), one.before)
    _weighed(sheet, row, ("residual_probability", "residual_impact", "residual"), one.after)


def _weighed(sheet: Sheet, row: int, keys: tuple[str, str, str], found: Weighed) -> None:
    """Two notes that may be changed, and their product; blank while one of them is."""
    first, second, product = (_AT[key] for key in keys)
    sheet.number(row, first, found.probability, "input_number")
    sheet.number(row, second, found.impact, "input_number")
    one, other = cell(row, first), cell(row, second)
    formula = f'=IF(OR({one}="",{other}=""),"",{one}*{other})'
    value: float | str = "" if found.criticality is None else found.criticality
    sheet.formula(row, product, formula, value, "score")


def _tints(sheet: Sheet, words: Words, column: int, rows: int) -> None:
    """The worst level first: the first rule that holds decides."""
    area = (_HEADINGS + 1, column, _HEADINGS + max(rows, 1), column)
    bounds = {level: words.threshold(f"risks.{level}_from") for level in LEVELS[1:]}
    for level in reversed(LEVELS):
        tint = sheet.formats.plain(bg_color=_TINTS[level])
        least = bounds.get(level, 1)
        first = cell(_HEADINGS + 1, column)
        rule = {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({first}),{first}>={least:g})",
            "format": tint,
            "stop_if_true": True,
        }
        sheet.raw.conditional_format(*area, rule)
