"""Words: a course's own lists of words, for the checks of its language."""

from dataclasses import field
from typing import Annotated, Any

from caselore.model.fields import Listed, Plain, Plains
from caselore.model.record import record


@record
class AvoidedWords:
    """Words that this course does not use."""

    words: Plains
    """The words or phrases, in small letters."""
    say_instead: Plain | None = None
    """What to write."""
    why: Plain
    """What is wrong with them, for whoever wrote them."""


@record
class Words:
    """content/words.yml: words that the checks of language, items and overlap should know."""

    spellings: Plains = ()
    """Words that are spelt right, such as names and words of the field."""
    abbreviations: Plains = ()
    """Abbreviations that every reader knows, such as GP."""
    set_terms: Plains = ()
    """Phrases of the field that must be said just so; terms of the glossary count as well."""
    avoid: Annotated[tuple[AvoidedWords, ...], Listed] = ()
    """Words to avoid, beside those that caselore knows."""
    allow: Plains = ()
    """Words that caselore would have you avoid and this course needs."""
    place: Any = field(default=None, init=False, compare=False, repr=False)
