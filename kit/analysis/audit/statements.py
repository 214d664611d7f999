"""What was written in two places, or for two lengths of time (method M11)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.analysis.audit.agreement import GRAINS, Range, agrees, holds
from kit.analysis.audit.claim_finding import UNITS
from kit.analysis.audit.findings import cell, plain
from kit.analysis.audit.ground import Beside, Ground, written_of
from kit.analysis.cells import cells_of
from kit.analysis.model import Finding, TextKey
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.client import Claim, Option


def statement_findings(ground: Ground) -> Iterator[Finding]:
    """Lengths of time first, then claim against claim, then claim against option."""
    yield from _horizons(ground)
    yield from _does_not_follow(ground)
    yield from _twice(ground)
    yield from _against_option(ground)


def _horizons(ground: Ground) -> Iterator[Finding]:
    """24 months of gains beside 18 months of costs: the costs of 6 months are missing."""
    claims = ground.analysis.client.claims
    for position, costs in enumerate(claims):
        if costs.figure != "costs_total" or costs.months is None:
            continue
        own = {c.months for c in claims if (c.figure, c.option) == ("costs_total", costs.option)}
        found = [c for c in claims if _is_gain_beside(c, costs) and c.months is not None]
        alone = [c for c in found if c.months not in own]
        if not alone or any(c.months == costs.months for c in found):
            continue  # each has its counterpart, over the same months
        gains = alone[0]
        beside = f"claims/{claims.index(gains)}"
        run = ground.figure(Claim("run_year", costs.option))
        missing = ((gains.months or 0) - costs.months) / MONTHS_PER_YEAR
        yield Finding(
            code="horizons_differ",
            place=cell(ground.analysis.client, f"claims/{position}", "months", "value"),
            places=cells_of(ground.analysis.client, f"{beside}/months", f"{beside}/value"),
            written=plain(costs.months),
            computed=plain(gains.months),
            effect="analysis.effect.horizons_differ",
            change=None if run is None else -missing * run[0],
            change_unit="EUR",
            params={"costs": (costs.months, "months"), "gains": (gains.months, "months")},
        )


def _is_gain_beside(claim: Claim, costs: Claim) -> bool:
    return claim.figure == "gains_total" and claim.option == costs.option


def _does_not_follow(ground: Ground) -> Iterator[Finding]:
    """A written net or return that is not that of the gains and costs written beside it."""
    client = ground.analysis.client
    for position, claim in enumerate(client.claims):
        written = written_of(claim)
        beside = ground.result_beside(claim)
        if written is None or beside is None or not beside.same_time:
            continue
        if beside.borne_out(written, ground.settings) or _told(ground, claim, written, beside):
            continue
        if claim.figure == "roi" and _on_present_values(ground, claim, written):
            continue  # said by roi_discounted
        unit = UNITS.get(claim.figure, "EUR")
        field = "rate" if claim.rate is not None else "value"
        yield Finding(
            code="result_does_not_follow",
            place=cell(client, f"claims/{position}", field, "figure"),
            places=cells_of(client, *(f"claims/{n}/value" for n in beside.positions)),
            written=plain(written),
            computed=plain(beside.value),
            effect="analysis.effect.claim_corrected",
            change=beside.value - written if unit == "EUR" else None,
            change_unit="EUR",
            params={
                "figure": TextKey(f"choices.claim_figure.{claim.figure}"),
                "written": (written, unit),
                "computed": (beside.value, unit),
                "gain": (beside.gain, "EUR"),
                "cost": (beside.cost, "EUR"),
            },
        )


def _told(ground: Ground, claim: Claim, written: float, beside: Beside) -> bool:
    """The lines say which of the three is wrong: it is told against them."""
    sources = [ground.analysis.client.claims[n] for n in beside.positions]
    return ground.stands(claim) or all(ground.stands(one) for one in sources)


def _on_present_values(ground: Ground, claim: Claim, written: float) -> bool:
    found = ground.returns(ground.months(claim)).roi_present
    return found is not None and agrees(written, found, ground.settings)


def _twice(ground: Ground) -> Iterator[Finding]:
    """One figure, one option, one length of time, two values."""
    claims = ground.analysis.client.claims
    for position, claim in enumerate(claims):
        for earlier in range(position):
            other = claims[earlier]
            if (other.figure, other.option, other.months) != (
                claim.figure,
                claim.option,
                claim.months,
            ):
                continue
            one, two = written_of(claim), written_of(other)
            grain = GRAINS.get(claim.figure, 0.0)
            if one is not None and two is not None and not agrees(one, two, ground.settings, grain):
                place = cell(ground.analysis.client, f"claims/{earlier}", "value", "rate")
                places = (place,) if place else ()
                yield _conflict(ground, position, claim, (two, two), "claims", places)


def _against_option(ground: Ground) -> Iterator[Finding]:
    """The conclusion of a proposal against its own comparison of options."""
    client = ground.analysis.client
    rows = {option.name: (n, option) for n, option in enumerate(client.options)}
    for position, claim in enumerate(client.claims):
        written = written_of(claim)
        if claim.option not in rows or written is None:
            continue
        number, option = rows[claim.option]
        stated, fields = _stated(option, claim)
        if stated is None or holds(claim.figure, written, stated, ground.settings):
            continue
        places = cells_of(client, *(f"options/{number}/{field}" for field in fields))
        yield _conflict(ground, position, claim, stated, "options", places)


def _stated(option: Option, claim: Claim) -> tuple[Range | None, tuple[str, ...]]:
    """What the option's row says of the claimed figure, and in which cells."""
    pairs = {"gains_year": "gain", "set_up": "set_up", "run_year": "run"}
    if claim.figure in pairs:
        fields = tuple(f"{pairs[claim.figure]}_{end}" for end in ("low", "high"))
        ends = [value for f in fields if (value := getattr(option, f)) is not None]
        return ((min(ends), max(ends)) if ends else None), fields
    singles = {"net_total": "claimed_net", "roi": "claimed_roi", "payback": "claimed_payback"}
    field = singles.get(claim.figure)
    value = getattr(option, field) if field else None
    same_time = claim.figure == "payback" or claim.months == option.claimed_months
    return ((value, value) if value is not None and same_time else None), (field or "",)


def _conflict(
    ground: Ground,
    position: int,
    claim: Claim,
    other: Range,
    elsewhere: str,
    places: tuple[str, ...],
) -> Finding:
    written, unit = written_of(claim) or 0.0, UNITS.get(claim.figure, "EUR")
    field = "rate" if claim.rate is not None else "value"
    return Finding(
        code="claims_conflict",
        place=cell(ground.analysis.client, f"claims/{position}", field, "figure"),
        places=places,
        written=plain(written),
        computed=" / ".join(str(plain(end)) for end in dict.fromkeys(other)),
        effect="analysis.effect.claims_conflict",
        params={
            "figure": TextKey(f"choices.claim_figure.{claim.figure}"),
            "written": (written, unit),
            "other": (min(other), max(other), unit),
            "elsewhere": TextKey(f"analysis.elsewhere.{elsewhere}"),
        },
    )
