"""Turn faults that show only when values are compared into errors that stand at the right key."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, NamedTuple

from pydantic import AfterValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError


class Fault(NamedTuple):
    """One thing wrong, and where, seen from the value that was checked."""

    code: str
    message: str
    at: tuple[str | int, ...] = ()


def refuse(faults: Iterable[Fault], value: object) -> None:
    """Raise all faults at once; do nothing if there are none."""
    details = [
        InitErrorDetails(type=PydanticCustomError(fault.code, fault.message), loc=fault.at, input=value)
        for fault in faults
    ]
    if details:
        raise ValidationError.from_exception_data("question", details)


@dataclass(frozen=True, slots=True)
class Checked(AfterValidator):
    """A check of one field's value that is part of the field's type."""

    check: Callable[[Any], Iterable[Fault]]


def checked(check: Callable[[Any], Iterable[Fault]]) -> Checked:
    """Make a check of one field's value a part of the field's type."""

    def validate(value: Any) -> Any:
        refuse(check(value), value)
        return value

    return Checked(validate, check)


def distinct(*keys: str) -> Checked:
    """Refuse a list in which two have the same words under one of these keys."""

    def repeated(things: tuple[object, ...]) -> Iterator[Fault]:
        for key in keys:
            seen: set[str] = set()
            for index, thing in enumerate(things):
                words = str(getattr(thing, key))
                if words.casefold() in seen:
                    shown = shorten(words, 40, placeholder="...")
                    yield Fault("repeated", f"the {key} '{shown}' is here twice; make them differ", (index, key))
                seen.add(words.casefold())

    return checked(repeated)
