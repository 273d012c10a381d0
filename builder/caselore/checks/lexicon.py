"""Turn a text into its words, in the form in which questions and options are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from caselore.checks.check import shared
from caselore.checks.texts import CourseText
from caselore.checks.word_lists import listed
from caselore.model.course import Course

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word; the parts of a word with a hyphen count each by themselves."""

SMALL = listed("""
    about above after again against along alone also although always among another anybody anyone anything around
    away back because been before behind being below beside best better between beyond both cannot could does doing
    done down during each either else even ever every everybody everyone everything first following from give given
    gives going have having hers herself himself however into itself just keep last less like likely made make makes
    making many more most much must myself near need needed needs never next nobody none nothing often once only onto
    other others ours over part rather same shall should since some somebody someone something soon still such take
    takes than that their theirs them themselves then there these they thing things this those through thus together
    toward towards true under unless until upon used uses using very want wants well were what whatever when where
    whether which while whole whom whose will with within without would your yours yourself person people right answer
    good says said tell tells told mean means meant called correct
""")
"""Words of four letters or more that say too little to give an option away."""

NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip

_ENDINGS = ("'s", "’s", "ments", "ment", "ies", "ing", "ied", "ed", "es", "s", "e", "y")


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Return what the forms of a word share: 'shap' for shape, shaped and shaping."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = _single(word.removesuffix(ending))
            break
    return _single(word[:-2]) if word.endswith("er") and len(word) > 5 else word


def _single(word: str) -> str:
    """Return a stem without the second of two letters that stand before an ending: plann, plan."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        return word[:-1]
    return word.rstrip("ey") if len(word) > 4 else word


def words(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return [match.lower() for match in WORD.findall(text)]


def roots(text: str, *, least: int = 4, small: frozenset[str] = SMALL) -> dict[str, re.Match[str]]:
    """Return the roots of the words that say something, each with its first place in the text."""
    found: dict[str, re.Match[str]] = {}
    for match in WORD.finditer(text):
        word = match[0].lower()
        if len(word) >= least and word not in small:
            found.setdefault(root(word), match)
    return found


@shared()
def set_terms(course: Course) -> re.Pattern[str] | None:
    """Return what matches the terms of a course that must be said just so; None if it has none."""
    if not course.set_terms:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, course.set_terms))})s?(?!\w)", re.IGNORECASE)


def without_terms(course: Course, text: CourseText) -> str:
    """Return a text with its set terms blanked out, character for character."""
    terms = set_terms(course)
    return terms.sub(lambda match: " " * len(match[0]), text.masked) if terms else text.masked


def plain(text: CourseText) -> str:
    """Return the words of a text on one line, without marks."""
    return " ".join(text.masked.split())


def is_name(text: str) -> bool:
    """Whether a text is a name or a title: all its longer words start with capitals."""
    long = [match for match in WORD.findall(text) if len(match) > 3]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def is_alone(flags: list[bool]) -> int | None:
    """Return which one differs from all the others, of three or more; None if there is no such one."""
    for wanted in (True, False):
        if len(flags) >= 3 and flags.count(wanted) == 1:
            return flags.index(wanted)
    return None
