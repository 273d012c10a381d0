"""Make a class a dataclass whose fields are never assigned to, quick to load and quick to fill.

`dataclass(frozen=True)` writes and compiles six methods for each class, which for our two hundred took a twelfth of
the time that a small course takes to compile (docs/decisions/0014). Here it writes only `__init__`; the others are
the same few for all. That nobody assigns to a field is for mypy to see: it takes these classes for frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Turn a class into a dataclass with slots; two of its objects are equal, and have one hash, if their fields are."""
    if cls is None:
        return lambda cls: _made(cls, kw_only)
    return _made(cls, kw_only)


def _made(cls: type[T], kw_only: bool) -> type[T]:
    made: Any = dataclass(slots=True, eq=False, repr=False, kw_only=kw_only)(cls)
    compared = [each.name for each in fields(made) if each.compare]
    made._compared = staticmethod(attrgetter(*compared) if compared else _nothing)
    made.__eq__, made.__hash__, made.__repr__ = _is_same, _hash, _shown
    return made  # type: ignore[no-any-return]


def _nothing(_: object) -> tuple[()]:
    return ()


def _is_same(self: Any, other: Any) -> bool:
    return self._compared(self) == self._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _shown(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({shown})"
