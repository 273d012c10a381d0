"""Turn a prompt to think about into an Item."""

from typing import Literal

from caselore.model.fields import Count, Text, Texts
from caselore.model.question import Question
from caselore.model.record import Evidences, record
from caselore.questions.interactions import ExtendedTextInteraction, Item
from caselore.questions.lowering import item


@record
class Reflect(Question):
    """Think and write; the stem is the prompt. Never scored."""

    type: Literal["reflect"]
    evidence: Evidences = ()
    """The findings it comes from; there may be none, because there is no key."""
    rationale: Text = ""
    """Shown afterwards; may be left out."""
    lines: Count = 6
    """Writing lines on paper, rows of the box on screen."""
    model_points: Texts = ()
    """What others might say, shown afterwards for comparison."""

    def lower(self) -> Item:
        """Return one text to write freely."""
        asked = ExtendedTextInteraction(id="answer", model_points=self.model_points, lines=self.lines)
        return item(self, asked)


def reflection(prompt_id: str, prompt: str, *, lines: int = 6) -> Item:
    """Return the Item of a prompt that stands in a page, outside any question file."""
    return Item(id=prompt_id, stem=prompt, interactions=(ExtendedTextInteraction(id="answer", lines=lines),))
