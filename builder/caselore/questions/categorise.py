"""Turn things to sort into categories into an Item."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Id, Listed, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import Fault, distinct, refuse
from caselore.questions.interactions import Item, MatchInteraction, MatchRow, Target
from caselore.questions.lowering import item


@record
class Category:
    """Where things can be put."""

    id: Id
    """A short name that items point to."""
    title: Text


@record
class Sortable:
    """One thing to sort."""

    id: Id
    """A short name that stays with it."""
    text: Text
    category: Id
    """The id of the category it belongs to."""
    feedback: Text
    """Why it belongs there; said whatever was chosen."""


@record
class Categorise(Question):
    """Put each thing where it belongs. Each thing counts."""

    type: Literal["categorise"]
    categories: Annotated[tuple[Category, ...], Field(min_length=2, max_length=4), Listed, distinct("id", "title")]
    """Two to four; shown in this order."""
    items: Annotated[tuple[Sortable, ...], Field(min_length=3, max_length=10), Listed, distinct("id", "text")]
    """Three to ten."""

    def __post_init__(self) -> None:
        refuse(self.contradictions(), self.items)

    def contradictions(self) -> Iterator[Fault]:
        """Yield what does not fit together, each at its key."""
        ids = [category.id for category in self.categories]
        for index, each in enumerate(self.items):
            if each.category not in ids:
                message = f"there is no category '{each.category}'; there are: {', '.join(ids)}"
                yield Fault("category", message, ("items", index, "category"))

    def lower(self) -> Item:
        """Return a row for each thing and a target for each category."""
        rows = tuple(
            MatchRow(id=each.id, text=each.text, target=each.category, feedback=each.feedback) for each in self.items
        )
        targets = tuple(Target(id=category.id, text=category.title) for category in self.categories)
        shuffle: Literal["rows", "none"] = "rows" if self.shuffle else "none"
        return item(self, MatchInteraction(id="answer", rows=rows, targets=targets, shuffle=shuffle))
