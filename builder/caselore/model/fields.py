"""The kinds of value a field can hold, and how the text a person typed becomes one.

Nothing is guessed from how a value looks: `yes`, `010` and `12:30` stay text unless the field itself
asks for a number, a date or a true/false, and then only one spelling is taken.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, TypeAdapter, WithJsonSchema
from pydantic_core import PydanticCustomError

from caselore.frozen import frozen

CLOSED = ConfigDict(extra="forbid")
"""Records take no keys but their own."""


def described(record: Any) -> TypeAdapter[Any]:
    """Return what makes a record's JSON Schema, in which the docstring under a field describes it.

    To look docstrings up takes longer than all else that is made ready to read a course, which needs none.
    """
    CLOSED["use_attribute_docstrings"] = True
    try:
        return TypeAdapter(record)
    finally:
        del CLOSED["use_attribute_docstrings"]


class Bare(str):
    """A YAML value typed without quotes; only these may become numbers, dates or true/false."""

    __slots__ = ()


@frozen
class Ref:
    """Marks a field as the id of a record of this kind; `checks/references.py` resolves it."""

    kind: str


@frozen
class Markdown:
    """Marks a field as Markdown."""


@frozen
class Line:
    """Marks a field as one line of plain text."""


@frozen
class Web:
    """Marks a field as an address on the web."""


def _flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, Bare) and value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("flag", "write true or false, without quotes")


def _whole(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, Bare) and re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", value):
        return int(value)
    raise PydanticCustomError("whole", "write a whole number in digits, such as 20")


def _number(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, Bare) and re.fullmatch(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,9})?", value):
        return float(value)
    raise PydanticCustomError("number", "write a number in digits, such as 18.7, without commas or units")


def _amount(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Bare) and re.fullmatch(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,9})?", value):
        return Decimal(value)
    raise PydanticCustomError("number", "write a number in digits, such as 18.7, without commas or units")


def _date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("date", "that day is not in the calendar") from None
    raise PydanticCustomError("date", "write the date as year-month-day, such as 2026-11-22")


def _partial_date(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", value):
        raise PydanticCustomError("partial_date", "write a year, year-month or year-month-day, such as 2011-02")
    if len(value) == 10:
        _date(value)
    return value


def _clock(value: str) -> str:
    if not re.fullmatch(r"([01]?[0-9]|2[0-3])[.:][0-5][0-9]", value):
        raise PydanticCustomError("clock", "write a time of day in 24 hours, such as 9.30 or 14:00")
    return value


def minutes_of(clock: str) -> int:
    """Return a time of day as minutes since midnight."""
    hours, minutes = re.split("[.:]", clock)
    return int(hours) * 60 + int(minutes)


def _list(value: object) -> object:
    """Explain a single value where a list belongs, the commonest slip in YAML."""
    if isinstance(value, str):
        raise PydanticCustomError("one_not_list", "this is a list: start the line with '- '")
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty", "write something here, or remove the line")
    return value.strip()


def _line(value: str) -> str:
    return " ".join(_text(value).split())


_TEXT_SCHEMA = WithJsonSchema({"type": ["string", "number", "boolean"]})

Text = Annotated[str, Markdown(), AfterValidator(_text), _TEXT_SCHEMA]
"""Markdown: emphasis, links, lists and citations such as [@R40-14]."""
Plain = Annotated[str, Line(), AfterValidator(_line), _TEXT_SCHEMA]
"""One line of text, shown as typed, with no markup."""
SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_ID = 80
Id = Annotated[str, Field(pattern=f"^{SLUG}$", max_length=LONGEST_ID)]
"""Small letters, digits and single hyphens."""
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|index|readme|course", re.IGNORECASE)
"""Names that mean something else on some computer or on every site; sheets on the whole course lie in `course`."""


def _free(value: str) -> str:
    if RESERVED.fullmatch(value):
        raise PydanticCustomError("reserved", "this name has another use already")
    return value


OwnId = Annotated[Id, AfterValidator(_free)]
"""The id of what is known by it all over a course, and may become a file and an address."""
FindingId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,9}-[0-9]{2,3}$")]
"""A source's code and a number, such as R40-14."""
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Minutes = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1440)]
Number = Annotated[float, BeforeValidator(_number)]
Amount = Annotated[Decimal, BeforeValidator(_amount), WithJsonSchema({"type": "number"})]
"""A number that is kept as it was typed, so that sums with it are exact."""
Date = Annotated[date, BeforeValidator(_date)]
PartialDate = Annotated[str, AfterValidator(_partial_date), WithJsonSchema({"type": ["string", "integer"]})]
"""A year, a year and month, or a day, as exact as the source is."""
Clock = Annotated[str, AfterValidator(_clock), WithJsonSchema({"type": ["string", "number"]})]
"""A time of day in 24 hours: 9.30 or 14:00."""
Url = Annotated[str, Web(), Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
Listed = BeforeValidator(_list)
"""Use inside Annotated on tuples, so that one bare value gets a helpful message."""

Texts = Annotated[tuple[Text, ...], Listed]
Plains = Annotated[tuple[Plain, ...], Listed]

Nation = Literal["england", "wales", "scotland", "northern-ireland", "uk"]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Status = Literal["draft", "reviewed", "published", "withdrawn"]
Tone = Literal["good", "mixed", "poor"]

ActivityId = Annotated[str, Ref("activity")]
CaseId = Annotated[str, Ref("case study")]
FindingRef = Annotated[str, Ref("finding")]
LawId = Annotated[str, Ref("legal note")]
MessageId = Annotated[str, Ref("practice message")]
ModuleId = Annotated[str, Ref("module")]
OutcomeId = Annotated[str, Ref("learning outcome")]
QuestionId = Annotated[str, Ref("question")]
QuizId = Annotated[str, Ref("quiz")]
SourceId = Annotated[str, Ref("source")]

CaseIds = Annotated[tuple[CaseId, ...], Listed]
LawIds = Annotated[tuple[LawId, ...], Listed]
MessageIds = Annotated[tuple[MessageId, ...], Listed]
ModuleIds = Annotated[tuple[ModuleId, ...], Listed]
OutcomeIds = Annotated[tuple[OutcomeId, ...], Listed]
QuestionIds = Annotated[tuple[QuestionId, ...], Listed]
SourceIds = Annotated[tuple[SourceId, ...], Listed]
