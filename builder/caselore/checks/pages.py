"""Turn a Course into its pages as a reader meets them: the sentences of each, with the text they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from caselore.checks.check import shared
from caselore.checks.reading import Sentence, grade, sentences
from caselore.checks.texts import CourseText
from caselore.checks.vocabulary import Counts, vocabulary
from caselore.model.course import Course
from caselore.model.glossary import GlossaryTerm

FEWEST_WORDS = 100
"""With fewer words on a page, neither a grade nor a mean says anything."""


@dataclass(slots=True)
class Page:
    """What stands on one page, or about one record of it."""

    counts: list[Counts] = field(default_factory=list)
    sentences: tuple[tuple[CourseText, Sentence], ...] = ()
    """Those that count; worked out only where the page may be found wanting."""

    @property
    def words(self) -> int:
        """How many words its sentences have."""
        return sum(each.words for _, each in self.sentences)

    @property
    def syllables(self) -> int:
        """How many syllables they have."""
        return sum(each.syllables for _, each in self.sentences)

    @property
    def mean(self) -> float:
        """How many words a sentence has on average."""
        return self.words / len(self.sentences)

    @property
    def grade(self) -> float:
        """How hard it reads."""
        return round(grade(len(self.sentences), self.words, self.syllables), 1)


@shared()
def pages(course: Course, *, over_grade: float, over_mean: float) -> tuple[Page, ...]:
    """Return the pages that may be over one of two limits: a page is a record, or all terms, or the home page.

    Counting roughly first leaves a handful to look at closely; the margins are wide.
    """
    made: dict[int, Page] = {}
    for each in vocabulary(course).counts:
        record = each.texts[0].record if each.texts else None
        key = 0 if isinstance(record, GlossaryTerm) else id(record)
        made.setdefault(key, Page()).counts.append(each)
    return tuple(_measured(course, over_grade, over_mean, made.values()))


def _measured(course: Course, over_grade: float, over_mean: float, among: Iterable[Page]) -> Iterator[Page]:
    terms = set_terms(course)
    for page in among:
        number = sum(each.sentences for each in page.counts)
        words = sum(each.words for each in page.counts)
        rough = grade(number, words, sum(each.syllables for each in page.counts))
        if words >= FEWEST_WORDS and (rough > over_grade - 2.5 or words > (over_mean - 5) * number):
            read = (text for each in page.counts for text in each.texts)
            found = ((text, said) for text in read for said in sentences(text.masked, terms))
            page.sentences = tuple(each for each in found if each[1].whole)
            if page.words >= FEWEST_WORDS:
                yield page


@shared()
def set_terms(course: Course) -> re.Pattern[str] | None:
    """Match the phrases that must be said just so: those of content/words.yml, and terms of the glossary."""
    if not course.set_terms:
        return None
    inner = "|".join(r"\s+".join(map(_either_apostrophe, each.split())) for each in course.set_terms)
    return re.compile(rf"(?<![\w-])(?:{inner})(?![\w-])", re.IGNORECASE)


def _either_apostrophe(word: str) -> str:
    return re.escape(word).replace("'", "['’]")
