"""The blocks that documents are made of. Writers draw them; nothing here knows how they look.

Text is Markdown unless it says plain. Our own headings are English message ids, translated when drawn.
"""

from __future__ import annotations

from typing import Literal

from caselore.frozen import frozen
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


@frozen(kw_only=True)
class Heading:
    """A heading that belongs in the contents list."""

    level: int
    text: str
    """Plain."""
    id: str = ""
    """Made from the text if empty."""


@frozen(kw_only=True)
class Eyebrow:
    """A quiet line above the title that says what kind of page this is."""

    parts: tuple[str, ...]


@frozen(kw_only=True)
class Lead:
    """The first paragraph, larger."""

    text: str


@frozen(kw_only=True)
class Prose:
    """Markdown."""

    text: str


@frozen(kw_only=True)
class Note:
    """A short remark with a word in front that says what kind it is."""

    kind: Literal["fictional", "content", "editorial", "sure", "law", "numbers", "not-proved"]
    text: str


@frozen(kw_only=True)
class Glance:
    """Labels and values to take in at a glance."""

    rows: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Bullets:
    """A list of remarks, plain or in a frame of their own."""

    items: tuple[str, ...]
    look: Literal["plain", "not-known", "steps"] = "plain"


@frozen(kw_only=True)
class QuestionBlock:
    """A question to answer."""

    item: Item
    number: int | None = None
    evidence: tuple[Evidence, ...] = ()
    messages: tuple[PracticeMessage, ...] = ()
    case: CaseStudy | None = None
    """The story that it is about."""
    stored: bool = True


@frozen(kw_only=True)
class StopAndThink:
    """A decision put to the reader before the story goes on."""

    question: QuestionBlock


@frozen(kw_only=True)
class QuizBlock:
    """A set of questions with a result at the end."""

    quiz: Quiz
    questions: tuple[QuestionBlock, ...]
    pass_mark: int | None = None
    afresh: bool = False
    """Whether it shows only answers that were given in it: to recall something, nobody must see it first."""


@frozen(kw_only=True)
class Changes:
    """What changed, and for whom."""

    rows: tuple[Change, ...]


@frozen(kw_only=True)
class ThenNow:
    """Points of law, then and now."""

    notes: tuple[LegalNote, ...]


@frozen(kw_only=True)
class AsData:
    """A story read as data: who told it, how it was gathered, what it can and cannot show."""

    case: CaseStudy


@frozen(kw_only=True)
class Strength:
    """How strong the evidence for a practice message is."""

    message: PracticeMessage


@frozen(kw_only=True)
class RestsOn:
    """The findings that what stands above rests on."""

    evidence: tuple[Evidence, ...]


@frozen(kw_only=True)
class Contrast:
    """What following a practice message looks like, and what it does not."""

    looks_like: str | None
    not_this: str | None


@frozen(kw_only=True)
class AskYourself:
    """One question to ask oneself."""

    text: str


@frozen(kw_only=True)
class MessageCards:
    """Practice messages as cards."""

    messages: tuple[PracticeMessage, ...]


@frozen(kw_only=True)
class CaseCards:
    """Case studies as cards; a library can be filtered."""

    cases: tuple[CaseStudy, ...]
    library: bool = False


@frozen(kw_only=True)
class ModuleCards:
    """Modules as cards, with time and progress."""

    modules: tuple[tuple[Module, tuple[QuestionBlock, ...]], ...]


@frozen(kw_only=True)
class SourceCards:
    """Sources as cards."""

    sources: tuple[Source, ...]


@frozen(kw_only=True)
class SourceFacts:
    """What kind of document a source is, who took part, what it cannot show, what our copy lacks."""

    source: Source


@frozen(kw_only=True)
class FindingUse:
    """A finding and what leans on it."""

    finding: Finding
    lost: bool
    used_by: tuple[str, ...]
    """The id of each record that points at it."""


@frozen(kw_only=True)
class Findings:
    """The findings of one source with their uses."""

    source: Source
    rows: tuple[FindingUse, ...]


@frozen(kw_only=True)
class Outcomes:
    """What a learner will be able to do."""

    outcomes: tuple[LearningOutcome, ...]


