"""Turn the author's order into the order that is shown, the same in every build.

Things are sorted by a hash of their id. So the order does not depend on where the author put them,
and a thing added later leaves the others as they were.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, TypeVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from caselore.model.fields import Flag
from caselore.questions.interactions import (
    Choice,
    ChoiceInteraction,
    MatchInteraction,
    MatchRow,
    OrderEntry,
    OrderInteraction,
    Target,
)

Thing = TypeVar("Thing", Choice, MatchRow, Target, OrderEntry)


def shown_choices(item_id: str, asked: ChoiceInteraction) -> tuple[Choice, ...]:
    """Return the choices as they are shown."""
    return _shuffled(f"{item_id}/{asked.id}", asked.choices) if asked.shuffle else asked.choices


def shown_rows(item_id: str, asked: MatchInteraction) -> tuple[MatchRow, ...]:
    """Return the rows as they are shown."""
    return _shuffled(f"{item_id}/{asked.id}", asked.rows) if asked.shuffle == "rows" else asked.rows


def shown_targets(item_id: str, asked: MatchInteraction) -> tuple[Target, ...]:
    """Return the targets as they are shown: if shuffled, then not in the order of their rows."""
    if asked.shuffle != "targets":
        return asked.targets
    return _moved(_shuffled(f"{item_id}/{asked.id}", asked.targets), asked.targets)


def shown_entries(item_id: str, asked: OrderInteraction) -> tuple[OrderEntry, ...]:
    """Return the entries as they are shown, which is never the right order."""
    return _moved(_shuffled(f"{item_id}/{asked.id}", asked.entries), asked.entries)


def _shuffled(seed: str, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return tuple(sorted(things, key=lambda thing: sha256(f"{seed}/{thing.id}".encode()).digest()))


def _moved(shown: tuple[Thing, ...], key: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Take one step round if chance has put everything in the place that gives the key away."""
    return shown[1:] + shown[:1] if shown == key else shown


def _must_shuffle(value: bool) -> bool:
    if not value:
        raise PydanticCustomError("shuffle", "unshuffled, this type would show its key; remove this line")
    return value


AlwaysShuffled = Annotated[Flag, AfterValidator(_must_shuffle)]
"""For types in which the author's own order is the key."""
