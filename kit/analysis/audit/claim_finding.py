"""How a finding about a written result is made: the same for every rule about one."""

from __future__ import annotations

from kit.analysis.audit.findings import cell, plain
from kit.analysis.audit.ground import Ground, written_of
from kit.analysis.model import Finding, TextKey
from kit.analysis.settings import MONTHS_PER_YEAR
from kit.client import Claim

UNITS = {"hours_year": "h", "payback": "months", "roi": "share", "irr": "share"}
# A result drawn from other written figures is no second mistake.
FOLLOWS = tuple(
    TextKey(f"analysis.cause.{source}")
    for source in ("from_claims", "from_lines", "before_correction")
)
_COSTS = ("set_up", "run_year", "costs_total", "present_value_costs")
_EFFECTS = {
    "roi_discounted": "roi_discounted",
    "claim_without_basis": "claim_unproven",
    "claim_payback_never": "not_paid_back",
    "errors_cancel": "errors_cancel",
    "roi_without_range": "no_range",
    "sum_off": "sum_off",
}


def finding_of(
    ground: Ground,
    position: int,
    claim: Claim,
    code: str,
    computed: float | None = None,
    places: tuple[str, ...] = (),
    **params: object,
) -> Finding:
    """`change` is what the right figure adds to the written result; a lower cost adds."""
    written = written_of(claim) or 0.0
    unit = UNITS.get(claim.figure, "EUR")
    change = None
    if computed is not None and unit in ("EUR", "h"):
        change = written - computed if claim.figure in _COSTS else computed - written
    yearly = claim.figure in ("gains_year", "run_year")
    if claim.figure == "net_month" and change is not None:
        change, yearly = change * MONTHS_PER_YEAR, True
    field = "rate" if claim.rate is not None else "value"
    return Finding(
        code=code,
        place=cell(ground.analysis.client, f"claims/{position}", field, "figure"),
        places=places,
        written=plain(written),
        computed=plain(computed),
        effect=f"analysis.effect.{_EFFECTS.get(code, 'claim_corrected')}"
        if params.get("cause") not in FOLLOWS
        else "analysis.effect.follows",
        change=change,
        change_unit="h/year" if unit == "h" else "EUR/year" if yearly else "EUR",
        params={
            "figure": TextKey(f"choices.claim_figure.{claim.figure}"),
            "written": (written, unit),
            "computed": (computed, unit),
            "months": (ground.months(claim), "months"),
            "rate": (ground.case.discount_rate, "share"),
            "basis": TextKey(f"analysis.basis.{_basis(ground, claim)}"),
            **params,
        },
    )


def _basis(ground: Ground, claim: Claim) -> str:
    """Whether the figure it is held against is that of lines set right; costs never are."""
    right = ground.case.corrected is not None and ground.option_of(claim) is None
    return "corrected" if right and claim.figure not in _COSTS else "lines"
