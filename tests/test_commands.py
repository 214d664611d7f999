"""The contracts of design.md: commands, exit codes, what goes to stdout."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kit.__main__ as commands
from kit.__main__ import main
from kit.places import folder_of

EXAMPLE = folder_of("data_templates") / "exemple-comptable.xlsx"
FAULTY = folder_of("data_templates") / "exemple-a-corriger.xlsx"


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nonsense"],
        ["report"],
        ["report", "nowhere.xlsx"],
        ["report", str(EXAMPLE), "--formats", "doc"],
        ["report", str(EXAMPLE), "--as-of", "demain"],
        ["report", str(EXAMPLE), "--document", "roman"],
        ["report", str(EXAMPLE), "--set", "horizon"],
        ["report", str(EXAMPLE), "--set", "horizon_month=12"],
        ["report", str(EXAMPLE), "--set", "horizon_months=-3"],
        ["report", str(EXAMPLE), "--set", "discount_rate=nan"],
        ["report", str(EXAMPLE), "--set", "discount_rate=5"],
        ["report", str(EXAMPLE), "--notebooks", "nowhere"],
        ["template", "--modules", "nonsense"],
        ["template", "-o", "nowhere/a.xlsx"],
        ["template", "-o", "."],
        ["template", "-o", "a.pdf"],
        ["fill", "nowhere.yaml", "-o", "a.xlsx"],
        ["check", "nowhere.xlsx"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_exits_2_with_one_message_in_the_language_asked(
    argv: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    messages = []
    for lang in ("fr", "en"):
        assert main([*argv, "--lang", lang]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "Traceback" not in printed.err
        messages.append(printed.err.splitlines()[-1])
    assert messages[0] != messages[1]


def test_help_is_said_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, word in (("fr", "utilisation"), ("en", "usage")):
        with pytest.raises(SystemExit) as stopped:
            main(["--lang", lang, "report", "--help"])
        assert stopped.value.code == 0
        assert capsys.readouterr().out.startswith(word)


def test_check_says_all_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    assert all(problem["severity"] == "warning" for problem in answer["problems"])


def test_check_and_report_refuse_a_faulty_workbook_with_exit_3_and_its_cells(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check", str(FAULTY), "--json"]) == 3
    answer = json.loads(capsys.readouterr().out)
    faults = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert answer["ok"] is False
    assert len(faults) >= 10
    keys = {"code", "severity", "sheet", "cell", "found", "expected", "message"}
    assert all(set(problem) == keys for problem in answer["problems"])

    assert main(["report", str(FAULTY), "-o", str(tmp_path / "out"), "--json"]) == 3
    assert json.loads(capsys.readouterr().out) == answer
    assert main(["report", str(FAULTY), "-o", str(tmp_path / "out")]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert all(fault["message"] in printed.err for fault in faults)
    assert not list(tmp_path.rglob("*.html"))


def test_nothing_is_overwritten_without_force(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "blank.xlsx"
    assert main(["template", "-o", str(target)]) == 0
    first = target.read_bytes()
    assert main(["template", "-o", str(target), "--lang", "en"]) == 5
    assert target.read_bytes() == first
    assert main(["template", "-o", str(target), "--lang", "en", "--force"]) == 0
    assert target.read_bytes() != first
    assert "--force" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_without_a_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    argv = ["report", str(EXAMPLE), "-o", str(tmp_path / "file"), "-q", "--formats", "ics"]
    assert main(argv) == 1
    assert str(tmp_path / "file") in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_report_ended_from_outside_leaves_nothing_behind(
    sent: signal.Signals, tmp_path: Path
) -> None:
    outputs, temporary = tmp_path / "out", tmp_path / "tmp"
    temporary.mkdir()
    command = [sys.executable, "-m", "kit", "report", str(EXAMPLE), "-o", str(outputs)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert "…" in running.stderr.readline()
        assert "…" in running.stderr.readline()  # the notebooks begin to run
        time.sleep(1)
        running.send_signal(sent)
        assert running.wait(timeout=60) == 130
        assert "Traceback" not in running.stderr.read()
    assert not outputs.exists() or not list(outputs.rglob("*"))
    assert list(temporary.iterdir()) == []


def test_an_interruption_swallowed_on_the_way_stops_at_the_next_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(commands, "_asked_to_stop", [signal.SIGINT])
    assert main(["report", str(EXAMPLE), "-o", str(tmp_path / "out"), "-q"]) == 130
    assert "Traceback" not in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_help_and_usage_errors_load_nothing_heavy() -> None:
    code = (
        "import sys; from kit.__main__ import main\n"
        "try: main(['report', '--help'])\n"
        "except SystemExit: pass\n"
        "main(['nonsense'])\n"
        "heavy = {'pandas', 'openpyxl', 'papermill', 'nbconvert', 'typst', 'holidays'}\n"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_choices_of_the_arguments_are_those_of_the_rooms() -> None:
    """`kit --help` loads no room, so it keeps their choices by heart."""
    from kit import arguments, brand
    from kit.deliverable import export, versions

    assert arguments.VERSIONS == versions.VERSIONS
    assert arguments.PAPERS == brand.PAPERS
    assert set(arguments.ALL_FORMATS) == set(export._WRITERS)
