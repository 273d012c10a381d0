"""Turn a Course into one Book: parts and chapters in reading order, made of the same Documents as the site.

Writers differ in how they bind it: an e-book is a file a chapter, a printed book one long page. Both
draw `Chapter.document` block by block and find where a link leads in `Book.addresses`, whose pages are
the paths of the chapters' documents. The learner's book holds no key and no facilitator's note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from caselore.documents import evidence, front
from caselore.documents.back_links import back_links
from caselore.documents.blocks import (
    AnswerKey,
    Block,
    Bullets,
    CaseCards,
    Continue,
    Document,
    Done,
    Eyebrow,
    Glance,
    Heading,
    Lead,
    Learning,
    Prose,
    QuestionBlock,
    QuizBlock,
    StopAndThink,
)
from caselore.documents.case_study import case_study_page
from caselore.documents.compose import Site, compose_site
from caselore.documents.coverage import coverage_page
from caselore.documents.module import module_page
from caselore.documents.paper.module_parts import quizzes_in_order
from caselore.documents.reading import reading_page
from caselore.documents.site_map import SiteMap
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.prose import literal
from caselore.questions.interactions import ExtendedTextInteraction
from caselore.words import N_, long_date, say

Kind = Literal["title-page", "introduction", "part", "chapter", "appendix", "glossary", "bibliography", "colophon"]
"""What a chapter is within a book; each writer has its own name for it."""

SCREEN_ONLY = (Continue, Done, Learning)
"""Blocks that only the learner's script gives a meaning to."""


@frozen(kw_only=True)
class Chapter:
    """One chapter, or the opening of a part."""

    kind: Kind
    document: Document
    in_detail: bool = False
    """Whether the table of contents names its sections as well."""


@frozen(kw_only=True)
class Part:
    """Chapters that belong together."""

    place: Literal["front", "body", "back"]
    opening: Chapter | None = None
    """Its first page, which gives it its title; None for chapters that stand by themselves."""
    chapters: tuple[Chapter, ...]


@frozen(kw_only=True)
class Book:
    """The whole course between two covers."""

    course: Course
    facilitator: bool
    printed: bool
    """Whether it is for paper: nothing to unfold, notes in short."""
    parts: tuple[Part, ...]
    addresses: SiteMap
    """Where each record stands: the path of a chapter's document, and an anchor in it."""

    def chapters(self) -> Iterator[tuple[Part, Chapter]]:
        """Yield every chapter in reading order, openings of parts among them."""
        for part in self.parts:
            if part.opening:
                yield part, part.opening
            yield from ((part, each) for each in part.chapters)


def compose_book(course: Course, *, facilitator: bool = False, printed: bool = False) -> Book:
    """Turn a Course into its book: the learner's, or the facilitator's with notes and keys.

    A printed one speaks of itself as paper does.
    """
    site = compose_site(course, facilitator=facilitator)
    parts = [_front(course, facilitator=facilitator), *_body(site), *_back(site, printed=printed)]
    return Book(
        course=course,
        facilitator=facilitator,
        printed=printed,
        parts=tuple(each for each in parts if each.chapters),
        # A book has no page for trainers, and a session is nothing else.
        addresses={
            name: replace(to, page="about") if to.page == "trainers" else to for name, to in site.addresses.items()
        },
    )


def _front(course: Course, *, facilitator: bool) -> Part:
    return Part(
        place="front",
        chapters=(
            Chapter(kind="title-page", document=_title_page(course, facilitator=facilitator)),
            Chapter(kind="introduction", document=_how_to_use(course, facilitator=facilitator)),
        ),
    )


def _body(site: Site) -> Iterator[Part]:
    course, links, facilitator = site.course, site.links, site.facilitator
    modules = (module_page(course, each, facilitator=facilitator) for each in course.modules)
    yield Part(
        place="body",
        opening=_chapter(front.modules_page(front.with_questions(course)), "part"),
        chapters=tuple(_chapter(each, in_detail=True) for each in (*modules, *site.loose())),
    )
    stories = (case_study_page(course, each, links, facilitator=facilitator) for each in course.case_studies)
    yield Part(
        place="body",
        opening=_chapter(front.library_page(course), "part"),
        chapters=tuple(_chapter(each) for each in stories),
    )
    yield Part(
        place="body",
        opening=_chapter(evidence.messages_page(course), "part"),
        chapters=tuple(_chapter(evidence.message_page(course, each, links)) for each in course.messages),
    )


