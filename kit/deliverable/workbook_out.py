"""plan.xlsx: the plan the client keeps up to date, with the figures it rests on.

Actions and priorities; gains and costs, their monthly flows, budget and options when there
are any; findings; where each figure comes from; assumptions. Every figure is a live formula
over plain cells; its value is written beside, so that a reader that does not calculate (a
phone, a preview) shows it too. Same analysis, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.ledger import CASE, CORRECTED
from kit.analysis.model import Analysis, Ranked, Task
from kit.catalogue import load_catalogue
from kit.deliverable.budget_sheet import write_budget
from kit.deliverable.cash_layout import Cash
from kit.deliverable.cash_sheet import write_cash
from kit.deliverable.communication_sheet import write_communication
from kit.deliverable.dispositions_sheet import write_dispositions
from kit.deliverable.findings_sheet import write_findings
from kit.deliverable.follow_up_sheet import write_follow_up
from kit.deliverable.grids_sheet import write_grids
from kit.deliverable.money_sheet import write_money
from kit.deliverable.option_lines import lay_out
from kit.deliverable.options_sheet import AFTER, write_options
from kit.deliverable.provenance_sheet import Provenance, write_provenance
from kit.deliverable.register_sheet import write_register
from kit.deliverable.risks_sheet import write_risks
from kit.deliverable.roadmap_sheet import write_roadmap
from kit.deliverable.sheets import MUTED, Column, Formats, Sheet
from kit.deliverable.tests_sheet import write_tests
from kit.display.words import Words
from kit.texts import Texts

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_TABLE = 3  # row of the headings, from 0
_STATUSES = ("todo", "doing", "done", "blocked")
_SPARE = 30  # rows under the tasks where a status may be chosen too


def write_plan(path: Path, analysis: Analysis, texts: Texts) -> None:
    """Write plan.xlsx at *path*."""
    words = Words(analysis, load_catalogue(), texts)
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    title = texts("deliverable.plan.title", client=words.client.company.name)
    created = datetime.combine(analysis.as_of, time())
    book.set_properties({"title": title, "created": created, "comments": "", "author": ""})
    formats = Formats(book, texts.lang)
    sheets = {
        key: Sheet(book, formats, texts[f"deliverable.plan.sheet.{key}"])
        for key, there in _sheets(analysis).items()
        if there
    }
    _actions(sheets["actions"], words, title)
    if analysis.roadmap is not None:
        write_roadmap(sheets["roadmap"], words, analysis.roadmap)
    if "tests" in sheets:
        write_tests(sheets["tests"], words)
    places = _assumptions(sheets["assumptions"], words)
    _priorities(sheets["priorities"], words, places)
    if analysis.change and analysis.change.communication:
        write_communication(sheets["communication"], words, analysis.change.communication)
    _figures(sheets, words, {f"assumptions.{key}": at for key, at in places.items()})
    if analysis.follow_up is not None and "follow_up" in sheets:
        write_follow_up(sheets["follow_up"], words, analysis.follow_up)
    if "dispositions" in sheets:
        write_dispositions(sheets["dispositions"], words, places)
    if "risks" in sheets:
        write_risks(sheets["risks"], words)
    if "register" in sheets:
        write_register(sheets["register"], words)
    if "grids" in sheets:
        write_grids(sheets["grids"], words)
    for sheet in sheets.values():
        sheet.finish()
    book.close()


def _sheets(analysis: Analysis) -> dict[str, bool]:
    """The sheets in their order; those with nothing to say are left out."""
    case = analysis.business_case
    return {
        "actions": True,
        "communication": bool(analysis.change and analysis.change.communication),
        "roadmap": analysis.roadmap is not None,
        "tests": bool(analysis.trials),
        "priorities": True,
        "money": case is not None,
        "cash": case is not None and any(line.reason is None for line in case.lines),
        "corrected": case is not None and case.corrected is not None,
        "budget": case is not None and bool(case.budget),
        "options": bool(analysis.options),
        "grids": any(not one.solution.excluded for g in analysis.grids for one in g.solutions),
        "dispositions": any(
            one.time_year is not None and one.written is not None for one in analysis.dispositions
        ),
        "follow_up": analysis.follow_up is not None and analysis.follow_up.measured,
        "risks": bool(analysis.client.risks),
        "register": analysis.privacy is not None,
        "findings": bool(analysis.findings),
        "provenance": bool(analysis.traces),
        "assumptions": True,
    }


def _figures(sheets: Mapping[str, Sheet], words: Words, places: Mapping[str, str]) -> None:
    """The sheets that refer to each other: where all figures stand is settled first."""
    analysis, case = words.analysis, words.analysis.business_case
    at, ranges = dict(places), dict[str, Mapping[str, str]]()
    if "provenance" in sheets:
        provenance = Provenance(sheets["provenance"].name, analysis.traces)
        at |= provenance.places()
    if case is not None:
        at |= write_money(sheets["money"], words, case, at)
        longest = int(words.threshold("limits.horizon_months"))
        for key, prefix in (("cash", CASE), ("corrected", CORRECTED)):
            if key in sheets:
                laid = Cash.of(sheets[key].name, prefix, analysis, case, longest)
                ranges[prefix] = laid.ranges()
                write_cash(sheets[key], words, laid, key, at)
                # Ladder and margins rest on the last of the two.
                ranges[f"{CASE}.stacks"] = ranges[f"{CASE}.break_even"] = ranges[prefix]
    if "budget" in sheets and case is not None:
        write_budget(sheets["budget"], words, case, at)
    if "options" in sheets:
        blocks = lay_out(sheets["options"].name, analysis, words.catalogue, AFTER)
        for block in blocks:
            position = analysis.options.index(block.option) + 1
            ranges[f"options.{position}."] = block.ranges()
        write_options(sheets["options"], words, blocks, at)
    if "findings" in sheets:
        write_findings(sheets["findings"], words)
    if "provenance" in sheets:
        write_provenance(sheets["provenance"], words, provenance, at, ranges)


# -- actions --------------------------------------------------------------------------------


def _actions(sheet: Sheet, words: Words, title: str) -> None:
    text, tasks = words.texts, words.analysis.plan.tasks
    columns = [
        Column(text[f"deliverable.plan.actions.{key}"], width)
        for key, width in (
            ("start", 12),
            ("end", 12),
            ("task", 50),
            ("output", 38),
            ("owner", 22),
            ("status", 13),
            ("automation", 24),
            ("blocked_by", 24),
            ("horizon", 10),
            ("comment", 28),
        )
    ]
    sheet.head(title, text["deliverable.plan.actions.intro"])
    sheet.table(_TABLE, columns, len(tasks))
    for row, task in enumerate(tasks, _TABLE + 1):
        _task(sheet, words, row, task)
    first, last = _TABLE + 1, _TABLE + len(tasks) + _SPARE
    statuses = [text[f"deliverable.plan.status.{status}"] for status in _STATUSES]
    validation: dict[str, Any] = {
        "validate": "list",
        "source": statuses,
        "input_title": text["deliverable.plan.actions.choose_title"],
        "input_message": text["deliverable.plan.actions.choose"],
    }
    sheet.raw.data_validation(first, 5, last, 5, validation)
    whole = f"{cell(first, 0)}:{cell(last, 9)}"
    finished = f'=$F{first + 1}="{text["deliverable.plan.status.done"]}"'
    grey = sheet.formats.plain(font_color=MUTED, font_strikeout=True)
    sheet.raw.conditional_format(whole, {"type": "formula", "criteria": finished, "format": grey})
    held = {"type": "cell", "criteria": "==", "value": f'"{statuses[-1]}"'}
    red = sheet.formats.plain(font_color="#A3262A", bg_color="#FBEEEE", bold=True)
    sheet.raw.conditional_format(first, 5, last, 5, {**held, "format": red})
    _progress(sheet, words, f"$F${first + 1}:$F${last + 1}", f"$A${first + 1}:$A${last + 1}")


def _task(sheet: Sheet, words: Words, row: int, task: Task) -> None:
    text = words.texts
    for column, day in ((0, task.date), (1, task.last_date)):
        sheet.raw.write_datetime(row, column, datetime.combine(day, time()), sheet.formats["date"])
    reasons = [text[f"deliverable.plan.blocked.{reason}"] for reason in task.blocked_by]
    status = "blocked" if reasons else "todo"
    cells = (
        words.task(task),
        words.sentence(task.output_text, task.params) if task.output_text else "",
        owner_of(task, text),
        text[f"deliverable.plan.status.{status}"],
        words.automation(task.automation),
        ", ".join(reasons),
        text("deliverable.plan.actions.horizon_value", days=task.horizon),
        "",
    )
    for column, value in enumerate(cells, 2):
        sheet.text(row, column, value, "status" if column in (5, 9) else "text")


def _progress(sheet: Sheet, words: Words, statuses: str, dates: str) -> None:
    """ "Tasks done: 0 of 24", alive."""
    text = words.texts
    before, rest = text["deliverable.plan.actions.done"].split("{done}")
    between, after = rest.split("{all}")
    done = f'COUNTIF({statuses},"{text["deliverable.plan.status.done"]}")'
    formula = f'="{before}"&{done}&"{between}"&COUNT({dates})&"{after}"'
    shown = text("deliverable.plan.actions.done", done=0, all=len(words.analysis.plan.tasks))
    sheet.formula(2, 0, formula, shown, "strong")


def owner_of(task: Task, texts: Texts) -> str:
    """Who the client named, else the part that someone must take."""
    return task.owner or texts[f"deliverable.plan.owner.{task.owner_field}"]


# -- priorities -----------------------------------------------------------------------------


def _priorities(sheet: Sheet, words: Words, places: dict[str, str]) -> None:
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
    sheet.table(_TABLE, columns, len(ranking))
    for row, ranked in enumerate(ranking, _TABLE + 1):
        _ranked(sheet, words, row, ranked, places)


def _ranked(sheet: Sheet, words: Words, row: int, ranked: Ranked, places: dict[str, str]) -> None:
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


def _stars(score: str, places: dict[str, str]) -> str:
    at = {key: places[f"priorities.stars_{key}"] for key in _STAR_KEYS}
    return (
        f'=REPT("★",IF({score}>{at["five_above"]},5,IF({score}>={at["four_from"]},4,'
        f"IF({score}>={at['three_from']},3,IF({score}>={at['two_from']},2,1)))))"
    )


_STAR_KEYS = ("five_above", "four_from", "three_from", "two_from")


# -- assumptions ----------------------------------------------------------------------------


def _assumptions(sheet: Sheet, words: Words) -> dict[str, str]:
    """Write them; threshold key → reference of its value, for the formulas elsewhere."""
    text, rows = words.texts, words.analysis.assumptions
    columns = [
        Column(text[f"deliverable.plan.assumptions.{key}"], width)
        for key, width in (("label", 64), ("value", 18), ("source", 60), ("date", 14))
    ]
    sheet.head(
        text["deliverable.plan.sheet.assumptions"], text["deliverable.plan.assumptions.intro"]
    )
    sheet.table(_TABLE, columns, len(rows))
    places: dict[str, str] = {}
    for row, (key, value, unit) in enumerate(rows, _TABLE + 1):
        threshold = words.catalogue.thresholds[key]
        sheet.text(row, 0, text[f"thresholds.{key}.label"])
        sheet.raw.write_number(row, 1, value, _unit(sheet.formats, words, unit))
        sheet.text(row, 2, text[f"thresholds.source.{threshold.source}"])
        sheet.raw.write_datetime(
            row, 3, datetime.fromisoformat(str(threshold.date)), sheet.formats["date"]
        )
        places[key] = f"'{sheet.name}'!{cell(row, 1, row_abs=True, col_abs=True)}"
    return places


def _unit(formats: Formats, words: Words, unit: str) -> Any:
    match unit:
        case "share":
            return formats["input_percent"]
        case "EUR":
            return formats["input_money"]
        case "h":
            return formats.with_unit("", "\u202fh")
        case _:
            before, after = words.texts[f"thresholds.unit.{unit}"].split("{value}")
            return formats.with_unit(before, after)
