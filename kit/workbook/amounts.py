"""Amounts in euros excluding tax, as people write them: "1 234,56 €", "5,4 k€", "35 €/h"."""

from __future__ import annotations

import re
from decimal import Decimal

from kit.workbook.quantities import Fault, split, unit_words
from kit.workbook.words import fold, tidy

_EURO = r"(?:€|eur\b|euros?\b)"
_LEADING = re.compile(rf"([-+]?) ?{_EURO}(.*)", re.IGNORECASE)
_CENTS = re.compile(r"([0-9]{1,9}) ?€ ?([0-9]{2})")
_FOREIGN = re.compile(
    r"[$£¥₣]|\b(usd|gbp|chf|cad|jpy|dollars?|pounds?|francs?|dhs?|mad|xof|fcfa)\b", re.IGNORECASE
)
_TAX_INCLUDED = re.compile(r"\bt\.?t\.?c\b|\binc(l\.?|luding|luding)? (vat|tax)", re.IGNORECASE)
_TAX_EXCLUDED = re.compile(r"\bh\.?t\b\.?|\bexcl?\.? (vat|tax)|\bhors taxes?\b", re.IGNORECASE)
_PER = re.compile(r"(?:/|\bpar\b|\bper\b|\b(?:de )?l')\s*(.+)", re.IGNORECASE)
_SCALE = re.compile(rf"(k|mille|m|millions? d'|)\s*({_EURO}|)", re.IGNORECASE)


def euros(text: str, lang: str, per: str | None) -> Decimal:
    """The amount that *text* writes; *per* is the unit the column is per, if any ("hour").

    >>> euros("1 234,56 €", "fr", None), euros("5,4 k€", "fr", None), euros("35 €/h", "fr", "hour")
    (Decimal('1234.56'), Decimal('5400.0'), Decimal('35'))
    """
    written = tidy(text)
    cents = _CENTS.fullmatch(written)
    if cents:
        return Decimal(f"{cents[1]}.{cents[2]}")
    if _FOREIGN.search(written):
        raise Fault("other_currency")
    if _TAX_INCLUDED.search(written):
        raise Fault("tax_included")
    leading = _LEADING.fullmatch(written)
    if leading:
        written = f"{leading[1]}{leading[2].strip()} €"
    value, suffix = split(written, lang)
    suffix = _TAX_EXCLUDED.sub("", suffix).strip()
    rhythm = _PER.search(suffix)
    if rhythm:
        # A price that is per nothing may say "per unit"; a word unknown is no reason to trust it.
        if unit_words().get(fold(rhythm[1])) != (per or "times"):
            raise Fault("other_rhythm")
        suffix = suffix[: rhythm.start()].strip()
    scale = _SCALE.fullmatch(suffix)
    if scale is None or (scale[1] and not scale[2]):  # "12 k" of what?
        raise Fault("text_in_number")
    factor = {"": 1, "k": 1_000, "mille": 1_000}.get(scale[1].casefold(), 1_000_000)
    return value * factor
