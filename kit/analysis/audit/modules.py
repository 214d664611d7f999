"""The modules of an option, added up, against the set-up that its row announces (method M11)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.audit.findings import cell, plain
from kit.analysis.cells import cells_of
from kit.analysis.model import Analysis, Finding


def module_findings(analysis: Analysis) -> Iterator[Finding]:
    """One finding per option whose modules all have a price and do not make its set-up."""
    client = analysis.client
    rows = {option.name: position for position, option in enumerate(client.options)}
    for content in analysis.option_contents:
        if content.agrees is not False or content.set_up is None or content.stated is None:
            continue
        row = f"options/{rows[content.option]}"
        modules = [
            f"option_modules/{n}/{field}"
            for n, one in enumerate(client.option_modules)
            if one.option == content.option
            for field in ("cost_low", "cost_high")
        ]
        yield Finding(
            code="modules_off",
            place=cell(client, row, "set_up_low", "set_up_high", "name"),
            places=cells_of(client, f"{row}/set_up_high", *modules),
            written=_span(content.stated),
            computed=_span(content.set_up),
            effect="analysis.effect.modules_off",
            params={
                "option": content.option,
                "written": (*content.stated, "EUR"),
                "computed": (*content.set_up, "EUR"),
            },
        )


def _span(ends: tuple[float, float]) -> str:
    low, high = plain(ends[0]), plain(ends[1])
    return f"{low}" if low == high else f"{low} / {high}"