def _back(site: Site, *, printed: bool) -> Iterator[Part]:
    course, links = site.course, site.links
    if site.facilitator:
        yield _keys(course)
    loose: list[Chapter] = []
    if course.legal_notes:
        loose.append(_chapter(evidence.law_page(course), "appendix"))
    if course.glossary:
        loose.append(_chapter(evidence.glossary_page(course), "glossary"))
    if course.reading:
        loose.append(_chapter(reading_page(course), "bibliography"))
    yield Part(place="back", chapters=tuple(loose))
    sources = (evidence.source_page(course, each, links) for each in course.sources)
    yield Part(
        place="back",
        opening=_chapter(evidence.evidence_page(course), "part"),
        chapters=tuple(
            _chapter(each, "appendix") for each in (*sources, coverage_page(course, links, in_detail=False))
        ),
    )
    yield Part(place="back", chapters=(_chapter(_about(course, printed=printed), "colophon"),))


def _chapter(document: Document, kind: Kind = "chapter", *, in_detail: bool = False) -> Chapter:
    """Take out of a page of the site what only a screen with a script can show."""
    blocks = tuple(_for_paper(each) for each in document.blocks if not isinstance(each, SCREEN_ONLY))
    return Chapter(kind=kind, document=replace(document, blocks=blocks), in_detail=in_detail)


def _for_paper(block: Block) -> Block:
    return replace(block, library=False) if isinstance(block, CaseCards) else block


def _title_page(course: Course, *, facilitator: bool) -> Document:
    info = course.info
    edition = N_("For facilitators: with notes and keys. Do not hand it to learners.")
    rows = [
        (N_("Version"), f"{info.version}, {long_date(info.updated, info.language)}"),
        (N_("Written by"), ", ".join(info.authors)),
        (N_("Law"), front.law_line(course)),
        (N_("Licence of the text"), info.licence),
    ]
    blocks: list[Block] = [Heading(level=1, text=info.title)]
    blocks += [Lead(text=literal(info.subtitle))] if info.subtitle else []
    blocks += [Eyebrow(parts=(edition,))] if facilitator else []
    blocks += [Prose(text=info.summary), Glance(rows=tuple(row for row in rows if row[1]))]
    return Document(path="title-page", title=info.title, blocks=tuple(blocks), source="content/course.yml")


def _how_to_use(course: Course, *, facilitator: bool) -> Document:
    info = course.info
    minutes = sum(module.duration_min.self_study for module in course.modules)
    title = N_("How to use this book")
    blocks: list[Block] = [
        Heading(level=1, text=title),
        Lead(text=N_("Take the modules in order, or start with a story. Stop where you like.")),
    ]
    blocks += [Prose(text=front.hours(minutes, info.language))] if minutes else []
    blocks += [
        Heading(level=2, text=N_("Who it is for")),
        Bullets(items=tuple(literal(each) for each in info.audience)),
        Heading(level=2, text=N_("Stories")),
        Prose(
            text=N_(
                "Each story stops at a decision. Decide before you read on: that is where most of the learning is. "
                "What we do not know about a story is said as plainly as what we do."
            )
        ),
        Prose(
            text=N_(
                "Some stories may be close to your own life or to the life of somebody you know. You can stop, leave "
                "one out, or come back to it with somebody beside you."
            )
        ),
        Heading(level=2, text=N_("Questions and reflections")),
        Prose(
            text=N_(
                "Write your answers in a notebook of your own, with the number of the question and the letter of "
                "the answer. Leave out names and anything else that shows who a person is."
            )
        ),
        Prose(text=_where_answers_are(facilitator=facilitator)),
        Prose(
            text=N_(
                "Where a text speaks of opening a note, checking an answer or trying again, it means the course's site."
            )
        ),
    ]
    if course.findings:
        code = next(iter(course.findings))
        blocks += [
            Heading(level=2, text=N_("Where things come from")),
            Prose(
                text=say(
                    info.language,
                    N_(
                        "A code such as %(code)s stands beside what comes from a source. It leads to a note at the "
                        "end of the chapter, and the note to the source: what kind it is, who took part, and what "
                        "it cannot show."
                    ),
                    code=code,
                )
            ),
        ]
    if course.glossary:
        blocks.append(Prose(text=N_("Where a chapter first uses a word of the glossary, the word leads there.")))
    return Document(path="how-to-use", title=title, blocks=tuple(blocks))


