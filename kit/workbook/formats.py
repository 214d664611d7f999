"""What a number format shows: a percentage, a date, a time, a unit written after the figure.

Ids under 164 are built into Excel (ECMA-376 part 1, 18.8.30); others come as a code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BUILT_IN = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "date"),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "time"),
    46: "elapsed",
}
_QUOTED = re.compile(r'"([^"]*)"?|\\(.)|[_*](.)', re.DOTALL)
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_WITHIN = re.compile(r"[0#?](\x00+)(?=[0#?])")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    family: str = "general"  # general, percent, date, time, elapsed
    unit: str = ""  # literal text shown beside the figure


def built_in(number: int) -> NumberFormat:
    """The format of a built-in id; unknown ids show the figure as it is."""
    return NumberFormat(_BUILT_IN.get(number, "general"))


def custom(code: str) -> NumberFormat:
    """The format of a code such as ``0.0" k€"``; only its first section (numbers > 0) counts.

    >>> custom('#,##0.0" k€"').unit, custom("0.00%").family, custom("[h]:mm").family
    ('k€', 'percent', 'elapsed')
    """
    if code.strip().casefold() in ("", "general", "standard", "@"):
        return NumberFormat()
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or "")
        return "\x00"

    section = _QUOTED.sub(keep, code).partition(";")[0]
    elapsed = bool(_ELAPSED.search(section))
    currencies = [
        inside[1:].partition("-")[0]  # [$€-40C]: a currency and its locale
        for inside in _BRACKETS.findall(section)
        if inside.startswith("$")
    ]
    bare = _BRACKETS.sub("", section)
    if elapsed:
        return NumberFormat("elapsed")
    if "%" in bare:
        return NumberFormat("percent")
    # "General", "E+00" and the AM/PM mark hold letters that are not those of a date.
    letters = re.sub(r"general|standard|e[+-]", "", bare.casefold())
    clock = re.search(r"[hs]|am/pm", letters)
    if re.search(r"[ydgb]", letters) or ("m" in letters and not clock):
        return NumberFormat("date")
    if clock:
        return NumberFormat("time")
    if _is_cut(section, literals):
        return NumberFormat("general", f"#{code[:20]}")  # a unit that nobody takes
    texts = [*literals[: section.count("\x00")], *currencies]
    texts += re.findall(r"k ?€|[€$£¥]", bare, re.IGNORECASE)
    unit = " ".join("".join(dict.fromkeys(texts)).split())
    if re.search(r"[0#?],+(?![0#?,])", bare):  # scaled: 5400 is shown as "5 k€", value in euros
        unit = re.sub(r"^[kKmM](?=\W|$)", "", unit)
    return NumberFormat("general", unit)


def _is_cut(section: str, literals: list[str]) -> bool:
    """Do signs stand between the figures? 130 shown by 0"h"00 as "1h30" is not 130 hours."""
    for match in _WITHIN.finditer(section):
        first = section[: match.start(1)].count("\x00")
        if "".join(literals[first : first + len(match[1])]).strip(" '\u00a0\u202f"):
            return True
    return False
