"""Turn what was typed for a record with faults into the ids that are in it, and the kinds of id that may be hidden in it.

An id that can be read exists, whatever else is wrong around it. Only where one cannot be read may something that
seems to be missing be there after all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from caselore.diagnostics import nearest
from caselore.model.module import Module
from caselore.model.record import Record, as_far_as_read
from caselore.model.source import Source
from caselore.model.walk import hints_of, record_in
from caselore.readers.kinds import Kind
from caselore.readers.partly import partly

_WITHIN = {Module: ("outcomes", "learning outcome"), Source: ("findings", "finding")}
"""Records that hold others with an id of their own: in which field, and of which kind these are."""

Ids = tuple[tuple[tuple[str, str], ...], frozenset[str]]
"""Kinds and ids that can be read, and the kinds of those that cannot."""


def ids_read(kind: Kind, typed: dict[str, Any]) -> Ids:
    """Return the ids in what was typed for a record, and the kinds of which some may stand there unread."""
    found = [(kind.name, str(typed.get("id")))]
    hidden = set() if kind.single or any(_id(Record, typed)) else {kind.name}
    field, name = _WITHIN.get(kind.record, ("", ""))
    if field:
        inner = record_in(hints_of(kind.record)[field])
        meant = _meant(kind.record, typed)
        held = typed.get(next((key for key, each in meant.items() if each == field), field))
        items = held if isinstance(held, list) else [held]
        ids = [list(_id(inner, each)) for each in items]
        found += [(name, each) for some in ids for each in some]
        in_doubt = not {"", field}.isdisjoint(meant.values())
        if not all(ids) and (in_doubt or not _may_be_left_away(kind.record, field, typed)):
            hidden.add(name)
    return tuple(found), frozenset(hidden)


def ids_unread(kind: Kind, *, in_list: bool) -> frozenset[str]:
    """Return the kinds of id that may stand in a file of which nothing can be read; most files are named after theirs."""
    own = kind.name if (in_list or kind.one_file) and not kind.single else ""
    return frozenset(name for name in (own, _WITHIN.get(kind.record, ("", ""))[1]) if name)


def _id(cls: Any, typed: object) -> Iterator[str]:
    """Yield the id in what was typed for a record of a class, if it can be one."""
    given = typed.get("id") if isinstance(typed, dict) else None
    yield from as_far_as_read(each.id for each in (partly(cls, {"id": given}),))


def _meant(cls: Any, typed: dict[str, Any]) -> dict[str, str]:
    """Return the keys that nobody knows, each with the field that is not there and that it is a slip of, if any is near."""
    own = {each.name for each in dataclasses.fields(cls) if each.init}
    return {key: nearest(key, own - typed.keys()) for key in sorted(typed.keys() - own)}


def _may_be_left_away(cls: Any, name: str, typed: dict[str, Any]) -> bool:
    default = next(each.default for each in dataclasses.fields(cls) if each.name == name)
    return name not in typed and default is not dataclasses.MISSING
