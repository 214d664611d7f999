"""The risks, to be kept up to date: criticality and level recomputed from the notes.

The client's own and those its answers bring up, worst first; the latter are marked.
"""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import RiskResult, Weighed
from kit.brand import load_brand
from kit.deliverable.sheets import Column, Sheet
from kit.display.sections.risks import LEVELS, backup_of, mitigation_of, moment, name_of
from kit.display.words import Words

_HEADINGS = 3  # row, from 0
_COLUMNS = (
    ("number", 6),
    ("name", 42),
    ("origin", 11),
    ("kind", 13),
    ("probability", 13),
    ("impact", 10),
    ("criticality", 11),
    ("level", 11),
    ("mitigation", 36),
    ("backup", 32),
    ("owner", 18),
    ("due", 14),
    ("status", 14),
    ("residual_probability", 13),
    ("residual_impact", 10),
    ("residual", 11),
    ("residual_level", 11),
    ("comment", 24),
)
_AT = {key: at for at, (key, _) in enumerate(_COLUMNS)}
_TINTS = dict(zip(LEVELS, load_brand().several("levels"), strict=True))  # as on the map of risks
_ASKED = ("owner", "due", "status", "comment")  # cells the client keeps up to date
_STATUSES = ("open", "treated", "accepted", "closed")
_SPARE = 20  # rows under the risks where more may be added
_TABLE = "Risks"


def write_risks(sheet: Sheet, words: Words) -> None:
    """One row a risk, in the order of the report."""
    text, found = words.texts, words.analysis.risks
    risks = found.risks if found else ()
    columns = [Column(text[f"deliverable.plan.risks.{key}"], width) for key, width in _COLUMNS]
    sheet.head(text["deliverable.plan.sheet.risks"], text["deliverable.plan.risks.intro"])
    sheet.table(_HEADINGS, columns, len(risks), _TABLE, first=2)
    sheet.pages(2, 2)
    for number, one in enumerate(risks, 1):
        _risk(sheet, words, _HEADINGS + number, number, one)
    for keys in (("criticality", "level"), ("residual", "residual_level")):
        _tints(sheet, words, (_AT[keys[0]], _AT[keys[1]]), len(risks))
    _choices(sheet, words, len(risks))


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
        "status": words.texts[f"deliverable.plan.risk_status.{_STATUSES[0]}"],
        "comment": "",
    }
    sheet.number(row, _AT["number"], number, "score")
    for key, value in shown.items():
        sheet.text(row, _AT[key], value, "status" if key in _ASKED else "text")
    _weighed(sheet, words, row, ("probability", "impact", "criticality", "level"), one.before)
    after = ("residual_probability", "residual_impact", "residual", "residual_level")
    _weighed(sheet, words, row, after, one.after)


def _weighed(
    sheet: Sheet, words: Words, row: int, keys: tuple[str, str, str, str], found: Weighed
) -> None:
    """Two notes that may be changed, their product and its level; blank while one of them is."""
    first, second, product, level = (_AT[key] for key in keys)
    sheet.number(row, first, found.probability, "input_number")
    sheet.number(row, second, found.impact, "input_number")
    one, other = cell(row, first), cell(row, second)
    formula = f'=IF(OR({one}="",{other}=""),"",{one}*{other})'
    value: float | str = "" if found.criticality is None else found.criticality
    sheet.formula(row, product, formula, value, "score")
    said = words(f"risks.level.{found.level}") if found.level else ""
    sheet.formula(row, level, _level(words, cell(row, product)), said, "center")


def _level(words: Words, criticality: str) -> str:
    """The word of the level: that of the highest bound that is reached."""
    formula = f'"{words(f"risks.level.{LEVELS[0]}")}"'
    for level in LEVELS[1:]:
        bound = words.threshold(f"risks.{level}_from")
        formula = f'IF({criticality}>={bound:g},"{words(f"risks.level.{level}")}",{formula})'
    return f'=IF(ISNUMBER({criticality}),{formula},"")'


def _choices(sheet: Sheet, words: Words, rows: int) -> None:
    """What may be chosen or noted, also on the rows left for more risks."""
    text, column = words.texts, _AT["status"]
    validation = {
        "validate": "list",
        "source": [text[f"deliverable.plan.risk_status.{one}"] for one in _STATUSES],
        "input_message": text["deliverable.plan.risks.choose"],
    }
    last = _HEADINGS + rows + _SPARE
    sheet.raw.data_validation(_HEADINGS + 1, column, last, column, validation)
    notes = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 5}
    for key in ("probability", "impact", "residual_probability", "residual_impact"):
        sheet.raw.data_validation(_HEADINGS + 1, _AT[key], last, _AT[key], notes)


def _tints(sheet: Sheet, words: Words, columns: tuple[int, int], rows: int) -> None:
    """Criticality and its word; the worst level first: the first rule that holds decides."""
    area = (_HEADINGS + 1, columns[0], _HEADINGS + max(rows, 1), columns[1])
    bounds = {level: words.threshold(f"risks.{level}_from") for level in LEVELS[1:]}
    for level in reversed(LEVELS):
        tint = sheet.formats.plain(bg_color=_TINTS[level])
        least = bounds.get(level, 1)
        first = cell(_HEADINGS + 1, columns[0], col_abs=True)
        rule = {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({first}),{first}>={least:g})",
            "format": tint,
            "stop_if_true": True,
        }
        sheet.raw.conditional_format(*area, rule)
