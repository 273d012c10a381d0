"""Question: what every type of question has in common, and Quiz, a set of them."""

from typing import Annotated

from pydantic import Field

from caselore.model.fields import (
    Bloom,
    CaseId,
    Date,
    Flag,
    MessageIds,
    Nation,
    Number,
    OutcomeId,
    Plain,
    Plains,
    QuestionIds,
    Text,
    Texts,
    Whole,
)
from caselore.model.record import Evidences, Record, record


@record
class Question(Record):
    """What all question types have in common; `type` says which further keys there are."""

    type: str
    """Which type of question this is."""
    case: CaseId | None = None
    """The case study it is about."""
    scenario: Text | None = None
    """The situation, kept apart from the question itself."""
    stem: Text
    """The question itself; it can be answered without reading the options."""
    outcome: OutcomeId
    """The learning outcome it tests."""
    bloom: Bloom
    """What kind of thinking it asks for."""
    difficulty: Annotated[Whole, Field(ge=1, le=3)] | None = None
    """The author's guess: 1 easy, 2 middling, 3 hard."""
    messages: MessageIds = ()
    """Practice messages to go back to after a wrong answer."""
    evidence: Annotated[Evidences, Field(min_length=1)]
    """The findings its key rests on."""
    as_of: Date | None = None
    """For questions of law: the day on which the key was right."""
    nation: Nation | None = None
    """For questions of law: whose law."""
    points: Annotated[Number, Field(gt=0, le=100)] = 1
    rationale: Text
    """Shown after any answer: the reasoning, not just the key."""
    hints: Texts = ()
    """Shown one at a time when asked for."""
    tags: Plains = ()
    shuffle: Flag = True
    """False where the order of the options matters."""


@record
class Quiz(Record):
    """A set of questions."""

    title: Plain
    intro: Text | None = None
    """Said before the first question."""
    questions: Annotated[QuestionIds, Field(min_length=1)]
    """Ids, in the order in which they are asked."""
    pass_mark: Annotated[Whole, Field(ge=0, le=100)] | None = None
    """Overrides the course's pass mark for this quiz."""
    order: Annotated[Whole, Field(ge=1)] | None = None
    """Where it stands among the quizzes that no module shows; those without a number come last."""
