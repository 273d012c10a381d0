"""Spelling: words that British English does not have, looked up offline, each once for the whole course."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore import dictionary
from caselore.checks.american import british
from caselore.checks.check import Check, Fault, check, shared
from caselore.checks.texts import CourseText, texts
from caselore.checks.vocabulary import NAMES, Vocabulary, starts_a_sentence, vocabulary
from caselore.checks.word_lists import ALSO_RIGHT, PREFIXES, TAILS
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course

_LED = re.compile(r"un|non|over|under|re|mis|multi|micro|anti|inter")
_LONG = 60
_RARE = 5_000
_MORE = re.compile(r"(?:ier|iest|iness|ily)$")
_CONTRACTED = re.compile(r"'(?:s|d|m|ll|ve|re|t)$|'$")
_NOT = re.compile(r"n't$")


@shared()
def _own(course: Course) -> frozenset[str]:
    """Return the words that this course knows, in small letters: its lists, its glossary, its names."""
    words = course.words
    said = [*words.spellings, *words.set_terms, *words.abbreviations, *words.allow]
    said += [word for each in course.glossary for word in (each.term, *each.aliases)]
    said += [
        text.text for text in texts(course) if text.field in NAMES or text.field in ("label", "said_by", "setting")
    ]
    return frozenset(word for text in said for word in re.findall(r"[^\W\d_]+", text.lower()))


def is_known(word: str, own: frozenset[str]) -> bool:
    """Whether a word is spelt as in British English, or as this course spells it."""
    plain = word.lower().replace("’", "'")
    if _is_listed(plain, own):
        return True
    parts = plain.split("-")
    if len(parts) == 2 and parts[0] in PREFIXES and "".join(parts) in dictionary.words():
        return True
    return len(parts) > 1 and all(_is_listed(each, own) or each in PREFIXES for each in parts if len(each) > 1)


def _is_listed(plain: str, own: frozenset[str]) -> bool:
    known = dictionary.words()
    if plain in known or plain in own or plain in ALSO_RIGHT:
        return True
    if "'" not in plain:
        return len(plain) < 3 or _is_inflected(plain) or _is_joined(plain)
    stem = _NOT.sub("", plain) if plain.endswith("n't") else _CONTRACTED.sub("", plain)
    return len(stem) < 3 or stem in known or stem in own or stem in ALSO_RIGHT or stem in ("sha", "shan", "won")


def _is_inflected(plain: str) -> bool:
    """Whether it is a known word with an ending: 'rewritings', 'emptiest'."""
    known, more = dictionary.words(), _MORE.search(plain)
    if (
        plain.endswith("s")
        and len(plain) > 4
        and (plain[:-1] in known or (plain[-3:] == "ses" and plain[:-2] in known))
    ):
        return True
    return more is not None and more.start() > 2 and f"{plain[: more.start()]}y" in known


def _is_joined(plain: str) -> bool:
    """Whether it is a known word with a prefix before it, or two common ones in one: 'unscored', 'worksheet'."""
    match, known = _LED.match(plain), dictionary.words()
    if match is not None and len(plain) - match.end() > 4 and plain[match.end() :] in known:
        return True
    if len(plain) > _LONG:
        return False  # not a word but a code; each of its halves would be looked up
    halves = ((plain[:at], plain[at:]) for at in range(4, len(plain) - 3))
    return any(
        known.get(left, _RARE) < _RARE > known.get(right, _RARE) and right not in TAILS for left, right in halves
    )


@shared()
def _strange(course: Course) -> dict[str, str]:
    """Return the words as typed that are not known, each with the known word nearest to it, if one is near."""
    if not writes_british(course):
        return {}
    own = _own(course)
    return {
        typed: _near(typed, own)
        for typed in vocabulary(course).typed
        if (typed[1:].islower() or len(typed) == 1) and not is_known(typed, own) and not _britishly(typed, own)
    }


def writes_british(course: Course) -> bool:
    """Whether the course is in British English; no other spelling can be looked up."""
    return course.info.language.lower() in ("en", "en-gb")


def _near(typed: str, own: frozenset[str]) -> str:
    """Return the known word that a strange one is a slip of, or an empty string."""
    parts = [each for each in typed.lower().split("-") if not is_known(each, own)]
    strange = _CONTRACTED.sub("", parts[0].replace("’", "'")) if len(parts) == 1 else ""
    return dictionary.nearest(strange) if 4 < len(strange) < 25 and strange.isascii() else ""


def _places(words: Vocabulary, typed: str, *, quoted_too: bool) -> Iterator[tuple[CourseText, int, int]]:
    """Yield where a strange word stands, save where its capital says that it is a name."""
    found = list(words.occurrences(typed))
    if typed[0].isupper() and not all(starts_a_sentence(text, start) for text, start, _ in found):
        return
    yield from (each for each in found if quoted_too or not each[0].is_quoted(each[1]))


@check("W141", Severity.WARNING)
def misspelt(course: Course) -> Iterator[Fault]:
    """A word that is misspelt.

    It is not in the dictionary, and one of the usual slips away from a common word that is: a letter
    doubled or not, two swapped, a vowel, or c for s. The dictionary is of British English, with both
    -ise and -ize. A slip makes a learner doubt the rest, and trips a program that
    reads aloud.

    A word that is right goes under `spellings:` in content/words.yml. Known without that are the words of
    the glossary, names in the course's sources, and names: whatever has a capital inside a sentence. A
    course in any other language than en-GB is not looked at.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not the servise itself.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not the service itself.
    ```
    """
    words = vocabulary(course)
    for typed, near in _strange(course).items():
        if _is_slip(typed, near):
            for text, start, end in _places(words, typed, quoted_too=True):
                hint = f"did you mean {quoted(near)}? If it is right, add it to spellings in content/words.yml"
                yield text.fault(f"{quoted(typed)} is not in the dictionary", start, end, hint)


def _is_slip(typed: str, near: str) -> bool:
    """Whether a strange word is most likely a slip of a known one, and not a rarer word or a name.

    Hands and ears slip in few ways: a letter doubled or not, two swapped, a vowel, or c for s.
    """
    word = _CONTRACTED.sub("", typed.lower().replace("’", "'"))
    most = 30_000 if typed[0].islower() else 15_000 if len(word) > 6 else 0
    if near[:1] != word[0] or len(near) < 5 or dictionary.words()[near] > most:
        return False
    bare, meant = _without_vowels(word), _without_vowels(near)
    return "-" not in word and (sorted(word) == sorted(near) or bare == meant)


def _without_vowels(word: str) -> str:
    """Return the consonants of a word, none of them double, and c as s."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word).replace("c", "s"))


@check("W142", Severity.ADVICE)
def unknown_word(course: Course) -> Iterator[Fault]:
    """A word that is not in the dictionary.

    It may be right: a term of the field, or a word of your place. Then leave it alone, or add it to
    `spellings:` in content/words.yml. Think of the glossary too: what a dictionary does not know, a
    learner may not know. The first place is named. Marked quotations are left alone.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not the flumperage.
    ```

    Passing:

    ```content/words.yml
    spellings: [flumperage]
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not the flumperage.
    ```
    """
    words = vocabulary(course)
    for typed, near in _strange(course).items():
        if typed[0].islower() and not _is_slip(typed, near):
            hint = f"if it is right, add it to spellings in content/words.yml{f'; or did you mean {quoted(near)}?' if near else ''}"
            for text, start, end in _places(words, typed, quoted_too=False):
                yield text.fault(f"{quoted(typed)} is not in the dictionary", start, end, hint)
                break


@check("W143", Severity.WARNING)
def american(course: Course) -> Iterator[Fault]:
    """American spelling.

    The course is in British English, and says so to programs that read it aloud. Endings in -ize are
    British as well and stay; -yze is not. What can be either, such as 'license' or 'program', is left
    alone, as are names, marked quotations and what stands under `spellings:` in content/words.yml.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not the color of the center.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not the colour of the centre.
    ```
    """
    if not writes_british(course):
        return
    words, own = vocabulary(course), _own(course)
    for typed in words.typed:
        made = _britishly(typed, own) if typed[1:].islower() else ""
        if made:
            for text, start, end in _places(words, typed, quoted_too=False):
                yield text.fault(f"{quoted(typed)} is American spelling", start, end, f"write {quoted(made)}")


def _britishly(typed: str, own: frozenset[str]) -> str:
    """Return the British form of a word in American spelling, or an empty string."""
    plain = typed.lower().replace("’", "'")
    stem, dot, ending = plain.partition("'")
    made = british(stem)
    if not made or made == stem or stem in own:
        return ""
    listed = made.split("-")[0] in dictionary.words() or made in ALSO_RIGHT
    return f"{made}{dot}{ending}" if listed else ""


CHECKS: tuple[Check, ...] = (misspelt, unknown_word, american)
