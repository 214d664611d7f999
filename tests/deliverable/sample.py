"""An executed notebook as the exporters get it: one of each block, an analyst's own words."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat import NotebookNode

from kit.display.blocks import BLOCK_MIME

NARROW = "\u202f"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 {height}" width="480pt"'
    ' height="{height}pt"><path d="M10 20h300v30h-300z" fill="#1F5A8A"/>'
    '<path d="M10 70h180v30h-180z" fill="#12756B"/>'
    '<path d="M10 120h90v30h-90z" fill="#C25E0A"/></svg>'
)
LONG_NAME = "Rapprochement des bons de livraison, factures fournisseurs et relevés bancaires"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOSTILE = (
    "<script>alert(1)</script>",
    "#panic(1) *x* $y$ @ref \\ [ ] `raw`",
    "=cmd|' /C calc'!A0",
    "{x} {0} {page} %s {{ 1 }} {% raw %}",
    "مرحبا بالعالم",
    "équipe 👩\u200d🔧 🇫🇷 ❤\ufe0f ✓ → 日本語 \ue000 \x00 \ufeff",
    "mot" * 100,
    '"><img src=x onerror=alert(1)>',
    "\u202eabc\u202c",
    "a\u0301\u0302\u0489 x",
)


def section(title: str, level: int = 1, intro: str | None = None) -> dict[str, Any]:
    return {"block": "section", "id": title, "level": level, "title": title, "intro": intro}


def table(caption: str, rows: list[list[str]], **more: Any) -> dict[str, Any]:
    columns = [
        {"label": "Processus", "align": "left", "width": None},
        {"label": "Note", "align": "center", "width": None},
        {"label": "Heures par mois", "align": "right", "width": None},
        {"label": "Coût par an", "align": "right", "width": None},
    ]
    block = {"block": "table", "id": "hours", "caption": caption, "columns": columns, "rows": rows}
    return {**block, "emphasis": [], "note": None, **more}


def chart(caption: str, width: str = "full", height: int = 160) -> dict[str, Any]:
    svg = SVG.format(height=height)
    alt = "Les relances prennent 12 h 30 par mois, plus que tout le reste."
    return {
        "block": "chart",
        "id": "hours",
        "caption": caption,
        "alt": alt,
        "svg": svg,
        "width": width,
    }


def callout(tone: str, title: str, items: int = 0) -> dict[str, Any]:
    text = "Les conditions ne sont pas encore réunies pour automatiser sans risque."
    found = [f"Point {n} à reprendre avec le dirigeant" for n in range(1, items + 1)]
    return {"block": "callout", "tone": tone, "title": title, "text": text, "items": found}


def cards(count: int = 4) -> dict[str, Any]:
    made = [
        {"label": "Gain net par mois", "value": f"603,33{NARROW}€", "note": None, "tone": "good"},
        {
            "label": "Heures libérées",
            "value": "10 h 50",
            "note": "soit 6 % du poste d’assistante",
            "tone": "normal",
        },
        {"label": "Prérequis", "value": f"75{NARROW}%", "note": "seuil : 80 %", "tone": "bad"},
        {"label": "Premier gain rapide", "value": LONG_NAME, "note": None, "tone": "normal"},
    ]
    return {"block": "cards", "cards": [made[n % len(made)] for n in range(count)]}


def cover() -> dict[str, Any]:
    return {
        "block": "cover",
        "title": "Rapport de diagnostic et plan d’action",
        "client": "Cabinet Rivoire & Associés",
        "lines": [
            ["Date", "22 novembre 2026"],
            ["Version", "1.0"],
            ["Consultant", "Camille Astruc, Atelier Cadence"],
        ],
        "confidentiality": "Document confidentiel, réservé à la direction",
    }


def rows(count: int) -> list[list[str]]:
    return [
        [f"{LONG_NAME} {n}", "★★★★★", f"{n} h 30", f"1{NARROW}234,50{NARROW}€"]
        for n in range(1, count + 1)
    ]


def report_blocks() -> list[dict[str, Any] | str]:
    """A whole document: blocks, and strings for the analyst's Markdown cells."""
    return [
        cover(),
        section("Synthèse", intro="L’essentiel en une page, pour décider."),
        cards(),
        {"block": "paragraph", "tone": "lead", "text": "Trois processus pèsent 42 h par mois."},
        callout("stop", "Prérequis non atteints : 12 sur 16", 4),
        {"block": "bullets", "items": ["Relances clients", "Saisie des factures", LONG_NAME]},
        section("Diagnostic", intro="Trente questions, cinq domaines."),
        section("Où part le temps", 2),
        chart("Heures par processus"),
        table("Temps passé par processus", [*rows(4), ["Total", "", "15 h", "4 938 €"]])
        | {"emphasis": [4], "note": "Heures déclarées par le client, non mesurées."},
        section("Points douloureux", 2),
        chart("À gauche", "half"),
        chart("À droite", "half"),
        section("Détail", 3),
        {"block": "paragraph", "tone": "normal", "text": "Un paragraphe courant. " * 12},
        "## Mot du consultant\n\nLe **dirigeant** a été clair : *pas de saisie double*. "
        "Voir [le guide](https://example.org/guide) et `kit check`.\n\n"
        "1. d’abord les relances\n2. puis les factures\n   - fournisseurs\n   - clients\n\n"
        "| Étape | Durée |\n|---|--:|\n| Cadrage | 2 j |\n| Test | 3 j |\n\n> Une citation.\n\n"
        "<!-- note interne : ne pas montrer -->\n\n![schéma](attachment:pixel.png)",
        section("Priorités"),
        table("Ordre de priorité", rows(40)),
        section("Automatisations"),
        callout("go", "Feu vert"),
        callout("win", "Gain rapide", 2),
        section("Étude économique"),
        cards(3),
        section("Plan d’action"),
        chart("Plan sur 30 jours", height=900),
        {"block": "paragraph", "tone": "muted", "text": "Jours fériés pris en compte."},
    ]


def notebook(
    content: list[dict[str, Any] | str] | None = None, kit: dict[str, str] | None = None
) -> NotebookNode:
    """The executed notebook of *content*; `kit` is what the compose step wrote, if it did."""
    made = nbformat.v4.new_notebook()
    said = {
        "lang": "fr",
        "title": "Rapport de diagnostic et plan d’action",
        "client": "Cabinet Rivoire & Associés",
        "as_of": "2026-11-22",
        "version": "1.0",
        "short": "a1b2c3d4",
        "author": "Camille Astruc",
    }
    made.metadata["kit"] = said if kit is None else kit
    for position, piece in enumerate(report_blocks() if content is None else content):
        made.cells.append(_cell(piece, position))
    return made


def _cell(piece: dict[str, Any] | str, position: int) -> NotebookNode:
    if isinstance(piece, str):
        cell = nbformat.v4.new_markdown_cell(piece)
        cell["attachments"] = {"pixel.png": {"image/png": PIXEL}}
    else:
        data = {"text/html": "<p>unused</p>", BLOCK_MIME: piece, "text/plain": "unused"}
        outputs = [
            nbformat.v4.new_output("stream", name="stderr", text="SECRET-STDERR"),
            nbformat.v4.new_output("display_data", data=data),
        ]
        cell = nbformat.v4.new_code_cell("SECRET_SOURCE = 1", outputs=outputs, execution_count=1)
    cell["id"] = f"cell-{position}"
    return cell
