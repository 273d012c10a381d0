"""Turn a judgement between sound, defensible and weak first steps into an Item."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.case_study import DecisionOption
from caselore.model.fields import Listed
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import Fault, checked, distinct
from caselore.questions.interactions import Choice, ChoiceInteraction, Item
from caselore.questions.lowering import item


def _one_soundest(options: tuple[DecisionOption, ...]) -> Iterator[Fault]:
    soundest = [index for index, option in enumerate(options) if option.weight == 2]
    if not soundest:
        yield Fault("one_soundest", "none of these is the soundest; give one the weight 2")
    for index in soundest[1:]:
        message = "only one can be the soundest, with the weight 2; a defensible one has the weight 1"
        yield Fault("one_soundest", message, (index, "weight"))


def weighted(options: tuple[DecisionOption, ...]) -> tuple[Choice, ...]:
    """Return the options as choices: the soundest earns everything, a defensible one half."""
    return tuple(
        Choice(id=option.id, text=option.text, weight=option.weight / 2, feedback=option.feedback) for option in options
    )


@record
class BestFirstStep(Question):
    """Choose what to do first; a defensible choice earns half."""

    type: Literal["best_first_step"]
    options: Annotated[
        tuple[DecisionOption, ...],
        Field(min_length=3, max_length=5),
        Listed,
        distinct("id", "text"),
        checked(_one_soundest),
    ]
    """Three to five, exactly one with the weight 2."""

    def lower(self) -> Item:
        """Return one choice of one, with weights."""
        return item(self, ChoiceInteraction(id="answer", choices=weighted(self.options), shuffle=self.shuffle))
