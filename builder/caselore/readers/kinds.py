"""Which folder or file of a project holds which kind of record."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import CourseInfo
from caselore.model.fields import Line, Markdown
from caselore.model.figure import Figure
from caselore.model.glossary import GlossaryTerm
from caselore.model.legal_note import LegalNote
from caselore.model.local import Local
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Quiz
from caselore.model.reading import FurtherReading
from caselore.model.session import Session
from caselore.model.source import Source
from caselore.model.walk import holds
from caselore.model.words import Words
from caselore.questions.registry import BY_NAME, AnyQuestion


@dataclass(frozen=True)
class Kind:
    """One kind of record: what it is called, where its files lie, and what makes it."""

    name: str
    """As people say it, and as `Ref` names it: 'case study'."""
    field: str
    """The field of Course that holds these records."""
    place: str
    """The folder, or the file where one file holds them all."""
    record: Any
    """The record class, or the union of them."""
    schema: str
    """The name of its JSON Schema, without the ending."""
    suffix: str = ".yml"
    single: bool = False
    """Whether there is but one, which has no id."""

    @property
    def one_file(self) -> bool:
        """Whether all records of this kind stand in one file."""
        return self.place.endswith(self.suffix)

    def class_of(self, value: dict[str, Any]) -> Any:
        """Return the class of a record with these plain values; None for a question of no known type."""
        return BY_NAME.get(str(value.get("type"))) if self.record is AnyQuestion else self.record

    @property
    def telling_key(self) -> str:
        """A key that shows what a record of this kind is about, to name to those who wrote none."""
        if self.record is AnyQuestion:
            return "type"
        own = [each for each in dataclasses.fields(self.record) if each.init]
        words = (Line, Markdown)
        needed = [
            each.name for each in own if each.default is dataclasses.MISSING and holds(self.record, each.name, words)
        ]
        return next(iter(needed), own[0].name)

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What turns plain values into records; made when it is first needed."""
        return TypeAdapter(self.record)


COURSE = Kind("course", "info", "content/course.yml", CourseInfo, "course", single=True)
WORDS = Kind("list of words", "words", "content/words.yml", Words, "words", single=True)

LOCAL = Kind("local overlay", "local", "local.yml", Local, "local", single=True)

KINDS = (
    Kind("module", "modules", "content/modules", Module, "module", ".md"),
    Kind("case study", "case_studies", "case_studies", CaseStudy, "case-study"),
    Kind("practice message", "messages", "content/messages", PracticeMessage, "message"),
    Kind("source", "sources", "content/sources", Source, "source"),
    Kind("legal note", "legal_notes", "content/law", LegalNote, "law"),
    Kind("question", "questions", "content/questions", AnyQuestion, "question"),
    Kind("quiz", "quizzes", "content/quizzes", Quiz, "quiz"),
    Kind("activity", "activities", "content/activities", Activity, "activity"),
    Kind("figure", "figures", "content/figures", Figure, "figure"),
    Kind("glossary term", "glossary", "content/glossary.yml", GlossaryTerm, "glossary"),
    Kind("further reading", "reading", "content/reading.yml", FurtherReading, "reading"),
    Kind("session", "sessions", "content/sessions", Session, "session"),
)
