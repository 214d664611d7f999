"""An example client to practise on: what the guided tours open."""

from __future__ import annotations

import shutil
from pathlib import Path

from kit.places import EXAMPLES, folder_of
from kit.workbook.scenarios import scenario_file


def practice(lang: str = "fr", folder: str | Path = ".") -> Path:
    """A copy of the example workbook of *lang* in *folder*, made unless it is there already.

    Its example scenario comes along. Both are the reader's own: what is saved beside the copy
    stays there, the kit's example is never touched.
    """
    examples = folder_of("data_templates")
    example = examples / EXAMPLES[lang]
    own = Path(folder) / example.name
    if not own.exists():
        shutil.copyfile(example, own)
        # Kept aside: beside the example it would be that of everybody who checks it.
        shutil.copyfile(examples / "exemples" / scenario_file(example).name, scenario_file(own))
    return own
