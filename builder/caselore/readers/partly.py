"""Turn what was typed for a record with faults into as much of that record as its faults leave certain.

A check that compares fields runs over such a record as over any other, and ends where it asks for a field
that could not be read: that raises Unread. So nothing is said that only follows from another fault.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from caselore.model.record import Unread, as_far_as_read, can_be_read
from caselore.model.walk import Keys, hints_of, record_in
from caselore.questions.faults import Checked, Fault
from caselore.readers.unfilled import is_unfilled


def partly(cls: Any, typed: dict[str, Any], place: Any = None) -> Any:
    """Return a record of a class with the fields that are sound in what was typed for it."""
    made = object.__new__(_partial(cls))
    own = [each for each in dataclasses.fields(cls) if each.init]
    # A key that nobody knows may have been meant for any field that is not there.
    in_doubt = not typed.keys() <= {each.name for each in own}
    for each in own:
        if each.name in typed:
            found = list(as_far_as_read(_read(cls, each.name, typed[each.name])))
        else:
            found = [] if in_doubt or each.default is dataclasses.MISSING else [each.default]
        for value in found:
            object.__setattr__(made, each.name, value)
    if place is not None:
        object.__setattr__(made, "place", place)
    return made


def fields_read(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record that could be read: name and value."""
    for each in dataclasses.fields(record) if dataclasses.is_dataclass(record) else ():
        if each.init and can_be_read(record, each.name):
            yield each.name, getattr(record, each.name)


def is_whole(value: Any) -> bool:
    """Whether nothing is missing from a value, at whatever depth."""
    if isinstance(value, tuple):
        return all(map(is_whole, value))
    if not dataclasses.is_dataclass(value):
        return True
    found = list(fields_read(value))
    return len(found) == sum(each.init for each in dataclasses.fields(value)) and all(
        is_whole(each) for _, each in found
    )


def contradictions(record: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield what does not fit together in a record that was read in part: at which keys, and why."""
    cls: Any = type(record)
    for name, value in fields_read(record):
        for extra in _extras(hints_of(cls)[name]):
            if isinstance(extra, Checked):
                yield from _at((*keys, name), extra.check(value))
        yield from contradictions(value, (*keys, name))
        for number, item in enumerate(value) if isinstance(value, tuple) else ():
            yield from contradictions(item, (*keys, name, number))
    if hasattr(cls, "contradictions"):
        yield from _at(keys, record.contradictions())


def _at(keys: Keys, found: Iterable[Fault]) -> Iterator[tuple[Keys, str]]:
    for fault in as_far_as_read(found):
        yield (*keys, *fault.at), fault.message


@cache
def _partial(cls: Any) -> Any:
    """Return the class whose fields raise Unread where they were not filled."""

    def unread(_: Any, name: str) -> Any:
        raise Unread(name)

    return type(cls.__name__, (cls,), {"__slots__": (), "__getattr__": unread})


def _read(cls: Any, name: str, typed: Any) -> Iterator[Any]:
    """Yield what a field holds, or nothing where that cannot be said."""
    hint = hints_of(cls)[name]
    inner, several = record_in(hint), isinstance(typed, list)
    if inner is None:
        if not is_unfilled(typed):
            yield from _leaf(cls, name, typed)
    elif isinstance(typed, dict) and not _takes_several(hint):
        yield partly(inner, typed)
    elif several and _takes_several(hint) and _fits(hint, len(typed)) and all(isinstance(each, dict) for each in typed):
        yield tuple(partly(inner, each) for each in typed)


def _leaf(cls: Any, name: str, typed: Any) -> Iterator[Any]:
    try:
        yield _adapter(cls, name).validate_python(typed)
    except ValidationError:
        return


@cache
def _adapter(cls: Any, name: str) -> TypeAdapter[Any]:
    return TypeAdapter(hints_of(cls)[name])


def _extras(hint: Any) -> tuple[Any, ...]:
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def _takes_several(hint: Any) -> bool:
    inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return get_origin(inner) is tuple or (get_origin(inner) is Annotated and _takes_several(inner))


def _fits(hint: Any, count: int) -> bool:
    """Whether a list may have so many items."""
    limits = [limit for extra in _extras(hint) if isinstance(extra, FieldInfo) for limit in extra.metadata]
    least = max((getattr(each, "min_length", 0) for each in limits), default=0)
    most = min((getattr(each, "max_length", count) for each in limits), default=count)
    return bool(least <= count <= most)
