"""The risks that the answers bring up: proposed with the client's own names, and marked so.

Each is a line of content/derived_risks.toml, with a trigger of this module: what must be true
for the client, and the names its sentences quote. One that the workbook already holds, by the
words of its name, is withheld and said. Source: method M15.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kit.analysis.model import Analysis, AutomationResult, RiskResult, TextKey, Weighed
from kit.analysis.names import fold
from kit.analysis.settings import Settings
from kit.analysis.suppliers import suppliers_of
from kit.analysis.weighing import weigh
from kit.catalogue import DerivedRisk
from kit.client import RegisterLine

Params = Mapping[str, object]
_APOSTROPHE, _SPACE = "’", " "  # "l’Union": two words
_UNKNOWN = Weighed(None, None, None, None)  # what remains: nobody has decided anything yet


def propose(
    analysis: Analysis, settings: Settings
) -> tuple[tuple[RiskResult, ...], tuple[tuple[str, str], ...]]:
    """The risks whose trigger is true, and those withheld with the risk that says the same."""
    proposed, withheld = [], []
    for derived in settings.catalogue.derived_risks.values():
        params = TRIGGERS[derived.trigger](analysis, settings)
        if params is None:
            continue
        same = _already_written(derived, analysis)
        if same is not None:
            withheld.append((derived.id, same))
            continue
        proposed.append(
            RiskResult(
                id=derived.id,
                risk=None,
                params=params,
                kind=derived.kind,
                before=weigh(derived.probability, derived.impact, settings),
                after=_UNKNOWN,
                rank=None,
                gaps=("owner", "residual"),
                automation=None,
                place=None,
            )
        )
    return tuple(proposed), tuple(withheld)


def _already_written(derived: DerivedRisk, analysis: Analysis) -> str | None:
    """The first risk of the workbook whose name holds one of the words of *derived*.

    A word counts where one begins: "budget" is found in "Budgets dépassés".
    """
    starts = [f"-{fold(word)}" for word in derived.words]
    for risk in analysis.client.risks:
        said = f"-{fold(risk.name.replace(_APOSTROPHE, _SPACE))}"
        if any(start in said for start in starts):
            return risk.name
    return None


def _prerequisites_gate(analysis: Analysis, settings: Settings) -> Params | None:
    gate = analysis.prerequisites
    if gate is None or gate.passed or not analysis.automations:
        return None
    return {"points": tuple(_short(item) for item in gate.total.missing)}


def _prerequisites_blank(analysis: Analysis, settings: Settings) -> Params | None:
    return {} if analysis.prerequisites is None and analysis.automations else None


def _gdpr_gate(analysis: Analysis, settings: Settings) -> Params | None:
    gdpr = analysis.gdpr
    if gdpr is None or gdpr.checked.passed or not gdpr.concerned:
        return None
    return {"automations": _names(analysis, gdpr.concerned)}


def _transfer_uncovered(analysis: Analysis, settings: Settings) -> Params | None:
    bare = analysis.gdpr.transfers_uncovered if analysis.gdpr else ()
    return _transfers(analysis, settings, bare, lambda line: line.transfer_tool in (None, "none"))


def _supplier_outside_eu(analysis: Analysis, settings: Settings) -> Params | None:
    every = [result.id for result in analysis.automations]
    return _transfers(
        analysis, settings, every, lambda line: line.transfer_tool not in (None, "none")
    )


def _transfers(
    analysis: Analysis,
    settings: Settings,
    ids: Iterable[str],
    kept: Callable[[RegisterLine], bool],
) -> Params | None:
    """The suppliers outside the EU of the register lines to be *kept*, and what they serve."""
    suppliers: dict[str, None] = {}
    served: dict[str, None] = {}
    for id in ids:
        result = analysis.automation(id)
        for line in result.register:
            if line.outside_eu and kept(line):
                process = analysis.process(result.process)
                tools = settings.catalogue.tools
                names = suppliers_of(line, result.automation, process, tools)
                suppliers |= dict.fromkeys(names)
                served[id] = None
    if not suppliers:
        return None
    return {"suppliers": tuple(suppliers), "automations": _names(analysis, served)}


def _one_person(analysis: Analysis, settings: Settings) -> Params | None:
    """The owner of several automations who is alone in that role, or owns all the cards."""
    alone = _alone(analysis)
    for owner, owned in _by_owner(analysis).items():
        several = len(owned) > 1
        every = len(owned) == len(analysis.automations) and alone.get(owner) is not False
        if several and (alone.get(owner) or every):
            return {"person": owned[0].automation.owner, "automations": _named(owned)}
    return None


def _no_backup(analysis: Analysis, settings: Settings) -> Params | None:
    """An owner alone in that role, nobody else named in the process; not one told already."""
    alone, told = _alone(analysis), _one_person(analysis, settings)
    for owner, owned in _by_owner(analysis).items():
        person = owned[0].automation.owner
        if not alone.get(owner) or (told and told["person"] == person):
            continue
        bare = [
            one
            for one in owned
            if not {fold(name) for name in analysis.process(one.process).process.actors} - {owner}
        ]
        if bare:
            return {"person": person, "automations": _named(bare)}
    return None


def _no_owner(analysis: Analysis, settings: Settings) -> Params | None:
    bare = [one for one in analysis.automations if one.automation.owner is None]
    return {"automations": _named(bare)} if bare else None


def _process_not_ready(analysis: Analysis, settings: Settings) -> Params | None:
    loose = [one for one in analysis.automations if not analysis.process(one.process).ready]
    if not loose:
        return None
    processes = dict.fromkeys(analysis.process(one.process).process.name for one in loose)
    return {"processes": tuple(processes), "automations": _named(loose)}


def _open_bugs(analysis: Analysis, settings: Settings) -> Params | None:
    faulty = dict.fromkeys(
        trial.automation for trial in analysis.client.tests if trial.status == "bug"
    )
    return {"automations": tuple(faulty)} if faulty else None


def _finding(code: str, *names: str) -> Callable[[Analysis, Settings], Params | None]:
    """True when the audit raised *code*; its own params are those quoted."""

    def trigger(analysis: Analysis, settings: Settings) -> Params | None:
        found = next((one for one in analysis.findings if one.code == code), None)
        return None if found is None else {name: found.params[name] for name in names}

    return trigger


def _decision_before_gate(analysis: Analysis, settings: Settings) -> Params | None:
    found = next((one for one in analysis.findings if one.code == "decision_before_gate"), None)
    if found is None:
        return None
    return {"decision": found.params["milestone"], "gate": found.params["awaited"]}


TRIGGERS: Mapping[str, Callable[[Analysis, Settings], Params | None]] = {
    "prerequisites_gate": _prerequisites_gate,
    "prerequisites_blank": _prerequisites_blank,
    "gdpr_gate": _gdpr_gate,
    "transfer_uncovered": _transfer_uncovered,
    "supplier_outside_eu": _supplier_outside_eu,
    "one_person": _one_person,
    "no_backup": _no_backup,
    "no_owner": _no_owner,
    "process_not_ready": _process_not_ready,
    "open_bugs": _open_bugs,
    "decision_before_gate": _decision_before_gate,
    "contingency_missing": _finding("contingency_missing", "phases"),
    "roi_without_range": _finding("roi_without_range"),
    "kpi_without_today": _finding("target_without_baseline", "kpis"),
}


def _by_owner(analysis: Analysis) -> dict[str, list[AutomationResult]]:
    """The automations of each owner, those who own most first."""
    owned: dict[str, list[AutomationResult]] = {}
    for result in analysis.automations:
        if result.automation.owner:
            owned.setdefault(fold(result.automation.owner), []).append(result)
    return dict(sorted(owned.items(), key=lambda pair: -len(pair[1])))


def _alone(analysis: Analysis) -> dict[str, bool]:
    """Role, folded → whether one person at most holds it; roles without a headcount left out."""
    return {
        fold(role.name): role.headcount <= 1
        for role in analysis.client.roles
        if role.headcount is not None
    }


def _names(analysis: Analysis, ids: Iterable[str]) -> tuple[str, ...]:
    return _named([analysis.automation(id) for id in ids])


def _named(results: Sequence[AutomationResult]) -> tuple[str, ...]:
    return tuple(result.automation.name for result in results)


def _short(item: str) -> TextKey:
    checklist, name = item.split(".", 1)
    return TextKey(f"checklists.{checklist}.short.{name}")
