"""Whether somebody is looking: a notebook open in JupyterLab, or one that is being run.

In JupyterLab the tables of a section sort and filter, and charts have tooltips. What a cell
outputs stays what it is elsewhere, HTML, the block, plain text: a widget in its place would
be gone when the notebook is opened again without its kernel, and could not be exported. The
HTML is marked as live; one widget without a view (kit.display.view.LivePage), loaded with the
look, brings alive whatever is marked on the page.
"""

from __future__ import annotations

import os
from functools import cache

from kit.texts import Texts

# Set by the server for the kernel of a notebook that is open; neither papermill nor nbconvert
# nor `kit report` starts a kernel of a session.
SESSION = "JPY_SESSION_NAME"


@cache
def is_interactive() -> bool:
    """Whether this process is the kernel of a notebook that somebody has open.

    What it starts in its turn (`!papermill`, `kit report` in a cell) is not: it inherits the
    environment, hence the name is taken out of it.
    """
    return bool(os.environ.pop(SESSION, ""))


def live(html: str, texts: Texts) -> str:
    """*html* marked as live, in the language its words are in."""
    return f'<div class="kit-live" lang="{texts.lang}">{html}</div>'


@cache
def bring_alive(lang: str) -> None:
    """Once for a kernel and a language: the widget that acts on what is marked."""
    from kit.display.view import LivePage  # ipywidgets: not in a run without anybody

    _pages.append(LivePage(Texts(lang)))


_pages: list[object] = []  # a widget that nobody holds is closed
