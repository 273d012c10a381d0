"""LegalNote: what the law was in the sources' day, what it is now, and what to do about it."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import Date, Listed, Nation, Plain, Text, Url
from caselore.model.record import Evidences, Record, record


@record
class Citation:
    """Where a rule stands."""

    act: Plain
    """The Act, regulations, guidance or case."""
    provision: Plain | None = None
    """Section, regulation or paragraph."""
    url: Url | None = None
    """Where it can be read."""


@record
class LegalNote(Record):
    """A then/now note on one point of law. Not legal advice."""

    title: Plain
    """The point of law in a few words."""
    then: Text
    """The position in the sources' day, in one sentence."""
    then_when: Plain
    """Which time 'then' is, such as 2011."""
    now: Text
    """The position today, in one or two sentences."""
    do: Text
    """One thing for a worker to do."""
    citations: Annotated[tuple[Citation, ...], Listed, Field(min_length=1)]
    """Where the rule stands."""
    nation: Nation
    """Whose law it is."""
    standing: Literal["in-force", "prospective", "historic", "changing"]
    """Whether the rule is in force."""
    confidence: Literal["primary", "secondary", "memory"]
    """How it was checked: against the law itself, against somebody's account of it, or not yet."""
    confidence_note: Text | None = None
    """Which part of the note is less sure than the rest."""
    checked_on: Date | None = None
    """The day a named person checked it; leave out until then."""
    checked_by: Plain | None = None
    """Who checked it; leave out until somebody has."""
    order: Annotated[int, Field(ge=0)] = 0
    evidence: Evidences = ()
    """Findings that say what was so then."""
