"""Turn a Course's references round: which records point at this one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field

from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.fields import Markdown, Ref
from caselore.model.module import Module
from caselore.model.question import Question
from caselore.model.record import Record
from caselore.model.walk import marked
from caselore.prose import CITATION, CODE, Directive, Passage, sections
from caselore.remarks import remarks


@frozen
class BackLinks:
    """For each id, the records that point at it, in the order of the course."""

    users: dict[str, tuple[Record, ...]]
    mentions: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    """Those of the others whose texts link to it."""
    case_questions: dict[str, tuple[Question, ...]] = field(default_factory=dict)
    """Questions to show with a case study, by its id: those about it, but for any that are kept for a later quiz."""
    module_questions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the questions on a module's page, by its id."""

    def of(self, name: str, kind: type[Record]) -> list[Record]:
        """Return the records of a kind that point at an id."""
        return [each for each in self.users.get(name, ()) if isinstance(each, kind)]

    def all_of(self, name: str) -> tuple[Record, ...]:
        """Return the records that point at an id, and then those that link to it in what they say."""
        return (*self.users.get(name, ()), *self.mentions.get(name, ()))


def back_links(course: Course) -> BackLinks:
    """Turn a Course into its BackLinks."""
    users: dict[str, dict[str, Record]] = defaultdict(dict)
    mentions: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in course.records():
        pointed_at = _pointed_at(record)
        for name in pointed_at:
            users[name][record.id] = record
        for name in linked_in(record):
            if name not in pointed_at:
                mentions[name][record.id] = record
    on_modules = {module.id: tuple(_questions_on(module, course)) for module in course.modules}
    later = _asked_later(course, on_modules)
    about: dict[str, list[Question]] = defaultdict(list)
    for question in course.questions:
        if question.case and question.id not in later:
            about[question.case].append(question)
    return BackLinks(
        {name: tuple(found.values()) for name, found in users.items()},
        {name: tuple(found.values()) for name, found in mentions.items()},
        {name: tuple(found) for name, found in about.items()},
        on_modules,
    )


def _pointed_at(record: Record) -> set[str]:
    return {*(name for _, _, name in marked(record, Ref)), *cited_in(record), *shown_in(record)}


def cited_in(record: Record) -> Iterator[str]:
    """Yield the codes that the texts of a record cite, as often as they do."""
    for text in (*(text for _, _, text in marked(record, Markdown)), record.body if isinstance(record, Module) else ""):
        for match in CITATION.finditer(text) if "[@" in text else ():
            yield from CODE.findall(match[1])


def linked_in(record: Record) -> frozenset[str]:
    """Return the ids that the texts of a record link to: `[words](#id)`."""
    return frozenset(
        remark.value
        for text in texts_of(record)
        if "](#" in text or "]: #" in text
        for remark in remarks(text)
        if remark.kind == "record"
    )


def texts_of(record: Record) -> Iterator[str]:
    """Yield the Markdown of a record: its fields, and the page of a module."""
    yield from (text for _, _, text in marked(record, Markdown))
    yield from _page_texts(record.body) if isinstance(record, Module) else ()


def _page_texts(body: str) -> Iterator[str]:
    """Yield the Markdown of a module's page, in its directives as well."""
    for part in sections(body):
        if isinstance(part, Passage):
            yield part.text
        elif isinstance(part, Directive):
            yield from _page_texts(part.body)


def shown_in(record: Record) -> Iterator[str]:
    """Yield the ids that the directives on a module's page name."""
    if isinstance(record, Module):
        for part in sections(record.body):
            if isinstance(part, Directive):
                yield from part.argument.split()


def _asked_later(course: Course, on_modules: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the questions that stand only in quizzes with a page of their own: whoever comes to one is to meet them there."""
    asked = {name for quiz in course.quizzes for name in quiz.questions}
    return asked.difference(*on_modules.values())


def _questions_on(module: Module, course: Course) -> list[str]:
    found: list[str] = []
    quizzes = {quiz.id: quiz for quiz in course.quizzes}
    for part in sections(module.body):
        if isinstance(part, Directive) and part.name == "question":
            found += part.argument.split()
        elif isinstance(part, Directive) and part.name == "quiz":
            shown = [quizzes[name] for name in part.argument.split() if name in quizzes]  # a check says which is not
            found += [name for quiz in shown for name in quiz.questions]
    return list(dict.fromkeys(found))
