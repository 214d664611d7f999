"""The tables and forms that hold money: gains, costs, rules, phases, options, dated amounts.

What is "claimed" was written by whoever proposes (a provider, an earlier audit): it is
checked, never counted.
"""

from __future__ import annotations

from dataclasses import replace

from kit.workbook.columns import Block, Column

PHASE = Column("phase", "reference", table="phases", width=20)
OPTIONS_OF = Column("options", "references", table="options", width=20)
START = Column("start", "moment", table="phases", width=18)
# At worst and at best, as a share of the likely figure.
_LOW = Column("low", "percent", minimum=0, maximum=5, width=14, since=2)
_HIGH = Column("high", "percent", minimum=0, maximum=5, width=14, since=2)
_CLAIMED = Column("claimed_amount", "money", width=18, since=2, claimed=True)

GAINS = Block(
    "gains",
    (
        Column("label", required=True, width=40),
        Column("kind", "choice", required=True, choices="gain_kind", width=22),
        Column("automation", "reference", table="automations", width=30),
        Column("process", "reference", table="processes", width=30),
        Column("volume", "number", minimum=0, width=12),
        Column("period", "choice", choices="period", width=14),
        Column("before", "minutes", minimum=0, maximum=100_000, width=14),
        Column("after", "minutes", minimum=0, maximum=100_000, width=14),
        Column("per", "choice", choices="time_base", width=16, since=2),
        Column("role", "reference", table="roles", width=24),
        Column("reuse", "percent", minimum=0, maximum=1, width=14, since=2),
        Column("error_before", "percent", minimum=0, maximum=1, width=14),
        Column("error_after", "percent", minimum=0, maximum=1, width=14),
        Column("rate", "percent", minimum=0, maximum=1, width=14),
        Column("unit_value", "money", width=14),
        Column("margin_rate", "percent", minimum=0, maximum=1, width=14),
        replace(START, since=2),
        Column("ramp_months", "number", minimum=0, maximum=60, width=14, unit="month", since=2),
        _LOW,
        _HIGH,
        Column("confidence", "choice", choices="confidence", width=16),
        Column("source", width=30),
        Column("action", "reference", table="actions", width=30, since=2),
        replace(OPTIONS_OF, since=2),
        Column("claimed_hours", "number", width=18, unit="hour year", since=2, claimed=True),
        replace(_CLAIMED, unit="year"),
    ),
    rows=40,
    example=True,
    bands=(
        ("gain", "label"),
        ("often", "volume"),
        ("time", "before"),
        ("errors", "error_before"),
        ("value", "rate"),
        ("when", "start"),
        ("range", "low"),
        ("links", "action"),
        ("claimed", "claimed_hours"),
    ),
)
COSTS = Block(
    "costs",
    (
        Column("label", required=True, width=40),
        Column("rhythm", "choice", required=True, choices="rhythm", width=16),
        Column("nature", "choice", choices="cost_nature", width=20, since=2),
        Column("automation", "reference", table="automations", width=30),
        Column("quantity", "number", minimum=0, width=12),
        Column("unit_price", "money", width=16),
        Column("users", "number", minimum=0, width=14, unit="people", since=2),
        Column("months", "number", minimum=0, maximum=120, width=14, unit="month", since=2),
        Column("client_days", "number", minimum=0, maximum=10_000, width=16, unit="day", since=2),
        Column("day_rate", "money", minimum=0, maximum=10_000, width=16, unit="day", since=2),
        replace(PHASE, since=2),
        replace(START, since=2),
        _LOW,
        _HIGH,
        Column("source", width=30),
        replace(OPTIONS_OF, since=2),
        _CLAIMED,
    ),
    rows=40,
    example=True,
    bands=(
        ("cost", "label"),
        ("price", "quantity"),
        ("staff", "client_days"),
        ("when", "phase"),
        ("range", "low"),
        ("links", "options"),
        ("claimed", "claimed_amount"),
    ),
)
FINANCE = Block(
    "finance",
    (
        Column("start", "date"),
        Column("horizon_months", "integer", minimum=1, maximum=120, unit="month"),
        Column("discount_rate", "percent", minimum=0, maximum=1),
        Column("discounting", "choice", choices="discounting"),
        Column("distribution", "choice", choices="distribution"),
        Column("target_roi", "percent", minimum=0, maximum=100),
        Column("target_net_month", "money", unit="month"),
        Column("target_payback_months", "integer", minimum=1, maximum=120, unit="month"),
        Column("contingency", "percent", minimum=0, maximum=1),
        Column("hours_year", "number", minimum=1, maximum=3000, unit="hour year"),
        Column("hours_day", "number", minimum=1, maximum=24, unit="hour day"),
    ),
    form=True,
)
PHASES = Block(
    "phases",
    (
        Column("name", required=True, width=26),
        Column("start", "moment", width=18),
        Column("end", "moment", width=18),
        Column("contingency", "percent", minimum=0, maximum=1, width=14),
        Column("claimed_contingency", "money", width=18, claimed=True),
        Column("claimed_total", "money", width=18, claimed=True),
    ),
    rows=8,
    example=True,
    unique="name",
)
OPTIONS = Block(
    "options",
    (
        Column("name", required=True, width=26),
        Column("approach", width=40),
        Column("retained", "boolean", width=12),
        Column("band_low", "money", minimum=0, width=16),
        Column("band_high", "money", minimum=0, width=16),
        Column("set_up_low", "money", width=16),
        Column("set_up_high", "money", width=16),
        Column("run_low", "money", width=16, unit="year"),
        Column("run_high", "money", width=16, unit="year"),
        Column("gain_low", "money", width=16, unit="year"),
        Column("gain_high", "money", width=16, unit="year"),
        Column("limits", width=40),
        Column("advised_when", width=40),
        Column(
            "claimed_months",
            "number",
            minimum=1,
            maximum=120,
            width=16,
            unit="month",
            claimed=True,
        ),
        Column("claimed_net", "money", width=16, claimed=True),
        Column("claimed_roi", "percent", width=16, claimed=True),
        Column("claimed_payback", "number", minimum=0, width=18, unit="month", claimed=True),
    ),
    rows=6,
    example=True,
    unique="name",
    bands=(
        ("choice", "name"),
        ("advised", "band_low"),
        ("amounts", "set_up_low"),
        ("words", "limits"),
        ("claimed", "claimed_months"),
    ),
)
FLOWS = Block(
    "flows",
    (
        Column("label", required=True, width=40),
        Column("side", "choice", required=True, choices="side", width=14),
        Column("kind", "choice", choices="gain_kind", width=22),
        OPTIONS_OF,
        *(
            Column(key, "money", width=15)
            for key in ("initial", *(f"year_{n}" for n in range(1, 6)))
        ),
        Column("day", "date", width=14),
        Column("amount", "money", width=15),
        Column("source", width=30),
        Column("claimed_total", "money", width=18, claimed=True),
        Column("claimed_present_value", "money", width=18, claimed=True),
    ),
    rows=40,
    example=True,
    bands=(
        ("line", "label"),
        ("years", "initial"),
        ("dated", "day"),
        ("origin", "source"),
        ("claimed", "claimed_total"),
    ),
)
CLAIMS = Block(
    "claims",
    (
        Column("figure", "choice", required=True, choices="claim_figure", width=34),
        Column("option", "reference", table="options", width=20),
        Column("months", "number", minimum=1, maximum=120, width=14, unit="month"),
        Column("value", "measure", width=18, claimed=True),  # [EUR, h, months] as the figure says
        Column("rate", "percent", width=14, claimed=True),
        Column("source", width=40),
    ),
    rows=20,
    example=True,
)
