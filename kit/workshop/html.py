"""A few tags written by hand: every text is escaped here, attributes are those view.js reads."""

from __future__ import annotations

from html import escape


def tag(name: str, inside: str = "", **attributes: object) -> str:
    """``<name …>inside</name>``; *inside* is HTML already. True stands alone, None is left out.

    A trailing underscore is dropped (`class_`), the others become hyphens (`data_do`).

    >>> tag("p", "a", class_="kit-room-hint", hidden=True)
    '<p class="kit-room-hint" hidden>a</p>'
    """
    written = "".join(
        f" {_named(key)}" if value is True else f' {_named(key)}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{name}{written}>{inside}</{name}>"


def text(name: str, said: str, **attributes: object) -> str:
    """The same around a plain text."""
    return tag(name, escape(said), **attributes)


def button(said: str, do: str, key: str, **attributes: object) -> str:
    """A button that sends *do* with its ``data_…`` attributes; *key* is how it is found again."""
    return tag(
        "button", escape(said), type="button", data_do=do, data_key=f"{do}-{key}", **attributes
    )


def pressed(said: str, do: str, what: str, chosen: bool, **attributes: object) -> str:
    """A button of a choice: which one is chosen is said to a screen reader too."""
    state = "true" if chosen else "false"
    return button(said, do, what, data_what=what, aria_pressed=state, **attributes)


def field(do: str, label: str, said: str, add: str, most: int) -> str:
    """A one-line form that sends what was typed."""
    box = (
        f'<input type="text" data-key="{do}-text" maxlength="{most}" autocomplete="off" '
        f'aria-label="{escape(label)}" placeholder="{escape(label)}" value="{escape(said)}">'
    )
    send = tag("button", escape(add), type="submit", data_key=f"{do}-send")
    return tag("form", box + send, class_="kit-room-form", data_do=do)


def _named(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")
