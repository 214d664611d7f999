"""A copy of the client's own file with each faulty cell coloured and commented.

The original is never touched. Problems without a cell stand on a sheet added in front. The
copy is made in the child process, like the reading; a file that cannot be opened gives a
new workbook that only lists what is wrong.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kit.catalogue import load_catalogue
from kit.errors import OutputExists
from kit.texts import Texts
from kit.workbook.package import Limits, Refused
from kit.workbook.problems import Problem
from kit.workbook.sandbox import write_copy


def annotate(source: Path, target: Path, problems: Sequence[Problem], lang: str) -> None:
    """Write *target*: *source* with *problems* noted in it, in *lang*.

    Raises OutputExists when *target* is the source itself.
    """
    if target.exists() and source.exists() and source.samefile(target):
        raise OutputExists(str(target))
    texts = Texts(lang)
    notes = [
        {
            "severity": problem.severity,
            "sheet": problem.sheet,
            "cell": problem.cell,
            "sentence": replace(problem, sheet=None, cell=None).message(texts),
        }
        for problem in problems
    ]
    words = {key: texts[f"problems.copy.{key}"] for key in ("sheet", "title", "place", "problem")}
    limits = Limits.of(load_catalogue())
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".kit-", suffix=".xlsx")
    os.close(handle)
    beside = Path(name)
    try:
        try:
            write_copy(source, beside, notes, words, limits)
        except Refused:  # the file kills its reader: the list of problems alone
            write_copy(None, beside, notes, words, limits)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
