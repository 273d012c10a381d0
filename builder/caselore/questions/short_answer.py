"""Turn a question answered in a few words into an Item."""

from typing import Literal

from caselore.model.fields import Count, Plains, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.interactions import ExtendedTextInteraction, Item, TextEntryInteraction
from caselore.questions.lowering import item
from caselore.words import N_


@record
class ShortAnswer(Question):
    """Answer in a few words: marked where right words are listed, otherwise compared by the learner."""

    type: Literal["short_answer"]
    accept: Plains = ()
    """Words that are right; capitals, spaces and a final full stop do not matter. Unscored without this."""
    model_answer: Text
    """A good answer in full, shown after any answer."""
    lines: Count = 3
    """Writing lines on paper; rows of the box where the answer is not marked."""

    def lower(self) -> Item:
        """Return a text to mark if there is something to mark it by, otherwise one to compare."""
        model_points = (self.model_answer,)
        if not self.accept:
            asked = ExtendedTextInteraction(id="answer", model_points=model_points, lines=self.lines)
            return item(self, asked)
        wrong = N_("Your words are not among those we listed. Compare them with our answer.")
        return item(
            self,
            TextEntryInteraction(id="answer", accept=self.accept, model_points=model_points, feedback_wrong=wrong),
        )
