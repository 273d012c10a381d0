"""Slips of the hand and raised voices: words twice, loose full stops, capitals, rows of exclamation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore import dictionary
from caselore.checks.abbreviations import is_numeral
from caselore.checks.check import Check, Fault, check
from caselore.checks.readability import speaks_english
from caselore.checks.texts import holding, matching
from caselore.checks.vocabulary import is_own, matches, own_words, vocabulary
from caselore.checks.word_lists import KNOWN_SHORT, LOUD
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course

_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?:['’][A-Z]+)?(?:(?: |\n *)[A-Z]{2,}(?:['’][A-Z]+)?)*(?![\w-])")


@check("W131", Severity.WARNING)
def shouting(course: Course) -> Iterator[Fault]:
    """Words in capitals.

    Capitals are read as shouting, are slower to read, and are spelt out letter by letter by some
    programs that read aloud. Use **bold** for what must not be missed. One word shouts where it is one
    that is often stressed, such as NOT or MUST; others could be abbreviations. Marked quotations are
    left alone.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: You MUST ask first.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: You **must** ask first. Then ring the NHS.
    ```
    """
    if not speaks_english(course):
        return
    allowed = {*KNOWN_SHORT, *course.words.abbreviations, *course.words.spellings, *course.words.allow}
    words = vocabulary(course)
    loud = {word.lower().replace("’", "'") for word in words.typed if len(word) > 2 and word.isupper()}
    for text, match in matches(words.texts_with(loud), _CAPITALS):
        said = match[0].split()
        several = len(said) > 1 and all(_is_word(word, allowed) for word in said) and max(map(len, said)) > 2
        if several or any(word in LOUD and len(word) > 2 and word not in allowed for word in said):
            yield text.fault(f"{quoted(match[0])} shouts", match.start(), match.end(), "use small letters, or **bold**")


def _is_word(capitals: str, allowed: set[str]) -> bool:
    """Whether a word in capitals is a word, and no abbreviation."""
    plain = capitals.lower().replace("’", "'")
    return capitals not in allowed and not is_numeral(capitals) and plain.split("'")[0] in dictionary.words()


_MARKS = re.compile(r"!\s?!+|[?!]*(?:\?!|!\?)[?!]*")


@check("W132", Severity.WARNING)
def exclamation_marks(course: Course) -> Iterator[Fault]:
    """Several exclamation marks.

    One says that it matters; more say that the writer is not sure it does. In a course about people's
    lives they can sound like mockery. Marked quotations are left alone.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask first!!
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask first.
    ```
    """
    for text in own_words(course):
        if "!" in text.text:
            for match in _MARKS.finditer(text.masked):
                if not text.is_quoted(match.start()):
                    yield text.fault(f"{quoted(match[0])} shouts", match.start(), match.end(), "one mark will do")


_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)[ \t]*(?: |\n[ \t]*)\1(?![\w'’-])", re.IGNORECASE)
_MAY_STAND_TWICE = frozenset(
    {"that", "had", "very", "is", "no", "bye", "ha", "so", "well", "yes", "there", "now", "long"}
)


@check("W133", Severity.WARNING)
def twice(course: Course) -> Iterator[Fault]:
    """A word that stands twice.

    As in 'the the', often at the end of a line, where the eye slips over it. A program that reads aloud
    does not. Some words may stand twice, such as 'that that' and 'had had'; those are left alone.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask the the person.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask the person that that is about.
    ```
    """
    if not speaks_english(course):
        return
    for text in vocabulary(course).repeating:
        for match in _TWICE.finditer(text.masked):
            name = match[1][0].isupper() and match[0][-len(match[1])].isupper()
            typed = text.text[match.start() : match.end()] == match[0]
            if typed and not name and match[1].lower() not in _MAY_STAND_TWICE:
                yield text.fault(f"{quoted(match[1])} stands here twice", match.start(), match.end(), "once is enough")


_LOOSE = re.compile(
    r"(?<=[^\W_])(?: +)(?P<gap>[,;:!?]|\.)(?=\s|$)|(?P<row>(?<=[\w) ])(?:(?<!\.)\.\.(?![./])|,,+|;;+|,\.|\.,(?!\w)|::(?!:)))(?=\s|$)"
    r"|(?<=[a-z]{2})(?P<tight>,)(?=[a-z]{2})"
)
# What is looked for at once, because most texts hold none of it.
_SIGNS = (" ,", " ;", " :", " !", " ?", " .", "..", ",,", ";;", ",.", ".,", "::")
_TIGHT = ",[a-z]"
_ABBREVIATED = re.compile(r"(?:\b[a-z]\.[a-z]|\betc|\bet al|\b[A-Z]|\bLtd|\bCo|\bJr|\bno|\bSt)$")


@check("W134", Severity.WARNING)
def loose_punctuation(course: Course) -> Iterator[Fault]:
    """A full stop, comma or the like that stands loose, twice, or too tight.

    Such as a space before a comma, two full stops in a row, or no space after a comma. It looks careless,
    and a line can break between the word and its comma.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask first , then write..
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask first, then write ...
    ```
    """
    if not speaks_english(course):
        return
    for text in dict.fromkeys((*holding(course, *_SIGNS), *matching(course, _TIGHT))):
        for match in _LOOSE.finditer(text.text):
            kind = match.lastgroup or "gap"
            start, end = match.span(kind)
            if not is_own(text) or text.masked[start:end] != match[kind] or _is_meant(text.text, start, match[kind]):
                continue
            yield text.fault(_SAID[kind].format(quoted(match[kind])), start, end, _MEND[kind])


def _is_meant(text: str, start: int, mark: str) -> bool:
    return mark == ".," and bool(_ABBREVIATED.search(text, max(0, start - 8), start))


_SAID = {
    "gap": "there is a space before {}",
    "row": "{} is one mark too many",
    "tight": "there is no space after {}",
}
_MEND = {"gap": "take the space out", "row": "keep one", "tight": "put a space after it"}

CHECKS: tuple[Check, ...] = (shouting, exclamation_marks, twice, loose_punctuation)
