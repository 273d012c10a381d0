"""Turn a Course into the rows of words that it shares with its sources, broken where a name or set term stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from caselore.checks.check import shared
from caselore.checks.texts import CourseText, texts
from caselore.fingerprints import WORDS, Word, found, places, words
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.source import Source
from caselore.prose import BREAK

JOINING = {b"of", b"for", b"and", b"the", b"in", b"on", b"de", b"von", b"van"}
"""Words in small letters that stand within names: Social Care Institute for Excellence."""

NAMING = frozenset({"title", "short", "authors", "publisher", "credit", "act", "where"})
"""Fields that name a document, a law or a body: nobody can say these in other words."""

LONGEST_NAME = 7
"""How many words with capitals in a row may be a name."""

Phrases = Mapping[bytes, tuple[tuple[bytes, ...], ...]]
"""Phrases as words, under their first word."""


@frozen
class Row:
    """A text in which words of a source stand in a row: from word `start` to before word `end`."""

    text: CourseText
    words: list[Word]
    source: Source
    start: int
    end: int


@shared()
def shared_rows(course: Course) -> tuple[Row, ...]:
    """Return where a text of the course and a source say the same in a row, whatever the words are."""
    sources = {each.id: each for each in course.sources if each.licence != "own"}
    known = {name: made.runs for name, made in course.fingerprints.items() if name in sources}
    every = frozenset[bytes]().union(*known.values())
    if not every:
        return ()
    hits = []
    for text in texts(course):
        if text.field in NAMING or len(text.text) < 2 * WORDS - 1:
            continue
        if met := found(words(text.masked), every):
            standing = places(text.masked)
            hits += [Row(text, standing, sources[name], *span) for name, span in _rows(met, known)]
    return tuple(hits)


def _rows(met: list[tuple[int, bytes]], known: Mapping[str, frozenset[bytes]]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Join runs that follow each other in one source; yield its id and the words they cover."""
    rows: dict[str, tuple[int, int]] = {}
    for number, run in met:
        for name in (name for name, runs in known.items() if run in runs):
            start, end = rows.get(name, (number, number))
            if name in rows and number > end - WORDS + 1:
                yield name, (start, end)
                start = number
            rows[name] = (start, number + WORDS)
    yield from rows.items()


@shared()
def set_phrases(course: Course) -> Phrases:
    """Return what has to be said just so: set terms, terms of the glossary, names of documents and bodies."""
    said = [tuple(words(each)) for each in course.words.set_terms]
    named = [text.text for text in texts(course) if text.field in NAMING]
    for term in course.glossary:
        named += [term.term, *term.aliases]
    said += [each for each in (tuple(words(name)) for name in named) if len(each) > 1]
    phrases: dict[bytes, list[tuple[bytes, ...]]] = defaultdict(list)
    for each in set(said):
        if each:
            phrases[each[0]].append(each)
    return {first: tuple(sorted(those, key=len, reverse=True)) for first, those in phrases.items()}


def in_set_phrases(standing: list[Word], phrases: Phrases) -> set[int]:
    """Return the numbers of the words that are part of a phrase which has to be said just so."""
    plain = [each.plain for each in standing]
    inside: set[int] = set()
    for number, word in enumerate(plain):
        for phrase in phrases.get(word, ()):
            there = tuple(plain[number : number + len(phrase)])
            if there == phrase or (there[:-1] == phrase[:-1] and there[-1:] == (phrase[-1] + b"s",)):
                inside.update(range(number, number + len(phrase)))
                break
    return inside


def in_names(text: str, standing: list[Word]) -> set[int]:
    """Return the numbers of the words that are names: a capital that no start of a sentence explains."""
    shouted = [text[each.start : each.end].isupper() for each in standing]
    capital = [
        text[each.start].isupper()
        and each.plain not in (b"i", b"im", b"ive", b"id")
        and not (shouted[number] and any(shouted[max(number - 1, 0) : number] + shouted[number + 1 : number + 2]))
        for number, each in enumerate(standing)
    ]
    inside: set[int] = set()
    for number, word in enumerate(standing):
        before = text[standing[number - 1].end : word.start] if number else "."
        starts = any(mark in before for mark in f'.!?:\n("“‘{BREAK}')
        following = number + 1 < len(capital) and capital[number + 1]
        if capital[number] and (not starts or following):
            inside.add(number)
    for number, word in enumerate(standing[:-1]):
        if word.plain in JOINING and number - 1 in inside and capital[number + 1]:
            inside.add(number)
    return inside - _too_long(inside)


def _too_long(inside: set[int]) -> set[int]:
    """Return the numbers of words that are in a row too long for a name: a line of words with capitals is none."""
    rows: list[list[int]] = []
    for number in sorted(inside):
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return {number for row in rows if len(row) > LONGEST_NAME for number in row}


def unbroken(hit: Row, broken: set[int], *, quoted_words: bool) -> Iterator[tuple[int, int]]:
    """Yield the parts of a row, outside quotations or inside one, without the words that break it."""
    start, state = hit.start, None
    for number in range(hit.start, hit.end + 1):
        now = None if number == hit.end or number in broken else _quotation(hit.text, hit.words[number].start)
        if number in (hit.start, hit.end) or now != state:
            if state is not None and (state >= 0) == quoted_words:
                yield start, number
            start, state = number, now


def _quotation(text: CourseText, start: int) -> int:
    """Return the number of the quotation that a place stands in; -1 outside of all."""
    return next((number for number, (first, last) in enumerate(text.quotations) if first <= start < last), -1)


def counted(hit: Row, start: int, end: int) -> tuple[int, int, int]:
    """Return where words of a row start and end in the text, and how many a person would count."""
    first, last = hit.words[start].start, hit.words[end - 1].end
    spaced = hit.text.masked[first:last].split()
    return first, last, sum(any(letter.isalnum() for letter in each) for each in spaced)


def longest(rows: Iterator[tuple[Row, int, int, int]]) -> Iterator[tuple[Row, int, int, int]]:
    """Yield rows without those that stand within a longer one, such as the same words of two sources."""
    by_text: dict[CourseText, list[tuple[Row, int, int, int]]] = defaultdict(list)
    for row in rows:
        by_text[row[0].text].append(row)
    for those in by_text.values():
        taken: list[tuple[int, int]] = []
        for row in sorted(those, key=lambda row: (row[1] - row[2], row[1], row[0].source.id)):
            if not any(first <= row[1] and row[2] <= last for first, last in taken):
                taken.append((row[1], row[2]))
                yield row
