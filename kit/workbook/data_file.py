"""The structured data of `kit fill`, from a YAML or JSON file.

YAML is read with the rules of YAML 1.2 (its core schema): ``no`` and ``01`` stay what was
typed, where YAML 1.1 makes them False and 1, and ``12:30`` stays a text. A key given twice
is an error, not a silent replacement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from kit.errors import UsageError

_CORE_SCHEMA = (  # yaml.org/spec/1.2.2, 10.3.2; octal and hexadecimal are left as text
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
        "-+.0123456789",
    ),
)


class _Loader(yaml.SafeLoader):
    """YAML 1.2 scalars, no key twice."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - PyYAML's own interface

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                where = node.start_mark.line + 1
                raise yaml.YAMLError(f"{key!r} is given twice (line {where})")
        return super().construct_mapping(node, deep)


for _tag, _pattern, _first in _CORE_SCHEMA:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(rf"(?:{_pattern})\Z"),
        list(_first.replace("\0", "")),
    )
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"\Z"), [""])


def load_data(path: Path) -> Any:
    """What *path* holds, not checked yet; raises UsageError when it cannot be read."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError("commands.usage.no_file", {"path": str(path)}) from None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    try:
        if path.suffix.lower() == ".json":
            return json.loads(content, object_pairs_hook=_unique)
        return yaml.load(content, _Loader)  # a subclass of SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"{key!r} is given twice")
    return dict(pairs)


def _unreadable(path: Path, error: Exception) -> UsageError:
    if isinstance(error, IsADirectoryError | UnicodeDecodeError):
        return UsageError("commands.usage.data_not_text", {"path": str(path)})
    reason = " ".join(str(error).split()) or type(error).__name__
    return UsageError("commands.usage.data_unreadable", {"path": str(path), "reason": reason})
