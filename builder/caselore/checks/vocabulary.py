"""Turn a Course into its words, each with the texts it stands in, and count them: one pass for all rules."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from caselore.checks.check import shared
from caselore.checks.reading import COUNTED, WORD, about
from caselore.checks.texts import CourseText, holding, texts
from caselore.checks.word_lists import EVERYDAY
from caselore.model.course import Course

NAMES = frozenset(
    {"authors", "publisher", "credit", "reviewed_by", "reviewed_by_lived_experience", "checked_by", "contact", "act"}
    | {"provision", "tags", "aliases", "title", "short", "form_ref", "superseded_by", "id"}
)
"""Fields that hold names. A title is its author's or, of a source, its publisher's."""


_BETWEEN = "\0"  # no file may hold it
_STARTS_TWICE = re.compile(rf"{_BETWEEN}[^\w{_BETWEEN}]*(\w+)\s+(?i:\1)\b")

UNREAD = frozenset({"waive", "rules"})
"""Fields that speak to authors."""


READ_LINES = frozenset({"message", "plain", "statement", "what_mattered"})
"""Fields of plain text that are read as sentences. The others are labels."""


@dataclass(slots=True)
class Counts:
    """What the texts of one record count for that are read as sentences; the sentences are about so many."""

    texts: list[CourseText]
    """Those that are more than a few words."""
    words: int
    syllables: int
    sentences: int


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of a course, as typed."""

    course: Course
    typed: set[str] = field(default_factory=set)
    """Each word; EVERYDAY words are left out."""
    counts: list[Counts] = field(default_factory=list)
    """Of each record."""
    repeating: list[CourseText] = field(default_factory=list)
    """The texts of records in which a word comes straight after itself."""

    @cached_property
    def lowered(self) -> dict[str, list[str]]:
        """The words in small letters, each with the ways it is typed."""
        made: dict[str, list[str]] = {}
        for word in self.typed:
            made.setdefault(word.lower().replace("’", "'"), []).append(word)
        return made

    def texts_with(self, words: Iterable[str]) -> list[CourseText]:
        """Return the texts that may hold one of these words, given in small letters; each once, in order."""
        wanted = set(words)
        if not wanted.isdisjoint(EVERYDAY):
            return list(own_words(self.course))
        typed = sorted(each for word in wanted for each in self.lowered.get(word, ()))
        return [text for text in holding(self.course, *typed) if is_own(text)] if typed else []

    def occurrences(self, word: str) -> Iterator[tuple[CourseText, int, int]]:
        """Yield where a word stands, as typed; parts of addresses and names of files are no words."""
        here = re.compile(rf"(?<![\w@#./\\-]){re.escape(word)}(?![\w@/\\-])(?!\.\w)")
        for text in holding(self.course, word):
            for match in here.finditer(text.masked) if is_own(text) else ():
                yield text, match.start(), match.end()


@shared()
def vocabulary(course: Course) -> Vocabulary:
    """Return the words of all that a course says in words of its own."""
    made = Vocabulary(course)
    records: dict[int, list[CourseText]] = {}
    for text in own_words(course):
        records.setdefault(id(text.record), []).append(text)
    # All texts of a record at once, which is many times faster than one by one.
    for among in records.values():
        said = [text for text in among if is_read(text) and _is_sentence(text.text)]
        labels = [text for text in among if not is_read(text) or not _is_sentence(text.text)]
        whole, rest = ("".join([_BETWEEN + text.masked for text in each]) for each in (said, labels))
        words = WORD.findall(whole)
        made.counts.append(Counts(said, len(words), sum(map(COUNTED.__getitem__, words)), len(said) + about(whole)))
        words += WORD.findall(rest)
        made.typed.update(words)
        if any(map(operator.eq, words, words[1:])) or _STARTS_TWICE.search(whole) or _STARTS_TWICE.search(rest):
            made.repeating.extend(among)
    made.typed.difference_update(EVERYDAY)
    return made


def _is_sentence(text: str) -> bool:
    """Whether a text is more than a few words, as far as can be seen at a glance."""
    return len(text) > 30 or text.rstrip()[-1:] in ".!?"


def is_read(text: CourseText) -> bool:
    """Whether a text is read as sentences; a label is not."""
    return text.markdown or text.field in READ_LINES


@shared()
def own_words(course: Course) -> tuple[CourseText, ...]:
    """Return the texts that are its author's to word: not names, and nothing said to authors."""
    return tuple(text for text in texts(course) if is_own(text))


def is_own(text: CourseText) -> bool:
    """Whether a text is its author's to word."""
    return text.field not in NAMES and text.keys[0] not in UNREAD


def matches(
    among: Iterable[CourseText], pattern: re.Pattern[str], *, unless: Callable[[CourseText], bool] = lambda _: False
) -> Iterator[tuple[CourseText, re.Match[str]]]:
    """Yield where a pattern matches in some texts, outside marked quotations."""
    for text in among:
        for match in pattern.finditer(text.masked):
            if not unless(text) and not text.is_quoted(match.start()):
                yield text, match


def starts_a_sentence(text: CourseText, start: int) -> bool:
    """Whether a sentence, an item or a quotation starts here."""
    before = text.masked[:start]
    said = before.rstrip(" \t\n\"'“‘(")
    return not said or said[-1] in ".!?:…•" or "\n\n" in before[len(said) :]
