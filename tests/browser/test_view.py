"""Blocks one acts on (kit.display.view) in a real browser, the kernel's side played by a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.display.html_blocks import block_to_html
from kit.display.view import ESM, words_of
from kit.texts import NARROW, Texts
from tests.deliverable.sample import HOSTILE

pytestmark = pytest.mark.browser

# The front end's side of a widget, as anywidget gives it to `render`.
HARNESS = """
import widget from "./view.mjs";
window.shown = (state) => {
  const heard = {};
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes: () => window.told.push(state.picked.what),
    on: (name, tell) => { (heard[name] ??= []).push(tell); },
    off: () => {},
  };
  window.told = [];
  window.send = (name, value) => {
    state[name] = value;
    heard[`change:${name}`].forEach((tell) => tell());
  };
  const el = document.getElementById("view");
  window.leave = widget.render({ model, el });
};
window.alive = (words) => widget.initialize({
  model: { get: (name) => ({ page: true, words })[name] },
});
window.ready = true;
"""


def a_table(id: str, rows: list[list[str]], aligns: str, **more: Any) -> dict[str, Any]:
    columns = [
        {"label": f"Col {at}", "align": side, "width": None}
        for at, side in enumerate({"l": "left", "r": "right", "c": "center"}[one] for one in aligns)
    ]
    return {
        "block": "table",
        "id": id,
        "caption": "Relevé",
        "columns": columns,
        "rows": rows,
        "emphasis": [],
        "note": None,
        "groups": [],
        **more,
    }


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "view.mjs").write_text(ESM, encoding="utf-8")
    (tmp_path / "harness.mjs").write_text(HARNESS, encoding="utf-8")
    context = browser.new_context(viewport={"width": 900, "height": 500})
    page = context.new_page()
    page.set_default_timeout(5000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append("dialog"))

    def answer(route: Any) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        body = (
            (tmp_path / name).read_text("utf-8")
            if name.endswith(".mjs")
            else (
                '<!doctype html><meta charset="utf-8"><style>body{margin:0}.kit-tip{position:fixed}'
                '</style><div style="height:600px"></div><div id="view"></div>'
                '<div style="height:600px"></div><script type="module" src="harness.mjs"></script>'
            )
        )
        kind = "text/javascript" if name.endswith(".mjs") else "text/html"
        route.fulfill(body=body, content_type=kind)

    context.route("http://kit.test/**", answer)
    page.goto("http://kit.test/page")
    page.wait_for_function("window.ready")
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def view(page: Any) -> Callable[..., Any]:
    """Shows blocks, or pieces of HTML."""

    def show(*pieces: Any, lang: str = "fr", links: bool = False) -> Any:
        state = {
            "parts": parts(*pieces),
            "picked": {},
            "links": links,
            "announce": "",
            "words": words_of(Texts(lang)),
        }
        page.evaluate("shown", state)
        return page

    return show


def parts(*pieces: Any) -> list[list[str]]:
    return [
        [str(at), piece if isinstance(piece, str) else block_to_html(piece)]
        for at, piece in enumerate(pieces)
    ]


def column(page: Any, at: int = 0) -> list[str]:
    script = (
        "at => [...document.querySelectorAll('tbody tr')].filter(row => !row.hidden)"
        ".map(row => row.cells[at].textContent)"
    )
    return list(page.evaluate(script, at))


def sort(page: Any, name: str, times: int = 1) -> None:
    for _ in range(times):
        page.get_by_role("button", name=name, exact=True).click()


FIGURES = {
    "fr": (
        ["1 234,50 €", "n. c.", "−4 €", "98,20 €", "", "1 200 €"],
        ["−4 €", "98,20 €", "1 200 €", "1 234,50 €", "n. c.", ""],
    ),
    "en": (
        ["€1,234.50", "n/a", "−€4", "€98.20", "—", "€1,200"],
        ["−€4", "€98.20", "€1,200", "€1,234.50", "n/a", "—"],
    ),
}
DURATIONS = (
    ["1 h 30", "45 min", "2 400 h", "12 h", "7 h 57", "166 h"],
    ["45 min", "1 h 30", "7 h 57", "12 h", "166 h", "2 400 h"],
)
DATES = {
    "fr": (
        [
            "29 janvier 2027",
            "1er décembre 2026",
            "du 9 au 10 décembre 2026",
            "n. c.",
            "15 août 2026",
            "2 mars 2026",
        ],
        [
            "2 mars 2026",
            "15 août 2026",
            "1er décembre 2026",
            "du 9 au 10 décembre 2026",
            "29 janvier 2027",
            "n. c.",
        ],
    ),
    "en": (
        [
            "29 January 2027",
            "1 December 2026",
            "from 9 to 10 December 2026",
            "n/a",
            "15 August 2026",
            "2 May 2026",
        ],
        [
            "2 May 2026",
            "15 August 2026",
            "1 December 2026",
            "from 9 to 10 December 2026",
            "29 January 2027",
            "n/a",
        ],
    ),
}
NO_YEAR = (
    [
        "mar. 19 janv.",
        "jeu. 17 déc.",
        "ven. 18 déc. – lun. 4 janv.",
        "lun. 30 nov. – mar. 1er déc.",
        "mer. 3 févr.",
    ],
    [
        "lun. 30 nov. – mar. 1er déc.",
        "jeu. 17 déc.",
        "ven. 18 déc. – lun. 4 janv.",
        "mar. 19 janv.",
        "mer. 3 févr.",
    ],
)
STARS = (
    ["★★★☆☆ 3/5", "★☆☆☆☆ 1/5", "★★★★★ 5/5", "", "★★★★☆ 4/5"],
    ["★☆☆☆☆ 1/5", "★★★☆☆ 3/5", "★★★★☆ 4/5", "★★★★★ 5/5", ""],
)
WORDS = (
    ["Étude", "zèle", "Ecart", "action 10", "action 9"],
    ["action 9", "action 10", "Ecart", "Étude", "zèle"],
)
SORTS = {
    "amounts-fr": ("fr", "r", *FIGURES["fr"]),
    "amounts-en": ("en", "r", *FIGURES["en"]),
    "durations": ("fr", "r", *DURATIONS),
    "dates-fr": ("fr", "l", *DATES["fr"]),
    "dates-en": ("en", "l", *DATES["en"]),
    "dates-without-a-year": ("fr", "l", *NO_YEAR),
    "stars": ("fr", "c", *STARS),
    "words": ("fr", "l", *WORDS),
}


@pytest.mark.parametrize(("lang", "side", "given", "expected"), SORTS.values(), ids=SORTS)
def test_a_column_is_sorted_by_what_its_cells_say(
    view: Callable[..., Any], lang: str, side: str, given: list[str], expected: list[str]
) -> None:
    """The blanks between figures and units are those of the printed page."""
    printed = {text: text.replace(" ", NARROW) for text in given}
    rows = [[f"nom {at}", printed[text], "1"] for at, text in enumerate(given)]
    page = view(a_table("t", rows, f"l{side}r"), lang=lang)
    known = [text for text in expected if text not in ("", "n. c.", "n/a", "—")]
    sort(page, "Col 1")
    assert column(page, 1) == [printed[text] for text in expected]
    sort(page, "Col 1")
    unknown = expected[len(known) :]
    assert column(page, 1) == [printed[text] for text in (*reversed(known), *unknown)]
    sort(page, "Col 1")
    assert column(page, 1) == [printed[text] for text in given]


def rows_of(count: int) -> list[list[str]]:
    return [[f"Ligne {chr(97 + at)}", str((at * 7) % count)] for at in range(count)]


def test_the_state_of_a_column_is_said_and_the_original_order_comes_back(
    view: Callable[..., Any],
) -> None:
    page = view(a_table("t", rows_of(6), "lr"))
    page.get_by_role("button", name="Col 1").focus()
    page.keyboard.press("Enter")
    head = page.locator("th").nth(1)
    assert head.get_attribute("aria-sort") == "ascending"
    assert page.locator(".kit-voice").text_content() == "Trié par Col 1, ordre croissant"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(page, 1) == ["5", "4", "3", "2", "1", "0"]
    page.get_by_role("button", name="Ordre d’origine").click()
    assert head.get_attribute("aria-sort") is None
    assert column(page) == [f"Ligne {letter}" for letter in "abcdef"]
    assert page.evaluate("document.activeElement.textContent") == "Col 1"


def test_totals_stay_at_the_end_and_leave_while_a_filter_is_on(view: Callable[..., Any]) -> None:
    rows = [*rows_of(10), ["Total", "45"]]
    page = view(a_table("t", rows, "lr", emphasis=[10]))
    sort(page, "Col 1", 2)
    assert column(page)[-1] == "Total"
    page.get_by_role("searchbox").fill("ligne d")
    assert column(page) == ["Ligne d"]
    assert page.locator(".kit-count").text_content() == "1 ligne sur 10"
    page.get_by_role("searchbox").fill("")
    assert len(column(page)) == 11 and page.locator(".kit-count").text_content() == ""


def test_a_statement_with_subtotals_or_groups_keeps_its_order(view: Callable[..., Any]) -> None:
    statement = a_table("a", rows_of(10), "lr", emphasis=[3, 9])
    grouped = a_table("b", rows_of(10), "lr", groups=[[0, "Un"], [5, "Deux"]])
    page = view(statement, grouped)
    assert page.locator(".kit-sort").count() == 0
    page.get_by_role("searchbox").nth(1).fill("ligne h")
    assert page.locator("tbody.kit-group:visible th[scope=rowgroup]").all_text_contents() == [
        "Deux"
    ]


def test_the_first_rows_of_a_ranking_may_move(view: Callable[..., Any]) -> None:
    page = view(a_table("t", rows_of(8), "lr", emphasis=[0, 1, 2]))
    sort(page, "Col 1")
    assert column(page, 1) == [str(at) for at in range(8)]


def test_a_filter_knows_neither_accents_nor_capitals(view: Callable[..., Any]) -> None:
    rows = [["Écriture des relevés", "1"], *rows_of(11)]
    page = view(a_table("t", rows, "lr"))
    for asked in ("ECRITURE", "releves écri", "relevés"):
        page.get_by_role("searchbox").fill(asked)
        assert column(page) == ["Écriture des relevés"]
    page.get_by_role("searchbox").fill("rien de tel")
    assert page.locator(".kit-count").text_content() == "0 ligne sur 12"


def test_a_short_table_has_no_tools(view: Callable[..., Any]) -> None:
    page = view(a_table("t", rows_of(4), "lr"))
    assert page.locator(".kit-tools, .kit-sort").count() == 0


def test_a_record_keeps_its_lines_in_their_order(view: Callable[..., Any]) -> None:
    page = view(a_table("t", [[f"Champ {at}", "mots"] for at in range(12)], "ll"))
    assert page.locator(".kit-tools, .kit-sort").count() == 0


def test_a_redraw_keeps_focus_order_filter_and_folds(view: Callable[..., Any]) -> None:
    fold = '<details><summary>Les chiffres</summary><p id="n">1</p></details>'
    page = view(a_table("t", rows_of(12), "lr"), fold)
    sort(page, "Col 1")
    page.locator("summary").click()
    box = page.get_by_role("searchbox")
    box.fill("ligne")
    box.press("ArrowLeft")
    before = page.evaluate("scrollY")
    other = [["Ligne a", "100"], *rows_of(12)[1:]]
    page.evaluate(
        "parts => send('parts', parts)",
        parts(a_table("t", other, "lr"), fold.replace("1</p>", "2</p>")),
    )
    assert page.evaluate(
        "[document.activeElement.value, document.activeElement.selectionStart]"
    ) == ["ligne", 4]
    assert column(page, 1) == [*map(str, range(1, 12)), "100"]
    assert page.locator("#n").text_content() == "2" and page.locator("#n").is_visible()
    assert page.evaluate("scrollY") == before


def test_a_part_that_did_not_change_is_left_alone(view: Callable[..., Any]) -> None:
    page = view("<p id=a>a</p>", "<p id=b>b</p>", "<p id=c>c</p>")
    page.evaluate("window.kept = document.getElementById('a')")
    changed = [["2", "<p id=c>c</p>"], ["0", "<p id=a>a</p>"], ["1", "<p id=b>B</p>"]]
    page.evaluate("parts => send('parts', parts)", changed)
    assert page.evaluate("kept === document.getElementById('a')")
    assert page.locator(".kit-part").all_text_contents() == ["c", "a", "B"]
    page.evaluate("parts => send('parts', parts)", changed[:1])
    assert page.locator(".kit-part").all_text_contents() == ["c"]


def test_what_can_be_picked_is_told_by_mouse_and_keyboard(view: Callable[..., Any]) -> None:
    page = view(
        '<span data-kit-pick="a">A</span><button data-kit-pick="b">B</button>'
        '<svg width="50" height="20"><g data-kit-pick="c"><rect width="20" height="20"/></g>'
        '<g data-kit-pick="c"><rect x="25" width="20" height="20"/></g></svg>'
    )
    page.get_by_role("button", name="A").click()
    page.get_by_role("button", name="A").press("Enter")
    page.get_by_role("button", name="A").press("Space")
    page.get_by_role("button", name="B").press("Enter")
    page.locator("svg g").nth(1).click()
    page.locator("svg g").first.press("Enter")
    assert page.evaluate("told") == ["a", "a", "a", "b", "c", "c"]
    assert page.evaluate("told.length && scrollY >= 0")
    assert page.locator("svg [tabindex='0']").count() == 1


def test_a_link_is_told_or_leads_inside_and_never_changes_the_address(
    view: Callable[..., Any],
) -> None:
    fold = '<details><summary>S</summary><p id="trace-a.b">but</p></details>'
    link = '<a href="#trace-a.b">vers</a> <a href="#nowhere">nulle part</a>'
    page = view(link, fold)
    page.get_by_text("nulle part").click()
    page.get_by_text("vers").click()
    assert page.get_by_text("but").is_visible()
    assert page.evaluate("document.activeElement.id") == "trace-a.b"
    assert page.evaluate("told") == []
    page.evaluate("send('parts', []); leave()")
    page.evaluate("document.getElementById('view').replaceChildren()")
    view(link, fold, links=True)
    page.get_by_text("vers").press("Enter")
    assert page.evaluate("told") == ["link:#trace-a.b"]
    assert page.url == "http://kit.test/page"


def test_a_tip_shows_on_hover_and_focus_inside_the_window_and_escape_closes_it(
    view: Callable[..., Any],
) -> None:
    page = view(
        '<p style="text-align:right"><a href="#x" data-kit-tip="Douze mois\nde gains">12</a></p>'
        '<button data-kit-pick="b">b</button>'
    )
    link, tip = page.get_by_role("link"), page.get_by_role("tooltip")
    link.hover()
    assert tip.inner_text().split() == ["Douze", "mois", "de", "gains"]
    box = tip.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 900 and box["y"] >= 0
    assert link.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    link.focus()
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert tip.count() == 0 and link.get_attribute("aria-describedby") is None
    link.hover()
    page.get_by_role("button").focus()
    tip.wait_for(state="detached")


def test_the_marks_of_a_drawing_are_one_stop_and_arrows_go_along(view: Callable[..., Any]) -> None:
    marks = "".join(
        f'<rect data-kit-tip="Mois {at}\n{at} €" x="{at * 20}" width="9" height="9"/>'
        for at in range(3)
    )
    page = view(
        "<button>avant</button>"
        f'<svg role="img" aria-label="Courbe" width="80" height="9">{marks}</svg>'
    )
    page.get_by_role("button").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert (
        page.get_by_role("tooltip").inner_text() == "Mois 2\n2 €"
        or page.get_by_role("tooltip").text_content() == "Mois 2\n2 €"
    )
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Mois 2, 2 €"
    assert page.locator("svg").get_attribute("role") == "group"


def test_two_drawings_of_one_name_keep_their_own_letters(view: Callable[..., Any]) -> None:
    svg = (
        '<svg><defs><path id="a-1" d="M0 0L{x} 1"/></defs><use href="#a-1"/>'
        '<rect style="fill:url(#a-1)"/></svg>'
    )
    page = view(svg.replace("{x}", "1"), svg.replace("{x}", "2"))
    ids = page.eval_on_selector_all("path", "all => all.map(one => one.id)")
    assert len(set(ids)) == 2
    uses = page.eval_on_selector_all("use", "all => all.map(one => one.getAttribute('href'))")
    assert uses == [f"#{id}" for id in ids]
    fills = page.eval_on_selector_all("rect", "all => all.map(one => one.getAttribute('style'))")
    assert fills == [f"fill:url(#{id})" for id in ids]


def test_what_the_kernel_announces_is_said(view: Callable[..., Any]) -> None:
    page = view("<p>a</p>")
    page.evaluate("send('announce', 'ROI : 12 %')")
    assert page.locator("[aria-live=polite]").text_content() == "ROI : 12 %"


def test_what_a_client_typed_is_text_and_nothing_else(view: Callable[..., Any]) -> None:
    """Through sort, filter, tooltip and redraw."""
    texts = [
        *HOSTILE,
        '<img src=x onerror="alert(1)">',
        "<script>alert(1)</script>",
        '"><svg onload=alert(1)>',
    ]
    rows = [[text, str(at), text] for at, text in enumerate(texts * 2)]
    table = a_table("t", rows, "lrl", caption=texts[-2])
    page = view(table)
    sort(page, "Col 0", 2)
    page.get_by_role("searchbox").fill("alert")
    page.evaluate("parts => send('parts', parts)", parts({**table, "caption": texts[-3]}))
    assert page.locator("#view script, #view img, #view svg").count() == 0
    assert page.locator("#view").evaluate(
        "el => [...el.querySelectorAll('*')]"
        ".every(one => [...one.attributes].every(each => !each.name.startsWith('on')))"
    )
    assert json.dumps(column(page)).count("onerror") > 0


def test_keys_are_ours_but_those_of_jupyterlab_with_control(view: Callable[..., Any]) -> None:
    """As Lumino asks, at the document, before anybody else: may it take this key?"""
    page = view(a_table("t", rows_of(6), "lr"))
    page.evaluate("""() => {
        window.free = [];
        document.addEventListener("keydown", (event) => {
            if (!event.target.closest("[data-lm-suppress-shortcuts]")) free.push(event.key);
        }, true);
    }""")
    page.get_by_role("button", name="Col 1").focus()
    for key in ("Enter", "d", "Control+b", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("free.filter(key => key !== 'Control')") == ["b"]


def test_the_notebooks_of_a_page_come_alive_whenever_their_outputs_do(page: Any) -> None:
    """One widget a language; JupyterLab puts outputs on the page, takes them off, puts others."""
    tables = {lang: block_to_html(a_table(lang, rows_of(9), "lr")) for lang in ("fr", "en")}
    put = """([lang, html]) => {
        const root = document.createElement("div");
        root.className = "kit-live";
        root.lang = lang;
        root.innerHTML = html;
        document.body.append(root);
    }"""
    boxes, alive = page.get_by_role("searchbox"), page.locator(".kit-alive")
    page.evaluate(put, ["fr", tables["fr"]])
    page.evaluate("alive", words_of(Texts("fr")))
    assert boxes.all()[0].get_attribute("placeholder") == "Filtrer"
    page.evaluate(put, ["en", tables["en"]])
    page.evaluate(put, ["fr", tables["fr"]])
    page.wait_for_function("document.querySelectorAll('.kit-alive').length === 2")
    page.evaluate("alive", words_of(Texts("en")))
    page.wait_for_function("document.querySelectorAll('.kit-alive').length === 3")
    assert [box.get_attribute("placeholder") for box in boxes.all()] == [
        "Filtrer",
        "Filter",
        "Filtrer",
    ]
    boxes.nth(1).fill("ligne b")
    assert page.locator(".kit-count").nth(1).text_content() == "1 row of 9"
    page.evaluate("alive", words_of(Texts("fr")))  # another kernel of that language
    assert alive.count() == boxes.count() == 3
    assert page.locator("th").first.locator(".kit-sort").count() == 1
