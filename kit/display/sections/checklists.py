"""What was answered to a checklist: one table, its points under the titles of their groups."""

from __future__ import annotations

from collections.abc import Sequence

from kit.analysis.model import Checked, Score
from kit.catalogue import Checklist
from kit.client import Answer
from kit.display.tables import Column, table
from kit.display.words import Block, Words

Rows = list[list[str]]

# The answer of a "side" list is a sentence; of an "open" one, the comment is the answer.
_COLUMNS = {
    "side": (Column("point", width=0.4), Column("answer", width=0.3), Column("comment")),
    "open": (Column("point", width=0.4), Column("answer"), Column("comment")),
}
_USUAL = (Column("point", width=0.5), Column("answer", width=0.15), Column("comment"))


def checklist_table(
    words: Words, id: str, checked: Checked | None, name: str | None = None
) -> list[Block]:
    """The points of checklist *id* and what was answered, group by group.

    *name*: what the caption calls the list, where its own title is a question.
    """
    if checked is None:
        return []
    checklist = words.catalogue.checklists[id]
    rows: Rows = []
    groups: list[tuple[int, str]] = []
    for group in checked.groups:
        groups.append((len(rows), _counted(words, checklist, group, words.group(id, group.key))))
        rows += _points(words, checklist, group.key)
    caption = _counted(words, checklist, checked.total, name or _name(words, id))
    return _drawn(words, id, caption, rows, groups if len(groups) > 1 else (), checklist.scale)


def checklists_table(
    words: Words, id: str, title: str, answered: Sequence[tuple[str, Checked]]
) -> list[Block]:
    """Several short checklists of like answers in one table, each under its own title."""
    rows: Rows = []
    groups: list[tuple[int, str]] = []
    for key, checked in answered:
        checklist = words.catalogue.checklists[key]
        name = words.texts[f"checklists.{key}.title"]
        groups.append((len(rows), _counted(words, checklist, checked.total, name)))
        for group in checked.groups:
            rows += _points(words, checklist, group.key)
    ticked = sum(checked.total.ticked for _, checked in answered)
    of = sum(checked.total.applicable for _, checked in answered)
    kind = "caption" if of else "none"
    caption = words(f"table.checklist.{kind}", group=title, ticked=ticked, of=of)
    return _drawn(words, id, caption, rows, groups, "")


def _name(words: Words, id: str) -> str:
    """What a count calls the list: its title, or a name of its own where that is a question."""
    own = f"report.table.checklist.name.{id}"
    return words.texts[own if own in words.texts else f"checklists.{id}.title"]


def _drawn(
    words: Words,
    id: str,
    caption: str,
    rows: Rows,
    groups: Sequence[tuple[int, str]],
    scale: str,
) -> list[Block]:
    """The table, without the column of the comments when nobody wrote any."""
    columns: Sequence[Column] = _COLUMNS.get(scale, _USUAL)
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return table(words, id.replace("_", "-"), caption, columns, rows, groups=groups)


def _points(words: Words, checklist: Checklist, group: str) -> Rows:
    answers = {answer.item: answer for answer in words.client.answers}
    rows = []
    for item in checklist.items:
        if item.group != group:
            continue
        answer = answers.get(item.id)
        comment = (answer.comment or "") if answer else ""
        said = _answered(words, checklist.scale, item.id, answer)
        if checklist.scale == "open":
            said, comment = comment or words("unanswered"), ""
        rows.append([words.item(item.id, "item"), said, comment])
    return rows


def _counted(words: Words, checklist: Checklist, score: Score, name: str) -> str:
    """ "Données : 4 sur 5"; what is counted depends on the list."""
    kind = "none"
    if score.applicable:
        by_scale = {"side": "right", "open": "said"}.get(checklist.scale, "caption")
        kind = "avoided" if checklist.inverted else by_scale
    return words(f"table.checklist.{kind}", group=name, ticked=score.ticked, of=score.applicable)


def _answered(words: Words, scale: str, item: str, answer: Answer | None) -> str:
    """The word chosen; of a "side" list, the very answer that stood in that column."""
    value = answer.value if answer else None
    if value is None:
        return words.choice("tick", "no") if scale == "tick" else words("unanswered")
    if scale == "side":
        return words.item(item, "side", value)
    return value if scale == "note" else words.choice("answer", value)
