"""GlossaryTerm: a word of the field in plain words, and whether it is still in use."""

import re
from collections.abc import Iterable
from typing import Literal

from caselore.model.fields import Nation, Plain, Plains, Text
from caselore.model.record import Evidences, Record, record


@record
class GlossaryTerm(Record):
    """One term of content/glossary.yml."""

    term: Plain
    """As written in running text, small letters where possible."""
    plain: Plain
    """Its meaning in at most 25 plain words."""
    fuller: Text | None = None
    """More, for those who want it."""
    standing: Literal["current", "historic", "contested"] = "current"
    """Whether the word is in use today."""
    era_note: Text | None = None
    """When it was used; needed for historic terms."""
    say_instead: Plain | None = None
    """What to say today."""
    aliases: Plains = ()
    """Other spellings and plurals, linked in text like the term."""
    nation: Nation = "uk"
    evidence: Evidences = ()


def spelt(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches the spellings of terms as they stand in a text, the longest first; None without any.

    A spelling with a capital is a name and matches as it is written: In Control is not to be in control.
    """
    names: list[str] = []
    others: list[str] = []
    for word in words:
        (others if word == word.lower() else names).append(word)
    groups = [*(f"(?-i:{group})" for group in _by_letter(names)), *_by_letter(others)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE) if groups else None


def _by_letter(words: list[str]) -> list[str]:
    """Return patterns that match some words, one for each first letter.

    Most letters of a text then rule out every word at once: with 300 words, seven times as fast.
    """
    grouped: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        grouped.setdefault(word[0], []).append(re.escape(word[1:]))
    return [f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in grouped.items()]
