"""What people type in a cell, and what it means; what is ambiguous is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.catalogue import load_catalogue
from kit.workbook.cells import Speech, parse
from kit.workbook.formats import built_in, custom
from kit.workbook.layout import Column, layout
from kit.workbook.privacy import personal_data
from kit.workbook.quantities import Fault
from kit.workbook.raw import Cell
from kit.workbook.words import is_total

CATALOGUE = load_catalogue()
LAYOUT = layout(CATALOGUE)
FREE = {kind: Column("free", kind) for kind in ("number", "money", "minutes", "percent")}


def meaning(column: Column, cell: Cell | str | float, lang: str = "fr") -> Any:
    """The value, or "!code" when the cell is refused."""
    if not isinstance(cell, Cell):
        cell = Cell("text", cell) if isinstance(cell, str) else Cell("number", float(cell))
    try:
        return parse(column, cell, Speech(lang, CATALOGUE.choices))
    except Fault as fault:
        return f"!{fault.code}"


def of(block: str, field: str) -> Column:
    return LAYOUT.block(block).column(field)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12 500", 12500),
        ("12\u00a0500", 12500),
        ("12\u202f500,5", 12500.5),
        ("1234.56", 1234.56),
        ("1 234 567,8", 1234567.8),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234.567", 1234567),
        ("1’234.50", 1234.5),
        ("12.5", 12.5),
        ("0.123", 0.123),
        ("1,234", 1.234),
        (",5", 0.5),
        ("−12", -12),
        ("+ 3", 3),
        ("１２３", 123),
        (" 7 ", 7),
        ("1.234", "!ambiguous_number"),
        ("12.345", "!ambiguous_number"),
        ("-1.234", "!ambiguous_number"),
        ("environ 15", "!text_in_number"),
        ("10-15", "!text_in_number"),
        ("15 ?", "!text_in_number"),
        ("1 23", "!text_in_number"),
        ("12 34 567", "!text_in_number"),
        ("1e5", "!text_in_number"),
        ("10²", "!text_in_number"),
        ("½", "!text_in_number"),
        ("٣", "!text_in_number"),
        ("12,", "!text_in_number"),
        ("(12)", "!text_in_number"),
        ("--5", "!text_in_number"),
        ("9" * 80, "!text_in_number"),
        ("n/a", "!text_in_number"),
        ("#N/A", "!cell_error"),
    ],
)
def test_numbers(typed: str, expected: float | str) -> None:
    assert meaning(FREE["number"], typed) == expected


def test_a_comma_before_three_digits_has_two_readings_in_english_only() -> None:
    assert meaning(FREE["number"], "1,234", "fr") == 1.234
    assert meaning(FREE["number"], "1,234", "en") == "!ambiguous_number"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1 234,56 €", 1234.56),
        ("1234.56€", 1234.56),
        ("€ 1,234.56", 1234.56),
        ("-€12", -12),
        ("EUR 12", 12),
        ("12 euros", 12),
        ("12€50", 12.5),
        ("5,4 k€", 5400),
        ("5.4K€", 5400),
        ("2 M€", 2_000_000),
        ("30 € HT", 30),
        ("30 € H.T.", 30),
        ("30 € TTC", "!tax_included"),
        ("$30", "!other_currency"),
        ("30 CHF", "!other_currency"),
        ("30 £", "!other_currency"),
        ("30 €/mois", "!other_rhythm"),
        ("30 €/trim", "!other_rhythm"),  # a word unknown is no reason to take the figure
        ("12 €/utilisateur/mois", "!other_rhythm"),
        ("12 €/unité", 12),
        ("1.234 €", "!ambiguous_number"),
        ("12 k", "!text_in_number"),
        ("100 à 200 €", "!text_in_number"),
        ("gratuit", "!text_in_number"),
        ("8 %", "!text_in_number"),
    ],
)
def test_amounts(typed: str, expected: float | str) -> None:
    assert meaning(FREE["money"], typed) == expected


def test_an_amount_may_repeat_the_rhythm_of_its_column() -> None:
    assert meaning(of("roles", "hourly_cost"), "35 €/h") == 35
    assert meaning(of("company", "tool_budget"), "100 € par mois") == 100
    assert meaning(of("company", "tool_budget"), "1 200 €/an") == "!other_rhythm"


def test_a_count_may_repeat_the_unit_of_its_column() -> None:
    assert meaning(of("processes", "volume_month"), "50 / mois") == 50
    assert meaning(of("processes", "volume_month"), "2 par jour") == "!other_unit"
    assert meaning(of("register", "retention_months"), "24 mois") == 24
    assert meaning(of("register", "retention_months"), "3 ans") == "!other_unit"
    assert meaning(of("company", "staff"), "14 salariés") == 14


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("90", 90),
        ("15 min", 15),
        ("15mn", 15),
        ("15'", 15),
        ("1h", 60),
        ("12h30", 750),
        ("1 h 15", 75),
        ("1h15min", 75),
        ("1,5 h", 90),
        ("1.5 hours", 90),
        ("1 heure et 30 minutes", 90),
        ("2 min 30", 2.5),
        ("30 s", 0.5),
        ("00:15", 15),
        ("1:30:30", 90.5),
        ("1h75", "!text_in_number"),
        ("1,5h30", "!text_in_number"),
        ("1 jour", "!text_in_number"),
        ("15 min/jour", "!text_in_number"),
        ("10-15 min", "!text_in_number"),
        ("environ 15 min", "!text_in_number"),
        ("1.234 h", "!ambiguous_number"),
        ("1,30 h", "!ambiguous_duration"),  # 78 minutes, or an hour and a half?
        ("2.15h", "!ambiguous_duration"),
        ("0,25 h", 15),
        ("1,50 h", 90),
        ("1,75 h", 105),
        ("½ h", "!text_in_number"),
    ],
)
def test_durations(typed: str, expected: float | str) -> None:
    assert meaning(FREE["minutes"], typed) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("time", 900.0, "time"), 15),  # 00:15
        (Cell("time", 90_000.0, "elapsed"), 1500),  # [h]:mm, 25:00
        (Cell("time", 87_300.0, "time"), "!time_in_number"),  # shown 00:15, a day more
        (Cell("number", 1.5, unit="h"), 90),
        (Cell("number", 15.0, unit="min"), 15),
        (Cell("number", 2.0, unit="jours"), "!text_in_number"),
        (Cell("number", 0.5, "percent"), "!percent_in_number"),
        (Cell("date", "2026-05-12", "date"), "!date_in_number"),
        (Cell("bool", True), "!text_in_number"),
    ],
)
def test_cells_of_durations_that_are_not_text(cell: Cell, expected: float | str) -> None:
    assert meaning(FREE["minutes"], cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("8 %", 0.08),
        ("12,5%", 0.125),
        ("8 pour cent", 0.08),
        ("0,08", 0.08),
        ("0", 0),
        ("100 %", 1),
        (0.08, 0.08),
        (Cell("number", 0.08, "percent"), 0.08),
        (Cell("number", 1.0, "percent"), 1),
        ("8", "!ambiguous_percent"),
        (8, "!ambiguous_percent"),
        (1, "!ambiguous_percent"),
        (Cell("number", 8.0, "percent"), "!above_maximum"),  # shown 800 %
        ("-3 %", "!below_minimum"),
        ("8 ‰", "!text_in_number"),
        ("5 à 8 %", "!text_in_number"),
    ],
)
def test_rates(cell: Cell | str | float, expected: float | str) -> None:
    assert meaning(of("processes", "error_rate"), cell) == expected


def test_an_amount_shown_in_thousands_is_worth_what_its_reader_sees() -> None:
    assert meaning(FREE["money"], Cell("number", 5.4, unit="k€")) == 5400
    assert meaning(FREE["money"], Cell("number", 5.4, unit="€")) == 5.4
    assert meaning(FREE["money"], Cell("number", 5.4, unit="$")) == "!other_currency"
    assert meaning(FREE["number"], Cell("number", 5.4, unit="k")) == "!text_in_number"
    assert meaning(FREE["number"], Cell("number", 50.0, unit="%")) == "!percent_in_number"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (4, 4),
        ("4", 4),
        ("4/5", 4),
        (6, "!not_on_scale"),
        (0, "!not_on_scale"),
        (3.5, "!not_on_scale"),
        ("3,5", "!not_on_scale"),
        ("fort", "!not_on_scale"),
        (Cell("date", "2026-05-04", "date"), "!date_in_number"),  # "4/5" changed by Excel
    ],
)
def test_notes_on_a_scale(cell: Cell | str | float, expected: int | str) -> None:
    assert meaning(of("priorities", "impact"), cell) == expected


def test_whole_numbers_and_their_bounds() -> None:
    staff = of("company", "staff")
    assert meaning(staff, 14.0000000001) == 14
    assert isinstance(meaning(staff, 14), int)
    assert meaning(staff, 14.5) == "!not_whole"
    assert meaning(staff, -1) == "!below_minimum"
    assert meaning(staff, "100 001") == "!above_maximum"


@pytest.mark.parametrize(
    ("typed", "fr", "en"),
    [
        ("3 mars 2026", date(2026, 3, 3), date(2026, 3, 3)),
        ("3 March 2026", date(2026, 3, 3), date(2026, 3, 3)),
        ("March 3, 2026", date(2026, 3, 3), date(2026, 3, 3)),
        ("1er mai 2026", date(2026, 5, 1), date(2026, 5, 1)),
        ("3 févr. 2026", date(2026, 2, 3), date(2026, 2, 3)),
        ("3 AOUT 2026", date(2026, 8, 3), date(2026, 8, 3)),
        ("lundi 2 mars 2026", date(2026, 3, 2), date(2026, 3, 2)),
        ("mardi 2 mars 2026", "!wrong_weekday", "!wrong_weekday"),
        ("03/03/26", date(2026, 3, 3), date(2026, 3, 3)),
        ("3.3.2026", date(2026, 3, 3), date(2026, 3, 3)),
        ("2026-03-03", date(2026, 3, 3), date(2026, 3, 3)),
        ("2026-03-03T00:00:00", date(2026, 3, 3), date(2026, 3, 3)),
        ("03/04/2026", date(2026, 4, 3), "!ambiguous_date"),
        ("13/04/2026", date(2026, 4, 13), date(2026, 4, 13)),
        ("04/13/2026", "!not_a_date", date(2026, 4, 13)),
        ("31/02/2026", "!not_a_date", "!not_a_date"),
        ("3 mars", "!not_a_date", "!not_a_date"),
        ("mars 2026", "!not_a_date", "!not_a_date"),
        ("01/01/1900", "!date_out_of_range", "!date_out_of_range"),
        ("dès que possible", "!not_a_date", "!not_a_date"),
    ],
)
def test_dates(typed: str, fr: date | str, en: date | str) -> None:
    assert meaning(of("plan", "start"), typed, "fr") == fr
    assert meaning(of("plan", "start"), typed, "en") == en


def test_date_cells() -> None:
    start = of("plan", "start")
    assert meaning(start, Cell("date", "2026-03-03T10:30:00", "date")) == date(2026, 3, 3)
    assert meaning(start, Cell("date", "1900-01-05", "date")) == "!date_out_of_range"
    assert meaning(start, 46099) == "!not_a_date"


@pytest.mark.parametrize("typed", ["oui", "O", "x", "X", "✓", "✔", "vrai", "Yes", "y", "1", "Oui."])
def test_ways_to_say_yes(typed: str) -> None:
    assert meaning(of("processes", "critical"), typed) is True
    assert meaning(of("pains", "value"), typed) == "yes"
    assert meaning(of("prerequisites", "value"), typed) == "yes"


@pytest.mark.parametrize("typed", ["non", "N", "NO", "faux", "0", "✗"])
def test_ways_to_say_no(typed: str) -> None:
    assert meaning(of("processes", "critical"), typed) is False
    assert meaning(of("prerequisites", "value"), typed) == "no"


@pytest.mark.parametrize("typed", ["peut-être", "oui ?", "oui et non", "☒", "2", "-"])
def test_neither_yes_nor_no(typed: str) -> None:
    assert meaning(of("processes", "critical"), typed) == "!not_yes_or_no"


@pytest.mark.parametrize("value", [True, False])
def test_a_ticked_box_is_a_yes(value: bool) -> None:
    assert meaning(of("processes", "critical"), Cell("bool", value)) is value


@pytest.mark.parametrize("name", sorted(CATALOGUE.choices))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_of_every_list_is_read_in_both_languages_and_any_case(
    name: str, lang: str
) -> None:
    texts = Speech(lang, CATALOGUE.choices).texts
    column = Column("any", "choice", choices=name)
    for code in CATALOGUE.choices[name]:
        word = texts[f"choices.{name}.{code}"]
        for written in (word, word.upper(), f"  {word} ", code):
            assert meaning(column, written, lang) == code, written


@pytest.mark.parametrize(
    ("block", "field", "typed", "expected"),
    [
        ("processes", "domain", "RH", "hr"),
        ("processes", "domain", "Ressource humaine", "hr"),
        ("processes", "domain", "operations et logistique", "operations"),
        ("processes", "frequency", "mensuel", "monthly"),
        ("prerequisites", "value", "partiellement", "partly"),
        ("prerequisites", "value", "n/a", "na"),
        ("processes", "domain", "Ressources umaines", "!not_a_choice_near"),
        ("processes", "domain", "autre chose", "!not_a_choice"),
        ("plan", "closed_days", "samedi et dimanche", ("saturday", "sunday")),
        ("plan", "closed_days", "Samedis ; DIMANCHE", ("saturday", "sunday")),
        ("plan", "closed_days", "samedi, fériés", "!not_a_choice"),
    ],
)
def test_choices(block: str, field: str, typed: str, expected: object) -> None:
    assert meaning(of(block, field), typed) == expected


def test_a_text_column_keeps_what_was_typed() -> None:
    name = of("company", "name")
    assert meaning(name, "  L’Atelier\r\n ") == "L’Atelier"
    assert meaning(name, 2026) == "2026"
    assert meaning(name, 12.5) == "12,5"
    assert meaning(name, "=1+1") == "=1+1"


def test_lines_are_separated_by_line_ends_or_semicolons() -> None:
    assert meaning(of("company", "tools"), "Excel; Sage\n\n Outlook ;") == (
        "Excel",
        "Sage",
        "Outlook",
    )


@pytest.mark.parametrize("kind", ["text", "number", "date", "boolean"])
def test_errors_and_formulas_never_calculated_are_never_values(kind: str) -> None:
    assert meaning(Column("any", kind), Cell("error", "#DIV/0!")) == "!cell_error"
    assert meaning(Column("any", kind), Cell("uncalculated", "1+1")) == "!not_calculated"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("écrire à jean.dupont@example.org", "email"),
        ("06 12 34 56 78", "phone"),
        ("+33 6 12 34 56 78", "phone"),
        ("1 85 05 78 006 084 91", "nir"),
        ("FR76 3000 6000 0112 3456 7890 189", "iban"),
        ("Assistante de gestion", None),
        ("facture 2026-0612345678901", None),
        ("1 234 567,89", None),
    ],
)
def test_personal_data_is_recognised_by_its_form(text: str, kind: str | None) -> None:
    assert personal_data(text) == kind


@pytest.mark.parametrize(
    ("code", "family", "unit"),
    [
        ("General", "general", ""),
        ("0.00%", "percent", ""),
        ("dd/mm/yyyy", "date", ""),
        ("[$-40C]d mmmm yyyy;@", "date", ""),
        ("hh:mm", "time", ""),
        ("[h]:mm", "elapsed", ""),
        ("mm:ss", "time", ""),
        ('0.0" k€"', "general", "k€"),
        ('#,##0.0,"k€"', "general", "€"),  # already divided by the format
        ("#,##0.00\\ [$€-40C]", "general", "€"),
        ("#,##0.00 €", "general", "€"),
        ("[$$-409]#,##0.00", "general", "$"),
        ('0" min"', "general", "min"),
        ('[Red]-0;"dont show"', "general", ""),
        ("0.00E+00", "general", ""),
        ('"d"0', "general", "d"),
        ('#" "##0" €"', "general", "€"),
        ('0"h"00', "general", '#0"h"00'),  # 130 is shown as 1h30: neither 130 hours nor 130
        ("00\\:00", "general", "#00\\:00"),
    ],
)
def test_number_formats(code: str, family: str, unit: str) -> None:
    shown = custom(code)
    assert (shown.family, shown.unit) == (family, unit)


def test_built_in_number_formats() -> None:
    assert [built_in(n).family for n in (0, 9, 14, 20, 46)] == [
        "general",
        "percent",
        "date",
        "time",
        "elapsed",
    ]


SEPARATORS = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ""])


@given(
    cents=st.integers(0, 10**12), space=SEPARATORS, sign=st.sampled_from(["", " €", "€", " EUR"])
)
def test_any_amount_written_the_french_way_reads_back(cents: int, space: str, sign: str) -> None:
    whole, rest = divmod(cents, 100)
    written = f"{whole:,}".replace(",", space) + f",{rest:02}{sign}"
    assert meaning(FREE["money"], written) == cents / 100


@given(minutes=st.integers(0, 5999))
def test_any_duration_in_hours_and_minutes_reads_back(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    for written in (f"{hours}h{rest:02}", f"{hours} h {rest} min", f"{minutes} min", f"{minutes}"):
        assert meaning(FREE["minutes"], written) == minutes


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_date_reads_back_in_all_accepted_forms(day: date) -> None:
    from babel.dates import format_date

    start = of("plan", "start")
    forms = [day.strftime("%d/%m/%Y"), day.strftime("%d/%m/%y"), day.isoformat()]
    forms += [format_date(day, width, locale="fr") for width in ("long", "full", "medium")]
    assert [meaning(start, form, "fr") for form in forms] == [day] * len(forms)
    english = [format_date(day, width, locale="en_GB") for width in ("long", "full", "medium")]
    assert [meaning(start, form, "en") for form in english] == [day] * len(english)


@given(
    text=st.text(max_size=60) | st.text("0123456789 .,€%hmin-/:'", max_size=20),
    lang=st.sampled_from(["fr", "en"]),
)
def test_no_text_makes_a_parser_fail(text: str, lang: str) -> None:
    for block in LAYOUT.blocks:
        for column in block.columns:
            if column.kind not in ("computed", "shown"):
                meaning(column, text, lang)


@given(text=st.text("0123456789 .,", min_size=1, max_size=12))
def test_a_figure_is_never_read_with_other_digits_than_its_own(text: str) -> None:
    value = meaning(FREE["number"], text)
    if not isinstance(value, str):
        digits = "".join(char for char in text if char.isdigit()).lstrip("0")
        assert f"{Decimal(repr(value)):f}".replace(".", "").strip("0") == digits.strip("0")


@pytest.mark.parametrize("column", ["number", "money", "minutes", "percent"])
def test_a_figure_cut_by_its_format_is_never_read(column: str) -> None:
    cell = Cell("number", 1.0, unit=custom('0"h"00').unit)
    assert str(meaning(FREE[column], cell)).startswith("!")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S/Total", True),
        ("TOTAL HT (€)", True),
        ("Total heures 2026", True),
        ("Moyenne", True),
        ("Total Énergies, factures", False),
        ("Comptable", False),
    ],
)
def test_total_rows_are_known_by_their_words(text: str, expected: bool) -> None:
    assert is_total(text) is expected
