"""A rating from 1 to 5 that people write in words: "faible", "low to medium".

The words are content (choices.rating and its synonyms in reader.toml), what they are worth is
a threshold (ratings.<code>). Words that are not known are refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.client import Rating
from kit.workbook.words import choice_words, fold, listed, singular

_WORDS_OF_ONE = 3  # "très peu probable": no word of the scale is longer


def rating(text: str, list_name: str, codes: tuple[str, ...]) -> Rating | None:
    """What *text* says, None when it says something else; "?" asks, it does not answer.

    >>> rating("Faible à moyenne", "rating", ("very_low", "low", "medium", "high")).levels
    ('low', 'medium')
    """
    known = choice_words(list_name, codes)

    def level(words: list[str]) -> str | None:
        key = " ".join(words)
        found = known.get(key) or known.get(singular(key)) or frozenset()
        return next(iter(found)) if len(found) == 1 else None

    if "?" in text:
        return None
    for parts in _readings(fold(text).split()):
        levels = [level(part) for part in parts]
        if all(levels):
            said = sorted({one for one in levels if one}, key=codes.index)
            return Rating(words=text, levels=tuple(said))
    return None


def _readings(words: list[str]) -> Iterator[tuple[list[str], ...]]:
    """The whole text as one word of the scale, then as two, with a link between them or none."""
    yield (words,)
    links = set(listed("words.rating_between"))
    for at in range(1, min(len(words), 2 * _WORDS_OF_ONE)):
        left, right = words[:at], words[at:]
        if right[0] in links and len(right) > 1:
            yield left, right[1:]
        yield left, right
