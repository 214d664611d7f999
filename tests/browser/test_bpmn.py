"""The maps as a public reader sees them: bpmn-moddle, and the schemas that come with it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kit.deliverable.bpmn import write_maps
from kit.display.show import open_engagement
from tests.deliverable.test_bpmn import mapped
from tests.display.samples import HOSTILE
from tests.examples import EXAMPLES, TEMPLATES

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
SCHEMA = HERE / "node_modules/bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd"


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every map of every example, one of thirty long steps, one of hostile names."""
    folder = tmp_path_factory.mktemp("maps")
    for example in EXAMPLES:
        said = open_engagement(TEMPLATES / f"{example}.xlsx", as_of="2026-11-23")
        write_maps(folder / example, said.words)
    write_maps(folder / "long", mapped())
    write_maps(folder / "hostile", mapped(HOSTILE[:110], HOSTILE[:110]))
    return sorted(folder.rglob("*.bpmn"))


def test_bpmn_moddle_reads_every_map_without_a_warning(maps: list[Path]) -> None:
    node = shutil.which("node")
    if node is None or not SCHEMA.exists():
        pytest.skip("no bpmn-moddle here: npm ci in tests/browser")
    asked = [node, str(HERE / "read_bpmn.mjs"), *map(str, maps)]
    done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", check=True)
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(read) == len(maps) > 40
    for one in read:
        assert one["warnings"] == [], one["path"]
        assert one["elements"] > 2 and one["shapes"] > one["elements"]


def test_every_map_follows_the_schema(maps: list[Path]) -> None:
    etree = pytest.importorskip("lxml.etree")
    if not SCHEMA.exists():
        pytest.skip("no schema here: npm ci in tests/browser")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    for path in maps:
        assert schema.validate(etree.parse(str(path))), schema.error_log.last_error
