"""Turn the files that were made before a site into what each of its pages offers to take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import ActivityBlock, Block, Document, Download, Downloads, Heading, Prose, QuizBlock
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.record import Record
from caselore.model.session import Session
from caselore.prose import literal
from caselore.words import N_, say

Files = tuple[Download, ...]


def with_downloads(page: Document, files: Files, course: Course, links: BackLinks, law: str) -> Document:
    """Offer the files about what a page shows on that page; the book on the first; all on the one for trainers."""
    if not files:
        return page
    if page.path == "trainers":
        first = next((at for at, each in enumerate(page.blocks) if _is_part(each)), len(page.blocks))
        made: list[Block] = [Heading(level=2, text=N_("Downloads"))]
        made += [Prose(text=f"{literal(law)}.")] if law else []
        made += _all(files, course, links)
        return replace(page, blocks=(*page.blocks[:first], *made, *page.blocks[first:]))
    if page.path == "index":
        books = tuple(each for each in files if each.is_book)
        return _ending(page, N_("To read offline or on paper"), Downloads(items=books, law=law, in_place=False))
    if not page.path.startswith(("modules/", "case-studies/", "quizzes/")):
        return page
    names = {page.path.rpartition("/")[2]}
    names |= {block.quiz.id for block in page.blocks if isinstance(block, QuizBlock)}
    names |= {block.activity.id for block in page.blocks if isinstance(block, ActivityBlock)}
    about = tuple(each for each in files if each.of in names)
    return _ending(page, N_("On paper"), Downloads(items=about, law=law))


def _ending(page: Document, title: N_, made: Downloads) -> Document:
    return replace(page, blocks=(*page.blocks, Heading(level=2, text=title), made)) if made.items else page


def _is_part(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 2


def _all(files: Files, course: Course, links: BackLinks) -> Iterator[Block]:
    """Yield all files by what they are about: a session, the whole course, a module, a story, anything else."""
    left = list(files)

    def group(title: str, *names: str) -> Iterator[Block]:
        about = tuple(each for each in left if each.of in names)
        left[:] = [each for each in left if each.of not in names]
        if about:
            yield Heading(level=3, text=title)
            yield Downloads(items=tuple(_briefly(about)), law="", whole=True)

    for session in sorted(course.sessions, key=lambda each: each.minutes):
        for block in group(session.title, session.id):
            yield block
            if isinstance(block, Heading):
                yield _what_it_is(session, course)
    yield from group(N_("The whole course"), course.info.id)
    for module in course.modules:
        yield from group(module.title, module.id, *_shown_in(module, course, links))
    for story in course.case_studies:
        yield from group(story.title, story.id)
    yield from group(N_("Other sheets"), *(each.of for each in left))


def _briefly(about: Files) -> Iterator[Download]:
    """Call a sheet by its kind alone where there is but one of that kind: what it is about stands above."""
    titles: dict[str, set[str]] = {}
    for each in about:
        titles.setdefault(each.name, set()).add(each.title)
    yield from (replace(each, title=each.name) if len(titles[each.name]) == 1 else each for each in about)


def _what_it_is(session: Session, course: Course) -> Prose:
    how_long = say(course.info.language, N_("%(n)s minutes"), n=session.minutes)
    return Prose(text=f"{literal(how_long)}. {session.purpose}")


def _shown_in(module: Module, course: Course, links: BackLinks) -> Iterator[str]:
    """Yield the ids of the quizzes and activities of a module."""
    shown: tuple[Record, ...] = (*course.quizzes, *course.activities)
    for each in shown:
        if next(iter(links.of(each.id, Module)), None) is module:
            yield each.id
