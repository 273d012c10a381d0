"""Figure: numbers from a source, what is worked out from them, and what they do not prove."""

from decimal import Context, Decimal
from functools import reduce
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Amount, Id, Listed, Plain, SourceId, Text, Texts, Whole
from caselore.model.record import Evidences, Record, record


@record
class FigureValue:
    """One number as the source gives it."""

    id: Id
    """A short name, unique within the figure, by which 'of' speaks of it."""
    label: Plain
    """What the number is of."""
    value: Amount
    """In digits, without commas or units."""
    note: Plain | None = None
    """What just this number counts, where that differs from the others."""


@record
class DerivedValue:
    """A number that is worked out from those of the source; the sum is done again at each check."""

    id: Id | None = None
    """A short name, needed only where a later one is worked out from this."""
    label: Plain
    """What the number says, such as 'How much less the plan was'."""
    kind: Literal["sum", "difference", "percent-less", "percent-more", "share"]
    """How it is worked out. sum: all of them. difference: the first less the second. percent-less and
    percent-more: by how much the second differs from the first, in per cent of the first. share: the first
    in per cent of the second."""
    of: Annotated[tuple[Id, ...], Listed, Field(min_length=2)]
    """The ids of what it is worked out from, in order: values, or derived ones above it."""
    value: Amount
    """The result, as the course states it."""
    decimals: Annotated[Whole, Field(ge=0, le=6)] = 0
    """To how many places it is rounded; a half is rounded up, away from nought."""


@record
class Figure(Record):
    """Numbers that belong together, as data: they can be shown as a table and checked."""

    title: Plain
    """What the numbers are about, when and where."""
    source: SourceId
    """The source they stand in; the figure is shown on its page."""
    evidence: Annotated[Evidences, Field(min_length=1)]
    """The findings that give the numbers."""
    unit: Plain
    """What is counted, such as '£ a year' or 'people'."""
    values: Annotated[tuple[FigureValue, ...], Listed, Field(min_length=1)]
    """The numbers of the source."""
    derived: Annotated[tuple[DerivedValue, ...], Listed] = ()
    """What is worked out from them."""
    does_not_prove: Annotated[Texts, Field(min_length=1)]
    """What a reader might take from the numbers, and must not."""
    note: Text | None = None
    """What else a reader should know, such as what the numbers leave out."""


_EXACT = Context(prec=60)
"""More digits than any sum of what may be typed has."""
PERCENT = frozenset({"percent-less", "percent-more", "share"})
"""Kinds of derived value that are in per cent."""


def exact_values(figure: Figure) -> dict[str, Decimal]:
    """Return the exact value of everything in a figure that has an id and can be worked out."""
    values = {each.id: each.value for each in figure.values}
    for each in figure.derived:
        if each.id and each.id not in values and all(name in values for name in each.of):
            exact = worked_out(each.kind, tuple(values[name] for name in each.of))
            if exact is not None:
                values[each.id] = exact
    return values


def worked_out(kind: str, of: tuple[Decimal, ...]) -> Decimal | None:
    """Return what a kind of derived value comes to, exactly; None where it cannot be worked out."""
    if kind == "sum":
        return reduce(_EXACT.add, of, Decimal(0))
    if len(of) != 2:
        return None
    first, second = of
    if kind == "difference":
        return _EXACT.subtract(first, second)
    over, under = {
        "percent-less": (_EXACT.subtract(first, second), first),
        "percent-more": (_EXACT.subtract(second, first), first),
        "share": (first, second),
    }[kind]
    return _EXACT.divide(_EXACT.multiply(over, Decimal(100)), under) if under else None
