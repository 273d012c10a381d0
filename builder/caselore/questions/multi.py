"""Turn a question with several right options into an Item."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Listed, Whole
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import Fault, distinct, refuse
from caselore.questions.interactions import ChoiceInteraction, Item
from caselore.questions.lowering import item
from caselore.questions.option import Option, choices


@record
class Multi(Question):
    """Choose the right options; how many is said."""

    type: Literal["multi"]
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=6), Listed, distinct("id", "text")]
    """Three to six, at least one of them wrong."""
    choose: Annotated[Whole, Field(ge=2)]
    """How many are right; the learner is told."""
    scoring: Literal["all", "per-option"] = "all"
    """all: every right one and nothing else, or no points. per-option: each right one adds a share, each
    wrong one takes a share away, never below nothing."""

    def __post_init__(self) -> None:
        refuse(self.contradictions(), self.choose)

    def contradictions(self) -> Iterator[Fault]:
        """Yield what does not fit together, each at its key."""
        correct = sum(option.correct for option in self.options)
        if correct == len(self.options):
            yield Fault("all_correct", "all of these are correct; at least one must be wrong", ("options",))
        elif correct != self.choose:
            message = f"choose says {self.choose}, but {correct} of the options are marked correct"
            yield Fault("choose", message, ("choose",))

    def lower(self) -> Item:
        """Return one choice of several."""
        asked = ChoiceInteraction(
            id="answer",
            choices=choices(self.options),
            choose=self.choose,
            partial=self.scoring == "per-option",
            shuffle=self.shuffle,
        )
        return item(self, asked)
