"""Turn a question that also asks how sure the learner is into an Item."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Listed, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import distinct
from caselore.questions.interactions import Choice, ChoiceInteraction, Item
from caselore.questions.lowering import item
from caselore.questions.option import Option, choices, one_correct
from caselore.words import N_

_SURE = (
    Choice(id="sure", text=N_("Sure")),
    Choice(id="fairly", text=N_("Fairly sure")),
    Choice(id="guessing", text=N_("Guessing")),
)


@record
class Confidence(Question):
    """Choose the one right option, and say how sure you are; being sure and wrong costs nothing."""

    type: Literal["confidence"]
    options: Annotated[
        tuple[Option, ...],
        Field(min_length=2, max_length=5),
        Listed,
        distinct("id", "text"),
        one_correct,
    ]
    """Two to five; three are usually enough."""
    sure_right: Text = N_("You were sure, and you were right.")
    """Said to whoever was sure and right."""
    unsure_right: Text = N_("You were right, and can trust this more than you did. See why below.")
    """Said to whoever was fairly sure or guessing, and right."""
    sure_wrong: Text = N_("You were sure, and it is another answer. A surprise is a good moment to learn.")
    """Said to whoever was sure and wrong."""
    unsure_wrong: Text = N_("You had your doubts, and it was right to have them. See why below.")
    """Said to whoever was fairly sure or guessing, and wrong."""

    def lower(self) -> Item:
        """Return one choice of one, a second that earns nothing, and a note for each way they meet."""
        notes = (
            ("sure-right", self.sure_right),
            ("fairly-right", self.unsure_right),
            ("guessing-right", self.unsure_right),
            ("sure-wrong", self.sure_wrong),
            ("fairly-wrong", self.unsure_wrong),
            ("guessing-wrong", self.unsure_wrong),
        )
        sure = ChoiceInteraction(id="sure", prompt=N_("How sure are you?"), choices=_SURE, scored=False, shuffle=False)
        answer = ChoiceInteraction(id="answer", choices=choices(self.options), shuffle=self.shuffle)
        return item(self, answer, sure, notes=notes)
