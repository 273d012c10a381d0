"""Session: what a trainer runs in a room, part by part, from a start by the clock."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from caselore.model.fields import (
    ActivityId,
    CaseId,
    Clock,
    Count,
    Flag,
    Id,
    LawIds,
    Listed,
    MessageIds,
    Minutes,
    ModuleId,
    ModuleIds,
    Plain,
    Plains,
    QuestionIds,
    QuizId,
    Text,
    minutes_of,
)
from caselore.model.record import Record, record

SHEET_NAMES = (
    "glossary", "reflective-log", "action-plan", "evaluation", "evaluation-later", "register", "certificate",
)  # fmt: skip
"""Sheets of the course as a whole that a part may need, as the registry of sheets names them."""


@record
class SessionPart:
    """One part of a session: how long it takes and what it is about."""

    minutes: Minutes
    """How many minutes it takes."""
    title: Plain | None = None
    """What happens; the title of what it is about if left out."""
    module: ModuleId | None = None
    """The module that is taught from; its workbook is handed out."""
    case: CaseId | None = None
    """The case study that is worked on; its sheets are handed out."""
    activity: ActivityId | None = None
    """The activity that is run."""
    quiz: QuizId | None = None
    """The quiz that is taken, on paper."""
    questions: QuestionIds = ()
    """Those of its questions that are asked; all of them if left out."""
    messages: MessageIds = ()
    """Practice messages that are handed out as cards."""
    law: LawIds = ()
    """Points of law that are handed out, then and now."""
    sheets: Annotated[tuple[Id, ...], Listed] = ()
    """Other sheets that are needed: glossary, reflective-log, action-plan, evaluation, evaluation-later, register or
    certificate, or the title of a module's handout in small letters with hyphens, such as ways-to-hold-the-money."""
    needs: Plains = ()
    """Other things to have ready."""
    say: Text | None = None
    """What the facilitator says."""
    notes: Text | None = None
    """What the facilitator should know."""
    pause: Flag = False
    """True for a break."""

    def about(self) -> Iterator[str]:
        """Yield the ids of what it is about."""
        yield from (each for each in (self.module, self.case, self.activity, self.quiz) if each)


@record
class Session(Record):
    """An event of so many minutes, for so many people."""

    title: Plain
    """As people will see it, such as 'Half-day: planning support'."""
    start: Clock
    """When it starts, such as 9.30 or 14:00; sessions elsewhere shift with it."""
    minutes: Minutes
    """How long it takes in all, breaks included; its parts must add up to it."""
    audience: Plains
    """For whom it is, each a few words."""
    people: Count = 12
    """For how many people copies are counted."""
    purpose: Text
    """What it is for, in a sentence or two."""
    after: ModuleIds = ()
    """Modules that people have done before they come."""
    parts: Annotated[tuple[SessionPart, ...], Listed, Field(min_length=1)]
    """What happens, in order."""
    cut_down: Text | None = None
    """What to drop if short of time."""

    def clock(self) -> tuple[str, ...]:
        """Return when each part starts, as people say it: '9.30'; one more for the end."""
        at = minutes_of(self.start)
        made = [said(at)]
        for part in self.parts:
            at += part.minutes
            made.append(said(at))
        return tuple(made)


def said(minutes: int) -> str:
    """Return minutes since midnight as a time of day: 570 is '9.30'."""
    return f"{minutes // 60 % 24}.{minutes % 60:02}"
