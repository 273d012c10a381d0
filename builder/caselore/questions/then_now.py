"""Turn a statement to judge for the sources' day and for today into an Item."""

from typing import Literal

from caselore.model.fields import Flag, LawId, Text
from caselore.model.question import Question
from caselore.model.record import record
from caselore.questions.interactions import Item, MatchInteraction, MatchRow, Target
from caselore.questions.lowering import item
from caselore.words import N_


@record
class ThenNow(Question):
    """Say whether a statement was true then, and whether it is true now. Points only if both are right."""

    type: Literal["then_now"]
    statement: Text
    """The statement to judge."""
    true_then: Flag
    """Whether it was true in the sources' day."""
    true_now: Flag
    """Whether it is true today."""
    note: LawId
    """The legal note that tells both."""
    feedback_then: Text
    """How it was then; said whatever was chosen."""
    feedback_now: Text
    """How it is now; said whatever was chosen."""

    def lower(self) -> Item:
        """Return two rows, then and now, that are marked together."""
        rows = (
            MatchRow(id="then", text=N_("Then"), target=_verdict(self.true_then), feedback=self.feedback_then),
            MatchRow(id="now", text=N_("Now"), target=_verdict(self.true_now), feedback=self.feedback_now),
        )
        targets = (
            Target(id=_verdict(True), text=N_("True")),
            Target(id=_verdict(False), text=N_("Not true")),
        )
        asked = MatchInteraction(
            id="answer", prompt=self.statement, rows=rows, targets=targets, partial=False, shuffle="none"
        )
        return item(self, asked)


def _verdict(true: bool) -> str:
    return "true" if true else "not-true"
