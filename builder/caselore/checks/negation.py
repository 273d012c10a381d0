"""Find the word that makes a question ask for what is not so."""

from __future__ import annotations

import re

from caselore.checks.texts import CourseText

_ANY = re.compile(
    r"\b(?:not|never|cannot|except|excluding|least|incorrect|false|untrue|wrong)\b|n['’]t\b", re.IGNORECASE
)
_ASKING = re.compile(r"\b(?:which|what|who|whom|whose|when|where|why|how)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|that|what|when|where|how|while|if|because|since|although|though|after|before|unless|until"
    r"|so|but)\b|[,;:] (?:and )?(?:not|never)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"(?P<word>\b(?:not|never|cannot)\b|\b\w+n['’]t\b)(?! (?:only|just|yet|least)\b)"
    r"|(?P<but>\b(?:except|excluding)\b)|(?<!\bat )(?<!\bat the )(?P<least>\bleast\b)"
    r"|\b(?:is|are|was|were|would be) (?P<wrong>incorrect|false|untrue|wrong)\b(?! (?:with|about|here)\b)|\b(?P<bad>incorrect|false|untrue)(?= \w+\?)",
    re.IGNORECASE,
)
_STATED = re.compile(r"(?P<word>\b(?:not|never|cannot)\b|\b\w+n['’]t\b)(?! (?:only|just)\b)", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|need|to)\b"
    r"(?!.*\b(?:of|by|for|as|with|about) $)",
    re.IGNORECASE,
)
_BUT_WHICH = re.compile(
    r"\b(?:except|excluding)(?: for)? (?:which|what|whom|whose|where|when)\b[^,;:.]{0,30}\?", re.IGNORECASE
)
_OR_NOT = re.compile(r"\bor (?:not\b|\w+n['’]t\b)", re.IGNORECASE)


def negation(stem: CourseText, *, statement: bool = False, emphasised: bool = False) -> tuple[int, int] | None:
    """Return where the word stands that makes a stem negative; None where it only describes something.

    A word in bold, in italics or in capitals counts only with `emphasised`. A `statement` is to be judged
    true or false; elsewhere only the sentence that asks counts, up to its first clause.
    """
    text = stem.masked
    if not _ANY.search(text):
        return None
    first, last = _main_clause(text, statement=statement)
    pattern = _STATED if statement else _NEGATION
    for found in pattern.finditer(text, first, last):
        start, end = next(found.span(name) for name, word in found.groupdict().items() if word)
        if stem.is_quoted(start) or _OR_NOT.match(text, max(0, start - 3)):
            continue
        if text[start:end].lower() == "not" and not _AUXILIARY.search(text, first, start):
            continue  # as in 'files not tracked', 'the feeling of not being heard'
        if emphasised or not _is_emphasised(stem.text, start, end):
            return start, end
    return None


def _main_clause(text: str, *, statement: bool) -> tuple[int, int]:
    """Return where the clause that asks starts and ends."""
    first, last = _asking_sentence(text)
    after = first
    if not statement and (word := _ASKING.search(text, first, last)):
        if but := _BUT_WHICH.search(text, first, last):
            return but.start(), last
        first, after = word.start(), word.end()
        if second := re.match(r" of (?:the following|these|those|them)\b", text[after:last]):
            after += second.end()
    elif word := _ASIDE.match(text, first, last):
        after = text.find(",", first, last) + 1 or last
        first = after
    aside = _ASIDE.search(text, after, last)
    if aside and not statement and (but := re.search(r"\bexcept\b", text[aside.start() : last], re.IGNORECASE)):
        return aside.start() + but.start(), last
    return first, aside.start() if aside else last


def _asking_sentence(text: str) -> tuple[int, int]:
    """Return where the sentence stands that ends in a question mark; without one, the last sentence."""
    starts = [0, *(match.end() for match in re.finditer(r"[.!?:](?:[\"'”’)]*)\s+", text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if "?" in text[start:end]:
            return start, end
    return starts[-1], len(text)


def _is_emphasised(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    if word.isupper() and not text.isupper():
        return True
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    return before.endswith(("*", "_")) or after.startswith(("*", "_"))
