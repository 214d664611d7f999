"""The arguments of every command, in the reader's language.

argparse has a few sentences of its own, in English: `_speak` gives it ours, paired by
their keys ``commands.argparse.…`` in both languages.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from kit import __version__
from kit.errors import UsageError
from kit.texts import LANGUAGES, Texts

DOCUMENT = "report"
PAPERS = ("a4", "letter")
FORMATS = ("html", "pdf", "xlsx", "ics")  # made unless told otherwise
ALL_FORMATS = (*FORMATS, "docx", "pptx", "csv", "bpmn")
VERSIONS = ("lead", "owner", "internal")


def parser_of(texts: Texts) -> argparse.ArgumentParser:
    """The parser of ``kit``; ``options.command`` is the command's name."""
    _speak(texts)
    parser = _Parser(prog="kit", description=texts("commands.about"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"kit {__version__}",
        help=texts("commands.option.version"),
    )
    _add_lang(parser, texts)
    commands = parser.add_subparsers(
        metavar=texts("commands.metavar"), dest="command", required=True
    )

    template = _command(commands, "template", texts)
    _option(template, texts, "-o", "--output", type=Path)
    _option(template, texts, "--modules")
    _option(template, texts, "--workshop")
    _option(template, texts, "--force", action="store_true")

    _command(commands, "schema", texts)

    fill = _command(commands, "fill", texts)
    _option(fill, texts, "data", type=Path)
    _option(fill, texts, "-o", "--output", type=Path, required=True)
    _option(fill, texts, "--modules")
    _option(fill, texts, "--force", action="store_true")

    check = _command(commands, "check", texts)
    _option(check, texts, "workbook", type=Path)
    _option(check, texts, "--json", action="store_true")
    _option(check, texts, "--annotate", type=Path)
    _option(check, texts, "--votes", type=Path)
    _option(check, texts, "--force", action="store_true")

    report = _command(commands, "report", texts)
    _option(report, texts, "workbook", type=Path)
    _option(report, texts, "-o", "--output", type=Path, default=Path("outputs"))
    _option(report, texts, "--scenario", default="")
    _option(report, texts, "--votes", type=Path)
    _deliverable(report, texts)

    batch = _command(commands, "batch", texts)
    _option(batch, texts, "paths", nargs="+")
    _option(batch, texts, "-o", "--output", default="outputs")
    _option(batch, texts, "--jobs", type=_count, default=0)
    _option(batch, texts, "--scheduler", default="")
    _option(batch, texts, "--resume", action="store_true")
    _option(batch, texts, "--time-limit", type=_count, default=900)
    _deliverable(batch, texts)

    purge = _command(commands, "purge", texts)
    _option(purge, texts, "client")
    _option(purge, texts, "-o", "--output", default="outputs")
    _option(purge, texts, "--working", action="store_true")
    _option(purge, texts, "--yes", action="store_true")
    _option(purge, texts, "--json", action="store_true")

    explore = _command(commands, "explore", texts)
    _option(explore, texts, "workbook", type=Path)
    _option(explore, texts, "-o", "--output", type=Path, default=Path("outputs"))
    _option(explore, texts, "--present", action="store_true")
    _option(explore, texts, "--no-browser", action="store_true")
    _option(explore, texts, "--port", type=_count, default=0)
    _option(explore, texts, "--as-of", default="")
    _option(explore, texts, "--scenario", default="")
    _option(explore, texts, "--votes", type=Path)

    demo = _command(commands, "demo", texts)
    _option(demo, texts, "-o", "--output", type=Path, default=Path("outputs"))
    _option(demo, texts, "--no-open", action="store_true")
    _option(demo, texts, "-q", "--quiet", action="store_true")

    doctor = _command(commands, "doctor", texts)
    _option(doctor, texts, "-o", "--output", default="outputs")
    return parser


def _deliverable(command: argparse.ArgumentParser, texts: Texts) -> None:
    """What is asked of a deliverable, for one client or for many."""
    _option(command, texts, "--document", default=DOCUMENT)
    _option(command, texts, "--formats", type=_formats, default=FORMATS)
    _option(command, texts, "--versions", type=_versions, default=("lead", "owner"))
    _option(command, texts, "--paper", choices=PAPERS, default="")
    _option(command, texts, "--watermark")
    _option(command, texts, "--password-file", type=Path)
    _option(command, texts, "--as-of", default="")
    _option(command, texts, "--set", type=_setting, action="append", default=[])
    _option(command, texts, "--notebooks", type=Path)
    _option(command, texts, "--json", action="store_true")
    _option(command, texts, "--force", action="store_true")
    _option(command, texts, "-q", "--quiet", action="store_true")


def language_of(argv: Sequence[str]) -> str:
    """``--lang`` wherever it stands: messages about the arguments themselves need it."""
    for position, argument in enumerate(argv):
        following = argv[position + 1] if position + 1 < len(argv) else ""
        wanted = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and wanted in LANGUAGES:
            return wanted
    return "fr"


class _Parser(argparse.ArgumentParser):
    """Argument errors are usage errors like all others: one message, exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise UsageError("commands.usage.arguments", {"message": message, "program": self.prog})


def _command(commands: Any, name: str, texts: Texts) -> argparse.ArgumentParser:
    sentence = texts(f"commands.{name}.help")
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=sentence, description=sentence
    )
    _add_lang(command, texts)
    return command


def _add_lang(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,  # `kit --lang en check …` must survive the subparser
        help=texts("commands.option.lang"),
    )


def _option(parser: argparse.ArgumentParser, texts: Texts, *flags: str, **settings: Any) -> None:
    key = flags[-1].lstrip("-").replace("-", "_")
    if "action" not in settings or settings["action"] == "append":
        settings.setdefault("metavar", texts(f"commands.argument.{key}"))
    parser.add_argument(*flags, help=texts(f"commands.option.{key}"), **settings)


def _formats(given: str) -> tuple[str, ...]:
    return _listed(given, ALL_FORMATS, "commands.usage.unknown_format")


def _versions(given: str) -> tuple[str, ...]:
    return _listed(given, VERSIONS, "commands.usage.unknown_version")


def _listed(given: str, known: Sequence[str], refusal: str) -> tuple[str, ...]:
    """The names of a list "a,b", all *known*; else a usage error that says which are."""
    wanted = tuple(name.strip().lower() for name in given.split(",") if name.strip())
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        params = {"given": ", ".join(unknown) or given, "known": ", ".join(known)}
        raise UsageError(refusal, params)
    return wanted


def _count(given: str) -> int:
    """A whole number, 0 or more."""
    if not given.isdecimal():
        raise UsageError("commands.usage.not_a_count", {"given": given})
    return int(given)


def _setting(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name:
        raise UsageError("commands.usage.not_a_setting", {"given": given})
    return name, value


def _speak(texts: Texts) -> None:
    english = Texts("en").room("commands")
    keys = [key for key in english if key.startswith("commands.argparse.")]
    ours = {english[key]: texts[key] for key in keys}
    argparse._ = lambda sentence: ours.get(sentence, sentence)  # type: ignore[attr-defined]
