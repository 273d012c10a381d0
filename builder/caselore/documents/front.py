"""Turn a Course into the pages around its content: home, lists, my learning, for trainers, about."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.documents.alignment import overview
from caselore.documents.blocks import (
    ActivityBlock,
    AnswerKey,
    Block,
    Bullets,
    CaseCards,
    Continue,
    Document,
    Heading,
    Lead,
    Learning,
    Links,
    ModuleCards,
    Prose,
    QuestionBlock,
    QuizBlock,
    Table,
)
from caselore.documents.module import module_page
from caselore.documents.paper.module_parts import activities_in_order, quizzes_in_order
from caselore.documents.questions import question_block, quiz_block
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.question import Question, Quiz
from caselore.prose import literal, plain_text
from caselore.questions.decision import decision
from caselore.questions.interactions import Item
from caselore.questions.registry import lower
from caselore.words import N_, long_date, say

NATIONS = {
    "england": N_("England"),
    "wales": N_("Wales"),
    "scotland": N_("Scotland"),
    "northern-ireland": N_("Northern Ireland"),
    "uk": N_("the United Kingdom"),
}


def law_line(course: Course) -> str:
    """Say in one line how the law of the course was checked, as every page and sheet must."""
    language = course.info.language
    nation = say(language, NATIONS[course.info.nation])
    unchecked = [note for note in course.legal_notes if not (note.checked_on and note.checked_by)]
    dates = [note.checked_on for note in course.legal_notes if note.checked_on and note.checked_by]
    if not course.legal_notes:
        return ""
    if unchecked or not dates:
        return say(language, N_("Law (%(nation)s) not yet checked by a named person"), nation=nation)
    day = long_date(min(dates), language)
    return say(language, N_("Law (%(nation)s) checked on %(day)s"), nation=nation, day=day)


def version_line(course: Course) -> str:
    """Say which version of the course this is."""
    return say(course.info.language, N_("version %(version)s"), version=course.info.version)


def foot_line(course: Course) -> str:
    """Say what stands at the foot of each sheet and slide: the law, the version, the licence."""
    return " · ".join(part for part in (law_line(course), version_line(course), course.info.licence) if part)


ModulesWithQuestions = tuple[tuple[Module, tuple[QuestionBlock, ...]], ...]


def with_questions(course: Course) -> ModulesWithQuestions:
    """Return each module with the questions and reflections on its page."""
    return tuple(
        (module, tuple(_questions_in(module_page(course, module, facilitator=False).blocks)))
        for module in course.modules
    )


def _questions_in(blocks: tuple[Block, ...]) -> Iterator[QuestionBlock]:
    for block in blocks:
        if isinstance(block, QuestionBlock):
            yield block
        elif isinstance(block, QuizBlock):
            yield from block.questions


def home_page(course: Course, modules: ModulesWithQuestions) -> Document:
    """Turn a Course into its home page: what it is, for whom, how long, and where to start."""
    info = course.info
    minutes = sum(module.duration_min.self_study for module in course.modules)
    blocks: list[Block] = [
        Heading(level=1, text=info.title),
        Lead(text=info.summary),
        Prose(text=hours(minutes, info.language)),
        Prose(text=N_("No account, no tracking: nothing that you write leaves this browser.")),
        Continue(),
        Heading(level=2, text=N_("Modules")),
        ModuleCards(modules=modules),
        Heading(level=2, text=N_("Is it for you?")),
        Bullets(items=info.audience),
    ]
    if course.case_studies:
        blocks += [Heading(level=2, text=N_("Start with a story")), CaseCards(cases=course.case_studies[:2])]
    return Document(
        path="index",
        title=N_("Home"),
        description=plain_text(info.summary),
        blocks=tuple(blocks),
        source="content/course.yml",
    )


def hours(minutes: int, language: str) -> str:
    """Say how long the course takes."""
    if minutes < 90:
        message = N_("It takes about %(n)s minutes by yourself, in as many sittings as you like.")
        return say(language, message, n=minutes)
    message = N_("It takes about %(n)s hours by yourself, in as many sittings as you like.")
    return say(language, message, n=f"{round(minutes / 30) / 2:g}")


def modules_page(modules: ModulesWithQuestions) -> Document:
    """Turn the modules into their list."""
    return Document(
        path="modules/index",
        title=N_("Modules"),
        blocks=(
            Heading(level=1, text=N_("Modules")),
            ModuleCards(modules=modules),
        ),
    )


def library_page(course: Course) -> Document:
    """Turn the case studies into their library, with filters."""
    return Document(
        path="case-studies/index",
        title=N_("Case studies"),
        blocks=(
            Heading(level=1, text=N_("Case studies")),
            Lead(
                text=N_(
                    "Stories told as data: who told them, what they can show, and what they cannot. One story shows "
                    "that something can happen, not how often."
                )
            ),
            CaseCards(cases=course.case_studies, library=True),
        ),
    )


def learning_page(course: Course, modules: ModulesWithQuestions) -> Document:
    """Turn a Course into the page where a learner finds what they did."""
    return Document(
        path="my-learning",
        title=N_("My learning"),
        search=False,
        blocks=(
            Heading(level=1, text=N_("My learning")),
            Lead(text=N_("What you have done in this browser. It is sent nowhere.")),
            Learning(info=course.info, modules=modules, elsewhere=_elsewhere(course, modules), law=law_line(course)),
        ),
    )


def _elsewhere(course: Course, modules: ModulesWithQuestions) -> tuple[Item, ...]:
    """Return the questions and decisions to which answers are kept and that no module asks."""
    shown = {each.item.id for _, questions in modules for each in questions}
    questions = (lower(each) for each in course.questions if each.id not in shown)
    return (*questions, *(item for case in course.case_studies if (item := decision(case)).id not in shown))


def quiz_page(course: Course, quiz: Quiz) -> Document:
    """Turn a quiz that no module shows into a page of its own."""
    return Document(
        path=f"quizzes/{quiz.id}",
        title=quiz.title,
        blocks=(Heading(level=1, text=quiz.title), quiz_block(course, quiz, afresh=True)),
        source=quiz.place.path if quiz.place else "",
    )


def loose_questions_page(course: Course, questions: list[Question]) -> Document:
    """Turn the questions that stand on no other page into one of their own."""
    blocks = [question_block(course, each, number=number) for number, each in enumerate(questions, 1)]
    return Document(
        path="questions",
        title=N_("More questions"),
        blocks=(Heading(level=1, text=N_("More questions")), *blocks),
    )


def loose_activities_page(course: Course, names: list[str]) -> Document:
    """Turn the activities that no module shows into a page."""
    found = [ActivityBlock(activity=each) for each in course.activities if each.id in names]
    return Document(path="activities", title=N_("Activities"), blocks=(Heading(level=1, text=N_("Activities")), *found))


def trainers_page(course: Course, *, facilitator: bool, state: bool = False) -> Document:
    """Turn a Course into the page for trainers: how to use it, and what serves which outcome."""
    where = N_("This is the facilitator's edition: it holds notes and keys. Do not put it in front of learners.")
    how = N_(
        "This site is the learner's edition. The facilitator's edition holds the same pages with notes for "
        "running them in a room, and an answer key to each quiz. `caselore build` writes it beside this one, in "
        "the folder `facilitator`."
    )
    blocks: list[Block] = [
        Heading(level=1, text=N_("For trainers")),
        Lead(text=where if facilitator else how),
        *(
            (
                Prose(
                    text=N_(
                        "[State of the course](#page:state): what is settled, and what stands in the way of release."
                    )
                ),
            )
            if state
            else ()
        ),
        Heading(level=2, text=N_("What serves which outcome")),
        Prose(text=N_("Each learning outcome with the activities, questions and practice messages that serve it.")),
        Links(ids=("page:alignment",)) if facilitator else overview(course),
        Heading(level=2, text=N_("Activities")),
        Links(ids=tuple(each.id for each in activities_in_order(course))),
    ]
    if facilitator:
        blocks += [
            Heading(level=2, text=N_("Answer keys")),
            Prose(text=N_("One page a quiz, in the order in which its questions are asked:")),
            Links(ids=tuple(f"key:{quiz.id}" for quiz in quizzes_in_order(course))),
        ]
    return Document(path="trainers", title=N_("For trainers"), blocks=tuple(blocks))


def key_page(course: Course, quiz: Quiz) -> Document:
    """Turn a quiz into its answer key, for facilitators."""
    block = quiz_block(course, quiz)
    title = say(course.info.language, N_("Answer key: %(quiz)s"), quiz=quiz.title)
    return Document(
        path=f"keys/{quiz.id}",
        title=title,
        search=False,
        blocks=(
            Heading(level=1, text=title),
            Lead(text=N_("For facilitators. The numbers are those of the quiz.")),
            *(AnswerKey(block=each) for each in block.questions),
        ),
    )


def about_opening(course: Course) -> list[Block]:
    """Turn a Course into the start of its About page: what it is, who wrote and checked it, what it lacks."""
    info = course.info
    licence = f"[{literal(info.licence)}](<{info.licence_url}>)" if info.licence_url else literal(info.licence)
    blocks: list[Block] = [Heading(level=1, text=N_("About this course"))]
    blocks += [Prose(text=info.about)] if info.about else []
    blocks.append(
        Table(
            caption=N_("This edition"),
            header=(N_("What"), N_("This edition")),
            rows=(
                (N_("Version"), literal(f"{info.version}, {long_date(info.updated, info.language)}")),
                (N_("Written by"), literal(", ".join(info.authors)) or N_("Not stated")),
                (N_("Reviewed by"), literal(", ".join(info.reviewed_by)) or N_("Not yet reviewed")),
                (
                    N_("Reviewed by people with lived experience"),
                    literal(", ".join(info.reviewed_by_lived_experience)) or N_("Not yet"),
                ),
                (N_("Law"), law_line(course) or N_("This course has no notes on law")),
                (N_("Licence of the text"), licence),
            ),
        )
    )
    if info.known_gaps:
        blocks += [Heading(level=2, text=N_("Known gaps")), Bullets(items=info.known_gaps)]
    return blocks


def about_page(course: Course) -> Document:
    """Turn a Course into its About page: licence, review, privacy, accessibility, known gaps."""
    info = course.info
    blocks = about_opening(course)
    blocks += [
        Heading(level=2, text=N_("Your privacy")),
        Prose(
            text=N_(
                "This site sets no cookies, counts no visits and asks nothing of other sites. Your answers and "
                "notes are kept in this browser, on this device; without JavaScript they are not kept at all. "
                "Anybody who can use this browser can read them. You can take them away or delete them on the "
                "page [My learning](#my-learning)."
            )
        ),
        Heading(level=2, text=N_("Accessibility")),
        Prose(
            text=N_(
                "The pages are made to meet WCAG 2.2 at level AA. They work with a keyboard alone, at 400% zoom, "
                "without JavaScript, and on paper. They are tested with automatic checkers, which find only "
                "part of what can go wrong; no audit by people who use assistive technology has been done on "
                "this edition unless the text above says so."
            )
        ),
        Prose(
            text=say(
                info.language,
                N_("Something in your way? Tell %(who)s which page it is, and what you use to read it."),
                who=literal(info.contact or "") or say(info.language, N_("the person who sent you here")),
            )
        ),
        Heading(level=2, text=N_("Practice, not an exam")),
        Prose(
            text=N_(
                "The questions are for practice. They are marked in your browser, where the answers can be "
                "found by those who look. A result here says nothing about competence."
            )
        ),
    ]
    return Document(path="about", title=N_("About this course"), blocks=tuple(blocks), source="content/course.yml")
