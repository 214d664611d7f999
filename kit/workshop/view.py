"""The widget of the workshop page: parts of HTML going out, events coming in."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Int, Unicode

from kit.brand import load_brand
from kit.display.show import Engagement, look
from kit.explore.calm import calmly
from kit.workbook.votes import votes_file
from kit.workshop.ballot import ballot, people
from kit.workshop.figures import levers, outcome
from kit.workshop.head import foot, head, notice
from kit.workshop.jury import jury
from kit.workshop.page import Page
from kit.workshop.results import chart, ranking, results
from kit.workshop.session import Session

_HERE = files("kit") / "workshop"


def present(engagement: Engagement, *, votes: str = "") -> RoomView:
    """The workshop page of *engagement*; *votes*: its file, blank for the one of the workbook."""
    workbook = engagement.workbook or Path(f"{engagement.slug}.xlsx")
    path = Path(votes) if votes else votes_file(workbook)
    return RoomView(Page(Session(engagement, path)))


def page_look() -> str:
    """The style sheet of the page: the blocks', then the room's."""
    own = (_HERE / "room.css").read_text("utf-8")
    return f"{look()}\n:root{{--kit-fonts:{load_brand().page_fonts};}}\n{own}"


class RoomView(anywidget.AnyWidget):
    """One page. A trait per part, so that only what changed is sent."""

    _esm = (_HERE / "view.js").read_text("utf-8")
    head = Unicode("").tag(sync=True)
    left = Unicode("").tag(sync=True)
    right = Unicode("").tag(sync=True)
    foot = Unicode("").tag(sync=True)
    notice = Unicode("").tag(sync=True)
    tab = Unicode("").tag(sync=True)
    lang = Unicode("").tag(sync=True)
    title = Unicode("").tag(sync=True)
    lost = Unicode("").tag(sync=True)  # what the page says when the kernel answers no more
    answered = Int(0).tag(sync=True)  # events done: the page knows that somebody listens

    def __init__(self, page: Page) -> None:
        say = page.base.texts
        self._css = page_look()
        super().__init__(
            lang=say.lang,
            title=say("present.title", client=page.base.client.company.name),
            lost=say["present.lost"],
        )
        self.page = page
        self._draw()
        self.on_msg(lambda _, event, buffers: self.do(event))

    def do(self, event: dict[str, Any]) -> None:
        """What the page asks, then the page as it is after it; never raises."""
        self.page.handle({key: str(value) for key, value in event.items()})
        with self.hold_sync():
            with calmly(self._failed):
                self._draw()
            self.answered += 1

    def _failed(self) -> None:
        """What stands on the screen stays, under a sentence."""
        self.page.notice = ("sorry", {})
        self.notice = notice(self.page)

    def _draw(self) -> None:
        page = self.page
        self.head, self.foot, self.notice = head(page), foot(page), notice(page)
        self.tab = page.tab
        if page.tab == "figures":
            self.left, self.right = levers(page), outcome(page)
        elif page.tab == "results":
            self.left, self.right = ranking(page), chart(page)
        else:
            self.left = people(page) + ballot(page)
            self.right = jury(page) if page.tab == "processes" else results(page)
