"""Course: the whole of what was read, and the front matter that describes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from caselore.fingerprints import Fingerprint
from caselore.model.activity import Activity
from caselore.model.answer import Answer
from caselore.model.case_study import CaseStudy
from caselore.model.fields import Count, Date, Listed, Nation, OwnId, Plain, Plains, Text, Texts, Url, Whole
from caselore.model.figure import Figure
from caselore.model.glossary import GlossaryTerm
from caselore.model.legal_note import LegalNote
from caselore.model.local import Local
from caselore.model.module import LearningOutcome, Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question, Quiz
from caselore.model.reading import FurtherReading
from caselore.model.record import Damaged, Record, Waiver, record
from caselore.model.session import Session
from caselore.model.source import Finding, Source
from caselore.model.style import Style
from caselore.model.words import Words

R = TypeVar("R", bound=Record)
PrintProfile = Literal["standard", "clear", "large", "dyslexia"]
"""Ways of printing for different readers."""


@record
class RuleSetting:
    """How bad one rule is in this course."""

    rule: Plain
    """The rule's code, such as Q112."""
    severity: Literal["error", "warning", "advice", "off"]
    """How bad it is here."""
    reason: Text | None = None
    """Why."""


@record
class CourseInfo:
    """content/course.yml: what the course is, for whom, and how its law is kept fresh."""

    schema_version: Literal["1"]
    """The version of this file's form. Write 1."""
    id: OwnId
    """A short name that never changes; learners' saved answers are kept under it."""
    title: Plain
    """The course's title."""
    subtitle: Plain | None = None
    """A second line to the title."""
    summary: Text
    """Two or three sentences for the home page: what a learner will be able to do."""
    audience: Plains
    """Who it is for, each a few words."""
    language: Plain = "en-GB"
    """The language of the text, as a language tag."""
    nation: Nation = "england"
    """The nation whose law the course teaches."""
    version: Plain
    """The course's version, such as 1.0."""
    updated: Date
    """The day of this version; printed on every sheet and used as the date of every built file."""
    licence: Plain = "All rights reserved"
    """The licence of the course's own text."""
    licence_url: Url | None = None
    """Where the licence can be read."""
    authors: Plains = ()
    """Who wrote it: people or bodies."""
    reviewed_by: Plains = ()
    """Who has reviewed the whole course; leave out until somebody has."""
    reviewed_by_lived_experience: Plains = ()
    """People who draw on support, or carers, who have reviewed it; leave out until somebody has."""
    reviewed_on: Date | None = None
    """The day of the last review."""
    law_max_age_days: Count = 180
    """How old a check of the law may be before it counts as stale."""
    pass_mark: Annotated[Whole, Field(ge=0, le=100)] | None = None
    """Share of points, in per cent, at which a quiz says it is passed; leave out for none."""
    print_profiles: Annotated[tuple[PrintProfile, ...], Listed] = ("standard",)
    """How sheets are printed unless `--profile` says otherwise: standard, clear, large, dyslexia."""
    about: Text | None = None
    """More about the course for the About page."""
    known_gaps: Texts = ()
    """What the course does not cover or has not settled, said plainly on the About page."""
    contact: Plain | None = None
    """Whom to tell about a problem with the course: a role and how to reach it."""
    rules: Annotated[tuple[RuleSetting, ...], Listed] = ()
    """Rules that are to be stricter or milder in this course."""
    waive: Annotated[tuple[Waiver, ...], Listed] = ()
    """Rules about the course as a whole that are set aside, each with a reason."""
    place: Any = field(default=None, init=False, compare=False, repr=False)


