"""nbformat in a tenth of a second: what it never uses is loaded when asked for.

nbformat imports jsonschema, which imports `rfc3987_syntax` to check addresses (IRI) in
schemas that have some; that one compiles a grammar while it is imported, 0.75 s. No schema
of a notebook has addresses. Until somebody checks one, a module of that name stands in.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_NAME = "rfc3987_syntax"


class _Deferred(ModuleType):
    """In the place of the real module, which answers all that is asked of it."""

    def is_valid_syntax(self, term: str, value: str) -> bool:
        """What jsonschema takes when it is imported, and calls for an address."""
        return bool(_real().is_valid_syntax(term, value))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system looks for
            raise AttributeError(name)
        return getattr(_real(), name)


def _real() -> Any:
    if isinstance(sys.modules.get(_NAME), _Deferred):
        del sys.modules[_NAME]
    return importlib.import_module(_NAME)


def _defer() -> None:
    if _NAME in sys.modules or find_spec(_NAME) is None:
        return
    module = _Deferred(_NAME)
    module.__spec__ = ModuleSpec(_NAME, None)
    sys.modules[_NAME] = module


_defer()
