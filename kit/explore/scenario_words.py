"""What the scenarios tab answers: one sentence, said by screen readers too."""

from __future__ import annotations

from collections.abc import Callable

from kit.display.parts import callout
from kit.display.view import BlockView
from kit.errors import CannotWrite, UsageError, WorkbookRejected
from kit.explore.calm import calmly
from kit.texts import Texts, usage_sentence


class Said:
    """One sentence, or nothing."""

    def __init__(self, texts: Texts) -> None:
        self.widget = BlockView()
        self._failed = texts["explore.scenario.failed"]
        self.sentence = ""

    def go(self, sentence: str) -> None:
        self._say("go", sentence)

    def stop(self, sentence: str) -> None:
        self._say("stop", sentence)

    def calmly(self, act: Callable[[], object]) -> None:
        """Do *act*; a failure that nobody foresaw is said here."""
        with calmly(lambda: self.stop(self._failed)):
            act()

    def _say(self, tone: str, sentence: str) -> None:
        self.sentence = sentence
        self.widget.draw(callout(tone, sentence))
        self.widget.announce = sentence


def told_of(texts: Texts, act: Callable[[], object]) -> str:
    """Do *act*; what stopped it, in a sentence, or nothing."""
    try:
        act()
    except WorkbookRejected as error:
        return " ".join(problem.message(texts) for problem in error.problems)
    except UsageError as error:
        return usage_sentence(error, texts)
    except (CannotWrite, OSError):
        return texts["explore.scenario.not_written"]
    return ""
