"""Turn a session into its pack: the run-sheet, and which sheets it needs, with how many copies of each."""

from __future__ import annotations

from collections.abc import Iterator

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
)
from caselore.documents.paper.cards import message_cards
from caselore.documents.paper.forms import local_details
from caselore.documents.paper.guide import ACCESS, DISTRESS, RULES, case_notes
from caselore.documents.paper.module_parts import handouts_of
from caselore.documents.paper.print_list import (
    COURSE_SHEETS,
    Need,
    for_activity,
    for_case,
    for_course,
    for_handouts,
    for_messages,
    for_quiz,
    print_table,
)
from caselore.documents.paper.sheet import Sheet
from caselore.documents.paper.workbook import law_sheet
from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Quiz
from caselore.model.session import Session, SessionPart
from caselore.prose import literal, plain_text
from caselore.words import N_, say, translations


def needs(course: Course, session: Session) -> tuple[Need, ...]:
    """Return the sheets that a session needs, each once, in the order in which they are used."""
    made: dict[tuple[str, str, str], Need] = {}
    for part in session.parts:
        for need in _of_part(course, session, part):
            made.setdefault((need.kind, need.of, need.title), need)
    return tuple(made.values())


def _of_part(course: Course, session: Session, part: SessionPart) -> Iterator[Need]:
    people = session.people
    if isinstance(module := course.by_id.get(part.module or ""), Module):
        yield Need("workbook", module.id, people, N_("one each"))
        yield Need("facilitator-guide", module.id, 1, N_("for you alone"))
        yield from for_handouts(module, people)
    if part.case:
        yield from for_case(part.case, people)
    if isinstance(activity := course.by_id.get(part.activity or ""), Activity):
        yield from for_activity(activity, people)
    if part.quiz:
        yield from for_quiz(part.quiz, people)
    if part.messages:
        yield for_messages(session.id, people)
    if part.law:
        yield Need("then-and-now", session.id, people, N_("one each"))
    for name in part.sheets:
        if name in COURSE_SHEETS:
            yield for_course(course, name, people)
        for module in course.modules:
            yield from for_handouts(module, people, name)


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
        print_table(course, session.people, needs(course, session), own=session.id),
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


def numbers_asked(course: Course, part: SessionPart) -> tuple[int, ...]:
    """Return the numbers, on its paper, of the questions that a part asks; empty where it asks all."""
    quiz = course.by_id.get(part.quiz or "")
    questions = quiz.questions if isinstance(quiz, Quiz) else ()
    return tuple(number for number, name in enumerate(questions, 1) if name in part.questions)


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
    handouts = {name: plain_text(title) for module in course.modules for name, title in handouts_of(module).items()}
    taught = course.by_id.get(part.module or "")
    names = (*(handouts_of(taught) if isinstance(taught, Module) else ()), *part.sheets)
    made += [COURSE_SHEETS.get(each) or handouts[each] for each in dict.fromkeys(names)]
    return (*made, *part.needs)


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
    if numbers := numbers_asked(course, part):
        shown = ", ".join(map(str, numbers))
        text = say(course.info.language, N_("Ask these questions of the quiz paper: %(numbers)s."), numbers=shown)
        inside.append(Prose(text=text))
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
