"""plan.xlsx: the plan the client keeps up to date, with the figures it rests on.

Actions and how to read the file; roadmap, tests, indicators, priorities; gains and costs, their
monthly flows, budget and options; risks, register of processing; findings; where each figure
comes from; assumptions. What there is nothing to say of is left out. Every figure is a live formula
over plain cells; its value is written beside, so that a reader that does not calculate (a
phone, a preview) shows it too. Same analysis, same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from kit.analysis.ledger import CASE, CORRECTED
from kit.analysis.model import Analysis
from kit.brand import load_brand
from kit.catalogue import load_catalogue
from kit.deliverable.actions_sheet import write_actions
from kit.deliverable.assumptions_sheet import write_assumptions
from kit.deliverable.budget_sheet import write_budget
from kit.deliverable.cash_layout import Cash
from kit.deliverable.cash_sheet import write_cash
from kit.deliverable.cell_looks import Formats, Page
from kit.deliverable.communication_sheet import write_communication
from kit.deliverable.dispositions_sheet import write_dispositions
from kit.deliverable.findings_sheet import write_findings
from kit.deliverable.follow_up_sheet import write_follow_up
from kit.deliverable.grids_sheet import write_grids
from kit.deliverable.guide_sheet import write_guide
from kit.deliverable.kpi_sheet import has_indicators, write_kpis
from kit.deliverable.money_sheet import write_money
from kit.deliverable.option_lines import lay_out
from kit.deliverable.options_sheet import AFTER, write_options
from kit.deliverable.priorities_sheet import write_priorities
from kit.deliverable.provenance_sheet import Provenance, write_provenance
from kit.deliverable.records_sheet import write_records
from kit.deliverable.register_sheet import write_register
from kit.deliverable.risks_sheet import write_risks
from kit.deliverable.roadmap_sheet import write_roadmap
from kit.deliverable.scenario_sheet import write_scenario
from kit.deliverable.sheets import Sheet
from kit.deliverable.tests_sheet import write_tests
from kit.display.signature import confidentiality
from kit.display.words import Words
from kit.texts import Texts

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": load_brand().office_font, "font_size": 11},
}


def write_plan(path: Path, analysis: Analysis, texts: Texts, paper: str = "") -> None:
    """Write plan.xlsx at *path*; *paper*: a4 or letter, blank for the firm's own."""
    words = Words(analysis, load_catalogue(), texts)
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    title = _title(words)
    created = datetime.combine(analysis.as_of, time())
    book.set_properties({"title": title, "created": created, "comments": "", "author": ""})
    formats, page = Formats(book, texts.lang), Page(paper, title, confidentiality(words))
    sheets = {
        key: Sheet(book, formats, texts[f"deliverable.plan.sheet.{key}"], page)
        for key, there in _sheets(words).items()
        if there
    }
    names = [(key, sheet.name) for key, sheet in sheets.items()]
    write_actions(sheets["actions"], words)
    write_guide(sheets["guide"], words, title, names)
    places = write_assumptions(sheets["assumptions"], words)
    write_priorities(sheets["priorities"], words, places)
    _figures(sheets, words, {f"assumptions.{key}": at for key, at in places.items()})
    _lists(sheets, words)
    if "dispositions" in sheets:
        write_dispositions(sheets["dispositions"], words, places)
    for sheet in sheets.values():
        sheet.finish()
    book.close()


def _title(words: Words) -> str:
    title = words.texts("deliverable.plan.title", client=words.client.company.name)
    applied = words.analysis.scenario
    if applied is None:
        return title
    name = applied.scenario.name
    return words.texts("deliverable.plan.title_of_scenario", title=title, name=name)


def _sheets(words: Words) -> dict[str, bool]:
    """The sheets in their order; those with nothing to say are left out.

    The actions come first: importers take the first sheet.
    """
    analysis = words.analysis
    case = analysis.business_case
    return {
        "actions": True,
        "guide": True,
        "scenario": analysis.scenario is not None or analysis.votes is not None,
        "communication": bool(analysis.change and analysis.change.communication),
        "roadmap": analysis.roadmap is not None,
        "tests": bool(analysis.trials),
        "kpis": has_indicators(words),
        "priorities": True,
        "money": case is not None,
        "cash": case is not None and any(line.reason is None for line in case.lines),
        "corrected": case is not None and case.corrected is not None,
        "budget": case is not None and bool(case.budget),
        "options": bool(analysis.options),
        "grids": any(not one.solution.excluded for g in analysis.grids for one in g.solutions),
        "dispositions": any(
            one.time_year is not None and one.written is not None for one in analysis.dispositions
        ),
        "follow_up": analysis.follow_up is not None and analysis.follow_up.measured,
        "risks": analysis.risks is not None,
        "register": analysis.privacy is not None,
        "records": analysis.privacy is not None,
        "findings": bool(analysis.findings),
        "provenance": bool(analysis.traces),
        "assumptions": True,
    }


def _lists(sheets: Mapping[str, Sheet], words: Words) -> None:
    """The sheets that stand by themselves, each when there is something to say."""
    analysis = words.analysis
    change = analysis.change
    if change and change.communication:
        write_communication(sheets["communication"], words, change.communication)
    if analysis.roadmap is not None:
        write_roadmap(sheets["roadmap"], words, analysis.roadmap)
    if analysis.follow_up is not None and "follow_up" in sheets:
        write_follow_up(sheets["follow_up"], words, analysis.follow_up)
    if "register" in sheets:
        places = write_register(sheets["register"], words)
        write_records(sheets["records"], words, places)
    writers: Mapping[str, Callable[[Sheet, Words], None]] = {
        "scenario": write_scenario,
        "tests": write_tests,
        "kpis": write_kpis,
        "risks": write_risks,
        "grids": write_grids,
    }
    for key, write in writers.items():
        if key in sheets:
            write(sheets[key], words)


def _figures(sheets: Mapping[str, Sheet], words: Words, places: Mapping[str, str]) -> None:
    """The sheets that refer to each other: where all figures stand is settled first."""
    analysis, case = words.analysis, words.analysis.business_case
    at, ranges = dict(places), dict[str, Mapping[str, str]]()
    if "provenance" in sheets:
        provenance = Provenance(sheets["provenance"].name, analysis.traces)
        at |= provenance.places()
    if case is not None:
        at |= write_money(sheets["money"], words, case, at)
        longest = int(words.threshold("limits.horizon_months"))
        for key, prefix in (("cash", CASE), ("corrected", CORRECTED)):
            if key in sheets:
                laid = Cash.of(sheets[key].name, prefix, analysis, case, longest)
                ranges[prefix] = laid.ranges()
                write_cash(sheets[key], words, laid, key, at)
                # Ladder and margins rest on the last of the two.
                ranges[f"{CASE}.stacks"] = ranges[f"{CASE}.break_even"] = ranges[prefix]
    if "budget" in sheets and case is not None:
        write_budget(sheets["budget"], words, case, at)
    if "options" in sheets:
        blocks = lay_out(sheets["options"].name, analysis, words.catalogue, AFTER)
        for block in blocks:
            position = analysis.options.index(block.option) + 1
            ranges[f"options.{position}."] = block.ranges()
        write_options(sheets["options"], words, blocks, at)
    if "findings" in sheets:
        write_findings(sheets["findings"], words)
    if "provenance" in sheets:
        write_provenance(sheets["provenance"], words, provenance, at, ranges)
