"""Turn pairs that belong together into an Item."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Id, Listed, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import Fault, distinct, refuse
from caselore.questions.interactions import Item, MatchInteraction, MatchRow, Target
from caselore.questions.lowering import item, text_id
from caselore.questions.shuffle import AlwaysShuffled


@record
class Pair:
    """Two things that belong together."""

    id: Id
    """A short name that stays with the pair."""
    left: Text
    """What stands still."""
    right: Text
    """What the learner gives it. Two pairs with the same words here share one answer."""
    feedback: Text
    """Why they belong together; said whatever was chosen."""


@record
class Match(Question):
    """Give each thing on the left what belongs to it. Each pair counts."""

    type: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3, max_length=6), Listed, distinct("id", "left")]
    """Three to six."""
    distractors: Annotated[tuple[Text, ...], Field(max_length=2), Listed] = ()
    """Up to two answers that belong to nothing."""
    shuffle: AlwaysShuffled = True

    def __post_init__(self) -> None:
        refuse(self.contradictions(), self.distractors)

    def contradictions(self) -> Iterator[Fault]:
        """Yield what does not fit together, each at its key."""
        taken = {pair.right for pair in self.pairs}
        if len(taken) == 1:
            yield Fault("one_target", "all pairs have the same right side, so there is nothing to choose", ("pairs",))
        for index, text in enumerate(self.distractors):
            if text in taken:
                message = "this stands above already, as the right side of a pair or as a distractor"
                yield Fault("repeated", message, ("distractors", index))
            taken.add(text)

    def lower(self) -> Item:
        """Return rows for the left sides and a target for every different right side."""
        rows = tuple(
            MatchRow(id=pair.id, text=pair.left, target=text_id(pair.right), feedback=pair.feedback)
            for pair in self.pairs
        )
        texts = dict.fromkeys((*(pair.right for pair in self.pairs), *self.distractors))
        targets = tuple(Target(id=text_id(text), text=text) for text in texts)
        return item(self, MatchInteraction(id="answer", rows=rows, targets=targets))
