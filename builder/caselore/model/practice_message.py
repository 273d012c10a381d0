"""PracticeMessage: one thing a worker can be seen doing, with why and how."""

import re
from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Count, LawIds, Listed, OutcomeIds, Plain, Plains, Text, Texts
from caselore.model.record import Evidences, Record, record

Audience = Literal["practitioner", "manager", "commissioner", "provider", "carer-support", "learner-any"]
Stage = Literal["information", "assessment", "allocation", "planning", "set-up", "managing", "review", "system"]

_CODE = re.compile(r"[a-z]{1,4}-?\d+")


@record
class PracticeMessage(Record):
    """Advice for practice that rests on findings."""

    order: Count
    """Its place among the messages; printed on cards as its number where its id is no code such as pm-05."""
    message: Plain
    """At most 20 words, a verb first, one action."""
    audience: Annotated[tuple[Audience, ...], Listed, Field(min_length=1)]
    """For whom."""
    stage: Stage
    """Where on the journey it belongs."""
    why: Text
    """The evidence in plain words, at most 50."""
    how: Annotated[Texts, Field(min_length=2, max_length=4)]
    """Two to four things one could see a worker do."""
    looks_like: Text | None = None
    """What somebody following it might say or write."""
    not_this: Text | None = None
    """What they would not."""
    groups: Plains = ()
    """Groups of people for whom it differs."""
    evidence: Annotated[Evidences, Field(min_length=1)]
    """The findings it rests on; at least one of them direct."""
    strength: Literal["consistent", "single-study", "opinion", "inference"]
    """How strong the evidence is: two or more sources agree, one source (`single-study`), an opinion, or our inference."""
    caveat: Text | None = None
    """What limits it; needed unless the strength is 'consistent'."""
    then_now: LawIds = ()
    """Legal notes it touches."""
    outcomes: OutcomeIds = ()
    """Learning outcomes it serves."""
    reflection: Text
    """One question to ask oneself."""

    @property
    def code(self) -> str:
        """What people call it by, PM-05 for the id pm-05; empty where the id is made of words, which nobody reads out."""
        return self.id.upper() if _CODE.fullmatch(self.id) else ""

    @property
    def number(self) -> str:
        """Return what it is found by in lists and on paper: its code, or else its place among the messages."""
        return self.code or str(self.order)
