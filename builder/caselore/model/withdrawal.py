"""Turn a Course into what may be shown of it: without what was withdrawn, and without what stood on that.

Done in two steps, both in the pipeline. The checks run on the course of the first step, in which every
reference still stands where its author wrote it. Writers see that of the second, in which none is left.
"""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course, Withdrawn, ids_in
from caselore.model.fields import Markdown, Ref
from caselore.model.figure import Figure
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question, Quiz
from caselore.model.record import Record
from caselore.model.session import Session, SessionPart
from caselore.model.walk import Keys, marked
from caselore.prose import Directive, sections

R = TypeVar("R", bound=Record)

KINDS = {
    "modules": "module",
    "case_studies": "case study",
    "messages": "practice message",
    "sources": "source",
    "legal_notes": "legal note",
    "questions": "question",
    "quizzes": "quiz",
    "activities": "activity",
    "figures": "figure",
    "glossary": "glossary term",
    "reading": "further reading",
    "sessions": "session",
}
"""The fields of Course that hold records, and what one of them is called."""

STANDS_ON: tuple[tuple[type[Record], str], ...] = (
    (CaseStudy, "evidence"),
    (PracticeMessage, "evidence"),
    (Question, "evidence"),
    (Quiz, "questions"),
    (Activity, "outcomes"),
    (Figure, "evidence"),
)
"""Lists of references that a record cannot be without."""

TELLS: tuple[tuple[type[Record], str], ...] = ((Question, "case"), (Activity, "cases"))
"""References to a story that the record is about: its own words may tell that story again."""


def taken_out(course: Course) -> Course:
    """Return a course without the records that were withdrawn, and without those that stood on them."""
    found = [
        Withdrawn(kind=KINDS[field], id=each.id, day=each.withdrawn_on, record=each)
        for field in KINDS
        for each in getattr(course, field)
        if each.status == "withdrawn"
    ]
    if not found:
        return course
    while dependents := list(_dependents(course, found)):
        found += dependents
    ids = {id(each.record) for each in found}
    kept: dict[str, Any] = {
        field: tuple(each for each in getattr(course, field) if id(each) not in ids) for field in KINDS
    }
    return replace(course, **kept, withdrawn=tuple(found))


def _dependents(course: Course, found: list[Withdrawn]) -> Iterator[Withdrawn]:
    """Yield the records that cannot stand, or would tell a story again, once those found are gone."""
    why = {name: each for each in found if each.record for name in ids_in(each.record)}
    taken = {id(each.record) for each in found}
    for field, kind in KINDS.items():
        for record in getattr(course, field):
            if id(record) not in taken and (name := _falls_with(record, frozenset(why))):
                yield Withdrawn(kind=kind, id=record.id, day=why[name].day, because=why[name].id, record=record)


def _falls_with(record: Record, gone: frozenset[str]) -> str:
    """Return the id without which a record cannot stay; an empty string if it can."""
    lost = [(keys, name) for keys, _, name in marked(record, Ref) if name in gone]
    for keys, name in lost:
        if any(isinstance(record, cls) and keys[0] == key for cls, key in TELLS):
            return name
    for cls, key in STANDS_ON:
        held = getattr(record, key) if isinstance(record, cls) else ()
        of_this = [name for keys, name in lost if keys[0] == key]
        if held and len(of_this) == len(held):
            return of_this[0]
    required = [name for keys, name in lost if len(keys) == 1]
    return required[0] if required else ""


def mended(course: Course) -> Course:
    """Return a course in which nothing points at what was withdrawn, and nothing of it is left."""
    if not course.withdrawn:
        return course
    gone = course.gone
    kept: dict[str, Any] = {field: tuple(_without(each, gone) for each in getattr(course, field)) for field in KINDS}
    stubs = tuple(replace(each, record=None) for each in course.withdrawn)
    return replace(course, **kept, withdrawn=stubs, images=tuple(_images(course)))


def _images(course: Course) -> Iterator[str]:
    """Yield the pictures of a course but for those that only a withdrawn record showed."""
    lost = "\n".join(_words(each.record) for each in course.withdrawn if each.record)
    kept: str | None = None
    for image in course.images:
        if image in lost:
            kept = "\n".join(map(_words, course.records())) if kept is None else kept
            if image not in kept:
                continue
        yield image


def _words(record: Record) -> str:
    body = record.body if isinstance(record, Module) else ""
    return "\n".join((body, *(text for _, _, text in marked(record, Markdown))))


def _without(record: R, gone: frozenset[str]) -> R:
    """Return a record without its references to what is gone."""
    made = record
    for keys in reversed([keys for keys, _, name in marked(record, Ref) if name in gone]):
        made = _dropped(made, keys)
    if isinstance(made, Module) and (body := without_directives(made.body, gone)) != made.body:
        made = _changed(made, "body", body)
    return made


def _dropped(value: Any, keys: Keys) -> Any:
    """Return a record without the item of a list that these keys lead to or into."""
    name, number, *deeper = keys
    held = getattr(value, str(name))
    if isinstance(value, Session) and name == "parts" and len(deeper) == 1:
        part = _emptied(held[int(number)], str(deeper[0]))
        return _changed(value, "parts", (*held[: int(number)], part, *held[int(number) + 1 :]))
    if not isinstance(number, int):  # a record within the record
        return _changed(value, str(name), _dropped(held, (number, *deeper)))
    within = any(isinstance(key, int) for key in deeper)
    left = (_dropped(held[number], tuple(deeper)),) if within else ()
    return _changed(value, str(name), (*held[:number], *left, *held[number + 1 :]))


def _emptied(part: SessionPart, field: str) -> SessionPart:
    """Return a part of a session without what it was about. Its minutes stay, so that the clock stays true."""
    made: SessionPart = _changed(part, field, None)
    if not any(made.about()):
        for words in ("say", "notes"):
            made = _changed(made, words, None)
        made = _changed(made, "needs", ())
    return made


def _changed(value: Any, name: str, new: object) -> Any:
    """Return a copy of a record with one field changed; its place stays that of the file."""
    made = copy.copy(value)
    object.__setattr__(made, name, new)
    return made


def without_directives(body: str, gone: frozenset[str]) -> str:
    """Return the body of a module without directives that name what is gone; each line stays where it stood."""
    lines = body.split("\n")
    for part in sections(body):
        names = part.argument.split() if isinstance(part, Directive) and part.name != "reflect" else []
        if not isinstance(part, Directive) or gone.isdisjoint(names):
            continue
        if left := [name for name in names if name not in gone]:
            lines[part.line] = lines[part.line].replace(part.argument, " ".join(left))
        else:
            end = part.body_line + part.body.count("\n") + 1
            lines[part.line : end] = [""] * (end - part.line)
    return "\n".join(lines)
