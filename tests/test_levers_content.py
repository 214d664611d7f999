"""content/levers.toml: what may be moved is something there is, within bounds that hold it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.catalogue import load_catalogue
from kit.errors import ContentError
from kit.places import CONTENT
from kit.texts import LANGUAGES, Texts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_lever_and_each_group_has_a_name_of_its_own(lang: str) -> None:
    texts, levers = Texts(lang), load_catalogue().levers
    names = [texts[f"explore.lever.{id.replace('.', '_')}"] for id in levers]
    assert len(set(names)) >= len(names) - 1  # the share of time re-used, of a line or of all
    assert all(texts[f"explore.group.{kind.group}"] for kind in levers.values())


def test_every_gate_and_every_weight_of_the_content_may_be_moved() -> None:
    catalogue = load_catalogue()
    wanted = {
        key for key in catalogue.thresholds if key.startswith(("gates.", "priorities.weight"))
    }
    assert wanted and wanted <= catalogue.levers.keys()


def test_the_bounds_of_a_threshold_hold_its_value() -> None:
    catalogue = load_catalogue()
    for kind in catalogue.levers.values():
        if kind.id not in catalogue.thresholds:
            continue
        value = abs(catalogue.threshold(kind.id))
        assert kind.floor is None or kind.floor <= value, kind.id
        assert kind.ceiling is None or value <= kind.ceiling, kind.id
        assert not kind.whole or value == int(value), kind.id


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("[gains.colour]\n", "gains.colour"),
        ("[business.horizon]\n", "business.horizon"),
        ("[adoption]\nspeed = 1\n", "adoption.speed"),
        ("[adoption]\nstep = 0\n", "adoption.step"),
        ("[adoption]\ngroup = 'colours'\n", "adoption.group"),
        ("[adoption]\nunit = 'ells'\n", "adoption.unit"),
        ("[adoption]\nwhole = 1\n", "adoption.whole"),
    ],
)
def test_a_slip_is_told_with_its_key(tmp_path: Path, slip: str, told: str) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content" / "levers.toml"
    own = {"group": "terms", "unit": "share", "step": 0.05, "around": 1, "span": 1}
    written = file.read_text(encoding="utf-8")
    if slip.startswith("[adoption]"):
        key, value = slip.splitlines()[1].split(" = ")
        before = written[: written.index("[reuse]")]
        kept = "\n".join(line for line in before.splitlines() if not line.startswith(f"{key} ="))
        written = f"{kept}\n{key} = {value}\n\n" + written[written.index("[reuse]") :]
    else:
        written += slip + "\n".join(f"{key} = {value!r}" for key, value in own.items())
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        load_catalogue(tmp_path / "content")
