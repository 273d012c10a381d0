"""Wording: words that hurt, words that hide, and what to say instead; with marked quotations left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from caselore import dictionary
from caselore.checks.avoided import JOBS, LATIN, PEOPLE, PLAIN, Avoided
from caselore.checks.check import Check, Fault, check
from caselore.checks.readability import speaks_english
from caselore.checks.reading import WORD
from caselore.checks.texts import CourseText
from caselore.checks.vocabulary import matches, own_words, vocabulary
from caselore.checks.word_lists import EVERYDAY
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course
from caselore.model.glossary import GlossaryTerm
from caselore.model.legal_note import LegalNote

_OF_THEIR_DAY = frozenset({"era_note", "say_instead", "term", "title", "heading", "label"})
"""Fields that name things as they were named: glossary notes on old words, titles, headings, labels."""


def _is_of_its_day(text: CourseText) -> bool:
    """Whether a text may use words that are no longer used: it speaks of them, or of their time."""
    return (
        text.field in _OF_THEIR_DAY
        or (text.field == "then" and isinstance(text.record, LegalNote))
        or (isinstance(text.record, GlossaryTerm) and text.record.standing == "historic")
    )


def _found(course: Course, table: Sequence[Avoided]) -> Iterator[tuple[CourseText, re.Match[str], Avoided]]:
    """Yield where a text uses what a table would have it avoid."""
    spared = _spared(course)
    words = vocabulary(course)
    rarest = {word: _rarest(word) for each in table for word in each.words if word not in spared}
    met = {word for word, part in rarest.items() if part in EVERYDAY or part in words.lowered}
    kinds = {word: each for each in table for word in each.words if word in met}
    among = words.texts_with({rarest[word] for word in met})
    for text, match in matches(among, _pattern(kinds), unless=_is_of_its_day):
        yield text, match, kinds[" ".join(match[0].lower().split())]


def _rarest(phrase: str) -> str:
    """Return the rarest word of a phrase: the texts that hold it are few."""
    known = dictionary.words()
    words: list[str] = WORD.findall(phrase)
    return max(words, key=lambda word: known.get(word, len(known)))


def _spared(course: Course) -> set[str]:
    """Return what the course says it needs, in small letters."""
    terms = (word for each in course.glossary if each.standing == "current" for word in (each.term, *each.aliases))
    return {word.lower() for word in (*course.words.allow, *course.words.set_terms, *terms)}


def _pattern(kinds: dict[str, Avoided]) -> re.Pattern[str]:
    if not kinds:
        return re.compile(r"(?!)")
    longest_first = sorted(kinds, key=lambda each: (-len(each), each))
    inner = "|".join(r"\s+".join(map(re.escape, each.split())) + kinds[each].before for each in longest_first)
    return re.compile(rf"(?<![\w-])(?:{inner})(?![\w-])", re.IGNORECASE)


def _faults(course: Course, table: Sequence[Avoided]) -> Iterator[Fault]:
    if speaks_english(course):
        for text, match, kind in _found(course, table):
            message = f"{quoted(match[0])}: {kind.why}"
            yield text.fault(message, match.start(), match.end(), _hint(kind))


def _hint(kind: Avoided) -> str:
    """Say what to write; some entries say it in whole sentences."""
    return kind.instead if kind.instead.startswith(("say ", "name ", "leave ")) else f"say {kind.instead}"


@check("W121", Severity.WARNING)
def hurtful_words(course: Course) -> Iterator[Fault]:
    """Words about people that label, blame or lump together.

    Such as 'the elderly', 'suffers from', 'wheelchair-bound' or 'service user'. Learners take up the
    words of a course, and people who draw on support hear them. Each comes with what to say instead.

    Left alone: titles and headings, marked quotations, glossary terms that are historic and notes on
    them, and what the law said `then`. Words that a person chooses for themselves, such as 'autistic',
    are not in the list. A course keeps a word it needs under `allow:` in content/words.yml, and adds
    its own under `avoid:`.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: She is wheelchair-bound and suffers from dementia.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: She uses a wheelchair and has dementia. Her notes say "wheelchair-bound".
    ```
    """
    yield from _faults(course, PEOPLE)


@check("W122", Severity.ADVICE)
def long_words(course: Course) -> Iterator[Fault]:
    """Jargon that has a plainer word.

    Such as 'utilise', 'prior to' or 'in order to'. Each costs a reader a moment, and a page full of
    them sounds as if nobody was speaking. Leave one alone where it is a term of the trade, or part
    of a name; `allow:` in content/words.yml says so for the whole course.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask prior to the visit in order to utilise the time.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask before the visit, to use the time well.
    ```
    """
    yield from _faults(course, PLAIN)


@check("W123", Severity.WARNING)
def words_to_avoid(course: Course) -> Iterator[Fault]:
    """Words that this course does not use.

    They stand under `avoid:` in content/words.yml, with the reason and, where there is one, what to say
    instead. Words that change from page to page make a learner ask whether the thing has changed too.
    Titles, marked quotations and historic terms of the glossary are left alone.

    Failing:

    ```content/words.yml
    avoid:
      - words: [care package, care packages]
        say_instead: support
        why: people are not sent packages
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: It is not the care package.
    ```

    Passing:

    ```content/words.yml
    avoid:
      - words: [care package, care packages]
        say_instead: support
        why: people are not sent packages
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: It is not the support itself.
    ```
    """
    own = tuple(
        Avoided(tuple(" ".join(word.lower().split()) for word in each.words), each.say_instead or "", each.why)
        for each in course.words.avoid
    )
    for text, match, kind in _found(course, own):
        hint = _hint(kind) if kind.instead else "say it in other words"
        yield text.fault(f"{quoted(match[0])} is not used in this course: {kind.why}", match.start(), match.end(), hint)


@check("W124", Severity.ADVICE)
def latin(course: Course) -> Iterator[Fault]:
    """Latin in short: e.g., i.e., etc.

    Many readers mix up the first two, and 'etc.' leaves them to guess. GOV.UK's style guide asks for
    'for example', 'such as' and 'that is'. Leave it alone where room is short, as in a table.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: A small thing, e.g. a bus ride.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: A small thing, such as a bus ride.
    ```
    """
    yield from _faults(course, LATIN)


_AND_OR = re.compile(r"(?<!\w)and ?/ ?or(?!\w)", re.IGNORECASE)


@check("W125", Severity.ADVICE)
def and_or(course: Course) -> Iterator[Fault]:
    """And/or.

    A reader has to work out three cases where mostly one is meant. Write 'and', 'or', or 'A, B or both'.
    Leave it alone where a form or a law is worded so.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask the person and/or a friend.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask the person, a friend, or both.
    ```
    """
    if speaks_english(course):
        among = (text for text in own_words(course) if "/" in text.text)
        for text, match in matches(among, _AND_OR, unless=_is_of_its_day):
            yield text.fault(f"{quoted(match[0])} makes readers work out which", match.start(), match.end(), _SAY)


_SAY = "say 'and', 'or', or 'or both'"


@check("W126", Severity.ADVICE)
def his_or_her_job(course: Course) -> Iterator[Fault]:
    """A word for work that tells whose it was: chairman, male nurse.

    A learner who is not meant by it notices. Leave it alone where it is somebody's title, and they chose it.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: The chairman of the panel decides.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: The chair of the panel decides.
    ```
    """
    yield from _faults(course, JOBS)


CHECKS: tuple[Check, ...] = (hurtful_words, long_words, words_to_avoid, latin, and_or, his_or_her_job)
