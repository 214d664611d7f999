"""slides.pptx: ten slides for an owner, in a quarter of an hour.

The story is in slide_story, the pens in slide_parts, the look in slide_theme; here each
slide is laid out on the grid. Same engagement, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.brand import load_brand
from kit.deliverable.office_file import clean, describe, seal
from kit.deliverable.pictures import logo_png
from kit.deliverable.slide_fit import Para, height_of, shortened, sized
from kit.deliverable.slide_panels import GAP, Placed, fit_columns
from kit.deliverable.slide_parts import Box, Pen, card_height, fitted, size_of
from kit.deliverable.slide_pieces import Page, say, source
from kit.deliverable.slide_story import pages
from kit.deliverable.slide_theme import (
    BOTTOM,
    COVER_BAND,
    MARGIN,
    TITLE_TOP,
    WIDE,
    empty_deck,
)
from kit.display import signature
from kit.display.sections import scenario, summary
from kit.display.words import Words

_UNDER_TITLE, _HIGHEST = 0.36, 1.5  # [in]
_WIDTH = WIDE - 2 * MARGIN
_LEFT_WIDTH = 8.15  # [in] of a picture with something beside it
_NARROW = 3.2  # [in] least width of what stands beside
_ALONE = 8.4  # [in] a panel by itself: longer lines are hard to read
_FLAT = 0.32  # height over width under which a picture stands above, not beside
_LARGE = 1.1  # scale from which the words of a drawing are easily read
_FLAT_HEIGHT = 2.5  # [in] of such a picture
_READABLE, _LEAD_HEIGHT = 10.6, 2.0  # [in] of a sentence
_LOGO_PPI = 600.0  # [dots per inch] a logo is small and looked at closely
_CARDS, _CARDS_ALONE, _CARD_BESIDE = 1.4, 1.7, 1.3  # [in] least heights
_LEAD_SIZES = (20.0, 18.0, 16.0, 14.0)
_COVER_SIZES = (40.0, 36.0, 32.0)
_LINES, _LINE_SIZE = 4, 14.0  # of the cover: date, version, by whom, for whom


def write_slides(path: Path, words: Words) -> None:
    """Write the deck of *words* to *path*: always ten slides."""
    brand, company = load_brand(), words.client.company
    deck = empty_deck(brand, words.texts)
    describe(
        deck.core_properties,
        title=say(words, "title", client=company.name),
        author=signature.author_of(words.client),
        lang=words.texts.lang,
        as_of=words.analysis.as_of.isoformat(),
    )
    cover, layout = deck.slide_layouts
    block = summary.cover(words)[0]
    foot = _foot(company.name, signature.confidentiality(words), scenario.named(words))
    _cover(Pen(deck.slides.add_slide(cover), brand, words.texts, []), words, block, foot)
    for page in pages(words):
        pen = Pen(deck.slides.add_slide(layout), brand, words.texts, [])
        top = TITLE_TOP + pen.title(page.title) + _UNDER_TITLE
        _lay_out(pen, page, max(top, _HIGHEST))
        pen.foot(foot)
        cut = [say(words, "notes.whole", text=text) for text in pen.cut]
        _speak(pen, [*cut, *page.notes])
    seal(path, deck.save)


def _foot(client: str, confidentiality: str, named: str) -> str:
    """Scenario, client and confidentiality; the client once when that line names it."""
    owner = "" if client in confidentiality else client
    return " · ".join(part for part in (named, owner, confidentiality) if part)


def _cover(pen: Pen, words: Words, block: dict[str, Any], foot: str) -> None:
    """The client and the promise on the accent, who and when under it."""
    title, subtitle = pen.slide.placeholders
    wide = title.width / 914_400
    size, said = sized(say(words, "cover"), _COVER_SIZES, wide, 2.2, bold=True)
    pen.fill(title.text_frame, [Para(said, size, "paper", bold=True)])
    size, client = sized(block["client"], (22.0, 20.0, 18.0), wide, 0.75)
    pen.fill(subtitle.text_frame, [Para(client, size, "paper")])
    logo = logo_png(pen.brand, _LOGO_PPI)
    room = _WIDTH - (3.4 if logo else 0.0)
    lead = Para(say(words, "cover_lead"), 18, "accent", bold=True)
    pen.text((MARGIN, COVER_BAND + 0.3, room, 0.4), [lead])
    top = COVER_BAND + 0.85
    lines = [words.pair(label, value) for label, value in block["lines"]]
    paras = [
        Para(shortened(line, _LINE_SIZE, room, 1), _LINE_SIZE, "muted", above=4)
        for line in lines[:_LINES]
    ]
    pen.text((MARGIN, top, room, height_of(paras, room)), paras)
    if logo:
        alt = pen.brand.logo_alt or say(words, "logo", firm=pen.brand.firm)
        pen.logo(logo, (WIDE - MARGIN - 3.0, COVER_BAND + 0.4, 3.0, 1.2), alt)
    pen.foot(foot, numbered=False)
    _speak(pen, [source(words)])


def _lay_out(pen: Pen, page: Page, top: float) -> None:
    """From the top: the lead, a row of cards, then the picture and the panels."""
    if page.lead:
        top += _lead(pen, page.lead, top) + GAP
    if page.cards and not page.beside:
        top += _row(pen, page, top) + (GAP if page.pictures else 1.5 * GAP)
    picture = _chosen(page, top)
    if picture is None:
        _columns(pen, page, top)
    elif not page.panels and not page.beside:
        pen.picture((MARGIN, top, _WIDTH, BOTTOM - top), picture)
    elif _is_flat(picture) and not page.beside:
        used = fitted(picture["svg"], (MARGIN, top, _WIDTH, _FLAT_HEIGHT))
        pen.picture(used, picture)
        _columns(pen, page, used[1] + used[3] + GAP)
    else:
        used = fitted(picture["svg"], (MARGIN, top, _LEFT_WIDTH, BOTTOM - top))
        pen.picture(used, picture)
        left = min(used[0] + used[2] + 1.5 * GAP, WIDE - MARGIN - _NARROW)
        _beside(pen, page, (left, top, WIDE - MARGIN - left, BOTTOM - top))


def _lead(pen: Pen, lead: str, top: float) -> float:
    """The sentence that sums up the page; the height it takes."""
    size, said = sized(lead, _LEAD_SIZES, _READABLE, _LEAD_HEIGHT)
    para = Para(said, size)
    high = height_of([para], _READABLE)
    pen.text((MARGIN, top, _READABLE, high), [para])
    return high


def _chosen(page: Page, top: float) -> dict[str, Any] | None:
    """The first drawing whose words are large enough there, else the one that is largest."""
    box = (MARGIN, top, _WIDTH, BOTTOM - top)
    scales = [_scale(one["svg"], box) for one in page.pictures]
    large = (one for one, scale in zip(page.pictures, scales, strict=True) if scale >= _LARGE)
    largest = page.pictures[scales.index(max(scales))] if scales else None
    return next(large, largest)


def _scale(svg: str, box: Box) -> float:
    return fitted(svg, box)[2] / size_of(svg)[0]


def _is_flat(picture: dict[str, Any]) -> bool:
    wide, high = size_of(picture["svg"])
    return high / wide < _FLAT


def _row(pen: Pen, page: Page, top: float) -> float:
    """Cards side by side; the height they take."""
    count = len(page.cards)
    wide = (_WIDTH - GAP * (max(count, 3) - 1)) / max(count, 3)
    height = max(card_height(page.cards, wide), _CARDS if page.pictures else _CARDS_ALONE)
    pen.cards([(MARGIN + at * (wide + GAP), top, wide, height) for at in range(count)], page.cards)
    return height


def _columns(pen: Pen, page: Page, top: float) -> None:
    """Panels side by side; those in colour as high as each other."""
    columns = page.columns
    if not columns:
        return
    count = len(columns)
    wide = _ALONE if count == 1 else (_WIDTH - 1.5 * GAP * (count - 1)) / count
    made = fit_columns(columns, [wide] * count, BOTTOM - top, pen.texts)
    single = all(len(column) == 1 and column[0].panel.tone != "plain" for column in made)
    height = max(column[0].height for column in made) if single else None
    for at, column in enumerate(made):
        _stack(pen, column, (MARGIN + at * (wide + 1.5 * GAP), top, wide), height)


def _stack(
    pen: Pen, column: Sequence[Placed], place: tuple[float, float, float], height: float | None
) -> None:
    left, top, width = place
    for placed in column:
        pen.panel((left, top, width, height or placed.height), placed)
        top += placed.height + GAP


def _beside(pen: Pen, page: Page, box: Box) -> None:
    """Cards, then panels, under each other beside the picture."""
    left, top, width, height = box
    if page.cards:
        top += _tower(pen, page, box)
    made = fit_columns([page.panels], [width], box[1] + height - top, pen.texts)
    _stack(pen, made[0], (left, top, width), None)


def _tower(pen: Pen, page: Page, box: Box) -> float:
    """Cards under each other; the height they take, with the gap after them."""
    left, top, width, room = box
    count, gap = len(page.cards), GAP * 0.6
    most = (room - gap * (count - 1)) / count
    lines = 2 if card_height(page.cards, width) <= most else 1
    height = min(max(card_height(page.cards, width, lines), _CARD_BESIDE), most)
    boxes = [(left, top + at * (height + gap), width, height) for at in range(count)]
    pen.cards(boxes, page.cards, lines)
    return count * (height + gap) - gap + GAP


def _speak(pen: Pen, said: Sequence[str]) -> None:
    """The speaker's notes, in the language of the deck."""
    frame = pen.slide.notes_slide.notes_text_frame
    pen.fill(frame, [Para(clean(one), 12) for one in said])
