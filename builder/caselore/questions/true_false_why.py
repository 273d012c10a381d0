"""Turn a statement to judge, with the reason why, into an Item."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Flag, Listed, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import distinct
from caselore.questions.interactions import Choice, ChoiceInteraction, Item
from caselore.questions.lowering import item
from caselore.questions.option import Option, choices, one_correct
from caselore.words import N_


@record
class TrueFalseWhy(Question):
    """Say whether the stem is true, and why. Points only if both are right."""

    type: Literal["true_false_why"]
    answer: Flag
    """true if the stem is true, otherwise false."""
    feedback_true: Text
    """Said to whoever answers that it is true."""
    feedback_false: Text
    """Said to whoever answers that it is false."""
    reasons: Annotated[
        tuple[Option, ...],
        Field(min_length=2, max_length=4),
        Listed,
        distinct("id", "text"),
        one_correct,
    ]
    """Two to four reasons for the right answer, one of them correct."""

    def lower(self) -> Item:
        """Return two choices of one, marked together."""
        verdict = (
            Choice(id="true", text=N_("True"), weight=int(self.answer), feedback=self.feedback_true),
            Choice(id="false", text=N_("False"), weight=int(not self.answer), feedback=self.feedback_false),
        )
        return item(
            self,
            ChoiceInteraction(id="answer", prompt=N_("True or false?"), choices=verdict, shuffle=False),
            ChoiceInteraction(id="why", prompt=N_("Why?"), choices=choices(self.reasons), shuffle=self.shuffle),
            all_or_nothing=True,
        )
