"""Find in a record every field of a kind, at whatever depth: references to other records, Markdown."""

import dataclasses
import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from caselore.model.record import Damaged

Keys = tuple[str | int, ...]
M = TypeVar("M")


def marked(record: Any, marker: type[M] | tuple[type[M], ...]) -> Iterator[tuple[Keys, M, str]]:
    """Yield keys, marker and value of every field of a record whose type carries such a marker, or one of several."""
    if isinstance(record, Damaged):
        return _walk_typed(record.kind, record.values, marker, ())
    found: list[tuple[Keys, M, str]] = []
    _walk(record, marker, (), found)
    return iter(found)


def _walk_typed(cls: Any, value: Any, marker: Any, keys: Keys) -> Iterator[tuple[Keys, M, str]]:
    """Walk what was typed for a record, as far as it has the form that the record has."""
    kind: Any = marker
    for name, mark in _plan(cls, kind) if isinstance(value, dict) else ():
        within = None if mark is not None else record_in(hints_of(cls)[name])
        typed = value.get(name)
        each_with_keys = (
            [((*keys, name, number), each) for number, each in enumerate(typed)]
            if isinstance(typed, list)
            else [((*keys, name), typed)]
        )
        for here, each in each_with_keys:
            if within is not None:
                yield from _walk_typed(within, each, marker, here)
            elif isinstance(each, str):
                yield here, mark, each


def record_in(hint: Any) -> Any:
    """Return the record class in a type; None if it holds none."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint
    parts = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return next((found for each in parts if (found := record_in(each)) is not None), None)


def _walk(record: Any, marker: Any, keys: Keys, found: list[tuple[Keys, Any, str]]) -> None:
    cls: Any = type(record)
    kind: Any = marker
    for name, mark in _plan(cls, kind):
        value = getattr(record, name)
        if not value:
            if value == "" and mark is not None:
                found.append(((*keys, name), mark, value))
        elif type(value) is not tuple:
            if mark is not None:
                found.append(((*keys, name), mark, value))
            else:
                _walk(value, marker, (*keys, name), found)
        elif mark is not None:
            found += [((*keys, name, number), mark, each) for number, each in enumerate(value)]
        else:
            for number, each in enumerate(value):
                _walk(each, marker, (*keys, name, number), found)


@cache
def hints_of(cls: Any) -> dict[str, Any]:
    """Return the type of each field of a record class, with what it is marked with."""
    return get_type_hints(cls, include_extras=True)


@cache
def _plan(cls: Any, marker: Any) -> tuple[tuple[str, Any], ...]:
    """Return the fields worth looking into: name and marker, or None for records to walk into."""
    hints = hints_of(cls)
    plan = []
    for each in dataclasses.fields(cls):
        if each.init:
            mark = _find(hints[each.name], marker)
            if mark is not False:
                plan.append((each.name, mark))
    return tuple(plan)


def holds(cls: Any, name: str, marker: Any) -> bool:
    """Whether a field of a record class carries a marker itself."""
    return bool(_find(hints_of(cls)[name], marker))


def _find(hint: Any, marker: Any) -> Any:
    """Return the marker in a type, None if it leads to a record with one, False if neither."""
    if get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        return next((extra for extra in extras if isinstance(extra, marker)), None) or _find(inner, marker)
    if get_origin(hint) in (Union, types.UnionType, tuple):
        found = [_find(each, marker) for each in get_args(hint) if each not in (type(None), Ellipsis)]
        return next((each for each in found if each is not False), False)
    if dataclasses.is_dataclass(hint):
        cls: Any = hint
        return None if _plan(cls, marker) else False
    return False
