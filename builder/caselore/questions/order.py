"""Turn things in their right order into an Item that asks for that order."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Id, Listed, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import distinct
from caselore.questions.interactions import Item, OrderEntry, OrderInteraction
from caselore.questions.lowering import item
from caselore.questions.shuffle import AlwaysShuffled


@record
class Entry:
    """One thing to put in order."""

    id: Id
    """A short name that stays with it."""
    text: Text
    feedback: Text | None = None
    """Why it stands where it does."""


@record
class Order(Question):
    """Put things in order. Each one that is followed at once by the right next one counts."""

    type: Literal["order"]
    items: Annotated[tuple[Entry, ...], Field(min_length=3, max_length=6), Listed, distinct("id", "text")]
    """Three to six, in the right order; they are shown shuffled."""
    shuffle: AlwaysShuffled = True

    def lower(self) -> Item:
        """Return one ordering."""
        entries = tuple(OrderEntry(id=each.id, text=each.text, feedback=each.feedback or "") for each in self.items)
        return item(self, OrderInteraction(id="answer", entries=entries))
