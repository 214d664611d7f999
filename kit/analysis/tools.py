"""Which tool for an automation, and what ruled the others out (method M6).

Only the client's own answers decide: budget, software to connect, complexity, data,
office suite, skills. What was not answered rules nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kit.analysis.model import ToolAdvice
from kit.analysis.names import fold
from kit.analysis.settings import Settings
from kit.analysis.tool_need import Need, need_of
from kit.catalogue import Tool
from kit.client import Automation, Company, Process

Reason = tuple[str, Mapping[str, object]]

_FAMILIES = {
    "no_code": ("no_code",),
    "hybrid": ("no_code", "ai"),
    "ai": ("ai",),
    None: ("no_code",),
}
_IN_EUROPE = frozenset({"europe", "self_hosted"})


def advise_tools(
    automation: Automation, process: Process, company: Company, settings: Settings
) -> tuple[ToolAdvice, ...]:
    """The catalogue's tools of the families needed: chosen, then fit, then ruled out."""
    platforms = tuple(tool for tool in settings.catalogue.tools if tool.automates)
    need = need_of(automation, process, company, platforms)
    advice: list[ToolAdvice] = []
    for family in _FAMILIES[automation.level]:
        tools = [tool for tool in settings.catalogue.tools if tool.family == family]
        advice += _advise_family(tools, need)
    order = sorted(advice, key=lambda a: (not a.chosen, not a.fit))  # stable
    return tuple(order)


def _advise_family(tools: Sequence[Tool], need: Need) -> list[ToolAdvice]:
    against = {tool.id: _ruled_out(tool, need) for tool in tools}
    fit = [tool for tool in tools if not against[tool.id]]
    fit.sort(key=lambda tool: [measure(tool, need) for measure in PREFERENCES.values()])
    best = fit[0] if fit else None
    advice = []
    for tool in fit:
        chosen = tool is best
        reasons = _in_favour(tool, need)
        if best is not None and not chosen:
            reasons = (_behind(tool, best, need), *reasons)
        advice.append(ToolAdvice(tool.id, tool.name, tool.family, True, reasons, chosen))
    for tool in tools:
        if against[tool.id]:
            advice.append(ToolAdvice(tool.id, tool.name, tool.family, False, against[tool.id]))
    return advice


def _ruled_out(tool: Tool, need: Need) -> tuple[Reason, ...]:
    """Everything that excludes *tool*, not only the first thing found."""
    reasons: list[Reason] = []
    in_europe = not _IN_EUROPE.isdisjoint(tool.hosting)
    if need.sensitive and not in_europe:
        reasons.append(("analysis.tool.against.sensitive", {}))
    elif need.hosting == "europe" and not in_europe:
        reasons.append(("analysis.tool.against.europe", {}))
    if need.hosting == "self_hosted" and "self_hosted" not in tool.hosting:
        reasons.append(("analysis.tool.against.self_hosted", {}))
    if _is_flow(tool) and need.complexity and need.complexity not in tool.complexity:
        reasons.append((f"analysis.tool.against.{need.complexity}", {}))
    if need.suite and tool.suites and need.suite not in tool.suites:
        reasons.append(("analysis.tool.against.suite", {}))
    if tool.needs_skills and need.skills is False:
        reasons.append(("analysis.tool.against.skills", {}))
    if need.budget is not None and tool.price_low is not None and tool.price_low > need.budget:
        reasons.append(
            (
                "analysis.tool.against.budget",
                {"price": (tool.price_low, "EUR"), "budget": (need.budget, "EUR")},
            )
        )
    return tuple(reasons)


