"""Process maps: every step readable at both widths, in words as in the drawing, over whole rows."""

from __future__ import annotations

import re

import pytest

from kit.client import Client
from kit.display import style
from kit.display.flows import Node, process_maps
from kit.display.show import Show
from tests.clients import a_client, a_process, a_step
from tests.display.overlaps import all_faults, drawn_sheets
from tests.display.samples import HOSTILE, words

NAME = "Vérifier avec le service commercial que la commande correspond au devis accepté"
HALF_PAGE = 5.5  # [in]


def a_long_process(text: str = NAME, steps: int = 30) -> Client:
    """*steps* steps of 80 characters, every fourth a decision."""
    made = [
        a_step(
            action=f"{text} ?" if n % 4 == 2 else text,
            actor=("Assistant", text, "Excel")[n % 3],
            condition=text if n % 4 == 2 else None,
            if_yes=text,
            if_no=None if n == 6 else text,
        )
        for n in range(steps)
    ]
    return a_client(processes=(a_process(trigger=text, tools=("Excel",)),), steps=tuple(made))


@pytest.mark.parametrize("text", [NAME, HOSTILE[:110]])
def test_thirty_long_steps_are_readable_at_both_widths(text: str) -> None:
    with drawn_sheets() as sheets:
        made = Show(words(a_long_process(text))).drawn("flow", "top")
    assert all_faults(sheets) == []
    assert {sheet.width for sheet in sheets} == {style.WIDTH, style.PHONE}
    assert all(sheet.height < HALF_PAGE for sheet in sheets if sheet.width == style.WIDTH)
    charts = [block for block in made if block["block"] == "chart"]
    assert len(charts) > 1 and all("phone" in block for block in charts)


def test_no_name_of_eighty_characters_is_cut() -> None:
    with drawn_sheets() as sheets:
        process_maps([Node("start", NAME), Node("step", NAME, "Assistant"), Node("end", NAME)], "m")
    assert not [box.text for sheet in sheets for box in sheet.boxes if "…" in box.text]


def test_a_map_is_cut_at_the_same_steps_at_both_widths() -> None:
    nodes = [Node("start", NAME), *(Node("step", NAME, NAME, number=str(n)) for n in range(30))]
    nodes.append(Node("end", "Fin"))
    wide = process_maps(nodes, "m")
    with style.on_phone():
        narrow = process_maps(nodes, "m")
    assert len(wide) > 1
    assert [one.nodes for one in wide] == [one.nodes for one in narrow]
    assert [node for one in wide for node in one.nodes] == nodes


def test_the_words_of_a_map_tell_all_its_steps_in_order() -> None:
    client = a_long_process(steps=33)  # three more than are drawn
    blocks = [b for b in Show(words(client)).blocks("flow", "top") if b["block"] == "chart"]
    numbers = [row[0] for block in blocks for row in block["data"]["rows"]]
    assert numbers == [str(n) for n in range(1, 34)]
    told = [n for block in blocks for n in re.findall(r"(?:: |; )(\d+)\. ", block["alt"])]
    assert told == numbers
    assert "(critère" in blocks[0]["alt"]
    assert {row[1] for row in blocks[0]["data"]["rows"]} == {
        "Assistant",
        NAME,
        "Excel (automatique)",
    }


def test_a_question_keeps_both_its_words_and_its_criterion() -> None:
    steps = (a_step(action="Est-ce urgent ?", condition="délai < 2 jours", if_yes="Appeler"),)
    client = a_client(processes=(a_process(),), steps=steps)
    with drawn_sheets() as sheets:
        [block] = [b for b in Show(words(client)).blocks("flow", "top") if b["block"] == "chart"]
    drawn = " ".join(box.text.replace("\n", " ") for box in sheets[0].boxes)
    assert "Est-ce urgent ?" in drawn and "délai < 2 jours" in drawn
    assert "(critère" in block["alt"] and "oui : Appeler" in block["alt"].replace("\u202f", " ")


def test_a_step_without_an_actor_is_told_without_one() -> None:
    client = a_client(processes=(a_process(),), steps=(a_step(action="Classer"),))
    [block] = [b for b in Show(words(client)).blocks("flow", "top") if b["block"] == "chart"]
    assert "1. Classer" in block["alt"]
