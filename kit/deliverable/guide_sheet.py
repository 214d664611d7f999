"""How to read plan.xlsx: where the plan stands, what each mark means, what each sheet is for."""

from __future__ import annotations

from collections.abc import Sequence

from kit.deliverable.actions_sheet import column_of, late_on
from kit.deliverable.cell_looks import GAIN
from kit.deliverable.sheets import Column, Sheet
from kit.deliverable.task_list import BLOCKED, plan_rows
from kit.display.words import Words

_WIDTHS = (34, 96)  # of the two columns [characters]
_LEGEND = (  # mark, look of its cell
    ("input", "status"),
    ("plain", "text"),
    ("total", "total_label"),
    ("late", "alert"),
    ("proposed", "text"),
    ("ask", "status"),
)
_PROGRESS = 3  # row, from 0


def write_guide(sheet: Sheet, words: Words, title: str, sheets: Sequence[tuple[str, str]]) -> None:
    """*sheets*: (key, name) of every sheet, in their order; *title* names the client."""
    text = words.texts
    sheet.widths(_WIDTHS)
    sheet.head(title, text["deliverable.plan.actions.intro"])
    sheet.logo(1)
    row = _progress(sheet, words, _PROGRESS, dict(sheets)["actions"])
    row = _legend(sheet, words, row + 1)
    row = _sheets(sheet, words, row + 1, sheets)
    sheet.wide(row + 1, 1, text["deliverable.plan.guide.imports"])
    sheet.raw.set_portrait()


def _progress(sheet: Sheet, words: Words, row: int, actions: str) -> int:
    """Tasks done, late and blocked, counted where they are kept; returns the next row."""
    text, tasks = words.texts, plan_rows(words)
    key = "deliverable.plan"
    status, end, late = (
        f"'{actions}'!{column_of(one, len(tasks))}" for one in ("status", "end", "late")
    )
    is_done, is_held = (text[f"{key}.status.{one}"] for one in ("done", BLOCKED))
    done, every = f'COUNTIF({status},"{is_done}")', f"COUNT({end})"
    held = sum(1 for one in tasks if one.status == BLOCKED)
    was = late_on(words, words.analysis.as_of)
    sheet.text(row, 0, text[f"{key}.guide.progress"], "part")
    sheet.text(row + 1, 0, text[f"{key}.guide.share"])
    sheet.formula(row + 1, 1, f"=IF({every}=0,0,{done}/{every})", 0.0, "share")
    bar: dict[str, object] = {"type": "data_bar", "min_type": "num", "max_type": "num"}
    bar |= {"min_value": 0, "max_value": 1, "bar_color": GAIN}
    sheet.raw.conditional_format(row + 1, 1, row + 1, 1, bar)
    told = (
        (f"{key}.actions.done", {"done": done, "all": every}, {"done": 0, "all": len(tasks)}),
        (
            f"{key}.guide.late",
            {"late": f'COUNTIF({late},"{text[f"{key}.actions.is_late"]}")'},
            {"late": was},
        ),
        (f"{key}.guide.held", {"held": f'COUNTIF({status},"{is_held}")'}, {"held": held}),
    )
    for at, (name, counts, values) in enumerate(told, row + 2):
        shown = text(name, **values)
        sheet.formula(at, 0, _sentence(text[name], counts), shown, "strong")
    return row + 2 + len(told)


def _sentence(template: str, counts: dict[str, str]) -> str:
    """A formula that puts live *counts* into a sentence: ="Done: "&COUNTIF(…)&" of "&COUNT(…)."""
    parts = [f'"{template}"']
    for name, formula in counts.items():
        before, after = parts.pop().split(f"{{{name}}}")
        parts += [f'{before}"', formula, f'"{after}']
    return "=" + "&".join(part for part in parts if part != '""')


def _legend(sheet: Sheet, words: Words, row: int) -> int:
    text, key = words.texts, "deliverable.plan.guide"
    sheet.text(row, 0, text[f"{key}.legend"], "part")
    labels = [Column(text[f"{key}.{one}"], 0) for one in ("mark", "meaning")]
    sheet.headings(row + 1, labels, resize=False)
    for at, (mark, look) in enumerate(_LEGEND, row + 2):
        meaning = "late_meaning" if mark == "late" else mark
        sheet.text(at, 0, text[f"{key}.{mark}_mark"], look)
        sheet.text(at, 1, text[f"{key}.{meaning}"])
    return row + 2 + len(_LEGEND)


def _sheets(sheet: Sheet, words: Words, row: int, sheets: Sequence[tuple[str, str]]) -> int:
    text, key = words.texts, "deliverable.plan.guide"
    sheet.text(row, 0, text[f"{key}.sheets"], "part")
    labels = [Column(text[f"{key}.{one}"], 0) for one in ("sheet", "purpose")]
    sheet.headings(row + 1, labels, resize=False)
    others = [(one, name) for one, name in sheets if name != sheet.name]
    for at, (one, name) in enumerate(others, row + 2):
        sheet.link(at, 0, name)
        sheet.text(at, 1, text[f"deliverable.plan.purpose.{one}"])
    return row + 2 + len(others)
