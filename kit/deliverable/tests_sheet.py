"""The tests, to be kept up to date: coverage recomputed from the statuses chosen below it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from kit.analysis.model import TrialSheet
from kit.analysis.trials import KINDS
from kit.client import Trial
from kit.deliverable.cell_looks import STOP, STOP_TINT
from kit.deliverable.sheets import Column, Sheet
from kit.display.words import Words

_COVERAGE = 3  # row of its headings, from 0
_SPARE = 30  # rows under the tests where more may be added
_COLUMNS = (
    ("automation", 30),
    ("scenario", 38),
    ("kind", 16),
    ("given", 30),
    ("expected", 34),
    ("obtained", 34),
    ("status", 14),
    ("severity", 14),
    ("tester", 24),
    ("tested_on", 14),
)
_AT = {key: at for at, (key, _) in enumerate(_COLUMNS)}
_COUNTED = ("automation", "ready", *KINDS, "run", "planned", "open")


def write_tests(sheet: Sheet, words: Words) -> None:
    """The coverage of each automation, then every test with its status to choose."""
    text, sheets = words.texts, words.analysis.trials
    trials = words.client.tests
    sheet.head(text["deliverable.plan.sheet.tests"], text["deliverable.plan.tests.intro"])
    head = _COVERAGE + len(sheets) + 3
    columns = [Column(text[f"deliverable.plan.tests.{key}"], width) for key, width in _COLUMNS]
    sheet.headings(head, columns)
    counted = [Column(text[f"deliverable.plan.tests.{key}"], 0) for key in _COUNTED]
    sheet.headings(_COVERAGE, counted, resize=False)
    sheet.raw.autofilter(head, 0, head + len(trials), len(columns) - 1)
    first, last = head + 1, head + len(trials) + _SPARE
    for row, trial in enumerate(trials, first):
        _trial(sheet, words, row, trial)
    for row, one in enumerate(sheets, _COVERAGE + 1):
        _coverage(sheet, words, row, one, (first, last))
    _choices(sheet, words, first, last)


def _trial(sheet: Sheet, words: Words, row: int, trial: Trial) -> None:
    shown = {
        "automation": trial.automation,
        "scenario": trial.scenario or "",
        "kind": words.choice("test_kind", trial.kind) if trial.kind else "",
        "given": trial.given or "",
        "expected": trial.expected or "",
        "obtained": trial.obtained or "",
        "status": words.choice("test_status", trial.status) if trial.status else "",
        "severity": words.choice("bug_severity", trial.severity) if trial.severity else "",
        "tester": trial.tester or "",
    }
    for key, value in shown.items():
        if value or key not in ("status", "severity"):
            sheet.text(row, _AT[key], value, "status" if key in ("status", "severity") else "text")
    for key in ("status", "severity"):
        if not shown[key]:  # blank, so that the coverage does not count it
            sheet.raw.write_blank(row, _AT[key], None, sheet.formats["status"])
    if trial.tested_on:
        day = datetime.combine(trial.tested_on, time())
        sheet.raw.write_datetime(row, _AT["tested_on"], day, sheet.formats["date"])


def _coverage(sheet: Sheet, words: Words, row: int, one: TrialSheet, rows: tuple[int, int]) -> None:
    """Live counts: what was run by kind, what is planned, the bugs that hold it back."""
    own = f"({_range('automation', rows)}={cell(row, 0, col_abs=True)})"
    run = f'({_range("status", rows)}<>"")'
    sheet.text(row, 0, words.automation(one.automation))
    for at, (kind, _, done) in enumerate(one.kinds, 2):
        word = words.choice("test_kind", kind)
        counted = f'=SUMPRODUCT({own}*({_range("kind", rows)}="{word}")*{run})'
        sheet.formula(row, at, counted, done, "score")
    bug, minor = words.choice("test_status", "bug"), words.choice("bug_severity", "minor")
    status, severity = _range("status", rows), _range("severity", rows)
    opened = f'=SUMPRODUCT({own}*({status}="{bug}")*({severity}<>"{minor}"))'
    sheet.formula(row, 5, f"=SUMPRODUCT({own}*{run})", one.run, "score")
    sheet.formula(row, 6, f"=SUMPRODUCT({own}*1)", one.scenarios, "score")
    sheet.formula(row, 7, opened, len(one.blocking), "score")
    yes, no = (words.texts[f"deliverable.plan.tests.{word}"] for word in ("yes", "no"))
    whole = [f"{cell(row, 5)}={cell(row, 6)}", f"{cell(row, 7)}=0"]
    whole += [f"{cell(row, at)}>0" for at in range(2, 5)]
    ready = one.state == "passed"
    sheet.formula(
        row, 1, f'=IF(AND({",".join(whole)}),"{yes}","{no}")', yes if ready else no, "center"
    )


def _range(key: str, rows: tuple[int, int]) -> str:
    first, last = (cell(row, _AT[key], row_abs=True, col_abs=True) for row in rows)
    return f"{first}:{last}"


def _choices(sheet: Sheet, words: Words, first: int, last: int) -> None:
    """Dropdowns, also on the rows left for more tests."""
    text = words.texts
    lists = (("kind", "test_kind"), ("status", "test_status"), ("severity", "bug_severity"))
    for key, choices in lists:
        offered = [words.choice(choices, code) for code in words.catalogue.choices[choices]]
        validation: dict[str, Any] = {"validate": "list", "source": offered}
        if key == "status":
            validation["input_title"] = text["deliverable.plan.tests.choose_title"]
            validation["input_message"] = text["deliverable.plan.tests.choose"]
        sheet.raw.data_validation(first, _AT[key], last, _AT[key], validation)
    red = sheet.formats.plain(font_color=STOP, bg_color=STOP_TINT, bold=True)
    bug = f'"{words.choice("test_status", "bug")}"'
    rule = {"type": "cell", "criteria": "==", "value": bug, "format": red}
    sheet.raw.conditional_format(first, _AT["status"], last, _AT["status"], rule)
