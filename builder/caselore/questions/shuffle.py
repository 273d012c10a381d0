"""Turn the author's order into the order that is shown, the same in every build.

Things are sorted by a hash of their id. So the order does not depend on where the author put them,
and a thing added later leaves the others as they were.
"""

from hashlib import sha256
from itertools import pairwise
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

SHUFFLES = 100
"""How often chance is asked for an order that is far enough; one in three is."""
ONE_SWAP = 2
"""How many entries one swap takes out of their places."""
MAY_BE_ONE_SWAP = 3
"""Of so few entries, each order that earns nothing is one swap from the right one."""

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
    """Return the entries as they are shown: an order that is far from the right one.

    Where the first order that chance gives is too near, it is asked again; backwards is far for any number.
    """
    seed, key = f"{item_id}/{asked.id}", asked.entries
    shuffles = (_shuffled(f"{seed}/{turn}" if turn else seed, key) for turn in range(SHUFFLES))
    return next((each for each in shuffles if _is_far(each, key)), key[::-1])


def _shuffled(seed: str, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return tuple(sorted(things, key=lambda thing: sha256(f"{seed}/{thing.id}".encode()).digest()))


def _moved(shown: tuple[Thing, ...], key: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Take one step round if chance has put everything in the place that gives the key away."""
    return shown[1:] + shown[:1] if shown == key else shown


def _is_far(shown: tuple[OrderEntry, ...], key: tuple[OrderEntry, ...]) -> bool:
    """Whether an order left as it is shown would earn nothing, and from four entries on takes more than one swap."""
    places = [key.index(each) for each in shown]
    followed = any(after == before + 1 for before, after in pairwise(places))
    moved = sum(place != at for at, place in enumerate(places))
    return not followed and (moved > ONE_SWAP or len(key) <= MAY_BE_ONE_SWAP)


def _must_shuffle(value: bool) -> bool:
    if not value:
        raise PydanticCustomError("shuffle", "unshuffled, this type would show its key; remove this line")
    return value


AlwaysShuffled = Annotated[Flag, AfterValidator(_must_shuffle)]
"""For types in which the author's own order is the key."""
