"""Turn a Course into its words, each with the texts it stands in, and count them: one pass for all rules."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from caselore.checks.reading import COUNTED, WORD, about
from caselore.checks.texts import CourseText, holding, texts
from caselore.checks.word_lists import EVERYDAY
from caselore.model.course import Course

NAMES = frozenset(
    {"authors", "publisher", "credit", "reviewed_by", "reviewed_by_lived_experience", "checked_by", "contact", "act"}
    | {"provision", "tags", "aliases", "title", "short", "form_ref", "superseded_by", "id"}
)
"""Fields that hold names. A title is its author's or, of a source, its publisher's."""


UNREAD = frozenset({"waive", "rules"})
"""Fields that speak to authors."""


@dataclass(slots=True)
class Counts:
    """What a text counts for; its sentences are about so many."""

    text: CourseText
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
    """Each text."""
    repeating: list[CourseText] = field(default_factory=list)
    """Texts in which a word comes straight after itself."""

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
            return [each.text for each in self.counts]
        typed = sorted(each for word in wanted for each in self.lowered.get(word, ()))
        return [text for text in holding(self.course, *typed) if is_own(text)] if typed else []

    def occurrences(self, word: str) -> Iterator[tuple[CourseText, int, int]]:
        """Yield where a word stands, as typed; parts of addresses and names of files are no words."""
        here = re.compile(rf"(?<![\w@#./\\-]){re.escape(word)}(?![\w@/\\-])(?!\.\w)")
        for text in holding(self.course, word):
            for match in here.finditer(text.masked) if is_own(text) else ():
                yield text, match.start(), match.end()


@lru_cache(maxsize=1)
def vocabulary(course: Course) -> Vocabulary:
    """Return the words of all that a course says in words of its own."""
    made = Vocabulary(course)
    for text in own_words(course):
        masked = text.masked
        words = WORD.findall(masked)
        made.counts.append(Counts(text, len(words), sum(map(COUNTED.__getitem__, words)), about(masked)))
        if any(map(operator.eq, words, words[1:])) or (len(words) > 1 and words[0].lower() == words[1]):
            made.repeating.append(text)
        made.typed.update(words)
    made.typed.difference_update(EVERYDAY)
    return made


@lru_cache(maxsize=1)
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
