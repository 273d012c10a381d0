"""Readability: how hard a page reads, and which of its sentences are too long."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.pages import Page, pages
from caselore.checks.reading import WORD, Sentence, grade, may_hold, sentences, syllables
from caselore.checks.texts import CourseText
from caselore.checks.vocabulary import vocabulary
from caselore.diagnostics import Severity
from caselore.model.course import Course

HIGHEST_GRADE = 9.5
LONGEST_SENTENCE = 30
HIGHEST_MEAN = 18


def speaks_english(course: Course) -> bool:
    """Whether the course is in English; the formula and the lists of words are for no other language."""
    return course.info.language.lower().split("-")[0] == "en"


@check("W101", Severity.WARNING)
def hard_page(course: Course) -> Iterator[Fault]:
    """A page that is hard to read.

    Its reading grade is over 9.5. The grade is Flesch and Kincaid's: 0.39 x words a sentence + 11.8 x
    syllables a word - 15.59 (Kincaid and others 1975). Staff read a course between two visits, and for
    some of them English is a second language; a page of grade 9 or less costs them nothing.

    A page is one record with all its texts: a module, a story, a message, a question. Set terms of
    content/words.yml and terms of the glossary count as one easy word each, because they must be said
    as they are. Pages of under 100 words are not graded. The place is the page's hardest sentence:
    begin there. A grade is a signal and no proof: short sentences can still be unclear. It is for
    English only.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: >-
        Practitioners undertaking proportionate assessments should consistently demonstrate
        personalised considerations regarding individual circumstances. Organisational expectations
        necessitate comprehensive documentation of deliberations, incorporating multidisciplinary
        perspectives. Subsequent authorisation arrangements invariably require proportionate
        justification, particularly concerning unconventional expenditure. Accountability
        considerations notwithstanding, proportionality remains fundamentally important throughout
        administrative procedures. Collaborative organisations increasingly acknowledge that
        bureaucratic requirements disproportionately disadvantage individuals experiencing
        communication difficulties. Standardised documentation occasionally obscures particularly
        significant personal preferences. Alternative communication arrangements considerably improve
        participation opportunities. Preparatory conversations substantially increase individual
        confidence regarding unfamiliar organisational terminology. Independent representation
        additionally facilitates understanding. Supplementary information materials complement
        individual conversations. Experienced practitioners continuously re-evaluate understanding.
        Retrospective evaluation demonstrates considerable improvement.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask what a good week looks like. Write it down in the person's own words.
    ```
    """
    if not speaks_english(course):
        return
    for page in _pages(course):
        if page.grade > HIGHEST_GRADE:
            text, hardest = max(page.sentences, key=lambda each: _hardness(each[1]))
            told = (
                f"this page reads at grade {page.grade:.1f}, over {HIGHEST_GRADE}: {page.mean:.1f} words a sentence"
                f" and {page.syllables / page.words:.2f} syllables a word; here is its hardest sentence"
            )
            yield text.fault(told, hardest.start, hardest.end, _easier(text, hardest))


def _pages(course: Course) -> tuple[Page, ...]:
    return pages(course, over_grade=HIGHEST_GRADE, over_mean=HIGHEST_MEAN)


def _hardness(sentence: Sentence) -> float:
    """Return the grade of a sentence; a very short one with a long word in it is not what makes a page hard."""
    return grade(1, sentence.words, sentence.syllables) if sentence.words > 7 else 0.0


def _easier(text: CourseText, sentence: Sentence) -> str:
    """Say which words of a sentence could be shorter."""
    said = dict.fromkeys(WORD.findall(text.masked, sentence.start, sentence.end))
    longest = sorted((word for word in said if syllables(word) > 3), key=lambda word: -syllables(word))[:3]
    if not longest:
        return "make two sentences of it, then look at the next longest"
    return f"shorter sentences, and shorter words than {', '.join(longest)}"


@check("W102", Severity.WARNING)
def long_sentence(course: Course) -> Iterator[Fault]:
    """A sentence of more than 30 words.

    By the end of it many readers have lost its start, and whoever hears it read out has no way back.
    Aim at 15 to 20 words on the whole. What stands for the most part in a marked quotation is exempt.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: >-
        Ask what a good week looks like, and write down what was said in the words of the person who
        said it, so that the next colleague who opens the file can see at once what matters.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: >-
        Ask what a good week looks like. Write down what was said, in the person's own words. Then the
        next colleague can see at once what matters.
    ```
    """
    for text in (text for each in vocabulary(course).counts for text in each.texts):
        if not may_hold(text.masked, LONGEST_SENTENCE):
            continue
        for sentence in sentences(text.masked):
            if sentence.words > LONGEST_SENTENCE and not _is_quoted(text, sentence):
                message = (
                    f"this sentence has {sentence.words} words; {LONGEST_SENTENCE} are the most to ask of a reader"
                )
                yield text.fault(message, sentence.start, sentence.end, "make two or three sentences of it")


def _is_quoted(text: CourseText, sentence: Sentence) -> bool:
    inside = sum(
        max(0, min(last, sentence.end) - max(first, sentence.start)) for first, last in text.quotations
    )  # fmt: skip
    return 2 * inside > sentence.end - sentence.start


@check("W103", Severity.WARNING)
def long_sentences(course: Course) -> Iterator[Fault]:
    """A page whose sentences are long on the whole.

    They have more than 18 words on average. One long sentence among short ones is easily read; a page
    of them tires, whatever their words. Plain English guides ask for 15 to 20. The place is the longest
    sentence. Pages of under 100 words are not measured, nor are headings and labels of a few words.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: >-
        Ask what a good week looks like for them now, and what it would take to have more of those weeks
        in a year. Write down what was said in the words of the person who said it, and then read it back
        to them from the start. Ask who else should be told of it, and what they may be told, and how they
        would best like to hear. Look at the plan once more when six weeks have gone by, and ask again
        what a good week would look like. Put what has changed beside what has not, and say in the notes
        which of the two mattered more to them.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask what a good week looks like. Write it down. Read it back.
    ```
    """
    for page in _pages(course):
        if page.mean > HIGHEST_MEAN:
            text, longest = max(page.sentences, key=lambda each: each[1].words)
            message = (
                f"the sentences of this page have {page.mean:.1f} words on average, over {HIGHEST_MEAN};"
                f" this is the longest, with {longest.words}"
            )
            yield text.fault(message, longest.start, longest.end, "break up the longest ones")


CHECKS: tuple[Check, ...] = (hard_page, long_sentence, long_sentences)
