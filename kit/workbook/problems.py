"""One thing the client must correct (error) or should look at (warning), as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.texts import Texts, worded

LONGEST = 40  # characters of a client's value that a message quotes


def clipped(text: str) -> str:
    """*text* on one line, cut to what a message may quote.

    >>> clipped("a\\n" + "b" * 60)
    'a bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…'
    """
    line = " ".join("".join(char if char.isprintable() else " " for char in text[:400]).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` names its sentence: ``problems.<code>`` in content/texts/<lang>/problems.toml.

    The sentence says what is wrong and how to mend it; its placeholders are {sheet},
    {cell}, {place}, {found}, {expected} and the keys of `params`. The place is put before
    the sentence by `message`. `expected` is a text key of ``problems.expected.…`` or an
    already worded list. A param whose key ends in ``_key`` holds a text key: its sentence
    is the placeholder without that ending.
    """

    code: str
    severity: str = "error"  # "error" or "warning"
    sheet: str | None = None
    cell: str | None = None  # "C14", ready to type in the Name Box
    found: str | None = None
    expected: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.found is not None:
            object.__setattr__(self, "found", clipped(self.found))

    @property
    def place(self) -> str:
        if self.sheet is None:
            return ""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def message(self, texts: Texts) -> str:
        """The sentence that the client reads, its place first, in the language of *texts*."""
        expected = self.expected or "problems.expected.text"
        if expected.startswith("problems.expected."):
            expected = texts[expected]
        sentence = texts(
            f"problems.{self.code}",
            **{
                "sheet": self.sheet or "",
                "cell": self.cell or "",
                "place": self.place,
                "found": self.found or texts["problems.nothing"],
                "expected": expected,
                **worded(self.params, texts),
            },
        )
        return texts("problems.at", place=self.place, sentence=sentence) if self.place else sentence