def _where_answers_are(*, facilitator: bool) -> N_:
    if facilitator:
        return N_("The answers are in the part 'Answer keys', in the order of the modules and the stories.")
    return N_(
        "The answers are not in this book, so that a group can use it. Your facilitator has them, and the course's "
        "site shows each one once you have answered."
    )


IN_A_READER = N_(
    "You can set size, type, colours and spacing in your reader. Headings, lists, tables and notes are "
    "marked as such, pictures are described in words, and nothing depends on colour, sound or time. The "
    "book is tested with automatic checkers, which find only part of what can go wrong."
)
ON_PAPER = N_(
    "This book is set to be printed in black and white. Read on a screen, its headings, lists, tables and links "
    "are marked as such, and pictures are described in words. The course comes as an e-book too, in which you can "
    "set size, type, colours and spacing. The book is tested with automatic checkers, which find only part of "
    "what can go wrong."
)


def _about(course: Course, *, printed: bool) -> Document:
    language = course.info.language
    who = literal(course.info.contact or "") or say(language, N_("the person who gave it to you"))
    blocks = [
        *front.about_opening(course),
        Heading(level=2, text=N_("Accessibility")),
        Prose(text=ON_PAPER if printed else IN_A_READER),
        Prose(
            text=say(
                language,
                N_("Something in your way? Tell %(who)s which chapter it is, and what you use to read it."),
                who=who,
            )
        ),
        Heading(level=2, text=N_("Practice, not an exam")),
        Prose(text=N_("The questions are for practice. A result says nothing about competence.")),
    ]
    return Document(path="about", title=N_("About this course"), blocks=tuple(blocks), source="content/course.yml")


def _keys(course: Course) -> Part:
    """Turn everything with a key into chapters: a quiz each, then the modules' other questions and the stories'."""
    title = N_("Answer keys")
    opening = Document(
        path="keys/index",
        title=title,
        blocks=(Heading(level=1, text=title), Lead(text=N_("The numbers are those of the questions."))),
    )
    quizzes = [front.key_page(course, each) for each in quizzes_in_order(course)]
    others = _other_keys(course, {name for quiz in course.quizzes for name in quiz.questions})
    return Part(
        place="back",
        opening=_chapter(opening, "part"),
        chapters=tuple(_chapter(each, "appendix") for each in (*quizzes, *others)),
    )


def _other_keys(course: Course, asked: set[str]) -> Iterator[Document]:
    links = back_links(course)
    blocks: list[Block] = []
    for page in (
        *(module_page(course, each, facilitator=False) for each in course.modules),
        *(case_study_page(course, each, links, facilitator=False) for each in course.case_studies),
        *(each for each in compose_site(course).loose()),
    ):
        found = [AnswerKey(block=each) for each in _keyed(page.blocks) if each.item.id not in asked]
        if found:
            blocks += [Heading(level=2, text=page.title), *found]
    if blocks:
        title = N_("Answer key: questions outside the quizzes")
        yield Document(path="other-keys", title=title, blocks=(Heading(level=1, text=title), *blocks))


def _keyed(blocks: tuple[Block, ...]) -> Iterator[QuestionBlock]:
    for block in blocks:
        if isinstance(block, StopAndThink):
            yield block.question
        elif isinstance(block, QuizBlock):
            yield from block.questions
        elif isinstance(block, QuestionBlock) and _has_key(block):
            yield block


def _has_key(block: QuestionBlock) -> bool:
    return any(not isinstance(each, ExtendedTextInteraction) or each.model_points for each in block.item.interactions)
