"""The processes, noted and ranked: change a note or a weight, and score and stars follow."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import Ranked
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_HEADINGS = 3  # row, from 0
_STAR_KEYS = ("five_above", "four_from", "three_from", "two_from")


def write_priorities(sheet: Sheet, words: Words, places: Mapping[str, str]) -> None:
    """One row a process, by rank; *places*: threshold → reference of its value."""
    text, ranking = words.texts, words.analysis.priorities
    columns = [
        Column(text[f"deliverable.plan.priorities.{key}"], width)
        for key, width in (
            ("rank", 8),
            ("process", 48),
            ("impact", 11),
            ("effort", 11),
            ("risk", 11),
            ("score", 10),
            ("stars", 12),
            ("quick_win", 13),
            ("comment", 60),
        )
    ]
    sheet.head(text["deliverable.plan.sheet.priorities"], text["deliverable.plan.priorities.intro"])
    sheet.table(_HEADINGS, columns, len(ranking))
    for row, ranked in enumerate(ranking, _HEADINGS + 1):
        _ranked(sheet, words, row, ranked, places)


def _ranked(
    sheet: Sheet, words: Words, row: int, ranked: Ranked, places: Mapping[str, str]
) -> None:
    sheet.number(row, 0, ranked.rank, "score")
    sheet.text(row, 1, ranked.name)
    for column, note in ((2, ranked.impact), (3, ranked.effort), (4, ranked.risk)):
        sheet.number(row, column, note, "input_number")
    if ranked.score is None:
        for column in (5, 6, 7):
            sheet.text(row, column, words.numbers.missing, "center")
    else:
        weighted = (
            f"{places[f'priorities.weight_{name}']}*{cell(row, column)}"
            for column, name in ((2, "impact"), (3, "effort"), (4, "risk"))
        )
        score, yes = cell(row, 5), words.yes_no(True)
        sheet.formula(row, 5, f"={'+'.join(weighted)}", ranked.score, "score")
        stars = "★" * (ranked.stars or 0)
        sheet.formula(row, 6, _stars(score, places), stars, "center")
        above = f'=IF({score}>{places["priorities.quick_win_above"]},"{yes}","")'
        sheet.formula(row, 7, above, yes if ranked.quick_win else "", "center")
    sheet.text(row, 8, ranked.comment or "")


def _stars(score: str, places: Mapping[str, str]) -> str:
    at = {key: places[f"priorities.stars_{key}"] for key in _STAR_KEYS}
    return (
        f'=REPT("★",IF({score}>{at["five_above"]},5,IF({score}>={at["four_from"]},4,'
        f"IF({score}>={at['three_from']},3,IF({score}>={at['two_from']},2,1)))))"
    )
