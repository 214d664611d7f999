"""How firm the ranking is, in one plain sentence (method M18.5)."""

from __future__ import annotations

from math import floor

from kit.analysis.model import Firmness
from kit.display.parts import paragraph
from kit.display.words import Block, Words


def sentence(words: Words) -> list[Block]:
    """How firm the first place is, in one sentence; then what the jurors say."""
    found = words.analysis.firmness
    sentences = []
    if found is not None:
        stays = words("firm.and", stays=_stays(words, found), change=_change(words, found))
        sentences = [stays, *_jurors(words, found)]
    sentences += _voted_only(words)
    return paragraph(" ".join(sentences)) if sentences else []


def _stays(words: Words, found: Firmness) -> str:
    name = words("quoted", name=words.process(found.first))
    spread = words.numbers.share(found.spread)
    if found.first_share == 1:
        return words("firm.always", name=name, spread=spread)
    key = (
        "firm.holds"
        if found.first_share >= words.threshold("firmness.firm_from")
        else "firm.wavers"
    )
    return words(key, name=name, spread=spread, times=_times(words, found.first_share))


def _times(words: Words, share: float) -> str:
    """Out of a hundred, rounded down: "99" is never said "100"."""
    return words.numbers.number(floor(share * 100))


def _change(words: Words, found: Firmness) -> str:
    if found.change is None:
        return words("firm.no_change")
    what, owner, before, after = found.change
    number = words.numbers.number
    rival = words("quoted", name=words.process(found.second or found.first))
    if owner is not None:
        if owner == found.first:
            note = words(f"firm.its.{what}")
        else:
            note = words(f"firm.other.{what}", name=words("quoted", name=words.process(owner)))
        key = "firm.note_one" if abs(after - before) <= 1 else "firm.note"
        return words(key, note=note, before=number(before), after=number(after), rival=rival)
    if before == after:
        return words("firm.level", rival=rival)
    key = "firm.weight_up" if abs(after) > abs(before) else "firm.weight_down"
    note = words(f"firm.of.{what.removeprefix('weight_')}")
    return words(key, note=note, before=number(abs(before)), after=number(abs(after)), rival=rival)


def _jurors(words: Words, found: Firmness) -> list[str]:
    if not found.jurors or found.juror_first_share is None:
        return []
    name = words("quoted", name=words.process(found.first))
    if found.jury_first and found.jury_first != found.first:
        rival = words("quoted", name=words.process(found.jury_first))
        return [words("firm.jury_against", rival=rival, name=name)]
    if found.jurors == 1:
        return [words("firm.one_juror", name=name)]
    count, said = found.jurors, _times(words, found.juror_first_share)
    return [words.plural("firm.jurors", count, name=name, times=said)]


def _voted_only(words: Words) -> list[str]:
    """Voted on in the workshop, but without the notes of the sheet: no note is made up."""
    unranked = [row.name for row in words.analysis.priorities if row.rank is None]
    voted = {vote.process for vote in words.client.votes}
    names = [name for name in unranked if name in voted]
    return [words.plural("firm.voted_only", len(names), names=words.quoted(names))] if names else []
