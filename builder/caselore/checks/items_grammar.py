"""Form that gives an option away: a or an before the options, and one option unlike the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import Asked, asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.items_form import is_about_the_others
from caselore.checks.lexicon import is_alone, plain
from caselore.checks.texts import CourseText
from caselore.checks.word_lists import listed
from caselore.diagnostics import Severity
from caselore.model.course import Course

_ARTICLE = re.compile(r"\b(an?)[\s:_….]*$", re.IGNORECASE)
_SOUNDS_OPEN = re.compile(r"(?:hour|honest|honour|heir|8|11\b|18\b|[AEFHILMNORSX](?:[A-Z\d-]|\b))")
_SOUNDS_CLOSED = re.compile(r"(?:uni(?!m|n[^t])|use|usu|usa|euro?p|euro\b|once\b|one\b|ubiq|ut[ie]|U(?:[A-Z]|\b))")
_SHORTENED = re.compile(
    r"(?:\b(?:etc|jr|sr|dr|mr|mrs|ltd|inc|co|no|st|e\.g|i\.e|a\.m|p\.m|[A-Z])\.|\.{2,})$", re.IGNORECASE
)
_OPENERS = ("to", "by", "because", "so")
_NO_FORM = listed(
    "during nothing everything something anything evening morning thing spring string bring sling swing sting"
)
_LITTLE = listed("""the a an to in on at by it they he she we you his her their its when where who what which how if because for
    from with after before that this these one each no not ask tell say""")


@check("Q115", Severity.WARNING)
def grammar_gives_it_away(course: Course) -> Iterator[Fault]:
    """Grammar or form gives an option away.

    The stem, or the text before a gap, ends in "a" or "an" and not every option can follow; or one option
    alone has a full stop, a small first letter, or another form of the verb ("To...", "...ing"). It shows
    which one was written with more care, or added last. Make them all alike; write a(n) where both are
    needed. Published as grammatical cues.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Somebody who speaks up for another is called an
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: advocate, correct: true, feedback: From the Latin for being called.}
      - {id: b, text: broker, feedback: A broker finds and arranges.}
      - {id: c, text: carer, feedback: A carer looks after.}
    rationale: Each has a task of its own.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: What do we call somebody who speaks up for another?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: An advocate, correct: true, feedback: From the Latin for being called.}
      - {id: b, text: A broker, feedback: A broker finds and arranges.}
      - {id: c, text: A carer, feedback: A carer looks after.}
    rationale: Each has a task of its own.
    ```
    """
    for item in asked(course):
        fault = _article(item) or (None if item.kind == "gap" else _unlike(item))
        if fault:
            yield fault


def _article(item: Asked) -> Fault | None:
    stem = item.stem.masked
    if item.kind == "gap":
        end = item.stem.text.find(f"{{{item.gap}}}")
        stem = item.stem.text[: max(end, 0)]
    article = _ARTICLE.search(stem)
    if not article:
        return None
    wants_open = article[1].lower() == "an"
    fits = [_sounds_open(plain(option)) == wants_open for option in item.options]
    if all(fits) or not any(fits):
        return None
    misfit = item.options[fits.index(False)]
    message = f"'{article[1]} {plain(misfit)}' cannot be, so the article rules this option out"
    return misfit.fault(message, 0, len(misfit.text), "put the article into the options, or write a(n)")


def _sounds_open(word: str) -> bool:
    """Whether 'an' comes before a word."""
    word = word.lstrip("\"'“‘(")
    if word[:2].isupper() or len(word) == 1 or word[:1].isdigit():
        return bool(_SOUNDS_OPEN.match(word))
    lowered = word.lower()
    if _SOUNDS_OPEN.match(lowered):
        return True
    return lowered[:1] in "aeiou" and not _SOUNDS_CLOSED.match(lowered)


def _unlike(item: Asked) -> Fault | None:
    """Return a fault about the one option that has another form than all the others."""
    said = [_spoken(option) for option in item.options]
    if not all(re.search(r"[^\W\d_]", each) for each in said) or any(map(is_about_the_others, item.options)):
        return None
    for number, what in (
        (_odd_end(said), "ends in another way than the others"),
        (_odd_start(said), "starts with another kind of letter than the others"),
        (_odd_form(said, item.stem.masked), "has another form than the others"),
    ):
        if number is not None:
            option = item.options[number]
            return option.fault(f"this option alone {what}", *_ends(option), "give all options the same form")
    return None


def _spoken(option: CourseText) -> str:
    """Return an option on one line without signs of emphasis, but with its code."""
    return " ".join(re.sub(r"[*_]", "", option.text).split())


def _ends(option: CourseText) -> tuple[int, int]:
    return 0, len(option.text)


def _odd_end(said: list[str]) -> int | None:
    closed = [each.rstrip("\"'”’)").endswith(".") for each in said]
    odd = is_alone(closed)
    if odd is None or any(shut and _SHORTENED.search(each) for shut, each in zip(closed, said, strict=True)):
        return None
    return None if any(each.rstrip("\"'”’)").endswith(("?", "!")) for each in said) else odd


def _odd_start(said: list[str]) -> int | None:
    firsts = [each.lstrip("\"'“‘(*") for each in said]
    if not all(each[:1].isalpha() and each.isascii() for each in firsts):
        return None
    odd = is_alone([each[0].islower() for each in firsts])
    if odd is None or len(firsts[odd].split()) < 2:
        return None
    word = firsts[odd].split()[0]
    if word[0].islower():
        return odd if word.isalpha() and word.islower() and all(len(each.split()) > 1 for each in firsts) else None
    return odd if word.lower() in _LITTLE else None


def _odd_form(said: list[str], stem: str) -> int | None:
    firsts = [re.sub(r"^(?:not|never|only|just|\w+ly) ", "", each.lower()).split()[0].strip("\"'“‘(,") for each in said]
    for opener in _OPENERS:
        opens = [each.lower().strip("\"'“‘(").startswith(f"{opener} ") for each in said]
        odd = is_alone(opens)
        if odd is not None and opens[odd] == _asks_why(stem, opener):
            return odd if opens[odd] or opener not in said[odd].lower().split()[:3] else None
    ings = [first.endswith("ing") and len(first) > 4 and first not in _NO_FORM for first in firsts]
    odd = is_alone(ings)
    if odd is not None and not ings[odd] and len(said[odd].split()) > 1 and firsts[odd] not in ("a", "an", "the"):
        return odd
    return None


def _asks_why(stem: str, opener: str) -> bool:
    """Whether one option alone that opens like this answers a why, and the others do not."""
    return opener in ("to", "because") and bool(re.search(r"\bwhy\b", stem, re.IGNORECASE))


CHECKS: tuple[Check, ...] = (grammar_gives_it_away,)
