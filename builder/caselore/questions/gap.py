"""Turn a text with gaps to fill into an Item."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Id, Listed, Plain, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.faults import Fault, distinct, refuse
from caselore.questions.interactions import (
    GAP,
    Choice,
    ChoiceInteraction,
    Interaction,
    Item,
    TextEntryInteraction,
)
from caselore.questions.lowering import item, text_id


@record
class Gap:
    """One gap, and what may fill it."""

    id: Id
    """The name that stands in braces in the text."""
    accept: Annotated[tuple[Plain, ...], Field(min_length=1), Listed]
    """What is right. Capitals, spaces and a final full stop do not matter."""
    options: Annotated[tuple[Plain, ...], Field(min_length=2, max_length=6), Listed] | None = None
    """What to choose from, right ones included; without this the learner types."""
    feedback_right: Text
    """Said after a right answer."""
    feedback_wrong: Text
    """Said after a wrong answer: what may have misled, and where to look."""

    def __post_init__(self) -> None:
        refuse(self.contradictions(), self.options)

    def contradictions(self) -> Iterator[Fault]:
        """Yield what does not fit together, each at its key."""
        if self.options is None:
            return
        for index, text in enumerate(self.options):
            if text in self.options[:index]:
                yield Fault("repeated", f"the option '{text}' is here twice", ("options", index))
        for index, text in enumerate(self.accept):
            if text not in self.options:
                yield Fault("accept", f"'{text}' is right, but not among the options", ("accept", index))
        if set(self.options) <= set(self.accept):
            yield Fault("all_correct", "all of these are right; at least one must be wrong", ("options",))

    def lower(self, *, shuffle: bool) -> Interaction:
        """Return a choice where there are options, otherwise a text to type."""
        if self.options is None:
            return TextEntryInteraction(
                id=self.id,
                accept=self.accept,
                feedback_right=self.feedback_right,
                feedback_wrong=self.feedback_wrong,
            )
        return ChoiceInteraction(
            id=self.id, choices=tuple(self._choice(text) for text in self.options), shuffle=shuffle
        )

    def _choice(self, text: str) -> Choice:
        right = text in self.accept
        feedback = self.feedback_right if right else self.feedback_wrong
        return Choice(id=text_id(text), text=text, weight=int(right), feedback=feedback)


@record
class GapText(Question):
    """Fill the gaps in a text. Each gap counts."""

    type: Literal["gap"]
    text: Text
    """The text, with each gap's id in braces: 'The test is the agreed {what}.'"""
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=10), Listed, distinct("id")]
    """One for each marker in the text."""

    def __post_init__(self) -> None:
        refuse(self.contradictions(), self.text)

    def contradictions(self) -> Iterator[Fault]:
        """Yield what does not fit together, each at its key."""
        marked = GAP.findall(self.text)
        ids = [gap.id for gap in self.gaps]
        for name in dict.fromkeys(marked):
            if name not in ids:
                yield Fault("gap", f"the text has {{{name}}}, but no gap has the id '{name}'", ("text",))
            elif marked.count(name) > 1:
                yield Fault("gap", f"the text has {{{name}}} more than once; give each its own gap", ("text",))
        for index, name in enumerate(ids):
            if name not in marked:
                yield Fault("gap", f"write {{{name}}} in the text where this gap belongs", ("gaps", index, "id"))

    def lower(self) -> Item:
        """Return one interaction for each gap, and the text that holds them."""
        asked = (gap.lower(shuffle=self.shuffle) for gap in self.gaps)
        return item(self, *asked, gap_text=self.text)
