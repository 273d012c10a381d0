"""Turn a Course into its texts, each with the place where it stands, for checks of what it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from caselore.checks.check import Fault, shared
from caselore.model.course import Course, CourseInfo
from caselore.model.fields import Line, Markdown
from caselore.model.module import Module
from caselore.model.record import Damaged, Place, Record
from caselore.model.walk import Keys, marked
from caselore.prose import Directive, Heading, masked, quotations, sections, slug
from caselore.remarks import Remark, remarks

NOT_WORDS = frozenset(
    {"version", "language", "file", "rule", "standards", "locator", "licence", "form_ref", "rules", "waive"}
)
"""Fields of plain text that hold a code, a name of a file or the like, not words to be read."""


class CourseText:
    """One text of a course, as its author typed it."""

    # A course has tens of thousands, so they are made to be small, and to work out only what is asked for.
    __slots__ = (
        "text",
        "place",
        "keys",
        "record",
        "markdown",
        "anchors",
        "directive",
        "field",
        "_masked",
        "_quotations",
        "_remarks",
    )

    def __init__(
        self,
        text: str,
        place: Place,
        keys: Keys,
        record: CourseInfo | Record | Damaged,
        *,
        markdown: bool,
        anchors: frozenset[str] = frozenset(),
        directive: str = "",
    ) -> None:
        self.text = text
        self.place = place
        self.keys = keys
        self.record = record
        """The record it stands in."""
        self.markdown = markdown
        """Whether it is Markdown; else one line of plain words."""
        self.anchors = anchors
        """The headings of its page, as ids."""
        self.directive = directive
        """On the page of a module: the directive whose body it is."""
        last = keys[-1]
        self.field = last if isinstance(last, str) else next(each for each in reversed(keys) if isinstance(each, str))
        """The name of the field it stands in: `stem`, `body`, `not_known`."""
        self._masked = None if markdown else text
        self._quotations: tuple[tuple[int, int], ...] | None = None
        self._remarks: tuple[Remark, ...] | None = None if markdown else ()

    @property
    def masked(self) -> str:
        """The text with all that is not words to be read as spaces; each word stands where it stood."""
        if self._masked is None:
            self._masked = masked(self.text)
        return self._masked

    @property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where marked quotations start and end."""
        if self._quotations is None:
            self._quotations = quotations(self.text)
        return self._quotations

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What it links to, cites or tries to pass as HTML; nothing in a line of plain words."""
        if self._remarks is None:
            self._remarks = tuple(remarks(self.text))
        return self._remarks

    def is_quoted(self, start: int) -> bool:
        """Whether what stands here is part of a marked quotation."""
        return any(first <= start < last for first, last in self.quotations)

    def fault(self, message: str, start: int, end: int, hint: str = "") -> Fault:
        """Return a Fault about the characters from `start` to `end` of the text."""
        snippet = self.text[start:end]
        nth = bisect_right(_ends(self.text, snippet), start)
        return Fault(place=self.place, keys=self.keys, snippet=snippet, nth=nth, message=message, hint=hint)


@lru_cache(maxsize=16)
def _ends(text: str, snippet: str) -> tuple[int, ...]:
    """Return where each occurrence of a snippet ends: a text may have thousands of faults of one kind."""
    return tuple(match.end() for match in re.finditer(re.escape(snippet), text)) if snippet else ()


@shared()
def texts(course: Course) -> tuple[CourseText, ...]:
    """Return every text of a course that people read, record by record."""
    return tuple(_texts(course))


@shared()
def _whole(course: Course) -> tuple[str, str, list[int]]:
    """Return all texts as one, the same in small letters on one line, and where each text starts."""
    every = [text.text for text in texts(course)]
    starts = list(accumulate((len(text) + 1 for text in every), initial=0))
    whole = "\0".join(every)  # no file may hold it
    small = whole.replace("\n", " ").lower()
    return whole, small if len(small) == len(whole) else whole, starts


@shared(64)
def holding(course: Course, *signs: str, any_case: bool = False) -> tuple[CourseText, ...]:
    """Return the texts that hold one of some signs: words or marks, in small letters where `any_case`.

    All texts are looked through at once, which is many times faster than one by one.
    """
    whole, small, starts = _whole(course)
    within, found = small if any_case else whole, set[int]()
    for sign in signs:
        at = within.find(sign)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = within.find(sign, starts[number + 1])
    every = texts(course)
    return tuple(every[number] for number in sorted(found))


@shared(16)
def matching(course: Course, pattern: str) -> tuple[CourseText, ...]:
    """Return the texts in which a pattern matches; it matches a few characters and no line break."""
    whole, _, starts = _whole(course)
    every, search, found = texts(course), re.compile(pattern).search, list[CourseText]()
    match = search(whole)
    while match:
        number = bisect_right(starts, match.start()) - 1
        found.append(every[number])
        match = search(whole, starts[number + 1])
    return tuple(found)


def _texts(course: Course) -> Iterator[CourseText]:
    everything: tuple[CourseInfo | Record, ...] = (course.info, *course.records())
    for record in everything:
        for keys, mark, text in marked(record, (Markdown, Line)):
            if isinstance(mark, Markdown):
                yield CourseText(text, record.place, keys, record, markdown=True)
            elif NOT_WORDS.isdisjoint(keys):
                yield CourseText(text, record.place, keys, record, markdown=False)
    for module in course.modules:
        yield from _module_texts(module)


@shared()
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
