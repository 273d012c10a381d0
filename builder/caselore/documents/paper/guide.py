"""Turn a module into its facilitator guide, and a quiz into its answer key."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import (
    ActivityGuide,
    AnswerKey,
    Block,
    Bullets,
    Checklist,
    Document,
    Eyebrow,
    FacilitatorBox,
    Heading,
    Lead,
    LocalDetails,
    Outcomes,
    Prose,
    RunRow,
    RunSheet,
    Say,
    ThenNow,
)
from caselore.documents.paper.forms import local_details
from caselore.documents.paper.module_parts import named_in, quizzes_of
from caselore.documents.paper.print_list import (
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
from caselore.documents.questions import quiz_block
from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.question import Quiz
from caselore.model.session import said
from caselore.prose import Directive, literal, plain_line, plain_text, sections
from caselore.prose import Heading as ProseHeading
from caselore.words import N_, say

PEOPLE = 12
START = 9 * 60 + 30

ACCESS = (
    N_("Ask each person in advance what would help them to take part, and do it. Keep what they tell you private."),
    N_("Large print of every sheet, and the files sent ahead to those who want them."),
    N_("A room without steps, with space between the tables; an accessible toilet on the same floor."),
    N_("Hearing loop switched on, or one person speaking at a time and facing the group."),
    N_("Breaks at the times that the run-sheet says, and said aloud. People may come and go."),
    N_("A quiet place to step out to, and who will be there for whoever uses it."),
    N_("Read aloud what is on a card or a screen. Nobody has to write, read aloud or play a part."),
)
RULES = (
    N_("What people tell of themselves stays in the room. What we learn may leave it."),
    N_(
        "Nobody has to share a story of their own. Stories of people we support are told without anything that shows who they are."
    ),
    N_("We speak of what was done, and not of what sort of person somebody is."),
    N_("We stick to what the sources say, and say 'suppose' when we go beyond it."),
    N_("Anybody may step out, at any time, without a reason."),
)
DISTRESS = (
    N_(
        "Say at the start that people in the room may use support or care for somebody, and that a story may come close."
    ),
    N_("If somebody is upset: stop, offer a break, and do not ask for reasons in front of others."),
    N_("One of the facilitators goes with whoever leaves. The other goes on, or calls a break."),
    N_(
        "If somebody tells of harm to a person: hear it after the session the same day, and use the safeguarding contact below."
    ),
    N_("Look for them before they go home. Say where support is to be had."),
)


def facilitator_guide(course: Course, module: Module, links: BackLinks) -> Sheet | None:
    """Turn a module into all that somebody needs to run it in a room."""
    notes = module.facilitator
    if notes is None:
        return None
    minutes = say(course.info.language, N_("%(n)s min in a room"), n=module.duration_min.workshop)
    blocks: list[Block] = [
        Eyebrow(parts=(N_("Facilitator guide"), minutes)),
        Heading(level=1, text=module.title),
        Lead(text=module.summary),
        Heading(level=2, text=N_("For whom")),
        Bullets(items=tuple(literal(each) for each in module.audience or course.info.audience)),
        Heading(level=2, text=N_("What people will be able to do")),
        Outcomes(outcomes=module.outcomes),
        Heading(level=2, text=N_("Before the day")),
        Checklist(items=notes.prep),
        Heading(level=2, text=N_("What to bring")),
        Checklist(items=_kit(course, module)),
        Heading(level=2, text=N_("What to print")),
        print_table(course, PEOPLE, print_list(course, module), own=module.id),
        Heading(level=2, text=N_("So that everybody can take part")),
        Checklist(items=ACCESS),
        Heading(level=2, text=N_("Ground rules")),
        Bullets(items=RULES),
        Heading(level=2, text=N_("If somebody is upset")),
        Bullets(items=DISTRESS),
        Heading(level=2, text=N_("Whom to ask here")),
        *_local(course, module),
        Heading(level=2, text=N_("Run-sheet")),
        *_run_sheet(course, module),
        Heading(level=2, text=N_("To open with")),
        Say(text=notes.script),
        *_walk(course, module),
    ]
    blocks += [Heading(level=2, text=N_("What people often believe"))] if notes.misconceptions else []
    blocks += [Prose(text=f"**{each.belief}** {each.answer}") for each in notes.misconceptions]
    law = named_in(course, module, "then-now")
    if law:
        blocks += [Heading(level=2, text=N_("Then and now")), ThenNow(notes=law)]
    blocks += [
        Heading(level=2, text=N_("If you are short of time")),
        Prose(text=notes.cut_down),
        Heading(level=2, text=N_("Take it to supervision")),
        Prose(text=module.supervision_prompt),
    ]
    for quiz in quizzes_of(course, module):
        blocks.append(Heading(level=2, text=say(course.info.language, N_("Answer key: %(quiz)s"), quiz=quiz.title)))
        blocks += [AnswerKey(block=each) for each in quiz_block(course, quiz).questions]
    return Sheet(
        kind="facilitator-guide",
        name=N_("Facilitator guide"),
        of=module.id,
        audience="facilitator",
        document=Document(
            path=f"{module.id}/facilitator-guide",
            title=say(course.info.language, N_("Facilitator guide: %(module)s"), module=module.title),
            blocks=tuple(blocks),
            source=module.place.path if module.place else "",
        ),
    )


def _kit(course: Course, module: Module) -> tuple[str, ...]:
    things = [literal(each) for activity in named_in(course, module, "activity") for each in activity.materials]
    return tuple(dict.fromkeys((*things, N_("Pens, blank paper, a clock that everybody can see"))))


def print_list(course: Course, module: Module) -> tuple[Need, ...]:
    """Return what to print of a module for twelve people."""
    made = [Need("workbook", module.id, PEOPLE, N_("one each")), *for_handouts(module, PEOPLE)]
    for case in named_in(course, module, "case-study"):
        made += for_case(case.id, PEOPLE)
    for activity in named_in(course, module, "activity"):
        made += for_activity(activity, PEOPLE)
    if named_in(course, module, "message"):
        made.append(for_messages(module.id, PEOPLE))
    if named_in(course, module, "then-now"):
        made.append(Need("then-and-now", module.id, PEOPLE, N_("one each")))
    for quiz in quizzes_of(course, module):
        made += for_quiz(quiz.id, PEOPLE)
    return (*made, *(for_course(course, name, PEOPLE) for name in ("action-plan", "evaluation", "register")))


def _local(course: Course, module: Module) -> list[Block]:
    notes = module.facilitator
    made: list[Block] = [local_details(course)]
    if notes and notes.local_inserts:
        made += [
            Heading(level=3, text=N_("To find out and fill in for this module")),
            _inserts(notes.local_inserts),
        ]
    return made


def _inserts(texts: tuple[str, ...]) -> LocalDetails:
    from caselore.documents.blocks import LocalDetail

    return LocalDetails(rows=tuple(LocalDetail(label=plain_text(each)) for each in texts))


def _run_sheet(course: Course, module: Module) -> list[Block]:
    """The running order that the author gives, in clock times from 9.30; of the activities alone if there is none."""
    rows = [*given_order(module)] or [
        (each.time_min, literal(each.title)) for each in named_in(course, module, "activity")
    ]
    at, made = START, []
    for minutes, what in rows:
        made.append(RunRow(clock=said(at), minutes=minutes, what=what, pause=is_break(what)))
        at += minutes
    made.append(RunRow(clock=said(at), minutes=0, what=N_("End")))
    return [
        Prose(text=N_("As if it started at 9.30. If you start at another time, the minutes stay the same.")),
        RunSheet(caption=N_("What happens when"), rows=tuple(made)),
    ]


def is_break(what: str) -> bool:
    """Whether a line of a running order is a break."""
    return plain_text(what).casefold() in ("break", "lunch", "coffee", "tea")


def given_order(module: Module) -> list[tuple[int, str]]:
    """Return the rows of the first table of minutes in the module's notes for facilitators."""
    import re

    rows: list[tuple[int, str]] = []
    for part in sections(module.body):
        if isinstance(part, Directive) and part.name == "facilitator":
            for line in part.body.split("\n"):
                if found := re.match(r"\|\s*(\d{1,3})\s*\|\s*(.+?)\s*\|\s*$", line):
                    rows.append((int(found[1]), found[2]))
            if rows:
                return rows
    return rows


