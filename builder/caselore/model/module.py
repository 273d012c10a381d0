"""Module: a unit of learning with its outcomes and its Markdown body."""

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Bloom, Listed, Minutes, ModuleIds, OwnId, Plain, Plains, Text, Texts, Whole
from caselore.model.record import Record, record

DIRECTIVES: dict[str, str] = {
    "activity": "activity",
    "case-study": "case study",
    "facilitator": "",
    "handout": "",
    "message": "practice message",
    "question": "question",
    "quiz": "quiz",
    "reflect": "",
    "then-now": "legal note",
}
"""What a module page may hold in colon fences, and the kind of record each names."""


@record
class LearningOutcome:
    """What a learner will be able to do."""

    id: OwnId
    statement: Plain
    """A verb first: 'Explain ...'."""
    bloom: Bloom
    """The level its verb asks for."""
    kind: Literal["knowledge", "skill", "value"] = "skill"
    standards: Plains = ()
    """Frameworks it serves, such as 'pcf:6'."""


@record
class Duration:
    """How long a module takes."""

    self_study: Minutes
    workshop: Minutes


@record
class Misconception:
    """Something people often believe, and how to answer it."""

    belief: Text
    answer: Text


@record
class FacilitatorNotes:
    """What a trainer needs to run the module in a room."""

    prep: Texts
    """What to do beforehand."""
    script: Text
    """How to open it, in words that can be said."""
    misconceptions: Annotated[tuple[Misconception, ...], Listed] = ()
    local_inserts: Texts = ()
    """What to fill in locally, such as the council's policy."""
    cut_down: Text
    """What to drop if short of time."""


@record
class Module(Record):
    """content/modules/ID.md: front matter, and a body in Markdown with directives."""

    title: Plain
    order: Annotated[Whole, Field(ge=0)]
    """Its place in the course; 0 for an opening that is not counted as a module."""
    summary: Text
    """At most 40 words."""
    audience: Plains = ()
    """For whom it is, each a few words; left out where it is for everybody that the course is for."""
    duration_min: Duration
    outcomes: Annotated[tuple[LearningOutcome, ...], Listed, Field(min_length=1, max_length=6)]
    prerequisites: ModuleIds = ()
    recall_from: ModuleIds = ()
    """Earlier modules to recall first."""
    facilitator: FacilitatorNotes | None = None
    supervision_prompt: Text
    """One question to take to supervision."""
    body: str = field(default="", init=False)
    """Markdown."""
