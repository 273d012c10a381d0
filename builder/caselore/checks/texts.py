"""Turn a Course into its texts, each with the place where it stands, for checks of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from caselore.checks.check import Fault
from caselore.model.course import Course, CourseInfo
from caselore.model.fields import Line, Markdown
from caselore.model.module import Module
from caselore.model.record import Damaged, Place, Record
from caselore.model.walk import Keys, marked
from caselore.prose import Directive, Heading, masked, quotations, sections, slug

NOT_WORDS = frozenset({"version", "language", "file", "rule", "standards", "locator", "licence", "form_ref"})
"""Fields of plain text that hold a code, a name of a file or the like, not words to be read."""


@dataclass(frozen=True, eq=False)
class CourseText:
    """One text of a course, as its author typed it."""

    text: str
    place: Place
    keys: Keys
    record: CourseInfo | Record | Damaged
    """The record it stands in."""
    markdown: bool
    """Whether it is Markdown; else one line of plain words."""
    anchors: frozenset[str] = frozenset()
    """The headings of its page, as ids."""
    directive: str = ""
    """On the page of a module: the directive whose body it is."""

    @cached_property
    def field(self) -> str:
        """The name of the field it stands in: `stem`, `body`, `not_known`."""
        return next(key for key in reversed(self.keys) if isinstance(key, str))

    @cached_property
    def masked(self) -> str:
        """The text with all that is not words to be read as spaces; each word stands where it stood."""
        return masked(self.text) if self.markdown else self.text

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where marked quotations start and end."""
        return quotations(self.text)

    def is_quoted(self, start: int) -> bool:
        """Whether what stands here is part of a marked quotation."""
        return any(first <= start < last for first, last in self.quotations)

    def fault(self, message: str, start: int, end: int, hint: str = "") -> Fault:
        """Return a Fault about the characters from `start` to `end` of the text."""
        snippet = self.text[start:end]
        nth = len(re.findall(re.escape(snippet), self.text[:start]))
        return Fault(place=self.place, keys=self.keys, snippet=snippet, nth=nth, message=message, hint=hint)


@lru_cache(maxsize=1)
def texts(course: Course) -> tuple[CourseText, ...]:
    """Return every text of a course that people read, record by record."""
    return tuple(_texts(course))


def _texts(course: Course) -> Iterator[CourseText]:
    everything: tuple[CourseInfo | Record, ...] = (course.info, *course.records())
    for record in everything:
        for keys, _, text in marked(record, Markdown):
            yield CourseText(text, record.place, keys, record, markdown=True)
        for keys, _, text in marked(record, Line):
            if not any(key in NOT_WORDS for key in keys if isinstance(key, str)) and keys[0] not in ("rules", "waive"):
                yield CourseText(text, record.place, keys, record, markdown=False)
    for module in course.modules:
        yield from _module_texts(module)


@lru_cache(maxsize=1)
def damaged_texts(course: Course) -> tuple[CourseText, ...]:
    """Return the Markdown of records whose form is wrong."""
    found: list[CourseText] = []
    for each in course.damaged:
        found += (CourseText(text, each.place, keys, each, markdown=True) for keys, _, text in marked(each, Markdown))
        found += _module_texts(each) if each.body else ()
    return tuple(found)


def _module_texts(module: Module | Damaged) -> Iterator[CourseText]:
    parts = list(sections(module.body))
    anchors = frozenset(slug(part.text) for part in parts if isinstance(part, Heading))
    for part in parts:
        if isinstance(part, Directive):
            text, line, directive = part.body, part.body_line, part.name
        else:
            text, line, directive = part.text, part.line, ""
        keys = ("body", line, line + text.count("\n") + 1)
        yield CourseText(text, module.place, keys, module, markdown=True, anchors=anchors, directive=directive)
