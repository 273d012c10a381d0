"""Turn a sum into an Item."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Number, Plain, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.interactions import Item, TextEntryInteraction
from caselore.questions.lowering import item


@record
class Numeric(Question):
    """Work out a number."""

    type: Literal["numeric"]
    answer: Number
    """The right number, without commas or unit."""
    tolerance: Annotated[Number, Field(ge=0)] = 0
    """How far off still counts as right."""
    unit: Plain | None = None
    """Shown beside the box, such as % or hours; the learner may type it or not."""
    working: Text
    """How to get there, shown after any answer."""
    feedback_right: Text
    """Said after a right answer."""
    feedback_wrong: Text
    """Said after a wrong answer: the usual slip, and where to look."""

    def lower(self) -> Item:
        """Return one number to type."""
        asked = TextEntryInteraction(
            id="answer",
            number=self.answer,
            tolerance=self.tolerance,
            unit=self.unit or "",
            model_points=(self.working,),
            feedback_right=self.feedback_right,
            feedback_wrong=self.feedback_wrong,
        )
        return item(self, asked)
