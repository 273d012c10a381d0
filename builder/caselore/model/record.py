"""What every record of a course has: an id, a state of review, waivers, and the place it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Annotated, Any, Literal, Protocol, TypeVar, dataclass_transform

from caselore.diagnostics import Span
from caselore.frozen import frozen
from caselore.model.fields import CLOSED, Date, FindingRef, Listed, OwnId, Plain, Plains, Status, Text

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a frozen record that pydantic can build from plain values."""
    made = frozen(kw_only=True)(cls)
    made.__pydantic_config__ = CLOSED  # type: ignore[attr-defined]
    return made


class Place(Protocol):
    """Where a record and its fields stand; kept by the reader, so that faults can point home."""

    @property
    def path(self) -> str:
        """The file's path in the project; unlike a span, it costs nothing."""
        ...

    def of(self, *keys: str | int) -> Span:
        """Return the span of the value at these keys, or of the nearest thing above it."""
        ...

    def find(self, snippet: str, nth: int, *keys: str | int, shape: str = "({})") -> Span:
        """Return where a snippet of the text at these keys stands; the text itself if not found.

        `shape` is a pattern of what stands around the snippet, which is its first group.
        """
        ...

    def line(self, number: int) -> str:
        """Return a line of the record's file, counted from 1."""
        ...


@record
class Evidence:
    """A pointer from a statement to the finding it rests on."""

    finding: FindingRef
    """The finding's code, such as R40-14."""
    supports: Literal["direct", "partial", "context"] = "direct"
    """How far the finding carries the statement: all of it, part of it, or its background."""
    note: Text | None = None
    """What a reader should know about this link."""


Evidences = Annotated[tuple[Evidence, ...], Listed]


@record
class Waiver:
    """A rule set aside for one record, with the reason."""

    rule: Plain
    """The rule's code, such as Q112."""
    reason: Text
    """Why it is right to set the rule aside here."""


class Unread(Exception):
    """Raised where somebody asks for a field of which nobody can say what its author meant."""


def as_far_as_read(found: Iterable[T]) -> Iterator[T]:
    """Yield what a check finds until it asks for a field that could not be read."""
    try:
        yield from found
    except Unread:
        return


def can_be_read(record: Any, name: str) -> bool:
    """Whether a field of a record has a value that is sure."""
    try:
        getattr(record, name)
    except Unread:
        return False
    return True


@frozen
class Damaged:
    """A record whose form is wrong, as typed: what it says and points at is checked all the same."""

    kind: Any
    """The class it would be."""
    id: str
    values: dict[str, Any]
    """Keys and plain values, as they stand in the file."""
    place: Place = field(compare=False)
    read: Any = field(compare=False, repr=False)
    """A record of that class with the fields that are sound; asked for another, it raises Unread."""
    name: str = ""
    """The kind of record, as people say it: 'case study'."""
    body: str = ""
    """Of a module, its Markdown."""


@record
class Record:
    """A thing of a course that has an id."""

    id: OwnId
    """Small letters, digits and hyphens; the file's name, where a file holds one record."""
    status: Status = "draft"
    """How far the record has come: draft, reviewed, published or withdrawn."""
    reviewed_by: Plains = ()
    """Who has checked it, by name or role; leave out until somebody has."""
    reviewed_on: Date | None = None
    """The day it was last checked."""
    withdrawn_on: Date | None = None
    """With the status withdrawn: since which day, so that paper printed before it can be pulled."""
    waive: Annotated[tuple[Waiver, ...], Listed] = ()
    """Rules set aside for this record, each with a reason."""
    place: Any = field(default=None, init=False, compare=False, repr=False)
    """A Place, once the record has been read from a file."""
