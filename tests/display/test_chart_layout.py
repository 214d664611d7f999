"""Charts of money and measure, wide and on a phone: every text readable, whatever the data."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

import pytest

from kit.brand import load_brand
from kit.display import style
from kit.display.bars import Bar, Fall, bars, waterfall
from kit.display.bullets import Bullet, bullets
from kit.display.cash_curve import Band, Curve, CurveWords, cash_curve
from kit.display.histogram import Mark, histogram
from kit.display.ladder import Rung, ladder
from kit.display.promise_curve import Line, promise_curve
from kit.display.route_bars import ProcessRoutes, RouteBar, route_bars
from kit.display.show import Show, open_engagement
from kit.display.staircase import Stair, staircase
from kit.display.thread_flow import thread_flow
from kit.display.threads import FlowWords, Thread, thickness
from kit.display.tornado import Swing, tornado
from tests.display.overlaps import all_faults, drawn_sheets

EXAMPLES = {
    "exemple-comptable": date(2026, 11, 23),
    "exemple-comptable-j30": date(2027, 2, 8),
    "exemple-batiment": date(2026, 11, 23),
    "exemple-commerce": date(2026, 11, 23),
    "exemple-electricien": date(2026, 11, 23),
    "exemple-flash": date(2026, 11, 23),
    "example-shop-en": date(2026, 11, 23),
}
KEYS = (
    *("pains_by_domain", "hours_by_process", "waterfall", "ladder", "cash_curve", "range"),
    *("tornado", "promise", "kpi_progress", "routes", "crm_steps", "flash", "thread"),
)
WIDTHS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "page": nullcontext,
    "phone": style.on_phone,
}
LONG = "Établissement des devis de rénovation énergétique, relances et acomptes compris"  # 80
UNBROKEN = "Rechnungseingangsprüfungsverfahrensdokumentationsaktualisierungspflichtenübersicht"

# What the charts are drawn from: (name, amount) of each thing.
STRESS: dict[str, list[tuple[str, float]]] = {
    "one": [("Saisie", 1_234.0)],
    "thirty": [(f"Processus numéro {at}", 30_000.0 / at) for at in range(1, 31)],
    "long names": [(LONG, 900.0), (UNBROKEN, 700.0), (LONG, 400.0)],
    "negatives": [("Perte", -4_000.0), ("Gain", 2_500.0), ("Autre perte", -12_000_000.0)],
    "far apart": [("Une feuille", 0.4), ("Une usine", 12_000_000.0), ("Un bureau", 1_500.0)],
    "all nil": [("Rien", 0.0), ("Toujours rien", 0.0)],
    "all equal": [("Pareil", 500.0), ("Idem", 500.0), ("De même", 500.0)],
}
Things = list[tuple[str, float]]


def euros(amount: float) -> str:
    return f"{amount:,.2f} €".replace(",", "\u202f").replace(".", ",")


def draw_bars(things: Things) -> str:
    rows = [
        Bar(n, a, f"{euros(a)} sur {euros(abs(a))}", abs(a) * 1.2, at == 0)
        for at, (n, a) in enumerate(things)
    ]
    return bars(rows, "x")


def draw_waterfall(things: Things) -> str:
    rows = [Fall(name, amount, euros(amount)) for name, amount in things]
    net = sum(amount for _, amount in things)
    span = (net - abs(net) / 3, net + abs(net) / 3)
    words = f"{euros(span[0])} à {euros(span[1])}"
    return waterfall(
        [*rows, Fall("Gain net", net, euros(net), total=True), Fall("Entre", 0, words, span=span)],
        "x",
    )


def draw_ladder(things: Things) -> str:
    rungs = [
        Rung(name, sum(a for _, a in things[:at]), amount, f"+{euros(amount)} → {euros(amount)}")
        for at, (name, amount) in enumerate(things[:4])
    ]
    cover = abs(things[0][1]) / 2
    return ladder(rungs, cover, f"coûts d’une année : {euros(cover)}", "x")


def draw_tornado(things: Things) -> str:
    rows = [Swing(n, -abs(a), a / 2, euros(-abs(a)), euros(a / 2)) for n, a in things[:8]]
    return tornado(rows, 10.0, "gain net probable : 10 €", "x")


def _curve(things: Things) -> tuple[float, ...]:
    values = [-3_000.0]
    for at in range(24):
        values.append(values[-1] + things[at % len(things)][1])
    return tuple(values)


def draw_cash_curve(things: Things) -> str:
    values = _curve(things)
    low, high = min(0.0, *values), max(0.0, *values)
    ticks = tuple((at, f"mois {at}" if at else "départ") for at in range(0, 25, 4))
    words = CurveWords("0 €", (euros(low), euros(high)), ticks, (3.4, "remboursé au mois 4"))
    band = Band(
        tuple(value - 50 for value in values),
        tuple(value + 50 for value in values),
        f"huit fois sur dix :\nde {euros(low)} à {euros(high)}",
    )
    curves = [
        Curve(values, f"Corrigé\n{euros(values[-1])}"),
        Curve(values[::-1], f"Lignes annoncées\n{euros(values[0])}", promised=True),
    ]
    return cash_curve(curves, band, words, "x")


def draw_promise(things: Things) -> str:
    points = [(at * 0.5, amount) for at, amount in enumerate(_curve(things))]
    lines = [
        Line(points, f"Promis\n{euros(points[-1][1])}", "promised"),
        Line(points[:6], f"Mesuré\n{euros(points[5][1])}", "measured"),
        Line(points[5:], f"Au rythme constaté\n{euros(points[-1][1])}", "forecast"),
    ]
    return promise_curve(lines, [(0.0, "0 €")], [(at, f"mois {at}") for at in range(1, 13)], "x")


def draw_histogram(things: Things) -> str:
    low, high = min(a for _, a in things) - 1, max(a for _, a in things) + 1
    step = (high - low) / 20
    bins = [(low + step * at, low + step * (at + 1), (at * 7) % 11) for at in range(20)]
    marks = [
        Mark(low + (high - low) * share, f"une fois sur dix,\nmoins de {euros(high)}", share == 0.5)
        for share in (0.48, 0.5, 0.9)
    ]
    axis = "gain net sur 24 mois ; plus la barre est haute, plus le résultat est fréquent"
    return histogram(bins, marks, (euros(low), euros(high)), "0 €", "x", axis)


def draw_bullets(things: Things) -> str:
    states = ("reached", "on_track", "late")
    rows = [
        Bullet(
            name,
            (amount % 170) / 100 - 0.3,
            0.4,
            euros(amount),
            f"{euros(amount / 2)}, en retard",
            "0 €",
            states[at % 3],
        )
        for at, (name, amount) in enumerate(things)
    ]
    return bullets(rows, ("Aujourd’hui", "Objectif", "prévu à la date du relevé"), "x")


def draw_routes(things: Things) -> str:
    routes = tuple(
        RouteBar(name, amount, f"{euros(amount)} (écartée)", at == 0, at == 2)
        for at, (name, amount) in enumerate(things)
    )
    return route_bars([ProcessRoutes(LONG, routes), ProcessRoutes("Tri", routes[:1])], "x")


def draw_stairs(things: Things) -> str:
    states = ("done", "partly", "todo", "na")
    stairs = [Stair(str(at), name, states[at % 4]) for at, (name, _) in enumerate(things, 1)]
    words = {"done": "faite", "partly": "commencée", "todo": "à faire", "na": "sans objet"}
    return staircase(stairs, words, "x")


def draw_thread(things: Things) -> str:
    threads = [
        Thread((name, "Devis", name), amount, f"{euros(amount)}\n12 % du total", False)
        for name, amount in things[:9]
    ]
    threads += [
        Thread((LONG, None, "Tableau de bord"), None, "sans gain chiffré", True),
        Thread((UNBROKEN, None, None), None, "sans action", True),
        Thread((None, None, "Portail"), None, "déjà compté", False),
        Thread((None, None, None), 75_000.0, "75 000 €", False),
    ]
    heads = ("Problème", "Processus", "Action", "Valeur par an")
    return thread_flow(threads, FlowWords(heads, "à préciser"), "x")


DRAWINGS: dict[str, Callable[[Things], str]] = {
    "bars": draw_bars,
    "waterfall": draw_waterfall,
    "ladder": draw_ladder,
    "tornado": draw_tornado,
    "cash curve": draw_cash_curve,
    "promise": draw_promise,
    "histogram": draw_histogram,
    "bullets": draw_bullets,
    "routes": draw_routes,
    "stairs": draw_stairs,
    "thread": draw_thread,
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("stress", STRESS)
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_no_text_leaves_the_sheet_or_stands_on_another(
    drawing: str, stress: str, width: str
) -> None:
    with WIDTHS[width](), drawn_sheets() as sheets:
        ElementTree.fromstring(DRAWINGS[drawing](STRESS[stress]))
    assert len(sheets) == 1 and sheets[0].boxes
    assert all_faults(sheets) == []
    assert sheets[0].width == (style.PHONE if width == "phone" else style.WIDTH)


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Iterator[Show]:
    path = Path("data_templates") / f"{request.param}.xlsx"
    lang = "en" if request.param.endswith("-en") else "fr"
    engagement = open_engagement(path, lang=lang, as_of=EXAMPLES[request.param].isoformat())
    yield Show(engagement.words)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_charts_of_the_examples_can_be_read_at_both_widths(example: Show, width: str) -> None:
    with WIDTHS[width](), drawn_sheets() as sheets:
        for key in KEYS:
            example.blocks("chart", key)
    assert all_faults(sheets) == []


def test_a_chart_brings_its_figures_along_and_a_twin_for_the_phone(example: Show) -> None:
    for key in KEYS:
        if key in ("flash", "crm_steps"):
            continue
        for block in example.drawn("chart", key):
            if block["block"] != "chart":
                continue
            assert block["phone"] != block["svg"]
            assert block.get("table") or block["data"]["rows"], key
            if "data" in block:
                width = len(block["data"]["columns"])
                assert all(len(row) == width for row in block["data"]["rows"])


def test_colours_are_the_brand_s_so_that_a_dark_page_can_turn_them() -> None:
    brand = load_brand()
    known = {*brand.colours.values(), style.PAPER}
    for draw in DRAWINGS.values():
        for things in STRESS.values():
            used = {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{6}", draw(things))}
            assert used <= known


def test_a_bar_of_a_loss_leaves_zero_the_other_way() -> None:
    svg = bars([Bar("Gain", 10.0, "10 €"), Bar("Perte", -10.0, "−10 €")], "x")
    assert svg != bars([Bar("Gain", 10.0, "10 €"), Bar("Perte", 10.0, "−10 €")], "x")


def test_ribbons_are_as_thick_as_their_euros() -> None:
    threads = [Thread(("a", "b"), 800.0, "", False), Thread(("c", "d"), 200.0, "", False)]
    assert thickness(threads, threads[0]) == pytest.approx(4 * thickness(threads, threads[1]))
