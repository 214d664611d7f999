"""What a batch leaves to be read: its table on the terminal, its CSV file, its page."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import category

import pytest

from kit.batch.columns import aligned, width
from kit.batch.job import STATUSES
from kit.batch.portfolio import holding, names, without, write_portfolio
from kit.batch.rows import COLUMNS, Row, from_csv, rows_of, to_csv
from kit.batch.storage import place_of
from kit.batch.summary import as_data, as_lines, next_step, why
from kit.texts import LANGUAGES, Texts
from tests.batch.portfolios import (
    HOSTILE,
    IN_USE,
    LATE,
    REFUSED,
    UNDONE,
    delivered,
    mixed,
    portfolio,
)


class Page(HTMLParser):
    """Tags with their attributes, and the words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def written(tmp_path: Path, lang: str = "fr") -> tuple[str, Page]:
    table, page = write_portfolio(mixed(), Texts(lang), place_of(tmp_path))
    return Path(table).read_text("utf-8"), Page(Path(page).read_text("utf-8"))


# -- the terminal -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_end_of_a_batch_counts_all_that_was_asked(lang: str) -> None:
    texts, whole = Texts(lang), mixed()
    [counts] = [
        line for line in as_lines(whole, texts) if line.startswith(texts["portfolio.count.asked"])
    ]
    asked, *others = [int(found) for found in re.findall(r"\d+", counts)]
    assert asked == len(whole.outcomes) == sum(others)


def test_what_must_be_seen_to_comes_last_with_its_reason() -> None:
    lines = list(as_lines(mixed(), Texts("fr")))
    rows = lines[2 : lines.index("")]
    assert len(rows) == len(mixed().outcomes)
    assert [row.split()[0] for row in rows[-4:]] == [
        "faux.xlsx",
        "grand.xlsx",
        "pris.xlsx",
        "reste.xlsx",
    ]
    assert "Processus!L8, " in rows[-4] and "not_a_number" not in rows[-4]
    assert "et 2 autres cellules" in rows[-4]
    assert any(row.startswith(HOSTILE[0][:10]) for row in rows)  # a terminal computes nothing


def test_a_fault_of_the_whole_file_names_the_file() -> None:
    damaged = replace(REFUSED, faults=1, places=(" (damaged)",))
    assert why(damaged, Texts("fr")).startswith(
        "À corriger dans le classeur\u202f: le fichier lui-même."
    )


def test_no_name_can_move_the_cursor_or_break_a_line() -> None:
    lines = list(as_lines(mixed(), Texts("fr")))
    assert not {letter for line in lines for letter in line if category(letter) == "Cc"}


def test_columns_are_aligned_in_any_alphabet() -> None:
    lines = list(
        aligned(["Client", "ROI", "Où"], [[name, "1", "ici"] for name in HOSTILE], frozenset({1}))
    )
    assert len({width(line.rpartition(" ")[0]) for line in lines[:1] + lines[2:]}) == 1
    long = next(iter(list(aligned(["a", "b"], [["x" * 99, "y" * 99]]))[2:]))
    assert "…" in long
    assert "y" * 99 in long  # what is copied is whole


@pytest.mark.parametrize(
    ("outcomes", "option"),
    [
        ((delivered(1, "A"), REFUSED, LATE), "--resume"),
        ((delivered(1, "A"), LATE), "--time-limit"),
        ((UNDONE, LATE), "--resume"),
    ],
)
def test_one_next_step_is_offered(outcomes: tuple[object, ...], option: str) -> None:
    for lang in LANGUAGES:
        told = next_step(portfolio(*outcomes), Texts(lang))  # type: ignore[arg-type]
        assert option in told
        assert told != next_step(portfolio(delivered(1, "A")), Texts(lang))


def test_workbooks_to_correct_come_before_all_other_steps() -> None:
    texts = Texts("en")
    assert "workbook" in next_step(portfolio(LATE, REFUSED), texts)
    assert "workbook" not in next_step(portfolio(LATE, UNDONE), texts)


def test_the_json_document_tells_the_same() -> None:
    data = as_data(mixed(), Texts("fr"))
    assert data["asked"] == sum(data["counts"].values()) == len(data["clients"])
    assert set(data["counts"]) == set(STATUSES)
    assert data["clients"][-4]["places"] == REFUSED.places
    assert {"outputs", "as_of", "seconds", "interrupted", "table", "page", "next", "past"} <= set(
        data
    )


# -- the file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "delimiter"), [("fr", ";"), ("en", ",")])
def test_the_table_is_one_that_excel_opens_in_that_language(
    tmp_path: Path, lang: str, delimiter: str
) -> None:
    text, _ = written(tmp_path, lang)
    assert text.startswith("\ufeff")
    lines = list(csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=delimiter))
    assert [len(line) for line in lines] == [len(COLUMNS)] * (len(mixed().outcomes) + 1)
    rois = [line[COLUMNS.index("roi")] for line in lines[1:] if line[COLUMNS.index("roi")]]
    assert "-0,5" in rois if lang == "fr" else "-0.5" in rois


def test_no_cell_of_the_table_is_a_formula(tmp_path: Path) -> None:
    text, _ = written(tmp_path)
    lines = list(csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))
    figures = {
        COLUMNS.index(name) for name in ("seconds", "faults", "remarks", "roi", "quick_wins")
    }
    for line in lines:
        for place, cell in enumerate(line):
            assert place in figures or not cell.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rows_can_be_read_back(lang: str) -> None:
    texts = Texts(lang)
    rows = rows_of(mixed(), texts)
    back = from_csv(to_csv(rows, texts), texts)
    assert back == rows
    assert HOSTILE[0] in [row.client for row in back]  # without the apostrophe of the cell


