"""CaseStudy: a story treated as data, with who told it, what it can show, and a decision to take."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import (
    Count,
    Date,
    Flag,
    Id,
    LawIds,
    Listed,
    MessageIds,
    Plain,
    Plains,
    Text,
    Texts,
    Tone,
    Whole,
)
from caselore.model.record import Evidences, Record, record


@record
class Consent:
    """The consent we hold for a story."""

    form_ref: Plain
    """Where the signed form is kept."""
    uses: Plains
    """What the person agreed to."""
    expires: Date
    """When it must be asked for again."""
    withdrawn: Flag = False
    """True once the person has withdrawn it."""


@record
class Person:
    """Somebody in the story. The label is a role unless the name was published."""

    label: Plain
    role: Plain
    """Their part: budget holder, carer, worker."""
    group: Plain | None = None
    """For the library's filter, such as 'Older people'."""
    age_band: Plain | None = None
    named: Flag = False
    """True where the source published the name."""


@record
class StoryPart:
    """A headed part of the story."""

    heading: Plain
    text: Text


@record
class Change:
    """What changed for somebody, said as plainly where it is nothing or not known."""

    who: Plain
    what: Text
    evidence: Evidences = ()


@record
class Money:
    """How the money worked."""

    how_held: Literal[
        "direct-payment",
        "managed-by-council",
        "managed-by-provider",
        "managed-by-other",
        "mixed",
        "not-known",
    ]
    """Who held the money."""
    amount: Plain = "Not known"
    bought: Plain
    """What it was spent on, in a few words."""


@record
class DecisionOption:
    """One thing a worker could do at the decision point."""

    id: Id
    text: Text
    weight: Annotated[Whole, Field(ge=0, le=2)]
    """2 for the soundest, 1 for defensible, 0 for weak."""
    feedback: Text
    """What makes it tempting, and where to look."""


@record
class DecisionPoint:
    """Stop and think: a decision put before the outcome is told."""

    after: Plain
    """The heading of the story part it follows."""
    situation: Text
    """What you are facing. In a published story, whatever the source does not say starts with 'Suppose'."""
    question: Text
    options: Annotated[tuple[DecisionOption, ...], Listed, Field(min_length=2, max_length=5)]
    rationale: Text
    """Shown after any answer."""
    notes: Texts = ()
    """For facilitators: defensible answers and what to listen for."""
    evidence: Evidences = ()


@record
class Print:
    """How the case prints."""

    sheet: Literal["a4", "a5"] = "a4"
    lines: Count = 6
    """Writing lines beneath each question."""


@record
class CaseStudy(Record):
    """One story, kept apart from what is made of it."""

    title: Plain
    """Neutral: no moral in it."""
    provenance: Literal["published", "consented", "composite", "fictional"]
    """Where the story comes from; composite and fictional ones say so on every page and print."""
    credit: Plain | None = None
    """Who first told it; needed for published and consented stories."""
    consent: Consent | None = None
    """Needed for consented stories."""
    purpose: Text
    """Why we tell it."""
    told_by: Text
    """Who told it to whom."""
    gathered_how: Text
    """How it was gathered."""
    when: Plain
    """When it happened or was told."""
    can_show: Annotated[Texts, Field(min_length=1)]
    """What one such story can show."""
    cannot_show: Annotated[Texts, Field(min_length=1)]
    """What it cannot."""
    people: Annotated[tuple[Person, ...], Listed, Field(min_length=1)]
    setting: Plain
    """The place in broad terms, or 'Not stated'."""
    locality: Literal["city", "town", "country", "not-known"] | None = None
    """What kind of place that is, for the library's filter: as the story says, else not-known. A village is country."""
    summary: Text
    """At most 60 words, for the library card."""
    what_mattered: Plain
    """What mattered to the person, in a few words."""
    story: Annotated[tuple[StoryPart, ...], Listed, Field(min_length=1)]
    """The story up to the decision, in short headed parts."""
    decision_point: DecisionPoint
    what_happened: Text
    """What was done and came of it, told after the decision."""
    around: Text | None = None
    """What the same source says more widely, kept apart from this person's story."""
    changes: Annotated[tuple[Change, ...], Listed, Field(min_length=1)]
    """What changed for each person, with none, mixed and poor results said as plainly as good ones."""
    money: Money
    people_who_helped: Plains = ()
    tensions: Annotated[Texts, Field(min_length=2)]
    """The real dilemmas; at least two."""
    not_known: Annotated[Texts, Field(min_length=3)]
    """What the story does not tell us; at least three, printed as plainly as what it does."""
    then_now: LawIds = ()
    """Legal notes it touches."""
    then_now_note: Text | None = None
    """What those notes mean for this story."""
    everyday_or_unusual: Literal["everyday", "unusual"]
    outcome_tone: Tone
    messages: MessageIds = ()
    """Practice messages it illustrates."""
    content_note: Text | None = None
    """What some readers may find hard."""
    editorial_note: Text | None = None
    """For trainers: choices made in telling it."""
    evidence: Annotated[Evidences, Field(min_length=1)]
    print: Print = Print()