def _walk(course: Course, module: Module) -> list[Block]:
    """The module part by part: what the author says to facilitators, cases to use and activities in full."""
    made: list[Block] = []
    heading = shown = ""
    for part in sections(module.body):
        if isinstance(part, ProseHeading):
            heading = plain_line(part.text)
        elif isinstance(part, Directive):
            found = _walked(course, part, heading)
            if found and heading != shown:
                made.append(Heading(level=2, text=heading))
                shown = heading
            made += found
    return made


def _walked(course: Course, part: Directive, above: str) -> list[Block]:
    records = [course.by_id[name] for name in part.argument.split() if name in course.by_id]
    match part.name:
        case "facilitator" if not is_order(part):
            return [FacilitatorBox(title=N_("Notes for you"), blocks=(Prose(text=part.body),))]
        case "activity":
            return [
                ActivityGuide(activity=each, titled=each.title != above)
                for each in records
                if isinstance(each, Activity)
            ]
        case "case-study":
            return [block for each in records if isinstance(each, CaseStudy) for block in case_notes(each)]
    return []


def is_order(part: Directive) -> bool:
    """Whether a note for facilitators is a running order and little else."""
    return (
        "|---" in part.body.replace(" ", "")
        and len(part.body.strip().split("\n\n")) <= 3
        and "min" in part.body.lower()
    )


def case_notes(case: CaseStudy) -> list[Block]:
    """What a facilitator should know of a case study."""
    made: list[Block] = [
        Heading(level=3, text=case.title),
        Prose(text=case.purpose),
        *([Prose(text=N_("Defensible answers, and what to listen for:"))] if case.decision_point.notes else []),
        *([Bullets(items=case.decision_point.notes)] if case.decision_point.notes else []),
    ]
    return made


def answer_key(course: Course, quiz: Quiz, links: BackLinks) -> Sheet:
    """Turn a quiz into its key: the paper's numbers and letters, why, and what it rests on."""
    title = say(course.info.language, N_("Answer key: %(quiz)s"), quiz=quiz.title)
    return Sheet(
        kind="answer-key",
        name=N_("Answer key"),
        of=quiz.id,
        audience="facilitator",
        document=Document(
            path=f"{quiz.id}/answer-key",
            title=title,
            blocks=(
                Eyebrow(parts=(N_("Answer key"), N_("for facilitators"))),
                Heading(level=1, text=quiz.title),
                Prose(text=N_("The numbers and letters are those of the quiz paper.")),
                *(AnswerKey(block=each) for each in quiz_block(course, quiz).questions),
            ),
            source=quiz.place.path if quiz.place else "",
        ),
    )
