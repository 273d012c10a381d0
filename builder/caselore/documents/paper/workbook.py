"""Turn a module into what participants write in, and quizzes into papers."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import (
    ActivityTask,
    BlankTable,
    Block,
    CaseCards,
    Document,
    Eyebrow,
    FormField,
    FormFields,
    HandoutBlock,
    Heading,
    Lead,
    Links,
    MessageCards,
    OpenQuestion,
    Outcomes,
    Prose,
    QuestionBlock,
    ThenNow,
)
from caselore.documents.paper.module_parts import named_in
from caselore.documents.paper.sheet import Sheet
from caselore.documents.questions import question_block, quiz_block
from caselore.model.activity import Activity
from caselore.model.course import Course, CourseInfo
from caselore.model.legal_note import LegalNote
from caselore.model.module import Module
from caselore.model.question import Quiz
from caselore.prose import Directive, numbered, plain_line, sections, slug
from caselore.prose import Heading as ProseHeading
from caselore.questions.reflect import reflection
from caselore.words import N_, say


def workbook(course: Course, module: Module, links: BackLinks) -> Sheet:
    """Turn a module into its workbook: activities, writing lines, quiz, reflect and plan; no key."""
    blocks: list[Block] = [
        Eyebrow(parts=(N_("Workbook"), N_("for participants"))),
        Heading(level=1, text=module.title),
        Lead(text=module.summary),
        FormFields(
            fields=(
                FormField(id="name", label=N_("Name"), half=True),
                FormField(id="date", label=N_("Date"), kind="date", half=True),
            )
        ),
        Heading(level=2, text=N_("What you will be able to do")),
        Outcomes(outcomes=module.outcomes),
    ]
    if module.recall_from or module.prerequisites:
        names = tuple(dict.fromkeys((*module.prerequisites, *module.recall_from)))
        blocks += [
            Heading(level=2, text=N_("Recall first")),
            Prose(text=N_("Before you start, recall what you took from:")),
            Links(ids=names),
            OpenQuestion(text=N_("What do you remember, without looking?"), lines=3),
        ]
    above = ""
    for part in sections(module.body):
        above = plain_line(part.text) if isinstance(part, ProseHeading) else above
        blocks += _part(course, part, above)
    blocks += [
        Heading(level=2, text=N_("Take it to supervision")),
        OpenQuestion(text=module.supervision_prompt, lines=4),
        Heading(level=2, text=N_("What I will do")),
        BlankTable(
            caption=N_("What I will do, by when, and how I will know"),
            header=(N_("What I will do"), N_("By when"), N_("How I will know that it helped")),
            rows=3,
            tall=True,
        ),
    ]
    return Sheet(
        kind="workbook",
        name=N_("Workbook"),
        of=module.id,
        audience="participant",
        document=Document(
            path=f"{module.id}/workbook",
            title=say(course.info.language, N_("Workbook: %(module)s"), module=module.title),
            blocks=tuple(blocks),
            source=module.place.path if module.place else "",
        ),
    )


def _part(course: Course, part: object, above: str) -> Iterator[Block]:
    if isinstance(part, ProseHeading):
        yield Heading(level=max(2, part.level), text=plain_line(part.text))
    elif isinstance(part, Directive):
        yield from _directive(course, part, above)
    else:
        yield Prose(text=part.text)  # type: ignore[attr-defined]


def _directive(course: Course, part: Directive, above: str) -> Iterator[Block]:
    """As on the module's page, but for what facilitators alone may see, and with activities to write in.

    An activity whose title is that of the heading above it has no second one.
    """
    if part.name == "reflect":
        yield QuestionBlock(item=reflection(part.argument, part.body.strip()))
        return
    if part.name == "handout":
        yield HandoutBlock(title=part.argument, text=part.body)
        return
    records = tuple(course.by_id[name] for name in part.argument.split() if name in course.by_id)
    match part.name:
        case "case-study":
            yield CaseCards(cases=records)  # type: ignore[arg-type]
        case "message":
            yield MessageCards(messages=records)  # type: ignore[arg-type]
        case "then-now":
            yield ThenNow(notes=records)  # type: ignore[arg-type]
        case "activity":
            tasks = (each for each in records if isinstance(each, Activity))
            yield from (ActivityTask(activity=each, titled=each.title != above) for each in tasks)
        case "question":
            yield from (question_block(course, each) for each in records)  # type: ignore[arg-type]
        case "quiz":
            for quiz in records:
                yield from _questions(course, quiz)  # type: ignore[arg-type]


def _questions(course: Course, quiz: Quiz) -> Iterator[Block]:
    if quiz.intro:
        yield Prose(text=quiz.intro)
    yield from quiz_block(course, quiz).questions


def quiz_paper(course: Course, quiz: Quiz, links: BackLinks) -> Sheet:
    """Turn a quiz into its paper: the questions, and nothing that gives an answer away."""
    title = say(course.info.language, N_("Quiz paper: %(quiz)s"), quiz=quiz.title)
    return Sheet(
        kind="quiz-paper",
        name=N_("Quiz paper"),
        of=quiz.id,
        audience="participant",
        document=Document(
            path=f"{quiz.id}/quiz-paper",
            title=title,
            blocks=(
                Eyebrow(parts=(N_("Quiz paper"), N_("for participants"))),
                Heading(level=1, text=quiz.title),
                FormFields(
                    fields=(
                        FormField(id="name", label=N_("Name"), half=True),
                        FormField(id="date", label=N_("Date"), kind="date", half=True),
                    )
                ),
                *_questions(course, quiz),
            ),
            source=quiz.place.path if quiz.place else "",
        ),
    )


def activity_sheet(course: Course, activity: Activity, links: BackLinks) -> Sheet | None:
    """Turn an activity into a sheet to work on, if there is anything on paper to it."""
    if activity.handout is None or not (activity.handout.table or activity.handout.lines):
        return None
    return Sheet(
        kind="activity-sheet",
        name=N_("Activity sheet"),
        of=activity.id,
        audience="participant",
        document=Document(
            path=f"{activity.id}/activity-sheet",
            title=say(course.info.language, N_("Activity sheet: %(activity)s"), activity=activity.title),
            blocks=(
                Eyebrow(parts=(N_("Activity sheet"), N_("for participants"))),
                Heading(level=1, text=activity.title),
                ActivityTask(activity=activity, titled=False),
            ),
            source=activity.place.path if activity.place else "",
        ),
    )


def module_law(course: Course, module: Module, links: BackLinks) -> Sheet | None:
    """Turn the points of law of a module into a sheet, then and now."""
    return law_sheet(course, named_in(course, module, "then-now"), of=module.id, title=module.title)


def course_law(course: Course, info: CourseInfo, links: BackLinks) -> Sheet | None:
    """Turn all points of law into a sheet, then and now."""
    return law_sheet(course, course.legal_notes, of=info.id, title=info.title, folder="course")


def law_sheet(course: Course, notes: tuple[LegalNote, ...], *, of: str, title: str, folder: str = "") -> Sheet | None:
    """Turn points of law into a sheet, then and now."""
    if not notes:
        return None
    return Sheet(
        kind="then-and-now",
        name=N_("Then and now"),
        of=of,
        audience="participant",
        document=Document(
            path=f"{folder or of}/then-and-now",
            title=say(course.info.language, N_("Then and now: %(what)s"), what=title),
            blocks=(
                Eyebrow(parts=(N_("Then and now"), title)),
                Heading(level=1, text=N_("Then and now: the law")),
                Lead(text=N_("For learning, and not legal advice. Each note says how sure we are.")),
                Heading(level=2, text=N_("Points of law")),
                ThenNow(notes=notes),
            ),
        ),
    )


def handouts(course: Course, module: Module, links: BackLinks) -> Iterator[Sheet]:
    """Turn each `:::{handout} Title` of a module into a sheet of its own."""
    taken = dict.fromkeys(("at-a-glance", "workbook"), 1)  # which every module has
    for part in sections(module.body):
        if isinstance(part, Directive) and part.name == "handout" and part.argument:
            name = numbered(slug(part.argument), taken)
            yield Sheet(
                kind="handout",
                name=N_("Handout"),
                of=module.id,
                audience="participant",
                document=Document(
                    path=f"{module.id}/{name}",
                    title=part.argument,
                    blocks=(
                        Eyebrow(parts=(N_("Handout"), module.title)),
                        Heading(level=1, text=part.argument),
                        Prose(text=part.body),
                    ),
                    source=module.place.path if module.place else "",
                ),
            )


def glossary(course: Course, info: CourseInfo, links: BackLinks) -> Sheet | None:
    """Turn the glossary into a sheet."""
    from caselore.documents.blocks import GlossaryList

    if not course.glossary:
        return None
    return Sheet(
        kind="glossary",
        name=N_("Glossary"),
        of=info.id,
        audience="participant",
        document=Document(
            path="course/glossary",
            title=N_("Glossary"),
            blocks=(
                Eyebrow(parts=(N_("Glossary"), N_("for participants"))),
                Heading(level=1, text=N_("Glossary")),
                GlossaryList(terms=tuple(sorted(course.glossary, key=lambda each: each.term.casefold()))),
            ),
            source="content/glossary.yml",
        ),
    )
