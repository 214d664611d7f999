"""An analysis whose late parts are computed when somebody asks for them.

What is moved in the explorer is drawn tab by tab: the figures at once, findings, traces or
the load of people only where they are shown. Each part is the very one that `analyse` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from kit.analysis.model import Analysis

Compute = Callable[[], Any]
FIELDS = tuple(field.name for field in fields(Analysis))


class Live(Analysis):
    """Equal to the Analysis of the same parts; to copy, compare or keep it computes them all."""

    __slots__ = ("_later",)
    _later: Mapping[str, Compute]

    @classmethod
    def of(cls, later: Mapping[str, Compute], /, **now: Any) -> Live:
        """Of the parts known *now* and of those of *later*: every field is in one of them."""
        live = object.__new__(cls)
        object.__setattr__(live, "_later", later)
        for name, value in now.items():
            object.__setattr__(live, name, value)
        return live

    def __getattr__(self, name: str) -> Any:
        """Called for what has no value yet, and for that alone."""
        if name == "_later" or name not in self._later:
            raise AttributeError(name)
        value = self._later[name]()
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Analysis):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in FIELDS)

    __hash__ = Analysis.__hash__

    def then(self, **parts: Compute) -> Live:
        """The same with *parts* computed otherwise, when they are asked for."""
        own = {name: self._asked(name) for name in FIELDS if name not in parts}
        return Live.of({**own, **parts})

    def whole(self) -> Analysis:
        """All the parts, in their order."""
        return Analysis(**{name: getattr(self, name) for name in FIELDS})

    def _asked(self, name: str) -> Compute:
        return lambda: getattr(self, name)


def with_parts(analysis: Analysis, **parts: Any) -> Analysis:
    """*analysis* with *parts* in the place of its own; what is not computed yet stays so."""
    if not isinstance(analysis, Live):
        return replace(analysis, **parts)
    return analysis.then(**{name: _given(value) for name, value in parts.items()})


def _given(value: Any) -> Compute:
    return lambda: value