@frozen(kw_only=True)
class ActivityBlock:
    """Something to do: alone for learners, step by step for facilitators."""

    activity: Activity


@frozen(kw_only=True)
class LawTable:
    """All legal notes in one table."""

    notes: tuple[LegalNote, ...]


@frozen(kw_only=True)
class GlossaryList:
    """All terms with their meaning."""

    terms: tuple[GlossaryTerm, ...]


@frozen(kw_only=True)
class Links:
    """Links to records, by id."""

    ids: tuple[str, ...]


@frozen(kw_only=True)
class UsedIn:
    """Where the course uses what stands above it."""

    used_by: tuple[str, ...]
    """The id of each record that does."""


@frozen(kw_only=True)
class Table:
    """A table with a header row and a header column."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[int | None, ...] = ()
    """For each row the length of the bar under its first number, in per cent of the longest; none where it is None."""


@frozen(kw_only=True)
class ReadingList:
    """More to read, each with where it is and why."""

    items: tuple[FurtherReading, ...]


@frozen(kw_only=True)
class Verdict:
    """Whether the course is ready to be put in front of staff, with what is open in numbers."""

    ready: bool
    counts: tuple[tuple[int, str], ...]
    """A number and what it counts; the first is what stands in the way."""


@frozen(kw_only=True)
class RemarkGroup:
    """What one rule finds, in words for people who do not write the course."""

    code: str
    title: str
    open_now: bool
    """Whether it is wrong already, and not only in the way of a release."""
    rows: tuple[tuple[str, str, str, str], ...]
    """Record (its id, or nothing), place in the files, what is wrong, what to do."""


@frozen(kw_only=True)
class Remarks:
    """What the checks find, rule by rule."""

    groups: tuple[RemarkGroup, ...]


@frozen(kw_only=True)
class Share:
    """How a whole divides into parts."""

    title: str
    parts: tuple[tuple[str, int, Literal["full", "hatched", "soft", "ruled", "dark", "none"]], ...]
    """What each part is, how many it holds, and its look; `none` is for what is not known or not done."""


@frozen(kw_only=True)
class Shares:
    """Bars that each show how a whole divides, with its numbers in words."""

    bars: tuple[Share, ...]


@frozen(kw_only=True)
class FacilitatorBox:
    """Blocks for the facilitator's edition alone."""

    title: str
    blocks: tuple[Block, ...]


@frozen(kw_only=True)
class HandoutBlock:
    """A handout on the page that it goes with; it is a sheet of its own as well."""

    title: str
    text: str


@frozen(kw_only=True)
class AnswerKey:
    """One question with its answer, for facilitators."""

    block: QuestionBlock


@frozen(kw_only=True)
class Learning:
    """My learning: progress, answers, reflections, CPD record; drawn by the learner's script."""

    info: CourseInfo
    modules: tuple[tuple[Module, tuple[QuestionBlock, ...]], ...]
    elsewhere: tuple[Item, ...]
    """What other pages than the modules' ask: quizzes of their own, and stories."""
    law: str
    """How the law was checked, in a sentence."""


@frozen(kw_only=True)
class Continue:
    """'Go on where you stopped', shown by the learner's script once there is something to go on with."""


@frozen(kw_only=True)
class Done:
    """'I have finished this module'."""

    module: Module


@frozen(kw_only=True)
class WritingLines:
    """Lines to write on."""

    lines: int
    label: str = ""
    """What to write there, in a few words; nothing where what stands above says it."""


@frozen(kw_only=True)
class Checklist:
    """Things to tick off."""

    items: tuple[str, ...]


@frozen(kw_only=True)
class Say:
    """Words for the facilitator to say aloud."""

    text: str


@frozen(kw_only=True)
class OpenQuestion:
    """A question to answer in writing, with its lines."""

    number: int | None = None
    text: str
    lines: int = 4


@frozen(kw_only=True)
class RunRow:
    """One line of a run-sheet."""

    clock: str
    """As people say it: '9.30'."""
    minutes: int
    what: str
    """Inline Markdown."""
    needs: tuple[str, ...] = ()
    """Plain: sheets and things to have ready."""
    pause: bool = False


@frozen(kw_only=True)
class RunSheet:
    """What happens when, in clock times."""

    caption: str
    rows: tuple[RunRow, ...]