def ids_in(record: Record) -> tuple[str, ...]:
    """Return what others can point at in a record: its id, a source's findings, a module's outcomes."""
    inside: tuple[Finding | LearningOutcome, ...] = ()
    if isinstance(record, Source):
        inside = record.findings
    elif isinstance(record, Module):
        inside = record.outcomes
    return (record.id, *(each.id for each in inside))


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """What is left of a record that was withdrawn: enough to pull old paper, and nothing of what it said."""

    kind: str
    id: str
    day: date | None
    """Since when; None where nobody has said."""
    because: str = ""
    """For a record that stood on one that was withdrawn and leaves with it: the id of that one."""
    record: Record | None = field(default=None, repr=False)
    """What it said, for the checks alone; None once they are done."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """Everything a project says, read and resolved. Tuples are in reading order (by file name,
    modules and messages by their `order`)."""

    info: CourseInfo
    modules: tuple[Module, ...] = ()
    case_studies: tuple[CaseStudy, ...] = ()
    messages: tuple[PracticeMessage, ...] = ()
    sources: tuple[Source, ...] = ()
    legal_notes: tuple[LegalNote, ...] = ()
    questions: tuple[Question, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    activities: tuple[Activity, ...] = ()
    figures: tuple[Figure, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    reading: tuple[FurtherReading, ...] = ()
    sessions: tuple[Session, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    """Kind and id of each record that is there but cannot be used, and of what in it has an id; faults of its own say why."""
    hidden: frozenset[str] = frozenset()
    """Kinds of which some ids stand where nobody can read them, such as 'finding'."""
    damaged: tuple[Damaged, ...] = ()
    """Those of them whose form is wrong, as typed."""
    letters: frozenset[str] = frozenset()
    """The characters beyond ASCII in its files, so that a font for rare ones is packed only when needed."""
    images: tuple[str, ...] = ()
    """Pictures under content/, as paths from there."""
    words: Words = Words()
    local: Local = Local()
    """What local.yml fills in."""
    """The course's own lists of words."""
    fingerprints: Mapping[str, Fingerprint] = field(default_factory=dict)
    """Fingerprints of the copies of sources, under the ids of the sources."""
    styles: tuple[Style, ...] = ()
    """Style sheets of the project's own."""
    answers: Mapping[str, Answer] | None = None
    """What other sites said of the addresses that the course links to; None where they were not asked."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """What was taken out of it because somebody withdrew it; see `model/withdrawal.py`."""
    info_read: Any = None
    """Where course.yml cannot be used: what is sure in it; see `Unread`. `info` is then a stand-in for the checks."""
    as_of: date = date.min
    """The day from which the age of a check is counted."""

    __hash__ = object.__hash__
    """By identity, so that what is worked out once for a course can be kept."""

    def records(self) -> Iterator[Record]:
        """Yield every record that has an id, kind by kind."""
        yield from self.modules
        yield from self.case_studies
        yield from self.messages
        yield from self.sources
        yield from self.legal_notes
        yield from self.questions
        yield from self.quizzes
        yield from self.activities
        yield from self.figures
        yield from self.glossary
        yield from self.reading
        yield from self.sessions

    def written(self) -> Iterator[Record | Damaged]:
        """Yield every record, and those that cannot be used for a fault of their form."""
        yield from self.records()
        yield from self.damaged

    def legible(self, cls: type[R]) -> Iterator[R]:
        """Yield the records of a class, and what could be read of those with a fault: see `Unread`."""
        yield from (each for each in self.records() if isinstance(each, cls))
        for each in self.damaged:
            if issubclass(each.kind, cls) and each.values.get("status") != "withdrawn":
                yield each.read

    def is_left_out(self, kind: str, name: str) -> bool:
        """Whether a missing record is, or may be, only missing because of its own faults."""
        return (kind, name) in self.left_out or kind in self.hidden

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Every record under its id."""
        return {each.id: each for each in self.records()}

    @cached_property
    def gone(self) -> frozenset[str]:
        """The ids, findings and learning outcomes of what was withdrawn, and of what leaves with it."""
        return frozenset(name for each in self.withdrawn if each.record for name in ids_in(each.record))

    @cached_property
    def set_terms(self) -> tuple[str, ...]:
        """Phrases that must be said just so: those of content/words.yml and the glossary's; the longest first."""
        terms = {*self.words.set_terms, *(word for each in self.glossary for word in (each.term, *each.aliases))}
        return tuple(sorted(terms, key=lambda term: (-len(term), term)))

    @cached_property
    def findings(self) -> dict[str, tuple[Source, Finding]]:
        """Every finding under its code, with the source it stands in."""
        return {finding.id: (source, finding) for source in self.sources for finding in source.findings}

    @cached_property
    def outcomes(self) -> dict[str, tuple[Module, LearningOutcome]]:
        """Every learning outcome under its id, with the module that teaches it."""
        return {outcome.id: (module, outcome) for module in self.modules for outcome in module.outcomes}
