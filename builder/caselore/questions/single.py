"""Turn a question with one right option into an Item."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Listed
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import distinct
from caselore.questions.interactions import ChoiceInteraction, Item
from caselore.questions.lowering import item
from caselore.questions.option import Option, choices, one_correct


@record
class Single(Question):
    """Choose the one right option."""

    type: Literal["single"]
    options: Annotated[
        tuple[Option, ...],
        Field(min_length=2, max_length=5),
        Listed,
        distinct("id", "text"),
        one_correct,
    ]
    """Two to five; three are usually enough."""

    def lower(self) -> Item:
        """Return one choice of one."""
        return item(self, ChoiceInteraction(id="answer", choices=choices(self.options), shuffle=self.shuffle))
