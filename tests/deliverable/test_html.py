"""The page: self-contained, silent, escaped, in order."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import nbformat
import pytest

from kit.deliverable.html import KitHTMLExporter
from tests.deliverable.sample import HOSTILE, callout, chart, notebook, section, table


def page_of(made: nbformat.NotebookNode | None = None) -> str:
    page, _ = KitHTMLExporter().from_notebook_node(notebook() if made is None else made)
    return page


class Tags(HTMLParser):
    """Every tag with its attributes, and the words outside of style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_states_language_title_policy_and_viewport() -> None:
    page = page_of()
    assert '<html lang="fr">' in page
    assert "<title>Rapport de diagnostic et plan d’action · Cabinet Rivoire" in page
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page
    assert 'name="viewport"' in page


def test_the_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    found = Tags(page := page_of())
    for tag, attributes in found.tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "form")
        assert not [name for name in attributes if name.startswith("on")]
        source = attributes.get("src")
        assert source is None or source.startswith("data:image/")
    links = [a["href"] for a in found.named("a")]
    assert [link for link in links if not link.startswith("#")] == ["https://example.org/guide"]
    assert "@import" not in page
    assert "url(" not in page


def test_headings_follow_each_other_without_a_gap() -> None:
    found = Tags(page_of())
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_line_of_the_contents_leads_somewhere() -> None:
    found = Tags(page_of())
    ids = [attributes["id"] for _, attributes in found.tags if attributes.get("id")]
    assert len(set(ids)) == len(ids)
    targets = [a["href"][1:] for a in found.named("a") if a["href"].startswith("#")]
    assert len(targets) > 5
    assert set(targets) <= set(ids)


def test_tables_have_captions_scopes_and_a_focusable_region() -> None:
    found = Tags(page_of(notebook([section("A"), table("Temps", [["a", "b", "c", "d"]])])))
    regions = [a for a in found.named("div") if a.get("role") == "group"]
    assert [(a["tabindex"], a["aria-label"]) for a in regions] == [("0", "Tableau 1. Temps")]
    assert {a.get("scope") for a in found.named("th")} == {"col", "row"}
    assert len(found.named("caption")) == 1


def test_code_prompts_and_streams_stay_in_the_notebook() -> None:
    page = page_of()
    assert "SECRET" not in page
    assert "unused" not in page
    assert "note interne" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_client_types_is_shown_and_never_run(text: str) -> None:
    blocks = [section(text, intro=text), callout("stop", text), table(text, [[text] * 4])]
    made = notebook([*blocks, chart(text)], {"lang": "fr", "title": text, "client": text})
    found = Tags(page_of(made))
    assert not found.named("script")
    assert not found.named("img")
    shown = "".join(found.words).replace("\r\n", "\n")
    visible = text.replace("\x00", "\ufffd") if "\x00" not in shown else text
    assert visible in shown


def test_the_contents_stand_twice_and_each_part_leads_back_to_them() -> None:
    found = Tags(page_of())
    assert [a.get("id") for a in found.named("nav")] == ["sommaire"]
    parts = found.named("section")
    assert len([a for a in found.named("a") if a["href"] == "#sommaire"]) == len(parts)
    # Folded, open, and the mark beside the heading itself.
    anchor = parts[0]["aria-labelledby"]
    assert len([a for a in found.named("a") if a["href"] == f"#{anchor}"]) == 3


def test_the_internal_page_has_the_code_folded() -> None:
    made = notebook()
    made.metadata["kit"]["reader"] = "internal"
    page = page_of(made)
    assert page.count('<details class="kit-fold kit-code"><summary>Code') > 5
    assert "SECRET_SOURCE" in page
    assert "SECRET-STDERR" not in page


def test_same_notebook_same_bytes() -> None:
    assert page_of() == page_of()


def test_a_section_notebook_without_cover_still_has_a_title() -> None:
    found = Tags(page_of(notebook([section("Diagnostic")], kit={})))
    assert len(found.named("h1")) == 1
    assert "Extrait du rapport" in found.words
    assert "1. Diagnostic" in found.words
