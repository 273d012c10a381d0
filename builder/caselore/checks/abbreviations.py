"""Abbreviations: letters that stand for words, and whether a reader is told which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.readability import speaks_english
from caselore.checks.texts import CourseText
from caselore.checks.vocabulary import Vocabulary, vocabulary
from caselore.checks.word_lists import KNOWN_SHORT, LOUD
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course

_SHAPE = re.compile(r"[A-Z]{2,6}s?")
_NUMERAL = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBER_OR_LAW = re.compile(r"\s+(?:Act\s+)?\d|\s*[-–]\s*\d|\s+s\.?\s?\d|\)?\s+v\.?\s+[A-Z]")


def is_numeral(word: str) -> bool:
    """Whether a word is a number in Roman letters."""
    return bool(_NUMERAL.fullmatch(word))


@check("W111", Severity.WARNING)
def unexplained(course: Course) -> Iterator[Fault]:
    """An abbreviation that is explained nowhere.

    Two to six capitals whose words stand neither on the same page nor in the glossary. Whoever does not
    know them has to leave the page, or guess. Write the words first and the letters after them in
    brackets: 'personal health budget (PHB)'; better still, write the words each time.

    Known ones such as GP, NHS and UK need no words, nor do those under `abbreviations:` in
    content/words.yml. Left alone are marked quotations, Roman numbers, letters before a number or a
    year, codes of findings, names of cases, and the initials of a source's author or publisher. The
    first on a page counts. It is for courses in English.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: It is not the RSVQ.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: It is not the regional support and visits quota (RSVQ).
    ```
    """
    words = vocabulary(course)
    known = {
        *KNOWN_SHORT,
        *course.words.abbreviations,
        *course.words.spellings,
        *_of_the_glossary(course),
        *_of_bodies(course),
    }
    wanted: dict[str, list[str]] = {}
    for typed in words.typed if speaks_english(course) else ():
        if _SHAPE.fullmatch(typed) and not _is_known(typed, known) and typed not in LOUD:
            wanted.setdefault(typed.removesuffix("s"), []).append(typed)
    for short, ways in wanted.items():
        yield from _first_on_each_page(words, short, sorted(ways))


def _is_known(typed: str, known: set[str]) -> bool:
    return typed in known or typed.removesuffix("s") in known or is_numeral(typed.removesuffix("s"))


def _first_on_each_page(words: Vocabulary, short: str, ways: list[str]) -> Iterator[Fault]:
    among = words.texts_with({way.lower() for way in (short, *ways)})
    told: set[int] = set()
    for text, start, end in (each for way in ways for each in words.occurrences(way)):
        if id(text.record) in told or text.is_quoted(start) or _NUMBER_OR_LAW.match(text.text, end):
            continue
        told.add(id(text.record))
        if not _is_explained(short, (each for each in among if each.record is text.record)):
            hint = f"write the words, with {short} after them in brackets the first time, or put it in the glossary"
            shown = quoted(text.text[start:end])
            yield text.fault(f"{shown} is explained neither here nor in the glossary", start, end, hint)


def _is_explained(short: str, among: Iterable[CourseText]) -> bool:
    """Whether one of some texts gives the words beside the letters."""
    around = (
        text.masked[max(0, here.start() - 30) : here.end() + 150]
        for text in among
        for here in re.finditer(rf"\b{short}s?\b", text.masked)
    )
    beside: re.Pattern[str] | None = None
    for words in around:
        if _MAY_EXPLAIN.search(words):
            beside = beside or _beside(short)
            if beside.search(words):
                return True
    return False


_MAY_EXPLAIN = re.compile(r"[(:]|\b(?:is|are|stands?|means?|meant|was|were)\b")


def _beside(short: str) -> re.Pattern[str]:
    """Match an abbreviation with its words: 'Some Words (SW)', 'SW (some words)', 'SW stands for some words'."""
    return re.compile(
        rf"[^\W\d_]{{2,}}[\"'”’]?\s+\(\W*{short}s?\b|\b{short}s?\s+\((?!see\b)[^()]*[a-z]{{2,}}"
        rf"|\b{short}s?,?\s+(?:is|are|stands?|means?|meant|was|were)\s+(?:short\s+)?(?:for\s+)?(?:the\s+)?{_initials(short)}"
        rf"|\b{short}s?\W{{0,3}}:\s+{_initials(short)}",
        re.IGNORECASE,
    )


def _initials(short: str) -> str:
    """Match words of which some start with these letters, in their order."""
    return r"[\s-]+(?:\w+[\s-]+){0,2}".join(rf"{letter}\w*" for letter in short)


def _of_the_glossary(course: Course) -> set[str]:
    said = (word for each in course.glossary for word in (each.term, *each.aliases, each.plain))
    return {found for text in said for found in re.findall(r"\b[A-Z]{2,6}\b", text)}


def _of_bodies(course: Course) -> set[str]:
    """Return the initials of those who wrote or published a source, and letters in the names of Acts and cases."""
    found: set[str] = set()
    for source in course.sources:
        for name in (source.publisher, *source.authors):
            found.update(re.findall(r"\(([A-Z]{2,6})\)", name))
            parts = re.findall(r"[^\W\d_]+", name)
            found.add("".join(word[0] for word in parts).upper())
            found.add("".join(word[0] for word in parts if word[0].isupper()))
    found.update(word for act in _acts(course) for word in re.findall(r"\b[A-Z]{2,6}\b", act))
    return {each for each in found if len(each) > 1}


def _acts(course: Course) -> Iterator[str]:
    return (citation.act for note in course.legal_notes for citation in note.citations)


CHECKS: tuple[Check, ...] = (unexplained,)
