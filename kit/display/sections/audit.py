"""The check of the figures: what was checked, what does not hold, what it changes (M13, M18.1)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kit.analysis.cells import ranges
from kit.analysis.model import BusinessCase, Finding
from kit.display.figures import places
from kit.display.parts import Card, callout
from kit.display.parts import cards as card_block
from kit.display.sections import announced, trusted
from kit.display.tables import Column, right, table
from kit.display.words import Block, Words

SEVERITIES = ("error", "warning", "info")
_WEIGHTIEST = 3  # findings named in the verdict
_IN_MONTHS = ("gain_before_go_live", "decision_before_gate")  # figures: months of the project
_SAME: Mapping[str, float] = {"rel_tol": 1e-4, "abs_tol": 1e-6}  # written with six decimals
_WHOLE_FROM: Mapping[str, float] = {"EUR": 1_000, "h": 100}  # in a sentence
_ALIKE = 3  # findings of one rule, without an effect, from which they share a row


def found(words: Words, severity: str) -> list[Finding]:
    """The findings of *severity*: causes first, then the totals that follow from them.

    Of each, those that change the result most first.
    """
    cells = words.client.cells
    totals = {cell for path, cell in cells.items() if path.startswith("claims/")}
    listed = [one for one in words.analysis.findings if one.severity == severity]
    return sorted(listed, key=lambda one: (one.place in totals, -abs(one.change or 0.0)))


def weightiest(words: Words) -> list[Finding]:
    """The errors that change the result most."""
    return found(words, "error")[:_WEIGHTIEST]


def sentence(words: Words, finding: Finding) -> str:
    return words.sentence(f"analysis.finding.{finding.code}", _short(finding.params))


def _short(params: Mapping[str, object]) -> Mapping[str, object]:
    """*params* as a sentence reads best: no cents on thousands, no minutes on a hundred hours.

    Left as they are where the finding is about no more than that.
    """
    short = {name: _rounded(raw) for name, raw in params.items()}
    return (
        short if len({*map(str, short.values())}) == len({*map(str, params.values())}) else params
    )


def _rounded(raw: object) -> object:
    match raw:
        case (int() | float() as value, str() as unit):
            return (_whole(value, unit), unit)
        case (int() | float() as low, int() | float() as high, str() as unit):
            return (_whole(low, unit), _whole(high, unit), unit)
    return raw


def _whole(value: float, unit: str) -> float:
    kind = unit.partition("/")[0]
    if kind == "months":
        return round(value, 1)
    if abs(value) >= _WHOLE_FROM.get(kind, math.inf):
        return math.copysign(math.floor(abs(value) + 0.5), value)
    return value


def headline(words: Words) -> str | None:
    errors = len(found(words, "error"))
    return words.plural("headline.audit", errors) if errors else words("headline.audit_clean")


def intro(words: Words) -> str:
    """How many rules were applied, and that the workbook was not touched."""
    count = len(words.catalogue.rules)
    return words("section.audit.intro", count=words.numbers.number(count))


def cards(words: Words) -> list[Block]:
    number = words.numbers
    tones = {"error": "bad", "warning": "normal", "info": "normal"}
    made = [
        Card(
            words("card.rules_applied"),
            number.number(len(words.catalogue.rules)),
            words("card.rules_applied_note"),
        )
    ]
    for severity in SEVERITIES:
        count = len(found(words, severity))
        tone = tones[severity] if count else "good"
        note = words(f"card.{severity}_note")
        made.append(Card(words(f"card.{severity}"), number.number(count), note, tone))
    case = words.analysis.business_case
    if case is not None and case.returns is not None and trusted.overstated(case):
        right_one = trusted.returns_of(case) or case.returns
        change = number.money(right_one.net - case.returns.net)
        months = number.number(case.horizon)
        tone = "bad" if right_one.net < case.returns.net else "good"
        made.append(
            Card(words("card.effect"), change, words("card.effect_note", months=months), tone)
        )
    return card_block(words, made)


def verdict(words: Words) -> list[Block]:
    """One sentence on the result, then the errors that weigh most."""
    case, errors = words.analysis.business_case, found(words, "error")
    items = [with_effect(words, one) for one in weightiest(words)]
    more = len(errors) - len(items)
    if more:
        items.append(words.plural("audit.more", more))
    if case is not None and (said := _result(words, case)):
        return callout("stop", said, words("audit.corrected_how"), items)
    if errors:
        return callout("stop", words.plural("audit.errors", len(errors)), None, items)
    if found(words, "warning"):
        return callout("info", words("audit.no_error"), words("audit.to_check"))
    return callout("go", words("audit.no_error"), words("audit.holds"))


def _result(words: Words, case: BusinessCase) -> str | None:
    """ "581 400 € annoncés sur 24 mois, −12 000 € une fois recalculés"."""
    right_one, written = trusted.returns_of(case), announced.promised(words, case)
    if right_one is None or written is None:
        return None
    money, months = words.numbers.money, words.numbers.number(case.horizon)
    key = "claimed" if "net_total" in announced.claims(words, case) else "as_listed"
    params = {"written": money(written), "net": money(right_one.net), "months": months}
    return words(f"audit.result_{key}", **params)


def with_effect(words: Words, finding: Finding) -> str:
    """The finding, and what it changes when that is known."""
    said, changed = sentence(words, finding), effect(words, finding)
    return words("audit.with_effect", finding=said, effect=changed) if changed else said


# -- findings ---------------------------------------------------------------------------------


def errors(words: Words) -> list[Block]:
    return _findings(words, "error")


def warnings(words: Words) -> list[Block]:
    return _findings(words, "warning")


def remarks(words: Words) -> list[Block]:
    return _findings(words, "info")


def _findings(words: Words, severity: str) -> list[Block]:
    """Place, what does not hold, written, computed, what setting it right changes."""
    listed = found(words, severity)
    rows = [
        [
            _places(words, alike),
            _said(words, alike),
            value(words, alike[0], "written"),
            value(words, alike[0], "computed"),
            effect(words, alike[0]),
        ]
        for alike in _together(listed)
    ]
    columns = [
        Column("place", width=0.17),
        Column("finding"),
        right("written"),
        right("computed"),
        right("change"),
    ]
    for empty in [at for at in (4, 3, 2, 0) if not any(row[at] for row in rows)]:
        del columns[empty]
        rows = [[*row[:empty], *row[empty + 1 :]] for row in rows]
    caption = words.plural(f"table.findings_{severity}.caption", len(listed))
    return table(words, f"findings-{severity}", caption, columns, rows)


def _together(listed: Sequence[Finding]) -> list[list[Finding]]:
    """Findings in rows: many of one rule that change no figure share theirs."""
    rows: list[list[Finding]] = []
    for finding in listed:
        mute = finding.change is None and finding.computed is None
        alike = [one for one in listed if one.code == finding.code and one.change is None]
        if not mute or len(alike) < _ALIKE:
            rows.append([finding])
        elif finding is alike[0]:
            rows.append(alike)
    return rows


def _places(words: Words, alike: Sequence[Finding]) -> str:
    """The cell of the finding, then those it rests on; none: the workbook as a whole."""
    main = [one.place for one in alike if one.place]
    others = [place for one in alike for place in one.places if place not in main]
    if not main and not others:
        return words("findings.whole")
    return "\n".join(places(ranges(cells)) for cells in (main, others) if cells)


def _said(words: Words, alike: Sequence[Finding]) -> str:
    """The sentences, then what it entails when no figure says so."""
    said = [sentence(words, one) for one in alike]
    first = alike[0]
    if first.effect and first.change is None:
        said.append(words.sentence(first.effect, first.params))
    return "\n".join(dict.fromkeys(said))


def value(words: Words, finding: Finding, side: str) -> str:
    """A figure as written or computed, with its unit; both ends of a range, once if equal."""
    raw = getattr(finding, side)
    if raw is None:
        return ""
    stated = finding.params.get(side)
    if isinstance(stated, tuple) and len(stated) == 2:
        return _amount(words, *stated)
    parts = dict.fromkeys(_figure(words, finding, part) for part in str(raw).split(" / "))
    return "\n".join(parts)


def _figure(words: Words, finding: Finding, raw: str) -> str:
    """*raw* with the unit of the param that holds the same figure, else as a plain number."""
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not math.isfinite(value):  # a text that Python reads as one: "inf", "nan", "1e999"
        return raw
    if finding.code in _IN_MONTHS:
        return words("horizon.month_of", month=words.numbers.number(value))
    unit = unit_of(finding, value)
    return _amount(words, value, unit) if unit else words.numbers.number(value)


def unit_of(finding: Finding, value: float) -> str:
    """The unit of the param that holds the same figure, alone or as an end of a range, or of
    the change; "": none does."""
    for param in finding.params.values():
        match param:
            case (*known, str() as unit) if any(_is(value, one) for one in known):
                return unit
    if finding.change is not None and math.isclose(abs(finding.change), value, **_SAME):
        return finding.change_unit
    return ""


def _is(value: float, known: object) -> bool:
    return isinstance(known, int | float) and math.isclose(known, value, **_SAME)


def _amount(words: Words, value: float, unit: str) -> str:
    """As short as a column of figures allows: no cents, no minutes over a day's work."""
    number = words.numbers
    match unit.partition("/")[0]:
        case "h":
            return number.hours(value)
        case "EUR":
            return number.money(value)
        case "months":
            return words.quantity(round(value, 1), unit)
    return words.quantity(value, unit)


def effect(words: Words, finding: Finding) -> str:
    """ "−12 000 € par an", "−18 h par an"."""
    return _change(words, finding, finding.change)


def weight(words: Words, finding: Finding) -> str:
    """The same, whatever its way: "12 000 € par an"; "" when it is not known or nothing."""
    return _change(words, finding, abs(finding.change) if finding.change else None)


def _change(words: Words, finding: Finding, change: float | None) -> str:
    if change is None:
        return ""
    period = finding.change_unit.partition("/")[2]
    written = _amount(words, change, finding.change_unit)
    return words(f"audit.per_{period}", amount=written) if period else written
