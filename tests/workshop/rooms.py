"""A workshop for the tests: a small client, its page, and what a facilitator does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.analysis.analyse import analyse
from kit.catalogue import load_catalogue
from kit.client import Client, Idea, Priority
from kit.display.show import Engagement
from kit.workshop.page import Page
from kit.workshop.session import Session
from tests.clients import AS_OF, FAST, a_client, a_process

IDEAS = ("Trier les courriels", "Lire les factures", "Prévoir les ventes", "Écrire les fiches")
PROCESSES = ("Devis", "Relances", "Factures")


def a_workshop_client(**parts: Any) -> Client:
    given = {
        "ideas": tuple(Idea(name) for name in IDEAS),
        "processes": tuple(a_process(name) for name in PROCESSES),
        "priorities": tuple(Priority(name, 3, 3, 2) for name in PROCESSES),
        **parts,
    }
    return a_client(**given)


def an_engagement(client: Client, folder: Path, lang: str = "fr") -> Engagement:
    analysis = analyse(client, load_catalogue(), AS_OF, FAST)
    return Engagement(analysis, lang, "1.0", (), folder / "client.xlsx")


def a_session(folder: Path, client: Client | None = None) -> Session:
    base = an_engagement(client or a_workshop_client(), folder)
    return Session(base, folder / "client.votes.toml")


def a_page(folder: Path, client: Client | None = None) -> Page:
    return Page(a_session(folder, client))


def do(page: Page, gesture: str, /, **event: object) -> None:
    page.handle({"do": gesture, **{key: str(value) for key, value in event.items()}})


def keys(page: Page, pressed: str) -> None:
    for key in pressed:
        do(page, "key", key=key)
