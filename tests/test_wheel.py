"""Built as a wheel and installed elsewhere, the kit works from any folder."""

import os
import subprocess
import sys
from pathlib import Path

import kit

ROOT = Path(kit.__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_wheel_carries_notebooks_templates_and_content_wherever_it_goes(tmp_path: Path) -> None:
    built, site, elsewhere = tmp_path / "built", tmp_path / "site", tmp_path / "ailleurs"
    elsewhere.mkdir()
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", built, ROOT, cwd=tmp_path)
    [wheel] = built.glob("*.whl")
    run("-m", "pip", "install", "--no-deps", "--target", site, wheel, cwd=tmp_path)

    where = "import kit; print(kit.__file__)"
    assert str(site) in run("-c", where, cwd=elsewhere, path=site)
    printed = run("-m", "kit", "demo", "--no-open", cwd=elsewhere, path=site)
    files = [Path(line) for line in printed.split()]
    assert {file.suffix for file in files} == {".html", ".pdf", ".xlsx", ".ics", ".json"}
    assert all(file.is_file() and elsewhere in file.parents for file in files)
