"""Activity: something to do, alone or in a room, step by step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import CaseIds, Count, Id, Listed, Minutes, OutcomeIds, Plain, Plains, Text, Texts
from caselore.model.record import Evidences, Record, record


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
    """How to do it by yourself, online."""
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
