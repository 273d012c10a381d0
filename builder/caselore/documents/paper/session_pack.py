"""Turn a session into its pack: the run-sheet, and which sheets it needs, with how many copies of each."""

from __future__ import annotations

from dataclasses import dataclass

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import (
    ActivityGuide,
    Block,
    Bullets,
    Checklist,
    Document,
    Eyebrow,
    Heading,
    Lead,
    Prose,
    RunRow,
    RunSheet,
    Say,
    Table,
)
from caselore.documents.paper.cards import message_cards
from caselore.documents.paper.forms import local_details
from caselore.documents.paper.guide import ACCESS, DISTRESS, RULES, case_notes
from caselore.documents.paper.sheet import Sheet
from caselore.documents.paper.workbook import law_sheet
from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.session import Session, SessionPart
from caselore.prose import literal
from caselore.words import N_, say, translations


@dataclass(frozen=True, slots=True)
class Need:
    """One sheet that a session needs."""

    kind: str
    """As SheetKind.name."""
    of: str
    """The id of the record it is about; the session's own for cards and law that are its own choice."""
    copies: int
    how: str


def needs(course: Course, session: Session) -> tuple[Need, ...]:
    """Return the sheets that a session needs, each once, in the order in which they are used."""
    each, sets = session.people, -(-session.people // 3)
    made: dict[tuple[str, str], Need] = {}

    def add(kind: str, of: str, copies: int, how: str) -> None:
        made.setdefault((kind, of), Need(kind, of, copies, how))

    for part in session.parts:
        if part.module:
            add("workbook", part.module, each, N_("one each"))
            add("facilitator-guide", part.module, 1, N_("for you alone"))
        if part.case:
            add("case-sheet", part.case, each, N_("one each"))
            add("case-told", part.case, each, N_("give out afterwards"))
        if isinstance(activity := course.by_id.get(part.activity or ""), Activity) and activity.handout:
            if activity.handout.cards:
                add("sorting-cards", activity.id, sets, N_("a set for three, cut out"))
            if activity.handout.table or activity.handout.lines:
                add("activity-sheet", activity.id, each, N_("one each"))
        if part.quiz:
            add("quiz-paper", part.quiz, each, N_("one each"))
            add("answer-key", part.quiz, 1, N_("for you alone"))
        if part.messages:
            add("message-cards", session.id, sets, N_("a set for three, both sides, cut out"))
        if part.law:
            add("then-and-now", session.id, each, N_("one each"))
        for sheet in part.sheets:
            alone = sheet == "register"
            add(sheet, course.info.id, 1 if alone else each, N_("at the door") if alone else N_("one each"))
    return tuple(made.values())


def run_sheet(course: Course, session: Session, links: BackLinks) -> Sheet:
    """Turn a session into the sheets that its facilitator works from."""
    language = course.info.language
    clock = session.clock()
    when = say(language, N_("%(start)s to %(end)s, %(n)s min"), start=clock[0], end=clock[-1], n=session.minutes)
    rows = tuple(
        RunRow(
            clock=at,
            minutes=part.minutes,
            what=literal(title_of(course, part)),
            needs=needed(course, part),
            pause=part.pause,
        )
        for at, part in zip(clock, session.parts, strict=False)
    )
    blocks: list[Block] = [
        Eyebrow(parts=(N_("Run-sheet"), when)),
        Heading(level=1, text=session.title),
        Lead(text=session.purpose),
        RunSheet(caption=N_("What happens when"), rows=(*rows, RunRow(clock=clock[-1], minutes=0, what=N_("End")))),
        Heading(level=2, text=N_("What to print")),
        _print_list(course, session),
        Heading(level=2, text=N_("For whom")),
        Bullets(items=tuple(literal(each) for each in session.audience)),
    ]
    if session.after:
        modules = [course.by_id.get(name) for name in session.after]
        blocks += [
            Heading(level=2, text=N_("Done before")),
            Bullets(items=tuple(literal(each.title) for each in modules if isinstance(each, Module))),
        ]
    blocks += [
        Heading(level=2, text=N_("So that everybody can take part")),
        Checklist(items=ACCESS),
        Heading(level=2, text=N_("Ground rules")),
        Bullets(items=RULES),
        Heading(level=2, text=N_("If somebody is upset")),
        Bullets(items=DISTRESS),
        Heading(level=2, text=N_("Whom to ask here")),
        local_details(course),
    ]
    if session.cut_down:
        blocks += [Heading(level=2, text=N_("If you are short of time")), Prose(text=session.cut_down)]
    for at, part in zip(clock, session.parts, strict=False):
        blocks += _in_full(course, part, at)
    return Sheet(
        kind="run-sheet",
        name=N_("Run-sheet"),
        of=session.id,
        audience="facilitator",
        document=Document(
            path=f"{session.id}/run-sheet",
            title=say(language, N_("Run-sheet: %(session)s"), session=session.title),
            blocks=tuple(blocks),
            source=session.place.path if session.place else "",
        ),
    )


def title_of(course: Course, part: SessionPart) -> str:
    """Return what a part is called: as its author says, or after what it is about."""
    if part.title:
        return part.title
    record = course.by_id.get(next(part.about(), ""))
    lost = N_("Then and now") if part.law else N_("Free: what was planned here was withdrawn")
    unnamed = N_("Break") if part.pause else N_("Practice messages") if part.messages else lost
    return str(getattr(record, "title", "")) or translations(course.info.language).gettext(unnamed)


def needed(course: Course, part: SessionPart) -> tuple[str, ...]:
    """Return what to have ready for a part."""
    made: list[str] = []
    made += [N_("Workbook")] if part.module else []
    made += [N_("Case sheet")] if part.case else []
    activity = course.by_id.get(part.activity or "")
    if isinstance(activity, Activity):
        made += [N_("Cards to sort")] if activity.handout and activity.handout.cards else []
        made += (
            [N_("Activity sheet")] if activity.handout and (activity.handout.table or activity.handout.lines) else []
        )
        made += activity.materials
    made += [N_("Quiz paper")] if part.quiz else []
    made += [N_("Practice message cards")] if part.messages else []
    made += [N_("Then and now")] if part.law else []
    made += [COURSE_SHEETS[each] for each in part.sheets]
    return (*made, *part.needs)


COURSE_SHEETS = {
    "glossary": N_("Glossary"),
    "reflective-log": N_("Reflective log"),
    "action-plan": N_("Action plan"),
    "evaluation": N_("Evaluation"),
    "evaluation-later": N_("Evaluation, 4 to 6 weeks on"),
    "register": N_("Register"),
    "certificate": N_("Certificate"),
}
KINDS = {
    "workbook": N_("Workbook"),
    "facilitator-guide": N_("Facilitator guide"),
    "case-sheet": N_("Case sheet"),
    "case-told": N_("Case sheet, told to the end"),
    "sorting-cards": N_("Cards to sort"),
    "activity-sheet": N_("Activity sheet"),
    "quiz-paper": N_("Quiz paper"),
    "answer-key": N_("Answer key"),
    "message-cards": N_("Practice message cards"),
    "then-and-now": N_("Then and now"),
    **COURSE_SHEETS,
}


def _print_list(course: Course, session: Session) -> Table:
    gettext = translations(course.info.language).gettext
    rows = []
    for need in needs(course, session):
        about = getattr(course.by_id.get(need.of), "title", "") if need.of != session.id else ""
        title = gettext(KINDS[need.kind])
        rows.append((literal(f"{title}: {about}" if about else title), str(need.copies), need.how))
    return Table(
        caption=say(course.info.language, N_("Copies for %(n)s people; some of them in large print"), n=session.people),
        header=(N_("Sheet"), N_("Copies"), N_("How")),
        rows=tuple(rows),
    )


def _in_full(course: Course, part: SessionPart, at: str) -> list[Block]:
    """One part as its facilitator needs it while it runs."""
    title = say(
        course.info.language,
        N_("%(clock)s %(what)s (%(n)s minutes)"),
        clock=at,
        what=title_of(course, part),
        n=part.minutes,
    )
    inside: list[Block] = [Say(text=part.say)] if part.say else []
    inside += [Prose(text=part.notes)] if part.notes else []
    case, activity = course.by_id.get(part.case or ""), course.by_id.get(part.activity or "")
    inside += case_notes(case)[1:] if isinstance(case, CaseStudy) else []
    if isinstance(activity, Activity):
        inside.append(ActivityGuide(activity=activity, clock=at, titled=activity.title != title_of(course, part)))
    return [Heading(level=2, text=title), *inside] if inside else []


def session_cards(course: Course, session: Session, links: BackLinks) -> Sheet | None:
    """Turn the practice messages that a session hands out into cards."""
    names = dict.fromkeys(name for part in session.parts for name in part.messages)
    messages = tuple(each for name in names if isinstance(each := course.by_id.get(name), PracticeMessage))
    return message_cards(course, messages, of=session.id, title=session.title)


def session_law(course: Course, session: Session, links: BackLinks) -> Sheet | None:
    """Turn the points of law that a session hands out into a sheet."""
    names = dict.fromkeys(name for part in session.parts for name in part.law)
    notes = tuple(each for name in names if isinstance(each := course.by_id.get(name), LegalNote))
    return law_sheet(course, notes, of=session.id, title=session.title)