def test_it_starts_with_what_must_be_seen_to_then_goes_by_name() -> None:
    rows = rows_of(mixed(), Texts("fr"))
    assert [row.status for row in rows[:4]] == ["refused", "failed", "late", "stopped"]
    ready = [row.client.casefold() for row in rows[4:]]
    assert ready == sorted(ready)


def test_neither_file_holds_a_folder_or_the_name_of_a_machine(tmp_path: Path) -> None:
    write_portfolio(portfolio(REFUSED, IN_USE, LATE), Texts("fr"), place_of(tmp_path))
    for path in tmp_path.iterdir():
        text = path.read_text("utf-8")
        assert "faux.xlsx" in text
        assert "marie" not in text
        assert str(tmp_path) not in text


def test_a_sentence_with_a_path_in_it_is_left_out(tmp_path: Path) -> None:
    told = "Carnet introuvable : /home/marie dupont/carnets/x.ipynb"
    usage = replace(IN_USE, why="usage", params={"sentence": told})
    [row] = rows_of(portfolio(usage), Texts("fr"))
    assert "marie" not in row.why
    assert row.why


# -- the page ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_one_file_without_script_and_says_its_language(
    tmp_path: Path, lang: str
) -> None:
    _, page = written(tmp_path, lang)
    assert page.of("html") == [{"lang": lang}]
    assert not {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in page.tags}
    policy = next(one["content"] for one in page.of("meta") if "http-equiv" in one)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "<script>alert(1)</script>" in page.words  # as words


def test_the_page_concludes_and_keeps_to_facts(tmp_path: Path) -> None:
    _, page = written(tmp_path)
    words = page.words.replace("\u202f", " ")
    assert "7 livrables prêts sur 11 : 4 clients à reprendre" in words
    assert "ROI médian de la première année : 400 %, sur les 7 clients" in words
    assert "Gains rapides repérés : 28, chez 7 clients." in words


def test_a_batch_without_fault_or_roi_says_so(tmp_path: Path) -> None:
    fine = portfolio(delivered(1, "A", roi=None, quick_wins=None))
    write_portfolio(fine, Texts("fr"), place_of(tmp_path))
    words = Page((tmp_path / "portefeuille.html").read_text("utf-8")).words
    assert "Le livrable demandé est prêt" in words
    assert "Aucun classeur ne permet de calculer un ROI." in words


def test_an_interrupted_batch_is_told_as_such(tmp_path: Path) -> None:
    write_portfolio(portfolio(delivered(1, "A"), UNDONE), Texts("en"), place_of(tmp_path))
    assert "Batch interrupted." in Page((tmp_path / "portfolio.html").read_text("utf-8")).words


def test_links_lead_to_the_files_from_wherever_the_outputs_are(tmp_path: Path) -> None:
    names_of_files = ("report.html", "report.pdf")
    one = delivered(
        1, "A", run=f"{tmp_path}/c1/2026-11-23-0", files={n: f"x/{n}" for n in names_of_files}
    )
    write_portfolio(portfolio(one), Texts("fr"), place_of(tmp_path))
    page = Page((tmp_path / "portefeuille.html").read_text("utf-8"))
    links = [one["href"] for one in page.of("a")][1:]
    assert links == [
        "c1/2026-11-23-0/report.html",
        "c1/2026-11-23-0/report.pdf",
        "c1/2026-11-23-0/",
    ]


def test_every_cell_has_its_headings(tmp_path: Path) -> None:
    _, page = written(tmp_path)
    assert {one.get("scope") for one in page.of("th")} == {"col", "row"}
    assert len([one for one in page.of("th") if one["scope"] == "row"]) == len(mixed().outcomes)
    assert all(one.get("data-label") for one in page.of("td"))
    assert len(page.of("caption")) == len(page.of("table")) == 2


# -- taken out --------------------------------------------------------------------------------


def is_zenith(row: Row) -> bool:
    return row.client == "Zénith"


def test_a_client_can_be_taken_out_of_both_files(tmp_path: Path) -> None:
    place = place_of(tmp_path)
    table, _ = written(tmp_path)
    assert "Zénith" in table
    assert set(holding(place, is_zenith)) == set(names(Texts("fr")))
    without(place, is_zenith)
    assert holding(place, is_zenith) == ()
    for name in names(Texts("fr")):
        text = (tmp_path / name).read_text("utf-8")
        assert "Zénith" not in text
        assert "Atelier" in text
    assert "6 livrables prêts sur 10" in (tmp_path / names(Texts("fr"))[1]).read_text("utf-8")


def test_files_without_any_row_left_are_removed(tmp_path: Path) -> None:
    place = place_of(tmp_path)
    write_portfolio(portfolio(delivered(1, "Zénith")), Texts("en"), place)
    without(place, is_zenith)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["", "Nom;Montant\nZénith;3\n", "\udcff"])
def test_a_table_that_cannot_be_read_any_more_goes_with_its_page(
    tmp_path: Path, damage: str
) -> None:
    place = place_of(tmp_path)
    written(tmp_path)
    (tmp_path / "portefeuille.csv").write_bytes(damage.encode("utf-8", "surrogateescape"))
    assert len(holding(place, is_zenith)) == 2  # nobody can say that it tells nothing
    without(place, is_zenith)
    assert list(tmp_path.iterdir()) == []