@frozen(kw_only=True)
class PracticeCards:
    """Practice messages to cut out: the message in front, why and how on the back."""

    messages: tuple[PracticeMessage, ...]


@frozen(kw_only=True)
class FormField:
    """One thing to fill in, by hand or on a screen."""

    id: str
    """Unique on its sheet."""
    label: str
    kind: Literal["line", "lines", "date", "tick", "choice"] = "line"
    """choice: one of the options, as a row of boxes; tick: a box before the label."""
    lines: int = 1
    hint: str = ""
    """Plain."""
    options: tuple[str, ...] = ()
    below: str = ""
    """The heading it stands below, said before its label where fields below another heading have the same label."""
    half: bool = False
    """Whether two of them stand side by side where there is room."""


@frozen(kw_only=True)
class FormFields:
    """Things to fill in."""

    fields: tuple[FormField, ...]


@frozen(kw_only=True)
class BlankTable:
    """A table to fill in: its header, and empty rows."""

    caption: str
    header: tuple[str, ...]
    rows: int
    tall: bool = False
    """Whether a cell has room for a sentence or two."""
    first: tuple[str, ...] = ()
    """What stands in the first column of each row, if anything does."""


@frozen(kw_only=True)
class LocalDetail:
    """One thing that differs from place to place, with what is known of it here."""

    label: str
    value: str = ""
    """Plain; empty prints as a line to fill in by hand."""


@frozen(kw_only=True)
class LocalDetails:
    """Whom to ask here, and where it is written: filled from local.yml, or lines to fill in by hand."""

    rows: tuple[LocalDetail, ...]


@frozen(kw_only=True)
class MessageBrief:
    """A practice message on a briefing: what to do, what we know, how sure we are."""

    message: PracticeMessage


@frozen(kw_only=True)
class StorySoFar:
    """A story as far as its decision, in short headed parts."""

    case: CaseStudy


@frozen(kw_only=True)
class ActivityTask:
    """An activity for the people who do it: what it is for, cards, a table or lines. No likely answers."""

    activity: Activity
    titled: bool = True
    """Whether its title stands above it."""


@frozen(kw_only=True)
class ActivityGuide:
    """An activity for the person who runs it, step by step, with what to listen for."""

    activity: Activity
    clock: str = ""
    """When it starts, where that is known."""
    titled: bool = True
    """Whether its title stands above it."""


@frozen(kw_only=True)
class SortingCards:
    """The cards of a sorting activity, to cut out."""

    activity: Activity


@frozen(kw_only=True)
class Download:
    """A file to take away: what it is, how long, and how its law was checked."""

    title: str
    name: str
    """What kind of sheet it is."""
    of: str
    """The id of the record it is about."""
    kind: str
    """What kind of sheet it is, as programs call it: 'glossary'."""
    audience: Literal["participant", "facilitator"]
    path: str
    """Below the site's folder of downloads."""
    form: str
    """PDF, Word, ..."""
    profile: str
    """standard, clear, large, dyslexia; empty where there is but one."""
    size: int
    """In bytes."""
    pages: int | None = None
    """Pages or slides; None for a document that has as many as its reader makes of it."""
    is_book: bool = False
    """Whether it is the whole course."""


@frozen(kw_only=True)
class Downloads:
    """Files to take away."""

    items: tuple[Download, ...]
    law: str
    """How the law on them was checked."""
    whole: bool = False
    """Whether they are all there are, as a table by what they are about; a short list if not."""
    in_place: bool = True
    """Whether they print what the page shows, which prints by itself as well."""


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
    | HandoutBlock
    | AnswerKey
    | Learning
    | Continue
    | Done
    | WritingLines
    | Checklist
    | Say
    | OpenQuestion
    | RunSheet
    | PracticeCards
    | FormFields
    | BlankTable
    | LocalDetails
    | MessageBrief
    | StorySoFar
    | ActivityTask
    | ActivityGuide
    | SortingCards
    | UsedIn
    | Downloads
)


@frozen(kw_only=True)
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
    code: str = ""
    """What people call it by, such as PM-05: who looks for that is led here first."""
    source: str = ""
    """The file it was mostly made from, relative to the project."""
