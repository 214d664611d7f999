"""The pages are HTML: the W3C's own checker (vnu, from npm) finds nothing in them."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import NAMES

pytestmark = pytest.mark.browser

# It takes an analyst's picture, which the page holds, for one that the page's policy forbids.
KNOWN = "Resource violates Content Security Policy (meta tag): image “data:image/"
VNU = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"


def test_the_checker_of_the_w3c_finds_no_error_and_no_warning(
    page_of: Callable[[str], Path],
) -> None:
    if shutil.which("java") is None or not VNU.exists():
        pytest.skip("no Java or no vnu here (make test-browser installs both)")
    files = [page_of(name) for name in NAMES if name != "hostile"]
    told = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--stdout", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found = {
        f"{Path(one['url']).stem}: {one['message']} {one.get('extract', '')[:120]}"
        for one in json.loads(told)["messages"]
        if not one["message"].startswith(KNOWN)
    }
    assert sorted(found)[:10] == []
