"""The top of the screen: the client, the three parts, what was saved and where."""

from __future__ import annotations

from html import escape
from pathlib import Path

from kit.display.words import NAME
from kit.texts import LANGUAGES
from kit.workshop.html import button, pressed, tag, text
from kit.workshop.page import TABS, Page


def head(page: Page) -> str:
    """Title, parts, undo, state of the file."""
    say, name = page.base.texts, page.base.client.company.name
    short = name if len(name) <= NAME else f"{name[: NAME - 1]}…"
    title = text("h1", say("present.title", client=short))
    tabs = "".join(pressed(say(f"present.tabs.{tab}"), "tab", tab, tab == page.tab) for tab in TABS)
    nav = tag("nav", tabs, class_="kit-room-tabs", aria_label=say("present.tabs.label"))
    undo = button(say["present.undo"], "undo", "gesture") if page.tab != "figures" else ""
    return tag("header", title + nav + undo + _saved(page), class_="kit-room-head")


def foot(page: Page) -> str:
    """The keys, and the command that makes the deliverable with these votes."""
    say = page.base.texts
    if page.tab == "figures":
        return ""
    if page.tab != "results":
        return text("footer", say[f"present.keys.{page.tab}"], class_="kit-room-foot")
    command = text("code", _command(page))
    made = escape(say("present.saved.command", command="{command}")).replace("{command}", command)
    return tag("footer", tag("span", made), class_="kit-room-foot")


def notice(page: Page) -> str:
    """What could not be done, or was undone; blank when there is nothing to say."""
    say, kept = page.base.texts, page.session.kept
    key, params = page.notice
    if key == "results.enough":
        return say.plural("present.results.enough", float(str(params["count"])))
    if key:
        return say(f"present.{key}", **params)
    return say["present.saved.others"] if kept.elsewhere else ""


def _saved(page: Page) -> str:
    say, kept = page.base.texts, page.session.kept
    file = kept.path.name
    lines = []
    if kept.damaged:
        params = {"file": kept.damaged.name, "other": file}
        lines.append(text("span", say("present.saved.aside", **params), class_="kit-room-bad"))
    if kept.strangers:
        lines.append(text("span", say("present.saved.strangers", file=file), class_="kit-room-bad"))
    if kept.failed:
        again = button(say["present.saved.again"], "again", "save")
        said = text("span", say("present.saved.failed", file=file), class_="kit-room-bad")
        lines.append(said + again)
    elif kept.saved_at:
        hour, minute = f"{kept.saved_at:%H}", f"{kept.saved_at:%M}"
        time = say("present.saved.time", hour=hour, minute=minute)
        lines.append(text("span", say("present.saved.done", time=time, file=file)))
    elif not kept.damaged:
        state = "opened" if kept.path.exists() else "nothing"
        lines.append(text("span", say(f"present.saved.{state}", file=file)))
    return tag("div", "".join(lines), class_="kit-room-saved", role="status")


def _command(page: Page) -> str:
    workbook = page.base.workbook
    name = workbook.name if workbook else ""
    votes = page.session.kept.path
    beside = workbook is not None and votes.parent.resolve() == workbook.parent.resolve()
    shown = Path(votes.name) if beside else votes
    lang = "" if page.base.lang == LANGUAGES[0] else f" --lang {page.base.lang}"
    return f"kit report {_quoted(name)} --votes {_quoted(str(shown))}{lang}"


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
