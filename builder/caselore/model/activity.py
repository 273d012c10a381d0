"""Activity: something to do, alone or in a room, step by step."""

import re
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import CaseIds, Count, Id, Listed, Minutes, OutcomeIds, Plain, Plains, Text, Texts
from caselore.model.record import Evidences, Record, record

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45,
    "fifty": 50, "sixty": 60,
}  # fmt: skip
# Not the end of a longer number, such as "2.5" or "thirty-five".
_MINUTES = re.compile(rf"(?<![\w.,-])(\d{{1,3}}|{'|'.join(_NUMBERS)})[ -]min(?:ute)?s?\b", re.IGNORECASE)


@record
class Step:
    """One step of an activity."""

    min: Minutes
    """How many minutes it takes."""
    do: Text
    """What people do."""
    say: Text | None = None
    """What the facilitator says."""


@record
class Card:
    """One card to sort, in a sorting activity."""

    id: Id
    text: Text
    likely: Text
    """For facilitators and for checking oneself: where it may go, and why."""


@record
class Handout:
    """What an activity needs on paper."""

    lines: Count | None = None
    """Writing lines."""
    table: Plains = ()
    """Headings of a table to fill in."""
    cards: Annotated[tuple[Card, ...], Listed] = ()


@record
class Activity(Record):
    """Something to do."""

    title: Plain
    type: Literal[
        "case-discussion",
        "sort",
        "role-play",
        "sums",
        "timeline",
        "conversation-script",
        "evidence-weighing",
        "reflection",
        "local-map",
        "debate",
    ]
    time_min: Minutes
    """The minutes of its steps, added up."""
    group: Literal["solo", "pairs", "threes", "whole"]
    aim: Text
    """What it is for, in a sentence."""
    alone: Text
    """How to do it by yourself, online. If it says once how many minutes that takes, they are shown above it."""
    outcomes: Annotated[OutcomeIds, Field(min_length=1)]
    materials: Plains = ()
    steps: Annotated[tuple[Step, ...], Listed, Field(min_length=1)]
    prompts: Annotated[Texts, Field(min_length=1)]
    """Questions that move the talk on."""
    listen_for: Annotated[Texts, Field(min_length=1)]
    likely_answers: Annotated[Texts, Field(min_length=1)]
    debrief: Text
    adaptations: Annotated[Texts, Field(min_length=1)]
    """Remote, access, no writing."""
    cases: CaseIds = ()
    evidence: Evidences = ()
    risk_note: Text | None = None
    """What may be hard for somebody in the room."""
    handout: Handout | None = None

    @property
    def minutes_alone(self) -> int | None:
        """The minutes that it says it takes by oneself; None where it names none, or several."""
        found = _MINUTES.findall(self.alone)
        if len(found) != 1:
            return None
        return int(found[0]) if found[0].isdecimal() else _NUMBERS[found[0].lower()]
