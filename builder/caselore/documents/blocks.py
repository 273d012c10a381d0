"""The blocks that documents are made of. Writers draw them; nothing here knows how they look.

Text is Markdown unless it says plain. Our own headings are English message ids, translated when drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy, Change
from caselore.model.course import CourseInfo
from caselore.model.glossary import GlossaryTerm
from caselore.model.legal_note import LegalNote
from caselore.model.module import LearningOutcome, Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Quiz
from caselore.model.reading import FurtherReading
from caselore.model.record import Evidence
from caselore.model.source import Finding, Source
from caselore.questions.interactions import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that belongs in the contents list."""

    level: int
    text: str
    """Plain."""
    id: str = ""
    """Made from the text if empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyebrow:
    """A quiet line above the title that says what kind of page this is."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The first paragraph, larger."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short remark with a word in front that says what kind it is."""

    kind: Literal["fictional", "content", "editorial", "sure", "law", "not-proved"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Labels and values to take in at a glance."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of remarks, plain or in a frame of their own."""

    items: tuple[str, ...]
    look: Literal["plain", "not-known", "steps"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBlock:
    """A question to answer."""

    item: Item
    number: int | None = None
    evidence: tuple[Evidence, ...] = ()
    messages: tuple[PracticeMessage, ...] = ()
    case: CaseStudy | None = None
    stored: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StopAndThink:
    """A decision put to the reader before the story goes on."""

    question: QuestionBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizBlock:
    """A set of questions with a result at the end."""

    quiz: Quiz
    questions: tuple[QuestionBlock, ...]
    pass_mark: int | None = None
    afresh: bool = False
    """Whether it shows only answers that were given in it: to recall something, nobody must see it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed, and for whom."""

    rows: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenNow:
    """Points of law, then and now."""

    notes: tuple[LegalNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsData:
    """A story read as data: who told it, how it was gathered, what it can and cannot show."""

    case: CaseStudy


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How strong the evidence for a practice message is."""

    message: PracticeMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn:
    """The findings that what stands above rests on."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What following a practice message looks like, and what it does not."""

    looks_like: str | None
    not_this: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskYourself:
    """One question to ask oneself."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCards:
    """Practice messages as cards."""

    messages: tuple[PracticeMessage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCards:
    """Case studies as cards; a library can be filtered."""

    cases: tuple[CaseStudy, ...]
    library: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCards:
    """Modules as cards, with time and progress."""

    modules: tuple[tuple[Module, tuple[QuestionBlock, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCards:
    """Sources as cards."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What kind of document a source is, who took part, what it cannot show, what our copy lacks."""

    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingUse:
    """A finding and what leans on it."""

    finding: Finding
    lost: bool
    used_by: tuple[tuple[str, str], ...]
    """Id and title of each record that points at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The findings of one source with their uses."""

    source: Source
    rows: tuple[FindingUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What a learner will be able to do."""

    outcomes: tuple[LearningOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityBlock:
    """Something to do: alone for learners, step by step for facilitators."""

    activity: Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class LawTable:
    """All legal notes in one table."""

    notes: tuple[LegalNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryList:
    """All terms with their meaning."""

    terms: tuple[GlossaryTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links to records, by id."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header row and a header column."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[int | None, ...] = ()
    """For each row the length of the bar under its first number, in per cent of the longest; none where it is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingList:
    """More to read, each with where it is and why."""

    items: tuple[FurtherReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the course is ready to be put in front of staff, with what is open in numbers."""

    ready: bool
    counts: tuple[tuple[int, str], ...]
    """A number and what it counts; the first is what stands in the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkGroup:
    """What one rule finds, in words for people who do not write the course."""

    code: str
    title: str
    open_now: bool
    """Whether it is wrong already, and not only in the way of a release."""
    rows: tuple[tuple[str, str, str, str], ...]
    """Record (its id, or nothing), place in the files, what is wrong, what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What the checks find, rule by rule."""

    groups: tuple[RemarkGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How a whole divides into parts."""

    title: str
    parts: tuple[tuple[str, int, Literal["full", "hatched", "soft", "ruled", "dark", "none"]], ...]
    """What each part is, how many it holds, and its look; `none` is for what is not known or not done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Bars that each show how a whole divides, with its numbers in words."""

    bars: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorBox:
    """Blocks for the facilitator's edition alone."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKey:
    """One question with its answer, for facilitators."""

    block: QuestionBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """My learning: progress, answers, reflections, CPD record; drawn by the learner's script."""

    info: CourseInfo
    modules: tuple[tuple[Module, tuple[QuestionBlock, ...]], ...]
    law: str
    """How the law was checked, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continue:
    """'Go on where you stopped', shown by the learner's script once there is something to go on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """'I have finished this module'."""

    module: Module


Block = (
    Heading
    | Eyebrow
    | Lead
    | Prose
    | Note
    | Glance
    | Bullets
    | QuestionBlock
    | StopAndThink
    | QuizBlock
    | Changes
    | ThenNow
    | AsData
    | Strength
    | RestsOn
    | Contrast
    | AskYourself
    | MessageCards
    | CaseCards
    | ModuleCards
    | SourceCards
    | SourceFacts
    | Findings
    | Outcomes
    | ActivityBlock
    | LawTable
    | GlossaryList
    | Links
    | Table
    | ReadingList
    | Verdict
    | Remarks
    | Shares
    | FacilitatorBox
    | AnswerKey
    | Learning
    | Continue
    | Done
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page or sheet: its address, its title and its blocks."""

    path: str
    """Without ending, with forward slashes: 'case-studies/day-care'. 'index' is the home page."""
    title: str
    """Plain."""
    description: str = ""
    """One plain sentence for search results."""
    blocks: tuple[Block, ...]
    search: bool = True
    """False keeps the page out of the search index."""
    source: str = ""
    """The file it was mostly made from, relative to the project."""
