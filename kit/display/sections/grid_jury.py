"""How firm the first place of a grid is, where the jury is split, what it says (method M18.5)."""

from __future__ import annotations

from math import floor

from kit.analysis.model import GridResult
from kit.display.sections.grid_words import criterion, grid_name, juror, opinions_split
from kit.display.tables import Column, table
from kit.display.words import Block, Words, inside

_FIRM = "grid_firm"


def firm_sentence(words: Words, grid: GridResult) -> str:
    """How firm the first place is, in plain words; nothing with fewer than two ranked."""
    found = grid.firmness
    if found is None:
        return ""
    name, spread = words("quoted", name=found.first), words.numbers.share(found.spread)
    times = words.numbers.number(floor(found.first_share * 100))
    if found.first_share == 1:
        stays = words(f"{_FIRM}.always", name=name, spread=spread)
    else:
        firm = found.first_share >= words.threshold("firmness.firm_from")
        key = "holds" if firm else "wavers"
        stays = words(f"{_FIRM}.{key}", name=name, spread=spread, times=times)
    whole = words("firm.and", stays=stays, change=_change(words, grid))
    if found.jurors < 2:
        return f"{whole} {words(f'{_FIRM}.one_juror')}"
    kept = words.numbers.number(floor(found.juror_first_share * 100))
    count = words.numbers.number(found.jurors)
    return f"{whole} {words(f'{_FIRM}.jurors', count=count, name=name, times=kept)}"


def _change(words: Words, grid: GridResult) -> str:
    found, number = grid.firmness, words.numbers.number
    if found is None or found.change is None:
        return words(f"{_FIRM}.no_change")
    change, rival = found.change, words("quoted", name=found.second)
    of = criterion(words, grid.criterion(change.criterion))
    params = {"criterion": of, "before": number(change.before), "after": number(change.after)}
    if change.solution is not None and change.juror is not None:
        who = inside(juror(words, grid, change.juror))
        solution = words("quoted", name=change.solution)
        return words(f"{_FIRM}.note", juror=who, solution=solution, rival=rival, **params)
    if change.before == change.after:
        return words(f"{_FIRM}.level", rival=rival)
    key = "weight_up" if change.after > change.before else "weight_down"
    return words(f"{_FIRM}.{key}", rival=rival, **params)


def reservations(words: Words, grid: GridResult) -> list[str]:
    """Where the jury is split on those in the running, and lone notes under a veto."""
    number = words.numbers.number
    said = []
    for one in grid.solutions:
        if one.reason in ("analysis.grid.excluded", "analysis.grid.vetoed"):
            continue
        for note in one.notes:
            found = grid.criterion(note.criterion)
            name, of = words("quoted", name=one.name), criterion(words, found)
            if note.opinion and opinions_split(note):
                low, high = number(note.opinion.low), number(note.opinion.high)
                said.append(words("grid.disagreement", name=name, criterion=of, low=low, high=high))
            said += [
                words(
                    "grid.under",
                    juror=juror(words, grid, who),
                    note=number(note.notes[who]),
                    name=name,
                    criterion=of,
                    veto=number(found.veto),
                )
                for who in note.under
            ]
    return said


def remarks(words: Words, grid: GridResult) -> list[Block]:
    """What each juror said of a solution, or of the whole; notes' own comments after."""
    rows = [
        [juror(words, grid, row.number), row.solution or words("grid.whole"), row.comment.strip()]
        for row in grid.jury
        if row.comment
    ]
    names = {one.name for one in grid.solutions}
    rows += [
        ["", f"{row.solution}, {inside(row.criterion)}", row.comment.strip()]
        for row in words.client.grid_notes
        if row.comment and row.solution in names
    ]
    columns = [Column("grid_juror", width=0.24), Column("grid_about", width=0.24)]
    caption = words("table.grid_remarks.caption", grid=grid_name(words, grid))
    return table(words, f"grid-remarks-{grid.id}", caption, [*columns, Column("grid_remark")], rows)
