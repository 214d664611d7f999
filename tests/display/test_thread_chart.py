"""The thread as a picture: what it says, what it groups, where it breaks."""

from __future__ import annotations

from dataclasses import replace

from kit.analysis.model import Analysis, ThreadRow
from kit.analysis.variants import net_month_range
from kit.display.show import Show
from tests.display.money_samples import a_cost_line, a_line
from tests.display.samples import words


def a_row(
    pain: str | None, action: str | None, amount: float | None, **fields: object
) -> ThreadRow:
    gains = ("gain-1",) if amount is not None else ()
    row = ThreadRow(pain, None, action, gains, None, amount, None, None)
    return replace(row, **fields)  # type: ignore[arg-type]


def shown(*rows: ThreadRow, lang: str = "fr") -> list[dict[str, object]]:
    whole = words(lang=lang)
    analysis: Analysis = replace(whole.analysis, thread=rows)
    return Show(replace(whole, analysis=analysis)).blocks("chart", "thread")


def plain(text: object) -> str:
    return str(text).replace("\u202f", " ")


def test_without_a_thread_there_is_no_picture() -> None:
    assert shown() == []
    assert shown(a_row(None, None, None, need="Indicateur")) == []


def test_the_caption_says_how_much_hangs_together_and_what_carries_it() -> None:
    (block,) = shown(a_row("Relances oubliées", "Relancer", 750.0), a_row("Devis", "Suivre", 250.0))
    assert "2 fils mènent d’un problème à 1 000 €" in plain(block["caption"])
    assert "75 % par « Relancer »" in plain(block["caption"])
    assert str(block["caption"]) in str(block["alt"])


def test_what_goes_back_to_no_problem_is_not_counted_with_the_rest() -> None:
    (block,) = shown(a_row("Devis", "Suivre", 250.0), a_row(None, "Portail", 9_000.0))
    assert "Un fil mène d’un problème à 250 €" in plain(block["caption"])
    assert "9 000 € de plus ne remontent à aucun problème" in plain(block["caption"])


def test_a_thread_without_euros_says_where_it_stops() -> None:
    (block,) = shown(
        a_row("Devis", "Suivre", 250.0), a_row("Appels", "Noter", None), a_row("Tri", None, None)
    )
    assert "2 fils s’arrêtent avant un gain chiffré" in plain(block["caption"])
    rows = block["data"]["rows"]  # type: ignore[index]
    assert [row[-1] for row in rows[1:]] == ["sans gain chiffré", "sans action"]


def test_gains_counted_above_are_no_break() -> None:
    again = a_row("Appels", "Noter", None, gains=("gain-1",))
    (block,) = shown(a_row("Devis", "Suivre", 250.0), again)
    assert "arrêt" not in str(block["caption"])
    assert "déjà compté" in str(block["alt"])


def test_beyond_twelve_the_rest_is_one_row_and_no_euro_is_lost() -> None:
    rows = [a_row(f"Problème {n}", f"Action {n}", 100.0 + n) for n in range(20)]
    (block,) = shown(*rows)
    assert "8 autres fils" in plain(block["alt"])
    assert "2 190 €" in plain(block["caption"])  # 20 x 100 + 0 + 1 + … + 19
    assert len(block["data"]["rows"]) == 20  # type: ignore[index]


def test_the_net_moves_from_every_line_at_its_worst_to_every_line_at_its_best() -> None:
    lines = [
        a_line(month=100.0, low=0.5, high=1.2),
        a_cost_line(month=40.0, low=0.75, high=1.5),
    ]
    assert net_month_range(lines, 24) == (100 * 0.5 - 40 * 1.5, 100 * 1.2 - 40 * 0.75)