def _in_favour(tool: Tool, need: Need) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if tool.id in need.in_use:
        reasons.append(("analysis.tool.for.in_use", {}))
    elif tool.id in need.planned:
        reasons.append(("analysis.tool.for.planned", {}))
    if need.suite and need.suite in tool.suites:
        reasons.append(("analysis.tool.for.suite", {}))
    connected, missing = _connections(tool, need)
    if connected and not missing:
        reasons.append(("analysis.tool.for.connectors", {"tools": connected}))
    elif connected:
        params = {"tools": connected, "missing": missing}
        reasons.append(("analysis.tool.for.some_connectors", params))
    elif missing:
        reasons.append(("analysis.tool.for.webhooks", {"missing": missing}))
    if _is_flow(tool) and need.complexity and need.complexity in tool.complexity:
        reasons.append((f"analysis.tool.for.{need.complexity}", {}))
    if (need.sensitive or need.personal) and not _IN_EUROPE.isdisjoint(tool.hosting):
        where = "europe" if "europe" in tool.hosting else "self_hosted"
        reasons.append((f"analysis.tool.for.{where}", {}))
    if tool.needs_skills:
        answer = "skills" if need.skills else "skills_unknown"
        reasons.append((f"analysis.tool.for.{answer}", {}))
    reasons.append(_price(tool, need))
    return tuple(reasons)


def _price(tool: Tool, need: Need) -> Reason:
    if tool.price_low is None:
        return "analysis.tool.for.by_use", {}
    params: dict[str, object] = {"low": (tool.price_low, "EUR")}
    high = tool.price_low if tool.price_high is None else tool.price_high
    params["high"] = (high, "EUR")
    if need.budget is None:
        return "analysis.tool.for.price", params
    params["budget"] = (need.budget, "EUR")
    within = "within_budget" if high <= need.budget else "entry_within_budget"
    return f"analysis.tool.for.{within}", params


def _connections(tool: Tool, need: Need) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The client's software with a native connector, and without.

    The words of a connector are looked for in the name: "sage" is found in "Sage 100",
    never in "Sagesse".
    """
    if not tool.connectors:
        return (), ()
    known = [fold(name) for name in tool.connectors]
    connected: list[str] = []
    missing: list[str] = []
    for name in need.software:
        words = f"-{fold(name)}-"
        (connected if any(f"-{k}-" in words for k in known) else missing).append(name)
    return tuple(connected), tuple(missing)


def _is_flow(tool: Tool) -> bool:
    """Branches and loops are drawn in a no-code tool; a language model has none."""
    return tool.family == "no_code"


def _not_home(tool: Tool, need: Need) -> int:
    """At home in the client's suite, then at home anywhere, then made for a suite unknown here."""
    if need.suite and need.suite in tool.suites:
        return 0
    return 2 if tool.suites else 1


def _not_european(tool: Tool, need: Need) -> int:
    return int((need.personal or need.sensitive) and _IN_EUROPE.isdisjoint(tool.hosting))


def _server_to_run(tool: Tool, need: Need) -> int:
    """A server is worth running for data that must stay at home, else it is a burden."""
    worth_it = need.skills and (need.sensitive or need.hosting == "self_hosted")
    return int(tool.needs_skills and not worth_it)


def _not_at_home_data(tool: Tool, need: Need) -> int:
    wanted = need.skills and need.sensitive
    return int(bool(wanted) and "self_hosted" not in tool.hosting)


def _dearer(tool: Tool, need: Need) -> float:
    return tool.price_low or 0.0


# What orders the tools that fit, first criterion first, lowest first. The last resort is
# the catalogue's order: the sort is stable.
PREFERENCES: Mapping[str, Callable[[Tool, Need], float]] = {
    "planned": lambda tool, need: int(tool.id not in need.planned),
    "in_use": lambda tool, need: int(tool.id not in need.in_use),
    "suite": _not_home,
    "self_hosted": _not_at_home_data,
    "europe": _not_european,
    "server": _server_to_run,
    "connectors": lambda tool, need: len(_connections(tool, need)[1]),
    "price": _dearer,
}


def _behind(tool: Tool, best: Tool, need: Need) -> Reason:
    """The first criterion on which *best* does better."""
    for name, measure in PREFERENCES.items():
        if measure(tool, need) != measure(best, need):
            return f"analysis.tool.behind.{name}", {"chosen": best.name}
    return "analysis.tool.behind.order", {"chosen": best.name}
