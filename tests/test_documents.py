"""Which parts make which document, in which order, for whom; none is empty or printed twice."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from kit.catalogue import load_catalogue
from kit.client import Client
from kit.texts import LANGUAGES, Texts
from tests.clients import a_client, a_company, a_process
from tests.display.samples import a_full_client
from tests.documents import contents, empty_sections, made, notebooks, pages
from tests.examples import EXAMPLES, TEMPLATES, client_of
from tests.rich import a_rich_client
from tests.workbook.files import a_full_client as everything

DOCUMENTS = ("report", "flash", "audit")
AS_OF = date(2026, 11, 23)
HALVES = {
    "nothing but a name": a_client(),
    "processes": a_client(processes=(a_process(),)),
    "money": a_rich_client(),
    "display": a_full_client(),
    "everything": everything(),
}
# The chapters of the electrician's audit: the ids of their headings, in the order of M11.
CHAPTERS = (
    "summary",
    "audit-today",
    "audit-pains",
    "audit-needs",
    "audit-horizons",
    "audit-options",
    "audit-actions",
    "audit-recommendations",
    "roadmap",
    "audit-budget",
    "audit-roi",
    "kpis",
    "risks",
    "audit-conclusion",
    "audit",
    "appendix",
)


def electrician() -> Client:
    return client_of("exemple-electricien")


# ------------------------------------------------------------------ the audit


def test_the_audit_has_all_the_parts_of_the_method_in_order() -> None:
    found = [name for name in notebooks(electrician(), "audit") if name.startswith("audit_")
             or name in ("roadmap", "kpis", "risks")]  # fmt: skip
    assert found == [
        "audit_cover",
        "audit_today",
        "audit_steps",
        "audit_pains",
        "audit_needs",
        "audit_horizons",
        "audit_options",
        "audit_modules",
        "audit_actions",
        "audit_recommendations",
        "roadmap",
        "audit_budget",
        "audit_budget_lines",
        "audit_roi",
        "kpis",
        "risks",
        "audit_conclusion",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_contents_of_the_electricians_audit_read_like_the_method(lang: str) -> None:
    entries = contents(electrician(), "audit", lang, AS_OF).entries
    chapters = [entry for entry in entries if entry.level == 1]
    assert [one.anchor.removeprefix("section-") for one in chapters] == list(CHAPTERS)
    numbers = [one.title.partition(".")[0] for one in chapters]
    assert numbers == [str(number) for number in range(1, len(CHAPTERS) + 1)]


# What the audit takes from other documents, and the chapter it is a part of there.
CHAPTER_OF = {
    "processes": "audit-today",
    "process-maps": "audit-today",
    "diagnostic": "audit-pains",
    "options": "audit-options",
    "selection": "audit-options",
    "priorities": "audit-actions",
    "prerequisites": "audit-recommendations",
    "budget": "audit-budget",
    "aids": "audit-budget",
    "hours-pool": "audit-roi",
    "business-case": "audit-roi",
    "left-out": "audit-roi",
}


@pytest.mark.parametrize("client", [*HALVES.values(), *map(client_of, EXAMPLES)])
def test_what_the_audit_borrows_stands_in_its_chapter(client: Client) -> None:
    chapter = ""
    for block in made(client, "audit", as_of=AS_OF):
        if block["block"] == "section":
            id = block["id"].removeprefix("section-")
            chapter = id if block["level"] == 1 else chapter
            assert CHAPTER_OF.get(id, chapter) == chapter


def test_no_part_is_printed_twice() -> None:
    for document in load_catalogue().documents.values():
        assert len(set(document.notebooks)) == len(document.notebooks)
    blocks = made(electrician(), "audit", as_of=AS_OF)
    captions = [b["caption"].partition(". ")[2] for b in blocks if b["block"] in ("table", "chart")]
    titles = [b["title"].partition(" ")[2] for b in blocks if b["block"] == "section"]
    assert [one for one, times in Counter(captions).items() if times > 1] == []
    assert [one for one, times in Counter(titles).items() if one and times > 1] == []


def test_the_electricians_document_refuses_the_choice_made_before_its_benchmark() -> None:
    blocks = made(electrician(), "audit", as_of=AS_OF)
    [verdict] = [b for b in blocks if b["block"] == "callout" and "Option A" in b["title"]]
    assert verdict["tone"] == "stop"
    said = "\n".join(verdict["items"])
    for word in ("Essai de deux semaines", "Comparer trois CRM", "HubSpot", "perd de l’argent"):
        assert word in said
    [advised] = [b for b in blocks if b.get("id", "").endswith("table-recommendations")]
    first = advised["rows"][0]
    assert "option A" in first[0] and "en attente" in first[0]
    assert not any("en attente" in row[0] for row in advised["rows"][1:])


def test_what_the_client_said_is_printed_word_for_word() -> None:
    client = electrician()
    printed = str(made(client, "audit", as_of=AS_OF))
    for action in client.actions:
        for words in (action.problem, action.consequence, action.need, action.benefit):
            assert words is None or words in printed
    for one in client.recommendations:
        assert one.text in printed and (one.why or "") in printed
    for module in client.option_modules:
        assert module.name in printed and (module.note or "") in printed


# ------------------------------------------------------------------ any workbook


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("client", HALVES.values(), ids=HALVES)
def test_a_workbook_filled_more_or_less_gives_a_sound_document(
    client: Client, document: str
) -> None:
    blocks = made(client, document)
    assert blocks
    assert empty_sections(blocks) == []
    headings = [b["level"] for b in blocks if b["block"] == "section"]
    assert all(after <= before + 1 for before, after in pairwise(headings))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_example_has_an_empty_section(name: str, document: str) -> None:
    assert empty_sections(made(client_of(name), document, as_of=AS_OF)) == []


def test_what_an_audit_lacks_is_said_at_its_end() -> None:
    blocks = made(a_client(processes=(a_process(),)), "audit")
    [said] = [b["text"] for b in blocks if "ne traite pas" in b.get("text", "")]
    for part in ("les besoins", "les options", "les risques", "les indicateurs"):
        assert part in said
    assert "les processus" not in said


def test_the_full_audit_of_a_workbook_that_holds_everything_lacks_nothing() -> None:
    assert "ne traite pas" not in str(made(electrician(), "audit", as_of=AS_OF))


# ------------------------------------------------------------------ the flash


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_flash_audit_is_two_pages_for_every_example(name: str, lang: str) -> None:
    assert pages(client_of(name), "flash", lang, AS_OF) == 2


NAMES = ("Devis", "Établissement et relecture des devis de chantier", "Traitement complet " * 6)


@pytest.mark.parametrize("name", NAMES, ids=("short", "long", "endless"))
@pytest.mark.parametrize("count", range(1, 6))
def test_a_flash_audit_is_two_pages_from_one_to_five_processes(count: int, name: str) -> None:
    processes = tuple(
        a_process(f"{name} {n}", role=None, personal_data=(True, None, False)[n % 3],
                  hourly_cost=(None, 40.0)[n % 2])
        for n in range(count)
    )  # fmt: skip
    assert pages(a_client(processes=processes), "flash") == 2


def test_a_flash_audit_is_two_pages_of_a_long_list_with_endless_names() -> None:
    untimed = tuple(a_process(f"{NAMES[2]} sans temps {n}", minutes=None) for n in range(6))
    timed = tuple(a_process(f"{NAMES[2]} {n}", role=None) for n in range(9))
    company = a_company(
        activity="Négoce, réparation et location de matériels agricoles neufs et d’occasion",
        consultant="Camille Martin-Delavallée",
        firm="Cabinet Martin-Delavallée et associés",
        confidentiality="Document confidentiel, réservé à la direction",
        staff=40,
    )
    assert pages(a_client(company=company, processes=(*timed, *untimed)), "flash") == 2


def test_a_flash_audit_says_that_its_figures_are_estimates() -> None:
    blocks = made(client_of("exemple-flash"), "flash", as_of=AS_OF)
    printed = " ".join(json.dumps(blocks, ensure_ascii=False).split())  # all kinds of blanks
    for words in ("rien n’a été mesuré", "estimation", "de 30 à 50", "mercredi 25 novembre 2026"):
        assert words in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_the_command_names_every_document(lang: str) -> None:
    said = Texts(lang)["commands.option.document"]
    assert all(document in said for document in load_catalogue().documents)


def test_the_guide_names_every_document() -> None:
    guide = (TEMPLATES.parent / "docs" / "documents.md").read_text(encoding="utf-8")
    assert all(f"| `{document}` |" in guide for document in load_catalogue().documents)
